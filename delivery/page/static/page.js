// Keys, copying, the call form's fold and the mark on the open call. The page works without it; nothing here writes HTML.
"use strict";

const wide = window.matchMedia("(min-width: 900px)");
const pane = document.getElementById("card");
const rows = () => [...document.querySelectorAll("[data-call]")];
const card = () => pane?.querySelector("[data-open]");
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

const rowOf = (found) => rows().find((row) => row.dataset.call === found?.dataset.open);

// The row of the card that is open, or of the one that is loading.
function markOpened() {
  if (coming?.path) mark(rowTo(coming.path));
  else mark(openCard() ? rowOf(openCard()) : null);
}

// After a click the next call is open, which on a phone waits behind the list: its row is shown, and takes the focus.
function goOn() {
  const next = rowOf(card());
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  if (document.activeElement === document.body || !document.activeElement) next.focus({ preventScroll: true });
}

// What is said to whoever looks and whoever listens.
function tell(words, bad) {
  const toast = document.createElement("div");
  toast.className = bad ? "toast bad" : "toast";
  toast.textContent = words;
  document.getElementById("said").replaceChildren(toast);
  linger();
}

// Good news goes after a while, and when a note or another click begins: Undo would take back what is not meant any more.
const LINGERS = 20_000;
let lingers = 0;

function hush() {
  for (const toast of document.querySelectorAll("#said .toast:not(.bad, :hover, :focus-within)")) toast.hidden = true;
}

function linger() {
  clearTimeout(lingers);
  lingers = setTimeout(hush, LINGERS);
}

const answers = () => document.querySelector("#said [data-outage]")?.remove();

const COPIED = { number: "Number copied", opener: "Opener copied", voicemail: "Voicemail copied", link: "Link copied" };

async function copy(button) {
  if (!button) return;
  const { copy: what, words } = button.dataset;
  const text = what === "link" ? new URL(words, location.href).href : words;
  try {
    await navigator.clipboard.writeText(text);
    tell(`${COPIED[what]}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`);
  } catch {
    tell("Your browser does not let this page copy. Mark the words and copy them.", true);
  }
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

// Only what is marked may be acted on: while another card is loading, the one that is still shown is not meant.
function meant() {
  const found = openCard();
  const row = marked();
  return found && !pane.inert && (!row || row.dataset.call === found.dataset.open) ? found : null;
}

function foldForm(found, open) {
  const form = found && found.querySelector("#call-form");
  if (!form) return;
  const shown = form.classList.toggle("open", open);
  if (shown) hush();
  if (shown) form.querySelector("input:not([type=hidden]), textarea").focus();
  else found.querySelector("[data-form]").focus();
}

function act(key) {
  meant()?.querySelector(`[data-act~="${key}"] button`)?.click();
}

function copies(what) {
  const found = meant();
  const button = found?.querySelector(`[data-copy="${what}"]`);
  if (found && !button) tell(`Nothing to copy: there is no ${what} on this card.`, true);
  copy(button);
}

const keys = {
  ...Object.fromEntries([..."eavlswd"].map((key) => [key, () => act(key)])),
  j: () => move(1),
  k: () => move(-1),
  c: () => foldForm(meant()),
  n: () => copies("number"),
  o: () => copies("opener"),
  u: () => document.querySelector("#said .toast:not([hidden]) [data-undo]")?.click(),
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
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return escape(event);
  if (event.target.matches("input, textarea, select") || document.getElementById("help").open) return;
  if (!(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-form], [data-help], [data-close], [data-copy]");
  if (!target) return;
  if ("form" in target.dataset) foldForm(target.closest("[data-open]"));
  if ("help" in target.dataset) document.getElementById("help").showModal();
  if ("copy" in target.dataset) copy(target);
  if ("close" in target.dataset) target.closest(".toast").remove();
});

// What was typed and is not kept yet, also into a form that is folded, or that was refused and came back as it was.
function isChanged(field) {
  if (field.matches("[type=checkbox]")) return field.checked !== field.defaultChecked;
  if (!field.matches("select")) return field.value !== field.defaultValue;
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
}

// In all forms, but for the one that is being sent.
function typed(sent) {
  const forms = [...document.querySelectorAll("[data-ask]")].filter((form) => form !== sent);
  const fields = forms.flatMap((form) => [...form.querySelectorAll("textarea, select, input:not([type=radio])")]);
  return forms.some((form) => "refused" in form.dataset) || fields.some(isChanged);
}

// A form that the browser itself sends leaves the page on purpose; a number that is dialled does not leave it.
let leaves = false;
document.addEventListener("submit", (event) => {
  leaves = !event.defaultPrevented && !typed(event.target);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest('a[href^="tel:"]')) return;
  leaves = true;
  setTimeout(() => { leaves = false; }, 1000);
});
window.addEventListener("beforeunload", (event) => {
  if (!leaves && typed()) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  leaves = false;
  comeBack();
  if (typed()) card()?.querySelector("#call-form")?.classList.add("open"); // words that the browser brought back
});

// What is under way that changes the card, and what was asked for while a click was on its way.
let coming = null;
let next = "";
const rowTo = (path) => rows().find((row) => row.getAttribute("hx-get") === path);

// On a phone the card takes the place of the list: whoever comes back finds the row, on the list as it was searched.
const OPENED = "callnow.opened";

function comeBack() {
  if (wide.matches || openCard()) return;
  rowTo(sessionStorage.getItem(OPENED))?.scrollIntoView({ block: "center" });
  sessionStorage.removeItem(OPENED);
}

document.addEventListener("click", (event) => {
  const back = event.target.closest("a.back");
  if (back) back.href = `/${location.search}`;
});

// The calls above one that was chosen by hand were passed over: an answer leads to them last. So does one that leaves
// its call on the list. What an answer opens was not chosen; on a phone it is, once its row is pressed.
let passed = [];
let worked = "";

function passOver(row) {
  if (row) passed = rows().slice(0, rows().indexOf(row)).map((above) => above.dataset.call);
}

// An answer leads on to the rest of its block, then to the first of the list.
function nextCalls(open) {
  const row = rowOf(open);
  const block = [...(row?.closest(".block")?.querySelectorAll("[data-call]") ?? [])];
  const waiting = [...block.slice(block.indexOf(row) + 1), ...rows()].map((one) => one.dataset.call);
  return waiting.filter((id) => id !== open?.dataset.open && !passed.includes(id)).slice(0, 20);
}

function wait(xhr, { verb, path, elt }) {
  const posts = verb === "post";
  if (posts) hush();
  else if (rowTo(path) !== rowOf(card())) passOver(rowTo(path));
  worked = posts && pane.contains(elt) ? card().dataset.open : "";
  if (rowTo(path) && !wide.matches) {
    sessionStorage.setItem(OPENED, path);
    history.scrollRestoration = "manual"; // the browser would go to the top, where the card began
  }
  const row = posts ? marked()?.getAttribute("hx-get") : path;
  coming = { xhr, posts, path: row, chosen: elt !== document.body, held: document.activeElement };
  pane.inert = true;
  pane.setAttribute("aria-busy", "true");
  markOpened();
}

function waitNoMore() {
  const { held } = coming;
  coming = null;
  pane.inert = false;
  pane.removeAttribute("aria-busy");
  if (document.activeElement === document.body && held.isConnected) held.focus();
  markOpened();
  const asked = [...document.querySelectorAll("[hx-get]")].find((one) => one.getAttribute("hx-get") === next);
  next = "";
  asked?.click();
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target, xhr, requestConfig } = event.detail;
  const sent = [elt, ...(elt.form?.elements ?? [])]; // of which the one that is too long says so itself
  if (elt.validity?.valid === false || sent.some((field) => field.validity?.customError)) event.preventDefault();
  if (target.id !== "card") return;
  if (coming?.posts) {
    event.preventDefault(); // its answer brings a card, after which this one is asked for
    next = requestConfig.path;
    return;
  }
  const same = elt.dataset.call && elt.dataset.call === openCard()?.dataset.open;
  const lost = () => elt.id !== "call-form" && typed() && !window.confirm("Leave without saving what you noted?");
  if (!coming && (same || lost())) {
    event.preventDefault();
    return markOpened();
  }
  wait(xhr, requestConfig);
});

// Of several cards asked for one after the other the last is shown, whichever answer comes last.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, requestConfig } = event.detail;
  if (target.id === "card" && requestConfig.verb === "get" && xhr !== coming?.xhr) event.detail.shouldSwap = false;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (coming && event.detail.xhr === coming.xhr) waitNoMore(); // without an answer: with one the card has settled
});

// The calls that come next travel along with a click, so that its answer opens the first of them that waits still.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "post" && rows().length) event.detail.headers["X-Next-Calls"] = nextCalls(card()).join(" ");
});

// Who is searched for is who is open beside the list: the card of a call that is not on it any more would be acted on.
// Whoever was clicked before the search was answered stays open.
function openFirstHit() {
  const found = card();
  const hits = [...document.querySelectorAll("#calls [data-call], #calls .people a")];
  const listed = hits.some((hit) => [found?.dataset.open, found?.dataset.person].includes(hit.dataset.call ?? hit.dataset.person));
  if (!wide.matches || coming?.chosen || listed || typed()) return;
  const [hit] = hits;
  if (hit) htmx.ajax("GET", hit.getAttribute("hx-get"), "#card");
  else pane.replaceChildren();
}

document.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig: asked, target, xhr } = event.detail;
  answers();
  if (coming && xhr === coming.xhr) waitNoMore();
  else markOpened();
  if (asked?.elt.id === "filters") openFirstHit();
  if (asked?.verb === "post") linger();
  if (target.id === "call-form") document.querySelector("#call-form [aria-invalid]")?.focus();
  if (target.id !== "card") return;
  pane.scrollTop = 0;
  if (asked?.verb === "post") {
    if (rows().some((row) => row.dataset.call === worked)) passed.push(worked);
    return goOn();
  }
  if (asked?.triggeringEvent?.isTrusted) document.getElementById("who")?.focus({ preventScroll: true });
  if (!wide.matches) window.scrollTo(0, 0);
});

// A field says that it is too long, where a browser would cut off in silence what is pasted.
document.addEventListener("focusin", ({ target }) => {
  if (!(target.maxLength > 0)) return;
  target.dataset.longest = target.maxLength;
  target.removeAttribute("maxlength");
});

document.addEventListener("input", ({ target }) => {
  const [many, longest] = [target.value?.length, Number(target.dataset.longest)];
  const over = longest && many > longest;
  if (longest) target.setCustomValidity(over ? `${many} characters, of which ${longest} can be kept: shorten it.` : "");
});

// A server that is gone is said in place, not left to the console, until it answers.
function tellOutage(words = "The page's server does not answer. Start it again: callnow page") {
  tell(words, true);
  document.querySelector("#said .toast").dataset.outage = "";
}

document.addEventListener("htmx:sendError", () => tellOutage());

// So is what it refuses with a page of its own, which htmx shows nobody: the key that is gone, what nobody foresaw.
document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
  const refusal = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const words = [...refusal.querySelectorAll("h1, p")].map((line) => line.textContent).join(" ");
  tellOutage(words || "The server could not do that. Reload the page to see what was kept, and try again.");
});

markOpened();
passOver(rowOf(openCard()));
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
