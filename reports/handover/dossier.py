"""One unit's dossier: what every document of its folder is made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.model.accusation import Accusation
from auditor.model.office import Site
from auditor.model.rectification import Notice
from reports.circular.frame import Frame


@dataclass(frozen=True, slots=True)
class Dossier:
    """A notice with the sites that it is about and the office that issues it."""

    notice: Notice
    sites: Mapping[int, Site]
    frame: Frame

    @property
    def title(self) -> str:
        """The title of the notice."""
        return "关于网站安全问题的紧急告知" if self.notice.urgent else "政府网站检查发现问题整改通知书"

    def site(self, one: Accusation) -> Site:
        """The site that an accusation is about."""
        return self.sites[one.site]

    @property
    def site_names(self) -> str:
        """The sites by name, each once."""
        return "、".join(dict.fromkeys(self.site(one).name for one in self.notice.items))

    @property
    def due(self) -> str:
        """By when the answer is due, as one says it."""
        day = self.notice.due
        return f"{day.year}年{day.month}月{day.day}日"


def kind(one: Accusation) -> str:
    """Veto or other problem, in a word."""
    return "单项否决" if one.veto else "问题"
