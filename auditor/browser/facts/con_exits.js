// Key combinations that the visible text names.
() => {
  const text = (document.body?.innerText ?? "").slice(0, 20000);
  const found = new Set();
  for (const [, held, key] of text.matchAll(/\b(ctrl|control|alt|shift)\s*[+＋-]\s*([a-z0-9])\b/gi)) {
    found.add(`${{ c: "Control", a: "Alt", s: "Shift" }[held[0].toLowerCase()]}+${key.toLowerCase()}`);
  }
  for (const [, key] of text.matchAll(/(?:press|按|hit|use)\s*["“'「]?\s*(f\d{1,2}|esc|escape|[a-z])\b/gi)) found.add(key);
  return [...found].slice(0, 6);
}
