// Opens the search; its script and its index are read when a reader first does so.
import { say } from "./language.js";
import { readScript } from "./page.js";

const SCRIPT = "assets/search.js";

const startKeys = (dialog, open) => {
  document.addEventListener("keydown", (event) => {
    // The field of a dialog that was just closed keeps the focus for a moment.
    const isTyping =
      event.target.closest("input, textarea, select") && !dialog.contains(event.target);
    if (event.key !== "/" || isTyping || dialog.open) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault(); // else it would only empty the field
    dialog.close();
  });
};

// The page of the search needs the script at once.
export const startSearchOpener = (dialog, opener, isSearchPage) => {
  const field = dialog.querySelector("input");
  let script = null;

  const load = async () => {
    try {
      script ||= readScript(SCRIPT);
      await script;
    } catch {
      script = null;
      dialog.querySelector("[role=status]").textContent = say("The search could not be read.");
    }
  };
  const open = () => {
    dialog.showModal();
    field.select();
    load();
  };

  // Enter may be quicker than the script, which hears of it once it is there.
  field.addEventListener("keydown", async (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // else it would close the dialog
    await load();
    dialog.dispatchEvent(new Event("follow"));
  });
  if (isSearchPage) load();
  opener.addEventListener("click", open);
  startKeys(dialog, open);
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("a")) dialog.close();
  });
};
