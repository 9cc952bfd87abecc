// A search: a field, filters, a line that says how much was found, and the results.
import { counted, say } from "../language.js";
import { create } from "../page.js";
import { addFilters, offerParties, passes, readFilters } from "./filters.js";
import { search } from "./query.js";
import { showResults } from "./results.js";

const HAS_WORD = /[\p{L}\p{N}]/u;
const PAUSE = 150; // milliseconds without a key, after which texts are read

export class SearchPanel {
  #library;
  #parts;
  #most;
  #whole = new Set(); // kinds of which everything is shown
  #controls;
  #isOpen = false; // whether the names have been read
  #timer = 0;

  // `parts` are the elements: field, filters, status, results. Of each kind `most` are shown first.
  constructor(library, parts, most) {
    this.#library = library;
    this.#parts = parts;
    this.#most = most;
    this.#controls = addFilters(parts.filters);
    library.onMore(() => this.show());
    parts.field.addEventListener("input", () => this.#searchAnew());
    parts.filters.addEventListener("input", () => this.#searchAnew());
    parts.results.addEventListener("click", (event) => this.#showWhole(event.target));
  }

  // Resolves when the names can be searched. `setControls` is given the filters to set.
  async open(setControls = () => {}) {
    await this.#library.open();
    offerParties(this.#controls, this.#library.parties);
    setControls(this.#controls);
    this.#isOpen = true;
    this.#searchAnew();
  }

  // The words and the filters, as an address holds them.
  get query() {
    return { q: this.#parts.field.value.trim(), ...readFilters(this.#controls) };
  }

  // The first result once all has been read that the search asks for, null without any.
  async first() {
    clearTimeout(this.#timer);
    await this.#readTexts();
    this.show();
    return this.#parts.results.querySelector("li a");
  }

  #searchAnew() {
    this.#whole.clear();
    this.show();
    clearTimeout(this.#timer);
    if (this.#hasWords) this.#timer = setTimeout(() => this.#readTexts(), PAUSE);
  }

  #readTexts() {
    return this.#library.readFor(() => this.#found().entries);
  }

  get #hasWords() {
    return this.#isOpen && HAS_WORD.test(this.#parts.field.value);
  }

  #found() {
    const wanted = readFilters(this.#controls);
    return search(this.#library.index, this.#parts.field.value, (entry) => passes(entry, wanted));
  }

  show() {
    const { results, status } = this.#parts;
    if (!this.#hasWords) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const found = this.#found();
    const focused = results.contains(document.activeElement) ? document.activeElement.href : null;
    showResults(results, this.#library, found, { whole: this.#whole, most: this.#most });
    if (this.#library.isLarge && !this.#library.isComplete) this.#offerTheRest();
    [...results.querySelectorAll("a")].find((anchor) => anchor.href === focused)?.focus();
    status.textContent = this.#inWords(found);
  }

  #inWords({ entries, hasAll }) {
    if (this.#library.hasFailed) return say("Some of the texts could not be read.");
    if (!entries.length && !this.#library.isComplete) return say("Looking through the texts …");
    if (!entries.length) return say("Nothing found. Try fewer or other words.");
    const count = counted("{n} result", "{n} results", entries.length);
    const caution = say("None has all of these words; these have most of them.");
    return hasAll ? count : `${count}. ${caution}`;
  }

  #offerTheRest() {
    const rest = create("button", say("Search the other texts too"));
    rest.type = "button";
    rest.className = "tool";
    rest.addEventListener("click", () => this.#library.readAll());
    this.#parts.results.append(rest);
  }

  #showWhole(target) {
    const kind = target.dataset.group;
    if (!kind) return;
    const before = target.closest("section").querySelectorAll("a").length;
    this.#whole.add(kind);
    this.show();
    const items = this.#parts.results.querySelectorAll(`li[data-kind="${kind}"] a`);
    items[before]?.focus();
  }
}

// Lets the arrows go from the field through the results and back.
export const startArrows = (place, field) => {
  place.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [field, ...place.querySelectorAll("li[data-kind] a")];
    const at = stops.indexOf(event.target);
    if (!step || at === -1) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
  });
};
