// ---- Problems, at the field or at the place in the text.

// Shows the problems, and returns those that have no place. A missing value is a problem only of a field that was visited,
// so is in `touched`; after an attempt to send, `touched.all` is set.
function showProblems(form, problems, touched) {
  for (const place of all("[data-problem]", form)) place.replaceChildren();
  for (const input of all("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
  const rest = [];
  for (const problem of problems) {
    const place = problem.place === "parameter" ? parameterPlace(form, problem.name) : bodyPlace(form, problem.name);
    const target = place && problemIn(place);
    if (!target) { rest.push(problem.message); continue; }
    const input = inputOf(target);
    const isMissing = /it is required|is missing/.test(problem.message);
    if (isMissing && !touched.all && !problem.line && !all("[data-leaf]", place).some((input) => touched.has(input))) continue;
    target.append(problem.line ? placed(input, problem) : element("span", { text: problem.message }));
    input?.setAttribute("aria-invalid", "true");
    for (let at = place.parentElement?.closest("details"); at && touched.all; at = at.parentElement.closest("details")) at.open = true;
  }
  return rest;
}

const problemIn = (place) => one(":scope > [data-problem], :scope > * > [data-problem]", place);

// A problem in a text: a button leads to its place.
function placed(text, { line, column, message }) {
  const go = element("button", {
    type: "button", class: "small", "data-act": "place", text: `line ${line}, column ${column}`,
    onclick: () => goTo(text, line, column),
  });
  return element("span", {}, go, ` ${message}`);
}

// Selects the word at a place in a text. Columns count characters, and a text area counts UTF-16.
function goTo(text, line, column) {
  const lines = text.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const start = before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  const word = /^(?:"(?:[^"\\\n]|\\.)*"?|[^\s,:[\]{}"]+|[^\n])/.exec(text.value.slice(start))?.[0] ?? "";
  text.focus();
  text.setSelectionRange(start, start + word.length);
  const height = parseFloat(getComputedStyle(text).lineHeight) || 20;
  text.scrollTop = Math.max(0, (line - 3) * height);
}

// The place of a parameter, or of a header of a part in the chosen media type.
function parameterPlace(form, name) {
  const places = [...all("[data-param]", form), ...all("[data-body]:not([hidden]) [data-header]", form)];
  return places.find((place) => place.dataset.named === name);
}

function bodyPlace(form, path) {
  const body = bodyOf(form);
  if (!body) return null;
  if (jsonOf(body)) return one("[data-json]", body);
  const places = all("[data-path]", body).filter(problemIn);
  const isAround = (around) => path === around || path.startsWith(`${around}.`) || path.startsWith(`${around}[`);
  const found = places.filter((place) => isAround(place.dataset.path));
  // The innermost.
  return found.sort((one, other) => other.dataset.path.length - one.dataset.path.length)[0] ?? body;
}
