// Sets the name that is chosen in the list into the comment; without it the name is typed.
const text = document.querySelector("textarea[data-comment]");

function insert(name) {
  const before = text.value.slice(0, text.selectionStart);
  const sign = before.endsWith("@") ? "" : /(^|\s)$/.test(before) ? "@" : " @";
  text.setRangeText(`${sign}${name} `, text.selectionStart, text.selectionEnd, "end");
  text.focus();
}

function choose(list) {
  if (list.value) insert(list.value);
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-mention]")) choose(document.querySelector("[data-people]"));
});
document.addEventListener("dblclick", ({ target }) => {
  if (target.closest("[data-people]")) choose(target.closest("select"));
});
document.addEventListener("keydown", (event) => {
  const list = event.target.closest("[data-people]");
  if (!list || event.key !== "Enter") return;
  event.preventDefault();
  choose(list);
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  for (const button of target.querySelectorAll("[data-mention]")) button.hidden = false;
});
