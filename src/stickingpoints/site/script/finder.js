// Find and filter the comparison.
import {
  cellsOf,
  comparison,
  filterRows,
  issueRows,
  showTopics,
  shownRows,
  sortRows,
} from "./comparison.js";
import { asCsv, asMarkdown, shownLines } from "./copy_table.js";
import { counted, say } from "./language.js";
import { readQuery, writeQuery } from "./query.js";

const FIELDS = ["text", "issue", "status", "stance", "attribution", "sort"];

const countShown = () => {
  const rows = shownRows();
  if (!rows.length) return say("Nothing matches.");
  const positions = rows.reduce((sum, row) => sum + cellsOf(row).length, 0);
  return [
    counted("{n} [issue]", "{n} [issues]", rows.length),
    counted("{n} position", "{n} positions", positions),
  ].join(", ");
};

const copyShown = async (kind) => {
  const lines = shownLines();
  if (!lines.length) return say("Nothing to copy.");
  const text = kind === "csv" ? asCsv(lines) : asMarkdown(lines);
  try {
    await navigator.clipboard.writeText(`${text}\n`);
    return counted("{n} position copied.", "{n} positions copied.", lines.length);
  } catch {
    return say("The browser did not allow copying.");
  }
};

const setFromQuery = (form, ticks, query) => {
  for (const name of FIELDS) {
    const control = form.elements[name];
    control.value = query.get(name) || "";
    if (control.selectedIndex === -1) control.selectedIndex = 0; // a value that is not offered
  }
  if (!query.has("party")) return;
  const parties = query.get("party").split(",");
  for (const tick of ticks) tick.checked = parties.includes(tick.value);
};

const membersOf = (group) => [...group.closest(".tick-group").querySelectorAll("[name=party]")];

// The box of a group is ticked while all of its parties are, and ticks them all.
const startGroups = (form) => {
  const groups = [...form.querySelectorAll("[data-group]")];
  for (const group of groups) {
    group.addEventListener("input", () => {
      for (const tick of membersOf(group)) tick.checked = group.checked;
    });
  }
  return () => {
    for (const group of groups) {
      const ticked = membersOf(group).filter((tick) => tick.checked).length;
      group.checked = ticked === membersOf(group).length;
      group.indeterminate = ticked > 0 && !group.checked;
    }
  };
};

const startOpener = (form, isOpen) => {
  const opener = document.querySelector(".finder-open button");
  const open = (on) => {
    form.classList.toggle("open", on);
    opener.setAttribute("aria-expanded", String(on));
  };
  opener.addEventListener("click", () => open(!form.classList.contains("open")));
  open(isOpen);
};

// Returns the function that filters again, for when another day is shown.
export const startFinder = (form) => {
  const body = comparison().tBodies[0];
  const given = [...body.rows];
  const rows = issueRows();
  const count = form.querySelector(".count");
  const reset = form.querySelector("[type=reset]");
  const ticks = [...form.querySelectorAll("[name=party]")];
  const statuses = [...form.elements.status.options].map((option) => option.value);

  const showGroups = startGroups(form);
  const apply = () => {
    showGroups();
    const wanted = {};
    for (const name of FIELDS) wanted[name] = form.elements[name].value.trim();
    const parties = ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    const hasAllParties = parties.length === ticks.length;
    filterRows(rows, wanted, parties);
    body.append(...(wanted.sort ? sortRows(rows, wanted.sort, statuses) : given));
    showTopics(given, Boolean(wanted.sort));
    writeQuery({ ...wanted, party: !hasAllParties && (parties.join() || "none") });
    count.textContent = countShown();
    reset.hidden = hasAllParties && !Object.values(wanted).some(Boolean);
  };

  const query = readQuery();
  startOpener(
    form,
    [...FIELDS, "party"].some((name) => query.has(name)),
  );
  setFromQuery(form, ticks, query);
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => {
    setTimeout(() => {
      apply();
      form.elements.text.focus();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      count.textContent = await copyShown(button.dataset.copy);
    });
  }
  apply();
  return apply;
};
