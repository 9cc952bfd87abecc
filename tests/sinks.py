"""Where a script could hand a text to a browser to parse or to run (W3C, Trusted Types)."""

SINKS = """(known) => {
    const script = document.createElement("script");
    const ways = {
        innerHTML: () => { document.body.innerHTML = "<p>x</p>"; },
        insertAdjacentHTML: () => document.body.insertAdjacentHTML("beforeend", "<p>x</p>"),
        handler: () => document.body.setAttribute("onclick", "window.ran = 1"),
        text: () => { script.textContent = "window.ran = 1"; },
        address: () => { script.src = "site.js"; },
        parser: () => new DOMParser().parseFromString("<p>x</p>", "text/html"),
        policy: () => trustedTypes.createPolicy("another", {}),
        again: () => trustedTypes.createPolicy(known, {}),
    };
    const works = ([, way]) => { try { way(); return true; } catch { return false; } };
    return Object.entries(ways).filter(works).map(([name]) => name);
}"""
"""Returns the names of the ways that work, given the name of the policy that the page has."""
