// Opens the control of two days on the page of an issue; its script is read when a reader first does so.
import { say } from "./language.js";
import { readScript } from "./page.js";
import { readQuery } from "./query.js";

export const startDaysOpener = (fold) => {
  let script = null;

  const load = async () => {
    try {
      script ||= readScript("assets/days.js");
      await script;
    } catch {
      script = null;
      fold.querySelector("[role=status]").textContent = say("The moves could not be read.");
    }
  };
  fold.addEventListener("toggle", load);
  const query = readQuery();
  if (query.has("from") || query.has("to")) fold.open = true;
};
