document.documentElement.dataset.script = ""; try { document.documentElement.dataset.scheme = localStorage.getItem("scheme") || "" } catch { }
