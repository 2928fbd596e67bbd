// Before the walk with the Tab key: numbers what can have the focus, notes how it looks without it, and takes the focus away.
() => {
  const KINDS = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, object, embed, audio[controls], video[controls], [tabindex], [contenteditable]";
  const STYLES = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "backgroundImage", "color", "borderTopColor", "borderTopWidth", "borderTopStyle",
    "borderBottomColor", "borderBottomWidth", "borderBottomStyle", "borderLeftColor", "borderLeftWidth", "textDecorationLine", "fontWeight", "fontSize", "opacity", "transform", "filter", "visibility", "display",
    "left", "top", "clip", "clipPath", "width", "height", "position", "backgroundPosition", "backgroundSize", "zIndex"];
  function deep() {
    let at = document.activeElement;
    for (let inner = at; inner;) {
      let next = inner.shadowRoot?.activeElement ?? null;
      if (inner.localName === "iframe") {
        try { next = inner.contentDocument?.activeElement ?? null; } catch { next = null; }
        if (next && /^(body|html)$/.test(next.localName)) next = null;
      }
      at = inner;
      inner = next;
    }
    return at && at !== document.body && at !== document.documentElement ? at : null;
  }
  function look(element) {
    const near = [element, element.previousElementSibling, element.nextElementSibling, element.firstElementChild];
    for (let at = element.parentElement, up = 0; at && up < 3; at = at.parentElement, up += 1) near.push(at);
    const parts = near.filter(Boolean).map((one) => { const style = getComputedStyle(one); return STYLES.map((name) => style[name]).join(";"); });
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(element, pseudo);
      if (style.content !== "none") parts.push(STYLES.map((name) => style[name]).join(";"));
    }
    return parts.join("|");
  }
  const able = (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  const all = [...document.querySelectorAll(KINDS)].slice(0, 4000).filter(able).slice(0, 400);
  const walk = { ids: new Map(), elements: [], looks: new Map(), deep, look, pending: new Set() };
  walk.id = (element) => {
    if (!walk.ids.has(element)) { walk.ids.set(element, walk.elements.length); walk.elements.push(element); }
    return walk.ids.get(element);
  };
  document.activeElement?.blur?.();
  all.forEach((element) => { walk.id(element); walk.looks.set(element, look(element)); });
  xunwang.walk = walk;
  const handles = "[onblur], [onfocus], [onkeydown], [onkeypress], [onfocusout], [onfocusin], iframe, object, embed";
  const alert = all.filter((element) => element.matches(handles) || element.closest("[onkeydown], [onkeypress], [onfocusout]")).slice(0, 12).map(walk.id);
  const concealed = all.filter((element) => element.closest("[aria-hidden=true]")).slice(0, 12).map(walk.id);
  return { count: all.length, alert, concealed };
}
