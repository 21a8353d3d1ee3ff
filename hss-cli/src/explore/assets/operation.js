// The explorer's script: search on the front page; check, send and read on the page of an operation.
// Text from the server goes into the page as text only (textContent, value), never as markup.
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

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing) {
    const find = one("[data-search], [data-find]");
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  }
});

// ---- The calls of this session, kept by the browser until its tab is closed.

const history = {
  read() {
    try { return JSON.parse(sessionStorage.getItem("calls")) ?? []; } catch { return []; }
  },
  add(call) {
    try { sessionStorage.setItem("calls", JSON.stringify([call, ...this.read()].slice(0, 50))); } catch { /* full */ }
  },
};

// ---- The front page.

function search(input) {
  const groups = all("section.group").map((section) => ({ section, items: [] }));
  const words = globalThis.operationWords ?? [];
  let index = 0;
  for (const group of groups) {
    for (const item of all("li", group.section)) {
      const link = one("a", item);
      const text = `${item.textContent} ${decodeURI(link.getAttribute("href"))} ${words[index] ?? ""}`;
      group.items.push({ item, link, text: text.toLowerCase() });
      index += 1;
    }
  }
  const found = one("[data-found]");
  const everything = found.textContent;
  const jumps = one("nav.groups");
  function show() {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let inside = 0;
      for (const { item, text } of group.items) {
        const fits = wanted.every((word) => text.includes(word));
        if (item.hidden === fits) item.hidden = !fits;
        if (fits) inside += 1;
      }
      if (group.section.hidden !== (inside === 0)) group.section.hidden = inside === 0;
      count += inside;
    }
    jumps.hidden = wanted.length > 0;
    one("[data-none]").hidden = count > 0;
    found.textContent = wanted.length === 0 ? everything : `${count} found`;
  }
  const shown = () => groups.flatMap((group) => group.items).filter(({ item }) => !item.hidden);
  input.addEventListener("input", () => {
    show();
    const address = new URL(location.href);
    if (input.value) address.searchParams.set("q", input.value); else address.searchParams.delete("q");
    globalThis.history.replaceState(null, "", address);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") shown()[0]?.link.click();
    if (event.key === "ArrowDown") { event.preventDefault(); shown()[0]?.link.focus(); }
    if (event.key === "Escape") { input.value = ""; show(); }
  });
  document.addEventListener("keydown", (event) => {
    const at = shown().findIndex(({ link }) => link === document.activeElement);
    if (at < 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? input : shown()[next]?.link)?.focus();
  });
  const asked = new URL(location.href).searchParams.get("q");
  if (asked) { input.value = asked; show(); }
  if (!location.hash && matchMedia("(hover: hover)").matches) input.focus();

  const calls = history.read();
  if (calls.length > 0) {
    const place = one("[data-history]");
    place.hidden = false;
    for (const call of calls) {
      one("ol", place).append(element("li", {},
        element("a", { href: call.href, text: call.operation }), ` ${call.outcome} `,
        element("span", { class: "quiet", text: call.time })));
    }
  }
}

// ---- The page of an operation: the form.

function collect(form) {
  const parameters = all("[data-param]", form).map((place) => [Number(place.dataset.param), texts(place)]);
  const given = { parameters: parameters.filter(([, list]) => list.length > 0) };
  const body = one("[data-body]", form);
  const json = body && one("[data-json]", body);
  if (json?.open && (one("[data-text]", json).value.trim() || !one("[data-inputs]", body))) {
    given.json = one("[data-text]", json).value;
  } else if (body) {
    const whole = one("[data-object]", body);
    const node = whole ? object(whole, "") : leaf(one("[data-leaf]", body));
    if (node) given.body = node;
  }
  return given;
}

function texts(place) {
  const input = one("[data-leaf]", place);
  if (!input) return [];
  const node = leaf(input);
  return node?.text ?? [];
}

function leaf(input) {
  switch (input?.dataset.leaf) {
    case "boxes": {
      const chosen = all("input:checked", input).map((box) => box.value);
      return chosen.length > 0 ? { text: chosen } : null;
    }
    case "lines": {
      const lines = input.value.split("\n").map((line) => line.trim()).filter(Boolean);
      return lines.length > 0 ? { text: lines } : null;
    }
    case "file":
      return input.dataset.file ? { file: Number(input.dataset.file) } : null;
    default:
      return input?.value ? { text: [input.value] } : null;
  }
}

// The places of an object's fields, not those inside of its fields.
const namesIn = (place) => all("[data-name]", place).filter((name) => name.parentElement.closest("[data-object]") === place);

function object(place, path) {
  const node = {};
  for (const named of namesIn(place)) {
    const name = named.dataset.name;
    named.dataset.path = path ? `${path}.${name}` : name;
    const inner = value(named, named.dataset.path);
    if (inner) node[name] = inner;
  }
  return Object.keys(node).length > 0 ? { object: node } : null;
}

function value(named, path) {
  const list = one(":scope > [data-list]", named);
  if (list) {
    const items = all(":scope > [data-items] > [data-item]", list);
    const nodes = items.map((item, index) => {
      item.dataset.path = `${path}[${index}]`;
      return object(one("[data-object]", item), item.dataset.path) ?? { object: {} };
    });
    return nodes.length > 0 ? { list: nodes } : null;
  }
  const inner = one(":scope > fieldset > [data-object]", named);
  return inner ? object(inner, path) : leaf(one("[data-leaf]", named));
}

let names = 0;

// Ties labels of help, problems and suggestions to inputs, which copies of a template need anew.
function tie(place) {
  for (const problem of all("[data-problem]", place)) {
    names += 1;
    problem.id = `problem-${names}`;
    const input = one("[data-leaf]", problem.parentElement);
    const hint = one(".hint", problem.parentElement);
    if (hint) hint.id = `hint-${names}`;
    if (input) input.setAttribute("aria-describedby", hint ? `${hint.id} ${problem.id}` : problem.id);
  }
  for (const input of all("[data-suggest]", place)) {
    names += 1;
    input.nextElementSibling.id = `values-${names}`;
    input.setAttribute("list", `values-${names}`);
  }
}

function showProblems(form, problems, touched) {
  for (const problem of all("[data-problem]", form)) problem.textContent = "";
  for (const input of all("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
  const rest = [];
  for (const { place, name, message } of problems) {
    const found = place === "parameter" ? parameterPlace(form, name) : bodyPlace(form, name);
    const target = found && one("[data-problem]", found);
    if (!target) { rest.push(message); continue; }
    const input = one("[data-leaf]", found);
    // Nobody wants to be told of a field that they have not come to yet.
    if (!touched.all && /it is required|is missing/.test(message) && input && !touched.has(input)) continue;
    target.textContent = target.textContent ? `${target.textContent}\n${message}` : message;
    input?.setAttribute("aria-invalid", "true");
    for (let at = found.parentElement?.closest("details"); at && touched.all; at = at.parentElement.closest("details")) at.open = true;
  }
  return rest;
}

function parameterPlace(form, name) {
  return all("[data-param]", form).find((place) => one(".heading code, legend code", place)?.textContent === name);
}

function bodyPlace(form, path) {
  const body = one("[data-body]", form);
  if (!body) return null;
  const json = one("[data-json]", body);
  if (json?.open && one("[data-text]", json).value.trim()) return body.matches("fieldset") ? { parentElement: null, querySelector: () => all("[data-problem]", body).at(-1) } : body;
  for (let at = path; at; at = at.replace(/(\[\d+\]|\.?[^.[\]]+)$/, "")) {
    const found = all("[data-path]", body).find((place) => place.dataset.path === at);
    if (found) return found;
  }
  return null;
}

async function ask(address, given) {
  const response = await fetch(root + address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(given),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

// ---- Links: parameters in the address, secrets never.

// The address has the token of this session as its first part, which stays with this browser.
const token = /^\/([0-9a-f]{32})\//.exec(location.pathname)?.[1];
if (token) try { localStorage.setItem("token", token); } catch { /* private */ }

function link(form) {
  const address = new URL(location.href);
  address.search = "";
  if (token) address.pathname = address.pathname.slice(token.length + 1);
  for (const place of all("[data-param]", form)) {
    if (one("[data-secret]", place)) continue;
    const name = one(".heading code, legend code", place).textContent;
    for (const text of texts(place)) address.searchParams.append(name, text);
  }
  const body = collect(form);
  if (!one("[data-body] [data-secret]", form)) {
    if (body.json) address.searchParams.set("body", body.json);
    else if (body.body) address.searchParams.set("fields", JSON.stringify(body.body));
  }
  return address;
}

function fillFromLink(form) {
  const asked = new URL(location.href).searchParams;
  for (const place of all("[data-param]", form)) {
    const name = one(".heading code, legend code", place).textContent;
    if (asked.has(name)) set(one("[data-leaf]", place), asked.getAll(name));
  }
  const body = one("[data-body]", form);
  if (body && asked.has("body") && one("[data-json]", body)) {
    one("[data-json]", body).open = true;
    one("[data-text]", body).value = asked.get("body");
  } else if (body && asked.has("fields")) {
    try { fillNode(one("[data-object]", body), JSON.parse(asked.get("fields"))); } catch { /* not one of ours */ }
  }
  for (const details of all("details.optional", form)) {
    if (all("[data-leaf]", details).some((input) => leaf(input))) details.open = true;
  }
}

function fillNode(place, node) {
  for (const named of namesIn(place)) {
    const inner = node?.object?.[named.dataset.name];
    if (!inner) continue;
    const list = one(":scope > [data-list]", named);
    const nested = one(":scope > fieldset > [data-object]", named);
    if (list) for (const item of inner.list ?? []) fillNode(one("[data-object]", addItem(list)), item);
    else if (nested) fillNode(nested, inner);
    else if (inner.text) set(one("[data-leaf]", named), inner.text);
  }
}

function set(input, list) {
  if (!input) return;
  if (input.dataset.leaf === "boxes") for (const box of all("input", input)) box.checked = list.includes(box.value);
  else if (input.dataset.leaf === "lines") input.value = list.join("\n");
  else if (input.dataset.leaf === "text") input.value = list.at(-1) ?? "";
}

function addItem(list) {
  const copy = one(":scope > template", list).content.firstElementChild.cloneNode(true);
  one(":scope > [data-items]", list).append(copy);
  tie(copy);
  return copy;
}

// ---- Samples as tabs.

function tabs(section) {
  const parts = all("details", section);
  const bar = element("div", { role: "tablist", class: "tabs" });
  const choose = (wanted) => {
    for (const part of parts) {
      const is = part === wanted;
      part.hidden = !is;
      part.open = true;
      part.tab.setAttribute("aria-selected", String(is));
      part.tab.tabIndex = is ? 0 : -1;
    }
    try { localStorage.setItem("language", wanted.dataset.language); } catch { /* private */ }
  };
  parts.forEach((part, index) => {
    names += 1;
    part.id = `sample-${names}`;
    one("summary", part).hidden = true;
    part.setAttribute("role", "tabpanel");
    part.tab = element("button", {
      type: "button", role: "tab", "aria-controls": part.id, text: part.dataset.language, title: one("summary", part).textContent,
      onclick: () => choose(part),
      onkeydown: (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = parts[(index + step + parts.length) % parts.length];
        choose(next);
        next.tab.focus();
      },
    });
    bar.append(part.tab);
  });
  const copy = element("button", { type: "button", class: "small", text: "Copy", "data-act": "copy" });
  copy.addEventListener("click", () => put(one("pre", parts.find((part) => !part.hidden)).textContent, copy));
  bar.append(copy);
  section.insertBefore(bar, parts[0]);
  let kept = null;
  try { kept = localStorage.getItem("language"); } catch { /* private */ }
  choose(parts.find((part) => part.dataset.language === kept) ?? parts.find((part) => part.dataset.language === "rust") ?? parts[0]);
}

async function put(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed";
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

// ---- Responses.

function response(place, outcome, state) {
  place.hidden = false;
  const facts = [
    outcome.status && `status ${outcome.status}`,
    `${outcome.milliseconds} ms`,
    outcome.attempts > 1 && `${outcome.attempts} attempts`,
    outcome.request_id && `request id ${outcome.request_id}`,
    outcome.read != null && (outcome.total != null ? `${outcome.read} of ${outcome.total} items` : `${outcome.read} items`),
  ].filter(Boolean);
  const parts = [element("h2", { text: outcome.error ? "Error" : "Response" }), element("p", { class: "facts", text: facts.join(" · ") })];
  if (outcome.error) parts.push(element("p", { class: "error", role: "alert", text: outcome.error }));
  if (outcome.table) {
    if (state.body && state.columns.join() === outcome.table.columns.join()) {
      addRows(state.body, outcome.table.rows);
    } else {
      state.columns = outcome.table.columns;
      state.body = element("tbody");
      addRows(state.body, outcome.table.rows);
      const head = element("tr", {}, ...state.columns.map((name) => element("th", { scope: "col", text: name })));
      state.tables.push(element("table", {}, element("thead", {}, head), state.body));
    }
  }
  if (state.tables.length > 0) parts.push(element("div", { class: "wide", tabindex: "0" }, ...state.tables));
  if (outcome.record) parts.push(element("pre", { text: outcome.record, tabindex: "0" }));
  if (outcome.file) {
    parts.push(element("p", {}, element("a", {
      href: `${root}file/${outcome.file.number}`, download: `${state.operation}.bin`, text: `Save the file (${outcome.file.size} bytes)`,
    })));
    if (outcome.file.text) parts.push(element("pre", { text: outcome.file.text, tabindex: "0" }));
  }
  if (outcome.next != null) {
    parts.push(element("p", { class: "actions" },
      element("button", { type: "button", text: "Next page", "data-act": "next", onclick: () => state.next(outcome.next, false) }),
      element("button", { type: "button", text: "All pages", "data-act": "all", onclick: () => state.next(outcome.next, true) })));
    if (outcome.total) parts.push(element("progress", { value: outcome.read, max: outcome.total, "aria-label": "items read" }));
  } else if (outcome.is_end) {
    parts.push(element("p", { class: "quiet", text: "That is all." }));
  }
  if (outcome.json) {
    parts.push(element("details", { class: "raw" }, element("summary", { text: "JSON" }), element("pre", { text: outcome.json, tabindex: "0" })));
  }
  place.replaceChildren(...parts);
}

function addRows(body, rows) {
  body.append(...rows.map((row) => element("tr", {}, ...row.map((text) => element("td", { text })))));
}

// ---- The page of an operation: from typing to the response.

function operation(article) {
  const form = one("form.call", article);
  const sends = one("[data-response]", article) !== null;
  const samples = one("[data-samples]", article);
  const status = one("[data-status]", article);
  const call = article.dataset.call;
  const touched = new Set();
  tie(form);
  if (samples) tabs(samples);
  fillFromLink(form);
  if (!sends) return;

  let turn = 0;
  async function check() {
    turn += 1;
    const mine = turn;
    const answer = await ask(`check/${call}`, collect(form)).catch((error) => ({ problems: [], request: String(error.message ?? error), samples: [] }));
    // A later key has asked again.
    if (mine !== turn) return answer;
    const rest = showProblems(form, answer.problems, touched);
    status.textContent = rest.join("\n");
    one("[data-request]", article).textContent = answer.request;
    for (const { language, text } of answer.samples) {
      const part = all("details", samples).find((known) => known.dataset.language === language);
      if (part) one("pre", part).textContent = text;
    }
    return answer;
  }
  let timer = 0;
  form.addEventListener("input", (event) => {
    touched.add(event.target.closest("[data-leaf]") ?? event.target);
    clearTimeout(timer);
    timer = setTimeout(check, 80);
  });
  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.dataset.leaf === "file") {
      delete input.dataset.file;
      const file = input.files[0];
      if (!file) return;
      status.textContent = "Reading the file…";
      const sent = await fetch(`${root}upload?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
      status.textContent = sent.ok ? "" : await sent.text();
      if (sent.ok) input.dataset.file = await sent.text();
      check();
    }
  });
  form.addEventListener("focusout", (event) => {
    const input = event.target.closest("[data-leaf]");
    if (input) touched.add(input);
  });
  form.addEventListener("toggle", check, true);
  form.addEventListener("reset", () => setTimeout(() => {
    touched.clear();
    touched.all = false;
    for (const items of all("[data-items]", form)) items.replaceChildren();
    for (const input of all("[data-file]", form)) delete input.dataset.file;
    check();
  }));
  form.addEventListener("click", (event) => {
    const act = event.target.dataset.act;
    if (act === "add") addItem(event.target.closest("[data-list]")).querySelector("input, select, textarea")?.focus();
    else if (act === "remove") event.target.closest("[data-item]").remove();
    else if (act === "link") { put(link(form).href, event.target); return; } else return;
    check();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    touched.all = true;
    const button = one("button[type=submit]", form);
    button.disabled = true;
    status.textContent = "Sending…";
    const state = { tables: [], columns: [], body: null, operation: article.dataset.operation };
    const place = one("[data-response]", article);
    const show = (outcome) => response(place, outcome, state);
    const failed = (error) => ({ error: String(error.message ?? error), problems: [], attempts: 0, milliseconds: 0 });
    state.next = async (number, every) => {
      for (const button of all("[data-act]", place)) button.disabled = true;
      let stopped = false;
      one(".actions", place)?.append(element("button", { type: "button", text: "Stop", onclick: () => { stopped = true; } }));
      let outcome;
      do {
        outcome = await ask(`next/${number}`, {}).catch(failed);
        show(outcome);
        number = outcome.next;
        if (every && number != null) {
          for (const button of all("[data-act]", place)) button.disabled = true;
          one(".actions", place)?.append(element("button", { type: "button", text: "Stop", onclick: () => { stopped = true; } }));
        }
      } while (every && number != null && !stopped);
      if (stopped) for (const button of all("[data-act]", place)) button.disabled = false;
    };
    const outcome = await ask(`send/${call}`, collect(form)).catch(failed);
    const rest = showProblems(form, outcome.problems, touched);
    status.textContent = outcome.problems.length > 0 ? ["Nothing was sent: see the marked fields.", ...rest].join("\n") : "";
    if (outcome.problems.length === 0) {
      show(outcome);
      place.scrollIntoView({ block: "nearest" });
      history.add({
        href: link(form).href.slice(location.origin.length + 1),
        operation: state.operation, time: new Date().toLocaleTimeString(),
        outcome: outcome.status ? String(outcome.status) : "failed",
      });
    } else {
      one("[aria-invalid]", form)?.focus();
    }
    button.disabled = false;
  });
  check();
}

const input = one("[data-search]");
if (input) search(input);
const article = one("article[data-operation]");
if (article) operation(article);
const find = one("form.find");
if (find) {
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    const home = new URL(one("a.home").href);
    home.searchParams.set("q", one("input", find).value);
    location.href = home.href;
  });
}
