// Texts with the words marked that were found in them.
import { create } from "../page.js";
import { wordsIn } from "./words.js";

const LONGEST = 190; // characters of an excerpt
const BEFORE = 50; // characters before the first word that is marked

const hitsIn = (text, marked) => wordsIn(text).filter((word) => marked.has(word.stem));

const isSplit = (text, at) => /\S/.test(text[at - 1] || " ") && /\S/.test(text[at] || " ");

// The nearest place from `at` on, or back, that is between two words.
const wordEdge = (text, at, step) => {
  let edge = Math.max(0, Math.min(at, text.length));
  while (isSplit(text, edge)) edge += step;
  return edge;
};

// Where the most words are found close together.
const bestStart = (hits) => {
  const near = (hit) => hits.filter(({ start }) => start >= hit.start && start < hit.start + 120);
  let best = hits[0];
  for (const hit of hits) if (near(hit).length > near(best).length) best = hit;
  return best ? best.start : 0;
};

const nodesBetween = (text, hits, from, to) => {
  const nodes = [];
  let at = from;
  for (const { start, written } of hits.filter((hit) => hit.start >= from && hit.start < to)) {
    nodes.push(text.slice(at, start), create("mark", written));
    at = start + written.length;
  }
  return [...nodes, text.slice(at, to)];
};

export const markedText = (text, marked) =>
  nodesBetween(text, hitsIn(text, marked), 0, text.length);

// The part of a text around the words found in it, the beginning where there are none.
const excerptOf = (text, hits) => {
  const start = bestStart(hits);
  const from = start > BEFORE ? wordEdge(text, start - BEFORE, 1) : 0;
  const to = Math.max(wordEdge(text, from + LONGEST, -1), Math.min(text.length, from + BEFORE));
  const before = from ? ["… "] : [];
  const after = to < text.length ? [" …"] : [];
  return [...before, ...nodesBetween(text, hits, from, to), ...after];
};

// An excerpt of the first of the texts that has any of the words, else of the first.
export const excerpt = (texts, marked) => {
  const found = texts.map((text) => ({ text, hits: hitsIn(text, marked) }));
  const { text, hits } = found.find((candidate) => candidate.hits.length) || found[0];
  return excerptOf(text, hits);
};
