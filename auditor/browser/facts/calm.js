// Booted in our world of every document: knows when the DOM last changed. What goes on changing for ever at one place (a
// ticker, a clock) stops counting.
(() => {
  const BATCHES = 4;
  const SPAN = 1000;
  const restless = new WeakMap();
  const calm = { last: performance.now(), changes: 0, opened: false };

  const state = Object.getOwnPropertyDescriptor(Document.prototype, "readyState").get;

  function counts(record, now) {
    if (state.call(document) === "loading") return true;
    if (record.type === "attributes" && record.attributeName === "style") return false;
    const known = restless.get(record.target);
    if (!known) {
      restless.set(record.target, { first: now, last: now, batches: 1 });
      return true;
    }
    if (known.last !== now) {
      known.last = now;
      known.batches += 1;
    }
    return known.batches <= BATCHES || now - known.first < SPAN;
  }

  new MutationObserver((records) => {
    const now = performance.now();
    if (records.map((record) => counts(record, now)).some(Boolean)) {
      calm.last = now;
      calm.changes += 1;
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  globalThis.xunwang.calm = calm;
})();
