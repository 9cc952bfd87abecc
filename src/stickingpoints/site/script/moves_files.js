// The files that say what moved: one, or on a large site that of an issue, or one for each month.
import { readOnce } from "./held_files.js";

// The months that are asked for, each with how often anybody moved. A visit names those in which anything is new.
const monthsFor = (months, { start, end, newMonths }) => {
  const isBetween = (month) => month >= start.slice(0, 7) && month <= end.slice(0, 7);
  const isAsked = newMonths ? (month) => newMonths.includes(month) : isBetween;
  return months
    .split(" ")
    .map((month) => month.split("="))
    .filter(([month]) => isAsked(month));
};

const addressesFor = ({ file, months }, asked) => {
  if (file) return [file];
  if (months === undefined) return ["assets/moves.json"];
  return monthsFor(months, asked).map(([month]) => `assets/moves/in/${month}.json`);
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

// As many moves as a page can show on a large site; an issue has its own page.
const MOST_MOVES = 500;

// Returns whether more is asked for than is read.
export const isTooMuch = ({ dataset: { months } }, asked) => {
  if (!months) return false;
  const moves = monthsFor(months, asked).reduce((sum, [, number]) => sum + Number(number), 0);
  return moves > MOST_MOVES;
};

// Returns what is told of the days that are asked for, by issue.
export const readMoves = async (form, asked) => {
  const pieces = [];
  for (const address of addressesFor(form.dataset, asked)) {
    pieces.push(await readOnce(address, "moves"));
  }
  if (pieces.length === 1) return pieces[0];
  const parties = [...form.elements.party.options].map((option) => option.value);
  return joined(pieces, parties);
};
