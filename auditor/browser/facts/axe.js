// Runs axe-core, which was booted into this world and into that of every frame, and brings back what is needed of it.
async ({ most, contrast, rules }) => {
  const SHOWN = 400;
  const enabled = Object.fromEntries(rules.map((id) => [id, { enabled: true }]));
  if (!contrast) enabled["color-contrast"] = { enabled: false };
  const found = await axe.run(document, {
    resultTypes: ["violations", "incomplete"], rules: enabled, reporter: "v2", preload: false,
    elementRef: true, selectors: false, ancestry: true, pingWaitTime: 1000, frameWaitTime: 20000,
  });
  const incomplete = found.incomplete ?? [];
  const act = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, rule.actIds ?? []]));

  const steps = (path) => path.flat().map((step) => step.replace(/\s+/g, " "));
  const inFrame = (node) => {
    const path = steps(node.ancestry ?? node.target ?? []);
    const last = path[path.length - 1] ?? "";
    const place = last.split(">").map((step) => step.trim().replace(/:nth-child\(\d+\)/g, "")).slice(-6).join(">");
    return { selector: path.join(" >>> "), place: `frame>${place}`, region: "", html: node.html.slice(0, 300), text: "", box: null };
  };
  const said = (node) =>
    [...node.any, ...node.all, ...node.none].map((check) => check.message).filter(Boolean).join(";").slice(0, SHOWN);
  const slim = (node) => ({
    node: node.element instanceof Element ? xunwang.node(node.element) : inFrame(node), summary: said(node),
  });
  const project = (outcome) => (rule) => ({
    id: rule.id, outcome, impact: rule.impact ?? "", help: rule.help, tags: rule.tags, act: act[rule.id] ?? [],
    count: rule.nodes.length, nodes: rule.nodes.slice(0, most).map(slim),
  });
  return {
    version: axe.version,
    rules: [...found.violations.map(project("violation")), ...incomplete.map(project("incomplete"))],
  };
}
