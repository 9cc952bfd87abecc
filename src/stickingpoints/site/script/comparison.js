// Which rows and cells of the comparison the finder shows, and in which order.
// Text without accents, apostrophes and case, so that a word is found however it is typed.
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u2019']/g, "")
    .toLowerCase();

export const comparison = () => document.querySelector("table.compare");

export const cellsOf = (row) => [...row.querySelectorAll("td:not([hidden], .other)")];

const isTopic = (row) => row.classList.contains("topic");

export const issueRows = () => [...comparison().tBodies[0].rows].filter((row) => !isTopic(row));

export const shownRows = () => issueRows().filter((row) => !row.hidden);

// Hides the heading of each topic of which no issue is shown, and all if the issues are not in its order.
export const showTopics = (rows, isSorted) => {
  let shown = 0;
  for (const row of [...rows].reverse()) {
    if (!isTopic(row)) {
      shown += !row.hidden;
      continue;
    }
    row.hidden = isSorted || !shown;
    shown = 0;
  }
};

const hasAll = (node, words) => {
  const text = fold(node.textContent);
  return words.every((word) => text.includes(word));
};

const isWanted = (wanted, value) => !wanted || wanted === value;

const filterRow = (row, wanted, words) => {
  const isTitled = hasAll(row.cells[0], words);
  for (const cell of row.querySelectorAll("td")) {
    const fits =
      isWanted(wanted.stance, cell.dataset.stance) &&
      isWanted(wanted.attribution, cell.dataset.attribution) &&
      (isTitled || hasAll(cell, words));
    cell.classList.toggle("other", !fits);
  }
  const fits =
    isWanted(wanted.issue, row.dataset.issue) && isWanted(wanted.status, row.dataset.status);
  row.hidden = !fits || !cellsOf(row).length;
};

// A group is as wide as the columns that are shown of it.
const fitGroups = (parties) => {
  for (const head of comparison().tHead.querySelectorAll("[data-members]")) {
    const shown = head.dataset.members.split(" ").filter((party) => parties.includes(party));
    head.hidden = !shown.length;
    head.colSpan = shown.length || 1;
  }
};

export const filterRows = (rows, wanted, parties) => {
  const words = fold(wanted.text).split(/\s+/).filter(Boolean);
  for (const cell of comparison().querySelectorAll("[data-party]")) {
    cell.hidden = !parties.includes(cell.dataset.party);
  }
  fitGroups(parties);
  for (const row of rows) filterRow(row, wanted, words);
};

const byNewest = (a, b) =>
  (b.dataset.newest > a.dataset.newest) - (b.dataset.newest < a.dataset.newest);
const byStatements = (a, b) => b.dataset.statements - a.dataset.statements;

// Returns the rows in the wanted order.
export const sortRows = (rows, order, statuses) => {
  if (order === "newest") return [...rows].sort(byNewest);
  if (order === "statements") return [...rows].sort(byStatements);
  const place = (row) => statuses.indexOf(row.dataset.status);
  return [...rows].sort((a, b) => place(b) - place(a));
};
