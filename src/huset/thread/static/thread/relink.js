// A goal that is dragged onto what it should hang from opens the form where that is proposed.
const tree = document.querySelector("[data-relink]");
const holds = /^(goal|area|mission)-/;
let dragged = null;
let marked = null;

function target(event) {
  const onto = event.target.closest?.("li[data-key]");
  return dragged && onto && onto !== dragged && !dragged.contains(onto) && holds.test(onto.dataset.key) ? onto : null;
}

function mark(onto) {
  if (marked !== onto) {
    marked?.classList.remove("drop-here");
    onto?.classList.add("drop-here");
    marked = onto;
  }
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("li[draggable=true]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "link";
});
document.addEventListener("dragover", (event) => {
  const onto = target(event);
  mark(onto);
  if (onto) event.preventDefault();
});
document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
document.addEventListener("drop", (event) => {
  const onto = target(event);
  if (!onto) return;
  event.preventDefault();
  const url = new URL(tree.dataset.relink.replace("/0/", `/${dragged.dataset.key.split("-")[1]}/`), location.href);
  url.searchParams.set("under", onto.dataset.key);
  const from = dragged.parentElement.closest("li[data-key]");
  if (from) url.searchParams.set("fran", from.dataset.key);
  location.assign(url);
});
