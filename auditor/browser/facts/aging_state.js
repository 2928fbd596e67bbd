// What a site may remember a mode by, and the outline of the page.
() => {
  const entries = (name) => { try { return Object.fromEntries(Object.entries(globalThis[name]).slice(0, 60).map(([key, value]) => [key, `${value}`.slice(0, 200)])); } catch { return {}; } };
  const root = document.documentElement, body = document.body;
  const style = (element) => (element ? `${xunwangAging.attribute(element, "class")}|${xunwangAging.attribute(element, "style")}` : "");
  return {
    url: location.href, local: entries("localStorage"), session: entries("sessionStorage"), marks: `${style(root)}|${style(body)}`,
    elements: xunwangAging.all().length, overflow: Math.max(0, root.scrollWidth - root.clientWidth), height: root.scrollHeight,
    title: document.title, scripts: [...document.scripts].map((one) => one.src).filter(Boolean).slice(0, 200),
    markup: [...document.querySelectorAll("[id]")].slice(0, 3000).map((one) => `${xunwangAging.attribute(one, "id")}`),
  };
}
