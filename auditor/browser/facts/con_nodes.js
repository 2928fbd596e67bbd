// Numbered elements of the walk as facts; those in frames as they stand in the page.
(ids) => ids.map((id) => xunwang.walk.elements[id]).filter((element) => element?.isConnected).map((element) => {
  const known = xunwang.node(element);
  for (let view = element.ownerDocument.defaultView; view && view !== window; view = view.parent) {
    const frame = view.frameElement;
    if (!frame) break;
    const at = frame.getBoundingClientRect();
    const last = view.parent === window;
    known.selector = `${xunwang.selector(frame)} >>> ${known.selector}`;
    // Boxes are told with the scrolling of the top window, as that is where this script runs.
    known.box = { ...known.box, x: known.box.x + at.left + frame.clientLeft, y: known.box.y + at.top + frame.clientTop };
    if (last) known.place = `frame>${known.place}`;
  }
  return known;
})
