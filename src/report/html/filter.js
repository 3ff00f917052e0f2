// Filters by severity and kind. Without it everything is shown.
// No ampersand and no less-than sign may stand here: the page is read as XML, too.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (form === null) return;
  const shown = document.getElementById("shown");
  const cards = Array.from(document.querySelectorAll(".card"));
  const marks = new Map(cards.map((card) => [card.dataset.number, []]));
  for (const mark of document.querySelectorAll("[data-of]")) marks.get(mark.dataset.of).push(mark);

  const apply = () => {
    const boxes = Array.from(form.querySelectorAll("input:not(:checked)"));
    const off = new Set(boxes.map((box) => box.name + " " + box.value));
    let count = 0;
    for (const card of cards) {
      const hide = off.has("severity " + card.dataset.severity) || off.has("kind " + card.dataset.kind);
      card.hidden = hide;
      for (const mark of marks.get(card.dataset.number)) mark.classList.toggle("off", hide);
      count += hide ? 0 : 1;
    }
    shown.textContent = count + " of " + cards.length + (cards.length === 1 ? " finding shown" : " findings shown");
  };

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The boxes are reset only after the event.
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
  apply();
})();
