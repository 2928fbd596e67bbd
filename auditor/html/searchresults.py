"""Reads the first page of search results, HTML or data: is the page looked for among them, does it claim any, or none?"""

import re
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from auditor.html.element import parse
from auditor.html.entries import FRAMEWORK
from auditor.html.searchdata import Data, is_answer, read_data
from auditor.html.textual import folded, stripped
from auditor.html.tokens import ELEMENT
from auditor.model.search import Shown
from auditor.urls.normalise import key
from auditor.urls.resolve import join

_COUNT = re.compile(
    r"(?:共|约|找到|搜索到|检索到|搜到|查到|为您|命中|相关结果)[^\d。;；]{0,24}?(\d[\d,，]{0,12})\s*(?:条|个|项|篇|件|结果|记录|信息)"
)
_NONE = re.compile(
    r"没有(?:找到|检索到|搜索到|查询到|搜到|查到|相关|符合|匹配)|未(?:找到|检索到|搜索到|查询到|搜到|能找到|查到)|(?:暂无|无)(?:相关|匹配|符合|搜索|检索|数据|信息|结果|内容|记录)"
    r"|找不到|搜索结果为空|检索结果为空|没有结果|查无|暂时没有"
)
_ERROR = re.compile(
    r"HTTP Status \d{3}|Exception|服务器(?:内部)?错误|系统(?:出错|错误|异常|繁忙)|Server Error|数据库(?:连接)?(?:错误|失败)|SQL syntax"
    r"|页面(?:出错|不存在|找不到)|访问的页面不存在|Whitelabel Error"
    r"|Runtime Error|Fatal error|Warning:\s|服务(?:不可用|异常)|出错了|请求错误|搜索服务(?:暂停|异常|维护)"
)
_LONG = 6
"""Characters of a link that may be a result."""
_SHORTEST = 10
"""Characters of a title that must agree when the rest is cut off."""
_FEW = 80
"""Visible characters; a page with fewer beside its scripts shows nothing by itself."""
_UNSEEN = re.compile(r"<(script|style|noscript|template|textarea)\b[\s\S]*?</\1\s*>|<!--[\s\S]*?-->", re.IGNORECASE)
_MOST = 1_000_000


def anchors(text: str, url: str) -> dict[str, str]:
    """Key of the target → words, of every link of a document."""
    found: dict[str, str] = {}
    for match in ELEMENT.finditer(text[:_MOST]):
        if match[0][:2].lower() != "<a":
            continue
        element = parse(match[0])
        target = join(url, element.values.get("href", "")) if element is not None and element.name == "a" else None
        if element is not None and target and target.startswith("http"):
            # Titles are often cut off or highlighted in the text, and whole in the attribute.
            found.setdefault(key(target), f"{folded(element.text)} {element.values.get('title', '')}")
    return found


def shown(document: tuple[str, str], words: str, wanted: str, frame: AbstractSet[str]) -> Shown:
    """What a page of results, (text, address), shows for ``words``; ``wanted`` is the address of the page that bears them, or empty.

    ``frame`` are the keys of links that stand on the home page as well.
    """
    text, url = document
    if is_answer(text):
        return _shown_data(read_data(text[:_MOST], url), words, wanted)
    visible = folded(stripped(_UNSEEN.sub(" ", text[:_MOST])))
    links = {
        target: label for target, label in anchors(text, url).items() if target not in frame and target != key(url)
    }
    results = [label for label in links.values() if len(label.strip()) >= _LONG]
    counts = [int(re.sub(r"\D", "", found[1])) for found in _COUNT.finditer(visible.replace(words, ""))]
    error = _ERROR.search(visible)
    count = counts[0] if counts else None
    found = bool(wanted) and _is_found(text, words, wanted, links)
    quiet = count is None and not _NONE.search(visible) and not results
    return Shown(
        found, count, bool(_NONE.search(visible)) or count == 0, len(results),
        not found and error is None and (_is_unfilled(text, visible) or (quiet and "<script" in text.lower())),
        error[0] if error and not results else "",
    )  # fmt: skip


def _shown_data(data: Data, words: str, wanted: str) -> Shown:
    """The same of an answer for a script: its rows are what the script would show."""
    title = _squeezed(words)
    found = bool(wanted) and (
        key(wanted) in map(key, data.rows) or any(_same(title, _squeezed(label)) for label in data.titles)
    )
    silent = data.count is None and not data.empty and not data.titles
    results = len(data.rows) or len(set(data.titles))
    return Shown(found, data.count, data.count == 0 or data.empty, results, silent)


def _is_unfilled(text: str, visible: str) -> bool:
    """A framework's template, or next to nothing beside scripts."""
    return ("{{" in visible and FRAMEWORK.search(text) is not None) or (
        len(visible) < _FEW and "<script" in text.lower()
    )


def _is_found(text: str, words: str, wanted: str, links: dict[str, str]) -> bool:
    title = _squeezed(words)
    if key(wanted) in links or any(_same(title, _squeezed(label)) for label in links.values()):
        return True
    path = urlsplit(wanted).path
    return len(path) > _SHORTEST and path in text  # Results that a script writes from data in the page.


def _same(title: str, label: str) -> bool:
    if not label:
        return False
    head = re.split(r"\.{2,}|…", label)[0]
    return title in label or (len(head) >= _SHORTEST and head != label and head in title)


def _squeezed(text: str) -> str:
    return "".join(text.split())
