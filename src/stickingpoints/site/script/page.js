// What the features share: elements, and the files of the site.
const root = new URL(document.body.dataset.root, document.baseURI);
const isOnDisk = location.protocol === "file:";

const inSite = (address) => {
  if (!address.startsWith(root.href)) throw new TypeError(`${address} is not of this site`);
  return address;
};

// The policy of Trusted Types (W3C), the only one that the pages allow. What the files of the site hold was made
// and escaped at build. Several scripts have this module, and the first of them makes the policy.
const POLICY = Symbol.for("own files");
const rules = { createHTML: (html) => html, createScriptURL: inSite };
window[POLICY] ??= window.trustedTypes?.createPolicy("own-files", rules) ?? rules;

// Returns HTML from a file of the site as what the browser accepts.
export const trusted = (html) => window[POLICY].createHTML(html);

export const create = (tag, ...inside) => {
  const element = document.createElement(tag);
  element.append(...inside);
  return element;
};

const SVG = "http://www.w3.org/2000/svg";

// A picture of the sprite that every page has.
export const icon = (name) => {
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  picture.setAttribute("class", "icon");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  picture.append(use);
  return picture;
};

export const readScript = (address) =>
  new Promise((resolve, reject) => {
    const script = create("script");
    script.src = window[POLICY].createScriptURL(new URL(address, root).href);
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

// A page opened from the disk may not fetch; there the files come as scripts that set a variable.
export const readFile = async (address, name) => {
  if (isOnDisk) {
    await readScript(address.replace(/json$/, "js"));
    return window[name];
  }
  const response = await fetch(new URL(address, root));
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response.json();
};

export const link = (address) => {
  const path = isOnDisk ? address.replace(/\/(?=#|$)/, "/index.html") : address;
  return new URL(path, root).href;
};
