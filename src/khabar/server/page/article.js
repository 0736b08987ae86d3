// An article for reading: a row a sentence, its labels as chips with scores, its entities and figures marked.

import { appendAll, arabic, el } from "./dom.js";
import { byCodePoints, disjoint, value, visible, what } from "./wording.js";
import { labelName, score, word } from "./words.js";

export const FIGURES = ["CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "DATE", "TIME"];

// The id of a sentence in the page; statements, figures and the ledger link to it.
export function sentenceId(documentIndex, sentenceIndex) {
  return `d${documentIndex}-s${sentenceIndex}`;
}

// A link to the sentence in which a code point stands.
export function sentenceLink(document, documentIndex, place) {
  const index = sentenceAt(document.sentences, place);
  return index < 0 ? "" : el("a", { href: `#${sentenceId(documentIndex, index)}` }, word("in-text", { n: index + 1 }));
}

// A chip for a sentence label or polarity: its colour is that of the label, its text says the same.
export function chip(label, probability) {
  const text = probability === undefined ? labelName(label) : `${labelName(label)} ${score(probability)}`;
  return el("span", { class: `chip ${label}` }, text);
}

// The text of a document, appended to parent sentence by sentence; resolves when it is all there.
export function appendText(parent, document, documentIndex, signal) {
  const words = byCodePoints(document.text);
  const marks = disjoint([...document.entities, ...document.figures]);
  let next = 0;
  return appendAll(parent, document.sentences, (sentence, index) => {
    const text = arabic("", "p");
    let position = sentence.start;
    while (next < marks.length && marks[next].start < sentence.end) {
      const mark = marks[next++];
      if (mark.start < sentence.start || mark.end > sentence.end) continue;
      text.append(words(position, mark.start), marked(mark, words(mark.start, mark.end)));
      position = mark.end;
    }
    text.append(words(position, sentence.end));
    const chips = sentence.labels.map((label) => chip(label, sentence.scores?.[label]));
    const labels = sentence.labels.join(" ") || "none";
    return el("div", { class: "sentence", id: sentenceId(documentIndex, index), tabindex: "-1", "data-labels": labels },
      el("div", { class: "chips" }, ...chips), text);
  }, signal);
}

function marked(span, text) {
  const kind = FIGURES.includes(span.label) ? "figure" : span.label;
  return el("mark", { class: kind, tabindex: "-1", "data-labels": span.label, "data-tip": details(span, kind === "figure") }, text);
}

// What is known of a span in a line: label, value, what is counted and what happened, or the bare name; the score.
function details(span, isFigure) {
  const parts = [labelName(span.label), span.label];
  if (isFigure) parts.push(value(span), what(span) === span.label ? "" : what(span), span.role ? labelName(span.role) : "");
  else if (span.name) parts.push(visible(span.name));
  if (span.score !== undefined) parts.push(score(span.score));
  return parts.filter((part) => part).map((part) => `\u2068${part}\u2069`).join(" · ");
}

// Index of the sentence that holds a place, or -1; sentences stand in order.
function sentenceAt(sentences, place) {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].end <= place) low = middle + 1;
    else high = middle;
  }
  return low < sentences.length && sentences[low].start <= place ? low : -1;
}
