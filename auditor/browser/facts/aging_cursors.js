// The pointer over text, a link, a button and a field, and the size of its picture.
async () => {
  const outside = (element) => xunwang.visible(element);
  const first = (selector, fits = () => true) => [...document.querySelectorAll(selector)].find((one) => outside(one) && fits(one));
  const plain = (one) => one.textContent.trim().length > 5 && !one.closest("a,button,label,[onclick]");
  const kinds = {
    text: first("p,li,td,h1,h2,h3,div,span", plain), link: first("a[href]"), button: first("button,input[type=button],input[type=submit]"),
    input: first("input:not([type]),input[type=text],input[type=search],textarea"),
  };
  const found = {};
  for (const [kind, element] of Object.entries(kinds)) if (element) found[kind] = getComputedStyle(element).cursor;
  const address = Object.values(found).map((cursor) => /url\(["']?([^"')]+)/.exec(cursor)?.[1]).find(Boolean);
  let size = null;
  if (address) {
    const picture = new Image();
    const loaded = new Promise((done) => { picture.onload = () => done(true); picture.onerror = () => done(false); setTimeout(() => done(false), 1500); });
    picture.src = address;
    size = (await loaded) ? Math.max(picture.naturalWidth, picture.naturalHeight) : 0;
  }
  return { kinds: found, size };
}
