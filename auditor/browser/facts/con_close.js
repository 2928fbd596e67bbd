// True when one of these numbered elements closes what they are in: a dialog holds the focus, and rightly so.
(ids) => ids.some((id) => {
  const element = xunwang.walk.elements[id];
  const words = `${element?.innerText ?? ""} ${element?.value ?? ""} ${element?.title ?? ""} ${element?.getAttribute("aria-label") ?? ""}`;
  const closes = /关闭|取消|知道了|我已阅读|确定|跳过|^\s*[×✕✖xX]\s*$|\b(close|cancel|dismiss|skip|ok)\b/i.test(words) || /close|cancel/i.test(element?.getAttribute("class") ?? "");
  return closes && element.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal=true], [class*=modal i], [class*=dialog i], [class*=popup i], [class*=layer i]") !== null;
})
