// Reloads a page of the preview when what it shows was edited, and shows what is wrong with an edit.

"use strict";

const own = document.currentScript;
const address = new URL("edits", own.src);

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview.css", own.src);
document.head.append(style);

function show(problems) {
  const earlier = document.querySelector("#preview-problems");
  if (earlier) earlier.remove();
  if (!problems) return;
  const note = document.createElement("pre");
  note.id = "preview-problems";
  note.setAttribute("role", "alert");
  note.textContent = problems;
  document.body.prepend(note);
}

async function nextEdit(after) {
  address.searchParams.set("after", after);
  const answer = await fetch(address);
  return answer.json();
}

async function follow(edits) {
  for (;;) {
    try {
      const state = await nextEdit(edits);
      if (state.edits !== edits && !state.problems) location.reload();
      show(state.problems);
      edits = state.edits;
    } catch {
      await new Promise((again) => setTimeout(again, 1000)); // the preview was ended
    }
  }
}

follow(Number(own.dataset.edits));
