// Waits until the page has loaded and its DOM did not change for `quiet` ms, at most `most` ms; says what was received.
// A page without scripts and frames cannot change any more once it has loaded. `fresh`: the document must be one that was
// not seen before.
async (quiet, most, fresh) => {
  const { calm } = xunwang;
  const state = Object.getOwnPropertyDescriptor(Document.prototype, "readyState").get;
  const type = Object.getOwnPropertyDescriptor(Document.prototype, "contentType").get;
  const select = Document.prototype.querySelector;
  const sleep = (time) => new Promise((done) => { setTimeout(done, time); });
  const again = fresh && calm.opened;
  const ends = performance.now() + most;
  let settled = false;
  while (!again) {
    const now = performance.now();
    const loaded = state.call(document) === "complete";
    const alive = select.call(document, "script, iframe, frame, object, embed, [onload]") !== null;
    settled = loaded && (!alive || now - calm.last >= quiet);
    if (settled || now >= ends) break;
    const wait = loaded ? quiet - (now - calm.last) : 20;
    await sleep(Math.max(5, Math.min(wait, ends - now)));
  }
  calm.opened = true;
  const empty = select.call(document, "body :not(pre)") === null && !document.documentElement?.textContent;
  const [entry] = performance.getEntriesByType("navigation");
  return {
    again, settled, empty, changes: calm.changes, url: location.href, status: entry?.responseStatus ?? 0, type: type.call(document),
    loaded: state.call(document) === "complete",
    error: location.protocol === "chrome-error:"
      ? (document.documentElement.innerHTML.match(/ERR_[A-Z0-9_]+/) || [""])[0] : "",
  };
}
