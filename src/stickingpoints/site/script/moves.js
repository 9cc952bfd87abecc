// What moved between two days, put together from the moves that were drawn and told at build.
import { counted, say } from "./language.js";
import { create, link, trusted } from "./page.js";

// Moves come party by party, oldest first. Returns those that follow each other as lists.
const inRuns = (moves, isWanted) => {
  const runs = [];
  let last = null;
  for (const move of moves) {
    const isNext = last?.party === move.party;
    last = isWanted(move) ? move : null;
    if (last && isNext) runs.at(-1).push(move);
    else if (last) runs.push([move]);
  }
  return runs;
};

const inAll = (first, last) => {
  const party = first.name;
  if (first.from === last.to) {
    return say("{party} moved and came back to {place}:", { party, place: last.to });
  }
  const places = { before: first.from, after: last.to };
  return say("{party} moved from {before} to {after}, step by step:", { party, ...places });
};

const prepared = (tag, html) => {
  const element = create(tag);
  element.innerHTML = trusted(html);
  return element;
};

const tellRun = (issue, run, isToTheEnd) => {
  const [first, last] = [run[0], run.at(-1)];
  const way = `x1="${first.ghost_x}%" x2="${last.mark_x}%"/>`;
  const item = prepared("li", `${issue.strip} ${way}${first.ghost}${last.mark}</svg>`);
  const told = create("div");
  told.className = "told";
  if (run.length === 1) told.append(prepared("p", first.html));
  else {
    const steps = run.map((move) => prepared("li", move.html));
    const list = create("ul", ...steps);
    told.append(create("p", inAll(first, last)), list);
  }
  if (isToTheEnd) told.insertAdjacentHTML("beforeend", trusted(last.note));
  item.append(told);
  return item;
};

const tellIssue = (issue, runs, { isToTheEnd, hasHeading }) => {
  const section = prepared("section", hasHeading ? issue.heading : "");
  const list = create("ul", ...runs.map((run) => tellRun(issue, run, isToTheEnd)));
  list.className = "moved";
  section.append(list);
  section.insertAdjacentHTML("beforeend", trusted(issue.poles));
  for (const anchor of section.querySelectorAll("a")) {
    anchor.href = link(anchor.getAttribute("href"));
  }
  return section;
};

// Returns the moves that are asked for, and a section for each issue that has any.
export const tellMoves = (issues, { isWanted, isToTheEnd }, hasHeading) => {
  const sections = [];
  const moves = [];
  for (const [id, issue] of Object.entries(issues)) {
    const runs = inRuns(issue.moves, (move) => isWanted({ ...move, issue: id }));
    if (runs.length) sections.push(tellIssue(issue, runs, { isToTheEnd, hasHeading }));
    moves.push(...runs.flat());
  }
  return { moves, sections };
};

const nobodyMoved = (asked, names) => {
  if (asked.isVisit) return say("No [party] moved since your last visit.");
  if (names.party && names.issue) {
    return say("{party} did not move on {issue} between {from} and {to}.", names);
  }
  if (names.party) return say("{party} did not move between {from} and {to}.", names);
  if (names.issue) return say("No [party] moved on {issue} between {from} and {to}.", names);
  return say("No [party] moved between {from} and {to}.", names);
};

const countMoves = (moves) =>
  [
    counted("{n} move", "{n} moves", moves.length),
    counted(
      "{n} on record",
      "{n} on record",
      moves.filter((move) => move.evidence === "solid").length,
    ),
  ].join(", ");

// Returns how much moved and was said, in a sentence; `statements` is null where none are listed.
export const tellCount = (asked, names, moves, statements) => {
  const said = statements === null ? "" : counted("{n} statement", "{n} statements", statements);
  if (!moves.length) return `${nobodyMoved(asked, names)} ${said && `${said}.`}`.trim();
  const what = [countMoves(moves), said].filter(Boolean).join("; ");
  if (asked.isVisit) return say("Since your last visit: {what}.", { what });
  if (asked.isWhole && statements === null) return `${what}.`;
  if (asked.isWhole) return say("The whole record: {what}.", { what });
  return say("Between {from} and {to}: {what}.", { what, ...names });
};
