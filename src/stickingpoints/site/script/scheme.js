// Theme: follows the system until the reader chooses.
const isDark = () => {
  const chosen = document.documentElement.dataset.scheme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

// Returns what shows the state of the theme on its button.
export const startScheme = (button) => {
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const scheme = isDark() ? "light" : "dark";
    document.documentElement.dataset.scheme = scheme;
    try {
      localStorage.setItem("scheme", scheme);
    } catch {
      // private mode: for this page only
    }
    show();
  });
  show();
  return show;
};
