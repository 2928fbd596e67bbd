// Fields whose label or frame is told from the others' by a red colour alone, and sentences that give a colour a meaning.
// Reads only.
() => {
  const FIELD = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=reset]):not([type=image]):not([type=checkbox]):not([type=radio]), select, textarea";
  const TOLD = /[*＊※∗✱★]|必填|必须|必选|不能为空|不可为空|required|mandatory/i;
  const WRONG = /错误|有误|不正确|不合法|无效|不符|格式|请(输入|填写|选择)|不能为空|error|invalid|wrong|incorrect/i;
  const MEANS = /(标红|红色|红字|蓝色|橙色)[^。;;\n*＊※★星]{0,6}(为|是|表示|代表|的?项|标注|标记)[^。;;\n*＊※★星]{0,6}(必填|必须|必选|选填|错误|有误)|(required|mandatory)( fields)?( are| is| marked| shown)? in red\b/i;
  const red = (colour) => {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return r >= 150 && r - g >= 80 && r - b >= 80 && a > 0.3;
  };
  const flat = xunwang.flat, node = xunwang.node;
  // A form's fields may hide its own properties behind their names.
  const children = (element) => (element ? [...Element.prototype.querySelectorAll.call(element, ":scope > *")] : []);
  const drawn = (element) => ["::before", "::after"].map((one) => getComputedStyle(element, one)).map((style) => style.content === "none" || style.content === "normal" ? "" : style.content).join(" ");
  const own = (element) => [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
  const worded = (element) => (own(element) ? element : [...element.querySelectorAll("*")].find(own)) ?? null;
  const labelOf = (field) => field.labels?.[0] ?? field.closest("td")?.previousElementSibling ?? null;
  // What is told of one field: its label, and its row, or where it shares one with others what stands right beside it.
  function said(field, label) {
    const row = field.closest("tr, li, dd, p") ?? field.parentElement;
    const alone = row !== null && Element.prototype.querySelectorAll.call(row, FIELD).length === 1;
    const beside = [label?.previousSibling, label?.nextSibling, field.previousSibling, field.nextSibling].map((one) => one?.textContent ?? "").join(" ");
    const marked = [label, ...children(label), field.nextElementSibling, ...(alone ? [row, ...children(row)] : [])].filter(Boolean).slice(0, 20);
    return `${label?.innerText ?? ""} ${alone ? row.innerText : beside} ${marked.map(drawn).join(" ")} ${field.getAttribute("placeholder") ?? ""}`;
  }
  const groups = new Map();
  for (const field of [...document.querySelectorAll(FIELD)].slice(0, 200)) {
    if (!xunwang.visible(field) || field.disabled) continue;
    const group = field.closest("form, fieldset, table") ?? document.body;
    const label = labelOf(field);
    const text = label && xunwang.visible(label) && flat(label.innerText, 60) ? worded(label) : null;
    const style = getComputedStyle(field);
    const framed = ["Top", "Left"].every((side) => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
    groups.set(group, [...(groups.get(group) ?? []), {
      field, label: text && label, red: text ? red(getComputedStyle(text).color) : false,
      framed, edged: framed && red(style.borderTopColor) && red(style.borderLeftColor), said: said(field, label),
    }]);
  }
  const found = [];
  for (const fields of groups.values()) {
    const labelled = fields.filter((one) => one.label), framed = fields.filter((one) => one.framed);
    if (labelled.some((one) => !one.red)) labelled.filter((one) => one.red && !TOLD.test(one.said)).forEach((one) => found.push({ node: node(one.label), what: "label" }));
    // A field with aria-invalid is told of where its error is looked for.
    if (framed.some((one) => !one.edged)) framed.filter((one) => one.edged && one.field !== document.activeElement && !WRONG.test(one.said) && !one.field.hasAttribute("aria-invalid"))
      .forEach((one) => found.push({ node: node(one.field), what: "border" }));
  }
  for (const element of document.querySelectorAll("p, li, td, th, span, div, label, legend, em, strong, small")) {
    if (found.length >= 40) break;
    if (own(element) && MEANS.test(flat(element.innerText, 300)) && flat(element.innerText, 301).length <= 300 && xunwang.visible(element) && !/[*＊※★]/.test(element.innerText)) found.push({ node: node(element), what: "words" });
  }
  return found.slice(0, 40);
}
