"""What the checks of interaction share: the links of a site that lead to a channel or to figures about it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from auditor.checks.answers import Answer, Life, answer_of
from auditor.checks.homes import is_home
from auditor.model.siteview import SiteView
from auditor.model.target import SiteContext, Target

_GONE = re.compile(
    r"(?:页面|网页|内容|栏目)不存在|找不到(?:页面|网页)|页面(?:出错|丢失)|^\s*404\b|Not Found|正在建设|系统(?:维护|错误)|服务器错误"
)
_LONGEST = 16
"""Characters of a link that names a channel; longer ones are headlines that speak of one."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link by its words, and what became of its target."""

    name: str
    target: Target
    answer: Answer
    home: bool
    """It only leads back to the home page."""
    says_gone: bool
    """Its page says under a good status that it is not there."""

    @property
    def opens(self) -> bool:
        """A visitor gets there."""
        return self.answer.life is Life.ALIVE and not self.home and not self.says_gone


def ways(view: SiteView, named: Callable[[str], bool]) -> Iterator[Way]:
    """Every destination that an anchor calls by such a name, in order of discovery."""
    for name, target in view.called(lambda text: 1 < len(text) <= _LONGEST and named(text)):
        answer = answer_of(target, view.context)
        yield Way(name, target, answer, _leads_home(target, view.context), _says_gone(target))


def _says_gone(target: Target) -> bool:
    page = target.page
    return page is not None and any(_GONE.search(text) for text in (page.title, *page.headings))


def _leads_home(target: Target, site: SiteContext) -> bool:
    return len(target.chain) > 1 and is_home(target.final_url, site) and not is_home(target.url, site)
