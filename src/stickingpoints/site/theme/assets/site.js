// The small script of the site: theme, search, the date control, find and filter. Everything that matters stands in the pages
// without it.
"use strict";
(() => {
  // The site's own elements are looked up by element and id: a heading of a written page may have the same id.
  const root = new URL(document.body.dataset.root, document.baseURI);
  document.querySelector(".top-tools").hidden = false;

  // The words of the interface: English stands here, another language in the page (made at build from its catalogue).
  const own = JSON.parse(document.body.dataset.words || "{}"), language = document.documentElement.lang;
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (text, values = {}) => filled(own[text] || text, values);
  const counted = (one, many, n) => filled(own[one]?.[new Intl.PluralRules(language).select(n)] || (n === 1 ? one : many), { n: n.toLocaleString(language) });

  // Theme: follows the system until the reader chooses.
  const scheme = document.querySelector("button#scheme"), page = document.documentElement;
  const dark = () => (page.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const showScheme = () => scheme.setAttribute("aria-pressed", String(dark()));
  scheme.addEventListener("click", () => {
    page.dataset.scheme = dark() ? "light" : "dark";
    try { localStorage.setItem("scheme", page.dataset.scheme); } catch { /* private mode: for this page only */ }
    showScheme();
  });
  showScheme();

  // Files of the site. A page opened from the disk may not fetch; there they come as scripts.
  const fromDisk = (address, name) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(address, root);
    script.onload = () => done(window[name]);
    script.onerror = failed;
    document.head.append(script);
  });
  const file = async (address, name) =>
    location.protocol === "file:" ? fromDisk(address.replace(/json$/, "js"), name) : (await fetch(new URL(address, root))).json();
  const link = (address) => new URL(location.protocol === "file:" ? address.replace(/\/(?=#|$)/, "/index.html") : address, root).href;

  // The address holds what the controls show, so that a view can be linked.
  const asked = () => new URLSearchParams(location.search);
  const write = (values) => {
    const query = asked();
    for (const [name, value] of Object.entries(values)) value ? query.set(name, value) : query.delete(name);
    const text = String(query).replaceAll("%2C", ",");
    try { history.replaceState(null, "", location.pathname + (text && `?${text}`) + location.hash); } catch { /* not everywhere allowed */ }
  };

  // Search: the index is fetched when the reader first opens it.
  const dialog = document.querySelector("dialog#find"), words = dialog.querySelector("input"), results = dialog.querySelector("ol"), count = dialog.querySelector("[role=status]");
  let entries = null;
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u2019']/g, "").toLowerCase();
  const plain = (html) => new DOMParser().parseFromString(html.replace(/<\/(p|li|h\d|footer)>/g, " $&"), "text/html").body.textContent.replace(/\s+/g, " ").trim();

  // An entry belongs to the position whose anchor its own begins with (#russia, #russia-2025-12-19), else to itself.
  const load = async () => {
    const index = await file("search/search_index.json", "searchIndex");
    const pages = new Map(), byLocation = new Map();
    for (const doc of index.docs) if (!doc.location.includes("#")) pages.set(doc.location, plain(doc.title));
    entries = index.docs.map((doc) => {
      const title = plain(doc.title), text = plain(doc.text), [address, anchor] = doc.location.split("#"), page = anchor ? pages.get(address) || "" : "";
      const entry = { location: doc.location, title, text, page, inTitle: fold(title), inText: fold(`${title} ${page} ${text}`) };
      byLocation.set(doc.location, entry);
      return entry;
    });
    for (const entry of entries) {
      const position = entry.location.replace(/(#.*?)-\d{4}-\d\d.*$/, "$1");
      entry.group = (position !== entry.location && byLocation.get(position)) || entry;
    }
  };
  const score = (entry, asked, phrase) =>
    (entry.inText.includes(phrase) ? 2 * asked.length + 4 : 0) + asked.reduce((sum, word) => sum + (entry.inTitle.includes(word) ? 2 : 0), 0) + 200 / (200 + entry.inText.length);
  const around = (text, asked) => {
    const at = Math.max(0, Math.min(...asked.map((word) => fold(text).indexOf(word)).filter((found) => found >= 0), text.length) - 60);
    return (at ? "… " : "") + text.slice(at, at + 200) + (at + 200 < text.length ? " …" : "");
  };
  const put = (tag, ...inside) => {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  };
  const leading = (entry, text) => {
    const made = put("a", text);
    made.href = link(entry.location);
    return made;
  };
  const show = (group, members, asked) => {
    const item = put("li", leading(group, group.title || group.page), put("span", group.page));
    const own = members.includes(group), statements = members.filter((entry) => entry !== group);
    if (own) item.append(put("p", around(group.text, asked)));
    if (statements.length) item.append(put("ol", ...statements.map((entry) => put("li", leading(entry, entry.title), put("p", around(entry.text, asked))))));
    return item;
  };
  const search = () => {
    const phrase = fold(words.value.trim()), asked = phrase.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!asked.length || !entries) { results.replaceChildren(); count.textContent = ""; return; }
    const found = entries.filter((entry) => asked.every((word) => entry.inText.includes(word)))
      .map((entry) => [score(entry, asked, phrase), entry]).sort((a, b) => b[0] - a[0]);
    const groups = new Map();
    for (const [, entry] of found.slice(0, 40)) groups.set(entry.group, [...(groups.get(entry.group) || []), entry]);
    count.textContent = found.length ? counted("{n} place", "{n} places", found.length) : say("Nothing found. Try fewer or other words.");
    results.replaceChildren(...[...groups].map(([group, members]) => show(group, members, asked)));
    const best = found.length && link(found[0][1].location);
    [...results.querySelectorAll("a")].find((one) => one.href === best)?.classList.add("best");
  };
  const open = async () => {
    dialog.showModal();
    words.select();
    if (entries) return;
    try { await load(); } catch { count.textContent = say("The search index could not be read."); }
    search();
  };
  document.querySelector("button#find-open").addEventListener("click", open);
  words.addEventListener("input", search);
  words.addEventListener("keydown", (event) => {
    const first = results.querySelector(".best") || results.querySelector("a");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "Escape") { event.preventDefault(); dialog.close(); } // else it would only empty the field
  });
  results.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea, select") && !dialog.open) { event.preventDefault(); open(); }
  });

  // As of any day: the standings of another day, made at build, are put in the place of the newest; those are kept aside.
  const dateControl = (bar, changed) => {
    const select = bar.elements["as-of"], range = bar.querySelector("[type=range]"), said = bar.querySelector("[role=status]");
    const back = bar.querySelector("[data-newest]"), [earlier, later] = bar.querySelectorAll("[data-step]");
    const days = [...select.options].map((option) => option.value), newest = days.length - 1;
    const places = [...document.querySelectorAll("[data-issue]")].map((place) => ({
      place, data: { ...place.dataset }, strip: place.querySelector(".strip"), words: place.querySelector(".strip-words"),
      cells: [...place.querySelectorAll("[data-party]")].map((cell) => ({ cell, data: { ...cell.dataset }, nodes: [...cell.childNodes] })),
    }));
    for (const one of places) one.said = one.words?.textContent;
    let standings = null, shown = newest;

    const by = (list, day) => list.filter((entry) => entry.day <= day).at(-1);
    const fill = (cell, before, now) => {
      if (!cell.matches("td")) { cell.textContent = now ? now.stance_label : say("no statement by then"); return; }
      const party = before.find((node) => node.className === "cell-party"), stance = document.createElement("span"), text = document.createElement("div");
      stance.className = `stance ${now ? now.stance : "no-public-position"}`;
      stance.textContent = now ? now.stance_label : say("no statement by then");
      cell.replaceChildren(party, stance);
      if (!now) return;
      const when = before.find((node) => node.className === "when").cloneNode();
      text.innerHTML = now.html;
      when.href = link(now.link);
      when.textContent = `${now.label} →`;
      when.setAttribute("aria-label", `${now.label}, ${when.dataset.leads}`);
      cell.append(text, when);
    };
    const tell = (line, last) => {
      const source = document.createElement("a"), text = document.createElement("span");
      if (!last) { line.textContent = say("No statement by then."); return; }
      source.href = link(last.link);
      source.textContent = `${standings.parties[last.party]}, ${last.label}`;
      text.innerHTML = last.html; // made and escaped at build
      line.replaceChildren(source, ": ", text);
    };
    const showDay = (day) => {
      for (const { place, strip, words, cells } of places) {
        const { positions, strips } = standings.issues[place.dataset.issue];
        const found = Object.entries(positions).map(([party, list]) => ({ party, ...by(list, day) })).filter((one) => one.day);
        const line = place.querySelector(".past-line"), last = found.sort((a, b) => (a.day < b.day) - (a.day > b.day))[0];
        if (line) tell(line, last);
        place.dataset.newest = last ? last.day : "";
        place.dataset.statements = found.reduce((sum, one) => sum + one.heard, 0);
        for (const { cell, nodes } of cells) {
          const now = by(positions[cell.dataset.party], day);
          cell.dataset.stance = now ? now.stance : "no-public-position";
          cell.dataset.attribution = now ? now.attribution : "";
          fill(cell, nodes, now);
        }
        if (!strip) continue;
        const drawn = by(strips, day);
        place.querySelector(".strip").outerHTML = drawn.svg;
        words.textContent = drawn.words;
      }
    };
    const showNewest = () => {
      for (const { place, data, strip, words, said: before, cells } of places) {
        Object.assign(place.dataset, data);
        for (const { cell, data: own, nodes } of cells) { Object.assign(cell.dataset, own); cell.replaceChildren(...nodes); }
        if (strip) { place.querySelector(".strip").replaceWith(strip); words.textContent = before; }
      }
    };
    const show = async (number) => {
      shown = Math.min(Math.max(number, 0), newest);
      const label = select.options[shown].textContent, past = shown < newest;
      select.selectedIndex = range.value = shown;
      range.setAttribute("aria-valuetext", label);
      earlier.disabled = !shown;
      later.disabled = back.hidden = !past;
      write({ "as-of": past && days[shown] });
      if (past && !standings) {
        try { standings = await file("assets/history.json", "standings"); } catch { said.textContent = say("The history could not be read."); return; }
        if (shown !== number) return;
      }
      document.body.toggleAttribute("data-past", past);
      for (const line of document.querySelectorAll(".past-line")) line.hidden = !past;
      past ? showDay(days[shown]) : showNewest();
      for (const one of document.querySelectorAll("[data-day]")) one.textContent = label;
      said.textContent = past
        ? say("As of {day}: the newest statement of each party by that day. Status and summaries describe {newest} and are left out.", { day: label, newest: select.options[newest].textContent })
        : say("As of {day}: the positions as they stand.", { day: label });
      changed();
    };
    earlier.addEventListener("click", () => show(shown - 1));
    later.addEventListener("click", () => show(shown + 1));
    select.addEventListener("change", () => show(select.selectedIndex));
    range.addEventListener("input", () => show(Number(range.value)));
    back.addEventListener("click", () => { show(newest); select.focus(); });
    bar.addEventListener("submit", (event) => event.preventDefault());
    const day = asked().get("as-of");
    // A day between two stops shows what stood then: the stop before it.
    if (day) show(Math.max(days.findLastIndex((stop) => stop <= day), 0));
  };

  // Find and filter the comparison.
  const finder = (form) => {
    const table = document.querySelector("table.compare"), body = table.tBodies[0], rows = [...body.rows];
    const count = form.querySelector(".count"), reset = form.querySelector("[type=reset]"), ticks = [...form.querySelectorAll("[name=party]")];
    const fields = ["text", "issue", "status", "stance", "attribution", "sort"], statuses = [...form.elements.status.options].map((option) => option.value);
    const orders = {
      newest: (a, b) => (b.dataset.newest > a.dataset.newest) - (b.dataset.newest < a.dataset.newest),
      status: (a, b) => statuses.indexOf(b.dataset.status) - statuses.indexOf(a.dataset.status),
      statements: (a, b) => b.dataset.statements - a.dataset.statements,
    };
    const cellsOf = (row) => [...row.querySelectorAll("td:not([hidden], .other)")];
    const shownRows = () => [...body.rows].filter((row) => !row.hidden);

    const apply = () => {
      const want = Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
      const parties = ticks.filter((tick) => tick.checked).map((tick) => tick.value), all = parties.length === ticks.length;
      for (const cell of table.querySelectorAll("[data-party]")) cell.hidden = !parties.includes(cell.dataset.party);
      const words = fold(want.text).split(/\s+/).filter(Boolean), has = (node) => { const text = fold(node.textContent); return words.every((word) => text.includes(word)); };
      for (const row of rows) {
        const titled = has(row.cells[0]);
        for (const cell of row.querySelectorAll("td")) {
          const fits = (!want.stance || cell.dataset.stance === want.stance) && (!want.attribution || cell.dataset.attribution === want.attribution) && (titled || has(cell));
          cell.classList.toggle("other", !fits);
        }
        row.hidden = (want.issue && row.dataset.issue !== want.issue) || (want.status && row.dataset.status !== want.status) || !cellsOf(row).length;
      }
      body.append(...(orders[want.sort] ? [...rows].sort(orders[want.sort]) : rows));
      write({ ...want, party: !all && (parties.join() || "none") });
      const found = shownRows();
      const positions = found.reduce((sum, row) => sum + cellsOf(row).length, 0);
      const told = [counted("{n} issue", "{n} issues", found.length), counted("{n} position", "{n} positions", positions)];
      count.textContent = found.length ? told.join(", ") : say("Nothing matches.");
      reset.hidden = all && !Object.values(want).some(Boolean);
    };

    const listed = () => {
      const day = document.querySelector("[data-day]").textContent, heads = new Map([...table.tHead.querySelectorAll("[data-party]")].map((head) => [head.dataset.party, head.textContent.trim()]));
      return shownRows().flatMap((row) => cellsOf(row).map((cell) => ({
        [say("Issue")]: row.cells[0].querySelector("a").textContent, [say("Question")]: row.querySelector(".sub").textContent,
        [say("Status")]: document.body.hasAttribute("data-past") ? "" : row.querySelector(".status").textContent.trim(), [say("Party")]: heads.get(cell.dataset.party),
        [say("Stance")]: cell.querySelector(".stance").textContent, [say("Position")]: cell.querySelector("div")?.textContent || "",
        [say("Newest statement")]: cell.querySelector(".when")?.textContent.replace(" →", "") || "", [say("Link")]: cell.querySelector(".when")?.href || "", [say("As of")]: day,
      })));
    };
    // RFC 4180; an apostrophe before what a spreadsheet would take for a formula, as in exports/tables.py.
    const harmless = (text) => text.replace(/^(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/, "'").replace(/([;\r\n])(?=[=+\-@＝＋－＠\t])/g, "$1'");
    const quoted = (text) => `"${harmless(text).replaceAll('"', '""')}"`;
    const forms = {
      csv: (lines) => [Object.keys(lines[0]), ...lines.map(Object.values)].map((line) => line.map(quoted).join()).join("\r\n"),
      markdown: (lines) => [Object.keys(lines[0]), Object.keys(lines[0]).map(() => "---"), ...lines.map(Object.values)]
        .map((line) => `| ${line.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`).join("\n"),
    };
    const copy = async (kind) => {
      const lines = listed();
      if (!lines.length) { count.textContent = say("Nothing to copy."); return; }
      try {
        await navigator.clipboard.writeText(`${forms[kind](lines)}\n`);
        count.textContent = counted("{n} position copied.", "{n} positions copied.", lines.length);
      } catch { count.textContent = say("The browser did not allow copying."); }
    };

    const query = asked(), opener = document.querySelector(".finder-open button");
    const open = (on) => { form.classList.toggle("open", on); opener.setAttribute("aria-expanded", String(on)); };
    opener.addEventListener("click", () => open(!form.classList.contains("open")));
    open([...fields, "party"].some((name) => query.has(name)));
    for (const name of fields) form.elements[name].value = query.get(name) || "";
    for (const name of fields) if (form.elements[name].selectedIndex === -1) form.elements[name].selectedIndex = 0;
    if (query.has("party")) for (const tick of ticks) tick.checked = query.get("party").split(",").includes(tick.value);
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(() => { apply(); form.elements.text.focus(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    for (const button of form.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button.dataset.copy));
    apply();
    return apply;
  };

  // Check it: the number of a source shows its entry of the list in a card, on hover, focus or tap; so does a term of the glossary. The card stands after
  // the number in the page, stays while pointer or focus is on either, and goes with Escape (WCAG 1.4.13).
  const cards = (numbers) => {
    const card = document.createElement("aside");
    if (!card.showPopover) return;
    card.popover = "manual";
    card.className = "card";
    card.id = "card";
    let owner = null, later = 0, touched = false;

    const hide = () => {
      clearTimeout(later);
      owner?.removeAttribute("aria-describedby");
      owner = null;
      if (card.isConnected && card.matches(":popover-open")) card.hidePopover();
    };
    const hideSoon = () => { clearTimeout(later); later = setTimeout(() => { if (!card.contains(document.activeElement) && document.activeElement !== owner) hide(); }, 250); };
    const place = () => {
      const at = owner.getBoundingClientRect(), own = card.getBoundingClientRect(), edge = document.documentElement.clientWidth - own.width - 8;
      const below = at.bottom + own.height + 4 < innerHeight;
      card.style.left = `${Math.max(8, Math.min(at.left, edge))}px`;
      card.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - own.height - 4)}px`;
    };
    const show = (number) => {
      clearTimeout(later);
      if (owner === number) return;
      hide();
      const entry = document.getElementById(decodeURIComponent(number.hash.slice(1))), whole = document.createElement("a");
      if (!entry) return;
      const text = document.createElement("p"), ofSource = number.matches(".number");
      text.append(...entry.cloneNode(true).childNodes, " ");
      if (ofSource) text.append(whole);
      whole.className = "more";
      whole.href = number.hash;
      whole.textContent = say("in the list of sources");
      card.setAttribute("aria-label", number.getAttribute("aria-label") || number.textContent);
      card.replaceChildren(text);
      number.after(card);
      owner = number;
      owner.setAttribute("aria-describedby", "card");
      card.showPopover();
      place();
    };
    for (const number of numbers) {
      number.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(number); });
      number.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hideSoon(); });
      number.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
      number.addEventListener("focus", () => show(number));
      // A tap shows the card, and the card leads on; a click or Enter goes to the list at once.
      number.addEventListener("click", (event) => { if (touched) event.preventDefault(); touched ? show(number) : hide(); touched = false; });
    }
    card.addEventListener("pointerenter", () => clearTimeout(later));
    card.addEventListener("pointerleave", hideSoon);
    card.addEventListener("click", (event) => { if (event.target.closest("a")) setTimeout(hide); });
    document.addEventListener("focusin", (event) => { if (owner && event.target !== owner && !card.contains(event.target)) hide(); });
    document.addEventListener("pointerdown", (event) => { if (owner && !event.target.closest(".number, .term, .card")) hide(); });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && owner) { if (card.contains(document.activeElement)) owner.focus(); hide(); } });
    addEventListener("scroll", () => { if (owner) place(); }, { passive: true });
  };
  cards(document.querySelectorAll(".citation .number, a.term"));

  // The permanent link of an entry is copied too, so that it can be passed on.
  for (const permanent of document.querySelectorAll('.tools a[href^="#"]')) {
    const told = put("span");
    told.setAttribute("role", "status");
    permanent.textContent = say("copy link");
    permanent.setAttribute("aria-label", permanent.dataset.copies);
    permanent.after(told);
    permanent.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(permanent.href); told.textContent = say("copied"); } catch { told.textContent = say("not copied"); }
      setTimeout(() => { told.textContent = ""; }, 4000);
    });
  }

  // Since your last visit: which entries the reader's own browser has seen; the list never leaves it. A visit lasts as long as
  // the tab, so that the marks outlive a reload. Only the changes page, which shows every entry, counts as seen.
  const sinceLastVisit = (entries, line) => {
    const read = (store) => JSON.parse(store.getItem("seen"));
    try {
      const last = read(sessionStorage) || read(localStorage), seen = new Set(last?.entries);
      const fresh = last ? entries.filter((entry) => !seen.has(entry.dataset.entry)) : [];
      for (const entry of fresh) {
        const mark = document.createElement("span");
        mark.className = "new";
        mark.textContent = say("new");
        entry.lastElementChild.prepend(mark);
      }
      if (!line) return;
      if (last) {
        line.style.minHeight = `${line.offsetHeight}px`; // what stands below does not jump
        line.textContent = [say("Since your last visit, {day}:", { day: last.day }), fresh.length ? counted("{n} new entry.", "{n} new entries.", fresh.length) : say("nothing new.")].join(" ");
        sessionStorage.setItem("seen", JSON.stringify(last));
      }
      const day = new Date().toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });
      localStorage.setItem("seen", JSON.stringify({ day, entries: entries.map((entry) => entry.dataset.entry) }));
    } catch { line?.remove(); } // nothing can be kept
  };
  const listed = [...document.querySelectorAll("[data-entry]")];
  if (listed.length) sinceLastVisit(listed, document.querySelector(".since"));

  const finderForm = document.querySelector("form#finder"), dateForm = document.querySelector("form#as-of");
  const filter = finderForm ? finder(finderForm) : () => {};
  if (dateForm) dateControl(dateForm, filter);
})();
