"""Documents that do not open, are empty, or could not be read.

**Why** A form that does not open cannot be filled in; what nobody could read was not checked.
**Not this** Documents with a password and of kinds that are not read here are left open, never accused; large ones too.
**Fix** Open the file on another machine; upload it again where it does not open.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.attachment import State
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.urls.order import extension

ZH = Texts(
    title="附件打不开或没有内容",
    why="打不开的表格无法填写,空白的附件没有用处;没有读出内容的附件也没有经过内容检查。",
    not_this="加密的、本工具不能读取的格式、超出读取限度的附件只说明未检测,不算问题。",
    fix="换一台电脑打开核对,确实打不开的重新上传。",
    reasons={
        "damaged": "附件内容损坏,疑似打不开,请人工核对",
        "empty-document": "附件可以打开,但没有任何内容,请人工核对",
        "encrypted": "附件设有密码,没有检查其内容",
        "attachment-too-large": "附件超过 {limit},没有读完,没有检查其内容",
        "attachment-limit": "读取附件时超出限度({limit}),没有检查其内容",
        "kind-unread": "本工具不读取这种格式({kind})的附件,没有检查其内容",
        "archive-unread": "压缩包没有解开,没有检查里面的文件",
        "not-read": "没有下载该附件(超出附件数量或总量的上限,或传输未完成),没有检查其内容",
    },
)

_READ = frozenset("pdf doc docx docm xls xlsx xlsm ppt pptx wps et dps ofd".split())
_ARCHIVES = frozenset("zip rar 7z gz tgz tar bz2".split())
_OTHERS = frozenset("ppt pptm pps dps ceb caj rtf odt ods odp".split())


@check(shape=targets(TargetKind.ASSET), impact=Impact.MODERATE, zh=ZH, refs=("ind:svc.forms",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Say how far a document could be read."""
    document = target.attachment
    if document is None:
        yield _not_read(target)
    elif document.state is State.DAMAGED:
        yield Judgement(
            Outcome.REVIEW, "damaged", Confidence.LIKELY, evidence={"kind": document.kind, "size": document.size}
        )
    elif document.state is State.EMPTY:
        yield Judgement(Outcome.REVIEW, "empty-document", Confidence.LIKELY, evidence={"kind": document.kind})
    elif document.state is State.ENCRYPTED:
        yield Judgement(Outcome.UNMEASURED, "encrypted")
    elif document.state is State.CUT:
        reason = "attachment-too-large" if document.limit == "attachment_bytes" else "attachment-limit"
        yield Judgement(Outcome.UNMEASURED, reason, args={"limit": document.limit}, evidence={"size": document.size})
    else:
        yield PASS if document.state is State.READ else _not_opened(extension(target.url))


def _not_read(target: Target) -> Judgement:
    """Silent about what is dead, blocked or no document: other checks speak of that."""
    last = target.last
    answered = last is not None and last.error is None and last.status in (200, 206) and not last.wall
    if not answered or not target.internal:
        return Judgement(Outcome.NA)
    kind = extension(target.url)
    return Judgement(Outcome.UNMEASURED, "not-read", cause="not-read") if kind in _READ else _not_opened(kind)


def _not_opened(kind: str) -> Judgement:
    """Of a kind that is not read here; what is something else than its name says is the matter of another check."""
    if kind in _ARCHIVES:
        return Judgement(Outcome.UNMEASURED, "archive-unread", cause="archive-unread")
    if kind in _OTHERS:
        return Judgement(Outcome.UNMEASURED, "kind-unread", cause=f"kind-unread:{kind}", args={"kind": kind})
    return Judgement(Outcome.NA)
