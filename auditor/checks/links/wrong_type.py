"""Attachments and images that turn out to be something else.

**Why** The visitor downloads a log-in or error page under the name of a document, or sees a broken picture.
**Not this** Wrong content types in the header when the bytes are right; one image format under another's name; spreadsheets
exported as HTML, which office programs open (a person looks); bytes of unknown kind.
**Fix** Upload the file anew, or make it readable without logging in.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.answers import TEXTS, answer_of, unanswered
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import FetchAttempt, SiteContext, Target
from auditor.urls.order import extension, is_attachment, is_image

ZH = Texts(
    title="附件或图片打不开",
    why="访问者下载到的不是文件而是网页,或页面上的图片显示不出来。",
    not_this="仅响应头中类型写错而内容正确的、图片格式与后缀不一致但能显示的不算。",
    fix="重新上传正确的文件,并确认无须登录即可下载。",
    reasons={
        **TEXTS,
        "attachment-is-html": "附件的内容实际是网页(如登录页或出错页),不是 {wanted} 文件",
        "image-not-image": "图片的内容实际是 {found},无法显示",
        "empty-file": "文件内容为空(0 字节)",
    },
)

_NOT_IMAGES = frozenset(["html", "text", "pdf", "zip", "ole"])
_OFFICE_HTML = frozenset(["doc", "xls", "wps", "et"])
_PLAIN_TEXT = frozenset(["txt", "csv"])
_IMAGE_TAGS = frozenset(["img", "source", "input", "image", "style"])
_HTML_TYPES = frozenset(["text/html", "application/xhtml+xml"])
_SUSPECT = _NOT_IMAGES | {"empty"}


@check(
    shape=targets(TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL),
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:link.no-dead",),
)
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Compare what the address or the tag promises with the first bytes received."""
    attachment, image = is_attachment(target.url), is_image(target.url)
    if not (attachment or image) and not _may_be_shown(target):
        yield Judgement(Outcome.NA)
        return
    answer = answer_of(target, site)
    absent = unanswered(answer)
    if absent is not None or answer.attempt is None:
        yield absent if absent is not None and (attachment or image) else Judgement(Outcome.NA)
        return
    attempt = _best(target, answer.attempt)
    if attachment:
        yield _attachment(attempt, extension(target.url))
    else:
        yield _image(attempt, extension(target.url)) if image or _is_shown(links) else Judgement(Outcome.NA)


def _may_be_shown(target: Target) -> bool:
    """Without an image's extension only the tag tells; the links are worth a look when the bytes are no image."""
    return target.kind is not TargetKind.PAGE and target.last is not None and target.last.sniffed in _SUSPECT


def _is_shown(links: Sequence[Link]) -> bool:
    """An image by every link: a page that also serves as somebody's ``src`` is a page."""
    return len(links) > 0 and all(link.tag in _IMAGE_TAGS and link.attr != "href" for link in links)


def _best(target: Target, decisive: FetchAttempt) -> FetchAttempt:
    """The answer that decided, or another good one whose bytes were seen when its own were not."""
    if decisive.sniffed:
        return decisive
    good = [
        a for a in target.chain[-1].attempts if a.status is not None and a.status < 300 and not a.wall and a.sniffed
    ]
    return max(good, key=lambda attempt: (attempt.phase, attempt.at), default=decisive)


def _attachment(attempt: FetchAttempt, suffix: str) -> Judgement:
    if attempt.sniffed == "empty":
        return _fail("empty-file", attempt)
    typed_html = attempt.content_type in _HTML_TYPES
    if attempt.sniffed == "html" or (not attempt.sniffed and typed_html):
        if suffix in _PLAIN_TEXT and not typed_html:
            return PASS
        readable = suffix in _OFFICE_HTML and not typed_html
        sure = attempt.sniffed == "html" or attempt.method != "HEAD"
        return _fail("attachment-is-html", attempt, sure and not readable, wanted=suffix)
    return PASS


def _image(attempt: FetchAttempt, suffix: str) -> Judgement:
    if attempt.sniffed == "empty":
        return _fail("empty-file", attempt)
    if attempt.sniffed not in _NOT_IMAGES or (suffix == "svg" and attempt.sniffed == "text"):
        return PASS
    return _fail(
        "image-not-image", attempt, found={"html": "网页", "text": "文本"}.get(attempt.sniffed, attempt.sniffed)
    )


def _fail(reason: str, attempt: FetchAttempt, sure: bool = True, **args: str) -> Judgement:
    return Judgement(
        Outcome.FAIL if sure else Outcome.REVIEW, reason, Confidence.CERTAIN if sure else Confidence.LIKELY, args=args,
        evidence={"content_type": attempt.content_type, "sniffed": attempt.sniffed},
    )  # fmt: skip
