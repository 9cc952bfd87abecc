// Starts what the timeline and the list of sources have.
import { startNarrowing } from "./narrowing.js";

const narrowForm = document.querySelector("form#narrow");
if (narrowForm) startNarrowing(narrowForm);
