"""Pages with retrofits of our own making; every one has one property that its name says."""

import base64
import struct
import zlib

PARAGRAPHS = [
    "市人民政府办公室今日发布关于做好冬季供暖保障工作的通知要求各部门认真落实。",
    "市民可以通过政务服务大厅窗口和网上办事平台办理养老保险资格认证等业务。",
    "全市卫生健康系统将继续为老年居民提供免费体检服务并安排家庭医生上门。",
    "城区公交线路自下月起进行调整新增三条社区微循环线路方便居民出行就医。",
    "气象部门提醒近期气温明显下降请注意防寒保暖并检查家中燃气用电安全情况。",
    "文化馆本周末举办书法摄影作品展览欢迎广大市民前来参观并参加互动活动。",
]


def png(width: int, height: int) -> bytes:
    """A red picture."""
    rows = (b"\0" + b"\xff\0\0" * width) * height
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


CURSOR = "data:image/png;base64," + base64.b64encode(png(64, 64)).decode()
SMALL_PICTURE = "data:image/png;base64," + base64.b64encode(png(80, 40)).decode()


def page(head: str = "", entry: str = "", tail: str = "", title: str = "某市人民政府", size: str = "16px") -> str:
    """A plain page of a government site."""
    text = "".join(f'<p class="t">{one}</p>' for one in PARAGRAPHS)
    return f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{margin:0;font:{size}/1.6 sans-serif;color:#333;background:#fff}}
main{{padding:10px;width:900px;max-width:92vw}} .t{{margin:12px 0}}
nav a{{display:inline-block;padding:4px 10px}}</style>{head}</head><body>
<header><nav><a href="/">首页</a><a href="/inner">通知公告</a>{entry}</nav></header>
<main><h1>工作动态</h1>{text}<img src="{SMALL_PICTURE}" alt="市政府大楼" width="80" height="40">
<p><input type="text" title="搜索"><button type="button">查询</button></p>{"<p>办事指南</p>" * 30}</main>{tail}</body></html>"""


ENTRY = '<a href="javascript:void(0)" id="open" onclick="openBar()">无障碍</a>'

BAR_STYLE = """<style>#bar{position:fixed;left:0;right:0;top:0;height:70px;background:#eee;z-index:999;display:none;color:#000}
#bar button{width:76px;height:60px;font-size:13px} body.barred{padding-top:72px}
#cap{position:fixed;left:0;right:0;bottom:0;height:120px;background:#000;color:#fff;font-size:48px;z-index:998;display:none}
.guide{position:fixed;background:red;z-index:997;pointer-events:none;display:none}</style>"""

_NAMES = {
    "bigger": "放大(Alt+B)", "smaller": "缩小", "colour": "配色", "pointer": "大鼠标", "guide": "十字线", "caption": "大字幕",
    "voice": "语音", "plain": "纯文本", "pin": "固定", "help": "说明", "reset": "重置", "exit": "退出",
}  # fmt: skip

GOOD = {
    "bigger": "state.zoom=Math.min(2,state.zoom+.25)",
    "smaller": "state.zoom=Math.max(1,state.zoom-.25)",
    "colour": "state.colour=(state.colour+1)%3",
    "pointer": "state.pointer=!state.pointer",
    "guide": "state.guide=!state.guide",
    "caption": "state.caption=!state.caption",
    "voice": "state.voice=!state.voice",
    "plain": "state.plain=!state.plain",
    "pin": "",
    "help": "document.getElementById('helptext').style.display='block'",
    "reset": "state={...fresh,on:true}",
    "exit": "state={...fresh}",
}

SCRIPT = """<script>
const fresh={on:false,zoom:1,colour:0,pointer:false,guide:false,caption:false,voice:false,plain:false};
let state={...fresh,...JSON.parse(STORE.getItem('bar')||'{}')};
const el=(id)=>document.getElementById(id);
function apply(){
  if(!document.body||!el('bar'))return;
  el('bar').style.display=state.on?'block':'none';
  document.body.classList.toggle('barred',state.on);
  APPLY
  el('cap').style.display=state.caption?'block':'none';
  for(const one of document.querySelectorAll('.guide'))one.style.display=state.guide?'block':'none';
  STORE.setItem('bar',JSON.stringify(state));
}
function openBar(){state.on=true;apply();}
function act(name){ACTIONS[name]();apply();}
addEventListener('keydown',(event)=>{if(state.on&&event.altKey&&event.key==='b')act('bigger');});
addEventListener('mousemove',(event)=>{
  el('gx').style.cssText+=`;left:0;top:${event.clientY-1}px;width:100%;height:2px`;
  el('gy').style.cssText+=`;top:0;left:${event.clientX-1}px;height:100%;width:2px`;
  const target=event.target;
  if(el('bar').contains(target)||!target.matches('p,h1,a,button,input,img'))return;
  if(state.caption)el('cap').textContent=target.innerText;
  if(state.voice&&target!==window.last){window.last=target;speechSynthesis.speak(new SpeechSynthesisUtterance(SAY));}
});
addEventListener('DOMContentLoaded',apply);
</script>"""

APPLY = """
  document.querySelector('main').style.zoom=state.zoom;document.querySelector('header').style.zoom=state.zoom;
  const schemes=[['',''],['#000','#ff0'],['#00f','#fff']][state.colour];
  document.body.style.background=schemes[0];document.body.style.color=schemes[1];
  for(const one of document.querySelectorAll('main *,header a')){one.style.background=schemes[0];one.style.color=schemes[1];}
  let style=el('big')||Object.assign(document.createElement('style'),{id:'big'});document.head.append(style);
  style.textContent=state.pointer?'*{cursor:url(CURSOR),auto !important}':'';
  for(const one of document.querySelectorAll('main img'))one.style.display=state.plain?'none':'';
"""


def bar(
    store: str = "localStorage", apply: str = APPLY, say: str = "target.alt||target.innerText", **actions: str | None
) -> tuple[str, str]:
    """Head and tail of a page with a toolbar; actions replace those of the good one; an empty one does nothing, None is not offered."""
    done = {name: code for name, code in {**GOOD, **actions}.items() if code is not None}
    table = ",".join(f"{name}(){{{code}}}" for name, code in done.items())
    script = SCRIPT.replace("APPLY", apply.replace("CURSOR", CURSOR), 1).replace("SAY", say).replace("STORE", store)
    buttons = "".join(
        f'<button type="button" onclick="act(\'{name}\')" title="{_NAMES[name]}">{_NAMES[name].split("(")[0]}</button>'
        for name in done
    )
    tail = (
        f'<div id="bar">{buttons}<div id="helptext" style="display:none;background:#fff">本工具条可以放大文字、更换配色、朗读文字,'
        "也可以用键盘操作,使用完毕请按退出。</div></div>"
        '<div id="cap"></div><div class="guide" id="gx"></div><div class="guide" id="gy"></div>'
    )
    return BAR_STYLE + f"<script>const ACTIONS={{{table}}};</script>" + script, tail


def site(entry: str = ENTRY, inner: bool = True, **how: str | None) -> dict[str, str]:
    """A site of two pages with a toolbar."""
    head, tail = bar(**how)  # type: ignore[arg-type]
    return {
        "/": page(head, entry, tail),
        "/inner": page(head, entry, tail, title="通知公告") if inner else page(title="通知公告"),
    }


def only(*names: str, **how: str | None) -> dict[str, str | None]:
    """Arguments for a toolbar that offers nothing but these functions."""
    return {**{name: None for name in GOOD if name not in names}, **how}
