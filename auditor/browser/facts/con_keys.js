// Notes what one key press does to the page: call with true before it, with false after it.
async (begin) => {
  const values = () => [...document.querySelectorAll("input, textarea, select")].slice(0, 80).map((one) => `${one.value}${one.checked}`).join("\n");
  if (begin) {
    const keys = { log: [], active: false, hits: 0 };
    keys.observer = new MutationObserver((records) => { if (keys.active) keys.hits += records.length; });
    keys.observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    keys.listen = (event) => {
      keys.observer.takeRecords();
      keys.active = true;
      keys.hits = 0;
      const before = { values: values(), focus: document.activeElement, x: scrollX, y: scrollY, at: location.href };
      setTimeout(() => {
        keys.hits += keys.observer.takeRecords().length;
        keys.active = false;
        const effect = document.activeElement !== before.focus ? "focus" : location.href !== before.at ? "address"
          : scrollX !== before.x || scrollY !== before.y ? "scroll" : values() !== before.values ? "value" : keys.hits ? "content" : event.defaultPrevented ? "prevented" : "";
        if (effect) keys.log.push([event.key, effect]);
      }, 0);
    };
    document.activeElement?.blur?.();
    window.addEventListener("keydown", keys.listen, true);
    xunwang.keys = keys;
    return [];
  }
  await new Promise((done) => setTimeout(done, 15));
  const { keys } = xunwang;
  if (!keys) return [];
  window.removeEventListener("keydown", keys.listen, true);
  keys.observer.disconnect();
  return keys.log;
}
