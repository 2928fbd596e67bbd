/* Larger text, remembered nowhere: the next page knows nothing of it. */
addEventListener('DOMContentLoaded', () => {
  const parts = [...document.querySelectorAll('header, main, footer')];
  const bar = document.createElement('div');
  bar.style.cssText = 'display:none;padding:6px;background:#eee';
  bar.setAttribute('role', 'region');
  bar.setAttribute('aria-label', '大字工具条');
  let zoom = 1;
  const set = (next) => {
    zoom = Math.max(1, Math.min(2, next));
    for (const part of parts) part.style.zoom = String(zoom);
  };
  const actions = [
    ['放大', () => set(zoom + 0.25)],
    ['缩小', () => set(zoom - 0.25)],
    ['重置', () => set(1)],
    ['退出', () => { set(1); bar.style.display = 'none'; }],
  ];
  for (const [name, action] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.style.cssText = 'width:96px;height:60px';
    button.addEventListener('click', action);
    bar.append(button);
  }
  document.body.prepend(bar);
  document.getElementById('zzms').addEventListener('click', () => { bar.style.display = 'block'; });
});
