"""Scripts that an intruder put into the page.

**Why** Such scripts replace the page, send visitors from search engines elsewhere, or infect them.
**Not this** Counters and share buttons written by ``document.write``, packed libraries, scripts of the operator and of known
services; a script of a stranger alone proves nothing.
**Fix** Find where the script is kept (template, site title, database field, server module), remove it, close the way in.
"""

import re
from collections.abc import Iterator, Mapping

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import HiddenBlock, Load, Method, Origin, Place, ScriptFact
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.vendors import vendor
from auditor.urls.hosts import host_of

ZH = Texts(
    title="植入的恶意脚本",
    why="恶意脚本会替换网页内容、把来自搜索引擎的访问者带往别处,或向访问者传播病毒。",
    not_this="统计、分享等常用服务的脚本,压缩打包的程序库,本单位自己的脚本不算;仅引用外部脚本本身不能说明问题。",
    fix="查明脚本存放的位置(模板、网站名称、数据库字段、服务器模块),清除并封堵入侵途径,更换口令。",
    reasons={
        "coded-loader": "脚本经过多层编码({layers}),解码后从 {domain} 加载程序或框架",
        "coded-document": "脚本用编码藏起了一段会改变页面的程序({layers})",
        "coded-redirect": "脚本经过编码({layers}),解码后按访问来源跳转",
        "script-in-title": "网页标题里写着一段脚本",
        "script-in-field": "外部脚本 {domain} 被写进了本应只有文字的位置(<{parent}>)",
        "look-alike-host": "脚本来自冒充常用程序库的网站 {domain}",
        "file-infector": "网页带有会在访问者电脑上写入病毒程序的脚本",
        "payload-text": "页面外藏着一大段无意义的文字,是恶意程序的数据",
        "script-outside-document": "网页结束标记之后还有来自 {domain} 的脚本,请核实来历",
        "conditional-loader": "脚本只在特定网址或特定访问者面前加载 {domain},请核实来历",
        "coded-script": "脚本经过编码({layers}),用途不明,请核实",
        "raw-host": "脚本来自存放散件代码的网站 {domain},请核实来历",
    },
)

_LAYERS = {
    "packer": "打包",
    "escapes": "字符转义",
    "charcode": "字符码",
    "atob": "Base64",
    "unescape": "百分号编码",
    "hex": "十六进制",
    "reverse": "倒序",
    "shift": "移位数字",
}
_FIELDS = frozenset(
    ["a", "title", "option", "h1", "h2", "h3", "h4", "h5", "h6", "td", "li", "label", "button", "strong"]
)
"""Elements that a CMS fills with a stored text; a script of a stranger there was stored as text."""
_RAW = re.compile(r"/raw/|pastebin|paste\.|/gist/|hastebin|rentry\.", re.I)
_LIBRARY = re.compile(
    r"(?:^|[-.])(jquery|bootstrap|googleapis?|google-?analytics|googletagmanager|gstatic|cloudflare|jsdelivr|cdnjs|fontawesome|angularjs|reactjs|vuejs|baidu|cnzz|alicdn|wordpress|magento)(?=[-.])"
)
_ROLE = re.compile(
    r"[-.](?:cdn|css|js|min|lib|libs|code|codes|api|apis|static|stat|stats|statistic|cloud|host|tag|analytics|update|updates|cache|ui|script|scripts)(?=[-.])|(?:cdn|js|lib|static|code|api)[-.]"
)
_TITLE_SCRIPT = re.compile(r"<\s*/?\s*(?:script|iframe)\b|javascript:\s*\S", re.I)
_COMMON = frozenset(
    "the of and to in a is for on with that by this are be or as from at an it you der die und das ist nicht ein de la le les et el "
    " en y los que se un una del il per non che i na da do 的".split()
)
_HIDES = re.compile(r"(?:left|top)\s*:\s*-\d{3}|display\s*:\s*none", re.I)
_PAYLOAD = 300
_NEEDED = 0.02
"""Share of common words below which a text is no language."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each script by what it does and where it stands; a script that is accused once is not accused again."""
    found = list(_title(page))
    for script in page.hidden.scripts:
        judgement = _infects(script) or _coded(script, site) or _looks_alike(script) or _misplaced(script, site)
        if judgement is not None:
            found.append(judgement)
    found += [judgement for block in page.hidden.blocks if (judgement := _payload(block)) is not None]
    yield from found or (PASS,)


def _judgement(
    script: ScriptFact, reason: str, certain: bool, args: Mapping[str, str], technique: str = ""
) -> Judgement:
    card = {
        "techniques": [technique or reason, *script.layers, *script.branches], "decoded": script.decoded[:1_000],
        "urls": [url for url in (script.src, *(load.url for load in script.loads), *script.targets) if url][:20],
        "place": str(script.place),
    }  # fmt: skip
    return Judgement(
        *verdict(certain, reason),
        cause=f"{reason}:{script.src or script.key}", args={"layers": _layers(script), **args}, evidence=card,
        spots=(Spot(script.offset, script.raw),), target=script.src or next((load.url for load in script.loads), ""), urgent=certain,
    )  # fmt: skip


def _layers(script: ScriptFact) -> str:
    return "、".join(_LAYERS.get(name, name) for name in dict.fromkeys(script.layers)) or "编码"


def _title(page: PageFacts) -> Iterator[Judgement]:
    head = page.hidden.head
    if _TITLE_SCRIPT.search(head.title) or _TITLE_SCRIPT.search(head.title_raw):
        yield Judgement(
            Outcome.FAIL, "script-in-title", cause=f"title:{head.title[:120]}",
            evidence={"techniques": ["script-in-title"], "decoded": head.title},
            spots=(Spot(head.title_offset, head.title_raw),), urgent=True,
        )  # fmt: skip


def _infects(script: ScriptFact) -> Judgement | None:
    return _judgement(script, "file-infector", True, {}) if "infect" in script.does else None


def _coded(script: ScriptFact, site: SiteContext) -> Judgement | None:
    """Codings that hide letters have no use but to hide; what they hide decides how sure that is."""
    if not script.layers:
        return None
    strange = [load for load in script.loads if load.url and is_stranger(host_of(load.url), site)]
    if strange:
        return _judgement(script, "coded-loader", True, {"domain": strange[0].domain})
    if any(load.hidden and not load.url for load in script.loads):
        return _judgement(script, "coded-document", True, {})
    if {"referrer", "spider"} & set(script.branches):
        return _judgement(script, "coded-redirect", True, {})
    if _HIDES.search(script.decoded) and "write" in script.does:
        return _judgement(script, "coded-document", True, {})
    code = script.decoded.lower()
    writes = "<script" in code or "<iframe" in code or "createelement" in code
    if writes and set(script.layers) & {"atob", "unescape", "hex", "charcode", "reverse"}:
        return _judgement(script, "coded-document", len(script.layers) >= 2 or "hex" in script.layers, {})
    if script.targets and any(is_stranger(host_of(url), site) for url in script.targets):
        return _judgement(script, "coded-redirect", False, {})
    return None


def _looks_alike(script: ScriptFact) -> Judgement | None:
    """A host named like a library, with a word that makes it look official, and not the library's own."""
    for url in (script.src, *(load.url for load in script.loads if load.tag == "script")):
        host = host_of(url)
        if host and vendor(host) is None and _imitates(host):
            return _judgement(script, "look-alike-host", True, {"domain": host})
    return None


def _imitates(host: str) -> bool:
    """``jquery-css.su``, not ``jquery.example.com``: the name must be in the registered part."""
    name = ".".join(host.split(".")[-2:])
    found = _LIBRARY.search(name)
    return found is not None and "-" in name and bool(_ROLE.search(name))


def _misplaced(script: ScriptFact, site: SiteContext) -> Judgement | None:
    host = host_of(script.src)
    strange = bool(host) and is_stranger(host, site)
    if strange and _RAW.search(script.src):
        in_field = script.parent in _FIELDS
        return _judgement(
            script,
            "script-in-field" if in_field else "raw-host",
            in_field,
            {"domain": script.domain, "parent": script.parent},
        )
    if strange and script.parent == "/title":
        return _judgement(script, "script-in-field", True, {"domain": script.domain, "parent": "title"})
    if strange and script.place in (Place.AFTER_HTML, Place.BEFORE_DOCTYPE):
        return _judgement(script, "script-outside-document", False, {"domain": script.domain})
    loads = [load for load in script.loads if load.url and is_stranger(host_of(load.url), site)]
    conditional = [name for name in script.branches if name.endswith("-loader")]
    if loads and conditional:
        return _judgement(script, "conditional-loader", _is_masked(script, loads), {"domain": loads[0].domain})
    return None


def _is_masked(script: ScriptFact, loads: list[Load]) -> bool:
    """An invisible frame for those who come from a search engine, or once for each visitor: no counter does that."""
    return not {"referrer-loader", "cookie-loader"}.isdisjoint(script.branches) and any(load.hidden for load in loads)


def _payload(block: HiddenBlock) -> Judgement | None:
    """Text of no language that stands far outside the window: data of a program (pseudo-Darkleech)."""
    loose = block.bare or (block.origin is Origin.SHEET and not block.named)
    if block.links or block.dressed or not loose or Method.OFFSCREEN not in block.methods:
        return None
    if block.text_length < _PAYLOAD:
        return None
    words = block.text.lower().split()
    ascii_share = sum(char.isascii() for char in block.text) / len(block.text)
    common = sum(word.strip(".,;:!?") in _COMMON for word in words) / len(words)
    if ascii_share < 0.95 or common > _NEEDED:
        return None
    return Judgement(
        Outcome.FAIL, "payload-text", cause="payload-text", evidence={"techniques": ["payload-text"], "decoded": block.text[:500]},
        spots=(Spot(block.offset, block.raw),), urgent=True,
    )  # fmt: skip
