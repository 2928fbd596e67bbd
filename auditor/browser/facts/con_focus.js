// Gives the focus to a numbered element or takes it away; says what is shown of it, or null when it cannot be looked at.
(id, on) => {
  const element = xunwang.walk.elements[id];
  if (!element?.isConnected) return null;
  if (on) element.focus({ focusVisible: true });
  else element.blur();
  const box = element.getBoundingClientRect();
  const shown = box.width >= 4 && box.height >= 4 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const at = shown ? document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2) : null;
  const open = at !== null && (at === element || element.contains(at) || at.contains(element));
  return { held: xunwang.walk.deep() === element, visible: open, place: xunwang.place(element), y: scrollY };
}
