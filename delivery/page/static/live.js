// The list kept up to date, its count in the tab, what is new since the last look, and notifications for who asks for them.
"use strict";

const SITTING = 15 * 60; // seconds away after which coming back is another look
const STALE = 60; // seconds unseen after which the list is asked for again at once
const list = () => document.getElementById("calls");
const now = () => Number(list()?.dataset.now);
const kept = (name) => JSON.parse(localStorage.getItem(`callnow.${name}`) ?? "null");
const keep = (name, value) => localStorage.setItem(`callnow.${name}`, JSON.stringify(value));

// When the look before this one ended, in the server's seconds. It is kept in the browser, and outlasts a restart.
function lastLook() {
  const look = kept("look") ?? { before: now(), until: now() };
  if (now() - look.until > SITTING) look.before = look.until;
  if (document.visibilityState === "visible") keep("look", { before: look.before, until: now() });
  return look.before;
}

function markNew() {
  const before = lastLook();
  let fresh = 0;
  for (const chip of document.querySelectorAll("[data-decided]")) {
    chip.hidden = Number(chip.dataset.decided) <= before;
    fresh += chip.hidden ? 0 : 1;
  }
  const count = document.querySelector("[data-fresh]");
  count.hidden = !fresh;
  count.textContent = `${fresh} new`;
}

// The number in the title and on the icon are the calls to make now; whoever was opened is named in it.
function showCount() {
  const calls = Number(list().dataset.urgent);
  const title = `${pane.querySelector(".card:not(.first) #who")?.textContent ?? "Calls"} · callnow`;
  document.title = calls ? `(${calls}) ${title}` : title;
  const icon = document.querySelector('link[rel="icon"]');
  const drawn = `/icon.svg?calls=${calls}`;
  if (icon.getAttribute("href") !== drawn) icon.setAttribute("href", drawn);
}

const asked = () => "Notification" in window && Notification.permission === "granted" && kept("notify") === true;

function showBell() {
  const bell = document.querySelector("[data-bell]");
  if (!bell) return;
  bell.hidden = !("Notification" in window) || Notification.permission === "denied";
  bell.setAttribute("aria-pressed", String(asked()));
}

async function ring() {
  if (asked()) keep("notify", false);
  else if ((await Notification.requestPermission()) === "granted") keep("notify", true);
  showBell();
}

const urgentIds = () => [...document.querySelectorAll(".row:not(.later) [data-call]")].map((row) => row.dataset.call);
let known = new Set(urgentIds());

// One notification a call, in however many tabs the list is open: the same tag is shown once.
function notifyNew() {
  const before = lastLook();
  for (const id of urgentIds()) {
    const row = document.querySelector(`[data-call="${CSS.escape(id)}"]`);
    const decided = Number(row.querySelector("[data-decided]").dataset.decided);
    if (known.has(id) || !asked() || decided <= before) continue;
    const block = row.closest(".block");
    const words = (row.querySelector(".why") ?? block?.querySelector(".why"))?.textContent ?? "";
    try {
      const shown = new Notification(`Call now: ${row.querySelector(".who").textContent}`, {
        body: words, tag: id, icon: "/static/icon-192.png",
      });
      shown.onclick = () => {
        window.focus();
        row.isConnected ? row.click() : location.assign(`/calls/${id}`);
      };
    } catch {
      return; // a phone's browser wants a service worker for this
    }
  }
  known = new Set([...known, ...urgentIds()]);
}

function listChanged() {
  if (!list()) return;
  notifyNew();
  markNew();
  showCount();
  showBell();
}

const onList = () => new Set(rows().map((row) => row.dataset.call));
let listed = onList();

// The open card of a call that was answered elsewhere is shown as it stands now, unless something was typed into it.
function renewCard() {
  const [open, before] = [openCard(), listed];
  listed = onList();
  const id = open?.dataset.open;
  if (!id || !before.has(id) || listed.has(id) || !open.querySelector("[data-act]") || typed()) return;
  htmx.ajax("GET", `/calls/${id}`, "#card");
}

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.requestConfig?.elt.id === "calls") renewCard();
  else listed = onList();
});

const askAgain = () => htmx.trigger(document.body, "calls-changed");

function hear(version) {
  answers();
  if (list() && list().dataset.version !== version) askAgain();
}

// One tab listens for all: a browser keeps few connections to a server, and each stream takes one.
const others = "BroadcastChannel" in window ? new BroadcastChannel("callnow.live") : null;
let stream = null;
let failures = 0;
const MANY = 3; // failures in a row, some seconds apart, after which it is no restart any more

// Who only looks is told, too, that the list stands still. What was refused is not tried again: the list says why.
function lose() {
  if (stream.readyState === EventSource.CLOSED) return askAgain();
  failures += 1;
  if (failures < MANY || document.querySelector("#said [data-outage]")) return;
  tellOutage();
  others?.postMessage("");
}

function listen() {
  stream?.close();
  stream = new EventSource("/live");
  stream.onopen = () => { failures = 0; };
  stream.onerror = lose;
  stream.addEventListener("calls", (event) => {
    hear(event.data);
    others?.postMessage(event.data);
  });
}

if (others) others.onmessage = (event) => (event.data ? hear(event.data) : tellOutage());
if (navigator.locks) {
  navigator.locks.request("callnow.live", () => {
    listen();
    return new Promise(() => {}); // until this tab is closed; then the next one listens
  });
} else listen();

let hiddenAt = 0;
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    hiddenAt = Date.now();
    return;
  }
  if (stream?.readyState === EventSource.CLOSED) listen(); // after a sleep it may have given up
  if (Date.now() - hiddenAt > STALE * 1000) askAgain();
  else if (list()) markNew();
});

// Clocks on the open card go on while somebody looks.
setInterval(() => {
  if (document.visibilityState === "visible") htmx.trigger(document.body, "minute");
}, 60_000);

document.addEventListener("htmx:load", (event) => {
  if (event.target.id === "calls") listChanged();
  else if (event.target.matches("[data-open]")) showCount();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-bell]")) ring();
});
listChanged();
