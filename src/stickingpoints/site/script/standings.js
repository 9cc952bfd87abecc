// How things stood on a day: from one file, or on a large site from a piece of each group of issues.
import { readOnce } from "./held_files.js";
import { longDate } from "./language.js";
import { longMonth } from "./months.js";
import { create } from "./page.js";

// A piece begins with how things stood on its first day.
const pieceFor = ({ name, value }, day) => {
  const starts = value.split(" ");
  return `${name}${starts.findLast((start) => start <= day) ?? starts[0]}.json`;
};

const addressesFor = (form, day) => {
  if (!form.elements.days) return ["assets/history.json"];
  return [...form.querySelectorAll("[name^=assets]")].map((group) => pieceFor(group, day));
};

// Returns how each issue of the page stood on the days around one, which it must not change.
export const readStandings = async (form, day) => {
  const pieces = [];
  for (const address of addressesFor(form, day)) {
    pieces.push(await readOnce(address, "standings"));
  }
  const issues = Object.assign({}, ...pieces.map((piece) => piece.issues));
  return { ...pieces[0], issues };
};

const optionOf = (day) => new Option(day.length > 7 ? longDate(day) : longMonth(day), day);

// Puts the days of a large site, which come in order, into the list, which has the newest alone.
export const fillDays = (select, days) => {
  select.replaceChildren();
  for (const day of days.split(" ")) {
    const year = day.slice(0, 4);
    if (select.lastElementChild?.label !== year) {
      select.append(create("optgroup"));
      select.lastElementChild.label = year;
    }
    select.lastElementChild.append(optionOf(day));
  }
  select.selectedIndex = select.options.length - 1;
};
