// Files of the site that are held once they were read.
import { readFile } from "./page.js";

const held = new Map();

// A file that is on its way is not asked for again; one that failed is.
export const readOnce = (address, name) => {
  if (!held.has(address)) {
    const reading = readFile(address, name);
    reading.catch(() => held.delete(address));
    held.set(address, reading);
  }
  return held.get(address);
};
