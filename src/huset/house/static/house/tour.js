// The tour on the house's own page: a panel along the bottom edge, and a ring round what it tells
// of. All words and steps come from the page; without this script the tour is a page of its own.

const source = document.querySelector("template[data-tour]");
const invitation = document.querySelector("[data-tour-invitation]");
const root = document.documentElement;
const AIR = 12; // pixels between what is shown and the edges
let tour = null;

function shown(step) {
  const all = step.dataset.targets.split("|").map((selector) => document.querySelector(selector));
  return all.find((target) => target && target.checkVisibility() && target.getClientRects().length);
}

function covered(target) {
  const bar = document.querySelector(".context-bar");
  const sticks = bar && getComputedStyle(bar).position === "sticky" && !bar.contains(target);
  return sticks && !document.querySelector(".masthead").contains(target) ? bar.offsetHeight : 0;
}

// What is shown always stands above the panel: in the middle of the room that is left, or, when it
// is higher than that, from its top.
function bring(target) {
  const box = target.getBoundingClientRect();
  const top = covered(target);
  const room = window.innerHeight - tour.panel.offsetHeight - top;
  const free = Math.max(AIR, (room - box.height) / 2);
  window.scrollBy({ top: box.top - top - free });
}

function place() {
  const { target, ring, panel } = tour;
  root.style.setProperty("--tour-room", `${panel.offsetHeight}px`);
  ring.hidden = !target;
  if (!target) return;
  const box = target.getBoundingClientRect();
  const left = Math.max(2, box.left - 6);
  const top = box.top - 6;
  const right = Math.min(root.clientWidth - 2, box.right + 6);
  const bottom = Math.min(panel.getBoundingClientRect().top - 6, box.bottom + 6);
  const grown = { left, top, width: right - left, height: Math.max(0, bottom - top) };
  for (const [name, size] of Object.entries(grown)) ring.style.setProperty(name, `${size}px`);
}

function go(number) {
  const { steps, panel } = tour;
  tour.number = number;
  steps.forEach((step, at) => { step.hidden = at !== number; });
  const title = steps[number].querySelector("h2");
  panel.setAttribute("aria-labelledby", title.id);
  panel.scrollTop = 0;
  tour.back.disabled = number === 0;
  tour.next.textContent = number === steps.length - 1 ? tour.next.dataset.last : tour.words;
  tour.skip.hidden = number === steps.length - 1;
  tour.target = shown(steps[number]);
  place();
  if (tour.target) bring(tour.target);
  place();
  title.focus({ preventScroll: true });
}

function begin() {
  if (tour) return;
  const panel = source.content.firstElementChild.cloneNode(true);
  const ring = document.createElement("div");
  ring.className = "tour-ring no-print";
  const next = panel.querySelector("[data-tour-next]");
  tour = {
    panel, ring, next,
    words: next.textContent,
    back: panel.querySelector("[data-tour-back]"),
    skip: panel.querySelector("[data-tour-end]"),
    steps: [...panel.querySelectorAll(".tour-step")],
    number: 0,
    target: null,
  };
  panel.addEventListener("click", clicked);
  root.classList.add("touring");
  document.body.append(ring, panel);
  for (const kind of ["scroll", "resize"]) window.addEventListener(kind, place, { passive: true });
  document.addEventListener("keydown", pressed);
  go(0);
}

function clicked(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (button === tour.back) go(tour.number - 1);
  else if (button === tour.next && tour.number < tour.steps.length - 1) go(tour.number + 1);
  else end();
}

function pressed(event) {
  if (event.key === "Escape") end();
}

function end() {
  for (const kind of ["scroll", "resize"]) window.removeEventListener(kind, place);
  document.removeEventListener("keydown", pressed);
  tour.panel.remove();
  tour.ring.remove();
  tour = null;
  root.classList.remove("touring");
  root.style.removeProperty("--tour-room");
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  putAway();
}

// Offered once: whoever has been shown round, or does not want to be, is not asked again.
async function putAway() {
  const form = document.querySelector("[data-tour-dismiss]");
  invitation?.remove();
  document.getElementById("innehall").focus({ preventScroll: true });
  if (!form) return;
  const said = new FormData(form);
  said.set("quiet", "1");
  try {
    await fetch(form.action, { method: "POST", body: said });
  } catch {
    // Not heard: it is offered again next time.
  }
}

document.querySelector("[data-tour-start]")?.addEventListener("click", (event) => {
  event.preventDefault();
  begin();
});
document.querySelector("[data-tour-dismiss]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  putAway();
});
window.addEventListener("hashchange", () => { if (location.hash === "#rundtur") begin(); });
if (location.hash === "#rundtur") begin();
