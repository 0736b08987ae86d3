// The page: what the reader does, what the server answers, and where both are shown.

import { post, Refusal } from "./api.js";
import { appendText } from "./article.js";
import { firstTabStop, watchMarks } from "./details.js";
import { el } from "./dom.js";
import { asCsv, asHtml, asJson, save } from "./download.js";
import * as drafts from "./drafts.js";
import { fillFilters, showAll } from "./filters.js";
import { appendLedger } from "./ledger.js";
import { appendFigures, appendStatements } from "./said.js";
import { visible } from "./wording.js";
import { speak, switchLanguage, word } from "./words.js";

const at = (id) => document.getElementById(id);
const results = at("results");
const examples = await (await fetch("/page/examples.json")).json();
const LONG = 300; // sentences from which a browser may put off laying out what is not in sight
let answer = null; // documents, and the ledger where there are several
let reading = null; // the AbortController of the request under way
let rendering = new AbortController();
let rendered = Promise.resolve();

function say(status = "", error = "") {
  at("status").textContent = status;
  at("error").textContent = error;
}

async function analyze(event) {
  event.preventDefault();
  const documents = drafts.documents();
  if (!documents.length) return say("", word("error-empty"));
  reading?.abort();
  const request = new AbortController();
  reading = request;
  at("stop").hidden = false;
  say(word("reading"));
  try {
    const key = at("key").value;
    const path = documents.length > 1 ? "/v1/analyze?include=ledger" : "/v1/analyze";
    answer = await post(path, documents, request.signal, key);
    showAll();
    show();
    say(summary(answer.documents));
  } catch (error) {
    if (request !== reading) return;
    if (error.name === "AbortError") return say(word("stopped"));
    if (!(error instanceof Refusal)) throw error;
    if (error.needsKey) at("key-field").hidden = false;
    say("", error.message);
  } finally {
    request.abort();
    if (request === reading) at("stop").hidden = true;
  }
}

function summary(documents) {
  const total = (field) => documents.reduce((sum, document) => sum + document[field].length, 0);
  const totals = Object.fromEntries(["sentences", "statements", "figures"].map((field) => [field, total(field)]));
  return word("done", { documents: documents.length, ...totals });
}

// Show the answer in the current language. A long text appears bit by bit; a later call ends an earlier one.
function show() {
  rendering.abort();
  rendering = new AbortController();
  const { documents, ledger } = answer;
  at("tools").hidden = false;
  fillFilters(at("filters"), documents);
  results.replaceChildren();
  results.setAttribute("aria-busy", "true");
  const { signal } = rendering;
  rendered = fill(documents, ledger, signal).then(() => signal.aborted || results.removeAttribute("aria-busy"));
}

async function fill(documents, ledger, signal) {
  if (ledger) {
    const section = el("section", { class: "ledger" }, el("h2", {}, word("ledger")));
    results.append(section);
    await appendLedger(section, ledger, documents, signal);
  }
  for (const [index, document] of documents.entries()) {
    const text = el("section", { class: "text" }, el("h3", {}, word("text")));
    const said = el("section", { class: "said-by" }, el("h3", {}, word("statements")));
    const figures = el("section", { class: "figures" });
    const title = el("h2", {}, el("bdi", {}, visible(document.id)));
    results.append(el("article", { class: document.sentences.length > LONG ? "long" : null }, title, text, said, figures));
    await Promise.all([
      appendText(text, document, index, signal).then(() => firstTabStop(text)),
      appendStatements(said, document, index, signal),
      appendFigures(figures, document, index, signal),
    ]);
  }
}

async function take(files) {
  const refused = await drafts.addFiles(files);
  say("", refused.map((name) => word("error-file", { name: visible(name) })).join(" "));
}

function fillExamples() {
  at("examples").querySelectorAll("button").forEach((button) => button.remove());
  at("examples").append(...examples.map(({ id, text }) => {
    const button = el("button", { type: "button", lang: "ar" }, id);
    button.addEventListener("click", () => {
      drafts.add(id, text);
      say(word("added", { name: id }));
    });
    return button;
  }));
}

function inLanguage() {
  speak();
  fillExamples();
  drafts.show();
  say(answer ? summary(answer.documents) : "");
  if (answer) show();
}

function download(id, type, content) {
  at(`save-${id}`).addEventListener("click", async () => {
    const name = `khabar.${id}`;
    save(name, type, await content());
    say(word("saved", { name }));
  });
}

at("input").addEventListener("submit", analyze);
at("stop").addEventListener("click", () => reading?.abort());
at("show-all").addEventListener("click", () => { showAll(); fillFilters(at("filters"), answer.documents); });
at("another").addEventListener("click", () => { drafts.add("", ""); at("text").focus(); });
at("files").addEventListener("change", ({ target }) => take([...target.files]).then(() => { target.value = ""; }));
at("language").addEventListener("click", () => { switchLanguage(); inLanguage(); });
for (const kind of ["dragover", "drop", "dragleave"]) {
  at("input").addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    at("input").classList.toggle("over", kind === "dragover");
    if (kind === "drop") take([...event.dataTransfer.files]);
  });
}
download("json", "application/json", () => asJson(answer.documents));
download("csv", "text/csv", () => asCsv(answer.documents));
download("html", "text/html", () => rendered.then(() => asHtml(results)));
watchMarks(results);
inLanguage();
