/* A toolbar that does what it says, on every page and in new tabs. */
(() => {
  'use strict';
  const KEY = 'yunze-toolbar';
  const FRESH = { on: false, zoom: 1, scheme: 0, cursor: false, guide: false, caption: false, voice: false };
  const SCHEMES = [null, ['#000', '#ff0'], ['#00205c', '#fff'], ['#fff', '#000']];
  const NAMES = {
    zoomIn: '放大', zoomOut: '缩小', scheme: '配色', cursor: '大鼠标', guide: '辅助线', caption: '大字幕', voice: '语音阅读',
    reset: '重置', exit: '退出',
  };
  let state = { ...FRESH };
  try {
    state = { ...FRESH, ...JSON.parse(localStorage.getItem(KEY) || '{}') };
  } catch {
    localStorage.removeItem(KEY);
  }
  const parts = {};

  const make = (tag, style, parent) => {
    const node = document.createElement(tag);
    node.style.cssText = style;
    parent.append(node);
    return node;
  };

  const build = () => {
    const bar = make('div', 'position:fixed;left:0;right:0;top:0;padding:6px;background:#eee;z-index:90;text-align:center', document.body);
    bar.setAttribute('role', 'region');
    bar.setAttribute('aria-label', '无障碍工具条');
    for (const [action, name] of Object.entries(NAMES)) {
      const button = make('button', 'min-width:88px;height:60px;margin:0 4px;font-size:18px;color:#000;background:#fff', bar);
      button.type = 'button';
      button.textContent = name;
      button.addEventListener('click', () => { actions[action](); apply(); });
    }
    parts.bar = bar;
    parts.caption = make('div', 'position:fixed;left:0;right:0;bottom:0;height:130px;background:#000;color:#fff;font-size:52px;line-height:1.2;overflow:hidden;z-index:89', document.body);
    parts.caption.setAttribute('aria-hidden', 'true');
    parts.across = make('div', 'position:fixed;left:0;width:100%;height:3px;background:#d00;pointer-events:none;z-index:88', document.body);
    parts.down = make('div', 'position:fixed;top:0;height:100%;width:3px;background:#d00;pointer-events:none;z-index:88', document.body);
    parts.style = make('style', '', document.head);
  };

  const apply = () => {
    const show = (node, on) => { node.style.display = on ? 'block' : 'none'; };
    show(parts.bar, state.on);
    show(parts.caption, state.caption);
    show(parts.across, state.guide);
    show(parts.down, state.guide);
    const scheme = SCHEMES[state.scheme];
    const colours = scheme ? `background:${scheme[0]} !important;color:${scheme[1]} !important;` : '';
    parts.style.textContent = [
      state.on ? 'body{padding-top:76px}' : '',
      state.zoom === 1 ? '' : `header,main,footer,.strip{zoom:${state.zoom}}`,
      colours ? `body,header,main,footer,.strip,:is(header,main,footer,.strip) *{${colours}}` : '',
      state.cursor ? 'html,body,body *{cursor:url(/images/cursor.png) 4 4,auto !important}' : '',
    ].join('\n');
    localStorage.setItem(KEY, JSON.stringify(state));
  };

  const actions = {
    zoomIn: () => { state.zoom = Math.min(2, state.zoom + 0.25); },
    zoomOut: () => { state.zoom = Math.max(0.75, state.zoom - 0.25); },
    scheme: () => { state.scheme = (state.scheme + 1) % SCHEMES.length; },
    cursor: () => { state.cursor = !state.cursor; },
    guide: () => { state.guide = !state.guide; },
    caption: () => { state.caption = !state.caption; },
    voice: () => { state.voice = !state.voice; last = null; if (!state.voice) speechSynthesis.cancel(); },
    reset: () => { state = { ...FRESH, on: true }; },
    exit: () => { state = { ...FRESH }; },
  };

  let last = null;
  const hovered = (event) => {
    parts.across.style.top = `${event.clientY - 1}px`;
    parts.down.style.left = `${event.clientX - 1}px`;
    const target = event.target.closest('p, h1, a, button, input, .footer');
    if (!target || parts.bar.contains(target)) return;
    const text = target.textContent.trim() || target.getAttribute('aria-label') || '';
    if (state.caption) parts.caption.textContent = text;
    if (!state.voice || !text || target === last) return;
    last = target;
    const said = new SpeechSynthesisUtterance(text);
    said.lang = 'zh-CN';
    speechSynthesis.cancel();
    speechSynthesis.speak(said);
  };

  addEventListener('DOMContentLoaded', () => {
    build();
    apply();
    document.addEventListener('mousemove', hovered);
    document.getElementById('wza')?.addEventListener('click', () => { state.on = true; apply(); });
  });
})();
