// The index: which entries hold which words, and which words of it are like one that was typed.
import { isOneMistakeFrom, soundOf, stem, wordsIn } from "./words.js";

const SHORTEST_SOUND = 3; // letters; shorter ones are too many names at once
const SHORTEST_MISTYPED = 5;
const MOST_COMPLETIONS = 60;

// How well a word of the index answers one that was typed.
const SAME = 3;
const LIKE = 2;
const MISTYPED = 1;

const isCapital = (written) => written[0] !== written[0].toLowerCase();

const beginsSentence = (text, start) => /(^|[.!?…:]["”’)]*\s+)$/.test(text.slice(0, start));

export class SearchIndex {
  entries = new Map(); // by address
  spellings = []; // groups of phrases that mean the same, each a list of stems
  #words = new Map(); // stem → entry → whether it is in the title
  #capitals = new Map(); // words with a capital within a sentence → their stems
  #common = new Set(); // stems that also occur without one: no names
  #sounds = null; // sound → stems of names, put together when first needed

  // Adds entries; one that is there already gets the texts of the new one.
  add(entries) {
    for (const entry of entries) this.#addEntry(entry);
    this.#sounds = null;
  }

  #addEntry(given) {
    const entry = this.entries.get(given.address) || { order: this.entries.size, line: "" };
    const isNew = !entry.address;
    Object.assign(entry, given);
    this.entries.set(entry.address, entry);
    // The title of a statement is party and day, and says nothing of what it is about.
    if (isNew) this.#addWords(entry, entry.title, entry.kind !== "statement");
    for (const text of [entry.text, entry.also]) if (text) this.#addWords(entry, text, false);
    if (entry.also && (entry.kind === "person" || entry.kind === "term")) this.#addSpellings(entry);
  }

  #addWords(entry, text, isTitle) {
    const words = wordsIn(text);
    for (const word of words) {
      const holders = this.#words.get(word.stem) || new Map();
      holders.set(entry, isTitle || holders.get(entry) || false);
      this.#words.set(word.stem, holders);
      if (!isCapital(word.written)) this.#common.add(word.stem);
      else if (entry.kind === "person" || !beginsSentence(text, word.start))
        this.#capitals.set(word.folded, word.stem);
    }
    entry.line += ` ${words.map((word) => word.stem).join(" ")} ·`;
  }

  #addSpellings({ title, also }) {
    const phrases = [title, ...also.split(" · ")];
    this.spellings.push(phrases.map((phrase) => wordsIn(phrase).map((word) => word.stem)));
  }

  has(word) {
    return this.#words.has(word);
  }

  // The entries that hold a word, each with whether it is in the title.
  holdersOf(word) {
    return this.#words.get(word) || new Map();
  }

  // Whether a short word is in so many entries that it tells none apart, as "the" is.
  isEverywhere(word) {
    return word.length < 5 && this.holdersOf(word).size > 0.4 * this.entries.size;
  }

  // What may answer a typed word: words of the index, each with how well it does. The word may be
  // the beginning of one, if it is the last and may still be typed.
  answersTo(word, isOpen) {
    const answers = [];
    if (this.has(word.stem)) answers.push({ words: [word.stem], weight: SAME });
    for (const name of this.#soundingLike(word)) answers.push({ words: [name], weight: LIKE });
    for (const words of this.#splits(word)) answers.push({ words, weight: LIKE });
    if (!answers.length && isOpen) {
      for (const longer of this.#beginningWith(word))
        answers.push({ words: [longer], weight: LIKE });
    }
    if (!answers.length) {
      for (const near of this.#near(word)) answers.push({ words: [near], weight: MISTYPED });
    }
    return answers;
  }

  #soundingLike(word) {
    const sound = soundOf(word.folded);
    if (sound.length < SHORTEST_SOUND) return [];
    this.#sounds ||= this.#namesBySound();
    return (this.#sounds.get(sound) || []).filter((name) => name !== word.stem);
  }

  #namesBySound() {
    const sounds = new Map();
    for (const [word, ofWord] of this.#capitals) {
      if (this.#common.has(ofWord)) continue;
      const sound = soundOf(word);
      sounds.set(sound, [...(sounds.get(sound) || []), ofWord]);
    }
    return sounds;
  }

  // "frontline" as the two words of "front line".
  #splits({ folded }) {
    const splits = [];
    for (let cut = 2; cut <= folded.length - 2; cut += 1) {
      const words = [stem(folded.slice(0, cut)), stem(folded.slice(cut))];
      if (words.every((word) => this.has(word))) splits.push(words);
    }
    return splits;
  }

  #beginningWith({ folded }) {
    const found = [];
    for (const word of this.#words.keys()) {
      if (word.startsWith(folded)) found.push(word);
      if (found.length === MOST_COMPLETIONS) break;
    }
    return found;
  }

  #near(word) {
    if (word.folded.length < SHORTEST_MISTYPED || /\d/.test(word.folded)) return [];
    return [...this.#words.keys()].filter((known) => isOneMistakeFrom(word.stem, known));
  }
}
