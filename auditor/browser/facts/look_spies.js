// Boots in the page's own world: what a page asks in dialogues and which windows it would open is told to our world;
// nothing is opened, every question is answered with no, and no click leads to another host by itself.
(() => {
  const tell = EventTarget.prototype.dispatchEvent;
  const Told = CustomEvent;
  const write = JSON.stringify;
  const { apply } = Reflect;
  const { preventDefault } = Event.prototype;
  const { closest } = Element.prototype;
  const emit = (kind, text) =>
    apply(tell, window, [new Told("xunwang-told", { detail: write([kind, `${text ?? ""}`.slice(0, 600)]) })]);
  const put = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  put("open", (url) => { emit("window", url ? new URL(url, document.baseURI).href : ""); return null; });
  put("alert", (text) => emit("dialog", text));
  put("confirm", (text) => { emit("dialog", text); return false; });
  put("prompt", (text) => { emit("dialog", text); return null; });
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? apply(closest, event.target, ["a[href], area[href]"]) : null;
    if (link && link.hostname !== location.hostname) apply(preventDefault, event, []);
  });
})();
