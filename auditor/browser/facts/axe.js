// Runs axe-core, which was booted into this world and into that of every frame, and brings back what is needed of it.
async ({ most, rules, off, seconds }) => {
  const SHOWN = 400;
  const switched = (ids, enabled) => ids.map((id) => [id, { enabled }]);
  const running = axe.run(document, {
    resultTypes: ["violations", "incomplete"], reporter: "v2", preload: false, elementRef: true, selectors: false, ancestry: true,
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

  function slim(node) {
    const checks = [...node.any, ...node.all, ...node.none];
    return {
      node: node.element instanceof Element ? xunwang.node(node.element) : inFrame(node),
      summary: checks.map((check) => check.message).filter(Boolean).join(";").slice(0, SHOWN),
      keys: checks.map((check) => [check.id, check.data?.messageKey].filter(Boolean).join(":")),
    };
  }
  const project = (outcome) => (rule) => ({
    id: rule.id, outcome, impact: rule.impact ?? "", help: rule.help, tags: rule.tags, act: act[rule.id] ?? [],
    count: rule.nodes.length, nodes: rule.nodes.slice(0, most).map(slim),
  });
  return {
    version: axe.version,
    rules: [...found.violations.map(project("violation")), ...found.incomplete.map(project("incomplete"))],
    passes: found.passes.map((rule) => rule.id).sort(),
  };
}
