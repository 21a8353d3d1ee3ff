// ---- What this page has.

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const find = one("[data-search], [data-find]");
  if (find) { event.preventDefault(); find.focus(); find.select(); }
});

if (one("[data-search]")) search(one("[data-search]"));
if (one("[data-history]")) showCalls(one("[data-history]"));
if (one("article[data-operation]")) operation(one("article[data-operation]"));
// The policy of the pages allows no form to go anywhere by itself.
one("form.find")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const home = new URL(one("a.home").href);
  home.searchParams.set("q", one("[data-find]").value);
  location.href = home.href;
});
