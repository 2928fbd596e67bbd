// Texts whose colour and background are to be measured by pixels, one of a kind, those over pictures first.
(height, most) => {
  const kinds = new Map();
  const disabled = "[disabled], [aria-disabled=true], fieldset[disabled] *, [aria-hidden=true] svg";
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  const memo = new Map();
  // What stands between an element and the first opaque colour behind it.
  function behind(element) {
    if (!element) return { plain: true, exact: true, opaque: false };
    if (memo.has(element)) return memo.get(element);
    const style = getComputedStyle(element);
    const picture = style.backgroundImage !== "none";
    const odd = style.filter !== "none" || Number.parseFloat(style.opacity) < 1 || style.mixBlendMode !== "normal" || style.backdropFilter !== "none" || style.maskImage !== "none";
    const colour = /rgba\(.*, ([\d.]+)\)/.exec(style.backgroundColor);
    const opaque = !colour || Number(colour[1]) === 1;
    const moved = /absolute|fixed/.test(style.position) || style.transform !== "none" || style.zIndex !== "auto";
    const above = behind(element.parentElement);
    const answer = { exact: !odd && above.exact, plain: !odd && !picture && above.exact && (opaque || (above.plain && !moved)) };
    memo.set(element, answer);
    return answer;
  }
  for (let node = walker.nextNode(), seen = 0; node && seen < 4000; node = walker.nextNode(), seen += 1) {
    const element = node.parentElement;
    if (!element || !/[\p{L}\p{N}]/u.test(node.data) || /^(script|style|noscript|option|title|textarea)$/.test(element.localName)) continue;
    if (element.closest(disabled) || !xunwang.visible(element)) continue;
    const label = element.closest("label");
    if (label?.control?.disabled || (element.id && document.querySelector(`[aria-labelledby~="${CSS.escape(element.id)}"]:is([aria-disabled=true], :disabled)`))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const line = [...range.getClientRects()].find((one) => one.width > 3 && one.height > 5);
    if (!line || line.bottom + scrollY > height || line.top + scrollY < 0 || line.left < 0 || line.left >= innerWidth) continue;
    const style = getComputedStyle(element);
    const { exact, plain } = behind(element);
    const fill = style.webkitTextFillColor || style.color;
    const place = xunwang.place(element);
    const kind = [place, fill, style.fontSize, plain ? "" : `${Math.round(line.left / 40)},${Math.round((line.top + scrollY) / 40)}`].join("|");
    if (kinds.has(kind)) continue;
    const x = line.left + Math.min(line.width, 100) / 2, y = line.top + line.height / 2;
    const inside = x < innerWidth && y >= 0 && y < innerHeight;
    const at = inside ? document.elementFromPoint(x, y) : null;
    if (inside && at && at !== element && !element.contains(at) && !at.contains(element) && !at.closest("label")) {
      const cover = getComputedStyle(at);
      if (cover.pointerEvents !== "none" && (at.matches("img, video, canvas") || cover.backgroundImage !== "none" || !/rgba\(.*, 0\)/.test(cover.backgroundColor))) continue;
    }
    let scale = 1;
    try { scale = element.currentCSSZoom ?? 1; } catch { /* older */ }
    const rgb = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(fill);
    const known = exact && rgb && (rgb[4] === undefined || Number(rgb[4]) === 1) && style.textShadow === "none" && !/text/.test(style.backgroundClip) && style.webkitTextStrokeWidth === "0px";
    if (rgb && rgb[4] !== undefined && Number(rgb[4]) === 0) continue;
    kinds.set(kind, {
      element, plain: plain && Boolean(known), colour: known ? rgb.slice(1, 4).map(Number) : null,
      size: Number.parseFloat(style.fontSize) * scale, bold: Number(style.fontWeight) >= 700,
      line: { x: line.left + scrollX, y: line.top + scrollY, width: line.width, height: line.height },
    });
    if (kinds.size >= most * 4) break;
  }
  const chosen = [...kinds.values()].sort((one, other) => Number(one.plain) - Number(other.plain)).slice(0, most);
  return { texts: chosen.map(({ element, ...rest }) => ({ node: xunwang.node(element), ...rest })), most: kinds.size > most };
}
