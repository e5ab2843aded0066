// Editing a unit: one is active; its text saves itself, and what the server does not take stays in this browser.
import { forget, found, keep } from "./store.js";

const PAUSE = 1500; // milliseconds without a key after which a text is saved
const AGAIN = 5000; // after which a save that failed is tried again
const timers = new Map();

export const units = () => [...document.querySelectorAll(".unit")];
export const active = () => document.querySelector(".unit.active");
export const formOf = (unit) => unit?.querySelector("form.edit");
const boxOf = (unit) => unit.querySelector("form.edit textarea");
const fields = (form) => Object.fromEntries(new FormData(form));

export function isDirty(unit) {
  const box = boxOf(unit);
  return box.value !== (box.dataset.saved ?? box.defaultValue);
}

export function tell(unit, sentence, kind = "") {
  const status = unit.querySelector(".status");
  if (!status) return;
  // A change of the page for every letter would make every letter an undo of its own.
  if (status.textContent !== sentence) status.textContent = sentence;
  status.dataset.kind = kind;
}

export function activate(unit, focus = true) {
  const before = active();
  if (before && before !== unit) {
    if (formOf(before)) leave(before, false);
    before.classList.remove("active");
    before.removeAttribute("aria-current");
  }
  if (!unit) return;
  unit.classList.add("active");
  unit.setAttribute("aria-current", "true");
  if (focus) {
    unit.focus({ preventScroll: true });
    unit.scrollIntoView({ block: "nearest" });
  }
}

function show(unit) {
  formOf(unit).hidden = false;
  unit.classList.add("editing");
}

export function edit(unit) {
  activate(unit, false);
  show(unit);
  const box = boxOf(unit);
  fit(box);
  box.focus({ preventScroll: true });
  unit.scrollIntoView({ block: "nearest" });
}

export async function leave(unit, focus = true) {
  const saved = save(unit);
  if (!unit.querySelector(".conflict")) {
    formOf(unit).hidden = true;
    unit.classList.remove("editing");
  }
  if (focus) unit.focus({ preventScroll: true });
  if (await saved) begin(unit);
}

// The next editing of this unit begins with the text as it is saved now.
function begin(unit) {
  const form = formOf(unit);
  if (form && !unit.classList.contains("editing")) form.elements.began.value = form.elements.expected.value;
}

export function typed(unit) {
  const form = formOf(unit);
  fit(boxOf(unit));
  if (!isDirty(unit)) {
    tell(unit, "");
    forget(unit.dataset.unit);
    return;
  }
  keep(unit.dataset.unit, fields(form));
  tell(unit, "Not saved yet");
  later(unit, PAUSE);
}

function later(unit, pause) {
  clearTimeout(timers.get(unit.id));
  timers.set(unit.id, setTimeout(() => save(document.getElementById(unit.id)), pause));
}

// Resolves to whether the text is on the server.
export function save(unit) {
  clearTimeout(timers.get(unit.id));
  if (!isDirty(unit)) return Promise.resolve(true);
  if (unit.querySelector(".conflict")) return Promise.resolve(false);
  const form = formOf(unit);
  const sent = boxOf(unit).value;
  tell(unit, "Saving…");
  return new Promise((resolve) => {
    const done = (event) => {
      if (event.detail.elt !== form) return;
      form.removeEventListener("htmx:afterRequest", done);
      resolve(answered(document.getElementById(unit.id), sent, event.detail));
    };
    form.addEventListener("htmx:afterRequest", done);
    htmx.trigger(form, "save");
  });
}

function answered(unit, sent, detail) {
  const status = detail.xhr.status;
  if (detail.successful) {
    const box = boxOf(unit);
    box.dataset.saved = sent;
    if (box.value === sent) {
      forget(unit.dataset.unit);
      tell(unit, "Saved");
      return true;
    }
    typed(unit);
    return false;
  }
  if (status === 409) {
    tell(unit, "Not saved: changed by someone else", "bad");
    show(unit); // it does not take the place of what is being written elsewhere by now
    if (active() === unit) unit.querySelector(".conflict h3")?.focus();
  } else if (status === 422 || status === 400 || status === 413) {
    tell(unit, "Not saved: see the message", "bad");
  } else {
    const why = status === 403 ? "the server was started anew: open the address it printed" : "the server does not answer";
    tell(unit, `Not saved: ${why}. Your text is kept in this browser.`, "bad");
    later(unit, AGAIN);
  }
  return false;
}

export function keepMine(unit, theirs) {
  const form = formOf(unit);
  form.elements.expected.value = theirs;
  form.elements.began.value = theirs;
  unit.querySelector(".conflict").remove();
  boxOf(unit).dataset.saved = "\0"; // whatever was saved, this text is not what stands there
  boxOf(unit).focus();
  save(unit);
}

export function takeTheirs(unit, place) {
  forget(unit.dataset.unit);
  htmx.ajax("GET", place, { target: `#${unit.id}`, swap: "outerHTML" });
}

// Puts a text where the caret is, so that the browser's undo takes it back.
export function insert(unit, before, after = "") {
  if (formOf(unit).hidden) edit(unit);
  const box = boxOf(unit);
  box.focus();
  const chosen = box.value.slice(box.selectionStart, box.selectionEnd);
  const start = box.selectionStart;
  if (!document.execCommand("insertText", false, before + chosen + after)) {
    box.setRangeText(before + chosen + after, start, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (after && !chosen) box.setSelectionRange(start + before.length, start + before.length);
}

// Puts a word where the caret is, apart from the words beside it.
export function insertWord(unit, word) {
  if (formOf(unit).hidden) edit(unit);
  const { value, selectionStart, selectionEnd } = boxOf(unit);
  const space = (character) => (/[\p{L}\p{N}]/u.test(character) ? " " : "");
  insert(unit, space(value.charAt(selectionStart - 1)) + word + space(value.charAt(selectionEnd)));
}

export function replaceAll(unit, text) {
  if (formOf(unit).hidden) edit(unit);
  boxOf(unit).select();
  insert(unit, text.replace(/^$/, " "));
}

function fit(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.rows = Math.max(3, Math.ceil(box.value.length / 60));
}

export function restoreAll() {
  found((name, kept) => {
    const unit = document.getElementById(`unit-${name}`);
    if (!unit || !formOf(unit)) return false;
    const form = formOf(unit);
    if (kept.text === form.elements.text.value) {
      forget(name);
      return true;
    }
    for (const field of ["base", "began", "expected", "source"]) form.elements[field].value = kept[field];
    form.elements.text.value = kept.text;
    edit(unit);
    typed(unit);
    tell(unit, "Put back: text that had not reached the server");
    return true;
  });
}

// The browser goes away: what is not saved is sent, as far as it lets us; it is kept in any case.
export function goodbye() {
  for (const unit of units()) {
    const form = formOf(unit);
    if (!form || !isDirty(unit) || unit.querySelector(".conflict")) continue;
    keep(unit.dataset.unit, fields(form));
    const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" };
    const body = new URLSearchParams(fields(form));
    fetch(form.getAttribute("hx-post"), { method: "POST", keepalive: true, headers, body }).catch(() => {});
  }
}
