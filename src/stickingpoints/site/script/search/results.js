// Results as a reader sees them: groups by kind, each with its count and its first entries.
import { say } from "../language.js";
import { create, icon, link } from "../page.js";
import { excerpt, markedText } from "./marks.js";
import { KINDS } from "./query.js";

const headingOf = (kind) =>
  ({
    issue: say("[Issues]"),
    position: say("Positions"),
    statement: say("Statements"),
    plan: say("[Plans]"),
    event: say("Events"),
    person: say("People"),
    term: say("Words"),
    source: say("Sources"),
    prose: say("Pages"),
  })[kind];

const issueTitle = (library, { kind, issue }) => {
  if (!issue || kind === "issue") return "";
  return library.index.entries.get(`issues/${issue}/`)?.title;
};

const dayOf = (library, { kind, day }) => {
  if (!day || kind === "issue" || kind === "statement") return "";
  const label = library.days[day] || day;
  return kind === "position" ? say("since {day}", { day: label }) : label;
};

const evidenceOf = (library, { attribution }) => {
  const known = library.attributions[attribution];
  return known ? create("span", icon(known.evidence), known.label) : "";
};

// What the entry is about, since when, and how it is known.
const aboutLine = (library, entry) => {
  const parts = [issueTitle(library, entry), dayOf(library, entry), evidenceOf(library, entry)];
  const line = create("p");
  line.className = "about";
  for (const part of parts.filter(Boolean)) line.append(line.firstChild ? " · " : "", part);
  return line;
};

const textsOf = ({ kind, text = "", also = "" }) => {
  const isNamed = kind === "person" || kind === "term";
  return isNamed ? [[text, also].filter(Boolean).join(" · ")] : [text, also];
};

const resultItem = (library, entry, marked) => {
  const anchor = create("a", ...markedText(entry.title, marked));
  anchor.href = link(entry.address);
  const item = create("li", anchor);
  item.dataset.kind = entry.kind;
  const about = aboutLine(library, entry);
  if (about.firstChild) item.append(about);
  const snippet = excerpt(textsOf(entry), marked);
  if (snippet.some(Boolean)) item.append(create("p", ...snippet));
  return item;
};

const groupOf = (library, kind, entries, { marked, most, isWhole }) => {
  const items = (some) => some.map((entry) => resultItem(library, entry, marked));
  const count = create("span", entries.length.toLocaleString(document.documentElement.lang));
  const list = create("ol", ...items(isWhole ? entries : entries.slice(0, most)));
  const group = create("section", create("h2", headingOf(kind), " ", count), list);
  if (list.children.length === entries.length) return group;
  const more = create("button", say("Show all {n}", { n: count.textContent }));
  more.type = "button";
  more.className = "tool";
  more.dataset.group = kind;
  group.append(more);
  return group;
};

// Shows what was found. `whole` are the kinds of which everything is shown, `most` is how many
// entries the others show.
export const showResults = (place, library, { entries, marked }, { whole, most }) => {
  const groups = [];
  for (const kind of KINDS) {
    const ofKind = entries.filter((entry) => entry.kind === kind);
    const shown = { marked, most, isWhole: whole.has(kind) };
    if (ofKind.length) groups.push(groupOf(library, kind, ofKind, shown));
  }
  place.replaceChildren(...groups);
};
