"""How intruders write: words as entities or code points, packed scripts, rows of links. Used by the markup of truth files."""

import base64
import re
from datetime import datetime, timedelta, timezone

from jinja2 import Environment, StrictUndefined

from demo import words

CASINO = (
    "星河娱乐城", "彩虹棋牌", "金鼎博彩", "银湾棋牌大厅", "百汇娱乐城", "东方博彩网", "天天棋牌下载", "皇冠棋牌平台", "博彩公司排名",
    "娱乐城开户", "真人棋牌", "老牌博彩论坛",
)  # fmt: skip
_TRADE = ("代孕公司", "办证电话", "代孕价格", "办证刻章", "学历办证", "包成功代孕")
_FARM = (
    "青溪家政",
    "远山茶业",
    "木棉摄影",
    "北岸模具",
    "长桥货运",
    "南浦装饰",
    "新泉水处理",
    "石榴花艺",
    "云台旅行",
    "禾木家具",
)
_HACKED = ("slot gacor", "judi bola", "togel online", "laser pointer", "replica watches", "payday loans")

_CASINO_HOSTS = (
    "www.xinghe-ylc8812.com", "vip.caihong-qp5521.com", "www.jinding-bc0371.net", "m.yinwan-qp.top", "www.baihui-yl6060.cc",
    "www.dongfang-bcw.vip", "app.tiantian-qpxz.com", "www.huangguan-qp77.xyz", "www.bcgs-paiming.net", "kaihu.ylc-kh168.com",
)  # fmt: skip
_TRADE_HOSTS = ("www.hexin-dy99.com", "bz.kuaiban-zj.net", "www.anjia-dyw.cn", "www.keyin-bz.com")
_FARM_HOSTS = (
    "www.qingxi-jz.com", "www.yuanshan-cy.cn", "www.mumian-sy.com", "www.beian-mj.net", "www.changqiao-hy.com", "www.nanpu-zs.cn",
    "www.xinquan-scl.com", "www.shiliu-hy.cn", "www.yuntai-lx.net", "www.hemu-jj.com", "www.danyang-4z.org", "www.xishan-zx.net",
)  # fmt: skip
_HACKED_HOSTS = (
    "simpeg.kotaawan.go.id", "lib.stmik-awan.ac.id", "alcaldia-nubes.gov.co", "library.cloudhill.edu.krd",
    "www.municipio-lago.gob.ec", "journal.univ-embun.ac.id",
)  # fmt: skip
SCRIPT_HOSTS = (
    "js.yb-tongji88.com",
    "jquery-css.top",
    "cnzz-stat.top",
    "jso-tools.zx-raw.com",
    "www.ur-count.net",
    "ba.zfwz-fuwu.cn",
)
NEW_HOST = "www.xinlian-guanggao.cn"
HOSTS = {
    **dict.fromkeys(_CASINO_HOSTS, "星河娱乐城-真人棋牌-注册送彩金"), **dict.fromkeys(_TRADE_HOSTS, "代孕公司_办证电话"),
    **dict.fromkeys((*_FARM_HOSTS, NEW_HOST), "企业服务"), **dict.fromkeys(_HACKED_HOSTS, "Library Portal"),
}  # fmt: skip
"""Every host that the rows of links below point at -> what its pages are called."""
_PATHS = ("/", "/tinymce/", "/-/slot-gacor/", "/wp-content/uploads/bola/", "/uploads/a1/")


def rows(count: int, kind: str = "casino") -> list[tuple[str, str]]:
    """``count`` (address, anchor) pairs to many hosts; ``hacked`` = other hacked sites, on odd paths."""
    hosts, anchors = {
        "casino": (_CASINO_HOSTS, CASINO),
        "trade": (_TRADE_HOSTS, _TRADE),
        "farm": (_FARM_HOSTS, _FARM),
        "hacked": (_HACKED_HOSTS, _HACKED),
    }[kind]
    deep = 1 if kind == "hacked" else 0
    found = []
    for number in range(count):
        turn = number // len(hosts)
        path = _PATHS[deep + turn] if deep + turn < len(_PATHS) else f"/list/{turn}.html"
        found.append((f"http://{hosts[number % len(hosts)]}{path}", anchors[number % len(anchors)]))
    return found


def links(count: int, kind: str = "casino") -> str:
    """``rows`` as bare anchors."""
    return "\n".join(f'<a href="{href}">{text}</a>' for href, text in rows(count, kind))


def entities(text: str) -> str:
    """Every character as a decimal entity."""
    return "".join(f"&#{ord(char)};" for char in text)


def hex_entities(text: str) -> str:
    """Every character as a hexadecimal entity."""
    return "".join(f"&#x{ord(char):X};" for char in text)


def char_codes(text: str) -> str:
    """The arguments of ``String.fromCharCode``."""
    return ",".join(str(ord(char)) for char in text)


def shifted(text: str) -> str:
    """Every character of ASCII as two digits, 26 too few."""
    return "".join(f"{ord(char) - 26:02d}" for char in text)


def hex_escapes(text: str) -> str:
    r"""The inside of a JavaScript string, written as ``\xNN``."""
    return "".join(f"\\x{ord(char):02x}" for char in text)


def percent(text: str) -> str:
    """The argument of ``unescape``."""
    return "".join(f"%u{ord(char):04X}" if ord(char) > 0x7F else f"%{ord(char):02X}" for char in text)


def base64_of(text: str) -> str:
    """The argument of ``atob``."""
    return base64.b64encode(text.encode()).decode()


def packed(code: str) -> str:
    """``code`` (no single quotes or backslashes in it) packed: words become numbers in base 36, looked up in a list."""
    keys = sorted(set(re.findall(r"\w+", code)))
    body = re.sub(r"\w+", lambda word: _base36(keys.index(word[0])), code)
    return (
        "eval(function(p,a,c,k,e,r){while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+c.toString(a)+'\\\\b','g'),k[c]);"
        f"return p}}('{body}',36,{len(keys)},'{'|'.join(keys)}'.split('|'),0,{{}}))"
    )


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < len(digits) else _base36(number // 36) + digits[number % 36]


def gibberish(count: int) -> str:
    """Made-up lower-case words: text that carries a payload instead of a meaning."""
    dice = words.seeded("gibberish", count)
    return " ".join("".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(3, 9))) for _ in range(count))


_BEIJING = timezone(timedelta(hours=8))


def day(ago: int) -> str:
    """The date so many days ago, for what is only late or stale on the day it is looked at."""
    return (datetime.now(_BEIJING).date() - timedelta(days=ago)).isoformat()


_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)
_ENVIRONMENT.globals |= {
    function.__name__: function
    for function in (
        rows,
        links,
        entities,
        hex_entities,
        char_codes,
        shifted,
        hex_escapes,
        percent,
        base64_of,
        packed,
        gibberish,
        day,
    )
}


def render(markup: str) -> str:
    """The markup of a truth file with the functions above filled in."""
    return _ENVIRONMENT.from_string(markup).render()
