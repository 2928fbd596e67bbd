// Links of the document to other hosts, in document order, each with what keeps a visitor from seeing it. Their elements
// stay known to our world for the pointer, and how to ask the same of them again (`xunwang.unseen`).
(most) => {
  const own = location.hostname.replace(/^www\./, "");
  const roots = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  // What of a link would be seen: its words, or the pictures in it.
  function areas(link) {
    if (link.localName === "area") return [];
    const pictures = [...link.querySelectorAll("img, svg, canvas, video, picture")];
    const range = document.createRange();
    range.selectNodeContents(link);
    const text = link.textContent.trim() ? [...range.getClientRects()] : [];
    const found = [...text, ...pictures.map((one) => one.getBoundingClientRect())];
    return found.length ? found : [link.getBoundingClientRect()];
  }

  function reasons(link, rects) {
    const found = new Set();
    let opacity = 1;
    for (let at = link; at; at = xunwang.up(at)) {
      const style = getComputedStyle(at);
      if (style.display === "none") found.add("display-none");
      opacity *= Number(style.opacity);
    }
    if (found.size) return found;
    const style = getComputedStyle(link);
    if (style.visibility !== "visible") found.add("visibility");
    if (!link.checkVisibility({ contentVisibilityAuto: true })) found.add("display-none");
    if (opacity < 0.1) found.add("opacity");
    const large = rects.filter((one) => one.width > 1 && one.height > 1);
    if (!large.length) found.add("no-box");
    if (!link.querySelector("img, svg, canvas, video") && parseFloat(style.fontSize) < 3) found.add("tiny-text");
    const within = large.filter((one) => one.right + scrollX > 0 && one.bottom + scrollY > 0 &&
      one.left + scrollX < Math.max(document.documentElement.scrollWidth, innerWidth) &&
      one.top + scrollY < Math.max(document.documentElement.scrollHeight, innerHeight));
    if (large.length && !within.length) found.add("off-screen");
    if (within.length && !within.some((one) => open(link, one))) found.add("clipped");
    return found;
  }

  // Is something of an area left by the boxes around it that cut off what stands out? Those that scroll show it in the end:
  // `apart` gathers links that are not where their own boxes say until then.
  const apart = new Set();
  function open(link, area) {
    let { left, top, right, bottom } = area;
    for (let at = xunwang.up(link); at && at !== document.documentElement && at !== document.body; at = xunwang.up(at)) {
      const style = getComputedStyle(at);
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      const box = at.getBoundingClientRect();
      const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
      if (scrolls && at.clientWidth > 8 && at.clientHeight > 8) {
        if (top < box.top || left < box.left || bottom > box.bottom || right > box.right) apart.add(link);
        ({ left, top, right, bottom } = box);
      }
      left = Math.max(left, box.left);
      top = Math.max(top, box.top);
      right = Math.min(right, box.right);
      bottom = Math.min(bottom, box.bottom);
    }
    return right - left > 1 && bottom - top > 1;
  }

  const links = roots.flatMap((root) => [...root.querySelectorAll("a[href], area[href]")]).filter((link) =>
    /^https?:$/.test(link.protocol) && link.hostname && link.hostname.replace(/^www\./, "") !== own);
  xunwang.links = links.slice(0, most);
  xunwang.unseen = (link) => (link.localName === "area" ? [] : [...reasons(link, areas(link))]);
  return xunwang.links.map((link) => {
    const rects = areas(link);
    const first = rects.find((one) => one.width > 1 && one.height > 1);
    const by = xunwang.unseen(link);
    return {
      url: link.href, host: link.hostname, text: xunwang.flat(link.textContent, 200),
      image: !link.textContent.trim() && Boolean(link.querySelector("img, svg")),
      by,
      box: first && !apart.has(link) ? { x: first.x + scrollX, y: first.y + scrollY, width: first.width, height: first.height } : null,
    };
  });
}
