// How the page stands in the window as it is now: what is too wide, and bars that stay.
(zoom) => {
  const root = document.scrollingElement ?? document.documentElement;
  const width = document.documentElement.clientWidth;
  const body = document.body;
  const hidden = [document.documentElement, body].some((one) => one && /hidden|clip/.test(getComputedStyle(one).overflowX));
  const TWO = "table, img, svg, canvas, video, iframe, object, embed, map, pre, math, [class*=map i], [id*=map i]";
  const wide = [];
  for (const element of [...document.querySelectorAll("body *")].slice(0, 6000)) {
    const box = element.getBoundingClientRect();
    if (box.right + scrollX <= width + 1 || box.width < 2 || box.height < 2) continue;
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own && !element.matches("input, button, select, textarea")) continue;
    if (element.closest(TWO) || !xunwang.visible(element)) continue;
    let scroller = element.parentElement;
    while (scroller && scroller !== body && !(/auto|scroll|hidden|clip/.test(getComputedStyle(scroller).overflowX) && scroller.getBoundingClientRect().right + scrollX <= width + 1)) scroller = scroller.parentElement;
    if (scroller && scroller !== body && scroller !== document.documentElement) continue;
    if (wide.length < 5) wide.push(xunwang.node(element));
  }
  let fixed = null, share = 0;
  for (const element of [...document.querySelectorAll("body *")].slice(0, 6000)) {
    const position = getComputedStyle(element).position;
    const box = element.getBoundingClientRect();
    if (/fixed|sticky/.test(position) && xunwang.visible(element) && !element.closest("dialog, [role=dialog], [role=alertdialog]")) {
      const high = Math.max(Math.min(box.bottom, innerHeight) - Math.max(box.top, 0), 0);
      const part = box.width > innerWidth * 0.9 && (position === "fixed") && (box.top <= 1 || box.bottom >= innerHeight - 1) ? high / innerHeight : 0;
      if (part > share && part < 0.98 && (element.innerText ?? "").trim()) { share = part; fixed = xunwang.node(element); }
    }
  }
  return { zoom, width, scroll_width: hidden ? width : Math.max(root.scrollWidth, 0), wide, fixed, fixed_share: Math.round(share * 100) / 100 };
}
