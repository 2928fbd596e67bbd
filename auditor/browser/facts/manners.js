// Runs in the page's own world before its scripts: dialogs are dismissed without being shown, a loop of them ends with an
// error, the tab stays open, no form is sent, and no service worker takes its place between the page and the network.
(() => {
  const MOST = 50;
  let asked = 0;
  const dismiss = (answer) => () => {
    asked += 1;
    if (asked > MOST) throw new Error("too many dialogs");
    return answer;
  };
  const put = (owner, name, value) => {
    try {
      Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: true });
    } catch { /* the page was faster */ }
  };
  put(window, "alert", dismiss(undefined));
  put(window, "confirm", dismiss(false));
  put(window, "prompt", dismiss(null));
  put(window, "print", dismiss(undefined));
  put(window, "close", () => undefined);
  // The page's own handlers run before and may show what they would show; then nothing is handed in.
  const { apply } = Reflect;
  const { matches } = Element.prototype;
  const { submit } = HTMLFormElement.prototype;
  const { preventDefault } = Event.prototype;
  const sends = (form, button) => (button ? apply(matches, button, ["[formmethod=post i]"]) : false) ||
    apply(matches, form, ["form[method=post i]"]);
  window.addEventListener("submit", (event) => {
    if (sends(event.target, event.submitter)) apply(preventDefault, event, []);
  });
  put(HTMLFormElement.prototype, "submit", function send() { if (!sends(this, null)) apply(submit, this, []); });
  const refused = () => Promise.reject(new DOMException("refused", "NotAllowedError"));
  if (window.ServiceWorkerContainer) put(window.ServiceWorkerContainer.prototype, "register", refused);
})();
