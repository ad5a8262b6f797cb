// Keys, the call form's fold and the mark on the open call. The page works without it; nothing here writes HTML.
"use strict";

const wide = window.matchMedia("(min-width: 900px)");
const rows = () => [...document.querySelectorAll("[data-call]")];
const card = () => document.querySelector("#card [data-open]");
const marked = () => rows().find((row) => row.getAttribute("aria-current") === "true");

// The card that can be seen: on a phone the first card waits behind the list.
function openCard() {
  const found = card();
  return found && found.offsetParent !== null ? found : null;
}

function mark(row) {
  for (const other of rows()) other.removeAttribute("aria-current");
  if (row) row.setAttribute("aria-current", "true");
}

function markOpened() {
  const found = openCard();
  mark(found ? rows().find((row) => row.dataset.call === found.dataset.open) : null);
}

function move(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(marked());
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  mark(next);
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (wide.matches) next.click();
}

// Only what is marked may be acted on: a card that is still loading is not the one that was meant.
function meant() {
  const found = openCard();
  const row = marked();
  return found && (!row || row.dataset.call === found.dataset.open) ? found : null;
}

function foldForm(found, open) {
  const form = found && found.querySelector("#call-form");
  if (!form) return;
  const shown = form.classList.toggle("open", open);
  if (shown) form.querySelector("input, textarea").focus();
  else found.querySelector("[data-form]").focus();
}

function act(key) {
  meant()?.querySelector(`[data-act="${key}"] button`)?.click();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  c: () => foldForm(meant()),
  v: () => act("v"),
  s: () => act("s"),
  d: () => act("d"),
  "/": () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("help").showModal(),
};

function escape(event) {
  const form = document.querySelector("#call-form.open");
  if (document.getElementById("help").open) return;
  if (form) return foldForm(card(), false);
  if (event.target.matches("input, textarea, select")) return event.target.blur();
  if (!wide.matches && openCard()) document.querySelector(".back").click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return escape(event);
  if (event.target.matches("input, textarea, select") || document.getElementById("help").open) return;
  if (!(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-form], [data-help], [data-close]");
  if (!target) return;
  if ("form" in target.dataset) foldForm(target.closest("[data-open]"));
  if ("help" in target.dataset) document.getElementById("help").showModal();
  if ("close" in target.dataset) target.closest(".toast").remove();
});

// What was typed into the call form is not thrown away by opening another card, nor by opening the same one again.
function typed() {
  const fields = document.querySelectorAll("#call-form.open textarea, #call-form.open input:not([type=radio])");
  return [...fields].some((field) => field.value !== field.defaultValue);
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  if (target.id !== "card" || elt.id === "call-form") return;
  const same = elt.dataset.call && elt.dataset.call === openCard()?.dataset.open;
  if (same || (typed() && !window.confirm("Leave without saving what you noted?"))) {
    event.preventDefault();
    markOpened();
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  markOpened();
  if (event.detail.target.id !== "card") return;
  document.getElementById("card").scrollTop = 0;
  if (!wide.matches) window.scrollTo(0, 0);
});

// A server that is gone is said in place, not left to the console.
document.addEventListener("htmx:sendError", () => {
  const said = document.getElementById("said");
  const words = document.createElement("div");
  words.className = "toast bad";
  words.textContent = "The page's server does not answer. Start it again: callnow page";
  said.replaceChildren(words);
});

markOpened();
