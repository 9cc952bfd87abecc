// The standings of another day, made at build, are put in the place of the newest, which are kept aside.
import { say } from "./language.js";
import { create, link, trusted } from "./page.js";

const upTo = (list, day) => list.filter((entry) => entry.day <= day).at(-1);

const keepCell = (cell) => {
  const mark = cell.closest(".answer")?.querySelector(".mark");
  const kept = { cell, data: { ...cell.dataset }, nodes: [...cell.childNodes] };
  return { ...kept, mark, evidence: mark?.getAttribute("class") };
};

const keepPlace = (place) => {
  const words = place.querySelector(".strip-words");
  return {
    place,
    data: { ...place.dataset },
    strip: place.querySelector(".strip"),
    words,
    text: words?.textContent,
    cells: [...place.querySelectorAll("[data-party]")].map(keepCell),
  };
};

export const keepNewest = () => [...document.querySelectorAll("[data-issue]")].map(keepPlace);

export const showNewest = (places) => {
  for (const { place, data, strip, words, text, cells } of places) {
    Object.assign(place.dataset, data);
    for (const kept of cells) {
      Object.assign(kept.cell.dataset, kept.data);
      kept.cell.replaceChildren(...kept.nodes);
      kept.mark?.setAttribute("class", kept.evidence);
    }
    if (strip) {
      place.querySelector(".strip").replaceWith(strip);
      words.textContent = text;
    }
  }
};

const fillTableCell = (cell, nodes, standing) => {
  const party = nodes.find((node) => node.className === "cell-party");
  const stance = create("span", standing ? standing.stance_label : say("no statement by then"));
  stance.className = `stance ${standing ? standing.stance : "no-public-position"}`;
  cell.replaceChildren(party, stance);
  if (!standing) return;
  const text = create("span");
  const when = nodes.find((node) => node.className === "when").cloneNode();
  text.className = "summary";
  text.innerHTML = trusted(standing.html);
  when.href = link(standing.link);
  when.textContent = `${standing.label} →`;
  when.setAttribute("aria-label", `${standing.label}, ${when.dataset.leads}`);
  cell.append(create("div", text), when);
};

const fillAnswer = (cell, { classList }, standing) => {
  cell.textContent = standing ? standing.stance_label : say("no statement by then");
  for (const evidence of ["solid", "hollow"]) {
    classList.toggle(evidence, evidence === (standing?.evidence ?? "hollow"));
  }
};

const fillCell = ({ cell, nodes, mark }, standing) => {
  cell.dataset.stance = standing ? standing.stance : "no-public-position";
  cell.dataset.attribution = standing ? standing.attribution : "";
  cell.dataset.heard = standing ? standing.day : "";
  if (cell.matches("td")) fillTableCell(cell, nodes, standing);
  else fillAnswer(cell, mark, standing);
};

const fillLine = (line, newest, parties) => {
  if (!newest) {
    line.textContent = say("No statement by then.");
    return;
  }
  const source = create("a", `${parties[newest.party]}, ${newest.label}`);
  const text = create("span");
  source.href = link(newest.link);
  text.innerHTML = trusted(newest.html);
  line.replaceChildren(source, ": ", text);
};

const newestFirst = (a, b) => (a.day < b.day) - (a.day > b.day);

const showPlace = ({ place, strip, words, cells }, standings, day) => {
  const { positions, strips } = standings.issues[place.dataset.issue];
  const stated = Object.entries(positions)
    .map(([party, list]) => ({ party, ...upTo(list, day) }))
    .filter((standing) => standing.day)
    .sort(newestFirst);
  const line = place.querySelector(".past-line");
  if (line) fillLine(line, stated[0], standings.parties);
  place.dataset.newest = stated.length ? stated[0].day : "";
  place.dataset.statements = stated.reduce((sum, standing) => sum + standing.heard, 0);
  for (const kept of cells) fillCell(kept, upTo(positions[kept.cell.dataset.party], day));
  if (!strip) return;
  const drawn = upTo(strips, day);
  place.querySelector(".strip").outerHTML = trusted(drawn.svg);
  words.textContent = drawn.words;
};

export const showPast = (places, standings, day) => {
  for (const kept of places) showPlace(kept, standings, day);
};
