// Long thin things near the pointer, and pictures that follow it; whether they swallow what is clicked there.
(x, y) => {
  const lines = [], followers = [];
  for (const element of xunwangAging.all()) {
    const area = element.getBoundingClientRect();
    const flat = area.width >= innerWidth * 0.9 && area.height > 0 && area.height <= 20;
    const tall = area.height >= innerHeight * 0.9 && area.width > 0 && area.width <= 20;
    const small = area.width >= 32 && area.width <= 160 && area.height >= 32 && area.height <= 160;
    if (!flat && !tall && !small) continue;
    const style = getComputedStyle(element);
    if (!["fixed", "absolute"].includes(style.position) || !xunwang.visible(element)) continue;
    const away = flat ? area.top + area.height / 2 - y : tall ? area.left + area.width / 2 - x : Math.max(Math.abs(area.left - x), Math.abs(area.top - y));
    const one = { id: xunwangAging.number(element), away };
    if (flat || tall) lines.push({ ...one, across: flat, swallows: xunwangAging.hits(element, x, y) });
    else if (Math.abs(away) <= 80) followers.push(one);
  }
  return { lines, followers };
}
