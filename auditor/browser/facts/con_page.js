// What the document says of zoom and refreshing, what plays by itself, and whether its controls speak of pausing or of keys.
async () => {
  const metas = (test) => [...document.querySelectorAll("meta")].filter(test).map((meta) => meta.getAttribute("content") ?? "");
  const named = (attribute, value) => (meta) => (meta.getAttribute(attribute) ?? "").trim().toLowerCase() === value && meta.hasAttribute("content");

  const controls = [...document.querySelectorAll("button, input, select, summary, a, [role=button], [role=switch], [role=checkbox], [onclick]")]
    .filter((element) => xunwang.visible(element));
  const words = (element) => [
    element.innerText, element.getAttribute("value"), element.getAttribute("title"), element.getAttribute("aria-label"),
    ...[...(element.labels ?? [])].map((label) => label.innerText), element.querySelector("img")?.getAttribute("alt"),
  ].filter(Boolean).join(" ").slice(0, 200);
  const spoken = controls.map((element) => [words(element), `${element.id} ${element.getAttribute("class") ?? ""}`]);
  const PAUSE = /\b(pause|stop|hide|resume|freeze|freq\w*|disable|control|unmute|mute|play)\b|暂停|停止|隐藏|静音|播放|关闭|频率/i;
  const PAUSE_NAME = /\b(pause|stop|autoplay)/i;
  const KEYS = /short\s?cut|hot\s?key|keyboard|\bkeys?\b|快捷键|热键|键盘/i;

  function orientation(sheets, depth) {
    return [...sheets].some((sheet) => {
      let rules;
      try { rules = sheet.cssRules; } catch { return false; }
      return [...(rules ?? [])].slice(0, 5000).some((rule) =>
        (/orientation/.test(rule.media?.mediaText ?? rule.conditionText ?? "")) ||
        (depth < 2 && rule.cssRules && orientation([rule], depth + 1)));
    });
  }

  const playing = [...document.querySelectorAll("audio, video")].filter((media) => media.autoplay || !media.paused).slice(0, 10);
  const ready = (media) => new Promise((done) => {
    if (media.readyState >= 1 || media.error) done();
    ["loadedmetadata", "error"].forEach((name) => media.addEventListener(name, done, { once: true }));
    setTimeout(done, 1200);
  });
  await Promise.all(playing.map(ready));

  function sound(media) {
    if (media.muted || media.volume === 0) return false;
    if (media.localName === "audio") return media.error ? null : true;
    try { return media.captureStream().getAudioTracks().length > 0; } catch { return null; }
  }
  function seconds(media) {
    if (!Number.isFinite(media.duration)) return media.duration === Infinity ? -1 : null;
    const [from, to] = (/#t=(?:npt:)?([\d.]*),?([\d.]*)/.exec(media.currentSrc) ?? []).slice(1).map(Number.parseFloat);
    const end = Number.isFinite(to) ? Math.min(to, media.duration) : media.duration;
    return media.loop ? -1 : Math.max(end - (Number.isFinite(from) ? from : 0), 0);
  }
  const scripted = (media) => controls.some((element) =>
    new RegExp(`\\b(${[media.id, "pause", "muted?", "volume"].filter(Boolean).map((one) => one === media.id ? CSS.escape(one) : one).join("|")})\\b`, "i")
      .test(`${element.getAttribute("onclick") ?? ""} ${words(element)} ${element.id}`) || /暂停|静音|停止|播放|音量/.test(words(element)));
  return {
    viewports: metas(named("name", "viewport")), refreshes: metas(named("http-equiv", "refresh")),
    orientation: orientation(document.styleSheets, 0),
    pause: spoken.some(([text, name]) => PAUSE.test(text) || PAUSE_NAME.test(name)),
    keys: spoken.some(([text]) => KEYS.test(text)),
    media: playing.filter((media) => !media.error).map((media) => ({
      node: xunwang.node(media), seconds: seconds(media), sound: sound(media),
      moving: media.localName === "video" && xunwang.visible(media),
      control: (media.controls && xunwang.visible(media)) || scripted(media),
    })),
  };
}
