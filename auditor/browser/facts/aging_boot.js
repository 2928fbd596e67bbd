// What the fact scripts of the retrofit share. Boots in our world; state lives as long as the document does.
(() => {
  const MOST_ELEMENTS = 30000;
  const MOST_ITEMS = 3000;
  const MOST_OUTSIDE = 600;
  const NATIVE = "a,button,input,select,summary,area,label,[onclick],[role=button],[role=link],[role=menuitem],"
    + "[role=switch],[role=checkbox],[role=radio],[role=tab],[role=option],[tabindex]";
  const closed = new Map();
  const heard = [];
  const failed = [];
  const known = [];
  const numbers = new WeakMap();

  addEventListener("xunwang-heard", (event) => { if (heard.length < 3000) heard.push(`${event.detail}`); }, true);
  addEventListener("error", (event) => {
    const at = event.target;
    if (at?.nodeType === 1 && ["script", "link", "iframe"].includes(at.localName)) failed.push(`${at.src || at.href || ""}`);
  }, true);

  // Where the page is told to go, whether it gets there or not: files leave the document as it is. Other applications are
  // not asked for: the browser's question to the user would take every further click.
  globalThis.navigation?.addEventListener("navigate", (event) => {
    const address = `${event.destination?.url}`;
    if (globalThis === globalThis.top && heard.length < 3000) heard.push(JSON.stringify([event.downloadRequest === null ? "going" : "download", address.slice(0, 600)]));
    if (event.cancelable && !/^(https?|about|javascript|data|blob|file):/i.test(address)) event.preventDefault();
  });

  const attribute = (element, name) => Element.prototype.getAttribute.call(element, name) || "";
  const shadow = (element) => element.shadowRoot || closed.get(element) || null;
  const up = (node) => node.parentElement || node.parentNode?.host || null;

  // Every element, shadow trees included: those that are closed to scripts were handed over through DevTools.
  function all(root = document, found = []) {
    for (const element of root.querySelectorAll("*")) {
      if (found.length >= MOST_ELEMENTS) break;
      found.push(element);
      const inner = shadow(element);
      if (inner) all(inner, found);
    }
    return found;
  }

  function within(element, ancestor) {
    for (let at = element; at; at = up(at)) if (at === ancestor) return true;
    return false;
  }

  function at(x, y) {
    let found = document.elementFromPoint(x, y);
    for (let depth = 0; found && depth < 10; depth += 1) {
      const inner = shadow(found)?.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  }

  const hits = (element, x, y) => { const found = at(x, y); return Boolean(found) && within(found, element); };

  function number(element) {
    if (!numbers.has(element)) { numbers.set(element, known.length); known.push(element); }
    return numbers.get(element);
  }

  // How much larger than its own pixels an element is drawn: zoom and transforms together.
  function scale(element) {
    for (let at = element; at; at = up(at)) {
      if (!(at.offsetWidth >= 40)) continue;
      const ratio = at.getBoundingClientRect().width / at.offsetWidth;
      return Math.abs(ratio - 1) < 0.03 ? 1 : ratio;
    }
    return 1;
  }

  const fileName = (url) => (/^data:/.test(url) ? "" : url.split(/[?#]/)[0].split("/").pop() || "");

  function files(element) {
    const pictures = [element, ...element.querySelectorAll("img,image,use")].slice(0, 4);
    const background = /url\(["']?([^"')]+)/.exec(getComputedStyle(element).backgroundImage)?.[1] || "";
    return [...pictures.map((one) => attribute(one, "src") || attribute(one, "href")).filter((url) => /\.(png|jpe?g|gif|svg|webp|ico)/i.test(url)), background]
      .map(fileName).filter(Boolean).join(" ").slice(0, 120);
  }

  function words(element) {
    const inner = [...element.querySelectorAll("img,svg title,[aria-label]")].slice(0, 3);
    const join = (...found) => xunwang.flat(found.filter(Boolean).join(" "), 80);
    const href = attribute(element, "href");
    const script = /^\s*javascript:/i.test(href) ? href : "";
    return {
      text: xunwang.flat(element.innerText ?? element.textContent, 60),
      title: join(attribute(element, "title") || inner.map((one) => attribute(one, "title")).find(Boolean)),
      alt: join(attribute(element, "alt") || inner.map((one) => attribute(one, "alt")).find(Boolean), element.localName === "input" ? attribute(element, "value") : ""),
      label: join(attribute(element, "aria-label") || inner.map((one) => attribute(one, "aria-label") || (one.localName === "title" ? one.textContent : "")).find(Boolean)),
      code: [attribute(element, "id"), attribute(element, "class"), attribute(element, "onclick"), script].join(" ").slice(0, 300),
      files: files(element),
    };
  }

  function address(element) {
    const link = element.closest?.("a[href],area[href]") || element.querySelector?.("a[href]");
    const written = link ? attribute(link, "href") : "";
    if (!written || written.startsWith("#")) return "";
    try { const { href, protocol } = new URL(written, document.baseURI); return ["javascript:", "about:"].includes(protocol) ? "" : href; } catch { return ""; }
  }

  function box(element) {
    const found = element.getBoundingClientRect();
    return [found.x, found.y, found.width, found.height].map((value) => Math.round(value * 10) / 10);
  }

  const pointer = (element) => getComputedStyle(element).cursor.endsWith("pointer");
  const clickable = (element) => element.matches(NATIVE) || (pointer(element) && !(up(element) && pointer(up(element))));
  const telling = (element) => ["title", "alt", "aria-label"].some((name) => attribute(element, name))
    || (element.childElementCount === 0 && element.textContent.trim().length > 0 && element.textContent.trim().length <= 12);

  // What could be pressed, and what carries a name of its own: handlers that scripts attach cannot be seen from here.
  // What is in the window comes first: toolbars are there, and long lists below must not crowd them out.
  function items() {
    const inside = [], outside = [];
    for (const element of all()) {
      const area = element.getBoundingClientRect();
      if (!area.width && !area.height) continue;
      (area.bottom > 0 && area.top < innerHeight && area.right > 0 && area.left < innerWidth ? inside : outside).push(element);
    }
    return [...listed(inside, MOST_ITEMS), ...listed(outside, MOST_OUTSIDE)];
  }

  function listed(elements, most) {
    const found = [];
    for (const element of elements) {
      if (found.length >= most) break;
      if (["script", "style", "option", "html", "body"].includes(element.localName)) continue;
      const pressed = clickable(element);
      if (!pressed && !telling(element)) continue;
      if (!xunwang.visible(element)) continue;
      found.push({ id: number(element), clickable: pressed, shadowed: element.getRootNode() !== document,
        ...words(element), href: address(element), box: box(element) });
    }
    return found;
  }

  globalThis.xunwangAging = { all, at, hits, within, up, scale, items, known, number, attribute, box, closed, heard, failed, words, pointer, NATIVE };
})();
