// Makes all text transparent, or as it was: what stays is its background.
(on) => {
  const old = document.getElementById("xunwang-veil");
  if (old) old.remove();
  if (!on) return;
  const style = document.createElement("style");
  style.id = "xunwang-veil";
  style.textContent = "*{-webkit-text-fill-color:transparent!important;text-shadow:none!important;caret-color:transparent!important;transition:none!important}";
  (document.head || document.documentElement).append(style);
}
