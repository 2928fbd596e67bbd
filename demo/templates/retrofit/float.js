/* 飘窗: wanders over the page and cannot be outrun. */
addEventListener('DOMContentLoaded', () => {
  const box = document.createElement('div');
  box.id = 'piao';
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', '推广');
  box.style.cssText = 'position:fixed;left:40px;top:200px;width:220px;height:140px;background:#fff3c4;border:2px solid #a60;z-index:50;color:#222;font-size:20px';
  box.innerHTML = '<a href="/tzgg/" style="color:#222">长寿保健茶,今日下单半价</a>';
  document.body.append(box);
  let x = 40, y = 200, right = 3, down = 2;
  setInterval(() => {
    x += right;
    y += down;
    if (x < 0 || x > innerWidth - 240) right = -right;
    if (y < 100 || y > innerHeight - 160) down = -down;
    box.style.left = `${x}px`;
    box.style.top = `${y}px`;
  }, 50);
});
