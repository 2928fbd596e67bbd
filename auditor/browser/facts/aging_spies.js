// Boots in the page's own world: what a toolbar tries to say, play, open or ask is told to our world, nothing is heard,
// opened or asked. One made-up Chinese voice is there, since scripts that wait for voices would look dead without one.
(() => {
  const tell = EventTarget.prototype.dispatchEvent;
  const Told = CustomEvent;
  const write = JSON.stringify;
  const apply = Reflect.apply;
  const emit = (kind, text) => {
    const detail = write([kind, `${text ?? ""}`.slice(0, 600)]);
    apply(tell, window, [new Told("xunwang-heard", { detail })]);
  };
  const put = (owner, name, value) => Object.defineProperty(owner, name, { value, writable: true, configurable: true });
  const later = setTimeout;

  const voice = { voiceURI: "zh", name: "普通话", lang: "zh-CN", localService: true, default: true };
  const chosen = new WeakMap();
  let speaking = 0;
  if (globalThis.SpeechSynthesis) {
    const speech = SpeechSynthesis.prototype;
    put(speech, "getVoices", () => [voice]);
    put(speech, "speak", (utterance) => {
      emit("speech", utterance?.text);
      speaking += 1;
      const event = (name) => { try { utterance.dispatchEvent(new Event(name)); } catch { /* not an utterance */ } };
      later(() => event("start"), 10);
      later(() => { speaking -= 1; event("end"); }, 120);
    });
    Object.defineProperty(speech, "speaking", { get: () => speaking > 0, configurable: true });
    Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", {
      get() { return chosen.get(this) || null; }, set(value) { chosen.set(this, value); }, configurable: true,
    });
    addEventListener("load", () => later(() => {
      try { speechSynthesis.dispatchEvent(new Event("voiceschanged")); } catch { /* the page replaced it */ }
    }, 0));
  }
  const source = (media) => media.currentSrc || media.src || media.querySelector("source")?.src || "";
  put(HTMLMediaElement.prototype, "play", function () {
    emit("media", source(this));
    later(() => { try { this.dispatchEvent(new Event("ended")); } catch { /* gone */ } }, 150);
    return Promise.resolve();
  });
  if (globalThis.AudioScheduledSourceNode) put(AudioScheduledSourceNode.prototype, "start", () => emit("audio", ""));

  const window_ = () => ({ closed: false, opener: null, location: { href: "" }, document: { write() {}, close() {} },
    focus() {}, blur() {}, close() {}, postMessage() {}, addEventListener() {} });
  put(globalThis, "open", (url) => { emit("window", url ? new URL(url, document.baseURI).href : ""); return window_(); });
  put(globalThis, "alert", (text) => emit("dialog", text));
  put(globalThis, "confirm", (text) => { emit("dialog", text); return true; });
  put(globalThis, "prompt", (text) => { emit("dialog", text); return null; });
  put(globalThis, "print", () => emit("dialog", "print"));

  addEventListener("error", (event) => { if (event.message) emit("error", event.message); });
  addEventListener("unhandledrejection", (event) => emit("error", event.reason));
  const send = XMLHttpRequest.prototype.send;
  put(XMLHttpRequest.prototype, "send", function (...words) {
    this.addEventListener("error", () => emit("failed", this.responseURL || "xhr"));
    return apply(send, this, words);
  });
  const fetched = globalThis.fetch;
  put(globalThis, "fetch", (...words) => {
    const answer = apply(fetched, globalThis, words);
    answer.catch(() => emit("failed", words[0]?.url ?? words[0]));
    return answer;
  });
})();
