// ---- The page of an operation: from typing to the response.

function operation(article) {
  const form = one("form.call", article);
  const samples = one("[data-samples]", article);
  takeTemplates(form);
  describeInputs(form);
  if (samples) tabs(samples);
  chooseMediaType(form);
  fillFromLink(form);
  showCurrent(one(".siblings [aria-current]"));
  // Static files send nothing.
  if (one("[data-response]", article)) followForm(article, form, samples);
}

// Scrolls the list of operations, and not the page, to the one of this page.
function showCurrent(link) {
  for (let box = link?.parentElement; box; box = box.parentElement.closest(".siblings, .siblings ul")) {
    box.scrollTop += link.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  }
}

// Shows the body in the chosen media type alone.
function chooseMediaType(form) {
  const choice = one("[data-media-type]", form);
  if (!choice) return;
  for (const body of all("[data-body]", form)) body.hidden = body.dataset.body !== choice.value;
}

function followForm(article, form, samples) {
  const status = one("[data-status]", article);
  const call = article.dataset.call;
  const touched = new Set();
  let checks = 0;
  let latest = null;
  let unplaced = "";

  async function check() {
    checks += 1;
    const number = checks;
    const failed = (error) => ({ problems: [], request: errorText(error), samples: [] });
    const checked = await ask(`check/${call}`, collect(form)).catch(failed);
    // A later key has asked again.
    if (number !== checks) return;
    latest = checked;
    const rest = showProblems(form, checked.problems, touched).join("\n");
    // The outcome of a call stays.
    if (rest || status.textContent === unplaced) status.textContent = rest;
    unplaced = rest;
    one("[data-request]", article).textContent = checked.request;
    showSamples(samples, checked.samples);
    for (const button of all("[data-act=fields]", form)) button.disabled = !checked.fields;
  }

  let timer = 0;
  form.addEventListener("input", (event) => {
    touched.add(event.target.closest("[data-leaf]") ?? event.target);
    clearTimeout(timer);
    timer = setTimeout(check, 80);
  });
  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.matches("[data-media-type]")) chooseMediaType(form);
    if (input.matches("[data-variant]")) chooseVariant(input.closest("[data-union]"), input.value);
    if (input.type === "file") {
      try { await keepFiles(input, status); } catch (error) { status.textContent = errorText(error); return; }
    }
    check();
  });
  form.addEventListener("focusout", (event) => {
    const input = event.target.closest("[data-leaf]");
    if (input) touched.add(input);
  });
  form.addEventListener("toggle", (event) => {
    const text = event.target.matches("[data-json]") && one("[data-text]", event.target);
    // The text starts from the fields.
    if (text && event.target.open && !text.value && latest?.body) text.value = latest.body;
    if (text) check();
  }, true);
  form.addEventListener("reset", () => setTimeout(() => {
    touched.clear();
    touched.all = false;
    for (const items of all("[data-items]", form)) items.replaceChildren();
    for (const choice of all("[data-choice]", form)) choice.remove();
    for (const input of all("[data-sent]", form)) delete input.dataset.sent;
    chooseMediaType(form);
    check();
  }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const act = button?.dataset.act;
    const list = button?.closest("[data-list]");
    if (act === "add") {
      one("input, select, textarea, button", addItem(list))?.focus();
    } else if (act === "remove") {
      button.closest("[data-item]").remove();
      number(list);
      one(":scope > [data-act=add]", list).focus();
    } else if (act === "fields" && latest?.fields) {
      const body = bodyOf(form);
      fill(one("[data-inputs]", body), latest.fields);
      one("[data-json]", body).open = false;
      one("[data-text]", body).value = "";
      unfold(form);
    } else if (act === "link") {
      copy(link(form).href, button);
      return;
    } else {
      return;
    }
    check();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    touched.all = true;
    send(article, form, touched);
  });
  check();
}

// Makes the call, and reads on when asked to.
async function send(article, form, touched) {
  const status = one("[data-status]", article);
  const place = one("[data-response]", article);
  const button = one("button[type=submit]", form);
  if (button.disabled) return;
  const cancel = one("[data-act=cancel]", form);
  const stopper = new AbortController();
  cancel.onclick = () => stopper.abort();
  button.disabled = true;
  cancel.hidden = false;
  status.textContent = "Sending…";
  const failed = (error) => ({ error: errorText(error), problems: [], attempts: 0, milliseconds: 0 });
  const outcome = await ask(`send/${article.dataset.call}`, collect(form), stopper.signal).catch(failed);
  const hadFocus = [button, cancel, document.body].includes(document.activeElement);
  button.disabled = false;
  cancel.hidden = true;
  if (hadFocus) button.focus({ preventScroll: true });
  const rest = showProblems(form, outcome.problems, touched);
  if (outcome.problems.length > 0) {
    status.textContent = ["Nothing was sent: see the marked fields.", ...rest].join("\n");
    const first = one("[aria-invalid]", form);
    (first?.dataset.leaf === "boxes" ? one("input", first) : first)?.focus();
    return;
  }
  const state = { tables: [], columns: [], body: null, isReading: false, readsAll: false };
  const show = (outcome) => {
    showOutcome(place, outcome, state);
    status.textContent = `${outcome.error ? "Error" : "Response"}: ${summaryOf(outcome)}`;
  };
  state.next = async (number, readsAll) => {
    if (state.isReading) return;
    Object.assign(state, { isReading: true, readsAll });
    if (readsAll) showStop(place, state);
    do {
      const outcome = await ask(`next/${number}`, {}).catch(failed);
      number = outcome.next;
      // An error ends it; whoever wants to can go on.
      if (outcome.error) state.readsAll = false;
      show(outcome);
    } while (state.readsAll && number != null);
    state.isReading = false;
  };
  show(outcome);
  place.scrollIntoView({ block: "nearest" });
  calls.add({
    href: link(form).href.slice(location.origin.length + 1),
    operation: article.dataset.operation, time: new Date().toLocaleTimeString(),
    outcome: outcome.status ? String(outcome.status) : "failed",
  });
}
