// Boots in our world: keeps what the spies in the page tell.
(() => {
  xunwang.told = [];
  addEventListener("xunwang-told", (event) => { if (xunwang.told.length < 50) xunwang.told.push(JSON.parse(event.detail)); });
})();
