// What could make hidden links appear: the visible element around each hidden part and the one before it under the pointer,
// and whatever says by its attributes, or stands there as a button, that it opens the part. Returns the kind of each.
(numbers, most) => {
  const hidden = numbers.map((number) => xunwang.links[number]).filter(Boolean);
  const seen = new Set();
  const found = [];
  const add = (kind, element) => {
    if (!element || !xunwang.visible(element) || element === document.body || element === document.documentElement) return;
    const mark = `${kind} ${xunwang.selector(element)}`;
    if (!seen.has(mark) && found.length < most) {
      seen.add(mark);
      found.push({ kind, element });
    }
  };
  const parts = new Set(hidden.map((link) => {
    let at = link;
    for (let up = xunwang.up(at); up && up !== document.body && !xunwang.visible(up); up = xunwang.up(at)) at = up;
    return at;
  }));
  const opens = 'button, summary, label, [onclick], [role="button"], [role="tab"], a[href^="#"], a[href^="javascript" i], a:not([href])';
  for (const part of parts) {
    const around = xunwang.up(part);
    const before = part.previousElementSibling;
    add("hover", before);
    add("hover", around);
    const names = [part.id, ...part.classList].filter((name) => name.length > 1).slice(0, 6);
    for (const name of names) {
      const word = CSS.escape(name);
      const said = [`[aria-controls~="${word}"]`, `[href="#${word}"]`, `[data-target*="${word}"]`, `[onclick*="${word}"]`, `[for="${word}"]`];
      for (const one of document.querySelectorAll(said.join(", "))) add("click", one);
    }
    for (const near of [before, ...(around ? around.querySelectorAll(opens) : [])].slice(0, 6)) {
      if (near && !part.contains(near) && near.matches(opens)) add("click", near);
    }
  }
  xunwang.triggers = found.map(({ element }) => element);
  return found.map(({ kind }) => kind);
}
