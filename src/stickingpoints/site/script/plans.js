// Any two plans, point by point, from what the page says of each. Which provisions are the same was
// decided at build; here only the words that differ are marked.
import { counted, say } from "./language.js";
import { readQuery, writeQuery } from "./query.js";
import { compareWords } from "./word_marks.js";

const provisionOf = (plan, issue) => document.getElementById(`${plan}--${issue}`);

const wordsIn = (entry, part) => entry.querySelector(part)?.textContent.trim() || "";

const labelOf = (older, newer) => {
  if (!older) return "added";
  if (!newer) return "dropped";
  return older.dataset.wording === newer.dataset.wording ? "same" : "changed";
};

const partsOf = (older, newer) => {
  const texts = [older, newer].map((entry) => entry && wordsIn(entry, ".in-full"));
  if (older && newer) return compareWords(...texts);
  return texts.map((text) => [{ isOwn: false, text }]);
};

// The words of a text; the element in it is what words of its own are marked with.
const fillWords = (paragraph, parts) => {
  const mark = paragraph.firstElementChild;
  const nodes = parts.flatMap(({ isOwn, text }) => {
    if (!isOwn) return [text, " "];
    const marked = mark.cloneNode(true);
    marked.children[1].textContent = text;
    return [marked, " "];
  });
  paragraph.replaceChildren(...nodes);
};

const fillSide = (cell, plan, entry, parts) => {
  cell.dataset.label = plan.querySelector("a").textContent;
  cell.querySelector(entry ? ".nothing" : ".said").remove();
  if (!entry) return;
  const short = cell.querySelector(".short");
  short.textContent = wordsIn(entry, ".short");
  short.hidden = !short.textContent;
  cell.querySelector(".locator").textContent = wordsIn(entry, ".locator");
  cell.querySelector(".marks a").setAttribute("href", `#${entry.id}`);
  fillWords(cell.querySelector(".in-full"), parts);
};

const fillPoint = (row, issue, plans) => {
  const entries = plans.map((plan) => provisionOf(plan.dataset.plan, issue.dataset.issue));
  const label = labelOf(...entries);
  for (const verdict of row.querySelectorAll(".verdict")) {
    if (!verdict.matches(`.${label}`)) verdict.remove();
  }
  const link = issue.querySelector("a");
  row.querySelector("a").replaceWith(link.cloneNode(true));
  const parts = partsOf(...entries);
  plans.forEach((plan, side) => fillSide(row.cells[side + 1], plan, entries[side], parts[side]));
  return label;
};

const fillCounts = (line, labels) => {
  for (const verdict of line.querySelectorAll(".verdict")) {
    const number = labels.filter((label) => verdict.matches(`.${label}`)).length;
    verdict.nextElementSibling.textContent = number.toLocaleString(document.documentElement.lang);
    verdict.parentElement.hidden = !number;
  }
};

// Returns the two plans, given older first, as the static pages show them, and how many points.
const compared = (skeleton, issues, plans) => {
  const pair = skeleton.cloneNode(true);
  const [, ...heads] = pair.querySelectorAll("thead th");
  plans.forEach((plan, side) => heads[side].append(plan.cloneNode(true)));
  for (const head of heads) head.replaceChildren(...head.firstElementChild.childNodes);
  const isTouched = (issue) =>
    plans.some((plan) => provisionOf(plan.dataset.plan, issue.dataset.issue));
  const empty = pair.querySelector("tbody tr");
  const labels = issues.filter(isTouched).map((issue) => {
    const row = empty.cloneNode(true);
    empty.before(row);
    return fillPoint(row, issue, plans);
  });
  empty.remove();
  fillCounts(pair.querySelector(".verdicts"), labels);
  const others = issues.filter((issue) => !isTouched(issue));
  const untouched = pair.querySelector(".untouched");
  untouched.hidden = !others.length;
  untouched.lastElementChild.textContent = others
    .map((issue) => issue.querySelector("a").textContent)
    .join(", ");
  return { pair, number: labels.length };
};

export const startPlans = (form) => {
  const { a, b } = form.elements;
  const status = form.querySelector("[role=status]");
  const chosen = document.querySelector("div.chosen");
  const place = chosen.querySelector(".chosen-pair");
  const close = form.querySelector("[type=reset]");
  const skeleton = form.querySelector("template").content;
  const columns = [...document.querySelectorAll(".matrix th[data-plan]")];
  const issues = [...document.querySelectorAll(".matrix tr[data-issue]")];

  const show = () => {
    const plans = columns.filter(({ dataset }) => [a.value, b.value].includes(dataset.plan));
    const isPair = plans.length === 2;
    chosen.hidden = !isPair;
    close.hidden = !a.value && !b.value;
    status.textContent = "";
    if (a.value && a.value === b.value) status.textContent = say("Choose two different [plans].");
    if (isPair) {
      const { pair, number } = compared(skeleton, issues, plans);
      place.replaceChildren(pair);
      status.textContent = counted("{n} [issue] compared", "{n} [issues] compared", number);
    }
  };
  const change = () => {
    writeQuery({ a: a.value, b: b.value });
    show();
  };

  form.addEventListener("change", change);
  form.addEventListener("reset", () => setTimeout(change));
  form.addEventListener("submit", (event) => event.preventDefault());
  const query = readQuery();
  for (const select of [a, b]) select.value = query.get(select.name) || "";
  for (const select of [a, b]) if (select.selectedIndex < 0) select.value = "";
  if (query.has("a") || query.has("b")) show();
};
