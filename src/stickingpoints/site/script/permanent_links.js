// The permanent link of an entry is copied too, so that it can be passed on.
import { say } from "./language.js";
import { create } from "./page.js";

const SHOWN = 4000; // milliseconds

const copyAddress = async (address) => {
  try {
    await navigator.clipboard.writeText(address);
    return say("copied");
  } catch {
    return say("not copied");
  }
};

export const startPermanentLinks = (links) => {
  for (const permanent of links) {
    const status = create("span");
    status.setAttribute("role", "status");
    permanent.textContent = say("copy link");
    const { copies } = permanent.dataset;
    if (copies) permanent.setAttribute("aria-label", copies);
    permanent.after(status);
    permanent.addEventListener("click", async () => {
      status.textContent = await copyAddress(permanent.href);
      setTimeout(() => {
        status.textContent = "";
      }, SHOWN);
    });
  }
};
