// Boots in our world: keeps what the spies in the page tell, and which files of scripts, frames and styles did not come.
(() => {
  xunwang.told = [];
  xunwang.failed = new Set();
  addEventListener("xunwang-told", (event) => { if (xunwang.told.length < 50) xunwang.told.push(JSON.parse(event.detail)); });
  addEventListener("error", (event) => {
    const at = event.target;
    if (at?.nodeType === 1 && xunwang.failed.size < 500) xunwang.failed.add(`${at.src || at.href || ""}`);
  }, true);
})();
