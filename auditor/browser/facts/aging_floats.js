// Things that stand above the page: where they are now, and whether they are drawn over its content.
() => {
  const found = [];
  const clipped = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (/hidden|clip|auto|scroll/.test(style.overflow)) return true;
      if (style.position !== "static") return false;
    }
    return false;
  };
  for (const element of xunwangAging.all()) {
    const style = getComputedStyle(element);
    if (!["fixed", "absolute"].includes(style.position)) continue;
    const area = element.getBoundingClientRect();
    if (area.width < 30 || area.height < 30 || !xunwang.visible(element) || (style.position === "absolute" && clipped(element))) continue;
    const seen = Math.max(0, Math.min(area.right, innerWidth) - Math.max(area.left, 0)) * Math.max(0, Math.min(area.bottom, innerHeight) - Math.max(area.top, 0));
    if (!seen) continue;
    const close = [...element.querySelectorAll("*")].find((one) => {
      const words = [xunwangAging.attribute(one, "title"), xunwangAging.attribute(one, "aria-label"), xunwangAging.attribute(one, "alt"), one.textContent.trim()];
      return words.some((word) => /^([×✕✖xX╳]|关闭|关闭窗口|关闭广告|close|我知道了|不再提示)$/i.test(word)) || /(^|[-_ ])close|guanbi/i.test(`${xunwangAging.attribute(one, "class")} ${xunwangAging.attribute(one, "id")}`);
    });
    const code = `${xunwangAging.attribute(element, "id")} ${xunwangAging.attribute(element, "class")}`.slice(0, 120);
    const frames = [...element.querySelectorAll("iframe")].map((one) => one.src);
    found.push({
      id: xunwangAging.number(element), fixed: style.position === "fixed", box: xunwangAging.box(element), share: seen / (innerWidth * innerHeight),
      close: close ? xunwangAging.number(close) : null, text: xunwang.flat(element.innerText, 120), href: element.closest("a")?.href || element.querySelector("a")?.href || "",
      pictured: Boolean(element.matches("img") || element.querySelector("img,iframe,video,svg")), frames, key: `${xunwang.place(element)}|${code}|${xunwang.flat(element.innerText, 20)}`,
    });
    if (found.length >= 200) break;
  }
  return found;
}
