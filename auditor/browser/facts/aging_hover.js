// Places where the pointer rests on a piece of text and nothing else, spread over the window.
(most) => {
  const found = [];
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const known = new Set();
  for (let node = walker.nextNode(); node && found.length < 80; node = walker.nextNode()) {
    const element = node.parentElement, text = node.data.trim();
    if (text.length < 4 || !element || known.has(text)) continue;
    range.selectNodeContents(node);
    const area = [...range.getClientRects()].find((one) => one.width > 20);
    if (!area || area.top < 0 || area.bottom > innerHeight || area.left < 0) continue;
    const x = Math.min(area.left + area.width / 2, innerWidth - 5), y = area.top + area.height / 2;
    if (xunwangAging.at(x, y) !== element) continue;
    known.add(text);
    const block = element.closest("p,li,td,h1,h2,h3,h4,a,button,dd,dt,article,section,div") || element;
    found.push({ x, y, text: xunwang.flat(text, 200), block: xunwang.flat(block.innerText, 400), linked: Boolean(element.closest("a,button,label,[onclick]")), size: parseFloat(getComputedStyle(element).fontSize) * xunwangAging.scale(element) });
  }
  const best = found.filter((one) => !one.linked && one.text.length >= 6);
  const from = best.length >= 2 ? best : found;
  const step = Math.max(1, Math.floor(from.length / most));
  return from.filter((_, at) => at % step === 0).slice(0, most);
}
