// The ledger of several articles: every statement, figures that disagree, and denials with what they deny.

import { chip, sentenceId } from "./article.js";
import { appendAll, arabic, el, table, tableRow } from "./dom.js";
import { figurePhrase, speaker } from "./said.js";
import { visible } from "./wording.js";
import { labelName, word } from "./words.js";

// The ledger, appended to parent; resolves when all rows are there.
export async function appendLedger(parent, ledger, documents, signal) {
  const { rows } = ledger;
  for (const group of ledger.disagreements) {
    await append(parent, word("ledger-disagree", { thing: thing(group) }), ["ledger-figures", "speaker", "ledger-statement"],
      group.counts, ({ row, figure }) => tableRow([figurePhrase(rows[row].figures[figure]), speaker(rows[row].speaker), link(row)]), signal);
  }
  await append(parent, word("ledger-denials"), ["ledger-denier", "ledger-denial", "ledger-denied", "ledger-claim"], ledger.denials,
    (match) => tableRow([...side(rows, match.denial), ...side(rows, match.claim)]), signal);
  const against = standAgainst(ledger);
  const places = new Map(documents.map((document, index) => [document.id, index]));
  await append(parent, word("ledger-claims"), ["speaker", "polarity", "content", "ledger-figures", "ledger-against", "ledger-where"], rows,
    (row, index) => tableRow([
      speaker(row.speaker),
      chip(row.polarity),
      row.what === null ? word("no-content") : arabic(visible(row.what)),
      el("span", {}, ...row.figures.flatMap((figure) => [figurePhrase(figure), " "])),
      el("span", {}, ...[...against[index]].flatMap((other) => [link(other), " "])),
      el("a", { href: `#${sentenceId(places.get(row.document), row.sentence)}` },
        el("bdi", {}, visible(row.document)), ` ${row.sentence + 1}`),
    ], { id: rowId(index), tabindex: "-1", "data-labels": row.polarity }), signal);
}

async function append(parent, title, heads, items, build, signal) {
  if (!items.length) return;
  const { region, body } = table(title, heads.map((head) => word(head)));
  parent.append(region);
  await appendAll(body, items, build, signal);
}

// For every row the rows that it denies or that deny it, and those whose figures exclude its own.
function standAgainst({ rows, disagreements, denials }) {
  const against = rows.map(() => new Set());
  for (const { counts } of disagreements) {
    for (const { row } of counts) {
      for (const other of counts) if (rows[other.row].speaker !== rows[row].speaker) against[row].add(other.row);
    }
  }
  for (const { denial, claim } of denials) {
    against[denial].add(claim);
    against[claim].add(denial);
  }
  return against;
}

// What the figures of a disagreement are on: what happened, else what is counted; places; dates.
function thing({ role, counted, places, dates }) {
  return [role ? labelName(role) : counted, ...places, ...dates].filter((part) => part).map(visible).join(" · ");
}

function side(rows, index) {
  return [speaker(rows[index].speaker), el("span", {}, arabic(visible(rows[index].what ?? "")), " ", link(index))];
}

function link(index) {
  return el("a", { href: `#${rowId(index)}` }, word("ledger-row", { n: index + 1 }));
}

function rowId(index) {
  return `row-${index}`;
}
