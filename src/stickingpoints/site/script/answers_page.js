// Starts what the pages that compare answers have: the home page and the comparison.
import { startDateControl } from "./date_control.js";
import { startEvidence } from "./evidence.js";
import { startFinder } from "./finder.js";
import { startLastVisit } from "./last_visit.js";

startLastVisit([...document.querySelectorAll("[data-entry]")], null);
const finderForm = document.querySelector("form#finder");
const dateForm = document.querySelector("form#as-of");
const recordSwitch = document.querySelector(".evidence-switch input");
const filterAgain = finderForm ? startFinder(finderForm) : () => {};
if (dateForm) startDateControl(dateForm, filterAgain);
if (recordSwitch) startEvidence(recordSwitch);
