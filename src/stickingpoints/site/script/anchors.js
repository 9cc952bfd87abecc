// A link to an entry of a list in parts leads to the part that has it, wherever that is by now.
import { link, readFile } from "./page.js";

// Which file says where an anchor is; the generator computes the same.
const pieceOf = (anchor, pieces) => {
  let number = 0;
  for (const letter of anchor) number = (number * 31 + letter.codePointAt(0)) % pieces;
  return number;
};

const followAnchor = async ({ anchors, pieces }) => {
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor || document.getElementById(anchor)) return;
  try {
    const address = `assets/anchors/${anchors}${pieceOf(anchor, pieces)}.json`;
    const places = await readFile(address, "anchors");
    const target = Object.hasOwn(places, anchor) && link(`${places[anchor]}#${anchor}`);
    if (target && target !== location.href) location.replace(target);
  } catch {
    // the page itself leads to every part
  }
};

const list = document.querySelector("nav[data-anchors]");
if (list) {
  addEventListener("hashchange", () => followAnchor(list.dataset));
  followAnchor(list.dataset);
}
