// What one document says: names, texts and their languages, alternatives. Reads only; Python judges.
(top) => {
  const MOST = 400, FEW = 60;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const flat = xunwang.flat, node = xunwang.node, seen = xunwang.visible;
  const attribute = (element, name) => flat(Element.prototype.getAttribute.call(element, name) ?? "", 300);
  const hidden = (element) => element.closest("[aria-hidden=true], [inert]") !== null;
  let full = false;
  const some = (list, most) => { full ||= list.length > most; return list.slice(0, most); };
  const referred = (element, name) => attribute(element, name).split(/\s+/).filter(Boolean)
    .map((id) => element.getRootNode().getElementById?.(id)).filter(Boolean);

  // The accessible name, as far as these checks need it.
  const content = (element, depth) => [...element.childNodes].map((child) => {
    if (child.nodeType === 3) return child.data;
    if (child.nodeType !== 1 || /^(script|style|template|noscript)$/.test(child.localName)) return "";
    const style = getComputedStyle(child);
    if (attribute(child, "aria-hidden") === "true" || style.display === "none" || style.visibility === "hidden") return "";
    const said = depth > 8 ? "" : name(child, depth + 1);
    return style.display === "inline" ? said : ` ${said} `;
  }).join("");
  function name(element, depth = 0) {
    if (depth === 0) {
      const by = referred(element, "aria-labelledby");
      const said = flat(by.map((one) => attribute(one, "aria-label") || name(one, 1)).join(" "), 300);
      if (said) return said;
    }
    const label = attribute(element, "aria-label");
    if (label) return label;
    const silent = /^(none|presentation)$/.test(attribute(element, "role"));
    if (/^(img|area)$/.test(element.localName)) return silent ? "" : attribute(element, "alt") || attribute(element, "title");
    if (element.localName === "svg") {
      const drawn = content(element, depth + 1);
      return flat(element.querySelector(":scope > title")?.textContent, 300) || (drawn.trim() ? drawn : "");
    }
    if (/^(input|select|textarea)$/.test(element.localName)) {
      const type = attribute(element, "type").toLowerCase();
      if (/^(submit|button|reset)$/.test(type) && attribute(element, "value")) return attribute(element, "value");
      if (type === "image") return attribute(element, "alt") || attribute(element, "title");
      const labels = depth === 0 ? [...(element.labels ?? [])].map((one) => content(one, 1)).join(" ") : "";
      return flat(labels, 300) || attribute(element, "title") || attribute(element, "placeholder");
    }
    const inside = content(element, depth);
    return depth ? inside || attribute(element, "title") : flat(inside, 300) || attribute(element, "title");
  }

  const BLOCK = "p, li, td, th, dd, dt, figcaption, caption, blockquote, h1, h2, h3, h4, h5, h6";
  const without = (element, own) => { const text = flat(element?.innerText, 400); return text === own ? "" : text; };
  function context(link, own) {
    const cell = link.closest("td");
    // Any header of the table may be one of the cell's; an item around the list says what its items are of.
    const heads = cell ? [...(cell.closest("table")?.querySelectorAll("th") ?? [])].slice(0, 40).map((one) => one.innerText).join(" ") : "";
    const item = link.closest("li")?.parentElement?.closest("li");
    const described = referred(link, "aria-describedby").map((one) => one.textContent).join(" ");
    return flat(`${without(link.closest(BLOCK), own)} ${item ? without(item, own) : ""} ${heads} ${described}`, 400);
  }
  // A link of a drawing keeps its address in another way, and as it is written.
  function leads(link) {
    if (typeof link.href === "string") return link.href;
    const drawn = link.href?.baseVal;
    try { return drawn ? new URL(drawn, document.baseURI).href : attribute(link, "onclick"); } catch { return drawn; }
  }
  function called(element, kind) {
    const visible = flat(element.innerText ?? element.textContent, 300);
    const described = flat(attribute(element, "title"), 300);
    const said = name(element);
    const link = kind === "link";
    return { node: node(element), kind, name: said, visible, target: link ? leads(element) : kind === "frame" ? attribute(element, "src") || attribute(element, "srcdoc") : attribute(element, "onclick"),
      relabelled: Boolean(attribute(element, "aria-label") || referred(element, "aria-labelledby").length),
      symbolic: /icon|material|symbol|awesome/i.test(`${getComputedStyle(element).fontFamily} ${[...element.querySelectorAll("*")].slice(0, 9).map((one) => getComputedStyle(one).fontFamily)}`),
      context: link ? flat(`${context(element, visible)} ${described === said ? "" : described}`, 400) : "",
      around: link ? beside(element, visible) : "" };
  }
  // The text of the nearest parts around that say more than the link itself: a title often stands in a part of its own.
  function beside(link, own) {
    let part = link.parentElement;
    for (let steps = 0; part && part !== document.body && steps < 4; steps += 1, part = part.parentElement) {
      const text = part.matches("div, section, article, header, form") ? without(part, own) : "";
      if (text) return text.slice(0, 200);
    }
    return "";
  }
  const present = (element) => seen(element) && !hidden(element);
  const kinds = { link: "a[href], area[href], [role=link]", control: "button, [role=button], [role=tab], [role=menuitem], [role=checkbox], [role=radio], [role=switch], [role=option], [role=treeitem], summary",
    button: "input[type=submit], input[type=button], input[type=image], input[type=reset]", heading: "h1, h2, h3, h4, h5, h6, [role=heading]", field: "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]), select, textarea", frame: "iframe[src], iframe[srcdoc]" };
  const named = Object.entries(kinds).flatMap(([kind, selector]) => some(all(selector).filter(present), MOST).map((element) => called(element, kind)));

  const passage = (element, lang) => ({ node: node(element), lang, text: flat(element.innerText ?? element.textContent, 1500) });
  function own(root) {
    const parts = [];
    let length = 0;
    const walk = (element) => {
      for (const child of element.childNodes) {
        if (length > 4000) return;
        if (child.nodeType === 3 && child.data.trim()) { parts.push(child.data.trim()); length += child.data.length; }
        else if (child.nodeType === 1 && !child.hasAttribute("lang") && !/^(script|style|template|noscript|code|svg)$/.test(child.localName) && child.checkVisibility()) walk(child);
      }
    };
    if (root) walk(root);
    return flat(parts.join(" "), 4000);
  }
  const root = document.documentElement;
  const declared = [...all("body[lang], body [lang]")].filter((element) => element.checkVisibility());
  const passages = [{ node: node(root), lang: attribute(root, "lang"), text: own(document.body) },
    ...some(declared, FEW).map((element) => ({ ...passage(element, attribute(element, "lang")), text: own(element) || flat(element.innerText, 1500) }))];

  const CODE = /captcha|verif(y|ication)_?-?code|check_?-?code|valid(ate)?_?-?code|auth_?code|rand_?-?code|yzm|yanzhengma|验证码/i;
  const about = (element) => ["src", "id", "name", "class", "alt", "title", "placeholder", "onclick", "aria-label"].map((one) => attribute(element, one)).join(" ");

  // Words drawn on a canvas that stand nowhere else on the page; drawn.js heard of them.
  const everything = all("canvas").length ? flat(document.body?.innerText, 200000) : "";
  function inked(canvas) {
    let heard = [];
    const listen = (event) => { try { heard = JSON.parse(event.detail); } catch { heard = []; } };
    canvas.addEventListener("xunwang-words", listen, { once: true });
    canvas.dispatchEvent(new CustomEvent("xunwang-drawn"));
    canvas.removeEventListener("xunwang-words", listen);
    const words = Array.isArray(heard) ? heard.slice(0, 60).map((one) => flat(`${one}`, 60)) : [];
    return words.filter((one) => one && !everything.includes(one)).join(" ").slice(0, 300);
  }

  const large = (element) => { const box = element.getBoundingClientRect(); return box.width >= 24 && box.height >= 24; };
  const pictures = some(all("img, svg, canvas, input[type=image]").filter((element) => seen(element) && large(element) && !element.parentElement?.closest("svg")), MOST).map((element) => {
    const silent = hidden(element) || /^(none|presentation)$/.test(attribute(element, "role"));
    const said = silent ? "" : name(element);
    return { node: node(element), name: said, source: attribute(element, "src").slice(0, 200), exposed: Boolean(said), backed: Boolean(flat(element.closest("a, button, figure, label")?.innerText, 20)),
      silenced: silent, drawn: element.localName === "canvas" && !said && !CODE.test(about(element)) ? inked(element) : "" };
  });
  // Characters that are exposed, and how many of them stand where they are seen: no others can stand for a sound or a film.
  function written() {
    const walker = document.createTreeWalker(document.body ?? root, NodeFilter.SHOW_TEXT);
    let beside = 0, shown = 0;
    while (shown < 500 && walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (!data.trim() || !parentElement || parentElement.closest("video, audio, script, style, noscript") || !present(parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const length = data.replace(/\s/g, "").length;
      beside += length;
      if ([...range.getClientRects()].some((one) => one.right + scrollX > 0 && one.bottom + scrollY > 0)) shown += length;
    }
    return { beside, shown };
  }
  const players = all("video, audio");
  const beneath = players.length ? { ...written(), ways: all("a[href], button, [onclick], [role=link], [role=button], iframe, object, embed").length + players.length - 1 } : {};
  // Whether a film has any sound: known once its head was loaded, and never of another origin's.
  function sounds(film) {
    try { return film.readyState > 0 ? film.captureStream().getAudioTracks().length > 0 : null; } catch { return null; }
  }
  const media = some(players, FEW).map((element) => ({ node: node(element), kind: element.localName, seen: seen(element), ...beneath, sound: element.localName === "video" ? sounds(element) : null,
    tracks: [...element.querySelectorAll("track")].map((one) => attribute(one, "kind") || "subtitles") }));

  const PROPERTIES = { "letter-spacing": "letterSpacing", "word-spacing": "wordSpacing", "line-height": "lineHeight" };
  const spacings = some(all("[style*='important']"), MOST).flatMap((element) => Object.entries(PROPERTIES).flatMap(([what, property]) => {
    if (!element.style || element.style.getPropertyPriority(what) !== "important") return [];
    if (/^(inherit|unset|revert|revert-layer)$/i.test(element.style.getPropertyValue(what))) return [];  // what it comes to is said elsewhere
    const size = parseFloat(getComputedStyle(element).fontSize);
    const value = parseFloat(getComputedStyle(element)[property]);
    const text = [...element.childNodes].find((child) => child.nodeType === 3 && child.data.trim());
    if (!text || !seen(element) || !size || Number.isNaN(value)) return [];
    const box = element.getBoundingClientRect();
    if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return [];
    if (what === "line-height") {
      const range = document.createRange();
      range.selectNodeContents(text);
      if (new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size < 2 || /pre/.test(getComputedStyle(element).whiteSpace)) return [];
    }
    return [{ node: node(element), what, ratio: value / size }];
  }));

  const ENLARGE = /放大|大图|enlarge|zoom in/i;
  const AROUND = "button, a, summary, input[type=button], input[type=image], [role=button], [onclick]";
  const formOf = (element) => element.closest("form") ?? element.parentElement?.parentElement ?? element;
  const drawn = all("img, canvas, input[type=image]").filter((element) => seen(element) && CODE.test(about(element))).slice(0, FEW);
  const captchas = drawn.map((element) => {
    const form = formOf(element);
    const fields = [...form.querySelectorAll("input:not([type=hidden])")];
    const larger = [...form.querySelectorAll(AROUND)].find((one) => one !== element && seen(one) && ENLARGE.test(`${name(one)} ${attribute(one, "title")}`));
    return { node: node(element), typed: fields.some((one) => CODE.test(`${about(one)} ${name(one)}`)), enlarge: larger ? name(larger) || attribute(larger, "title") : "",
      other: /语音|声音|听|短信|手机|电话|audio|sound|sms|phone|mobile|voice/i.test(`${form.innerText} ${form.innerHTML.slice(0, 20000)}`) };
  });
  // con_captcha measures these later on, in this same world.
  const asking = all("input:not([type=hidden])").filter((one) => seen(one) && CODE.test(`${about(one)} ${name(one)}`)).slice(0, FEW);
  xunwang.captchas = { drawn, forms: [...new Set([...drawn, ...asking].map(formOf))] };

  const UNNAMED = "div, span, p, b, i, em, strong, sub, sup, code, del, ins, caption, small, u, q, pre, bdi, bdo, a:not([href])";
  const UNNAMED_ROLES = "caption, code, deletion, emphasis, generic, insertion, none, paragraph, presentation, strong, subscript, superscript";
  const NAMING = ["aria-label", "aria-labelledby", "aria-braillelabel", "aria-roledescription", "aria-brailleroledescription"];
  const prohibited = some(all(NAMING.map((one) => `[${one}]`).join(", ")), MOST).flatMap((element) => {
    const role = attribute(element, "role").split(/\s+/)[0].toLowerCase();
    const what = NAMING.find((one) => attribute(element, one));
    const bare = role ? UNNAMED_ROLES.split(", ").includes(role) : element.matches(UNNAMED);
    const focusable = element.tabIndex >= 0 || element.isContentEditable;
    return what && bare && !focusable && seen(element) && !hidden(element) ? [{ node: node(element), what }] : [];
  });

  const CELL = "th, td, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]";
  const headers = some(all("table, [role=table], [role=grid]").filter((table) => seen(table) && !/^(none|presentation)$/.test(attribute(table, "role"))), FEW).flatMap((table) => {
    const rows = [...table.querySelectorAll("tr, [role=row]")].filter((row) => row.closest("table, [role=table], [role=grid]") === table).slice(0, 200);
    const cells = [], taken = new Set();
    rows.forEach((row, y) => {
      let x = 0;
      [...row.children].filter((one) => one.matches(CELL)).forEach((cell) => {
        while (taken.has(`${x},${y}`)) x += 1;
        const wide = Math.min(cell.colSpan || 1, 50), high = Math.min(cell.rowSpan || 1, 50);
        for (let dx = 0; dx < wide; dx += 1) for (let dy = 0; dy < high; dy += 1) taken.add(`${x + dx},${y + dy}`);
        cells.push({ cell, x, y, wide, high });
        x += wide;
      });
    });
    const head = (cell) => attribute(cell, "role") ? /header$/.test(attribute(cell, "role")) : cell.localName === "th";
    if (rows.length < 2 || !cells.some(({ cell }) => !head(cell))) return [];
    return cells.filter((one) => head(one.cell) && present(one.cell) && flat(one.cell.innerText, 9)).filter((one) => !cells.some((other) => {
      if (other === one) return false;
      const ids = attribute(other.cell, "headers").split(/\s+/).filter(Boolean);
      if (ids.length) return ids.includes(one.cell.id);
      const column = other.x < one.x + one.wide && one.x < other.x + other.wide && other.y > one.y;
      const row = other.y < one.y + one.high && one.y < other.y + other.high && !head(other.cell);
      return column || row;
    })).map(({ cell }) => ({ node: node(cell), what: cell.localName !== "th" && !table.querySelector("[aria-colindex], [aria-colspan], [aria-rowindex], [aria-rowspan]") ? "aria" : "th" }));
  });

  const errors = some(all("[aria-invalid=true]").filter(present), FEW).filter((element) =>
    !referred(element, "aria-describedby").length && !referred(element, "aria-errormessage").length).map((element) => ({ node: node(element), what: name(element) }));

  const PLACE = /(点击|按|见|看|在|请)[^。;\n]{0,8}(右|左|上|下)(边|侧|方|面|角)[^。;\n]{0,8}(按钮|菜单|链接|图标|导航|栏)|(红|绿|蓝|黄|灰)色的?[^。;\n]{0,6}(按钮|图标|链接)|(圆|方|三角)形的?(按钮|图标)|\b(on|to|in|at) the (far |upper |lower |top |bottom )?(right|left)\b|\b(round|square|circle|triangle|star|red|green|blue)\b[^.]{0,20}\b(button|menu|icon)\b|\b(underneath|below|above|beside|within) the [a-z]+\b/i;
  const references = all("p, li, td, dd, span, label").filter((element) => [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && PLACE.test(flat(element.innerText, 500)) && present(element)).slice(0, 10).map((element) => ({ node: node(element), what: (flat(element.innerText, 500).match(PLACE) ?? [""])[0] }));

  // Text that is seen and kept from assistive software, and makes up most of the page. A dialog in front may rightly do so.
  const long = (element) => flat(element?.innerText, 20000).length;
  const dialog = all("dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true]").some(seen);
  const concealed = dialog ? [] : all("body [aria-hidden=true]").filter((element) => seen(element) && !element.parentElement.closest("[aria-hidden=true]"))
    .filter((element) => long(element) >= 60 && long(element) > long(document.body) / 2).slice(0, 3).map((element) => ({ node: node(element), what: "" }));

  const focusable = all("a[href], button, input:not([type=hidden])").slice(0, 3);
  const main = all("main, [role=main]").some((one) => one.checkVisibility());
  const target = (link) => {
    const id = link.pathname === location.pathname && link.hash?.length > 1 ? decodeURIComponent(link.hash.slice(1)) : "";
    return id ? { found: document.getElementById(id) ?? document.getElementsByName(id)[0] ?? null } : null;
  };
  // A way that ends before words of a part beside the content has passed nothing.
  function ends(element) {
    const part = element.closest("aside, nav, header, footer, [role=complementary], [role=navigation], [role=banner], [role=contentinfo]");
    if (!part) return true;
    const rest = document.createRange();
    rest.setStartBefore(element);
    rest.setEndAfter(part);
    return part === element || !rest.toString().trim();
  }
  const skip = focusable.some((link) => !hidden(link) && target(link)?.found && ends(target(link).found));
  const wrong = focusable.find((link) => /skip|跳(过|到|转|至)|直达|(主要|正文)内容/i.test(link.innerText ?? "") && target(link));
  const bypass = top && !main && !skip && !all("h1, h2, h3, h4, h5, h6, [role=heading]").some(present) && all("a[href]").length ? { node: node(wrong ?? root), what: wrong ? (target(wrong).found ? "beside" : "astray") : "" } : null;

  const manifest = document.querySelector("link[rel~=manifest i][href]");
  const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;
  return { status, title: flat(document.title, 300), text: flat(document.body?.innerText, 4000), passages, named, pictures, media, spacings, captchas, prohibited, headers, errors, references, concealed, manifest: typeof manifest?.href === "string" ? manifest.href : "", bypass, full };
}
