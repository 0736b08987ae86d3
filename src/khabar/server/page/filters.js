// Filters by label: a button a label that occurs. One style sheet hides what is off, however long the text is.

import { el } from "./dom.js";
import { FIGURES } from "./article.js";
import { labelName, word } from "./words.js";

const hidden = new Set();
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

export function isHidden(label) {
  return hidden.has(label);
}

export function showAll() {
  hidden.clear();
}

// Fill place with the buttons for the labels of documents.
export function fillFilters(place, documents) {
  const spans = documents.flatMap((document) => [...document.entities, ...document.figures]).map(({ label }) => label);
  const sentences = documents.flatMap((document) => document.sentences).flatMap(({ labels }) => (labels.length ? labels : ["none"]));
  const statements = documents.flatMap((document) => document.statements).map(({ polarity }) => polarity);
  const ofSentences = [...new Set(sentences)];
  place.replaceChildren(...[["filter-spans", spans], ["filter-sentences", sentences], ["filter-statements", statements]]
    .filter(([, labels]) => labels.length)
    .map(([name, labels]) => el("div", { role: "group", class: "filter", "aria-label": word(name) },
      el("span", { "aria-hidden": "true" }, word(name)),
      ...[...count(labels)].map(([label, occurrences]) => button(label, occurrences, ofSentences)))));
  apply(ofSentences);
}

function button(label, occurrences, ofSentences) {
  const kind = FIGURES.includes(label) ? "figure" : label;
  const made = el("button", { type: "button", class: `chip ${kind}`, "data-filter": label, "aria-pressed": String(!hidden.has(label)) },
    `${labelName(label)} ${occurrences}`);
  made.addEventListener("click", () => {
    if (!hidden.delete(label)) hidden.add(label);
    made.setAttribute("aria-pressed", String(!hidden.has(label)));
    apply(ofSentences);
  });
  return made;
}

// Marks lose their colour, statements and figures their row; a sentence goes when none of its labels is on.
function apply(ofSentences) {
  const off = [...hidden].map((label) => `[data-labels="${CSS.escape(label)}"]`).join(", ");
  const on = ofSentences.filter((label) => !hidden.has(label)).map((label) => `[data-labels~="${CSS.escape(label)}"]`);
  const gone = on.length < ofSentences.length ? `.sentence${on.length ? `:not(${on.join(", ")})` : ""} { display: none; }` : "";
  sheet.replaceSync(off ? `mark:is(${off}) { background: none; border-color: transparent; }
    .said:is(${off}), tr:is(${off}) { display: none; } ${gone}` : "");
}

// Labels in the order of their first occurrence, with how often each occurs.
function count(labels) {
  const counts = new Map();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
