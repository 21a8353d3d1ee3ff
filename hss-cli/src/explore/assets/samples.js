// ---- Samples as tabs.

function tabs(section) {
  const parts = all("details", section);
  const bar = element("div", { role: "tablist", class: "tabs", "aria-label": "Languages" });
  const choose = (wanted) => {
    for (const part of parts) {
      const is = part === wanted;
      part.hidden = !is;
      part.open = true;
      part.tab.setAttribute("aria-selected", String(is));
      part.tab.tabIndex = is ? 0 : -1;
    }
    kept.set("localStorage", "language", wanted.dataset.language);
  };
  parts.forEach((part, index) => {
    const summary = one("summary", part);
    summary.hidden = true;
    part.setAttribute("role", "tabpanel");
    part.tab = element("button", {
      type: "button", role: "tab", "aria-controls": newId(part, "sample"), text: part.dataset.language, title: summary.textContent,
      onclick: () => choose(part),
      onkeydown: (event) => {
        const last = parts.length - 1;
        const to = { ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        choose(parts[to]);
        parts[to].tab.focus();
      },
    });
    part.setAttribute("aria-labelledby", newId(part.tab, "tab"));
    bar.append(part.tab);
  });
  const button = element("button", { type: "button", class: "small", text: "Copy", "data-act": "copy", "aria-label": "Copy the sample" });
  button.addEventListener("click", () => copy(one("pre", parts.find((part) => !part.hidden)).textContent, button));
  section.insertBefore(element("div", { class: "tabs" }, bar, button), parts[0]);
  const before = kept.get("localStorage", "language");
  choose(parts.find((part) => part.dataset.language === before) ?? parts.find((part) => part.dataset.language === "rust") ?? parts[0]);
}

function showSamples(section, samples) {
  for (const { language, text } of samples) {
    const part = all("details", section).find((known) => known.dataset.language === language);
    if (part) one("pre", part).textContent = text;
  }
}
