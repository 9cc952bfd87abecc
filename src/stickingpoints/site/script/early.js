document.documentElement.dataset.script = "";
try {
  document.documentElement.dataset.scheme = localStorage.getItem("scheme") || "";
} catch {
  // private mode: the theme of the system
}
