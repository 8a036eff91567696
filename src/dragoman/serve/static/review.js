// Reviewing: words are selected in the text, and a button beside a field takes where they stand.
"use strict";

const text = document.getElementById("words");
let taken = null;

// How many characters, as the record counts them, stand before a place of a paragraph; its start is data-start.
const placeOf = (node, offset) => {
  const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-start]");
  if (!paragraph || !text.contains(paragraph)) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
};

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!text || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const words = range.toString();
  let [start, end] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  if (start === null || end === null || !words.trim()) return;
  start += [...words].length - [...words.trimStart()].length;
  end -= [...words].length - [...words.trimEnd()].length;
  taken = { start, end, words: words.trim() };
});

for (const field of document.querySelectorAll("[data-words]")) {
  const button = field.querySelector(".take");
  const [start, end] = field.querySelectorAll("input");
  const quote = field.querySelector("q");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!taken) { quote.textContent = "Select words in the text first."; return; }
    start.value = taken.start;
    end.value = taken.end;
    quote.textContent = taken.words;
    start.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const place of [start, end]) place.addEventListener("input", () => { quote.textContent = ""; });
}
