// Neighbours that are read in another order than they are seen: moved by flex, grid or position, not by floating.
() => {
  const found = [];
  const text = (element) => (element.innerText ?? "").trim();
  for (const box of [...document.querySelectorAll("body, body *")].slice(0, 5000)) {
    if (box.childElementCount < 2 || found.length >= 20) continue;
    const style = getComputedStyle(box);
    const laid = /flex|grid/.test(style.display);
    const children = [...box.children].slice(0, 30).filter((child) => text(child).length > 1 && xunwang.visible(child))
      .map((child) => ({ child, at: child.getBoundingClientRect(), own: getComputedStyle(child) }))
      .filter(({ own }) => own.float === "none" && own.position !== "fixed" && own.position !== "sticky");
    if (!laid && !children.some(({ own }) => own.position === "absolute" || own.position === "relative")) continue;
    for (let one = 1; one < children.length; one += 1) {
      const later = children[one], earlier = children[one - 1];
      const shared = Math.min(later.at.right, earlier.at.right) - Math.max(later.at.left, earlier.at.left);
      const level = Math.min(later.at.bottom, earlier.at.bottom) - Math.max(later.at.top, earlier.at.top);
      const above = later.at.bottom <= earlier.at.top + 2 && shared > Math.min(later.at.width, earlier.at.width) / 2;
      const left = laid && style.direction === "ltr" && later.at.right <= earlier.at.left + 2 && level > Math.min(later.at.height, earlier.at.height) / 2;
      if (above || left) { found.push({ node: xunwang.node(later.child), before: text(earlier.child).slice(0, 60) }); break; }
    }
  }
  return found;
}
