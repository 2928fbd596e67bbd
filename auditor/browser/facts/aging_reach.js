// Where a real click meets an element, after scrolling to it; covered when another element is everywhere in front of it.
(id) => {
  const element = xunwangAging.known[id];
  if (!element?.isConnected) return null;
  let area = element.getBoundingClientRect();
  if (area.top < 0 || area.left < 0 || area.bottom > innerHeight || area.right > innerWidth) {
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    area = element.getBoundingClientRect();
  }
  const link = element.closest?.("a[target]");
  if (link) link.setAttribute("target", "_self");
  for (const [right, down] of [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.2], [0.5, 0.8], [0.1, 0.1], [0.9, 0.9]]) {
    const x = area.left + area.width * right, y = area.top + area.height * down;
    if (x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && xunwangAging.hits(element, x, y)) return { x, y, covered: false };
  }
  return { x: area.left + area.width / 2, y: area.top + area.height / 2, covered: true };
}
