// Controls of the page: those by nature, and those that a click makes do something (``marked`` by what listens to it).
(marked) => {
  const NATURE = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [contenteditable=''], [contenteditable=true], audio[controls], video[controls]";
  const BY_NATURE = { A: "link", AREA: "link", BUTTON: "button", SELECT: "combobox", TEXTAREA: "textbox", SUMMARY: "button", INPUT: "input", OPTION: "option", LABEL: "label", IFRAME: "document", VIDEO: "video", AUDIO: "audio" };
  const MOST = 120;
  const clicks = new Map();
  (marked ?? []).forEach(([element, keys]) => clicks.set(element, { how: "listener", keys }));
  document.querySelectorAll("[onclick], [onmousedown], [onmouseup]").forEach((element) =>
    clicks.set(element, { how: "attribute", keys: element.hasAttribute("onkeydown") || element.hasAttribute("onkeyup") || element.hasAttribute("onkeypress") }));
  const role = (element) => (element.getAttribute("role") ?? "").trim().split(/\s+/)[0] || (element.localName === "a" && !element.hasAttribute("href") ? "" : BY_NATURE[element.tagName] ?? "");
  const within = (element) => element.closest(`${NATURE}, label`) !== null || element.querySelector(`${NATURE}, [tabindex]:not([tabindex^='-']), label`) !== null;
  const focusable = (element) => element.tabIndex >= 0 && !element.disabled && !(element.localName === "a" && !element.hasAttribute("href") && !element.hasAttribute("tabindex"));
  const COMPOSITE = "[role=menu], [role=menubar], [role=tablist], [role=listbox], [role=grid], [role=tree], [role=toolbar], [role=radiogroup]";
  const plain = (element) => {
    const box = element.getBoundingClientRect();
    return xunwang.visible(element) && box.width >= 8 && box.height >= 8 && box.right + scrollX > 0 && box.bottom + scrollY > 0 &&
      !element.closest("[inert], [aria-hidden=true]");
  };
  const found = [];
  clicks.forEach(({ how, keys }, element) => {
    if (found.length >= MOST || /^(html|body|form|main|svg|canvas)$/.test(element.localName) || !plain(element)) return;
    if (element.matches(NATURE) || within(element) || element.closest(COMPOSITE)) return;
    // A large box that listens is one that hands clicks on, or a whole card; not one control.
    const box = element.getBoundingClientRect();
    if (box.width * box.height > innerWidth * innerHeight * 0.25) return;
    found.push({ node: xunwang.node(element), how, role: role(element), focusable: focusable(element), keys,
      pointer: getComputedStyle(element).cursor === "pointer",
      named: Boolean((element.innerText ?? "").trim() || element.getAttribute("aria-label") || element.title || element.querySelector("img[alt]:not([alt=''])")) });
  });
  document.querySelectorAll("a[href][tabindex='-1'], button[tabindex='-1'], input[tabindex='-1'], select[tabindex='-1']").forEach((element) => {
    if (found.length >= MOST || element.disabled || !plain(element) || element.closest(COMPOSITE) || element.getAttribute("type") === "hidden") return;
    const again = element.localName === "a" && [...document.querySelectorAll("a[href]:not([tabindex='-1'])")].some((one) => one.href === element.href);
    if (!again) found.push({ node: xunwang.node(element), how: "tabindex", role: role(element), focusable: false, keys: false, pointer: true, named: true });
  });
  return { controls: found, most: found.length >= MOST };
}
