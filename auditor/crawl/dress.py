"""As whom a view is asked: what a server is told of its visitor. Needs a mandate, or an address of our own."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.model.view import AGAIN, BAIDU, BROWSER, MOBILE, REFERRED, SOGOU


@dataclass(frozen=True, slots=True)
class Dress:
    """The two headers by which servers tell their visitors apart."""

    user_agent: str
    referer: str = ""


_DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
_PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
    " Mobile/15E148 Safari/604.1"
)

DRESSES: Mapping[str, Dress] = {
    BROWSER: Dress(_DESKTOP),
    AGAIN: Dress(_DESKTOP),
    BAIDU: Dress("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"),
    SOGOU: Dress("Sogou web spider/4.0(+http://www.sogou.com/docs/help/webmasters.htm#07)"),
    REFERRED: Dress(_DESKTOP, "https://www.baidu.com/link?url=xunwang&wd=&eqid="),
    MOBILE: Dress(_PHONE),
}
