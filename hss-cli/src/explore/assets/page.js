// The explorer's script. Its files are joined into one, in the order of script.rs: a page that is opened as a file cannot
// load modules. Text from the server goes into the page as text only (textContent, value), never as
// markup.
"use strict";

const root = document.body.dataset.root;
const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
const one = (selector, from = document) => from.querySelector(selector);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") made.textContent = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// The browser's storage, of this tab or of all tabs. A browser may refuse either.
const kept = {
  get(storage, key) {
    try { return globalThis[storage].getItem(key); } catch { return null; }
  },
  set(storage, key, value) {
    try { globalThis[storage].setItem(key, value); } catch { /* refused or full */ }
  },
};

// The calls of this session, kept until the tab is closed.
const calls = {
  read() {
    try { return JSON.parse(kept.get("sessionStorage", "calls")) ?? []; } catch { return []; }
  },
  add(call) {
    kept.set("sessionStorage", "calls", JSON.stringify([call, ...this.read()].slice(0, 50)));
  },
};

// The first part of the address is the token of this session; links that are shared lack it, and find it here.
const token = /^\/([0-9a-f]{32})\//.exec(location.pathname)?.[1];
if (token) kept.set("localStorage", "token", token);

let names = 0;

// A new id for an element that another one refers to.
function newId(place, word) {
  names += 1;
  place.id = `${word}-${names}`;
  return place.id;
}

// Copies a text to the clipboard, and confirms it on the button.
async function copy(text, button) {
  const before = button.dataset.text ?? button.textContent;
  button.dataset.text = before;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied";
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

// Asks the process that serves this page.
async function ask(address, given, signal) {
  const response = await fetch(root + address, {
    method: "POST",
    signal,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function errorText(error) {
  if (error.name === "AbortError") return "Stopped. The service may have received the request.";
  return error instanceof TypeError ? "The explorer does not respond: its process may have ended." : String(error.message ?? error);
}
