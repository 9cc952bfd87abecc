// What is searched: the names of everything are read first, then the texts, in pieces.
import { readFile } from "../page.js";
import { SearchIndex } from "./index.js";

const NAMES = "search/names.json";
const VARIABLE = "searchPiece"; // what a file sets when it is read from the disk
const READ_ALL = 12; // pieces; on a site with more, those are read that a search asks for
const MOST_ASKED = 4; // pieces read because of one search

export class Library {
  index = new SearchIndex();
  parties = {}; // name by id
  attributions = {}; // label and evidence by word of the data
  days = {}; // in words, by ISO day
  hasFailed = false;
  isLarge = false; // whether it is read only as far as searches ask for it
  #pieces = [];
  #names = null;
  #reading = Promise.resolve(); // the pieces are read one after the other
  #listeners = [];

  // Calls back whenever more can be found.
  onMore(listener) {
    this.#listeners.push(listener);
  }

  // Resolves when the names can be searched; the texts of a small site follow by themselves.
  open() {
    this.#names ||= this.#readNames();
    return this.#names;
  }

  get isComplete() {
    return !this.#pieces.length;
  }

  // Resolves when everything has been read.
  readAll() {
    return this.#readWhile(() => true);
  }

  // Resolves when what a search asks for has been read: the texts on the issues that it found, or
  // as many as it takes until it finds anything. On a small site that is everything.
  async readFor(findNow) {
    await this.open();
    if (!this.isLarge) return this.readAll();
    const found = findNow();
    if (!found.length) return this.#readWhile(() => !findNow().length);
    const issues = new Set(found.slice(0, 20).map((entry) => entry.issue));
    const asked = this.#pieces.filter((piece) => piece.issues.some((issue) => issues.has(issue)));
    return this.#readThese(asked.slice(0, MOST_ASKED));
  }

  async #readNames() {
    const { pieces, parties, attributions, ...names } = await readFile(NAMES, VARIABLE);
    Object.assign(this, { parties, attributions });
    this.#pieces = pieces;
    this.isLarge = pieces.length > READ_ALL;
    this.#take(names);
  }

  #readWhile(isWanted) {
    return this.#queue(async () => {
      while (this.#pieces.length && isWanted()) await this.#readPiece(this.#pieces[0]);
    });
  }

  #readThese(pieces) {
    return this.#queue(async () => {
      for (const piece of pieces) if (this.#pieces.includes(piece)) await this.#readPiece(piece);
    });
  }

  // A file that is read from the disk sets one variable, so that no two may be read at once.
  #queue(action) {
    this.#reading = this.#reading.then(action);
    return this.#reading;
  }

  async #readPiece(piece) {
    this.#pieces = this.#pieces.filter((other) => other !== piece);
    try {
      this.#take(await readFile(piece.file, VARIABLE));
    } catch {
      this.hasFailed = true;
    }
    for (const listener of this.#listeners) listener();
  }

  #take({ days, entries }) {
    Object.assign(this.days, days);
    this.index.add(entries);
  }
}
