"""整改通知书.docx of a unit, in the layout of official documents."""

from pathlib import Path

from reports.circular.punctuation import printed
from reports.handover.dossier import Dossier, kind
from reports.paper import Paper
from reports.visible import clip, typeable

_COLUMNS = (("编号", 21), ("网站或账号", 15), ("性质", 12), ("问题", 27), ("位置", 25))
_ROWS = 300
_CELL = 300


def write_notice(dossier: Dossier, path: Path) -> Path:
    """Write the notice. Addresses are text, never links."""
    notice, frame = dossier.notice, dossier.frame
    paper = Paper()
    paper.centred(f"编号 {notice.number}")
    paper.blank()
    paper.title(dossier.title)
    paper.blank()
    paper.line(printed(f"{notice.unit}:"))
    for text in _texts(dossier):
        paper.text(printed(text))
    paper.table(_COLUMNS, _rows(dossier))
    if len(notice.items) > _ROWS:
        paper.text(printed(f"共 {len(notice.items)} 项,以上为前 {_ROWS} 项,全部见随附“问题清单.xlsx”。"))
    if frame.contact:
        paper.text(printed(f"联系人及电话:{frame.contact}"))
    paper.blank()
    if frame.issuer:
        paper.right(frame.issuer, 2)
    paper.right(frame.date or f"{notice.issued[:4]}年{int(notice.issued[5:7])}月{int(notice.issued[8:10])}日", 4)
    paper.save(path)
    return path


def _texts(dossier: Dossier) -> list[str]:
    notice = dossier.notice
    vetoes = sum(one.veto for one in notice.items)
    told = f"经检查并核实,你单位{dossier.names}存在问题 {len(notice.items)} 项" + (
        f",其中单项否决 {vetoes} 项" if vetoes else ""
    )
    if notice.urgent:
        return [
            f"{told}。网站页面疑被篡改或植入有害信息,请立即断开有害链接、查明原因并清除,保存日志。",
            f"请于 {dossier.due}前将处置情况报送。有异议的,请随附材料一并说明。",
        ]
    return [
        f"{told}(见下表,证据见随附“证据.html”)。",
        f"请逐项整改,于 {dossier.due}前在随附“问题清单.xlsx”中填写整改情况,连同经主要负责人签字的书面报告一并反馈。",
        "对认定有异议的,请在“申诉意见”栏说明理由并附材料;逾期未反馈的,将予以催办。",
    ]


def _rows(dossier: Dossier) -> list[list[str]]:
    found = []
    for one in dossier.notice.items[:_ROWS]:
        what, where = f"{one.cause}:{one.message}", f"{one.place} {typeable(one.page)}"
        found.append([one.number, dossier.name(one), kind(one), clip(what, _CELL), clip(where, _CELL)])
    return found
