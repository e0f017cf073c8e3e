// A choice in a list shows at once, so the button is not needed. A date is typed key by key and
// half of one is a date too, so a changed date brings the button back instead.
for (const form of document.querySelectorAll("form[data-autosubmit]")) {
  const button = form.querySelector("button");
  button.hidden = true;
  form.addEventListener("change", ({ target }) => {
    if (target.matches("select")) form.requestSubmit();
    else button.hidden = false;
  });
}
