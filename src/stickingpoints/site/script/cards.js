// Check it: the number of a source shows its entry of the list in a card, on hover, focus or tap; so does a
// term of the glossary. The card is placed after the number in the page, stays while pointer or focus is on
// either, and goes with Escape (WCAG 1.4.13).
import { say } from "./language.js";
import { create } from "./page.js";

const DELAY = 250; // milliseconds, to move the pointer from the number to its card
const GAP = 4; // pixels
const MARGIN = 8;

const fillCard = (card, number, entry) => {
  const text = create("p", ...entry.cloneNode(true).childNodes, " ");
  if (number.matches(".number")) {
    const more = create("a", say("in the list of sources"));
    more.className = "more";
    more.href = number.hash;
    text.append(more);
  }
  card.setAttribute("aria-label", number.getAttribute("aria-label") || number.textContent);
  card.replaceChildren(text);
};

const placeCard = (card, number) => {
  const at = number.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - size.width - MARGIN;
  const above = Math.max(MARGIN, at.top - size.height - GAP);
  const fitsBelow = at.bottom + size.height + GAP < innerHeight;
  card.style.left = `${Math.max(MARGIN, Math.min(at.left, rightmost))}px`;
  card.style.top = `${fitsBelow ? at.bottom + GAP : above}px`;
};

class Card {
  owner = null; // the number or term that shows it
  #timer = 0;

  constructor(element) {
    this.element = element;
  }

  show(number) {
    clearTimeout(this.#timer);
    if (this.owner === number) return;
    this.hide();
    const entry = document.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (!entry) return;
    fillCard(this.element, number, entry);
    number.after(this.element);
    this.owner = number;
    number.setAttribute("aria-describedby", "card");
    this.element.showPopover();
    this.place();
  }

  place() {
    if (this.owner) placeCard(this.element, this.owner);
  }

  hide() {
    clearTimeout(this.#timer);
    this.owner?.removeAttribute("aria-describedby");
    this.owner = null;
    if (this.element.isConnected && this.element.matches(":popover-open")) {
      this.element.hidePopover();
    }
  }

  hideSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const focused = document.activeElement;
      if (!this.element.contains(focused) && focused !== this.owner) this.hide();
    }, DELAY);
  }

  keep() {
    clearTimeout(this.#timer);
  }
}

const listenToNumber = (card, number) => {
  let isTouched = false;
  number.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse") card.show(number);
  });
  number.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") card.hideSoon();
  });
  number.addEventListener("pointerdown", (event) => {
    isTouched = event.pointerType !== "mouse";
  });
  number.addEventListener("focus", () => card.show(number));
  // A tap shows the card, and the card leads on; a click or Enter goes to the list at once.
  number.addEventListener("click", (event) => {
    if (isTouched) {
      event.preventDefault();
      card.show(number);
    } else {
      card.hide();
    }
    isTouched = false;
  });
};

const listenToPage = (card) => {
  document.addEventListener("focusin", (event) => {
    const isInside = event.target === card.owner || card.element.contains(event.target);
    if (card.owner && !isInside) card.hide();
  });
  document.addEventListener("pointerdown", (event) => {
    if (card.owner && !event.target.closest(".number, .term, .card")) card.hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card.owner) return;
    if (card.element.contains(document.activeElement)) card.owner.focus();
    card.hide();
  });
  addEventListener("scroll", () => card.place(), { passive: true });
};

export const startCards = (numbers) => {
  const element = create("aside");
  if (!element.showPopover) return;
  element.popover = "manual";
  element.className = "card";
  element.id = "card";
  const card = new Card(element);
  element.addEventListener("pointerenter", () => card.keep());
  element.addEventListener("pointerleave", () => card.hideSoon());
  element.addEventListener("click", (event) => {
    if (event.target.closest("a")) setTimeout(() => card.hide());
  });
  for (const number of numbers) listenToNumber(card, number);
  listenToPage(card);
};
