// The page of an article: pointing at a statement, or focusing it, marks the words that it rests on. Without this script
// the links between statements and words still lead to and fro.
"use strict";

const pieces = [...document.querySelectorAll(".piece")];
const statements = [...document.querySelectorAll(".statements li")];
const box = document.querySelector(".passages");

/** The pieces between two offsets of the text. */
function between(start, end) {
  return pieces.filter((piece) => Number(piece.dataset.start) >= start && Number(piece.dataset.end) <= end);
}

function light(start, end) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const found = between(start, end);
  for (const piece of found) piece.classList.add("lit");
  return found[0];
}

/** Bring a piece into view within its box, where the box has a bar of its own; the page stays where it is. */
function show(piece) {
  if (!piece || box.scrollHeight <= box.clientHeight) return;
  const [inner, outer] = [piece.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
}

for (const statement of statements) {
  const mark = () => show(light(Number(statement.dataset.start), Number(statement.dataset.end)));
  statement.addEventListener("mouseenter", mark);
  statement.addEventListener("focusin", mark);
}

function follow() {
  const found = /char=(\d+),(\d+)/.exec(decodeURIComponent(location.hash));
  if (!found) return;
  const first = light(Number(found[1]), Number(found[2]));
  if (first && !location.hash.startsWith("#statement:")) first.scrollIntoView({ block: "center" });
  show(first);
}

window.addEventListener("hashchange", follow);
follow();
