// On record only: the answers and places that were said on record, made at build, in the place of the others.
import { readQuery, writeQuery } from "./query.js";

const NAME = "on-record";

export const startEvidence = (box) => {
  const show = () => {
    document.body.toggleAttribute("data-on-record", box.checked);
    writeQuery({ [NAME]: box.checked && "yes" });
  };
  box.checked = readQuery().has(NAME);
  box.addEventListener("change", show);
  if (box.checked) show();
};
