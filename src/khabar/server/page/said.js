// Beside the text: statements as source, cue and content, and the figures of an article by speaker.

import { chip, sentenceLink } from "./article.js";
import { appendAll, arabic, el, table, tableRow } from "./dom.js";
import { statedBy, value, visible, what, who } from "./wording.js";
import { labelName, word } from "./words.js";

// The statements of a document in order of its text; resolves when all are there.
export function appendStatements(parent, document, documentIndex, signal) {
  if (!document.statements.length) {
    parent.append(el("p", {}, word("statements-none")));
    return Promise.resolve();
  }
  const list = el("ol", { class: "statements" });
  parent.append(list);
  const inOrder = [...document.statements].sort((a, b) => a.cue.start - b.cue.start);
  return appendAll(list, inOrder, (statement) => card(statement, document, documentIndex), signal);
}

function card(statement, document, documentIndex) {
  const { source, cue, content, polarity } = statement;
  const named = who(statement);
  const known = source && named !== visible(source.text);
  return el("li", { class: `said ${polarity}`, "data-labels": polarity },
    el("p", { class: "about" }, chip(polarity, statement.score), " ",
      known ? el("span", { class: "speaker" }, `${word("speaker")}: `, arabic(named)) : "", " ",
      sentenceLink(document, documentIndex, cue.start)),
    el("dl", { dir: "rtl" },
      part("source", source && visible(source.text), named, word("no-source")),
      part("cue", visible(cue.text)),
      part("content", content && visible(content.text), null, word("no-content"))));
}

// One part of a statement; where the text names none, what stands for it.
function part(name, text, instead, missing) {
  const shown = text ?? instead;
  return el("div", { class: name }, el("dt", {}, word(name)),
    shown ? arabic(shown, "dd") : el("dd", { class: "missing", dir: "auto" }, missing));
}

// The figures of a document, those of a speaker together, the writer's own last; resolves when all are there.
export function appendFigures(parent, document, documentIndex, signal) {
  const stated = statedBy(document);
  const pairs = document.figures.map((figure, i) => [figure, stated[i]]);
  const bySpeaker = Map.groupBy(pairs, ([, statement]) => (statement ? who(statement) ?? "" : null));
  const writer = bySpeaker.get(null) ?? [];
  bySpeaker.delete(null);
  const rows = [...[...bySpeaker.values()].flat(), ...writer];
  if (!rows.length) return Promise.resolve();
  const heads = ["speaker", "value", "counted", "role", "sentence"].map((head) => word(head));
  const { region, body } = table(word("figures"), heads, { "aria-label": `${word("figures")}: ${visible(document.id)}` });
  parent.append(region);
  return appendAll(body, rows, ([figure, statement]) => tableRow([
    statement ? speaker(who(statement)) : el("span", { class: "missing" }, word("writer")),
    ...figureCells(figure),
    sentenceLink(document, documentIndex, figure.start),
  ], { "data-labels": figure.label }), signal);
}

export function speaker(name) {
  return name ? arabic(name, "strong") : el("span", { class: "missing" }, word("no-source"));
}

// Value, what is counted and what happened to it.
function figureCells(figure) {
  const counted = what(figure);
  const isNumber = figure.range || typeof figure.value === "number";
  return [
    isNumber ? el("bdi", { dir: "ltr", class: "number" }, value(figure)) : arabic(value(figure)),
    counted === figure.label ? labelName(counted) : el("bdi", {}, counted),
    figure.role ? labelName(figure.role) : "",
  ];
}

// A figure in a phrase, as the ledger shows it.
export function figurePhrase(figure) {
  const [number, counted, role] = figureCells(figure);
  return el("span", { class: "phrase" }, number, " ", counted, role ? ` (${role})` : "");
}
