// The living part of the picture: points out what steers the chosen part and what it steers, keeps
// the choice in the address, and lets the keyboard walk the rooms. All words come from the text
// version on the same page; without this script the links still work.

const REST = 120; // milliseconds that a pointer rests on a part before the part is chosen
const SETTLED = 400; // and before the address says so
const MARKS = { "steered-by": "steering", steers: "steered" };
const OVERLAP = 8; // pixels that the next part may lie over this one, as rough stones do
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const house = document.querySelector("[data-house]");
const told = house.querySelector("[data-told]");
const parts = [...house.querySelectorAll("[data-part], [data-room]")];
const levels = [...document.querySelectorAll(".segments a")];
const kept = document.querySelector("[data-part-kept]");
const hint = document.createElement("p");
hint.className = "hint";
hint.textContent = "Peka på en del, eller gå till den med tabb, så ser du vad som styr den och vad den styr. "
  + "På pekskärm: tryck en gång för att se, en gång till för att öppna.";

const codeOf = (part) => part.dataset.part ?? part.dataset.room;
const partAt = (target) => target.closest?.("[data-part], [data-room]");
let chosen = new URL(location.href).searchParams.get("del") ?? "";
let resting = 0;
let settling = 0;

function mark(code) {
  const entry = code && document.getElementById(`del-${code}`);
  const marks = new Map(entry ? [[code, "chosen"]] : []);
  for (const { dataset } of entry ? entry.querySelectorAll("[data-way]") : []) {
    if (!marks.has(dataset.other)) marks.set(dataset.other, MARKS[dataset.way]);
  }
  for (const part of parts) {
    part.classList.remove("chosen", ...Object.values(MARKS));
    if (marks.has(codeOf(part))) part.classList.add(marks.get(codeOf(part)));
  }
  for (const way of house.querySelectorAll("[data-from]")) {
    way.classList.toggle("leads", Boolean(code) && [way.dataset.from, way.dataset.to].includes(code));
  }
  return entry;
}

function button(text, address, look) {
  const link = document.createElement("a");
  link.className = look;
  link.href = address;
  link.textContent = text;
  return link;
}

function tell(entry) {
  told.classList.toggle("of-part", Boolean(entry));
  if (!entry) return told.replaceChildren(hint);
  const name = entry.querySelector("h3 a");
  const heading = document.createElement("h2");
  heading.textContent = name.textContent;
  const status = entry.querySelector(".status")?.parentElement.cloneNode(true);
  const ways = [...entry.querySelectorAll("[data-relations] > div")].map((way) => way.cloneNode(true));
  const buttons = document.createElement("p");
  buttons.className = "buttons";
  const letGo = button("Släpp", addressWith(""), "button");
  letGo.dataset.letGo = "";
  buttons.append(button(`Öppna ${name.textContent}`, name.href, "button button-primary"), " ", letGo);
  told.replaceChildren(...[heading, status, buttons, ...ways].filter(Boolean));
}

function addressWith(code, from = location.href) {
  const address = new URL(from);
  if (code) address.searchParams.set("del", code);
  else address.searchParams.delete("del");
  address.hash = "";
  return address.href;
}

function settle() {
  if (addressWith(chosen) !== location.href) history.replaceState(history.state, "", addressWith(chosen));
  for (const level of levels) level.href = addressWith(chosen, level.href);
  if (kept) kept.value = chosen;
}

function choose(code) {
  if (code === chosen) return;
  chosen = code;
  tell(mark(code));
  clearTimeout(settling);
  settling = setTimeout(settle, SETTLED);
}

house.addEventListener("pointerover", ({ target, pointerType }) => {
  clearTimeout(resting);
  const part = partAt(target);
  if (part && pointerType === "mouse") resting = setTimeout(() => choose(codeOf(part)), REST);
});
house.addEventListener("pointerleave", () => clearTimeout(resting));

house.addEventListener("focusin", ({ target }) => {
  const part = partAt(target);
  if (part?.matches(":focus-visible")) choose(codeOf(part));
});

// A finger has nothing to point with: the first touch chooses, the next one opens.
house.addEventListener("click", (event) => {
  const part = partAt(event.target);
  if (part && event.pointerType === "touch" && codeOf(part) !== chosen) {
    event.preventDefault();
    choose(codeOf(part));
  }
  if (event.target.closest?.("[data-let-go]")) {
    event.preventDefault();
    letGo();
  }
});

function letGo() {
  const last = parts.find((part) => codeOf(part) === chosen && part.getClientRects().length);
  const inside = told.contains(document.activeElement);
  choose("");
  clearTimeout(settling);
  settle();
  if (inside) last?.focus();
}

// The nearest part in the direction of the arrow: what lies straight ahead before what is aside.
function beside(part, [across, down]) {
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const here = part.getBoundingClientRect();
  const [x, y] = middle(here);
  let nearest = null;
  let least = Infinity;
  for (const other of parts) {
    const box = other.getBoundingClientRect();
    if (other === part || !box.width) continue;
    const [ox, oy] = middle(box);
    const ahead = across ? (ox - x) * across : (oy - y) * down;
    const apart = across
      ? Math.max(0, box.top - here.bottom, here.top - box.bottom)
      : Math.max(0, box.left - here.right, here.left - box.right);
    const aside = across ? Math.abs(oy - y) : Math.abs(ox - x);
    const clear = across
      ? (across > 0 ? box.left - here.right : here.left - box.right)
      : (down > 0 ? box.top - here.bottom : here.top - box.bottom);
    const way = ahead + aside / 4 + apart * 3;
    if (clear > -OVERLAP && way < least) [nearest, least] = [other, way];
  }
  return nearest;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !house.contains(document.activeElement)) return;
  const part = partAt(document.activeElement);
  if (event.key === "Escape" && chosen) letGo();
  else if (part && event.key in STEPS) {
    event.preventDefault();
    beside(part, STEPS[event.key])?.focus();
  } else if (["1", "2", "3"].includes(event.key)) {
    const code = part ? codeOf(part) : chosen;
    location.assign(addressWith(code, levels[event.key - 1].href) + (part ? `#${part.id}` : ""));
  }
});

// Whoever comes by the keys to another level goes on from the same part.
const target = location.hash && document.getElementById(location.hash.slice(1));
if (target && parts.includes(target)) target.focus();
else if (house.matches(".wall")) house.focus();
if (told.querySelector(".hint")) told.replaceChildren(hint);
