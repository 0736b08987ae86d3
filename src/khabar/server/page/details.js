// Details of marks on hover and focus, and keys that go from mark to mark: a text is one tab stop however many it has.

import { isHidden } from "./filters.js";

const tip = document.getElementById("tip");
let shown = null;

// Watch the marks inside root, also those that are added later.
export function watchMarks(root) {
  root.addEventListener("mouseover", ({ target }) => {
    const mark = markOf(target);
    if (mark) show(mark);
    else hide();
  });
  root.addEventListener("mouseleave", ({ relatedTarget }) => tip.contains(relatedTarget) || hide());
  root.addEventListener("focusin", ({ target }) => {
    const mark = markOf(target);
    if (!mark) return hide();
    makeTabStop(mark);
    show(mark);
  });
  root.addEventListener("focusout", hide);
  root.addEventListener("keydown", walk);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  document.addEventListener("scroll", () => shown && place(), { passive: true });
}

// Make the first mark of a text its tab stop.
export function firstTabStop(text) {
  const first = text.querySelector("mark");
  if (first) first.tabIndex = 0;
}

function markOf(target) {
  const mark = target.closest("mark");
  return mark && !isHidden(mark.dataset.labels) ? mark : null;
}

function makeTabStop(mark) {
  for (const other of mark.closest(".text").querySelectorAll('mark[tabindex="0"]')) other.tabIndex = -1;
  mark.tabIndex = 0;
}

// Arrow keys as the eye goes: in Arabic the next mark is to the left.
function walk(event) {
  if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) || event.target.tagName !== "MARK") return;
  const marks = [...event.target.closest(".text").querySelectorAll("mark")]
    .filter((mark) => !isHidden(mark.dataset.labels) && mark.checkVisibility());
  const here = marks.indexOf(event.target);
  const next = { ArrowLeft: here + 1, ArrowRight: here - 1, Home: 0, End: marks.length - 1 }[event.key];
  if (marks[next]) marks[next].focus();
  event.preventDefault();
}

function show(mark) {
  if (shown === mark) return;
  hide();
  shown = mark;
  tip.textContent = mark.dataset.tip;
  tip.hidden = false;
  mark.setAttribute("aria-describedby", "tip");
  place();
}

function hide() {
  shown?.removeAttribute("aria-describedby");
  shown = null;
  tip.hidden = true;
}

// Under the mark, above it where there is no room, and never beyond the edge of the window.
function place() {
  const mark = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, mark.left + mark.width / 2 - width / 2), document.documentElement.clientWidth - width - 8);
  const below = mark.bottom + height + 4 < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? mark.bottom + 2 : mark.top - height - 2}px`;
}
