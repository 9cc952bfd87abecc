// What the reader's own browser keeps of a visit; it never leaves it. That are the names of the entries of the page
// of changes, or on a large site for each month a digest of them, and for the newest months their hashes.
const KEY = "seen";

const readFrom = (store) => JSON.parse(store.getItem(KEY));

// A visit lasts as long as the tab, so that the marks outlive a reload.
export const readVisit = () => readFrom(sessionStorage) || readFrom(localStorage);

// Keeps what the page shows as the next visit to compare with, and the last one as that of this tab.
export const keepVisit = (last, next) => {
  if (last) sessionStorage.setItem(KEY, JSON.stringify(last));
  localStorage.setItem(KEY, JSON.stringify(next));
};

// FNV-1a of 32 bits to the base of 36; the generator computes the same.
export const hashOf = (name) => {
  let number = 0x811c9dc5;
  for (const letter of name) number = Math.imul(number ^ letter.codePointAt(0), 0x01000193) >>> 0;
  return number.toString(36);
};

// The month at the end of a name: issues/border/#north-2025-11-25
const monthOf = (name) => /.*(\d{4}-\d\d)/.exec(name)[1];

const isNewInMonth = ({ months, entries }, name) => {
  const month = monthOf(name);
  if (!(month in months)) return true;
  return month in entries && !entries[month].includes(hashOf(name));
};

// Returns whether an entry was not there at a visit; not if that is not known.
export const isNew = (visit, name) =>
  visit.months ? isNewInMonth(visit, name) : !visit.entries.includes(name);

// A visit when the site was still small, as if it had been large.
export const byMonth = (visit) => {
  if (!visit || visit.months) return visit;
  const [months, entries] = [{}, {}];
  for (const name of visit.entries) {
    const month = monthOf(name);
    months[month] = "";
    (entries[month] ??= []).push(hashOf(name));
  }
  return { day: visit.day, months, entries };
};
