// On a marked text: whatever is pointed at or focused lights up all parts of its event, here and in the list.
"use strict";

for (const page of document.querySelectorAll(".beside")) {
  const marks = [...page.querySelectorAll("[data-m]")];
  const lines = [...page.querySelectorAll("[data-e]")];
  let kept = null;

  // The events of which an element is a part, as numbers in words.
  const eventsOf = (element) => {
    const found = element.closest && element.closest("[data-m], [data-e]");
    if (!found || !page.contains(found)) return null;
    return found.dataset.e !== undefined ? [found.dataset.e] : found.dataset.m.split(" ");
  };
  const light = (events) => {
    page.classList.toggle("lighting", events !== null);
    for (const mark of marks) {
      mark.classList.toggle("lit", events !== null && mark.dataset.m.split(" ").some((n) => events.includes(n)));
    }
    for (const line of lines) line.classList.toggle("lit", events !== null && events.includes(line.dataset.e));
  };

  for (const line of lines) line.tabIndex = 0;
  page.addEventListener("mouseover", (event) => light(eventsOf(event.target) ?? kept));
  page.addEventListener("mouseleave", () => light(kept));
  page.addEventListener("focusin", (event) => { kept = eventsOf(event.target); light(kept); });
  page.addEventListener("focusout", () => { kept = null; light(null); });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { kept = null; light(null); document.activeElement.blur(); }
  });
}
