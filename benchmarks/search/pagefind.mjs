// Writes Pagefind's index of our entries: node pagefind.mjs INPUT.json FOLDER
import { readFileSync } from "node:fs";

import { close, createIndex } from "pagefind";

const [input, folder] = process.argv.slice(2);
const { entries } = JSON.parse(readFileSync(input, "utf-8"));
const { index } = await createIndex({});
for (const { address, title, text, also } of entries) {
  await index.addCustomRecord({
    url: `/${address}`,
    content: [title, text, also].join("\n") || " ",
    language: "en",
    meta: { title },
  });
}
await index.writeFiles({ outputPath: folder });
await close();
