// How an entry is found by somebody who looks for it without scrolling, with the keyboard or with a screen reader.
(id) => {
  const element = xunwangAging.known[id];
  if (!element?.isConnected) return null;
  const area = element.getBoundingClientRect();
  const words = xunwangAging.words(element);
  const focusable = [element, element.closest?.("a[href],button,[tabindex]"), ...element.querySelectorAll("a[href],button,input,[tabindex]")]
    .some((one) => one && one.tabIndex >= 0 && !one.disabled);
  let opacity = 1;
  for (let at = element; at; at = xunwangAging.up(at)) opacity *= Number(getComputedStyle(at).opacity);
  const first = scrollY === 0 && area.top >= 0 && area.left >= 0 && area.bottom <= innerHeight && area.right <= innerWidth;
  return {
    node: xunwang.node(element), first, keyboard: focusable, opacity,
    covered: first && !xunwangAging.hits(element, area.left + area.width / 2, area.top + area.height / 2),
    named: Boolean(words.text || words.title || words.alt || words.label),
  };
}
