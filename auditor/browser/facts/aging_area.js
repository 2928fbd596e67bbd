// The area of an element that really takes a click, found by asking who is hit; at most a given number of pixels each way.
(id, most) => {
  const element = xunwangAging.known[id];
  if (!element?.isConnected) return null;
  const area = element.getBoundingClientRect();
  const x = area.left + area.width / 2, y = area.top + area.height / 2;
  if (!xunwangAging.hits(element, x, y)) return { width: 0, height: 0, box: xunwangAging.box(element) };
  const reach = (right, down) => {
    let far = 0;
    while (far < most && xunwangAging.hits(element, x + right * (far + 1), y + down * (far + 1))) far += 1;
    return far;
  };
  return { width: reach(1, 0) + reach(-1, 0) + 1, height: reach(0, 1) + reach(0, -1) + 1, box: xunwangAging.box(element) };
}
