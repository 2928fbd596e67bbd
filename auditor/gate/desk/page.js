"use strict";
// What the server says is text and stays text: elements are made here, and nothing of an article becomes markup.
(() => {
  const by = (id) => document.getElementById(id);
  const drop = by("drop"), file = by("file"), text = by("text"), result = by("result");
  const looks = { 0: "pass", 1: "stop" };

  const element = (name, words, kind) => {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  };

  const fact = (name, words, plain) => {
    const row = document.createElement("div");
    const value = document.createElement("dd");
    value.append(plain ? words : element("code", words));
    row.append(element("dt", name), value);
    return row;
  };

  const item = (found) => {
    const made = document.createElement("li");
    const facts = document.createElement("dl");
    if (found.place) facts.append(fact("位置", found.place, true));
    if (found.text) facts.append(fact("原文", found.text));
    if (found.suggestion) facts.append(fact("建议改为", found.suggestion));
    if (found.fix) facts.append(fact("怎么改", found.fix, true));
    made.append(element("span", found.weight, found.sure ? "mark" : "mark review"), found.said, facts);
    return made;
  };

  const show = (answer) => {
    by("lines").className = "lines " + (looks[answer.code] || "open");
    by("lines").replaceChildren(...answer.lines.map((line) => element("p", line)));
    by("details").replaceChildren(...answer.found.map(item));
    by("h-details").hidden = !answer.found.length;
    result.hidden = false;
    by("h-found").focus();
    result.scrollIntoView();
  };

  const busy = (working) => document.querySelectorAll("button, input").forEach((one) => { one.disabled = working; });

  const check = async (name, content) => {
    busy(true);
    try {
      const answer = await fetch("check?name=" + encodeURIComponent(name), { method: "POST", body: content });
      if (!answer.ok) throw new Error(answer.status === 413 ? "稿件太大,无法检查" : "检查没有完成");
      show(await answer.json());
    } catch (error) {
      const said = error instanceof TypeError ? "连接不上检查程序:它可能已经关闭,请重新运行 auditor gate --serve" : error.message;
      show({ code: 3, lines: [said], found: [] });
    } finally {
      busy(false);
      file.value = "";
    }
  };

  const over = (event) => { event.preventDefault(); drop.classList.toggle("over", event.type === "dragover"); };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", over);
  document.addEventListener("drop", (event) => {
    over(event);
    const [given] = event.dataTransfer.files;
    const words = event.dataTransfer.getData("text/plain");
    if (given) check(given.name, given);
    else if (words) check("粘贴的文字", words);
  });
  file.addEventListener("change", () => { if (file.files[0]) check(file.files[0].name, file.files[0]); });
  by("pasted").addEventListener("submit", (event) => { event.preventDefault(); check("粘贴的文字", text.value); });
})();
