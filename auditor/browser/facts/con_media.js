// Players of the page, and where the focus is among them. "list" finds them, "before" puts the focus in front of one, "stop"
// says where it is now, "end" leaves the player as it was.
(step, at) => {
  const PLAY = /播放|暂停|\bplay|\bpause/i;
  const words = (element) => `${element.innerText ?? ""} ${["title", "aria-label", "value", "id", "class", "onclick"].map((one) => element.getAttribute(one) ?? "").join(" ")} ${element.querySelector("img")?.getAttribute("alt") ?? ""}`.slice(0, 600);
  const plays = (element) => PLAY.test(words(element)) && !element.matches("input:not([type=button]), [type=submit], form button:not([type])");
  const leads = (element) => element.matches("a[href]") && !/^(#|javascript:)/i.test(element.getAttribute("href"));
  const pressable = (root) => [...root.querySelectorAll("button, input[type=button], [role=button], a, summary, [onclick], [tabindex], [class*=play i]")]
    .filter((one) => !one.matches("video, audio") && xunwang.visible(one) && plays(one) && !leads(one));
  function rootOf(medium) {
    if (medium.controls) return medium;
    for (let root = medium.parentElement, up = 0; root && root !== document.body && up < 4; root = root.parentElement, up += 1) {
      if (root.querySelectorAll("video, audio").length > 1) return null;
      if (pressable(root).length) return root;
    }
    return null;
  }
  if (step === "list") {
    const media = [...document.querySelectorAll("video, audio")].slice(0, 40).filter((medium) => medium.localName === "audio" ? !medium.controls || xunwang.visible(medium) : xunwang.visible(medium));
    xunwang.players = media.map((medium) => ({ medium, root: rootOf(medium) })).filter((one) => one.root).slice(0, 8);
    return xunwang.players.map(({ medium, root }) => ({
      node: xunwang.node(root), native: root === medium,
      loaded: medium.error === null && medium.networkState !== HTMLMediaElement.NETWORK_NO_SOURCE && Boolean(medium.currentSrc || medium.srcObject),
      elsewhere: root === medium && pressable(document.body).length > 0,
    }));
  }
  const { medium, root } = xunwang.players[at];
  if (step === "before") {
    root.scrollIntoView({ block: "center" });
    const start = document.createElement("span");
    start.tabIndex = 0;
    let outer = root;
    for (let inert = outer; inert; inert = inert.parentElement?.closest("[inert]")) outer = inert.closest("[inert]") ?? outer;
    outer.before(start);
    start.focus();
    xunwang.players[at].start = start;
    return document.activeElement === start;
  }
  if (step === "stop") {
    const active = document.activeElement;
    const inside = active !== null && root.contains(active);
    return { inside, presses: inside && (active === medium || (plays(active) && !leads(active))), paused: medium.paused };
  }
  if (!medium.paused) medium.pause();
  xunwang.players[at].start?.remove();
  document.activeElement?.blur?.();
  return true;
}
