// Keys, clicks and what is linked with what. Every command is also a button: keys press it.
import * as editor from "./editor.js";

const letters = document.getElementById("letters");
const main = document.getElementById("main");

// --- Units ----------------------------------------------------------------------------------------------------------

function step(by) {
  const all = editor.units();
  const at = all.indexOf(editor.active());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) editor.activate(next);
  return next;
}

function needsYou(unit) {
  return unit.querySelector(".unit-head .state.initial, .unit-head .state.translated, .unit-head .error, .unit-head .badge");
}

function nextOpen() {
  const all = editor.units();
  const at = all.indexOf(editor.active());
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(needsYou);
  if (next) editor.activate(next);
  return next;
}

function press(unit, key) {
  const button = unit?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  htmx.process(button); // it may have come a moment ago
  button.click();
  return true;
}

async function approve(unit, thenEdit) {
  const all = editor.units();
  const next = all[all.indexOf(unit) + 1];
  if (!(await editor.save(unit))) return;
  if (thenEdit) editor.leave(unit, false);
  press(document.getElementById(unit.id), "a");
  if (next) (thenEdit ? editor.edit : editor.activate)(next);
}

function open(unit, selector) {
  const details = unit?.querySelector(selector);
  if (!details) return;
  details.open = true;
  details.querySelector("input:not([type=hidden]), textarea, button")?.focus();
}

// --- Keys -----------------------------------------------------------------------------------------------------------

const LETTERS = {
  j: () => step(1),
  k: () => step(-1),
  n: nextOpen,
  e: (unit) => unit && editor.edit(unit),
  Enter: (unit) => unit && editor.edit(unit),
  a: (unit) => unit && approve(unit, false),
  f: (unit) => press(unit, "f"),
  o: (unit) => press(unit, "o"),
  p: (unit) => press(unit, "p"),
  d: (unit) => press(unit, "d"),
  h: (unit) => press(unit, "h"),
  c: (unit) => open(unit, ".remark"),
  w: (unit) => open(unit, ".waive"),
  v: () => press(document, "v"),
  m: () => press(document, "m"),
  H: () => press(document, "H"),
  A: () => open(document, ".more"),
  g: () => location.assign("/"),
  "/": () => document.getElementById("search")?.focus(),
  "?": help,
};

function writes(target) {
  return target.matches("input:not([type=checkbox]), textarea, select");
}

document.addEventListener("keydown", (event) => {
  const unit = event.target.closest(".unit");
  if (event.target.matches("form.edit textarea")) return whileEditing(event, unit);
  if (event.key === "Escape") return stepBack(event.target, unit);
  if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target) || document.querySelector("dialog[open]")) return;
  const command = LETTERS[event.key];
  if (!command || (!letters.checked && event.key.length === 1)) return;
  if (event.key === "Enter" && event.target !== unit) return; // a button's own key
  event.preventDefault();
  command(editor.active());
});

// One step out: of a field, then of what was opened beside the text.
function stepBack(target, unit) {
  const side = document.getElementById("side");
  const panel = (unit ?? editor.active())?.querySelector(".panel");
  if (document.querySelector("dialog[open]")) return;
  if (writes(target) && side?.contains(target)) side.querySelector("h2")?.focus(); // leaving a field saves it
  else if (writes(target)) {
    target.closest("details")?.removeAttribute("open");
    (unit ?? editor.active())?.focus();
  } else if (side?.contains(target) || !panel?.hasChildNodes()) closeSide();
  else closePanel(panel);
}

function closeSide() {
  document.getElementById("side")?.replaceChildren();
  editor.active()?.focus();
}

function closePanel(panel) {
  panel.replaceChildren();
  panel.closest(".unit").focus();
}

function whileEditing(event, unit) {
  const ctrl = event.ctrlKey || event.metaKey;
  let command;
  if (event.key === "Escape") command = () => editor.leave(unit);
  else if (ctrl && event.key === "s") command = () => editor.save(unit);
  else if (ctrl && event.key === "Enter") command = () => approve(unit, true);
  else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp"))
    command = () => {
      const next = step(event.key === "ArrowDown" ? 1 : -1);
      if (next && next !== unit) editor.edit(next);
    };
  else if (event.altKey && /^Digit[1-9]$/.test(event.code))
    command = () => unit.querySelector(`[data-open^="{${event.code.slice(5)}}"], [data-open^="{${event.code.slice(5)}/"]`)?.click();
  if (!command) return;
  event.preventDefault();
  command();
}

function help() {
  document.getElementById("keys").showModal();
}

// --- Clicks ---------------------------------------------------------------------------------------------------------

const ACTIONS = {
  help,
  edit: (unit) => editor.edit(unit),
  tag: (unit, button) => editor.insert(unit, button.dataset.open, button.dataset.close),
  insert: (unit, button) => editor.insertWord(unit, button.dataset.insert),
  take: (unit, button) => editor.replaceAll(unit, button.dataset.text),
  dismiss: () => document.getElementById("message").replaceChildren(),
  "close-side": closeSide,
  "close-panel": (_, button) => closePanel(button.closest(".panel")),
  go: (_, link) => editor.activate(document.getElementById(`unit-${link.dataset.unit}`)),
  "keep-mine": (unit, button) => editor.keepMine(unit, button.dataset.theirs),
  "take-theirs": (unit, button) => editor.takeTheirs(unit, button.dataset.place),
};

document.addEventListener(
  "click",
  async (event) => {
    const button = event.target.closest("button");
    const unit = event.target.closest(".unit");
    // A decision is about the text that is seen: it is saved first.
    if (button?.closest(".actions") && /^[afo]$/.test(button.dataset.key) && editor.isDirty(unit)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const key = button.dataset.key;
      if (await editor.save(unit)) press(document.getElementById(unit.id), key);
      return;
    }
    if (unit && unit !== editor.active()) editor.activate(unit, false);
    const pressed = event.target.closest("[data-action]");
    ACTIONS[pressed?.dataset.action]?.(unit, pressed);
  },
  true,
);

document.addEventListener("dblclick", (event) => {
  const unit = event.target.closest(".unit .reading") && event.target.closest(".unit");
  if (unit) editor.edit(unit);
});

document.addEventListener("input", (event) => {
  if (!event.target.matches("form.edit textarea")) return;
  const unit = event.target.closest(".unit");
  if (!heard.has(unit.id)) heard.set(unit.id, findings(unit).join());
  editor.typed(unit);
});

// What the checks find is said when it changes, to who does not see it.
const heard = new Map();
const findings = (unit) => [...unit.querySelectorAll(".told .finding .sentence")].map((one) => one.textContent);

function say(unit) {
  const now = findings(unit);
  if (!heard.has(unit.id) || heard.get(unit.id) === now.join()) return;
  heard.set(unit.id, now.join());
  const count = `${now.length} ${now.length === 1 ? "finding" : "findings"}`;
  document.getElementById("spoken").textContent = now.length ? `${count}. ${now[0]}` : "Nothing found any more";
}

// --- What belongs together --------------------------------------------------------------------------------------------

function light(event) {
  const on = event.target.closest?.("[data-mark]");
  for (const lit of main.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!on) return;
  for (const one of on.closest(".unit").querySelectorAll(`[data-mark="${on.dataset.mark}"]`)) one.classList.add("lit");
}

for (const name of ["mouseover", "focusin"]) document.addEventListener(name, light);

document.addEventListener("focusin", (event) => {
  const unit = event.target.closest(".unit");
  if (unit && unit !== editor.active()) editor.activate(unit, false);
});

// --- Answers of the server --------------------------------------------------------------------------------------------

document.addEventListener("htmx:afterSettle", () => {
  const name = main.dataset.active;
  const unit = name && document.getElementById(name);
  if (unit && !unit.classList.contains("active")) editor.activate(unit, document.activeElement === document.body);
});

new MutationObserver(() => {
  const unit = editor.active();
  if (unit) main.dataset.active = unit.id;
}).observe(main, { subtree: true, attributes: true, attributeFilter: ["class"] });

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  document.getElementById("message").replaceChildren();
  const edited = event.target.closest("form.edit");
  if (edited) setTimeout(() => say(document.getElementById(edited.closest(".unit").id)), 50); // when it stands there
  if (event.detail.requestConfig.verb === "post" && !event.detail.pathInfo.requestPath.endsWith("/check")) refresh();
});

// What was looked up is read next: its heading takes the focus.
document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.target.matches("#side, .panel")) return;
  event.target.querySelector("h2, h3")?.focus({ preventScroll: event.target.id === "side" });
  if (event.target.id === "side") editor.active()?.scrollIntoView({ block: "nearest" }); // the page has become narrower
});

let waiting;
function refresh() {
  clearTimeout(waiting);
  waiting = setTimeout(() => document.getElementById("preview")?.contentWindow.location.reload(), 500);
}

// What takes a while says so, where its answer will stand.
const SOON = 400; // milliseconds within which an answer needs no announcement
document.addEventListener("htmx:beforeRequest", (event) => {
  const place = event.detail.target;
  if (!place.matches("#side, .panel")) return;
  const sentence = event.target.matches('[data-key="d"]') ? "Drafting, which may take a minute…" : "Looking…";
  const timer = setTimeout(() => {
    place.innerHTML = '<p class="quiet" role="status"></p>';
    place.firstChild.textContent = sentence;
  }, SOON);
  event.detail.xhr.addEventListener("loadend", () => {
    clearTimeout(timer);
    if (event.detail.xhr.status !== 200 && place.firstChild?.matches?.("p.quiet")) place.replaceChildren();
  });
});

for (const name of ["htmx:sendError", "htmx:timeout"])
  document.addEventListener(name, (event) => {
    if (event.target.closest("form.edit")) return; // says so itself
    document.getElementById("message").textContent = "The server does not answer. Start it again: workflow review";
  });

window.addEventListener("pagehide", editor.goodbye);

letters.checked = localStorage.getItem("workflow-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("workflow-letters", letters.checked ? "on" : "off"));

if (document.body.dataset.article) {
  editor.restoreAll();
  const wanted = document.getElementById(`unit-${location.hash.slice(1)}`) ?? editor.units().find(needsYou) ?? editor.units()[0];
  if (!editor.active() && wanted) editor.activate(wanted, !location.hash ? document.activeElement === document.body : true);
}
