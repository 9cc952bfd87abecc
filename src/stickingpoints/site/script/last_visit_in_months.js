// Since your last visit, on a large site. The page has the digest of each month; the entries of a month are read if
// it is among the newest, or has changed.
import { counted, say } from "./language.js";
import { markNew, showVisit, today } from "./last_visit.js";
import { longMonth } from "./months.js";
import { create, link, readFile } from "./page.js";
import { byMonth, hashOf, keepVisit, readVisit } from "./seen.js";

const NEWEST = 3; // months, of which a visit keeps every entry
const MOST = 12;

const readMonths = async (months) => {
  const entries = {};
  for (const month of months) {
    entries[month] = await readFile(`assets/entries/${month}.json`, "entries");
  }
  return entries;
};

// What a month has that it had not at a visit; null if that is not known.
const newIn = (month, entries, visit) => {
  if (!(month in visit.months)) return entries;
  const known = visit.entries[month];
  return known ? entries.filter((entry) => !known.includes(entry)) : null;
};

const compare = (visit, changed, entries) =>
  changed.map((month) => ({ month, added: entries[month] && newIn(month, entries[month], visit) }));

const tellMonth = ({ month, added }) => {
  const leading = create("a", longMonth(month));
  leading.href = link(`changes/${month}/`);
  const what = added?.length
    ? counted("{n} new entry", "{n} new entries", added.length)
    : say("something changed");
  return create("li", leading, ` ${what}`);
};

// Returns what is new: whether an entry is, and in which months any is; null at a first visit.
const compareMonths = async (place, line, shown) => {
  const visit = byMonth(readVisit());
  const digests = place.dataset.months.split(" ").map((one) => one.split("="));
  const months = Object.fromEntries(digests);
  const names = Object.keys(months).sort().reverse();
  const changed = visit ? names.filter((month) => visit.months[month] !== months[month]) : [];
  const wanted = new Set([...names.slice(0, NEWEST), ...changed.slice(0, MOST)]);
  const entries = await readMonths(wanted);
  keepVisit(visit, { day: today(), months, entries });
  if (!visit) return null;
  const news = compare(visit, changed, entries).filter(({ added }) => added?.length !== 0);
  const unseen = new Set(news.flatMap(({ added }) => added ?? []));
  showVisit(line, visit, unseen.size);
  place.replaceChildren(...news.slice(0, MOST).map(tellMonth));
  place.hidden = !news.length;
  const has = (name) => unseen.has(hashOf(name));
  shown.filter((entry) => has(entry.dataset.entry)).forEach(markNew);
  return { has, months: news.map(({ month }) => month) };
};

export const startLastVisitInMonths = async (place, line, shown) => {
  try {
    return await compareMonths(place, line, shown);
  } catch {
    line.remove(); // nothing can be read or kept
    return null;
  }
};
