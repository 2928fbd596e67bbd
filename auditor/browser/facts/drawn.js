// Runs in the page's own world before its scripts: notes which words are drawn on a canvas, as no other script can read
// them, and tells them to who asks with an event on the canvas.
(() => {
  const MOST = 60, LONG = 60;
  const words = new WeakMap();
  const { apply } = Reflect;
  const add = Set.prototype.add, get = WeakMap.prototype.get, put = WeakMap.prototype.set;
  const tell = EventTarget.prototype.dispatchEvent, Told = CustomEvent, write = JSON.stringify, list = Array.from;
  const size = Object.getOwnPropertyDescriptor(Set.prototype, "size").get;
  const cut = String.prototype.slice;
  function note(canvas, text) {
    let known = apply(get, words, [canvas]);
    if (!known) apply(put, words, [canvas, known = new Set()]);
    if (apply(size, known, []) < MOST) apply(add, known, [apply(cut, `${text}`, [0, LONG])]);
  }
  for (const kind of [globalThis.CanvasRenderingContext2D, globalThis.OffscreenCanvasRenderingContext2D]) {
    for (const name of kind ? ["fillText", "strokeText"] : []) {
      const draw = kind.prototype[name];
      kind.prototype[name] = { [name](...given) {
        if (this?.canvas) note(this.canvas, given[0]);
        return apply(draw, this, given);
      } }[name];
    }
  }
  addEventListener("xunwang-drawn", (event) => {
    const known = apply(get, words, [event.target]);
    if (known) apply(tell, event.target, [new Told("xunwang-words", { detail: write(list(known)) })]);
  }, true);
})();
