// Runs axe-core, which was booted into this world and into that of every frame, and brings back what is needed of it.
async ({ most, rules, off, seconds }) => {
  const SHOWN = 400;
  const switched = (ids, enabled) => ids.map((id) => [id, { enabled }]);
  // Elements of this document are at hand; only those of frames need axe's own words for where they are and what they say.
  const framed = window.length > 0 || [...document.querySelectorAll("*")].some((element) => element.shadowRoot);
  const running = axe.run(document, {
    resultTypes: ["violations", "incomplete"], reporter: "v2", preload: false, elementRef: true, selectors: false,
    ancestry: framed, noHtml: !framed,
    rules: Object.fromEntries([...switched(rules, true), ...switched(off, false)]),
    pingWaitTime: 1000, frameWaitTime: seconds * 500,
  });
  const late = new Promise((_, reject) => setTimeout(reject, seconds * 1000, new Error("axe: no answer in time")));
  const found = await Promise.race([running, late]);
  const act = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, rule.actIds ?? []]));

  const inside = (root, step) => { try { return root?.querySelector(step) ?? null; } catch { return null; } };
  const frameOf = (element) => { try { return element?.contentDocument ?? null; } catch { return null; } };

  // The element at the end of axe's path through frames and shadow roots; null where another origin's frame is in between.
  function reached(path) {
    let root = document, element = null, left = 0, top = 0;
    for (const step of path) {
      element = null;
      for (const part of [step].flat()) {
        element = inside(element?.shadowRoot ?? root, part);
        if (!element) return null;
      }
      if (step === path[path.length - 1]) break;
      const frame = element.getBoundingClientRect();
      [left, top] = [left + frame.left + element.clientLeft, top + frame.top + element.clientTop];
      root = frameOf(element);
      if (!root) return null;
    }
    return element && { element, left, top };
  }

  const tidy = (path) => path.flat().map((step) => step.replace(/\s+/g, " "));
  const stem = (step) => step.split(">").map((part) => part.trim().replace(/:nth-child\(\d+\)/g, "")).slice(-6).join(">");

  function inFrame(node) {
    const path = node.ancestry ?? node.target ?? [];
    const selector = tidy(path).join(" >>> ");
    const there = reached(path);
    if (!there) {
      const last = tidy(path).at(-1) ?? "";
      return { selector, place: `frame>${stem(last)}`, region: "", html: node.html.slice(0, 300), text: "", box: null };
    }
    const known = xunwang.node(there.element);
    const view = there.element.ownerDocument.defaultView;
    const box = { ...known.box, x: known.box.x - view.scrollX + there.left, y: known.box.y - view.scrollY + there.top };
    return { ...known, selector, place: `frame>${known.place}`, box };
  }

  // What makes a verdict of axe doubtful: it knows neither modal dialogs nor fonts that draw a word as an icon, and compares
  // a label letter by letter.
  const modal = Document.prototype.querySelector.call(document, "dialog:modal");
  const behind = (node) => {
    const first = inside(document, [(node.ancestry ?? node.target ?? [])[0]].flat()[0]);
    return modal && first && !modal.contains(first) && !first.contains(modal);
  };
  const words = (text) => text.toLowerCase().replace(/(?<=\p{L})[-\u2010-\u2013](?=\p{L})/gu, "")
    .replace(/(?<=\p{Script=Han})[\s\p{P}]+(?=\p{Script=Han})/gu, "").replace(/\s+/g, " ").trim();
  const within = (part, whole) =>
    /^\p{Script=Han}/u.test(part) ? whole.includes(part) : part !== "" && ` ${whole} `.includes(` ${part} `);
  const iconFont = (element) => /icon|awesome|glyph|symbol/i.test(getComputedStyle(element).fontFamily.split(",")[0]);
  function labelDoubts(element) {
    const seen = element.innerText ?? element.textContent ?? "";
    const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const root = element.getRootNode();
    const named = ids.map((id) => root.getElementById?.(id)?.textContent ?? "").join(" ").trim();
    const name = named || element.getAttribute("aria-label") || "";
    const short = seen.split(/\s+/).filter((word) => /\p{L}{2}\.$/u.test(word)).map((word) => words(word).slice(0, -1));
    return [
      within(words(seen), words(name)) && "same-letters",
      words(name).split(" ").some((word) => short.some((start) => word.startsWith(start))) && "abbreviation",
      [element, ...element.querySelectorAll("*")].some(iconFont) && "icon-font",
    ];
  }
  const doubts = (rule, node) => [
    rule === "frame-focusable-content" && behind(node) && "behind-modal",
    ...(rule === "label-content-name-mismatch" && node.element instanceof Element ? labelDoubts(node.element) : []),
  ];

  const slim = (rule) => (node) => {
    const checks = [...node.any, ...node.all, ...node.none];
    const keys = checks.map((check) => [check.id, check.data?.messageKey].filter(Boolean).join(":"));
    return {
      node: node.element instanceof Element ? xunwang.node(node.element) : inFrame(node),
      summary: checks.map((check) => check.message).filter(Boolean).join(";").slice(0, SHOWN),
      keys: [...keys, ...doubts(rule, node).filter(Boolean)],
    };
  };
  const project = (outcome) => (rule) => ({
    id: rule.id, outcome, impact: rule.impact ?? "", help: rule.help, tags: rule.tags, act: act[rule.id] ?? [],
    count: rule.nodes.length, nodes: rule.nodes.slice(0, most).map(slim(rule.id)),
  });
  return {
    version: axe.version,
    rules: [...found.violations.map(project("violation")), ...found.incomplete.map(project("incomplete"))],
    passes: found.passes.map((rule) => rule.id).sort(),
  };
}
