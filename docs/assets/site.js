// The small script of the site: theme and search. Everything that matters stands in the pages without it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const root = new URL(document.body.dataset.root, document.baseURI);
  document.querySelector(".top-tools").hidden = false;

  // Theme: follows the system until the reader chooses.
  const scheme = byId("scheme"), page = document.documentElement;
  const dark = () => (page.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const showScheme = () => scheme.setAttribute("aria-pressed", String(dark()));
  scheme.addEventListener("click", () => {
    page.dataset.scheme = dark() ? "light" : "dark";
    try { localStorage.setItem("scheme", page.dataset.scheme); } catch { /* private mode: for this page only */ }
    showScheme();
  });
  showScheme();

  // Search: the index is fetched when the reader first opens it.
  const dialog = byId("find"), words = byId("find-words"), results = byId("find-results"), count = byId("find-count");
  let entries = null;
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u2019']/g, "").toLowerCase();
  const plain = (html) => new DOMParser().parseFromString(html.replace(/<\/(p|li|h\d|footer)>/g, " $&"), "text/html").body.textContent.replace(/\s+/g, " ").trim();

  // A page opened from the disk may not fetch; there the index comes as a script.
  const fromDisk = () => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("search/search_index.js", root);
    script.onload = () => done(window.searchIndex);
    script.onerror = failed;
    document.head.append(script);
  });
  const load = async () => {
    const index = location.protocol === "file:" ? await fromDisk() : await (await fetch(new URL("search/search_index.json", root))).json();
    const pages = new Map(index.docs.filter((doc) => !doc.location.includes("#")).map((doc) => [doc.location, plain(doc.title)]));
    entries = index.docs.map((doc) => {
      const title = plain(doc.title), text = plain(doc.text), [address, anchor] = doc.location.split("#");
      return { location: doc.location, title, text, page: anchor ? pages.get(address) || "" : "", inTitle: fold(title), inText: fold(`${title} ${pages.get(address) || ""} ${text}`) };
    });
  };
  const score = (entry, asked, phrase) =>
    (entry.inText.includes(phrase) ? 4 : 0) + asked.reduce((sum, word) => sum + (entry.inTitle.includes(word) ? 2 : 0), 0) + 200 / (200 + entry.inText.length);
  const around = (text, asked) => {
    const at = Math.max(0, Math.min(...asked.map((word) => fold(text).indexOf(word)).filter((found) => found >= 0), text.length) - 60);
    return (at ? "… " : "") + text.slice(at, at + 200) + (at + 200 < text.length ? " …" : "");
  };
  const show = (entry, asked) => {
    const item = document.createElement("li"), link = document.createElement("a"), where = document.createElement("span"), text = document.createElement("p");
    link.href = new URL(entry.location, root);
    link.textContent = entry.title || entry.page;
    where.textContent = entry.page;
    text.textContent = around(entry.text, asked);
    item.append(link, where, text);
    return item;
  };
  const search = () => {
    const phrase = fold(words.value.trim()), asked = phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!asked.length || !entries) { results.replaceChildren(); count.textContent = ""; return; }
    const found = entries.filter((entry) => asked.every((word) => entry.inText.includes(word)))
      .map((entry) => [score(entry, asked, phrase), entry]).sort((a, b) => b[0] - a[0]);
    count.textContent = found.length ? `${found.length} ${found.length === 1 ? "place" : "places"}` : "Nothing found. Try fewer or other words.";
    results.replaceChildren(...found.slice(0, 40).map(([, entry]) => show(entry, asked)));
  };
  const open = async () => {
    dialog.showModal();
    words.select();
    if (entries) return;
    try { await load(); } catch { count.textContent = "The search index could not be read."; }
    search();
  };
  byId("find-open").addEventListener("click", open);
  words.addEventListener("input", search);
  words.addEventListener("keydown", (event) => {
    const first = results.querySelector("a");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
  });
  results.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select") && !dialog.open) { event.preventDefault(); open(); }
  });
})();
