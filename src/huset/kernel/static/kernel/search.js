// "/" leads to the search field, arrows walk between what was found, Escape closes the list.
// The key can be turned off, for those whom single keys take by surprise (WCAG 2.1.4).
const KEY = "sok-genvag";
const FOUND = ".few a, .hit-title a";
const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
const field = () => document.querySelector("[data-search] input[type=search]");
const list = (around) => around?.querySelector("[data-hits]") ?? document.querySelector("main [data-hits]");
const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const remember = (value) => { try { localStorage.setItem(KEY, value); } catch { /* for this page only */ } };

function walk(event, step) {
  const { target } = event;
  const around = target.closest(".search-field");
  const inField = target.matches("[data-search] input[type=search]");
  if (!inField && !target.closest("[data-hits] a")) return;
  const links = [...(list(around)?.querySelectorAll(FOUND) ?? [])];
  const next = links.indexOf(target) + step;
  if ((inField && step < 0) || next >= links.length) return;
  event.preventDefault();
  (links[next] ?? around?.querySelector("input[type=search]") ?? field()).focus();
}

function close(around) {
  around.querySelector("[data-hits]")?.replaceChildren();
}

function closeOthers({ target }) {
  for (const around of document.querySelectorAll(".search-field")) if (!around.contains(target)) close(around);
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (key === "/" && field() && !typing(target) && remembered() !== "av") {
    event.preventDefault();
    field().focus();
    field().select();
  } else if (key === "ArrowDown") walk(event, 1);
  else if (key === "ArrowUp") walk(event, -1);
  else if (key === "Escape" && target.closest(".search-field")) {
    const around = target.closest(".search-field");
    around.querySelector("input[type=search]").focus();
    close(around);
  }
});
document.addEventListener("focusin", closeOthers);
document.addEventListener("pointerdown", closeOthers);

for (const offered of document.querySelectorAll("[data-shortcut]")) {
  const box = offered.querySelector("input");
  box.checked = remembered() !== "av";
  box.addEventListener("change", () => remember(box.checked ? "på" : "av"));
  offered.hidden = false;
}
