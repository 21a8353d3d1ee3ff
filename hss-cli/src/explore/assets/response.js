// ---- Responses.

// The outcome of a call, on one line.
function summaryOf(outcome) {
  const read = outcome.read == null ? null : outcome.total == null ? `${outcome.read} items` : `${outcome.read} of ${outcome.total} items`;
  return [
    outcome.status && `status ${outcome.status}`,
    `${outcome.milliseconds} ms`,
    outcome.attempts > 1 && `${outcome.attempts} attempts`,
    outcome.request_id && `request id ${outcome.request_id}`,
    read,
  ].filter(Boolean).join(" · ");
}

// Shows an outcome. The rows of earlier pages, which `state` has, stay above those of the next one.
function showOutcome(place, outcome, state) {
  const hadFocus = place.contains(document.activeElement);
  place.hidden = false;
  const heading = element("h2", { tabindex: "-1", text: outcome.error ? "Error" : "Response" });
  const parts = [heading, element("p", { class: "summary", text: summaryOf(outcome) })];
  if (outcome.error) parts.push(element("p", { class: "error", text: outcome.error }));
  if (outcome.table) addTable(state, outcome.table);
  if (state.tables.length > 0) {
    parts.push(element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Items" }, ...state.tables));
  }
  if (outcome.table?.left_out) parts.push(element("p", { class: "quiet", text: `${outcome.table.left_out} more rows are not shown; the command line prints all of them.` }));
  if (outcome.record) parts.push(element("pre", { text: outcome.record, tabindex: "0", "aria-label": "Fields of the response" }));
  if (outcome.file) parts.push(...fileParts(outcome.file));
  if (outcome.next != null) {
    const buttons = state.readsAll
      ? [stop(state)]
      : [
        element("button", { type: "button", text: outcome.error ? "Try again" : "Next page", "data-act": "next", onclick: () => state.next(outcome.next, false) }),
        element("button", { type: "button", text: "All pages", "data-act": "all", onclick: () => state.next(outcome.next, true) }),
      ];
    parts.push(element("p", { class: "actions" }, ...buttons));
    if (outcome.total) parts.push(element("progress", { value: outcome.read, max: outcome.total, "aria-label": "Items read" }));
  } else if (outcome.is_end) {
    parts.push(element("p", { class: "quiet", text: "End of the listing." }));
  }
  if (outcome.json) {
    parts.push(element("details", { class: "raw" }, element("summary", { text: "JSON" }),
      element("pre", { text: outcome.json, tabindex: "0", "aria-label": "The response as JSON" })));
  }
  place.replaceChildren(...parts);
  // The pressed button was replaced: its successor gets the focus, or else the heading.
  if (hadFocus) (one("[data-act=stop], [data-act=next]", place) ?? heading).focus({ preventScroll: true });
}

const stop = (state) => element("button", { type: "button", text: "Stop", "data-act": "stop", onclick: () => { state.readsAll = false; } });

// Replaces the buttons that read on by "Stop".
function showStop(place, state) {
  const hadFocus = place.contains(document.activeElement);
  const button = stop(state);
  one(".actions", place)?.replaceChildren(button);
  if (hadFocus) button.focus();
}

function addTable(state, { columns, rows }) {
  if (!state.body || state.columns.join("\n") !== columns.join("\n")) {
    state.columns = columns;
    state.body = element("tbody");
    const head = element("tr", {}, ...columns.map((name) => element("th", { scope: "col", text: name })));
    state.tables.push(element("table", {}, element("thead", {}, head), state.body));
  }
  state.body.append(...rows.map((row) => element("tr", {}, ...row.map((text) => element("td", { text, title: text })))));
}

function fileParts(file) {
  const save = element("a", { href: `${root}file/${file.number}`, download: file.name, text: `Save ${file.name}` });
  const parts = [element("p", {}, save, ` ${file.size} bytes`)];
  if (file.text) parts.push(element("pre", { text: file.text, tabindex: "0", "aria-label": "The start of the file" }));
  return parts;
}
