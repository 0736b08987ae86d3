// The articles to read: pasted, dropped as files, or chosen from the examples. The text field edits one of them.

import { el } from "./dom.js";
import { word } from "./words.js";

const EDITABLE = 100_000; // UTF-16 units; a longer text is kept beside the field, which would become slow with it
const field = document.getElementById("text");
const list = document.getElementById("drafts");
const drafts = [{ id: "", text: "" }];
let current = 0;

// The texts to read, each under a name of its own; empty ones are left out.
export function documents() {
  keep();
  const taken = new Set();
  return drafts.map((draft, index) => ({ ...draft, id: unique(nameOf(draft, index), taken) })).filter(({ text }) => text.trim());
}

// Add a text, in the place of an empty one if there is one.
export function add(id, text) {
  keep();
  const empty = drafts.findIndex((draft) => !draft.text.trim());
  current = empty < 0 ? drafts.length : empty;
  drafts[current] = { id, text };
  show();
}

// Add files; a file that is not UTF-8 is not taken, and its name is among those returned.
export async function addFiles(files) {
  const refused = [];
  for (const file of files) {
    try {
      add(file.name, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      refused.push(file.name);
    }
  }
  return refused;
}

// Put the chosen article into the text field, and all of them into the list where there are several.
export function show() {
  const { text } = drafts[current];
  const isLarge = text.length > EDITABLE;
  const note = document.getElementById("large");
  note.hidden = !isLarge;
  field.hidden = isLarge;
  field.value = isLarge ? "" : text;
  if (isLarge) note.textContent = word("large", { name: nameOf(drafts[current], current), size: Math.round(new Blob([text]).size / 1024) });
  list.hidden = drafts.length === 1 && !isLarge;
  list.replaceChildren(...drafts.map(item));
}

function item(draft, index) {
  const name = nameOf(draft, index);
  const choose = el("button", { type: "button", "aria-pressed": String(index === current) }, el("bdi", {}, name));
  const remove = el("button", { type: "button", class: "remove", "aria-label": word("remove", { name }) }, "×");
  choose.addEventListener("click", () => {
    keep();
    current = index;
    show();
    (field.hidden ? list.children[index].firstChild : field).focus();
  });
  remove.addEventListener("click", () => {
    keep();
    drafts.splice(index, 1);
    if (!drafts.length) drafts.push({ id: "", text: "" });
    current = Math.min(current - (index < current ? 1 : 0), drafts.length - 1);
    show();
    field.focus();
  });
  return el("li", {}, choose, remove);
}

// Take what stands in the field into its draft. A long pasted text stays in the field until another is chosen.
function keep() {
  if (!field.hidden) drafts[current].text = field.value;
}

function nameOf({ id }, index) {
  return id || word("draft", { n: index + 1 });
}

function unique(name, taken) {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  taken.add(free);
  return free;
}
