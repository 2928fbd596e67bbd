// What the page takes from those who select, copy, enlarge or open a menu: asked with events of our own, which by themselves do nothing.
() => {
  const text = [...document.querySelectorAll("p, li, td, dd, h1, h2, h3, div, span")].slice(0, 3000).find((element) =>
    [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim().length > 3) && xunwang.visible(element) && !element.closest("a, button, label, [onclick]"));
  const target = text ?? document.body;
  if (!target) return [];
  const stopped = (event) => { target.dispatchEvent(event); return event.defaultPrevented; };
  const common = { bubbles: true, cancelable: true, composed: true };
  const KEYS = [["=", "Equal", 187, true], ["-", "Minus", 189, true], ["c", "KeyC", 67, true], ["a", "KeyA", 65, true], ["PageDown", "PageDown", 34, false], ["ArrowDown", "ArrowDown", 40, false]];
  const found = [];
  if (stopped(new MouseEvent("contextmenu", { ...common, button: 2 }))) found.push("contextmenu");
  if (stopped(new Event("selectstart", common)) || getComputedStyle(target).userSelect === "none") found.push("select");
  if (stopped(new ClipboardEvent("copy", common))) found.push("copy");
  for (const [key, code, keyCode, ctrlKey] of KEYS) {
    if (stopped(new KeyboardEvent("keydown", { ...common, key, code, keyCode, which: keyCode, ctrlKey }))) found.push(`key:${ctrlKey ? "Ctrl+" : ""}${key}`);
  }
  return found;
}
