// Booted before axe-core: how it remembers what it worked out, for as long as it runs. Its own way makes a text of all
// arguments, whenever it is asked.
xunwang.memoize = (compute) => {
  const last = Math.max(compute.length, 1) - 1;
  let known = new Map();
  function remembered(...given) {
    let at = known;
    for (let n = last; n > 0; n -= 1) {
      if (!at.has(given[n])) at.set(given[n], new Map());
      at = at.get(given[n]);
    }
    const kept = at.get(given[0]);
    if (kept !== undefined || at.has(given[0])) return kept;
    const computed = compute.apply(this, given);
    at.set(given[0], computed);
    return computed;
  }
  return Object.assign(remembered, { clear() { known = new Map(); } });
};
