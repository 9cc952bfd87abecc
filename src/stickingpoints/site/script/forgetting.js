// What the site keeps in a reader's browser, all of which the page names that has the button.
import { say } from "./language.js";

const KEYS = ["scheme", "seen"];

const forgetAll = () => {
  for (const store of [localStorage, sessionStorage]) {
    for (const key of KEYS) store.removeItem(key); // another site on this host may keep its own
  }
};

export const startForgetting = (button, showScheme) => {
  button.addEventListener("click", () => {
    try {
      forgetAll();
    } catch {
      // storage is blocked: nothing was kept
    }
    document.documentElement.dataset.scheme = "";
    showScheme();
    button.parentElement.querySelector("[role=status]").textContent = say("deleted");
  });
};
