"""The prompt before a visitor leaves for a site that is no government's (离站提示).

**Why** Visitors must notice that what follows is not the government's; a prompt also deprives hidden links of their use.
**Not this** Links to government sites and to the operator's own; sites without outside links. Where there is a browser it
clicks a link of the home page; else a person tries one where no script says the sentence.
**Fix** Let a script of the page frame ask before it opens a link to a site that is no government's.
**Source** ``link.external-prompt``: practice A (scripts of at least five sites), that the 指引 demands it M.
"""

from collections.abc import Iterator
from itertools import islice

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, is_written
from auditor.model.finding import Judgement
from auditor.model.identity import Element
from auditor.model.link import TargetKind
from auditor.model.look import Prompt
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.want import Want, WantKind
from auditor.urls.normalise import host
from auditor.urls.owners import PUBLIC_SERVICES, belongs
from auditor.urls.scope import is_government, registrable

ZH = Texts(
    title="离站提示",
    why="访问者应能知道接下来打开的不是政府网站,离站提示也使暗链失去作用。",
    not_this="指向政府网站和本单位其他网站的链接不需要提示;脚本中没有找到提示语的,由人工点击核实。",
    fix="在页面脚本中对指向非政府网站的链接弹出“您访问的链接即将离开本网站”的提示。",
    reasons={
        "no-prompt": "有指向非政府网站的链接(如 {url}),但在页面和脚本中没有找到离站提示,请点击核实",
        "no-prompt-clicked": "在浏览器中点击首页上指向非政府网站的链接({url}),没有出现离站提示",
        "prompt-silent": "脚本中写有离站提示,但在浏览器中点击首页上的链接({url})时没有出现,请核实",
        "no-outside-link": "没有指向非政府网站的链接",
        "scripts-not-read": "部分脚本没有读取,无法判断有没有离站提示",
    },
)

_CAUSE = "leaving-prompt"
_WALKED = 100
"""Pages looked at: the prompt belongs to the page frame."""


_OFFERED = 200
"""Links of which the browser may click one."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:link.external-prompt",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement | Want]:
    """One page whose markup or scripts say the sentence shows that the site prompts; a click in the browser proves it."""
    urls = _outside(view)
    if not urls:
        yield Judgement(Outcome.NA, "no-outside-link")
        return
    look = view.context.look_for(_CAUSE)
    clicked = look.prompt if look else Prompt.UNTRIED
    if look is None:
        yield Want(WantKind.CLICK, view.context.home, _CAUSE, urls[:_OFFERED])
    written, unread = _written(view)
    if clicked is Prompt.SEEN or (written and clicked is Prompt.UNTRIED):
        yield PASS
    elif clicked is Prompt.NONE and look is not None:
        # That the rule demands it is not verified: what is sure is for a person to weigh.
        yield _review("prompt-silent" if written else "no-prompt-clicked", look.clicked, Confidence.CERTAIN)
    elif unread:
        yield Judgement(Outcome.UNMEASURED, "scripts-not-read", cause="scripts-not-read")
    else:
        yield _review("no-prompt", urls[0], Confidence.LIKELY)


def _review(reason: str, url: str, sure: Confidence) -> Judgement:
    return Judgement(Outcome.REVIEW, reason, sure, cause=reason, args={"url": url}, evidence={"example": url})


def _written(view: SiteView) -> tuple[bool, bool]:
    """(some page or script says the sentence, some script was not read)."""
    unread = False
    for page in islice(view.pages(), _WALKED):
        if page.identity.of(Element.LEAVING_PROMPT):
            return True, unread
        unread = unread or any(source.kind == "script" for source in page.identity.open_sources)
    return False, unread


def _outside(view: SiteView) -> tuple[str, ...]:
    """Ordinary links to sites that are neither a government's nor the operator's, in alphabetical order."""
    site, found = view.context, set()
    for target, links in view.targets():
        name = host(target.url)
        if target.kind is not TargetKind.EXTERNAL or is_government(name) or registrable(name) == registrable(site.host):
            continue
        if belongs(name, site.operators) or belongs(name, PUBLIC_SERVICES):
            continue
        if any(link.tag in ("a", "area", "option") and is_written(link) for link in links):
            found.add(target.url)
    return tuple(sorted(found))
