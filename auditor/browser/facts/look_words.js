// What the page tells at this moment: dialogues and windows since the last time, and the words that can be seen.
(most) => ({
  told: xunwang.told.splice(0), url: location.href,
  words: (document.body?.innerText ?? "").slice(0, most),
})
