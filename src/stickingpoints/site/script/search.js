// Search: the index is read when the reader first opens it.
import { counted, say } from "./language.js";
import { create, link } from "./page.js";
import { excerpt, findEntries, readEntries } from "./search_index.js";

const linkTo = (entry, text) => {
  const anchor = create("a", text);
  anchor.href = link(entry.location);
  return anchor;
};

const resultItem = (main, members, words) => {
  const item = create("li", linkTo(main, main.title || main.page), create("span", main.page));
  const statements = members.filter((entry) => entry !== main);
  if (members.includes(main)) item.append(create("p", excerpt(main.text, words)));
  if (statements.length) {
    const inside = statements.map((entry) =>
      create("li", linkTo(entry, entry.title), create("p", excerpt(entry.text, words))),
    );
    item.append(create("ol", ...inside));
  }
  return item;
};

const showResults = (list, status, { words, count, best, groups }) => {
  status.textContent = count
    ? counted("{n} place", "{n} places", count)
    : say("Nothing found. Try fewer or other words.");
  list.replaceChildren(...[...groups].map(([main, members]) => resultItem(main, members, words)));
  const bestLink = best && link(best.location);
  [...list.querySelectorAll("a")].find((anchor) => anchor.href === bestLink)?.classList.add("best");
};

export const startSearch = (dialog, opener) => {
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  let entries = null;

  const search = () => {
    if (!entries || !/[\p{L}\p{N}]/u.test(field.value)) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    showResults(list, status, findEntries(entries, field.value));
  };
  const open = async () => {
    dialog.showModal();
    field.select();
    if (entries) return;
    try {
      entries = await readEntries();
      search();
    } catch {
      status.textContent = say("The search index could not be read.");
    }
  };

  opener.addEventListener("click", open);
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    const first = list.querySelector(".best") || list.querySelector("a");
    if (event.key === "Enter" && first) {
      event.preventDefault();
      first.click();
    }
    if (event.key === "Escape") {
      event.preventDefault(); // else it would only empty the field
      dialog.close();
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select");
    if (event.key !== "/" || isTyping || dialog.open) return;
    event.preventDefault();
    open();
  });
};
