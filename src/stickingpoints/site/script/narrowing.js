// Which entries of a long page are shown: those on an issue, those of a party. The links of an entry to
// issues, and to statements on them, say what it is about.
import { counted } from "./language.js";
import { readQuery, writeQuery } from "./query.js";

// issues/land/#north-2031-05-20, or issues/land/index.html on the disk
const ABOUT = /issues\/([^/]+)\/(?:index\.html)?(?:#(.+?)-\d{4}-\d{2})?/;

const linkedSubjects = (entry) =>
  [...entry.querySelectorAll('a[href*="issues/"]')]
    .map((link) => ABOUT.exec(link.getAttribute("href")))
    .filter(Boolean)
    .map(([, issue, party]) => ({ issue, party }));

// An event names its parties itself.
const subjectsOf = (entry) => {
  const subjects = linkedSubjects(entry);
  const parties = entry.dataset.parties?.split(" ") || [];
  if (!parties.length) return subjects;
  const about = subjects.length ? subjects : [{}];
  return about.flatMap((subject) => parties.map((party) => ({ ...subject, party })));
};

export const startNarrowing = (form) => {
  const selects = [...form.querySelectorAll("select")];
  const reset = form.querySelector("[type=reset]");
  const status = form.querySelector("[role=status]");
  const sections = [...document.querySelectorAll(".narrowed")].map((section) => ({
    section,
    entries: [...section.querySelectorAll("ol > li")].map((entry) => ({
      entry,
      subjects: subjectsOf(entry),
    })),
  }));

  const isWanted = (subject) =>
    selects.every((select) => !select.value || subject[select.name] === select.value);

  const show = () => {
    const isNarrowed = selects.some((select) => select.value);
    let shown = 0;
    for (const { section, entries } of sections) {
      for (const { entry, subjects } of entries) {
        entry.hidden = isNarrowed && !subjects.some(isWanted);
      }
      const left = entries.filter(({ entry }) => !entry.hidden).length;
      section.hidden = !left;
      shown += left;
    }
    reset.hidden = !isNarrowed;
    status.textContent = isNarrowed ? counted("{n} entry", "{n} entries", shown) : "";
    writeQuery(Object.fromEntries(selects.map((select) => [select.name, select.value])));
  };

  const query = readQuery();
  for (const select of selects) {
    select.value = query.get(select.name) || "";
    if (select.selectedIndex === -1) select.selectedIndex = 0; // a value that is not offered
  }
  form.addEventListener("change", show);
  form.addEventListener("reset", () => {
    setTimeout(() => {
      show();
      selects[0].focus();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to an entry that is left out shows everything again.
  addEventListener("hashchange", () => {
    if (document.querySelector(":target")?.closest("[hidden]")) form.reset();
  });
  if (selects.some((select) => select.value)) show();
};
