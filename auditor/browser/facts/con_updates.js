// Which text changed or moved by itself since con_watch; with ``end`` the watching stops.
(end) => {
  const watch = xunwang.watch;
  if (!watch) return null;
  if (end) {
    watch.observer.disconnect();
    window.removeEventListener("reset", watch.reset, true);
  }
  const now = performance.now();
  const CLOCK = /\d{1,2}\s*[::时点]\s*\d{1,2}/;
  const updates = [];
  const readable = (element) => element.isConnected && xunwang.visible(element) && (element.innerText ?? "").trim();
  watch.seen.forEach((times, element) => {
    const last = times[times.length - 1];
    // Nothing else to read beside it: nobody is kept from reading.
    if (!readable(element) || element.innerText.trim() === document.body?.innerText.trim()) return;
    updates.push({ node: xunwang.node(element), kind: "text", times: times.length, span: last - times[0], age: now - last,
      clock: CLOCK.test(element.innerText) || CLOCK.test(element.parentElement?.innerText?.slice(0, 60) ?? "") });
  });
  const moving = new Set();
  watch.scrolled.forEach(([left, top], element) => {
    if (element.isConnected && (element.scrollLeft !== left || element.scrollTop !== top)) moving.add(element);
  });
  document.querySelectorAll("marquee, blink").forEach((element) => moving.add(element));
  for (const animation of document.getAnimations()) {
    const target = animation.effect?.target;
    const forever = animation.effect?.getComputedTiming().iterations === Infinity;
    const moves = animation.effect?.getKeyframes?.().some((frame) => frame.transform || frame.left || frame.marginLeft || frame.top);
    if (target && forever && moves && animation.playState === "running" && !animation.effect.pseudoElement) moving.add(target);
  }
  moving.forEach((element) => {
    if (readable(element) && element.innerText.trim().length > 3) updates.push({ node: xunwang.node(element), kind: "moving", times: 2, span: 0, age: 0, clock: false });
  });
  const lost = [...watch.resets].filter((form) => form.isConnected).map((form) => ({ node: xunwang.node(form), kind: "reset" }));
  if (end) watch.fields.forEach((value, field) => {
    if (lost.length >= 20) return;
    if (!field.isConnected || !xunwang.visible(field)) lost.push({ node: xunwang.node(field), kind: "gone" });
    else if (watch.value(field) !== value) lost.push({ node: xunwang.node(field), kind: "value" });
  });
  const idle = { seconds: Math.round((now - watch.began) / 100) / 10, fields: watch.fields.size, lost, moved: location.href !== watch.at };
  return { elapsed: now - watch.began, updates: updates.slice(0, 40), idle };
}
