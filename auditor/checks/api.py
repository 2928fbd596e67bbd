"""What a check is: a function, its texts, and a frozen description. Declaring one has no side effect."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from auditor.model.finding import Judgement
from auditor.model.link import Link, LinkForm, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.siteview import Note, SiteView
from auditor.model.target import SiteContext, Target
from auditor.model.want import Want

Judge = Callable[..., Iterator[Any]]
"""A check's function; its arguments depend on its shape (``Shape``). The last one is its config.

It yields judgements; checks of pages and of the site may yield a ``Want`` for what they need to know besides.
"""

PASS = Judgement(Outcome.PASS)
"""The answer given most often, made once."""
GENERATED = "generated-link"
"""Reason: only addresses that we computed ourselves lead there."""

_PREFIX = "auditor.checks."
_LONGEST_ARGUMENT = 120
_WRITTEN = frozenset({LinkForm.PLAIN, LinkForm.OPTION})
_SHARED = {
    "browser-off": "本次检查没有使用浏览器(--browser off)",
    "browser-missing": "本机没有可用的浏览器,运行 auditor doctor 查看安装方法",
    "browser-failed": "浏览器没有能够启动,属本机原因",
    "renderer-hang": "网页使浏览器失去响应,重试一次仍然如此",
    "renderer-crash": "网页使浏览器崩溃,重试一次仍然如此",
    "render-timeout": "在规定时间内没有测量完",
    "render-memory": "网页占用的内存超过了上限",
    "render-script": "测量脚本没有能够在网页中完成",
    "page-gone": "测量过程中网页自己跳走了",
    "not-a-page": "打开后不是网页(下载文件或 PDF)",
    "not-http": "不是 http 或 https 网址,没有打开",
    "http-auth": "网页要求输入用户名和密码,没有打开",
    "render-part": "浏览器没有完成这一部分的测量(超出了时限或页面中途失去响应)",
    GENERATED: "地址由本工具按翻页规则推算,不据此认定问题",
    "no-views": "没有以搜索引擎、手机等身份再次访问该页(需要检查授权,或超出了次数限制),无法比较",
}


class Shape(StrEnum):
    """What a check is given."""

    TARGET = "target"
    """``(target: Target, links: Sequence[Link], site: SiteContext, config)``, for every link destination of its kinds."""
    PAGE = "page"
    """``(page: PageFacts, site: SiteContext, config)``, for every crawled page that was read as HTML."""
    SITE = "site"
    """``(view: SiteView, config)``, once."""


def targets(*kinds: TargetKind) -> frozenset[TargetKind]:
    """Return the shape of a check that is asked about targets of these kinds."""
    return frozenset(kinds)


@dataclass(frozen=True, slots=True)
class NoConfig:
    """For checks of which a pack may change nothing."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What users read, in Chinese: title, why it matters, what it does not accuse, how to mend it, and every reason.

    ``reasons`` maps a stable reason code to a sentence; ``{name}`` in it is filled from the judgement's args. A code
    may stand for a family of HTTP statuses (``http-4xx``, ``http-5xx``) or of rules of axe-core (``axe-*``).
    """

    title: str
    why: str
    not_this: str
    fix: str
    reasons: Mapping[str, str]

    def template(self, reason: str) -> str | None:
        """Return the sentence of a reason, its placeholders unfilled; None for a reason without a text."""
        family = f"http-{reason[5:6]}xx" if reason.startswith("http-") and len(reason) == len("http-404") else reason
        family = "axe-*" if reason.startswith("axe-") else family
        own = self.reasons.get(reason) or self.reasons.get(family)
        return own or _SHARED.get(reason) or (self.reasons.get("http-*") if family != reason else None)


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check ready to be run; built by ``check``."""

    id: str
    shape: Shape
    impact: Impact
    kinds: frozenset[TargetKind]
    """Kinds of targets it is asked about; empty when its shape is another one."""
    texts: Texts
    refs: tuple[str, ...]
    """Outside rule ids, such as ``wcag:2.4.4``."""
    config: Any
    """What law or a pack may change: an instance of the check's Config."""
    document: str
    """The docstring of the check's module, for developers."""
    function: Judge = field(repr=False)
    note: Note | None = field(default=None, repr=False)
    """What a check of the site counts on the pages: asked as they pass, it costs no second reading."""

    def judge(self, target: Target, links: Sequence[Link], site: SiteContext) -> Iterator[Judgement]:
        """Answer for one target of its kinds; at least one judgement. Links that we computed are never accused."""
        for judgement in self.function(target, links, site, self.config):
            accuses = judgement.outcome in (Outcome.FAIL, Outcome.REVIEW)
            yield _without_generated(judgement, links) if accuses else judgement

    def judge_page(self, page: PageFacts, site: SiteContext) -> Iterator[Judgement | Want]:
        """Answer for one page; at least one judgement or want."""
        return self.function(page, site, self.config)

    def judge_site(self, view: SiteView) -> Iterator[Judgement | Want]:
        """Answer for the whole site; at least one judgement or want."""
        return self.function(view, self.config)

    def message(self, judgement: Judgement) -> str:
        """Return the Chinese sentence of a judgement; the title when it has no reason."""
        template = self.texts.template(judgement.reason)
        if template is None:
            return self.texts.title
        named = {"reason": judgement.reason, "status": judgement.reason.removeprefix("http-"), **judgement.args}
        return template.format_map(_Arguments({name: value[:_LONGEST_ARGUMENT] for name, value in named.items()}))


class _Arguments(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"


def check(
    *,
    shape: Shape | frozenset[TargetKind],
    impact: Impact,
    zh: Texts,
    config: Any = NoConfig(),
    refs: tuple[str, ...] = (),
) -> Callable[[Judge], CheckInfo]:
    """Describe the decorated function as a check; its id is its module's path below ``auditor.checks``.

    ``shape`` is ``Shape.PAGE``, ``Shape.SITE`` or ``targets(TargetKind.PAGE, …)``.
    """
    kinds = frozenset() if isinstance(shape, Shape) else shape
    given = shape if isinstance(shape, Shape) else Shape.TARGET

    def describe(function: Judge) -> CheckInfo:
        identity = function.__module__.removeprefix(_PREFIX)
        document = str(function.__globals__.get("__doc__") or "")
        return CheckInfo(identity, given, impact, kinds, zh, refs, config, document, function)

    return describe


def noting(note: Note) -> Callable[[CheckInfo], CheckInfo]:
    """Say of a check of the site what it counts on the pages (``SiteView.noted``)."""
    return lambda described: replace(described, note=note)


def verdict(certain: bool, reason: str, doubt: Confidence = Confidence.LIKELY) -> tuple[Outcome, str, Confidence]:
    """Return how a judgement begins: an accusation where it is certain, else something for a person to look at."""
    return (Outcome.FAIL, reason, Confidence.CERTAIN) if certain else (Outcome.REVIEW, reason, doubt)


def unfulfilled(want: Want) -> Judgement:
    """Return what is said as long as a want is not fulfilled: all open questions of one kind are one finding."""
    return Judgement(Outcome.UNMEASURED, f"no-{want.kind}", cause=f"no-{want.kind}")


def sureness(links: Sequence[Link]) -> Confidence:
    """Return how sure it is that a browser would go there: certain when one link is written as an ordinary one."""
    return Confidence.CERTAIN if not links or any(is_written(link) for link in links) else Confidence.LIKELY


def is_written(link: Link) -> bool:
    """Return True for an ordinary URL attribute or jump menu, False for a literal found in a script or data attribute."""
    return link.form in _WRITTEN


def _without_generated(judgement: Judgement, links: Sequence[Link]) -> Judgement:
    chosen = range(len(links)) if judgement.links is None else judgement.links
    kept = tuple(at for at in chosen if links[at].form is not LinkForm.GENERATED)
    if len(kept) == len(chosen):
        return judgement
    if not kept:
        return Judgement(Outcome.NA, GENERATED)
    return replace(judgement, links=kept)
