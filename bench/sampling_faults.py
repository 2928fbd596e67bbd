"""Faults of accessibility as the sampled site plants them, and innocent things that look as odd in the bytes.

The list knows nothing of what the sampler looks for: some faults are told by an attribute, some by a class that a style
sheet makes pale or small, some by how elements are nested.
"""

from collections.abc import Mapping
from types import MappingProxyType

FAULTS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "image": ("image-alt", '<p><img src="/static/{n}.png" width="120" height="60"></p>', "p>img"),
        "linked image": ("link-name", '<p><a href="/go/{n}.html"><img src="/static/{n}.png" alt=""></a></p>', "p>a"),
        "empty link": ("link-name", '<p><a class="ico" href="/go/{n}.html"></a></p>', "p>a.ico"),
        "empty button": ("button-name", '<p><button class="go" type="button"></button></p>', "p>button.go"),
        "bare field": ("label", '<p>姓名 <input type="text" name="f{n}"></p>', "p>input"),
        "bare choice": ("select-name", '<p>地区 <select name="s{n}"><option>东区</option><option>西区</option></select></p>', "p>select"),
        "bare area": ("label", '<p>意见 <textarea name="t{n}"></textarea></p>', "p>textarea"),
        "image button": ("input-image-alt", '<p><input type="image" src="/static/{n}.png" width="60" height="30"></p>', "p>input"),
        "frame": ("frame-title", '<div><iframe src="/static/frame.html" width="200" height="60"></iframe></div>', "div>iframe"),
        "tab order": ("tabindex", '<p><a href="/go/{n}.html" tabindex="5">办理入口{n}</a></p>', "p>a"),
        "moving": ("marquee", "<div><marquee>重要通知{n}</marquee></div>", "div>marquee"),
        "sound": ("no-autoplay-audio", '<p><audio src="/static/long.mp3" autoplay></audio></p>', "p>audio"),
        "pale style": ("color-contrast", '<p style="color:#bbbbbb">浅色的说明文字第{n}条</p>', "p"),
        "pale class": ("color-contrast", '<p class="hint">不清楚的说明文字第{n}条</p>', "p.hint"),
        "pale on ground": ("color-contrast", '<p class="badge-hot"><span>热点{n}</span></p>', "p.badge-hot>span"),
        "pale font": ("color-contrast", '<p><font color="#ffcc66">重点提示第{n}条</font></p>', "p>font"),
        "plain link": (
            "link-in-text-block", '<p class="flat">请先阅读<a href="/go/{n}.html">第{n}号说明</a>再办理有关事项。</p>', "p.flat>a",
        ),
        "scroller": ("scrollable-region-focusable", '<div class="roll"><p>{long}</p></div>', "div.roll"),
        "stray item": ("listitem", '<div><li class="lone">单独的一条{n}</li></div>', "div>li.lone"),
        "bad list": ("list", '<ul class="mix"><div>第一项{n}</div><li>第二项</li></ul>', "ul.mix"),
        "bad terms": ("definition-list", '<dl class="terms"><p>名词{n}</p><dt>词</dt><dd>义</dd></dl>', "dl.terms"),
        "wrong role": ("aria-roles", '<div role="buton" class="act">办理{n}</div>', "div.act"),
        "wrong aria": ("aria-valid-attr", '<p aria-lable="说明{n}">带说明的文字</p>', "p"),
        "wrong value": ("aria-valid-attr-value", '<p><button type="button" aria-expanded="yes">展开{n}</button></p>', "p>button"),
        "not allowed": ("aria-allowed-attr", '<p aria-checked="true">已阅读{n}</p>', "p"),
        "required": ("aria-required-attr", '<div role="checkbox" tabindex="0" aria-label="同意{n}"></div>', "div"),
        "children": ("aria-required-children", '<div role="list"><span role="button" tabindex="0">第{n}项</span></div>', "div"),
        "hidden focus": ("aria-hidden-focus", '<p aria-hidden="true"><a href="/go/{n}.html">隐藏入口{n}</a></p>', "p"),
        "nested": ("nested-interactive", '<div role="button" tabindex="0">办理<a href="/go/{n}.html">{n}</a></div>', "div"),
        "drawing": ("svg-img-alt", '<p><svg role="img" width="30" height="30"><circle cx="9" cy="9" r="8"/></svg></p>', "p>svg"),
        "progress": ("aria-progressbar-name", '<div role="progressbar" aria-valuenow="3"></div>', "div"),
        "switch": ("aria-toggle-field-name", '<div role="switch" aria-checked="true" tabindex="0"></div>', "div"),
        "headers": ("td-headers-attr", '<table><tr><th id="h{n}">项</th></tr><tr><td headers="nix{n}">值</td></tr></table>', "table"),
        "object": ("object-alt", '<div><object data="/static/{n}.png" width="30" height="30"></object></div>', "div>object"),
        "area": (
            "area-alt",
            '<p><img src="/static/m.png" alt="地图" usemap="#m{n}"><map name="m{n}">'
            '<area href="/go/{n}.html" shape="rect" coords="0,0,9,9"></map></p>',
            "p>map>area",
        ),
        "language": ("valid-lang", '<p lang="chinese">语言标错的文字{n}</p>', "p"),
        "summary": ("summary-name", "<details><summary></summary><p>折叠内容{n}</p></details>", "details>summary"),
    }
)  # fmt: skip
"""Name -> (rule of axe-core that accuses it, mark-up, place of the accused element in it). ``{n}`` is the number of the page."""

WHOLE: Mapping[str, tuple[str, str, str, str]] = MappingProxyType(
    {
        "no lang": ("html-has-lang", '<html lang="zh-CN">', "<html>", ""),
        "odd lang": ("html-lang-valid", '<html lang="zh-CN">', '<html lang="cn_zh">', ""),
        "no title": ("document-title", "<title>{title}</title>", "", ""),
        "no zoom": ("meta-viewport", "initial-scale=1", "initial-scale=1,user-scalable=no", "head>meta"),
    }
)
"""Name -> (rule, what every page has, what a faulty one has instead, place)."""

INNOCENT = (
    '<p><img src="/static/{n}.png" alt="现场照片{n}" width="120" height="60"></p>',
    '<p><img src="/static/{n}.png" alt="" width="120" height="2"></p>',
    '<p class="note-{n}">补充说明第{n}条</p>',
    '<p class="quote">引用第{n}条</p>',
    '<p style="color:#222222;font-size:18px">正文第{n}条</p>',
    '<p style="font-family:仿宋;text-indent:2em;line-height:1.8">正文第{n}条</p>',
    '<p class="MsoNormal" style="margin:0cm 0cm 0pt"><span lang="EN-US" style="mso-font-kerning:0pt">{n}</span>项工作</p>',
    '<blockquote class="say"><p>讲话摘要{n}</p></blockquote>',
    '<div class="section{n}"><p><strong>第{n}节</strong></p></div>',
    '<table class="data"><tr><th scope="col">年份</th><th scope="col">数量</th></tr><tr><td>2025</td><td>{n}</td></tr></table>',
    '<p class="file">附件:<a href="/files/{n}.pdf">第{n}号文件.pdf</a></p>',
    '<ul class="points"><li>要点一</li><li>要点{n}</li></ul>',
    '<p><a href="/go/{n}.html" target="_blank" title="第{n}号公告">第{n}号公告全文</a></p>',
    '<p><label>电话 <input type="text" name="tel{n}"></label></p>',
    '<p><button type="button" class="print">打印第{n}页</button></p>',
    '<div><iframe src="/static/frame.html" title="视频{n}" width="200" height="60"></iframe></div>',
    '<p id="p{n}"><span style="color:#164">已办结</span></p>',
    '<hr class="line"><p>以下为第{n}部分</p>',
    '<dl class="qa"><dt>问{n}</dt><dd>答</dd></dl>',
    '<pre class="plain">编号 {n}</pre>',
)
"""What pages have for no fault at all."""

STYLE = """body{margin:0;font:16px/1.6 sans-serif;color:#333;background:#fff}a{color:#004a8f}
.hint{color:#c4c4c4}.badge-hot span{background:#ffe08a;color:#e0a000}.flat a{text-decoration:none;color:#3a3a3a}
.roll{height:40px;overflow:auto;width:200px}.lone{display:block}img{background:#eee}
.wide{width:960px;margin:0 auto}[role=checkbox],[role=switch],[role=progressbar]{width:30px;height:30px;border:1px solid}
"""
"""The style sheet of all pages; what it makes pale does not show in a page's own bytes but for a class."""

SCRIPT = """document.addEventListener("DOMContentLoaded",function(){
var late=%s[location.pathname];if(!late)return;var box=document.querySelector("main div");
var one=document.createElement("p");one.innerHTML=late;box.appendChild(one);});
"""
"""The script of all pages: puts on some what their bytes do not show."""
