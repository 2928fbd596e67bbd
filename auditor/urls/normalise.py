"""The key under which two spellings of one address count as the same target."""

import re
from urllib.parse import urlsplit

_SLASHES = re.compile(r"/{2,}")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sessionid|sid)=[^/?#;]*", re.IGNORECASE)
_TRACKING = re.compile(
    r"(?:utm_\w+|spm|from_spm|jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|cfid|cftoken"
    r"|gclid|fbclid|yclid|msclkid|bd_vid|hmsr|hmpl|hmcu|hmkw|hmci)$",
    re.IGNORECASE,
)
_HEX_SESSION = re.compile(r"(?:sid|s|token|sess)=[0-9a-f]{16,}$", re.IGNORECASE)


def key(url: str) -> str:
    """Return the de-duplication key of an absolute URL; it is compared, never requested.

    Dropped: fragment, ``;jsessionid=…``, session and tracking parameters, an empty query. Runs of ``/`` in the path
    are collapsed, the host is lower-case; the order of parameters is kept.
    """
    url = url.partition("#")[0]
    head, question, query = url.partition("?")
    scheme, sep, rest = head.partition("://")
    if not sep:
        return url
    host, slash, path = rest.partition("/")
    path = slash + path
    if ";" in path:
        path = _PATH_SESSION.sub("", path)
    if "//" in path:
        path = _SLASHES.sub("/", path)
    if question:
        query = "&".join(part for part in query.split("&") if part and not _volatile(part))
    return f"{scheme.lower()}://{host.lower()}{path or '/'}{'?' + query if query else ''}"


def _volatile(parameter: str) -> bool:
    return bool(_TRACKING.match(parameter.partition("=")[0]) or _HEX_SESSION.match(parameter))


def host(url: str) -> str:
    """Return the lower-case host name of an absolute URL without port, or an empty string."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
