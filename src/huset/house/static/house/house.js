// The living part of the picture: points out what steers the chosen part and what it steers.
// All words come from the text version on the same page; without this script the links still work.

const house = document.querySelector("[data-house]");
const told = house.querySelector("[data-told]");
const hint = told.firstElementChild;
const parts = new Map([...house.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
const MARKS = { "steered-by": "steering", steers: "steered" };

function clear() {
  for (const part of parts.values()) part.classList.remove("chosen", ...Object.values(MARKS));
}

function choose(code) {
  const entry = document.getElementById(`del-${code}`);
  clear();
  parts.get(code).classList.add("chosen");
  for (const { dataset } of entry.querySelectorAll("[data-way]")) {
    parts.get(dataset.other).classList.add(MARKS[dataset.way]);
  }
  tell(entry);
}

function tell(entry) {
  const heading = document.createElement("h2");
  heading.textContent = entry.querySelector("h3").textContent;
  const ways = entry.querySelectorAll("[data-relations] > *");
  told.replaceChildren(heading, ...[...ways].map((way) => way.cloneNode(true)));
}

for (const kind of ["pointerover", "focusin"]) {
  house.addEventListener(kind, (event) => {
    const part = event.target.closest("[data-part]");
    if (part && !part.classList.contains("chosen")) choose(part.dataset.part);
  });
}

house.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  clear();
  told.replaceChildren(hint);
});
