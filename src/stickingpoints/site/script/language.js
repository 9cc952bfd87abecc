// The words of the interface: English is written where it is used, another language comes with the page.
const translations = JSON.parse(document.body.dataset.words || "{}");
export const language = document.documentElement.lang;

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);

export const say = (text, values = {}) => fill(translations[text] || text, values);

// A day (ISO 8601) as readers write it.
export const longDate = (day) =>
  new Date(`${day}T00:00:00`).toLocaleDateString(language === "en" ? "en-GB" : language, {
    day: "numeric",
    month: "long",
    year: "numeric",
  });

export const counted = (one, many, n) => {
  const category = new Intl.PluralRules(language).select(n);
  const english = n === 1 ? one : many;
  return fill(translations[one]?.[category] || english, { n: n.toLocaleString(language) });
};
