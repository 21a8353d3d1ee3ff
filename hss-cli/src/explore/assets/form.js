// ---- The form of an operation: what is filled in, and filling it in.

// What the form has, as the process reads it.
function collect(form, sharesOnly = false) {
  const places = all("[data-param]", form).filter((place) => !sharesOnly || !one("[data-secret]", place));
  const parameters = places.map((place) => [Number(place.dataset.param), leaf(one("[data-leaf]", place))?.text ?? []]);
  const given = { parameters: parameters.filter(([, list]) => list.length > 0) };
  const accept = one("[data-accept]", form);
  if (accept) given.accept = Number(accept.value);
  const body = bodyOf(form);
  if (!body) return given;
  given.media_type = Number(body.dataset.body);
  const json = jsonOf(body);
  if (json) {
    given.json = json.value;
    return given;
  }
  const inputs = one("[data-inputs]", body);
  const node = inputs && value(inputs, "", sharesOnly);
  if (node) given.body = node;
  // Headers of parts may be secrets.
  const headers = sharesOnly ? [] : all("[data-header]", body).filter((place) => one("[data-leaf]", place).value);
  if (headers.length > 0) {
    given.part_headers = headers.map((place) => [place.dataset.part, place.dataset.header, one("[data-leaf]", place).value]);
  }
  return given;
}

// The body in the chosen media type.
const bodyOf = (form) => one("[data-body]:not([hidden])", form);

// The text of a body that is typed as JSON, if it is.
function jsonOf(body) {
  const json = one("[data-json]", body);
  const text = json?.open && one("[data-text]", json);
  return text && (text.value.trim() || !one("[data-inputs]", body)) ? text : null;
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
      return input.files.length > 0 && input.dataset.sent ? { file: JSON.parse(input.dataset.sent)[0] } : null;
    case "files": {
      const sent = input.dataset.sent ? JSON.parse(input.dataset.sent) : [];
      return sent.length > 0 ? { list: sent.map((file) => ({ file })) } : null;
    }
    default:
      return input?.value ? { text: [input.value] } : null;
  }
}

// The places of an object's fields, not those inside of its fields.
const namesIn = (place) => all("[data-name]", place).filter((name) => name.parentElement.closest("[data-object]") === place);

function object(place, path, sharesOnly) {
  const node = {};
  for (const named of namesIn(place)) {
    const name = named.dataset.name;
    named.dataset.path = path ? `${path}.${name}` : name;
    const inner = value(named, named.dataset.path, sharesOnly);
    if (inner) node[name] = inner;
  }
  return Object.keys(node).length > 0 ? { object: node } : null;
}

const LIST = ":scope > [data-list]";
const OBJECT = ":scope > [data-object], :scope > fieldset > [data-object]";
const CHOSEN = ":scope > [data-choice]";
const UNION = ":scope > [data-union], :scope > fieldset > [data-union]";

function value(place, path, sharesOnly) {
  const list = one(LIST, place);
  if (list) {
    const items = all(":scope > [data-items] > [data-item]", list);
    const nodes = items.map((item, index) => {
      item.dataset.path = `${path}[${index}]`;
      return value(item, item.dataset.path, sharesOnly) ?? { text: [] };
    });
    return nodes.length > 0 ? { list: nodes } : null;
  }
  const union = one(UNION, place);
  if (union) {
    const chosen = one(CHOSEN, union);
    return chosen ? { variant: [Number(chosen.dataset.choice), value(chosen, path, sharesOnly)] } : null;
  }
  const inner = one(OBJECT, place);
  if (inner) return object(inner, path, sharesOnly);
  const inputs = all("[data-leaf]", place);
  if (sharesOnly && inputs.some((input) => "secret" in input.dataset || input.type === "file")) return null;
  return inputs.map(leaf).find(Boolean) ?? null;
}

// Fills a place with what `value` would make of it; what is there already goes.
function fill(place, node) {
  const list = one(LIST, place);
  const union = one(UNION, place);
  const inner = one(OBJECT, place);
  if (list) {
    one(":scope > [data-items]", list).replaceChildren();
    for (const item of node?.list ?? []) fill(addItem(list), item);
  } else if (union) {
    const chosen = chooseVariant(union, String(node?.variant?.[0] ?? ""));
    if (chosen) fill(chosen, node.variant[1]);
  } else if (inner) {
    for (const named of namesIn(inner)) fill(named, node?.object?.[named.dataset.name]);
  } else {
    set(one("[data-leaf]", place), node?.text ?? []);
  }
}

function set(input, list) {
  switch (input?.dataset.leaf) {
    case "boxes": for (const box of all("input", input)) box.checked = list.includes(box.value); break;
    case "lines": input.value = list.join("\n"); break;
    case "text": input.value = list.at(-1) ?? ""; break;
  }
}

// Opens the folded parts that have something filled in.
function unfold(form) {
  for (const details of all("details.optional", form)) {
    if (all("[data-leaf]", details).some(leaf) || one("[data-item], [data-choice]", details)) details.open = true;
  }
}

// Takes the parts that are copied out of the page; those inside of others first. Without the script, they show what can be
// filled in.
function takeTemplates(form) {
  for (const part of all("[data-template]", form).reverse()) {
    const template = element("template");
    part.before(template);
    part.removeAttribute("data-template");
    template.content.append(part);
  }
}

// Shows the inputs of a variant, by its number, or of none.
function chooseVariant(union, number) {
  one(":scope > .field [data-variant]", union).value = number;
  one(":scope > [data-choice]", union)?.remove();
  const templates = all(":scope > template", union);
  const template = templates.find((known) => known.content.firstElementChild.dataset.choice === number);
  if (!template) return null;
  const copy = template.content.firstElementChild.cloneNode(true);
  union.append(copy);
  describeInputs(copy);
  return copy;
}

function addItem(list) {
  const copy = one(":scope > template", list).content.firstElementChild.cloneNode(true);
  one(":scope > [data-items]", list).append(copy);
  number(list);
  describeInputs(copy);
  return copy;
}

// Counts the elements of a list in their headings.
function number(list) {
  all(":scope > [data-items] > [data-item]", list).forEach((item, index) => {
    one("legend", item).textContent = `${list.dataset.list} ${index + 1}`;
  });
}

// The input that a place for problems belongs to; that of an object or a list belongs to none.
const inputOf = (problem) => one(":scope > label > [data-leaf], :scope > [data-leaf], :scope > [data-text]", problem.parentElement);

// Connects inputs with their help, problems and suggestions, by ids that copies of a template need anew.
function describeInputs(place) {
  for (const problem of all("[data-problem]", place)) {
    const input = inputOf(problem);
    if (!input) continue;
    const hint = one(":scope > .hint", problem.parentElement);
    const ids = [hint && newId(hint, "hint"), newId(problem, "problem")].filter(Boolean);
    input.setAttribute("aria-describedby", ids.join(" "));
  }
  for (const input of all("[data-suggest]", place)) {
    input.setAttribute("list", newId(input.nextElementSibling, "values"));
  }
}

// Sends the chosen files to the process, which a form then names by number.
async function keepFiles(input, status) {
  delete input.dataset.sent;
  const numbers = [];
  for (const file of input.files) {
    status.textContent = `Reading ${file.name}…`;
    const sent = await fetch(`${root}upload?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    if (!sent.ok) throw new Error(await sent.text());
    numbers.push(await sent.json());
  }
  status.textContent = "";
  if (numbers.length > 0) input.dataset.sent = JSON.stringify(numbers);
}
