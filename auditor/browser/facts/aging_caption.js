// A strip over the width of the window, at its edge, that shows a given text; else one that is not among those known before.
(text, known) => {
  const wanted = text.replace(/\s+/g, "").slice(0, 30);
  let best = null;
  const ids = [];
  for (const element of xunwangAging.all()) {
    const area = element.getBoundingClientRect();
    if (area.width < innerWidth * 0.8 || area.height < 20 || area.height > innerHeight * 0.5) continue;
    const low = Math.abs(area.bottom - innerHeight) <= 4, high = Math.abs(area.top) <= 4;
    if ((!low && !high) || !["fixed", "sticky"].includes(getComputedStyle(element).position) || !xunwang.visible(element)) continue;
    const shown = (element.innerText || "").replace(/\s+/g, "");
    const inner = [element, ...element.querySelectorAll("*")].filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
    const deepest = inner.sort((one, other) => other.textContent.length - one.textContent.length)[0] || element;
    const size = parseFloat(getComputedStyle(deepest).fontSize) * xunwangAging.scale(deepest);
    const id = xunwangAging.number(element);
    ids.push(id);
    const strip = { matches: wanted.length > 0 && shown.includes(wanted), low, size, height: area.height, text: xunwang.flat(element.innerText, 200) };
    if (!strip.matches && known.includes(id)) continue;
    if (!best || (strip.matches && !best.matches)) best = strip;
  }
  return { best, ids };
}
