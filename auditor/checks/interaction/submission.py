"""What only a person can try: writing to the office, and logging in.

**Why** Inspections send a simple question and wait for the answer (信息提交, 办理答复, 统一登录).
**Not this** No fault is meant: these are items of a list to work through by hand. Nothing is ever submitted by this tool, and no
log-in is guessed.
**Fix** Open the page, send a test message as agreed with the office, and note when it was answered.
**Source** int.submit, int.unified-login (B).
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="须人工测试的互动功能",
    why="检查时会模拟用户提交简单咨询并记录答复时间,本工具不提交表单、不尝试登录。",
    not_this="列在这里的不是问题,而是须由人工逐项测试的页面。",
    fix="由检查人员打开页面,按约定提交一条测试信件,记录能否提交和答复时间。",
    reasons={
        "manual-submit": "写信或咨询页面,请人工提交一条测试信件并记录答复时间",
        "manual-login": "须登录后才能写信或咨询,请人工用测试账号登录核实",
    },
)

_MOST = 200
"""Pages that one item names."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:int.submit", "ind:int.unified-login"))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One item for all forms of the site and one for all log-ins, each with its pages."""
    forms: dict[bool, list[Spot]] = {False: [], True: []}
    for page in view.pages():
        entry = page.service.entry
        if entry is not None:
            forms[entry.login].append(Spot(entry.offset, entry.raw, page.url))
    for login, spots in forms.items():
        if spots:
            reason = "manual-login" if login else "manual-submit"
            yield Judgement(Outcome.REVIEW, reason, Confidence.CERTAIN, cause=reason, spots=tuple(spots[:_MOST]))
    if not any(forms.values()):
        yield Judgement(Outcome.NA)
