"""The letter that dossiers go with: a subject that says what until when, and eight lines.

Names are the register's, causes are ours. Of what a page says only the name of its column is left, without any sign that a
mail program could make an address of; where an intruder may have written it, not even that.
"""

import re
from collections.abc import Sequence
from datetime import date

from auditor.model.accusation import Accusation
from auditor.text.decency import decent
from reports.handover.dossier import Dossier, kind
from reports.handover.names import safe
from reports.visible import clip, visible
from reports.wording import is_home

_COLUMN = re.compile("“(.+)”栏目", re.DOTALL)
_CRUMBS = re.compile("[>»›→＞]+")
_INTRUSION = "hidden."
_NAME, _PLACE, _CAUSE = 40, 30, 40
_GRAVEST = 3
_NAMED = 5


def subject(dossiers: Sequence[Dossier]) -> str:
    """【请查收】甲网检查发现问题(共7项,12月11日前反馈)."""
    first, count = _sites(dossiers)[0], len(_sites(dossiers))
    named = first if count == 1 else f"{first}等{count}个{_kinds(dossiers)}"
    due = _earliest(dossiers)
    urgent = "【紧急】" if dossiers[0].notice.urgent else ""
    return f"{urgent}【请查收】{named}检查发现问题(共{_total(dossiers)}项,{due.month}月{due.day}日前反馈)"


def body(dossiers: Sequence[Dossier], period: str, locked: bool) -> str:
    """Basis, count, the three gravest by place, due date, how to dispute, contact; ``locked``: the attachment has a password."""
    frame, items = dossiers[0].frame, [one for dossier in dossiers for one in dossier.notice.items]
    vetoes = sum(one.veto for one in items)
    basis = frame.basis.replace("{period}", period).partition("。")[0]
    sites = _sites(dossiers)
    named = "、".join(sites[:_NAMED]) + (f"等{len(sites)}个{_kinds(dossiers)}" if len(sites) > _NAMED else "")
    told = f"{named}经核实存在问题 {len(items)} 项" + (f",其中单项否决 {vetoes} 项" if vetoes else "")
    lines = [
        f"{_units(dossiers)}:{basis}。",
        f"{told}。主要有:" if len(items) > _GRAVEST else f"{told}:",
        *(f"{number}. {text}" for number, text in enumerate(_gravest(dossiers), 1)),
        _until(dossiers, locked),
        "对认定有异议的,请在问题清单的“申诉意见”栏说明理由,连同佐证材料一并反馈。",
        f"联系人及电话:{frame.contact}" if frame.contact else "如有疑问,请回复本邮件。",
    ]
    return "\n".join(visible(" ".join(line.split())) for line in lines) + "\n"


def _gravest(dossiers: Sequence[Dossier]) -> list[str]:
    """Vetoes before all others, else in the order of the notices."""
    several = [(dossier, one) for dossier in dossiers for one in dossier.notice.items]
    several.sort(key=lambda pair: not pair[1].veto)
    return [
        f"{_name(dossier.name(one))}{_place(one)}:{clip(one.cause, _CAUSE)}" + (f"({kind(one)})" if one.veto else "")
        for dossier, one in several[:_GRAVEST]
    ]


def _place(one: Accusation) -> str:
    """Where people find it, in words that lead nowhere."""
    if one.page and is_home(one.page):
        return "首页"
    column = _COLUMN.fullmatch(one.place)
    if column is None or str(one.evidence.get("check", "")).startswith(_INTRUSION):
        return ""
    crumbs = [safe(decent(part))[:_PLACE] for part in _CRUMBS.split(column[1]) if part.strip()]
    return f"“{' > '.join(crumbs)}”栏目"


def _until(dossiers: Sequence[Dossier], locked: bool) -> str:
    due = _earliest(dossiers)
    several = len({one.notice.due for one in dossiers}) > 1
    return (
        f"请{'立即处置,并' if dossiers[0].notice.urgent else '逐项整改,'}于 {due.year}年{due.month}月{due.day}日前反馈"
        + ("(以各通知书所列期限为准)" if several else "")
        + ",通知书、问题清单和证据见附件"
        + ("(已加密,密码另行告知)。" if locked else "。")
    )


def _earliest(dossiers: Sequence[Dossier]) -> date:
    return min(one.notice.due for one in dossiers)


def _total(dossiers: Sequence[Dossier]) -> int:
    return sum(len(one.notice.items) for one in dossiers)


def _sites(dossiers: Sequence[Dossier]) -> list[str]:
    names = {one.accused: dossier.name(one) for dossier in dossiers for one in dossier.notice.items}
    return [_name(name) for name in names.values()]


def _kinds(dossiers: Sequence[Dossier]) -> str:
    return "和".join(dict.fromkeys(word for one in dossiers for word in one.kinds("网站", "账号").split("和")))


def _units(dossiers: Sequence[Dossier]) -> str:
    names = list(dict.fromkeys(_name(one.notice.unit) for one in dossiers))
    return "、".join(names[:_NAMED]) + ("等单位" if len(names) > _NAMED else "")


def _name(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[:_NAME]}…"
