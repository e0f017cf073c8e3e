// Makes a long list of boxes searchable and counts what is ticked; without it the list is whole.
const search = document.querySelector(".pick-search");
const form = search?.closest("form");

function count() {
  for (const law of form.querySelectorAll(".pick-law")) {
    const ticked = law.querySelectorAll("input:checked").length;
    const told = law.querySelector("[data-counted]");
    if (told) told.textContent = `${ticked} valda`;
  }
}

function filter() {
  const words = search.querySelector("input").value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const label of form.querySelectorAll(".pick > label")) {
    const text = label.textContent.toLocaleLowerCase("sv");
    const heading = label.parentElement.querySelector("legend").textContent.toLocaleLowerCase("sv");
    label.hidden = !words.every((word) => text.includes(word) || heading.includes(word));
    if (!label.hidden) shown += 1;
  }
  for (const group of form.querySelectorAll(".pick, details")) {
    group.hidden = words.length > 0 && !group.querySelector("label:not([hidden])");
    if (words.length && !group.hidden && group.matches("details")) group.open = true;
  }
  search.querySelector("#traffar").textContent = words.length ? `${shown} att välja bland.` : "";
}

if (form) {
  search.hidden = false;
  search.addEventListener("input", filter);
  form.addEventListener("change", count);
  search.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
