// Box of the footer on the page: around the words and badges of identity that stand lowest, else the end of the page.
() => {
  const WORDS = /ICP\s?备|ICP备案|公网安备|标识码|主办单位|主办[::]|承办单位|版权所有/;
  const height = document.documentElement.scrollHeight;
  const width = document.documentElement.clientWidth;
  const LOW = 1200;
  const MOST = 700;
  const REST = 400;
  const found = [];
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (WORDS.test(walker.currentNode.data)) found.push(walker.currentNode.parentElement);
  found.push(...document.querySelectorAll('img[src*="conac" i], img[src*="jiucuo" i], [id^="_ideConac"], footer, [role="contentinfo"]'));
  const boxes = found.filter((one) => one && xunwang.visible(one)).map((one) => one.getBoundingClientRect())
    .map((one) => ({ top: one.top + scrollY, bottom: one.bottom + scrollY })).filter((one) => one.bottom > height - LOW);
  const top = boxes.length ? Math.min(...boxes.map((one) => one.top)) - 60 : height - 300;
  const end = boxes.length ? Math.max(...boxes.map((one) => one.bottom)) : height;
  const bottom = height - end < REST ? height : end;
  const from = Math.max(top, bottom - MOST, 0);
  return { x: 0, y: from, width, height: Math.max(bottom - from, 1) };
}
