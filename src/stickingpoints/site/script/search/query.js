// What of the index answers a query, in order.
import { wordsIn } from "./words.js";

export const KINDS = [
  "issue",
  "position",
  "statement",
  "plan",
  "event",
  "person",
  "term",
  "source",
  "prose",
];

const IN_TITLE = 4;
const AS_PHRASE = 4;
const AS_TITLE = 6;
const NEAR = 7; // words between

const beginsAt = (words, phrase, at) =>
  phrase.every((word, offset) => words[at + offset]?.stem === word);

// The query itself; with two words joined, as "front line" for "frontline"; and with a name or a term
// in its other spellings. Each is a list of words.
const variantsOf = (index, words) => {
  const variants = [words];
  for (const at of words.keys()) {
    const joined = wordsIn(
      words
        .slice(at, at + 2)
        .map((word) => word.folded)
        .join(""),
    )[0];
    if (at + 1 < words.length && index.has(joined.stem)) {
      variants.push([...words.slice(0, at), joined, ...words.slice(at + 2)]);
    }
    for (const phrase of otherSpellings(index, words, at)) {
      variants.push([
        ...words.slice(0, at),
        { phrase: phrase.other },
        ...words.slice(at + phrase.length),
      ]);
    }
  }
  return variants;
};

const otherSpellings = (index, words, at) => {
  const found = [];
  for (const group of index.spellings) {
    const phrase = group.find((spelling) => beginsAt(words, spelling, at));
    if (!phrase) continue;
    const others = group.filter((other) => !phrase.every((word) => other.includes(word)));
    found.push(...others.map((other) => ({ other, length: phrase.length })));
  }
  return found;
};

const holdersOfPhrase = (index, phrase) => {
  const [first, ...rest] = phrase;
  if (!rest.length) return index.holdersOf(first);
  const line = ` ${phrase.join(" ")} `;
  return new Map([...index.holdersOf(first)].filter(([entry]) => entry.line.includes(line)));
};

// A word of the query with what answers it: a map of entries to how well each does.
const needOf = (index, word, isOpen) => {
  const answers = word.phrase ? [{ words: word.phrase, weight: 3 }] : index.answersTo(word, isOpen);
  const holders = new Map();
  const marked = [];
  for (const { words, weight } of answers) {
    const found = holdersOfPhrase(index, words);
    if (found.size) marked.push(...words);
    for (const [entry, isTitle] of found) {
      const score = weight + (isTitle ? IN_TITLE : 0);
      holders.set(entry, Math.max(score, holders.get(entry) || 0));
    }
  }
  const isOptional = !word.phrase && index.isEverywhere(word.stem);
  return { holders, isOptional, marked };
};

const scoresOf = (needs) => {
  const required = needs.some((need) => !need.isOptional)
    ? needs.filter((need) => !need.isOptional)
    : needs;
  const scores = new Map(); // entry → how many of the words it has, and how well
  for (const need of needs) {
    const isRequired = required.includes(need);
    for (const [entry, score] of need.holders) {
      const sum = scores.get(entry) || { found: 0, score: 0 };
      scores.set(entry, { found: sum.found + isRequired, score: sum.score + score });
    }
  }
  return { scores, required };
};

const placesOf = (entry, words) => {
  const places = [];
  for (const [at, word] of entry.line.split(" ").entries()) if (words.has(word)) places.push(at);
  return places;
};

// How far apart the nearest places are that have one of each list.
const shortestSpan = (lists) => {
  const last = lists.map(() => -Infinity);
  const steps = lists.flatMap((places, list) => places.map((at) => ({ at, list })));
  let shortest = Infinity;
  for (const { at, list } of steps.sort((a, b) => a.at - b.at)) {
    last[list] = at;
    shortest = Math.min(shortest, at - Math.min(...last));
  }
  return shortest;
};

// Whether the words of a query are near each other in an entry; those of the title are near to all.
const isClose = ({ entry, required }) => {
  const inText = required.filter((need) => need.holders.get(entry) <= IN_TITLE);
  if (inText.length < 2) return true;
  const lists = inText.map((need) => placesOf(entry, new Set(need.marked)));
  return shortestSpan(lists) < inText.length + NEAR;
};

const bonusOf = (entry, phrase, isSeveral) => {
  if (entry.line.startsWith(` ${phrase} ·`)) return AS_TITLE;
  return isSeveral && entry.line.includes(` ${phrase} `) ? AS_PHRASE : 0;
};

const byRank = (a, b) =>
  KINDS.indexOf(a.entry.kind) - KINDS.indexOf(b.entry.kind) ||
  b.score - a.score ||
  (b.entry.day || "").localeCompare(a.entry.day || "") ||
  a.entry.order - b.entry.order;

const isBetter = (match, before) =>
  !before ||
  match.share > before.share ||
  (match.share === before.share && match.score > before.score);

// Keeps in `best`, by entry, what one variant of the query finds, if it is more than was found before.
const keepBest = (best, needs) => {
  const { scores, required } = scoresOf(needs);
  for (const [entry, { found, score }] of scores) {
    const match = { entry, share: found / required.length, score, required };
    if (isBetter(match, best.get(entry))) best.set(entry, match);
  }
};

// The matches that have the most of the words, and of those the ones that have them close together, if
// there are any: two words pages apart say little.
const worthShowing = (matches) => {
  const most = matches.reduce((share, match) => Math.max(share, match.share), 0);
  const fullest = matches.filter((match) => match.share > 0 && match.share === most);
  const close = fullest.filter(isClose);
  return close.length ? close : fullest;
};

// Returns the entries found in order, whether they hold all the words, and the words to mark. Only
// entries count that `passes` is true of.
export const search = (index, text, passes = () => true) => {
  const words = wordsIn(text);
  const phrase = words.map((word) => word.stem).join(" ");
  const isTyped = /[\p{L}\p{N}]$/u.test(text); // the last word may still grow
  const best = new Map(); // entry → the share of the words that it has, and how well
  const marked = [];
  for (const variant of words.length ? variantsOf(index, words) : []) {
    const needs = variant.map((word, at) =>
      needOf(index, word, isTyped && at === variant.length - 1),
    );
    keepBest(best, needs);
    marked.push(...needs.filter((need) => !need.isOptional).flatMap((need) => need.marked));
  }
  const matches = worthShowing([...best.values()].filter(({ entry }) => passes(entry)));
  for (const match of matches) match.score += bonusOf(match.entry, phrase, words.length > 1);
  return {
    entries: matches.sort(byRank).map((match) => match.entry),
    hasAll: matches.every((match) => match.share === 1),
    marked: new Set(marked),
  };
};
