// Asks each search the queries of the tests; see benchmarks/search.py, which prepares the input:
//
//     node measure.mjs INPUT.json
//
// INPUT.json holds the entries that can be found, and queries with the address wanted first. Prints
// one object in JSON: for each search how many of the queries have it, and milliseconds.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import lunr from "lunr";
import MiniSearch from "minisearch";

import { SearchIndex } from "../../src/stickingpoints/site/script/search/index.js";
import { KINDS, search } from "../../src/stickingpoints/site/script/search/query.js";
import { stem, wordsIn } from "../../src/stickingpoints/site/script/search/words.js";

const FIELDS = ["title", "text", "also"];
const { entries, queries } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const byAddress = new Map(entries.map((entry) => [entry.address, entry]));

const kindOf = (address) => KINDS.indexOf(byAddress.get(address).kind);
const inOrderOfKinds = (addresses) => addresses.toSorted((a, b) => kindOf(a) - kindOf(b));

const packed = (value) => gzipSync(JSON.stringify(value), { level: 9 }).length;

const own = () => {
  const index = new SearchIndex();
  index.add(entries.map((entry) => ({ ...entry })));
  return {
    find: (query) => search(index, query).entries.map((entry) => entry.address),
    bytes: packed(entries),
  };
};

const miniSearch = (settings) => () => {
  const index = new MiniSearch({ idField: "address", fields: FIELDS, ...settings });
  index.addAll(entries);
  const options = { boost: { title: 3 }, prefix: true, fuzzy: 0.2, combineWith: "AND" };
  return {
    find: (query) => index.search(query, options).map((result) => result.id),
    bytes: packed(entries),
  };
};

// What can be given to MiniSearch of our own rules: how words are divided and folded.
const OUR_WORDS = {
  tokenize: (text) => wordsIn(text).map((word) => word.folded),
  processTerm: (term) => stem(term),
};

// As the search of MkDocs asks it: any of the words, stemmed.
const lunrOfMkDocs = () => {
  const index = lunr(function build() {
    this.ref("address");
    this.field("title", { boost: 3 });
    this.field("text");
    this.field("also");
    for (const entry of entries) this.add(entry);
  });
  return {
    find: (query) => index.search(query.replace(/[~^:*+-]/g, " ")).map((result) => result.ref),
    bytes: packed(index) + packed(entries),
  };
};

const milliseconds = (action) => {
  const start = performance.now();
  const result = action();
  return [result, performance.now() - start];
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const measured = (start) => {
  const runs = Array.from({ length: 5 }, () => milliseconds(start));
  const { find, bytes } = runs[0][0];
  const missed = { asItComes: [], inOrder: [] };
  const times = [];
  for (const { query, first } of queries) {
    const [found, time] = milliseconds(() => find(query));
    times.push(time);
    if (found[0] !== first) missed.asItComes.push(query);
    if (inOrderOfKinds(found)[0] !== first) missed.inOrder.push(query);
  }
  return { missed, bytes, start: median(runs.map(([, time]) => time)), answer: median(times) };
};

const SEARCHES = {
  "our own": own,
  MiniSearch: miniSearch({}),
  "MiniSearch with our words": miniSearch(OUR_WORDS),
  "lunr, as MkDocs uses it": lunrOfMkDocs,
};

const results = {};
for (const [name, start] of Object.entries(SEARCHES)) results[name] = measured(start);
console.log(JSON.stringify(results));
