// Since your last visit: which entries the reader's own browser has seen; the list never leaves it. A visit
// lasts as long as the tab, so that the marks outlive a reload. Only the changes page, which shows every
// entry, counts as seen.
import { counted, longDate, say } from "./language.js";
import { create } from "./page.js";

const KEY = "seen";

const readVisit = (store) => JSON.parse(store.getItem(KEY));

const today = () => {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"));
  return longDate(`${now.getFullYear()}-${month}-${day}`);
};

const markNew = (entry) => {
  const mark = create("span", say("new"));
  mark.className = "new";
  entry.lastElementChild.prepend(mark);
};

const showVisit = (line, visit, count) => {
  const news = count ? counted("{n} new entry.", "{n} new entries.", count) : say("nothing new.");
  line.style.minHeight = `${line.offsetHeight}px`; // what is below does not jump
  line.textContent = `${say("Since your last visit, {day}:", { day: visit.day })} ${news}`;
};

const compareWithLastVisit = (entries, line) => {
  const visit = readVisit(sessionStorage) || readVisit(localStorage);
  const seen = new Set(visit?.entries);
  const unseen = visit ? entries.filter((entry) => !seen.has(entry.dataset.entry)) : [];
  unseen.forEach(markNew);
  if (!line) return null;
  if (visit) {
    showVisit(line, visit, unseen.length);
    sessionStorage.setItem(KEY, JSON.stringify(visit));
  }
  const names = entries.map((entry) => entry.dataset.entry);
  localStorage.setItem(KEY, JSON.stringify({ day: today(), entries: names }));
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
