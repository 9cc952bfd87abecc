// Starts what the page has. Elements are looked up by element and id, because a heading of a written
// page may have the same id.
import { startAges } from "./ages.js";
import { startBetweenDays } from "./between_days.js";
import { startCards } from "./cards.js";
import { startLastVisit } from "./last_visit.js";
import { startNarrowing } from "./narrowing.js";
import { startPermanentLinks, startTexts } from "./permanent_links.js";
import { startScheme } from "./scheme.js";
import { startSearchOpener } from "./search_opener.js";
import { startStatements } from "./statements.js";

document.querySelector(".top-tools").hidden = false;
startAges();
startScheme(document.querySelector("button#scheme"));
startSearchOpener(
  document.querySelector("dialog#find"),
  document.querySelector("button#find-open"),
  document.querySelector("form.search-page") !== null,
);
startCards(document.querySelectorAll(".citation .number, a.term"));
startTexts(document.querySelectorAll("[data-copied]"));
startPermanentLinks(document.querySelectorAll('.tools a[href^="#"]'));
const unseen = startLastVisit(
  [...document.querySelectorAll("[data-entry]")],
  document.querySelector(".since"),
);

const daysForm = document.querySelector("form#between-days");
const narrowForm = document.querySelector("form#narrow");
const statementForm = document.querySelector("form#of-statements");
if (daysForm) startBetweenDays(daysForm, unseen);
if (statementForm) startStatements(statementForm);
if (narrowForm) startNarrowing(narrowForm);
