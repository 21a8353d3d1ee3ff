// ---- Links: the form in the address, without the token, secrets and files.

// Keys beside the names of parameters. Names of parameters may be anything, but hardly these.
const MEDIA_TYPE = ".media-type";
const ACCEPT = ".accept";
const TEXT = ".json";
const FIELDS = ".body";

function link(form) {
  const address = new URL(location.href);
  address.search = "";
  if (token) address.pathname = address.pathname.slice(token.length + 1);
  const given = collect(form, true);
  for (const [index, texts] of given.parameters) {
    const place = one(`[data-param="${index}"]`, form);
    for (const text of texts) address.searchParams.append(place.dataset.named, text);
  }
  if (given.media_type) address.searchParams.set(MEDIA_TYPE, given.media_type);
  if (given.accept) address.searchParams.set(ACCEPT, given.accept);
  // Secrets could be anywhere in a text.
  if (given.json && !one("[data-secret]", bodyOf(form))) address.searchParams.set(TEXT, given.json);
  if (given.body) address.searchParams.set(FIELDS, JSON.stringify(given.body));
  return address;
}

function fillFromLink(form) {
  const asked = new URL(location.href).searchParams;
  for (const place of all("[data-param]", form)) {
    if (asked.has(place.dataset.named)) set(one("[data-leaf]", place), asked.getAll(place.dataset.named));
  }
  const choice = one("[data-media-type]", form);
  if (choice && asked.has(MEDIA_TYPE)) {
    choice.value = asked.get(MEDIA_TYPE);
    chooseMediaType(form);
  }
  const accept = one("[data-accept]", form);
  if (accept && asked.has(ACCEPT)) accept.value = asked.get(ACCEPT);
  const body = bodyOf(form);
  const json = body && one("[data-json]", body);
  if (json && asked.has(TEXT)) {
    json.open = true;
    one("[data-text]", json).value = asked.get(TEXT);
  } else if (body && asked.has(FIELDS)) {
    try { fill(one("[data-inputs]", body), JSON.parse(asked.get(FIELDS))); } catch { /* not one of ours */ }
  }
  unfold(form);
}
