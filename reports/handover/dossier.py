"""One unit's dossier: what every document of its folder is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.model.accusation import Accusation, Accused
from auditor.model.office import Account, Site, called
from auditor.model.rectification import Notice
from auditor.model.result import Kind
from reports.circular.frame import Frame


@dataclass(frozen=True, slots=True)
class Dossier:
    """A notice with the sites and accounts that it is about and the office that issues it."""

    notice: Notice
    accused: Mapping[Accused, Site | Account]
    frame: Frame

    @property
    def title(self) -> str:
        """The title of the notice."""
        if self.notice.urgent:
            return "关于网站安全问题的紧急告知"
        return f"{self.kinds('政府网站', '政务新媒体')}检查发现问题整改通知书"

    def kinds(self, sites: str, accounts: str) -> str:
        """One of these words, or both, for what the notice is about."""
        found = {one.accused.kind for one in self.notice.items}
        words = {Kind.SITE: sites, Kind.ACCOUNT: accounts}
        return "和".join(word for kind, word in words.items() if kind in found) or sites

    @property
    def named(self) -> Sequence[Site | Account]:
        """The sites and accounts, each once."""
        return [self.accused[one] for one in dict.fromkeys(item.accused for item in self.notice.items)]

    def name(self, one: Accusation) -> str:
        """The site or account that an accusation is about, by name."""
        return called(self.accused[one.accused])

    @property
    def names(self) -> str:
        """The sites and accounts by name, each once."""
        return "、".join(dict.fromkeys(map(called, self.named)))

    @property
    def due(self) -> str:
        """By when the answer is due, as one says it."""
        day = self.notice.due
        return f"{day.year}年{day.month}月{day.day}日"


def kind(one: Accusation) -> str:
    """Veto or other problem, in a word."""
    return "单项否决" if one.veto else "问题"
