// How old the record is and what it holds, by the reader's own day: no built file says it.
import { say } from "./language.js";

const DAY = 86_400_000; // milliseconds
const PALE = 180; // days without a word, after which a party's mark is paler

// A month counts from its first day, like everywhere on the site.
const daysSince = (day) => {
  const now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((today - Date.parse(day)) / DAY);
};

const ago = (days) => {
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "short" });
  if (days < 60) return format.format(-days, "day");
  if (days < 700) return format.format(-Math.round(days / 30.44), "month");
  return format.format(-Math.round(days / 365.25), "year");
};

const sayRecordEnd = (line) => {
  const days = daysSince(line.dataset.end);
  if (days < 1) return;
  const age = new Intl.RelativeTimeFormat(document.documentElement.lang).format(-days, "day");
  const day = line.dataset.label;
  line.textContent = say("This record ends on {day}, {age}. What happened since is not here.", {
    day,
    age,
  });
};

const paleAfter = (entry) => {
  const isPale = daysSince(entry.dataset.heard) > PALE;
  entry.classList.toggle("aged", isPale);
  return isPale;
};

export const startAges = () => {
  document.querySelectorAll("[data-end]").forEach(sayRecordEnd);
  for (const day of document.querySelectorAll("time[data-age]")) {
    const days = daysSince(day.dateTime);
    if (days > 0) day.append(` (${ago(days)})`);
  }
  const pale = [...document.querySelectorAll("[data-heard]")].filter(paleAfter);
  for (const key of document.querySelectorAll(".aged-key")) key.hidden = !pale.length;
  for (const due of document.querySelectorAll("[data-due]")) {
    due.hidden = daysSince(due.dataset.due) <= 0;
  }
};
