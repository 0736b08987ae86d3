// What is on the page as files: the documents as JSON, every span as a row of CSV, the page as HTML that needs nothing else.

import { statedBy, who } from "./wording.js";
import { word } from "./words.js";

const COLUMNS = ["document", "kind", "label", "start", "end", "text", "score", "name", "value", "low", "high", "modifier",
  "counted", "unit", "role", "speaker", "source", "cue", "content"];

// Save text as a file of the given name.
export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

// One document, or an array of them, as `khabar analyze --format json` writes them.
export function asJson(documents) {
  return JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2) + "\n";
}

// A row a sentence label, entity, figure and statement (RFC 4180); the mark at the front tells spreadsheets that it is UTF-8.
export function asCsv(documents) {
  const rows = documents.flatMap((document) => [...spans(document)].map((row) => ({ document: document.id, ...row })));
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(","));
  return `\ufeff${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

function* spans(document) {
  const points = Array.from(document.text);
  for (const { start, end, labels, scores } of document.sentences) {
    const text = points.slice(start, end).join("");
    for (const label of labels) yield { kind: "sentence", label, start, end, text, score: scores?.[label] };
  }
  for (const entity of document.entities) yield { kind: "entity", ...entity };
  const stated = statedBy(document);
  for (const [i, figure] of document.figures.entries()) {
    const [low, high] = figure.range ?? [];
    yield { kind: "figure", ...figure, low, high, speaker: stated[i] && who(stated[i]) };
  }
  for (const statement of document.statements) {
    const { source, cue, content, polarity, score } = statement;
    yield { kind: "statement", label: polarity, ...(content ?? cue), score, speaker: who(statement),
      source: source?.text, cue: cue.text, content: content?.text };
  }
}

// A cell; text that a spreadsheet would run as a formula gets an apostrophe before it.
function cell(content) {
  if (content === undefined || content === null) return "";
  const text = typeof content === "string" && /^[=+\-@\t\r]/.test(content) ? `'${content}` : String(content);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The results as a page of their own: no script, nothing loaded, details on hover and focus by style alone.
export async function asHtml(results) {
  const sheets = await Promise.all(["/page/page.css", "/page/labels.css"].map(async (path) => (await fetch(path)).text()));
  const copy = results.cloneNode(true);
  for (const mark of copy.querySelectorAll("mark")) mark.tabIndex = 0;
  const { lang, dir } = document.documentElement;
  return `<!DOCTYPE html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${word("title")}</title>
<style>
${sheets.join("\n")}</style>
</head>
<body class="saved">
<main>${copy.outerHTML}</main>
</body>
</html>
`;
}
