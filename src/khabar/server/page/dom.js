// Building the page from nodes: text becomes text, never markup.

// An element with attributes and children (nodes or strings). Attributes that are null or false are left out.
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

// Words of an article: Arabic, whatever the language of the interface, and isolated from its direction.
export function arabic(text, tag = "bdi", attributes = {}) {
  return el(tag, { lang: "ar", dir: "rtl", ...attributes }, text);
}

const SLICE_MS = 12;

// Append build(item) for every item in slices of a few milliseconds, so that the page answers meanwhile.
// Resolves when all are there; stops when the signal is aborted.
export async function appendAll(parent, items, build, signal) {
  let next = 0;
  while (next < items.length && !signal.aborted) {
    const until = performance.now() + SLICE_MS;
    const slice = document.createDocumentFragment();
    do slice.append(build(items[next], next++));
    while (next < items.length && performance.now() < until);
    parent.append(slice);
    await new Promise((resume) => setTimeout(resume));
  }
}

// A table in a region that scrolls by itself where the screen is narrow. Heads are words; rows are lists of nodes or strings.
export function table(title, heads, attributes = {}) {
  const body = el("tbody");
  const row = el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)));
  const caption = el("caption", {}, title);
  const region = el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": title, ...attributes },
    el("table", {}, caption, el("thead", {}, row), body));
  return { region, body };
}

export function tableRow(cells, attributes = {}) {
  return el("tr", attributes, ...cells.map((cell) => el("td", {}, cell)));
}
