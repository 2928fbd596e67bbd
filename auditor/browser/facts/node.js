// Shared by all fact scripts: says which element is meant, in the form of model.Node. Runs in an isolated world, where
// the page cannot reach it.
(() => {
  const REGIONS = { HEADER: "header", NAV: "nav", MAIN: "main", FOOTER: "footer" };
  const ROLES = { banner: "header", navigation: "nav", main: "main", contentinfo: "footer" };
  const NAMED = [
    ["footer", /(^|[-_ ])(foot|footer|copyright|bottom)([-_ ]|\d|$)/i],
    ["nav", /(^|[-_ ])(nav|menu|daohang)([-_ ]|\d|$)/i],
    ["header", /(^|[-_ ])(head|header|top|banner)([-_ ]|\d|$)/i],
  ];

  // A form's own fields hide its properties behind their names: <input name=parentElement>.
  const getter = (prototype, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(prototype, name).get);
  const parent = getter(Node.prototype, "parentElement"), children = getter(Element.prototype, "children");
  const local = getter(Element.prototype, "localName"), tag = getter(Element.prototype, "tagName");
  const attribute = Function.prototype.call.bind(Element.prototype.getAttribute);
  const up = (element) => parent(element) || Node.prototype.getRootNode.call(element).host || null;

  function region(element) {
    for (let at = element; at; at = up(at)) {
      const known = ROLES[attribute(at, "role")] || REGIONS[tag(at)];
      if (known) return known;
      const name = `${attribute(at, "id") || ""} ${attribute(at, "class") || ""}`;
      const found = NAMED.find(([, words]) => words.test(name));
      if (found) return found[0];
    }
    return "";
  }

  // Which of its kind each child is, and the way to each element; kept until the script that asks has ended, for the page
  // may change after that.
  const ranks = new Map(), ways = new Map();
  function ranked(around) {
    if (!ranks.has(around)) {
      const counts = {}, rank = new Map();
      for (const one of children(around)) rank.set(one, counts[`-${local(one)}`] = (counts[`-${local(one)}`] || 0) + 1);
      ranks.set(around, { counts, rank });
    }
    return ranks.get(around);
  }

  function step(element) {
    const name = CSS.escape(local(element));
    const { counts, rank } = parent(element) ? ranked(parent(element)) : { counts: {} };
    return counts[`-${local(element)}`] > 1 ? `${name}:nth-of-type(${rank.get(element)})` : name;
  }

  function selector(element) {
    if (!ways.size) queueMicrotask(() => { ranks.clear(); ways.clear(); });
    let way = ways.get(element);
    if (!way) {
      const around = parent(element);
      way = around ? `${selector(around)} > ${step(element)}` : local(element) === "html" ? "html" : step(element);
      ways.set(element, way);
    }
    return way;
  }

  const stems = (element) =>
    [...element.classList].map((name) => name.replace(/\d+/g, "")).filter((name) => name.length > 1).sort().slice(0, 3);

  function place(element) {
    const steps = [];
    for (let at = element; at && local(at) !== "html" && steps.length < 8; at = up(at)) {
      steps.unshift([local(at), ...new Set(stems(at))].join("."));
    }
    return steps.join(">");
  }

  function box(element) {
    const found = element.getBoundingClientRect();
    const round = (value) => Math.round(value * 100) / 100;
    return { x: round(found.x + scrollX), y: round(found.y + scrollY), width: round(found.width), height: round(found.height) };
  }

  const flat = (text, most) => (text || "").replace(/\s+/g, " ").trim().slice(0, most);

  function html(element) {
    const start = (element.cloneNode(false).outerHTML || "").replace(/<\/[^>]*>$/, "");
    return `${start}${(element.innerHTML || "").slice(0, 300)}`.slice(0, 300);
  }

  function node(element) {
    return {
      selector: selector(element), place: place(element), region: region(element), html: html(element),
      text: flat(element.innerText ?? element.textContent, 120), box: box(element),
    };
  }

  // Seen by somebody who looks at the page: laid out, not transparent, not hidden.
  function visible(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) &&
      [...element.getClientRects()].some((one) => one.width > 0 && one.height > 0);
  }

  globalThis.xunwang = { node, up, place, region, selector, html, box, flat, visible };
})();
