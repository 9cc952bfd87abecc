// Starts what the page has. Elements are looked up by element and id, because a heading of a written
// page may have the same id.
import { startAges } from "./ages.js";
import { startCards } from "./cards.js";
import { startDaysOpener } from "./days_opener.js";
import { startForgetting } from "./forgetting.js";
import { startPermanentLinks, startTexts } from "./permanent_links.js";
import { startScheme } from "./scheme.js";
import { startSearchOpener } from "./search_opener.js";
import { startStatements } from "./statements.js";

document.querySelector(".top-tools").hidden = false;
startAges();
const showScheme = startScheme(document.querySelector("button#scheme"));
startSearchOpener(
  document.querySelector("dialog#find"),
  document.querySelector("button#find-open"),
  document.querySelector("form.search-page") !== null,
);
startCards(document.querySelectorAll(".citation .number, a.term"));
startTexts(document.querySelectorAll("[data-copied]"));
startPermanentLinks(document.querySelectorAll('.tools a[href^="#"]'));

const daysFold = document.querySelector("form#between-days")?.closest("details");
const statementForm = document.querySelector("form#of-statements");
const forget = document.querySelector("button#forget");
if (daysFold) startDaysOpener(daysFold);
if (statementForm) startStatements(statementForm);
if (forget) startForgetting(forget, showScheme);
