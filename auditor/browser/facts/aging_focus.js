// Gives an element the focus, for pressing it with a key.
(id) => {
  const element = xunwangAging.known[id];
  const focusable = [element, ...element.querySelectorAll("a[href],button,input,[tabindex]")].find((one) => one.tabIndex >= 0);
  focusable?.focus();
  return Boolean(focusable);
}
