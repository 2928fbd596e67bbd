// Pictures, links made of pictures and buttons where the pointer can rest on them; what stands in the given boxes is the toolbar.
(avoid, most) => {
  const SELECTOR = "img,input[type=image],[role=img],button,input[type=button],input[type=submit],[role=button]";
  const inBar = (x, y) => avoid.some(([left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height);
  const said = (element, ...names) => names.map((name) => xunwangAging.attribute(element, name));
  const found = [];
  for (const element of document.querySelectorAll(SELECTOR)) {
    if (found.length >= 60) break;
    const area = element.getBoundingClientRect();
    const x = area.left + area.width / 2, y = area.top + area.height / 2;
    if (area.width < 16 || area.height < 12 || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
    if (inBar(x, y) || !xunwang.visible(element) || !xunwangAging.hits(element, x, y)) continue;
    const picture = element.matches("img,input[type=image],[role=img]");
    const link = element.parentElement?.closest("a[href],button,[role=button]");
    const linked = picture && link && !link.textContent.trim() ? link : null;
    const words = picture ? [] : [element.innerText, element.value, ...[...element.querySelectorAll("img")].slice(0, 2).map((one) => xunwangAging.attribute(one, "alt"))];
    const names = [...words, ...said(element, "alt", "aria-label", "title"), ...(linked ? said(linked, "aria-label", "title") : [])]
      .map((one) => xunwang.flat(`${one ?? ""}`, 120)).filter(Boolean);
    const address = xunwangAging.attribute(element, "src");
    const file = /^data:/.test(address) ? "" : address.split(/[?#]/)[0].split("/").pop() || "";
    if (!names.length && !file) continue;
    found.push({ x, y, kind: picture ? (linked ? "image-link" : "picture") : "button", names: [...new Set(names)], file, node: xunwang.node(element) });
  }
  // Of each kind the same number, named ones first: a page full of buttons must not hide its pictures.
  const kinds = ["image-link", "picture", "button"].map((kind) => found.filter((one) => one.kind === kind).sort((one, other) => Boolean(other.names.length) - Boolean(one.names.length)));
  return kinds.flatMap((same) => same.slice(0, most));
}
