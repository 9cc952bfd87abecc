// The search that opens over any page.
import { link } from "../page.js";
import { say } from "../language.js";
import { SearchPanel, startArrows } from "./panel.js";

const MOST_IN_DIALOG = 4; // results of each kind

export const startDialog = async (dialog, library) => {
  const [field, status] = [dialog.querySelector("input"), dialog.querySelector("[role=status]")];
  const [filters, results] = [dialog.querySelector("details"), dialog.querySelector("div")];
  const own = dialog.querySelector("a");
  const panel = new SearchPanel(library, { field, filters, status, results }, MOST_IN_DIALOG);

  // The link to a page with the same results.
  const pointToPage = () => {
    const given = Object.entries(panel.query).filter(([, value]) => value);
    own.href = `${link("search/")}?${new URLSearchParams(given)}`;
    own.hidden = !panel.query.q;
  };

  startArrows(dialog, field);
  try {
    const opened = panel.open();
    dialog.addEventListener("follow", async () => {
      await opened;
      (await panel.first())?.click();
    });
    await opened;
  } catch {
    status.textContent = say("The search index could not be read.");
    return;
  }
  dialog.addEventListener("input", pointToPage);
  pointToPage();
};
