// Text that the box around it cuts through: whole lines out of sight are another matter, so is an ellipsis.
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  const cut = (overflow) => /hidden|clip/.test(overflow);
  function clipper(element, axis) {
    for (let at = element, positioned = false; at && at !== document.documentElement && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const overflow = axis === "y" ? style.overflowY : style.overflowX;
      if (/auto|scroll/.test(overflow)) return null;
      const holds = !positioned || style.position !== "static" || style.transform !== "none";
      if (cut(overflow) && holds && !/^inline$|contents/.test(style.display)) return [at, style];
      if (style.position === "fixed") return null;
      if (style.position === "absolute") positioned = true;
      else if (style.position !== "static") positioned = false;
      if (style.transform !== "none") return null;
    }
    return null;
  }
  for (let node = walker.nextNode(), seen = 0; node && seen < 4000 && found.length < 20; node = walker.nextNode(), seen += 1) {
    const parent = node.parentElement;
    if (!parent || node.data.trim().length < 2 || /^(script|style|noscript|title|option|textarea|marquee)$/.test(parent.localName) || parent.closest("marquee, svg, select, [aria-hidden=true]")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1).slice(0, 60);
    if (!lines.length || !xunwang.visible(parent)) continue;
    const down = clipper(parent, "y"), side = clipper(parent, "x");
    const inner = (at, style) => {
      const box = at.getBoundingClientRect();
      return { top: box.top + parseFloat(style.borderTopWidth), bottom: box.bottom - parseFloat(style.borderBottomWidth), left: box.left + parseFloat(style.borderLeftWidth), right: box.right - parseFloat(style.borderRightWidth) };
    };
    const tucked = (style, box) => box.right - box.left <= 3 || box.bottom - box.top <= 3 || style.clipPath !== "none" || style.clip !== "auto" || Math.abs(parseFloat(style.textIndent)) > 200;
    if (down) {
      const box = inner(...down);
      const through = lines.some((line) => {
        const shown = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
        return shown / line.height > 0.12 && shown / line.height < 0.78 && line.right > box.left && line.left < box.right;
      });
      const reads = down[1].webkitLineClamp === "none" || down[1].webkitLineClamp === undefined;
      if (through && reads && !tucked(down[1], box) && down[0].scrollTop === 0) { found.push({ node: xunwang.node(parent), way: "vertical" }); continue; }
    }
    if (side) {
      const [at, style] = side;
      const box = inner(at, style);
      const through = lines.some((line) => line.left < box.right - 8 && line.right > box.right + 8 && line.left >= box.left - 1 && line.bottom > box.top && line.top < box.bottom);
      let block = parent;
      while (block && /^inline$/.test(getComputedStyle(block).display)) block = block.parentElement;
      const own = block === at && style.textOverflow === "clip" && /nowrap|pre$/.test(getComputedStyle(parent).whiteSpace);
      if (through && own && !tucked(style, box)) found.push({ node: xunwang.node(parent), way: "horizontal" });
    }
  }
  return found;
}
