"""``auditor campaign rate``: vetoes and points of every inspected site, by what was confirmed so far."""

from collections import Counter
from typing import Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.office import Db, opened, refuse
from auditor.store.office.database import DEFAULT

_GRADES = {"qualified": "合格", "unqualified": "不合格", "undecided": "不能判定"}


def add_to(app: typer.Typer) -> None:
    """Add this command to those of ``auditor campaign``."""
    app.command("rate")(rate)


def rate(
    name: Name,
    pack: Annotated[str, typer.Option(help="指标包的代号,默认为批次所定的", show_default=False)] = "",
    db: Db = DEFAULT,
) -> None:
    """按指标包给已检查的网站定等次、计分:只采用已核实的问题和人工判定;此后又有变动的,要重新计算。"""
    from auditor.campaign.rating import rate as rated
    from auditor.policy.load import DEFAULT as NATIONAL
    from auditor.policy.load import load
    from auditor.policy.table import PackError
    from auditor.store.office import campaigns
    from reports.view import BundleUnreadable

    grades: Counter[str] = Counter()
    with opened(db) as office:
        try:
            rules = load(pack or campaigns.get(office, name).pack or NATIONAL)
            for one in rated(office, name, rules):
                found = one.verdict
                grades[found.grade] += 1
                score = "" if found.score is None else f",{found.score:g} 分"
                vetoes = "、".join(item.name for item in found.vetoes)
                print(
                    f"{one.site.number} {one.site.name}:{_GRADES[found.grade]}{score}"
                    + (f"({vetoes})" if vetoes else "")
                )
        except (PackError, BundleUnreadable) as error:
            refuse(str(error))
    told = ",".join(f"{_GRADES[grade]} {grades[grade]}" for grade in _GRADES)
    print(f"指标包 {rules.id}:已检查 {grades.total()} 个,{told}")
