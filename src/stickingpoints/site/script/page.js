// What the features share: elements, and the files and the address of the site.
const root = new URL(document.body.dataset.root, document.baseURI);
const isOnDisk = location.protocol === "file:";

export const create = (tag, ...inside) => {
  const element = document.createElement(tag);
  element.append(...inside);
  return element;
};

// Text without accents, apostrophes and case, so that a word is found however it is typed.
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u2019']/g, "")
    .toLowerCase();

// A page opened from the disk may not fetch; there the files come as scripts.
const readAsScript = (address, name) =>
  new Promise((resolve, reject) => {
    const script = create("script");
    script.src = new URL(address, root);
    script.onload = () => resolve(window[name]);
    script.onerror = reject;
    document.head.append(script);
  });

export const readFile = async (address, name) => {
  if (isOnDisk) return readAsScript(address.replace(/json$/, "js"), name);
  const response = await fetch(new URL(address, root));
  return response.json();
};

export const link = (address) => {
  const path = isOnDisk ? address.replace(/\/(?=#|$)/, "/index.html") : address;
  return new URL(path, root).href;
};

// The address holds what the controls show, so that a view can be linked.
export const readQuery = () => new URLSearchParams(location.search);

export const writeQuery = (values) => {
  const query = readQuery();
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = String(query).replaceAll("%2C", ",");
  try {
    history.replaceState(null, "", location.pathname + (text && `?${text}`) + location.hash);
  } catch {
    // not allowed everywhere
  }
};
