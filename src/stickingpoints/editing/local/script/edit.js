// What the pages of the editor do beyond plain forms: the check's answer and the page as one types,
// entries added in place, the card of a source, and a list that filters itself.

const PAUSE = 400; // milliseconds without a key, after which the check is asked
const MARGIN = 80; // pixels above the record in the page: its own bar is there

// The policy of Trusted Types (W3C), the only one that these pages allow; nothing outside of this module can use it. It
// passes what the server of the forms answered, and escaped.
const rules = { createHTML: (html) => html };
const answers = window.trustedTypes?.createPolicy("answers", rules) ?? rules;

const nodesOf = (html) =>
  new DOMParser().parseFromString(answers.createHTML(html), "text/html").body.childNodes;

const fill = (element, html) => element.replaceChildren(...nodesOf(html));

// The list

const startFilter = (form) => {
  const words = form.querySelector("input");
  const found = form.querySelector("#found");
  const entries = [...document.querySelectorAll(".records li")];
  const kinds = [...document.querySelectorAll("details.kind")];
  const opened = new Set(kinds.filter((kind) => kind.open));
  const texts = new Map(entries.map((entry) => [entry, entry.textContent.toLowerCase()]));

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const entry of entries) {
      const around = entry.parentElement.closest(".records li");
      const text = texts.get(entry) + (around ? texts.get(around) : "");
      entry.hidden = !wanted.every((word) => text.includes(word));
      if (!entry.hidden) count += 1;
    }
    for (const kind of kinds) kind.open = wanted.length ? true : opened.has(kind);
    document.body.classList.toggle("finding", wanted.length > 0);
    found.textContent = wanted.length ? `${count} found` : "";
  };
  words.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").hidden = true;
};

// Entries of a list

const used = (list) =>
  [...list.querySelectorAll(":scope > [data-entry] > input[type=hidden]")].map((input) =>
    Number(input.name.split(".").at(-2)),
  );

const addEntry = (list) => {
  const template = list.querySelector(":scope > template");
  const numbers = used(list);
  const prefix = `${list.dataset.list}.${Math.max(-1, ...numbers) + 1}.`;
  const html = template.innerHTML.replaceAll(template.dataset.blank, prefix);
  const parsed = document.createElement("template");
  parsed.innerHTML = answers.createHTML(html);
  const entry = parsed.content.querySelector("[data-entry]");
  entry.querySelector("legend").append(String(numbers.length + 1));
  template.before(entry);
  entry.querySelector("input:not([type=hidden]), select, textarea").focus();
};

const startLists = (form) => {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-add]");
    if (!button) return;
    event.preventDefault();
    addEntry(button.closest("[data-list]"));
  });
};

// The card of a source

const startCards = (form) => {
  form.addEventListener("change", async (event) => {
    const name = event.target.name ?? "";
    const card = form.querySelector(`[data-card="${CSS.escape(name)}"]`);
    if (!card) return;
    const given = event.target.value;
    const response = given && (await fetch(`/source/${encodeURIComponent(given)}`));
    fill(card, response && response.ok ? await response.text() : "");
  });
};

// The check, and the page

// In a form that was just opened for a new record, everything is missing: that is said of a field
// once somebody has been there.
const isToldOf = (form, name, touched) =>
  !form.dataset.path.startsWith("new/") || touched.has(name) || form.dataset.told === "all";

const showProblems = (form, fields, touched) => {
  const untold = new Set(Object.keys(fields));
  for (const element of form.querySelectorAll("[data-problems]")) {
    const name = element.dataset.problems;
    untold.delete(name);
    const html = isToldOf(form, name, touched) ? (fields[name] ?? "") : "";
    fill(element, html);
    const input = document.getElementById(name);
    if (input?.form) input.setAttribute("aria-invalid", String(html.includes("problem error")));
  }
  const record = form.querySelector('[data-problems=""]');
  for (const name of untold) record.append(...nodesOf(fields[name]));
};

const startPreview = (frame, state) => {
  let shown = "";
  let place = null;
  frame.addEventListener("load", () => {
    const view = frame.contentWindow;
    const target = frame.contentDocument.getElementById(frame.dataset.anchor);
    // Not scrollIntoView, which would scroll the form too.
    const top = target ? target.getBoundingClientRect().top - MARGIN : 0;
    view.scrollTo(0, place ?? top);
  });
  return ({ preview, anchor, shown: isShown }) => {
    state.textContent = isShown
      ? "The page with this change"
      : "The page without this change, as long as a field that it needs is empty or wrong";
    if (!preview || preview === shown) return;
    if (shown) place = frame.contentWindow.scrollY;
    shown = preview;
    frame.dataset.anchor = anchor;
    frame.srcdoc = answers.createHTML(preview);
  };
};

const startCheck = (form) => {
  const verdict = form.querySelector("#verdict");
  const show = startPreview(
    document.querySelector("iframe[name=preview]"),
    document.querySelector("#preview-state"),
  );
  const touched = new Set();
  let waiting = 0;
  let asked = null;

  const check = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(`/check/${form.dataset.path}`, {
        method: "POST",
        body: new FormData(form),
        signal: asked.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      const answer = await response.json();
      showProblems(form, answer.fields, touched);
      fill(form.querySelector("#elsewhere"), answer.elsewhere);
      verdict.textContent = answer.verdict;
      show(answer);
    } catch (error) {
      if (error.name === "AbortError") return;
      verdict.textContent = "No answer: is stickingpoints edit still running?";
    }
  };

  const checkSoon = (event) => {
    if (event.target.name) touched.add(event.target.name);
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE);
  };
  form.addEventListener("input", checkSoon);
  form.addEventListener("change", checkSoon);
  form.querySelector("[data-preview]").hidden = true;
  check();
};

// Leaving

const startLeaving = (form) => {
  let isUnsaved = Boolean(document.querySelector(".note.caution"));
  form.addEventListener("input", () => (isUnsaved = true));
  form.addEventListener("submit", () => (isUnsaved = false));
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
};

const filterForm = document.querySelector("form#filter");
const recordForm = document.querySelector("form#record");
if (filterForm) startFilter(filterForm);
if (recordForm) {
  startLists(recordForm);
  startCards(recordForm);
  startCheck(recordForm);
  startLeaving(recordForm);
}
