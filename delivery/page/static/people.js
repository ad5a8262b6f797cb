// Ticks all people of a page at once. Without it each is ticked by itself.
"use strict";

function showTickAll() {
  for (const label of document.querySelectorAll("[data-people] [data-needs-script]")) label.hidden = false;
}

document.addEventListener("change", (event) => {
  const box = event.target;
  const form = box.closest("[data-people]");
  if (!form) return;
  const people = form.querySelectorAll('input[name="id"]');
  if (box.matches("[data-tick-all]")) for (const one of people) one.checked = box.checked;
  if (box.name === "id" && box.checked) form.querySelector(".bulk-people").open = true;
});

document.addEventListener("htmx:afterSettle", showTickAll);
showTickAll();
