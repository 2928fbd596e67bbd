// How large the main text is drawn, how far its lines and paragraphs are apart, how large what is pressed is.
() => {
  const range = document.createRange();
  // A phone shrinks a page that was not made for it until it fits.
  const shrunk = globalThis.visualViewport?.scale ?? 1;
  const sizes = [], spacings = [], targets = [];
  const walker = document.createTreeWalker(document.body || document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && sizes.length < 1500; node = walker.nextNode()) {
    const element = node.parentElement, length = node.data.trim().length;
    if (length < 2 || !element || ["script", "style", "noscript", "option"].includes(element.localName) || !xunwang.visible(element)) continue;
    const region = xunwang.region(element);
    const size = parseFloat(getComputedStyle(element).fontSize) * xunwangAging.scale(element);
    sizes.push([Math.round(size * shrunk * 10) / 10, length, region === "footer" ? 0 : 1]);
    if (length < 20 || spacings.length >= 200) continue;
    range.selectNodeContents(node);
    const tops = [...new Set([...range.getClientRects()].filter((one) => one.width > 1).map((one) => Math.round(one.top * 10) / 10))].sort((one, other) => one - other);
    if (tops.length >= 2) spacings.push((tops[tops.length - 1] - tops[0]) / (tops.length - 1) / size);
  }
  const gaps = [];
  // Where the lines of a paragraph begin, from the top down, and how far they are apart; pictures within would count as lines.
  const lines = (element) => {
    range.selectNodeContents(element);
    const tops = [...range.getClientRects()].filter((one) => one.width > 1 && one.height > 1).map((one) => one.top).sort((one, other) => one - other);
    const own = tops.filter((top, at) => at === 0 || top - tops[at - 1] > 3);
    return own.length ? { first: own[0], last: own[own.length - 1], pitch: own.length > 1 ? (own[own.length - 1] - own[0]) / (own.length - 1) : 0 } : null;
  };
  const paragraph = (element) => element?.localName === "p" && xunwang.visible(element) && !element.querySelector("img,table,video,iframe");
  for (const element of [...document.querySelectorAll("p")].slice(0, 400)) {
    if (gaps.length >= 100) break;
    if (element.textContent.trim().length < 20 || !paragraph(element) || xunwang.region(element) === "footer") continue;
    let next = element.nextElementSibling;
    while (next?.localName === "p" && !next.textContent.trim()) next = next.nextElementSibling;
    if (!paragraph(next)) continue;
    const upper = lines(element), lower = lines(next);
    const alike = getComputedStyle(element).fontSize === getComputedStyle(next).fontSize;
    const pitch = upper?.pitch || (alike && lower?.pitch) || 0;
    if (pitch && lower && lower.first > upper.last) gaps.push((lower.first - upper.last) / pitch);
  }
  for (const element of document.querySelectorAll("a[href],button,input:not([type=hidden]),select,[onclick],[role=button]")) {
    if (targets.length >= 200) break;
    if (!xunwang.visible(element)) continue;
    const area = element.getBoundingClientRect();
    if (area.top < 0 || area.bottom > innerHeight || area.left < 0 || area.right > innerWidth) continue;
    const own = element.textContent.trim().length, around = element.parentElement?.textContent.trim().length || 0;
    const inline = getComputedStyle(element).display === "inline" && around > own * 2 + 4 && element.localName === "a" && !["ul", "nav"].includes(element.parentElement.localName) && [...element.parentElement.childNodes].some((one) => one.nodeType === 3 && one.data.trim().length > 4);
    const corner = (right, down) => xunwangAging.hits(element, right ? area.right - 2 : area.left + 2, down ? area.bottom - 2 : area.top + 2);
    const whole = [[0, 0], [1, 0], [0, 1], [1, 1]].filter(([right, down]) => corner(right, down)).length;
    targets.push({ id: xunwangAging.number(element), width: area.width * shrunk, height: area.height * shrunk, inline, whole, main: ["nav", "header", "main"].includes(xunwang.region(element)) && area.height >= 16 });
  }
  // Without its style sheets a page is not what its makers meant it to be.
  const styled = ![...document.querySelectorAll("link[rel~=stylesheet i]:not([rel~=alternate i])")]
    .some((link) => xunwangAging.failed.includes(link.href) && matchMedia(link.media || "all").matches);
  return { styled, sizes, spacings, gaps, targets };
}
