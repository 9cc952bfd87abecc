// The files that say what moved: one, or on a large site that of an issue, or one for each month.
import { readFile } from "./page.js";

const held = new Map();

const readOnce = async (address) => {
  if (!held.has(address)) held.set(address, await readFile(address, "moves"));
  return held.get(address);
};

// A visit names the months in which there is anything new.
const addressesFor = ({ file, months }, { start, end, newMonths }) => {
  if (file) return [file];
  if (months === undefined) return ["assets/moves.json"];
  const isBetween = (month) => month >= start.slice(0, 7) && month <= end.slice(0, 7);
  const isAsked = newMonths ? (month) => newMonths.includes(month) : isBetween;
  return months
    .split(" ")
    .filter(isAsked)
    .map((month) => `assets/moves/in/${month}.json`);
};

// The moves of an issue come party by party.
const inOrder = (moves, parties) =>
  moves.sort((a, b) => parties.indexOf(a.party) - parties.indexOf(b.party));

const joined = (pieces, parties) => {
  const issues = {};
  for (const [id, issue] of pieces.flatMap(Object.entries)) {
    issues[id] = { ...issue, moves: [...(issues[id]?.moves ?? []), ...issue.moves] };
  }
  for (const issue of Object.values(issues)) inOrder(issue.moves, parties);
  return issues;
};

// A year of moves on a large site is as much as anybody reads; an issue has its own page.
const MOST_MONTHS = 12;

// Returns whether more is asked for than is read.
export const isTooMuch = ({ dataset }, asked) => addressesFor(dataset, asked).length > MOST_MONTHS;

// Returns what is told of the days that are asked for, by issue.
export const readMoves = async (form, asked) => {
  const pieces = [];
  for (const address of addressesFor(form.dataset, asked)) pieces.push(await readOnce(address));
  if (pieces.length === 1) return pieces[0];
  const parties = [...form.elements.party.options].map((option) => option.value);
  return joined(pieces, parties);
};
