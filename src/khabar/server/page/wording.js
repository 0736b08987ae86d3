// How spans and figures are worded, as khabar.render.wording words them for the other formats; a test compares both.

const BOUNDS = { about: "≈ ", more_than: "> ", at_least: "≥ ", less_than: "< ", at_most: "≤ " };
const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 20 });

// Text of the same number of code points that cannot reorder its surroundings or hide control characters.
export function visible(text) {
  return text
    .replace(/[\t\n\r\v\f\u2028\u2029]/g, " ")
    .replace(/[\x00-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
    .replace(/[\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]/gu, "\ufffd")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\u200b");
}

// text by code points: the function gives the words from start to end, as offsets of the document format count.
export function byCodePoints(text) {
  const units = [0];
  for (const point of text) units.push(units[units.length - 1] + point.length);
  return (start, end) => visible(text.slice(units[start], units[end]));
}

// Spans in order of the text without those that begin inside an earlier one.
export function disjoint(spans) {
  const kept = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (!kept.length || span.start >= kept[kept.length - 1].end) kept.push(span);
  }
  return kept;
}

// The value with its bound or a range; the words of dates and of vague figures.
export function value(figure) {
  const bound = BOUNDS[figure.modifier] ?? "";
  const sign = figure.label === "PERCENT" ? "%" : "";
  if (figure.range) return bound + figure.range.map((end) => NUMBER.format(end)).join("–") + sign;
  if (typeof figure.value === "number") return bound + NUMBER.format(figure.value) + sign;
  return visible(figure.text);
}

// What is counted, as it stands in the sentence; of a date its TIMEX3 value; else the kind of figure.
export function what(figure) {
  const found = [figure.counted, figure.unit, figure.value].find((field) => typeof field === "string" && field);
  return found === undefined ? figure.label : visible(found);
}

// Who speaks: the speaker known from the article, else the source as it stands; null where nobody is named.
export function who(statement) {
  if (typeof statement.speaker === "string") return visible(statement.speaker);
  return statement.source ? visible(statement.source.text) : null;
}

// For every figure the innermost statement whose content holds it; null where it is the writer's own.
export function statedBy(document) {
  const inner = document.statements
    .filter((statement) => statement.content)
    .sort((a, b) => a.content.end - a.content.start - (b.content.end - b.content.start));
  return document.figures.map((figure) =>
    inner.find(({ content }) => content.start <= figure.start && figure.end <= content.end) ?? null);
}
