"""The part of the register that the inspection of one site has to know: its own row, its neighbours, and who shares its code."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from auditor.model.office import Site
from auditor.urls.scope import registrable

_FIELDS = {
    "icp": "ICP备案编号", "police": "公安机关备案号", "conac": "党政机关网站标识", "ipv6": "是否支持IPv6", "contact": "联系方式",
}  # fmt: skip
_MOST = 500
"""Neighbours of one domain; a province's domain has thousands, and reading them all costs every site a second."""


class Excerpts:
    """Writes excerpts of a register; built once for all sites."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_domain: dict[str, list[Site]] = defaultdict(list)
        self._by_code: dict[str, list[Site]] = defaultdict(list)
        kept: set[str] = set()
        for site in sites:
            kept.update(name for name, value in site.fields.items() if value)
            self._by_domain[_domain(site)].append(site)
            if site.code:
                self._by_code[site.code].append(site)
        # A column that no row fills is one that the office's register does not have: it says of no site that it lacks anything.
        self._fields = {name: heading for name, heading in _FIELDS.items() if name in kept}

    def write(self, site: Site, path: Path) -> None:
        """Write the rows that concern a site, in the form that ``--register`` reads; raises OSError."""
        rows = {one.id: one for one in (site, *self._by_code[site.code], *self._by_domain[_domain(site)][:_MOST])}
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["网站名称", "首页网址", "网站标识码", "主办单位", *self._fields.values()])
            for one in rows.values():
                addresses = " ".join((one.url, *one.aliases))
                said = [one.fields.get(name, "") for name in self._fields]
                table.writerow([one.name, addresses, one.code, one.organiser, *said])


def _domain(site: Site) -> str:
    return registrable(urlsplit(site.url).hostname or "")
