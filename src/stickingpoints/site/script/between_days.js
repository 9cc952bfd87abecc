// The control that chooses two days, a party and an issue: what moved then, and what was said.
import { counted, longDate, say } from "./language.js";
import { tellCount, tellMoves } from "./moves.js";
import { isTooMuch, readMoves } from "./moves_files.js";
import { readQuery, writeQuery } from "./query.js";

const CHOICES = ["from", "to", "party", "issue"];
const FEW = 40; // entries, which are shown unfolded

const showMonth = (month, isWanted) => {
  const entries = [...month.querySelectorAll("[data-entry]")];
  for (const entry of entries) entry.hidden = !isWanted(entry.dataset);
  const shown = entries.filter((entry) => !entry.hidden);
  month.hidden = !shown.length;
  month.querySelector(".count").textContent = counted("{n} entry", "{n} entries", shown.length);
  return shown;
};

// The name of a statement says what the others have as data: issues/border/#north-2025-11-25
const STATEMENT = /^issues\/(.+)\/#(.+?)-(\d{4}-\d\d(?:-\d\d)?)/;
const isStatement = (entry) => STATEMENT.test(entry.dataset.entry);

const factsOfEntry = ({ entry, issue, party, date }) => {
  if (issue) return { entry, issue, party, day: date };
  const [, ofIssue, ofParty, day] = entry.match(STATEMENT);
  return { entry, issue: ofIssue, party: ofParty, day };
};

// The newest entries of a large site: all of them, or those that are new.
const showNewest = ({ isVisit, isWanted }) => {
  for (const entry of document.querySelectorAll("[data-entry]")) {
    entry.hidden = Boolean(isVisit) && !isWanted(factsOfEntry(entry.dataset));
  }
  return null;
};

// Shows the entries that are asked for, and returns how many statements are among them; null without a whole list.
const showEntries = (asked) => {
  const { isWanted } = asked;
  const months = [...document.querySelectorAll(".month")];
  if (!months.length) return showNewest(asked);
  const shown = months.flatMap((month) => showMonth(month, (data) => isWanted(factsOfEntry(data))));
  if (shown.length <= FEW) for (const month of months) month.open = true;
  return shown.filter(isStatement).length;
};

const clamp = (day, { first, last }) => {
  if (day < first) return first;
  return day > last ? last : day;
};

// What is after the end of one day, up to the end of another, of a party and on an issue if they are chosen.
const askedFor = (form) => {
  const { from, to, party, issue } = form.elements;
  const ends = [from.value || form.dataset.first, to.value || form.dataset.last];
  const [start, end] = ends.map((day) => clamp(day, form.dataset)).sort();
  const isToTheEnd = end === form.dataset.last; // with the corrections that were made since then
  const isWanted = (one) =>
    (!from.value || one.day > start) &&
    (isToTheEnd || one.day <= end) &&
    (!party?.value || party.value === one.party) &&
    (!issue.value || issue.value === one.issue);
  const isWhole = !from.value && !to.value;
  return { start, end, isWhole, isWanted, isToTheEnd };
};

const sinceLastVisit = (form, unseen) => {
  const isWanted = ({ entry }) => unseen.has(entry);
  const asked = { isWhole: false, isVisit: true, isToTheEnd: true, isWanted };
  return { ...askedFor(form), ...asked, newMonths: unseen.months };
};

const controlsOf = (form) =>
  CHOICES.map((name) => form.elements[name]).filter(
    (control) => control && control.type !== "hidden",
  );

const chooseFromQuery = (form, query) => {
  for (const control of controlsOf(form)) {
    const value = query.get(control.name) || "";
    control.value = /^\d{4}-\d\d$/.test(value) ? `${value}-01` : value;
    if (control.selectedIndex === -1) control.selectedIndex = 0; // a value that is not offered
  }
};

const writeToQuery = (form) => {
  const values = controlsOf(form).map((control) => [control.name, control.value]);
  writeQuery(Object.fromEntries(values));
};

const chosen = (select) => (select?.value ? select.selectedOptions?.[0].textContent : "");

// What moved on a large site in all its time would be much to read; the page itself says it in short.
const isInShort = ({ dataset, elements }, { isWhole }) =>
  dataset.months !== undefined && isWhole && !elements.party.value;

const keepShort = (place, status) => {
  const moved = [...place.childNodes];
  const sentence = status.textContent;
  return () => {
    place.replaceChildren(...moved);
    status.textContent = sentence;
  };
};

// Returns null, and says why, if what moved is not read.
const readOrTell = async (form, asked, status) => {
  if (isTooMuch(form, asked)) {
    status.textContent = say(
      "Too much to show at once: choose days closer to each other, or the page of [an issue].",
    );
    return null;
  }
  try {
    return await readMoves(form, asked);
  } catch {
    status.textContent = say("The moves could not be read.");
    return null;
  }
};

// Returns how to offer the entries that are new since the last visit, given which these are; null at a first visit.
export const startBetweenDays = (form) => {
  const status = document.querySelector(".moves-counted");
  const place = document.querySelector(".moves");
  const reset = form.querySelector("[type=reset]");
  const visit = document.querySelector(".visit");
  const [visitButton] = visit?.children ?? [];
  const tellInShort = keepShort(place, status);
  let shown = null;

  const tell = (issues, asked) => {
    const { party, issue } = form.elements;
    const days = { from: longDate(asked.start), to: longDate(asked.end) };
    const names = { ...days, party: chosen(party), issue: chosen(issue) };
    const statements = showEntries(asked);
    const { moves, sections } = tellMoves(issues, asked, issue.type !== "hidden");
    place.replaceChildren(...sections);
    status.textContent = tellCount(asked, names, moves, statements);
  };
  const show = async (asked) => {
    shown = asked;
    visitButton?.setAttribute("aria-pressed", String(Boolean(asked.isVisit)));
    reset.hidden = !asked.isVisit && controlsOf(form).every((control) => !control.value);
    if (isInShort(form, asked)) {
      tellInShort();
      return;
    }
    const issues = await readOrTell(form, asked, status);
    if (shown !== asked) return; // other days were chosen meanwhile
    if (issues) tell(issues, asked);
    else place.replaceChildren();
  };
  const showChosen = () => {
    writeToQuery(form);
    show(askedFor(form));
  };

  form.addEventListener("change", showChosen);
  form.addEventListener("reset", () => setTimeout(showChosen));
  form.addEventListener("submit", (event) => event.preventDefault());
  const query = readQuery();
  if (CHOICES.some((name) => query.has(name))) chooseFromQuery(form, query);
  // A reader may have chosen before this script was there.
  if (controlsOf(form).some((control) => control.value)) showChosen();
  return (unseen) => {
    if (!visit || !unseen) return;
    visit.hidden = false;
    visitButton.addEventListener("click", () => {
      form.reset();
      setTimeout(() => show(sinceLastVisit(form, unseen)));
    });
  };
};
