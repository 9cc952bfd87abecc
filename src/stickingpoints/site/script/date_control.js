// As of any day.
import { say } from "./language.js";
import { readQuery, writeQuery } from "./query.js";
import { keepNewest, showNewest, showPast } from "./past.js";
import { fillDays, readStandings } from "./standings.js";

const statusText = (isPast, day, newest) => {
  if (!isPast) return say("As of {day}: the positions as they stand.", { day });
  return say(
    "As of {day}: the newest statement of each [party] by that day. Status and summaries describe {newest} and are left out.",
    { day, newest },
  );
};

const markPage = (isPast, label) => {
  document.body.toggleAttribute("data-past", isPast);
  for (const line of document.querySelectorAll(".past-line")) line.hidden = !isPast;
  for (const day of document.querySelectorAll("[data-day]")) day.textContent = label;
};

// Returns null, and says so, if what stood on a day cannot be read.
const readOrTell = async (bar, day, status) => {
  try {
    return await readStandings(bar, day);
  } catch {
    status.textContent = say("The history could not be read.");
    return null;
  }
};

export const startDateControl = (bar, changed) => {
  const select = bar.elements["as-of"];
  const range = bar.querySelector("[type=range]");
  const status = bar.querySelector("[role=status]");
  const back = bar.querySelector("[data-newest]");
  const [earlier, later] = bar.querySelectorAll("[data-step]");
  if (bar.elements.days) fillDays(select, bar.elements.days.value);
  const days = [...select.options].map((option) => option.value);
  const newest = days.length - 1;
  const places = keepNewest();
  let standings = null;
  let shown = newest;

  const setControls = (isPast, label) => {
    select.selectedIndex = shown;
    range.value = shown;
    range.setAttribute("aria-valuetext", label);
    earlier.disabled = !shown;
    later.disabled = !isPast;
    back.hidden = !isPast;
    writeQuery({ "as-of": isPast && days[shown] });
  };
  const showPage = (isPast, label) => {
    markPage(isPast, label);
    if (isPast) showPast(places, standings, days[shown]);
    else showNewest(places);
    status.textContent = statusText(isPast, label, select.options[newest].textContent);
    changed();
  };
  const show = async (number) => {
    shown = Math.min(Math.max(number, 0), newest);
    const stop = shown;
    const isPast = stop < newest;
    const label = select.options[stop].textContent;
    setControls(isPast, label);
    if (isPast) {
      const read = await readOrTell(bar, days[stop], status);
      if (!read || shown !== stop) return; // another day was chosen meanwhile
      standings = read;
    }
    showPage(isPast, label);
  };

  earlier.addEventListener("click", () => show(shown - 1));
  later.addEventListener("click", () => show(shown + 1));
  select.addEventListener("change", () => show(select.selectedIndex));
  range.addEventListener("input", () => show(Number(range.value)));
  back.addEventListener("click", () => {
    show(newest);
    select.focus();
  });
  bar.addEventListener("submit", (event) => event.preventDefault());
  const linkedDay = readQuery().get("as-of");
  // A day between two stops shows what stood then: the stop before it.
  if (linkedDay) bar.closest("details").open = true;
  if (linkedDay) show(days.findLastIndex((day) => day <= linkedDay));
};
