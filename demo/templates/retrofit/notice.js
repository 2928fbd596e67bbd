/* A notice over the page. data-remember: once closed it stays closed. */
addEventListener('DOMContentLoaded', () => {
  const remember = document.querySelector('script[data-notice]').dataset.notice === 'remember';
  if (remember && localStorage.getItem('notice-closed')) return;
  const box = document.createElement('div');
  box.id = 'notice';
  box.setAttribute('role', 'region');
  box.setAttribute('aria-label', '温馨提示');
  box.style.cssText = 'position:fixed;left:calc(50% - 230px);top:240px;width:460px;height:280px;background:#fff;border:3px solid #00439c;z-index:60;color:#222;font-size:24px';
  box.innerHTML = '<button type="button" style="position:absolute;right:0;top:0;width:96px;height:60px;font-size:24px">关闭</button>'
    + '<p style="margin:80px 24px 0">国庆期间服务窗口照常开放,请合理安排出行时间。</p>';
  box.querySelector('button').addEventListener('click', () => {
    box.remove();
    if (remember) localStorage.setItem('notice-closed', '1');
  });
  document.body.append(box);
});
