// The search index, and what of it matches some words.
import { fold, readFile } from "./page.js";

const MOST_RESULTS = 40;
const EXCERPT = 200; // characters

const plain = (html) => {
  const spaced = html.replace(/<\/(p|li|h\d|footer)>/g, " $&");
  const parsed = new DOMParser().parseFromString(spaced, "text/html");
  return parsed.body.textContent.replace(/\s+/g, " ").trim();
};

const entryOf = (doc, pageTitles) => {
  const [address, anchor] = doc.location.split("#");
  const title = plain(doc.title);
  const text = plain(doc.text);
  const page = anchor ? pageTitles.get(address) || "" : "";
  return {
    location: doc.location,
    title,
    text,
    page,
    foldedTitle: fold(title),
    foldedText: fold(`${title} ${page} ${text}`),
  };
};

// An entry belongs to the position whose anchor its own begins with (#russia, #russia-2025-12-19),
// otherwise to itself.
const group = (entries) => {
  const byLocation = new Map(entries.map((entry) => [entry.location, entry]));
  for (const entry of entries) {
    const position = entry.location.replace(/(#.*?)-\d{4}-\d\d.*$/, "$1");
    entry.group = byLocation.get(position) || entry;
  }
};

export const readEntries = async () => {
  const index = await readFile("search/search_index.json", "searchIndex");
  const pages = index.docs.filter((doc) => !doc.location.includes("#"));
  const pageTitles = new Map(pages.map((doc) => [doc.location, plain(doc.title)]));
  const entries = index.docs.map((doc) => entryOf(doc, pageTitles));
  group(entries);
  return entries;
};

const wordsOf = (phrase) => phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// A whole phrase counts most, then words of the title; of equals the shorter comes first.
const score = (entry, phrase, words) => {
  const phraseScore = entry.foldedText.includes(phrase) ? 2 * words.length + 4 : 0;
  const inTitle = words.filter((word) => entry.foldedTitle.includes(word));
  return phraseScore + 2 * inTitle.length + 200 / (200 + entry.foldedText.length);
};

// Returns the words looked for, how many entries match, the best, and the first by group.
export const findEntries = (entries, text) => {
  const phrase = fold(text.trim());
  const words = wordsOf(phrase);
  const matches = entries
    .filter((entry) => words.every((word) => entry.foldedText.includes(word)))
    .map((entry) => ({ entry, score: score(entry, phrase, words) }))
    .sort((a, b) => b.score - a.score)
    .map((match) => match.entry);
  const groups = new Map();
  for (const entry of matches.slice(0, MOST_RESULTS)) {
    groups.set(entry.group, [...(groups.get(entry.group) || []), entry]);
  }
  return { words, count: matches.length, best: matches[0], groups };
};

// Returns the text around the first of the words.
export const excerpt = (text, words) => {
  const folded = fold(text);
  const places = words.map((word) => folded.indexOf(word)).filter((place) => place >= 0);
  const start = Math.max(0, Math.min(...places, text.length) - 60);
  const before = start ? "… " : "";
  const after = start + EXCERPT < text.length ? " …" : "";
  return before + text.slice(start, start + EXCERPT) + after;
};
