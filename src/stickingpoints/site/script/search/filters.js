// Filters of the search: a party, and the days from and to which an entry is dated.
import { say } from "../language.js";
import { create } from "../page.js";

const FIRST_OF_YEAR = "-01-01";
const LAST_OF_YEAR = "-12-31";

const labelled = (text, control, name) => {
  control.name = name;
  return create("label", create("span", text), control);
};

const optionOf = ([value, text]) => {
  const option = create("option", text);
  option.value = value;
  return option;
};

const dayField = () => {
  const field = create("input");
  field.type = "date";
  return field;
};

// Puts the controls of the filters into a folded block, and returns the controls by name.
export const addFilters = (block) => {
  const party = create("select", optionOf(["", say("all")]));
  const controls = { party, from: dayField(), to: dayField() };
  const reset = create("button", say("Show everything"));
  reset.type = "button";
  reset.className = "tool";
  reset.addEventListener("click", () => {
    setFilters(controls, new URLSearchParams());
    block.dispatchEvent(new Event("input", { bubbles: true }));
  });
  block.append(
    create("summary", say("Filter by [party] and date")),
    labelled(say("[Party]"), controls.party, "party"),
    labelled(say("From"), controls.from, "from"),
    labelled(say("To"), controls.to, "to"),
    reset,
  );
  block.hidden = false;
  return controls;
};

// Offers the parties, given as names by id.
export const offerParties = ({ party }, parties) => {
  party.append(...Object.entries(parties).map(optionOf));
};

// Sets the controls from an address; a year stands for its first or its last day, `year` for both.
export const setFilters = (controls, query) => {
  const year = query.get("year") || "";
  const day = (name, rest) => {
    const text = query.get(name) || year;
    return /^\d{4}$/.test(text) ? text + rest : text;
  };
  controls.party.value = query.get("party") || "";
  if (controls.party.selectedIndex === -1) controls.party.selectedIndex = 0; // one not offered
  controls.from.value = day("from", FIRST_OF_YEAR);
  controls.to.value = day("to", LAST_OF_YEAR);
};

export const readFilters = ({ party, from, to }) => ({
  party: party.value,
  from: from.value,
  to: to.value,
});

// Whether an entry is of the party, and dated between the days. A month is between two days of it.
export const passes = ({ party, day }, wanted) => {
  if (wanted.party && party !== wanted.party) return false;
  if (!wanted.from && !wanted.to) return true;
  if (!day) return false;
  const isLate = !wanted.from || day >= wanted.from.slice(0, day.length);
  return isLate && (!wanted.to || day <= wanted.to);
};
