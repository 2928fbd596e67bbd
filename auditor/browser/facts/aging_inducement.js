// Buttons and links that urge to download, pay or take something.
() => {
  const found = [];
  const urge = /立即(下载|领取|安装|购买|支付|抢购)|免费(领|下载|抽)|点击领取|打开APP|下载APP|去支付|马上(领|抢|下载)|领红包|抽奖/i;
  for (const element of document.querySelectorAll("a[href],button,input[type=button],input[type=submit],[role=button],[onclick]")) {
    const words = `${element.innerText || ""} ${xunwangAging.attribute(element, "title")} ${xunwangAging.attribute(element, "value")}`.trim();
    const file = /\.(apk|exe|ipa|msi|dmg)([?#]|$)/i.test(element.href || "");
    if (!xunwang.visible(element) || words.length > 60 || !(urge.test(words) || file)) continue;
    found.push({ node: xunwang.node(element), words: xunwang.flat(words, 60), file });
    if (found.length >= 20) break;
  }
  return found;
}
