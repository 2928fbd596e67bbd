// Where the focus is now: its number (-1: on the document), whether it looks the same as without the focus, whether it has
// several stops within, and whether it is kept from assistive software.
async (pause) => {
  if (pause) await new Promise((done) => setTimeout(done, pause));
  const { walk } = xunwang;
  const element = walk.deep();
  if (!element) return { id: -1, same: false, many: false, hidden: false };
  const id = walk.id(element);
  const before = walk.looks.get(element);
  const text = element.matches("input:not([type=button], [type=submit], [type=reset], [type=checkbox], [type=radio], [type=image], [type=range], [type=color], [type=file]), textarea, select, iframe, object, embed, audio, video, area, [contenteditable]");
  const many = element.matches("iframe, object, embed, audio, video, input[type^=date], input[type=time], input[type=month], input[type=week]");
  const same = before !== undefined && !text && before === walk.look(element) && xunwang.visible(element);
  return { id, same, many, hidden: element.closest("[aria-hidden=true]") !== null };
}
