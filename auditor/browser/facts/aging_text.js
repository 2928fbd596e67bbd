// Text as it is drawn: for runs of text their width and effective size. The key finds a run again in another state.
(most) => {
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [], seen = new Map(), range = document.createRange();
  const scales = new Map();
  const scale = (element) => { if (!scales.has(element)) scales.set(element, xunwangAging.scale(element)); return scales.get(element); };
  for (let node = walker.nextNode(); node && found.length < most; node = walker.nextNode()) {
    const text = node.data.trim();
    const element = node.parentElement;
    if (text.length < 2 || !element || ["script", "style", "noscript", "option", "textarea"].includes(element.localName)) continue;
    const start = node.data.indexOf(text);
    range.setStart(node, start);
    range.setEnd(node, start + Math.min(10, text.length));
    const rects = [...range.getClientRects()].filter((one) => one.width > 0);
    const name = text.slice(0, 24);
    seen.set(name, (seen.get(name) || 0) + 1);
    const style = getComputedStyle(element);
    const shown = rects.length > 0 && xunwang.visible(element);
    const box = rects[0] || { x: 0, y: 0, width: 0, height: 0 };
    let clipped = shown && (box.x + scrollX + box.width <= 1 || box.y + scrollY + box.height <= 1);
    for (let at = element; at && !clipped && shown && at !== document.body && at !== document.documentElement; at = at.parentElement) {
      const its = getComputedStyle(at);
      if (its.overflowX !== "hidden" && its.overflowX !== "clip" && its.overflowY !== "hidden" && its.overflowY !== "clip") continue;
      const area = at.getBoundingClientRect();
      clipped = area.width > 1 && (box.x >= area.right || box.y >= area.bottom || box.x + box.width <= area.left || box.y + box.height <= area.top);
    }
    found.push({
      key: `${name}|${seen.get(name)}`, length: text.length, shown, clipped,
      width: rects.reduce((sum, one) => sum + one.width, 0), size: parseFloat(style.fontSize) * scale(element),
      box: [box.x, box.y, box.width, box.height], color: style.color,
    });
  }
  return found;
}
