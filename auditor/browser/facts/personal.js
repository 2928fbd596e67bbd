// Boxes on the page of text that may be somebody's number: identity cards, bank cards, mobiles, passports. At most `most`.
(most) => {
  const NUMBERS = /(?:\d[ -]?){14,20}[\dXx]|(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<![A-Za-z0-9])[EGDPS][A-Z0-9]\d{7}(?!\d)/g;
  const found = [];
  const walker = document.createTreeWalker(document.documentElement ?? document, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode() && found.length < most) {
    const text = walker.currentNode.data;
    if (text.length < 9) continue;
    for (const one of text.matchAll(NUMBERS)) {
      range.setStart(walker.currentNode, one.index);
      range.setEnd(walker.currentNode, one.index + one[0].length);
      for (const box of range.getClientRects()) {
        if (box.width && box.height) found.push([box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]);
      }
    }
  }
  return { boxes: found.slice(0, most), x: scrollX, y: scrollY };
}
