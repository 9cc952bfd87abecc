// What is there to be passed on is copied: the permanent link of an entry, and texts ready to use.
import { say } from "./language.js";
import { create } from "./page.js";

const SHOWN = 4000; // milliseconds

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return say("copied");
  } catch {
    return say("not copied");
  }
};

const startCopying = (control, getText) => {
  const status = create("span");
  status.setAttribute("role", "status");
  control.after(status);
  control.addEventListener("click", async () => {
    status.textContent = await copy(getText());
    setTimeout(() => {
      status.textContent = "";
    }, SHOWN);
  });
};

export const startPermanentLinks = (links) => {
  for (const permanent of links) {
    const copies = say("copy link");
    permanent.textContent = copies;
    permanent.setAttribute("aria-label", `${copies}: ${permanent.getAttribute("aria-label")}`);
    startCopying(permanent, () => permanent.href);
  }
};

export const startTexts = (texts) => {
  for (const text of texts) {
    const button = create("button", say("Copy"));
    button.type = "button";
    button.className = "tool copies";
    button.setAttribute("aria-label", say("Copy: {text}", { text: text.dataset.copied }));
    text.after(button);
    startCopying(button, () => text.textContent.trim());
  }
};
