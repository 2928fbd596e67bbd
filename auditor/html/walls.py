"""Recognition of answers that keep visitors out. A wall is never a dead link, and never bypassed."""

import re
from collections.abc import Mapping

_STATUS = {status: f"http-{status}" for status in (401, 403, 405, 412, 418, 429, 521, 999)}
_WINDOW = 64_000
_STUB_TEXT = 120
_TAGS = re.compile(r"<(script|style|noscript|title)\b(?>(?:[^<]++|<(?!/\1))*)(?:</\1[^>]*>|\Z)|<[^<>]*>", re.IGNORECASE)
_RUISHU = re.compile(
    r"\$_ts\s*=|\$_ts\.|<meta[^>]{0,200}content=[\"'][^\"']{60,}[\"'][^>]{0,40}r=['\"]m['\"]|r=['\"]m['\"]"
    r"|/\w{8,16}/\w{8,16}\.[0-9a-f]{6,8}\.js"
)
_JSL = re.compile(r"__jsl_clearance|__jsluid")
_CHALLENGE = (
    ("cloudflare", re.compile(r"cf-browser-verification|/cdn-cgi/challenge-platform|_cf_chl_opt")),
    ("aliyun-waf", re.compile(r"acw_sc__v2|aliyunCaptcha|AWSC\.use|punish-component|x5secdata")),
    ("anyu", re.compile(r"aqb_cc|WZWS-RAY|wzws_cid|wzwsconfirm|wzwsquestion", re.IGNORECASE)),
    ("yunsuo", re.compile(r"yunsuo_session_verify|security_session_verify|security_verify_data")),
    ("safedog", re.compile(r"safedog-flow-item|waf\.safedog")),
)  # fmt: skip
_COOKIE = re.compile(r"document\.cookie\s*=")
_MOVE = re.compile(r"location(?:\.href)?\s*=|location\.(?:reload|replace|assign)\s*\(|\.submit\s*\(")
_OBFUSCATED = re.compile(r"\beval\s*\(|String\.fromCharCode|\\x[0-9a-f]{2}\\x|_0x[0-9a-f]{4,}|\(!\+\[\]|!!\[\]")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,200})", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"[-_|—·–]")
_CAPTCHA_TITLE = re.compile(
    r"(?:安全|访问|人机|滑动|滑块)验证|验证码|身份核实|人机识别|访问受限|Just a moment|Attention Required|captcha|Verif",
    re.IGNORECASE,
)
_TITLE_OF_A_WALL = 12
"""Longest part of a title, in Chinese characters, that is about nothing but the verification."""
_CAPTCHA_BODY = re.compile(
    r"请(?:完成|进行|拖动|按住|输入)[^<]{0,20}(?:验证|滑块)|(?:访问|请求)(?:过于)?频繁|您的访问(?:被|可能)"
    r"|geetest|nc_wrapper|TCaptcha|g-recaptcha|hcaptcha|yidun",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"type=[\"']?password|用户名|登录密码", re.IGNORECASE)


def wall(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """Return the name of the wall that gave this answer, or an empty string for an ordinary one.

    ``headers`` has lower-case names. Names: ``ruishu-<status>``, ``jiasule-521``, ``cloudflare``, ``aliyun-waf``,
    ``anyu``, ``yunsuo``, ``safedog``, ``js-challenge``, ``captcha``, and ``http-<status>`` for refusals by status.
    """
    text = body[:_WINDOW].decode("utf-8", "replace") if _may_be_text(headers) else ""
    cookies = headers.get("set-cookie", "")
    if status in (412, 202) and _RUISHU.search(text):
        return f"ruishu-{status}"
    if status == 521 and (_JSL.search(text) or _JSL.search(cookies) or _COOKIE.search(text)):
        return "jiasule-521"
    if status in (404, 410):
        return ""
    short = _visible(text) if text else ""
    if text and len(short) < _STUB_TEXT and (name := _stub(status, text, short, len(body))):
        return name
    if text and _captcha(text, short):
        return "captcha"
    return _STATUS.get(status, "")


def _may_be_text(headers: Mapping[str, str]) -> bool:
    kind = headers.get("content-type", "").lower()
    return not kind or "html" in kind or "text" in kind or "xml" in kind


def _visible(text: str) -> str:
    return "".join(_TAGS.sub("", text).split())


def _stub(status: int, text: str, short: str, size: int) -> str:
    """Name the challenge of a page that has almost no text of its own."""
    for name, pattern in _CHALLENGE:
        if pattern.search(text):
            return name
    if _JSL.search(text):
        return "jiasule-521"
    if status in (200, 202, 403, 412, 503) and "$_ts" in text and _RUISHU.search(text):
        return f"ruishu-{status}"
    if size <= _WINDOW and len(short) < 40 and _COOKIE.search(text) and _MOVE.search(text):
        return "js-challenge"
    return "js-challenge" if status == 202 and _OBFUSCATED.search(text) else ""


def _titled_as_captcha(text: str) -> bool:
    """An article about verification codes has a title of its own; a verification page is called nothing else."""
    title = _TITLE.search(text)
    if title is None:
        return False
    parts = [part.strip() for part in _TITLE_PARTS.split(title[1])]
    return any(_CAPTCHA_TITLE.search(part) and (part.isascii() or len(part) <= _TITLE_OF_A_WALL - 3) for part in parts)


def _captcha(text: str, short: str) -> bool:
    """A verification page says so in its title, or says little else; a login form that has a captcha is no wall."""
    if _LOGIN.search(text):
        return False
    if _titled_as_captcha(text):
        return len(short) < 600
    return len(short) < 200 and bool(_CAPTCHA_BODY.search(text))
