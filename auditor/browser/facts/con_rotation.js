// By how many degrees each turned element that has text or a picture is turned.
() => {
  const turned = [];
  for (const element of [...document.querySelectorAll("html, body, body *")].slice(0, 3000)) {
    const style = getComputedStyle(element);
    if (style.transform === "none" && style.rotate === "none") continue;
    const matrix = style.transform === "none" ? new DOMMatrix() : new DOMMatrix(style.transform);
    const own = Number.parseFloat(style.rotate) || 0;
    const angle = Math.round(Math.atan2(matrix.b, matrix.a) * 180 / Math.PI + own + 720) % 360;
    if (angle && ((element.innerText ?? "").trim() || element.matches("img, svg, :has(img)"))) turned.push({ node: xunwang.node(element), angle });
    if (turned.length >= 50) break;
  }
  return turned;
}
