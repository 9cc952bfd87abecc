// The page of the search, whose address holds the words and the filters.
import { readQuery, writeQuery } from "../query.js";
import { say } from "../language.js";
import { setFilters } from "./filters.js";
import { SearchPanel, startArrows } from "./panel.js";

const MOST_ON_PAGE = 10; // results of each kind

export const startSearchPage = async (form, library) => {
  const place = form.parentElement;
  const field = form.querySelector("input");
  const status = place.querySelector("[role=status]");
  const parts = {
    field,
    filters: form.querySelector("details"),
    status,
    results: place.querySelector(".found"),
  };
  const panel = new SearchPanel(library, parts, MOST_ON_PAGE);
  form.hidden = false;
  place.querySelector(".without-script").hidden = true;
  field.value = readQuery().get("q") || "";
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    (await panel.first())?.focus();
  });
  startArrows(place, field);
  try {
    await panel.open((controls) => {
      setFilters(controls, readQuery());
      // Never closed here: a reader may have opened it while the names were on their way.
      parts.filters.open ||= Object.values(controls).some((control) => control.value);
    });
  } catch {
    status.textContent = say("The search index could not be read.");
    return;
  }
  form.addEventListener("input", () => writeQuery({ ...panel.query, year: "" }));
};
