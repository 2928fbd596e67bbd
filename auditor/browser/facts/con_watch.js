// Begins to note which text changes by itself; con_updates reads it.
() => {
  const watch = { began: performance.now(), seen: new Map(), scrolled: new Map() };
  const text = (nodes) => [...nodes].map((node) => node.textContent ?? "").join("").trim();
  const note = (element, now) => {
    if (!element || watch.seen.size > 200) return;
    const times = watch.seen.get(element) ?? [];
    if (!times.length || now - times[times.length - 1] > 150) times.push(now);
    watch.seen.set(element, times);
  };
  const observer = new MutationObserver((records) => {
    const now = performance.now();
    const changed = new Map();
    for (const record of records) {
      if (record.type === "characterData") {
        if ((record.oldValue ?? "").trim() !== record.target.data.trim()) note(record.target.parentElement, now);
        continue;
      }
      const one = changed.get(record.target) ?? { removed: "", added: "" };
      one.removed += text(record.removedNodes);
      one.added += text(record.addedNodes);
      changed.set(record.target, one);
    }
    changed.forEach((one, element) => { if (one.removed !== one.added && one.added) note(element, now); });
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, characterDataOldValue: true });
  const boxes = [...document.querySelectorAll("div, ul, ol, p, dl, section, marquee")].slice(0, 4000).filter((element) =>
    (element.scrollHeight > element.clientHeight + 4 || element.scrollWidth > element.clientWidth + 4) &&
    element.clientHeight > 10 && /hidden|auto|scroll/.test(getComputedStyle(element).overflow) && (element.innerText ?? "").trim());
  boxes.slice(0, 60).forEach((element) => watch.scrolled.set(element, [element.scrollLeft, element.scrollTop]));
  // What somebody who takes time would lose: what is in the fields, the fields themselves, the address.
  const FIELD = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea";
  const value = (field) => `${field.value}|${field.checked}`;
  watch.fields = new Map([...document.querySelectorAll(FIELD)].slice(0, 200).filter((field) => xunwang.visible(field)).map((field) => [field, value(field)]));
  watch.resets = new Set();
  watch.reset = (event) => { if (watch.resets.size < 20) watch.resets.add(event.target); };
  window.addEventListener("reset", watch.reset, true);
  watch.at = location.href;
  watch.value = value;
  watch.observer = observer;
  xunwang.watch = watch;
  return true;
}
