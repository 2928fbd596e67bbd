// Files that write in the document (code) and that paint it (paint): address, kind, whether it failed, and the HTTP status
// where the server lets it be known (0 else).
(most) => {
  const status = (url) => performance.getEntriesByName(url).at(-1)?.responseStatus || 0;
  const code = [...document.querySelectorAll("script[src], iframe[src], frame[src]")].map((one) => one.src);
  const paint = performance.getEntriesByType("resource").filter((one) => ["css", "link"].includes(one.initiatorType)).map((one) => one.name);
  const told = (kind) => (url) => [url, kind, xunwang.failed.has(url), status(url)];
  return [...code.slice(0, most).map(told("code")), ...paint.slice(0, most).map(told("paint"))];
}
