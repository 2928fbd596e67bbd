// Brings an element known to our world into view; returns a place of it that a pointer would hit, or null.
(list, number) => {
  const element = xunwang[list][number];
  if (!element?.isConnected) return null;
  element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  for (const area of element.getClientRects()) {
    const x = (Math.max(area.left, 0) + Math.min(area.right, innerWidth)) / 2;
    const y = (Math.max(area.top, 0) + Math.min(area.bottom, innerHeight)) / 2;
    const hit = element.getRootNode().elementFromPoint(x, y);
    if (hit && (element.contains(hit) || hit.contains(element))) return [x, y];
  }
  return null;
}
