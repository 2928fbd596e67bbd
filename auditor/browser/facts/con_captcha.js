// How large the captchas that sem_page found are drawn now, and what counts down in their forms; null when they were not looked for.
() => {
  const { drawn, forms } = xunwang.captchas ?? {};
  if (!drawn) return null;
  const TIME = /(?:(\d{1,2})\s*(?:分钟?|minutes?)\s*)?(\d{1,3})\s*(?:秒|seconds?\b|s\b)|(\d{1,2})\s*[::]\s*(\d{2})(?!\d|\s*[::])|(\d{1,2})\s*(?:分钟|minutes?\b)/i;
  const LONGER = /延长|延时|续时|加时|增加时间|更多时间|extend|more time/i;
  const words = (element) => `${element.innerText ?? ""} ${element.getAttribute("value") ?? ""} ${element.getAttribute("title") ?? ""} ${element.getAttribute("aria-label") ?? ""}`;
  function seconds(text) {
    const [, minutes, secs, mins, rest, alone] = TIME.exec(text) ?? [];
    if (secs !== undefined) return Number(minutes ?? 0) * 60 + Number(secs);
    if (mins !== undefined) return Number(mins) * 60 + Number(rest);
    return alone === undefined ? null : Number(alone) * 60;
  }
  const own = (element) => [...element.childNodes].some((child) => child.nodeType === 3 && /\d/.test(child.data));
  const here = drawn.filter((element) => element.isConnected);
  const counts = forms.filter((form) => form.isConnected).flatMap((form) => {
    const longer = [...form.querySelectorAll("button, a, input[type=button], [role=button], [onclick]")].some((one) => xunwang.visible(one) && LONGER.test(words(one)));
    return [...form.querySelectorAll("*")].slice(0, 2000).filter((element) => own(element) && xunwang.visible(element)).flatMap((element) => {
      // The number may stand alone in an element within the words about it.
      const text = element.innerText ?? "";
      const around = (element.parentElement?.innerText ?? "").length < 60 ? element.parentElement.innerText : text;
      const left = seconds(text) ?? (/^\s*\d{1,3}\s*$/.test(text) && TIME.test(around) ? Number(text) : null);
      if (left === null) return [];
      const live = element.closest("[aria-live]:not([aria-live=off]), [role=timer], [role=status], [role=alert], [role=log], output") !== null;
      return [{ node: xunwang.node(element), seconds: left, live, longer }];
    });
  }).slice(0, 20);
  return { at: performance.now() / 1000, drawn: here.map((element) => ({ node: xunwang.node(element) })), counts };
}
