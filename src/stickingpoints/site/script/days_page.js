// Starts what the pages of changes have, and the page of an issue once its two days are asked for.
import { startBetweenDays } from "./between_days.js";
import { startLastVisit } from "./last_visit.js";
import { startLastVisitInMonths } from "./last_visit_in_months.js";

const daysForm = document.querySelector("form#between-days");
const offerVisit = daysForm ? startBetweenDays(daysForm) : () => {};
const shownEntries = [...document.querySelectorAll("[data-entry]")];
const visitLine = document.querySelector(".since");
const newMonths = document.querySelector("[data-new-months]");
if (newMonths) startLastVisitInMonths(newMonths, visitLine, shownEntries).then(offerVisit);
else offerVisit(startLastVisit(shownEntries, visitLine));
