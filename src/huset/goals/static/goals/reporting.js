// A column pasted from Excel fills the field and those below it; without this it is pasted as text.
const fields = [...document.querySelectorAll("input[data-paste]")];
const told = document.querySelector("[data-pasted]");

function fill(start, text) {
  const values = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t")[0].trim());
  const below = fields.slice(start, start + values.length);
  below.forEach((field, at) => {
    field.value = values[at];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const left = values.length - below.length;
  told.textContent = `${below.length} fält ifyllda.${left ? ` ${left} ${left === 1 ? "rad" : "rader"} fick inte plats.` : ""}`;
}

if (fields.length > 1) document.querySelector("[data-hint]").hidden = false;
fields.forEach((field, at) => {
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (!/[\n\t]/.test(text.trimEnd())) return;
    event.preventDefault();
    fill(at, text);
  });
});
