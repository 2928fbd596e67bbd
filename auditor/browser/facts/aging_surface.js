// How the page is painted: shadows, depth, textures; and the blocks that it is made of, down to a given height.
async (tall, most) => {
  const TILE = /repeat|round|space/, LARGEST_TILE = 200, SMALLEST_TILE = 4;
  const counts = { boxes: 0, shadowed: 0, deep: 0, textured: 0, marked: 0 };
  const tiles = new Map(), waiting = [];
  for (const element of xunwangAging.all().slice(0, 8000)) {
    const area = element.getBoundingClientRect();
    if (area.width < 24 || area.height < 16) continue;
    const style = getComputedStyle(element);
    if (style.display === "inline" || !xunwang.visible(element)) continue;
    counts.boxes += 1;
    const shadowed = style.boxShadow !== "none";
    const deep = style.perspective !== "none" || style.transformStyle === "preserve-3d" || style.transform.startsWith("matrix3d");
    counts.shadowed += shadowed;
    counts.deep += deep;
    counts.marked += shadowed || deep;
    const address = /url\(["']?([^"')]+)/.exec(style.backgroundImage)?.[1];
    const repeats = address && TILE.test(style.backgroundRepeat.replaceAll("no-repeat", "")) && style.backgroundSize === "auto";
    if (repeats && (tiles.has(address) || tiles.size < 12)) {
      tiles.set(address, null);
      waiting.push([address, area.width, area.height, shadowed || deep]);
    }
  }
  await Promise.all([...tiles.keys()].map((address) => new Promise((done) => {
    const picture = new Image();
    picture.onload = () => { tiles.set(address, [picture.naturalWidth, picture.naturalHeight]); done(); };
    picture.onerror = done;
    setTimeout(done, 600);
    picture.src = address;
  })));
  // A strip that is a few pixels wide is a shade of colour, a large picture that happens to be allowed to repeat is a picture.
  for (const [address, width, height, marked] of waiting) {
    const tile = tiles.get(address);
    if (!tile || Math.min(...tile) < SMALLEST_TILE || Math.max(...tile) > LARGEST_TILE) continue;
    if (width < tile[0] * 2 && height < tile[1] * 2) continue;
    counts.textured += 1;
    counts.marked += !marked;
  }

  const STRUCTURE = new Set(["div", "section", "article", "header", "nav", "main", "footer", "aside", "form", "fieldset", "table", "ul", "ol", "dl", "center"]);
  const WHOLE = new Set(["article", "nav", "form", "table", "ul", "ol", "dl"]);
  const blocks = [];
  const large = (element) => {
    const area = element.getBoundingClientRect();
    return area.width >= 160 && area.height >= 40 && area.top + scrollY < tall;
  };
  const parts = (element) => [...element.children].filter((one) => STRUCTURE.has(one.localName) && getComputedStyle(one).position !== "fixed" && large(one) && xunwang.visible(one));
  const surface = (element) => { const area = element.getBoundingClientRect(); return area.width * area.height; };
  const split = (element, depth) => {
    if (blocks.length >= most) return;
    const inner = WHOLE.has(element.localName) || depth > 12 ? [] : parts(element);
    const name = (one) => `${one.localName}.${xunwangAging.attribute(one, "class")}`;
    const alike = inner.length > 2 && inner.every((one) => name(one) === name(inner[0]));
    const covered = inner.reduce((sum, one) => sum + surface(one), 0) >= surface(element) * 0.5;
    if (element === document.body || (inner.length && !alike && covered)) inner.forEach((one) => split(one, depth + 1));
    else blocks.push({ node: xunwang.node(element) });
  };
  if (document.body) split(document.body, 0);
  return { ...counts, blocks: blocks.filter((one) => one.node.box.y + one.node.box.height > 0 && one.node.box.x + one.node.box.width > 0) };
}
