// Suggestions while one types, at fields marked data-suggest: "go" leads to what is chosen; else it names the kind that the field
// takes ("Who"), and what is chosen is written into it.
"use strict";

for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul");
  const holder = field.closest(".field, form");
  list.className = "suggestions";
  list.id = `${field.id}-list`;
  list.role = "listbox";
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  holder.classList.add("suggested");
  holder.append(list);
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");
  let at = -1, waiting = 0, asked = 0;

  const close = () => {
    list.hidden = true;
    at = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (item) => {
    if (field.dataset.suggest === "go") location.assign(item.dataset.address);
    else { field.value = item.dataset.value; close(); field.focus(); }
  };

  const point = (number) => {
    const items = [...list.children];
    if (!items.length) return;
    at = (number + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    items[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", items[at].id);
  };

  const show = (rows) => {
    list.replaceChildren(...rows.map((row, n) => {
      const item = document.createElement("li"), kind = document.createElement("small"), words = document.createElement("bdi");
      item.role = "option";
      item.id = `${list.id}-${n}`;
      item.setAttribute("aria-selected", "false");
      item.dataset.value = row.value;
      item.dataset.address = row.address;
      words.textContent = row.label;
      kind.textContent = ` ${row.kind}`;
      item.append(words, kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
      return item;
    }));
    at = -1;
    list.hidden = !rows.length;
    field.setAttribute("aria-expanded", String(rows.length > 0));
  };

  const ask = async () => {
    const mine = ++asked, words = field.value.trim();
    if (words.length < 2) { close(); return; }
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(words)}`);
      if (!answer.ok) return;
      const rows = await answer.json(), kind = field.dataset.suggest;
      if (mine === asked && document.activeElement === field) show(rows.filter((row) => kind === "go" || kind === row.kind));
    } catch { close(); }
  };

  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  field.addEventListener("blur", () => { asked++; close(); });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") point(at + 1);
    else if (event.key === "ArrowUp") point(at - 1);
    else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
