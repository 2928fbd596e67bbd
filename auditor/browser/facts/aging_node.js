// An element of a list of items, as evidence.
(id) => { const element = xunwangAging.known[id]; return element?.isConnected ? xunwang.node(element) : null; }
