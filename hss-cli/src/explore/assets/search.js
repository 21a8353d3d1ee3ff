// ---- The front page: the search, and the calls of this session.

function search(input) {
  const groups = all("section.group").map((section) => ({ section, items: [] }));
  const words = globalThis.operationWords ?? [];
  let index = 0;
  for (const group of groups) {
    for (const item of all("li", group.section)) {
      const link = one("a", item);
      const text = `${item.textContent} ${decodeURI(link.getAttribute("href"))} ${words[index] ?? ""}`;
      group.items.push({ item, link, text: text.toLowerCase(), fits: true, isShown: true });
      index += 1;
    }
  }
  const found = one("[data-found]");
  const everything = found.textContent;
  const jumps = one("nav.groups");
  const none = one("[data-none]");
  function show() {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let inside = 0;
      for (const one of group.items) {
        one.fits = wanted.every((word) => one.text.includes(word));
        if (one.fits) inside += 1;
      }
      if (group.section.hidden !== (inside === 0)) group.section.hidden = inside === 0;
      // What is in a hidden group stays as it is: a change of each element takes longer than all comparisons.
      for (const one of inside > 0 ? group.items : []) {
        if (one.isShown !== one.fits) one.item.hidden = !one.fits;
        one.isShown = one.fits;
      }
      count += inside;
    }
    jumps.hidden = wanted.length > 0;
    none.hidden = count > 0;
    found.textContent = wanted.length === 0 ? everything : `${count} found`;
    const address = new URL(location.href);
    if (input.value) address.searchParams.set("q", input.value); else address.searchParams.delete("q");
    if (address.href !== location.href) history.replaceState(null, "", address);
  }
  const shown = () => groups.flatMap((group) => group.items).filter(({ fits }) => fits);
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); shown()[0]?.link.click(); }
    if (event.key === "ArrowDown") { event.preventDefault(); shown()[0]?.link.focus(); }
    if (event.key === "Escape") { event.preventDefault(); input.value = ""; show(); }
  });
  document.addEventListener("keydown", (event) => {
    // The search has taken its own keys.
    if (event.defaultPrevented || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
    const items = shown();
    const at = items.findIndex(({ link }) => link === document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    const next = event.key === "Escape" ? -1 : at + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? input : items[next]?.link)?.focus();
  });
  const asked = new URL(location.href).searchParams.get("q");
  if (asked) { input.value = asked; show(); }
  // A screen without a mouse would open its keyboard over the page.
  if (!location.hash && matchMedia("(hover: hover)").matches) input.focus();
}

function showCalls(place) {
  const made = calls.read();
  place.hidden = made.length === 0;
  one("ol", place).replaceChildren(...made.map((call) => element("li", {},
    element("a", { href: call.href, text: call.operation }), ` ${call.outcome} `,
    element("span", { class: "quiet", text: call.time }))));
}
