// Since your last visit: which entries are new. Only the changes page, which shows every entry, counts as seen.
import { counted, longDate, say } from "./language.js";
import { create } from "./page.js";
import { isNew, keepVisit, readVisit } from "./seen.js";

export const today = () => {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"));
  return longDate(`${now.getFullYear()}-${month}-${day}`);
};

export const markNew = (entry) => {
  const mark = create("span", say("new"));
  mark.className = "new";
  entry.lastElementChild.prepend(mark);
};

export const showVisit = (line, visit, count) => {
  const news = count ? counted("{n} new entry.", "{n} new entries.", count) : say("nothing new.");
  line.style.minHeight = `${line.offsetHeight}px`; // what is below does not jump
  line.textContent = `${say("Since your last visit, {day}:", { day: visit.day })} ${news}`;
};

const compareWithLastVisit = (entries, line) => {
  const visit = readVisit();
  const unseen = visit ? entries.filter((entry) => isNew(visit, entry.dataset.entry)) : [];
  unseen.forEach(markNew);
  if (!line) return null;
  if (visit) showVisit(line, visit, unseen.length);
  keepVisit(visit, { day: today(), entries: entries.map((entry) => entry.dataset.entry) });
  return visit && new Set(unseen.map((entry) => entry.dataset.entry));
};

// Returns the names of the entries that are new, on the page that shows every entry; null at a first visit.
export const startLastVisit = (entries, line) => {
  if (!entries.length) return null;
  try {
    return compareWithLastVisit(entries, line);
  } catch {
    line?.remove(); // nothing can be kept
    return null;
  }
};
