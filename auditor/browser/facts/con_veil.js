// Makes all text transparent, or shows it again. Transitions must not delay it, and the page keeps still.
(on) => {
  if (!on) { xunwang.veil?.remove(); return true; }
  const style = document.createElement("style");
  style.textContent = "*, *::before, *::after { -webkit-text-fill-color: transparent !important; transition: none !important; caret-color: transparent !important; }";
  (document.head ?? document.documentElement).append(style);
  xunwang.veil = style;
  return true;
}
