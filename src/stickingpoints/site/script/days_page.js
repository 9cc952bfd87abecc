// Starts what the pages of changes have, and the page of an issue once its two days are asked for.
import { startBetweenDays } from "./between_days.js";
import { startLastVisit } from "./last_visit.js";

const unseen = startLastVisit(
  [...document.querySelectorAll("[data-entry]")],
  document.querySelector(".since"),
);
const daysForm = document.querySelector("form#between-days");
if (daysForm) startBetweenDays(daysForm, unseen);
