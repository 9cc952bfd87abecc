// What the features share: elements, and the files of the site.
const root = new URL(document.body.dataset.root, document.baseURI);
const isOnDisk = location.protocol === "file:";

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
    script.src = new URL(address, root);
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
