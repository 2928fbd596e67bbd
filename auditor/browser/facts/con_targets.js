// Controls smaller than 24 x 24 CSS pixels that no exception of WCAG 2.5.8 covers; what can be hit is asked of the page.
() => {
  const LEAST = 24;
  const MOST = 400;
  const clickable = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [role=checkbox], [role=radio], [role=switch], [role=tab], [role=menuitem], [onclick]";
  const all = [...document.querySelectorAll(clickable)].slice(0, 3000).filter((element) => !element.disabled && xunwang.visible(element)).slice(0, MOST);
  const rect = (element) => {
    const boxes = [...element.getClientRects(), ...[...element.children].flatMap((child) => [...child.getClientRects()])].filter((one) => one.width && one.height);
    const left = Math.min(...boxes.map((one) => one.left)), top = Math.min(...boxes.map((one) => one.top));
    return { left, top, right: Math.max(...boxes.map((one) => one.right)), bottom: Math.max(...boxes.map((one) => one.bottom)) };
  };
  const boxes = new Map(all.map((element) => [element, rect(element)]));
  const wide = (box) => box.right - box.left, high = (box) => box.bottom - box.top;
  // In a sentence or a line of text its height is that of the text.
  function inline(element) {
    if (!/^inline/.test(getComputedStyle(element).display) || getComputedStyle(element).display === "inline-block") return false;
    const block = element.parentElement?.closest("p, li, td, dd, dt, div, span, section, figcaption, label, h1, h2, h3, h4, h5, h6");
    return Boolean(block) && (block.innerText ?? "").replace(/\s+/g, "").length > (element.innerText ?? "").replace(/\s+/g, "").length + 2;
  }
  const native = (element) => element.localName === "input" && /^(checkbox|radio|range|color|file)$/.test(element.type) && getComputedStyle(element).appearance !== "none";
  function hit(element, x, y) {
    const at = document.elementFromPoint(x, y);
    return at !== null && (at === element || element.contains(at) || [...(element.labels ?? [])].some((label) => label.contains(at)));
  }
  // Only what is in the window can be hit: what lies beyond is brought there.
  function reach(element) {
    let box = rect(element);
    if (box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth) {
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      box = rect(element);
    }
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight || !hit(element, x, y)) return null;
    const far = (dx, dy) => { let n = 0; while (n < LEAST && hit(element, x + dx * (n + 0.5), y + dy * (n + 0.5))) n += 1; return n; };
    return [far(-1, 0) + far(1, 0), far(0, -1) + far(0, 1)];
  }
  function crowded(element, box) {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    return all.some((other) => {
      if (other === element || other.contains(element) || element.contains(other)) return false;
      const near = boxes.get(other);
      const small = wide(near) < LEAST || high(near) < LEAST;
      if (small && Math.hypot((near.left + near.right) / 2 - x, (near.top + near.bottom) / 2 - y) < LEAST) return true;
      const dx = Math.max(near.left - x, 0, x - near.right), dy = Math.max(near.top - y, 0, y - near.bottom);
      return !small && Math.hypot(dx, dy) < LEAST / 2;
    });
  }
  const small = [], before = [scrollX, scrollY];
  const unloaded = (element) => [element, ...element.querySelectorAll("img, input[type=image]")]
    .some((one) => (one.localName === "img" ? !one.naturalWidth : one.type === "image" && !one.hasAttribute("height")));
  const twice = (element) => element.localName === "a" && all.some((other) => other !== element && other.href === element.href && wide(boxes.get(other)) >= LEAST && high(boxes.get(other)) >= LEAST);
  for (const element of all) {
    const box = boxes.get(element);
    if ((wide(box) >= LEAST && high(box) >= LEAST) || inline(element) || native(element) || unloaded(element) || wide(box) < 2 || high(box) < 2) continue;
    if (!crowded(element, box) || twice(element)) continue;
    const size = reach(element);
    if (size === null || (size[0] >= LEAST && size[1] >= LEAST)) continue;
    small.push({ node: xunwang.node(element), width: size[0], height: size[1] });
    if (small.length >= 40) break;
  }
  scrollTo({ left: before[0], top: before[1], behavior: "instant" });
  return { targets: small, most: all.length >= MOST };
}
