// Buttons for passkeys show only where the browser has passkeys; a fault is told in words.
for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = !window.PublicKeyCredential;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const told of document.querySelectorAll("[data-passkey-fault]")) told.hidden = false;
});
