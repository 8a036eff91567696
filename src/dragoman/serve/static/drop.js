// On "Try it": a file may be dropped on the form, an example taken, and the button says that it works.
"use strict";

const form = document.querySelector("form.try");
const text = document.getElementById("text");
const file = document.getElementById("file");
const sample = document.getElementById("sample");

sample.hidden = false;
sample.addEventListener("click", () => {
  text.value = text.dataset.sample;
  document.getElementById("published").value = text.dataset.day;
  file.value = "";
  text.focus();
});

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
}
for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  file.files = event.dataTransfer.files;
});

form.addEventListener("submit", () => {
  const button = form.querySelector("button.main");
  button.textContent = "Coding …";
  form.setAttribute("aria-busy", "true");
});
