// What the comparison shows as CSV (RFC 4180) or Markdown.
import { say } from "./language.js";
import { cellsOf, comparison, shownRows } from "./comparison.js";

const textOf = (cell, selector) => cell.querySelector(selector)?.textContent.trim() || "";

// An earlier day has its statements alone: no answer, and no day since which one holds.
const factsOf = (cell, isPast) => {
  const { attribution, known = "", since = "", heard = "", sources = "" } = cell.dataset;
  if (isPast) return { evidence: attribution, since: "", heard, sources: "" };
  return { evidence: known, since, heard, sources };
};

const lineOf = (row, cell, parties, day) => {
  const isPast = document.body.hasAttribute("data-past");
  const { evidence, since, heard, sources } = factsOf(cell, isPast);
  return {
    [say("[Issue]")]: row.cells[0].querySelector("a").textContent,
    [say("Question")]: row.querySelector(".sub").textContent,
    [say("Status")]: isPast ? "" : textOf(row, ".status"),
    [say("[Party]")]: parties.get(cell.dataset.party),
    [say("Answer")]: textOf(cell, ".says.any"),
    [say("Evidence")]: evidence,
    [say("Place")]: textOf(cell, ".at"),
    [say("Since")]: since,
    [say("Last heard")]: heard,
    [say("Stance")]: textOf(cell, ".stance"),
    [say("Position")]: cell.querySelector(".summary")?.textContent || "",
    [say("Sources")]: sources,
    [say("Link")]: cell.querySelector(".when")?.href || "",
    [say("As of")]: day,
  };
};

export const shownLines = () => {
  const day = document.querySelector("[data-day]").textContent;
  const heads = [...comparison().tHead.querySelectorAll("[data-party]")];
  const parties = new Map(heads.map((head) => [head.dataset.party, head.textContent.trim()]));
  return shownRows().flatMap((row) => cellsOf(row).map((cell) => lineOf(row, cell, parties, day)));
};

// An apostrophe before what a spreadsheet would take for a formula, as in exports/tables.py.
const harmless = (text) =>
  text
    .replace(/^(?='*(\s*[=+\-@＝＋－＠]|[\t\r\n]))/, "'")
    .replace(/([;\r\n])(?='*[=+\-@＝＋－＠\t])/g, "$1'");

const quoted = (text) => `"${harmless(text).replaceAll('"', '""')}"`;
const csvLine = (texts) => texts.map(quoted).join();
const markdownLine = (texts) =>
  `| ${texts.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;

export const asCsv = (lines) => {
  const rows = [Object.keys(lines[0]), ...lines.map(Object.values)];
  return rows.map(csvLine).join("\r\n");
};

export const asMarkdown = (lines) => {
  const names = Object.keys(lines[0]);
  const rows = [names, names.map(() => "---"), ...lines.map(Object.values)];
  return rows.map(markdownLine).join("\n");
};
