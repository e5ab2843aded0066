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

// Another tab may hold a text of the same unit: that one is not forgotten with this.
export function forget(unit) {
  localStorage.removeItem(`${prefix}${unit}:${tab}`);
}

// Hands out the newest text of each unit that no other tab is writing; from then on it is this tab's.
export function found(restore) {
  let later = false;
  const seen = new Set();
  for (const [key, fields] of entries()) {
    const unit = key.slice(prefix.length).split(":")[0];
    if (!key.endsWith(`:${tab}`) && Date.now() - fields.at < LIVE) later = true;
    else if (!seen.has(unit)) {
      seen.add(unit);
      if (restore(unit, fields) && !key.endsWith(`:${tab}`)) localStorage.removeItem(key);
    }
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
