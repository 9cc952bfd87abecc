// Starts what the pages that compare answers have: the home page, the comparison, and the parts of a long list of
// issues.
import { startDateControl } from "./date_control.js";
import { startEvidence } from "./evidence.js";
import { startFinder } from "./finder.js";
import { startLastVisit } from "./last_visit.js";
import { readQuery } from "./query.js";

startLastVisit([...document.querySelectorAll("[data-entry]")], null);
const finderForm = document.querySelector("form#finder");
const dateForm = document.querySelector("form#as-of");
const recordSwitch = document.querySelector(".evidence-switch input");
const filterAgain = finderForm ? startFinder(finderForm) : () => {};

// The many days of a large site are put into their list when a reader unfolds it.
const startDays = () => {
  const start = () => startDateControl(dateForm, filterAgain);
  if (!dateForm.elements.days || readQuery().has("as-of")) start();
  else dateForm.closest("details").addEventListener("toggle", start, { once: true });
};
if (dateForm) startDays();
if (recordSwitch) startEvidence(recordSwitch);
