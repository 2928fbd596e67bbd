// What was told since the last time, and which files could not be loaded so far.
() => ({ heard: xunwangAging.heard.splice(0).map((one) => JSON.parse(one)), failed: [...new Set(xunwangAging.failed)].slice(0, 50).map((url) => [url, performance.getEntriesByName(url).at(-1)?.responseStatus || 0]) })
