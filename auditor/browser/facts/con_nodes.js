// Numbered elements of the walk as facts.
(ids) => ids.map((id) => xunwang.walk.elements[id]).filter((element) => element?.isConnected).map((element) => xunwang.node(element))
