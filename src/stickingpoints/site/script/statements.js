// Which statements of an issue are shown: those of a party, those on record. Links to hidden ones open their list.
import { counted } from "./language.js";

const open = (details) => {
  details.open = true;
};

const revealTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let node = target; node; node = node.parentElement) {
    if (node.matches("details.earlier")) open(node);
  }
};

export const startStatements = (form) => {
  const sections = [...document.querySelectorAll(".by-party")];
  const { party, solid } = form.elements;
  const status = form.querySelector("[role=status]");

  const show = () => {
    let shown = 0;
    for (const section of sections) {
      const isWanted = !party.value || section.dataset.party === party.value;
      const statements = [...section.querySelectorAll(".statement")];
      for (const statement of statements) {
        statement.hidden = !isWanted || (solid.checked && statement.dataset.evidence !== "solid");
      }
      const left = statements.filter((statement) => !statement.hidden).length;
      section.hidden = !left;
      shown += left;
    }
    const isFiltered = party.value || solid.checked;
    if (isFiltered) document.querySelectorAll("details.earlier").forEach(open);
    status.textContent = isFiltered
      ? counted("{n} statement shown", "{n} statements shown", shown)
      : "";
  };

  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", revealTarget);
  revealTarget();
};
