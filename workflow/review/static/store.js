// Text that is not on the server yet, kept in this browser: one entry for each unit and tab.
const body = document.body;
const prefix = `workflow:${body.dataset.desk}:${body.dataset.article}:`;
const tab = sessionStorage.getItem("workflow-tab") ?? String(Date.now()) + Math.random().toString(36).slice(2, 8);
sessionStorage.setItem("workflow-tab", tab);
const LIVE = 4000; // milliseconds after which another tab would have saved what it holds

export function keep(unit, fields) {
  try {
    localStorage.setItem(`${prefix}${unit}:${tab}`, JSON.stringify({ ...fields, at: Date.now() }));
  } catch {
    // No room, or none allowed: the server has all but the last moment.
  }
}

export function forget(unit) {
  for (const [key] of entries()) if (key.startsWith(`${prefix}${unit}:`)) localStorage.removeItem(key);
}

export function found(restore) {
  let later = false;
  for (const [key, fields] of entries()) {
    const mine = key.endsWith(`:${tab}`);
    if (!mine && Date.now() - fields.at < LIVE) later = true;
    else if (restore(key.slice(prefix.length).split(":")[0], fields)) localStorage.removeItem(key);
  }
  if (later) setTimeout(() => found(restore), LIVE);
}

function entries() {
  const all = [];
  for (let n = 0; n < localStorage.length; n++) {
    const key = localStorage.key(n);
    if (!key.startsWith(prefix)) continue;
    try {
      all.push([key, JSON.parse(localStorage.getItem(key))]);
    } catch {
      localStorage.removeItem(key);
    }
  }
  return all.sort((a, b) => b[1].at - a[1].at);
}
