// A month (ISO 8601) as readers write it.
import { language } from "./language.js";

export const longMonth = (month) =>
  new Date(`${month}-01T00:00:00`).toLocaleDateString(language, { month: "long", year: "numeric" });
