// Booted after axe-core: how it names an element from frame to frame, and how its results reach us. Its own way writes
// selector, path and markup of every element down, of which next to none is looked at.
(() => {
  const { DqElement, nodeSerializer } = axe.utils;
  const { get: path } = Object.getOwnPropertyDescriptor(DqElement.prototype, "ancestry");

  // Only what no script of ours can reach from the top needs its markup written down.
  const reachable = (view) => {
    try { return view === view.top || (view.frameElement !== null && reachable(view.parent)); } catch { return false; }
  };
  const near = reachable(window);

  Object.defineProperty(DqElement.prototype, "ancestry", {
    get() { return (this.spec.ancestry ??= path.call(this)); },
  });
  nodeSerializer.update({
    toSpec: ({ ancestry, element, nodeIndexes }) => ({
      ancestry, selector: ancestry, xpath: [], nodeIndexes, source: near ? "" : xunwang.html(element),
    }),
  });
  axe.addReporter("xunwang", (results, options, done) => done(results));
})();
