// Runs axe-core, which was booted into this world and into that of every frame, and brings back what is needed of it.
async ({ most, rules, contrast, region, seconds }) => {
  const SHOWN = 400;
  const inside = (root, step) => { try { return root?.querySelector(step) ?? null; } catch { return null; } };
  const frameOf = (element) => { try { return element?.contentDocument ?? null; } catch { return null; } };
  const count = elements(document, 0);
  // What grows faster than the page is left out of a huge one.
  const limits = [...(count > contrast ? ["axe-contrast"] : []), ...(count > region ? ["axe-region"] : [])];
  const off = { "axe-contrast": "color-contrast", "axe-region": "region" };
  const switched = (ids, enabled) => ids.map((id) => [id, { enabled }]);
  const running = axe.run(document, {
    reporter: "xunwang", preload: false, elementRef: true,
    rules: Object.fromEntries([...switched(rules, true), ...switched(limits.map((limit) => off[limit]), false)]),
    pingWaitTime: 1000, frameWaitTime: seconds * 500,
  });
  const late = new Promise((_, reject) => setTimeout(reject, seconds * 1000, new Error("axe: no answer in time")));
  const found = await Promise.race([running, late]);
  const act = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, rule.actIds ?? []]));

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

  function elements(root, depth) {
    let sum = Document.prototype.getElementsByTagName.call(root, "*").length;
    if (depth > 4) return sum;
    for (const frame of Document.prototype.querySelectorAll.call(root, "iframe, frame")) {
      const inner = frameOf(frame);
      if (inner) sum += elements(inner, depth + 1);
    }
    return sum;
  }

  const tidy = (path) => path.flat().map((step) => step.replace(/\s+/g, " "));
  const stem = (step) => step.split(">").map((part) => part.trim().replace(/:nth-child\(\d+\)/g, "")).slice(-6).join(">");

  // Elements of this document are at hand; of those of frames there is the path that axe's frames tell each other.
  function inFrame({ ancestry, source }) {
    const selector = tidy(ancestry).join(" >>> ");
    const there = reached(ancestry);
    if (!there) {
      const last = tidy(ancestry).at(-1) ?? "";
      return { selector, place: `frame>${stem(last)}`, region: "", html: source, text: "", box: null };
    }
    const known = xunwang.node(there.element);
    const view = there.element.ownerDocument.defaultView;
    const box = { ...known.box, x: known.box.x - view.scrollX + there.left, y: known.box.y - view.scrollY + there.top };
    return { ...known, selector, place: `frame>${known.place}`, box };
  }

  // What makes a verdict of axe doubtful: it knows neither modal dialogs nor fonts that draw a word as an icon, and compares
  // a label letter by letter.
  const modal = Document.prototype.querySelector.call(document, "dialog:modal");
  const behind = (ancestry) => {
    const first = inside(document, [ancestry[0]].flat()[0]);
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
    rule === "frame-focusable-content" && behind(node.ancestry) && "behind-modal",
    ...(rule === "label-content-name-mismatch" && node.element instanceof Element ? labelDoubts(node.element) : []),
  ];

  const slim = (rule) => ({ node, any, all, none }) => {
    const checks = [...any, ...all, ...none];
    const keys = checks.map((check) => [check.id, check.data?.messageKey].filter(Boolean).join(":"));
    return {
      node: node.element instanceof Element ? xunwang.node(node.element) : inFrame(node),
      summary: checks.map((check) => check.message).filter(Boolean).join(";").slice(0, SHOWN),
      keys: [...keys, ...doubts(rule, node).filter(Boolean)],
    };
  };
  const project = (outcome, list) => (rule) => ({
    id: rule.id, outcome, impact: rule.impact ?? "", help: rule.help, tags: rule.tags, act: act[rule.id] ?? [],
    count: rule[list].length, nodes: rule[list].slice(0, most).map(slim(rule.id)),
  });
  const having = (list) => found.filter((rule) => rule[list]?.length);
  return {
    version: axe.version, limits,
    rules: [
      ...having("violations").map(project("violation", "violations")),
      ...having("incomplete").map(project("incomplete", "incomplete")),
    ],
    passes: having("passes").map((rule) => rule.id).sort(),
  };
}
