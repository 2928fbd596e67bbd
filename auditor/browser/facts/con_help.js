// Opens help that a link within the page shows, when one of these numbered elements offers it; true when there was one.
(ids) => {
  const found = ids.map((id) => xunwang.walk.elements[id]).filter((element) =>
    element?.matches("a[href^='#'], button[type=button], button:not(form button)") && /help|how|exit|leave|instruction|帮助|说明|如何|怎样|退出|离开/i.test(element.innerText ?? ""));
  found.slice(0, 2).forEach((element) => element.click());
  return found.length > 0;
}
