// Where an element stands now; null when it is not seen any more, or this is not the document that was used.
(selector) => {
  const element = xunwang.watch ? document.querySelector(selector) : null;
  return element && xunwang.visible(element) ? xunwang.box(element) : null;
}
