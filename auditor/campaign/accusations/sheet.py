"""The sheet of one inspector: what the machine proposes, the evidence, and drop-downs to answer with."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from auditor.model.accusation import OPEN, STATES_ZH, Accusation, State
from auditor.model.office import Account, Site, called
from auditor.store.office import register
from auditor.store.office.accusations import accusations, doubted
from auditor.store.office.database import Office
from reports.rowheight import height
from reports.visible import typeable
from reports.workbook import Columns, workbook

TRUE, FALSE, LATER = "属实", "不属实", "需再看"
ANSWERS = (TRUE, FALSE, LATER)
COLUMNS = {
    "编号": 16, "网站或账号": 11, "责任单位": 11, "性质": 9, "状态": 10, "指标": 11, "机器判断": 22, "位置": 11, "网址": 20, "证据": 22,
    "结论": 8, "扣分或加分": 7, "说明": 14, "供稿单位": 10, "核实人": 8,
}  # fmt: skip
"""Heading → width. 结论 and what follows is for the inspector."""
_LAPSED = {"编号": 16, "网站或账号": 16, "指标": 14, "机器判断": 40, "撤回原因": 30, "时间": 16}
_HELP_WIDTH = 100
_ASKED = ("结论", "扣分或加分", "说明", "供稿单位", "核实人")
_HELP = (
    "一、逐行在“结论”列选择:属实、不属实、需再看。不属实须在“说明”列写明理由。",
    "二、单项否决须由两名检查人员分别核实;状态为“待第二人核实”的,请由另一人填写。",
    "三、性质为“人工”的,机器不能判断,请检查后填写:存在问题选“属实”,没有问题选“不属实”并说明。扣多少分填在“扣分或加分”列,不填即按该指标的全部分值。",
    "四、状态中写明“机器不再支持”的,此前已有人核实:维持的选“属实”,并在“说明”写明理由;撤销的选“不属实”。已告知单位的,用申诉和撤销办理。",
    "五、“已撤回”页所列是机器自己撤回、没有人核实过的,不用填写。",
    "六、可以排序、筛选、删行、在编号格里加备注;交回后按编号识别。没有填结论的行不作处理。",
)


def write_sheet(office: Office, campaign: str, inspector: str, path: Path, regions: Collection[str] = ()) -> int:
    """Write what is open and this inspector may answer, in these regions or all; returns how many rows there are."""
    accused = register.accused(office, campaign)

    def meant(several: Iterable[Accusation]) -> list[tuple[Accusation, Site | Account]]:
        found = [(one, accused[one.accused]) for one in several]
        return [(one, who) for one, who in found if not regions or who.region in regions]

    rows = [_row(one, who, inspector) for one, who in meant(asked(office, campaign, inspector))]
    lapsed = meant(accusations(office, campaign, State.LAPSED))
    with workbook(path) as book:
        table = book.table("核实表", Columns(COLUMNS, _ASKED, {"结论": ANSWERS}, frozen=2))
        for row in rows:
            table.add(row)
        table.finish()
        if lapsed:
            table = book.table("已撤回", Columns(_LAPSED))
            for one, who in lapsed:
                last = one.steps[-1]
                table.add((one.number, called(who), one.cause, one.message, last.note, last.at[:16].replace("T", " ")))
            table.finish()
        page = book.page("填写说明")
        page.set_column(0, 0, _HELP_WIDTH)
        for at, line in enumerate(_HELP):
            page.set_row(at, height({"": _HELP_WIDTH}, (line,)))
            page.write_string(at, 0, line, book.words)
    return len(rows)


def asked(office: Office, campaign: str, inspector: str) -> Iterator[Accusation]:
    """What is open or doubted by now, without vetoes that this inspector has confirmed: those wait for somebody else."""
    yield from doubted(office, campaign)
    open_ones = accusations(office, campaign, *OPEN)
    yield from (one for one in open_ones if inspector not in one.confirmers and not one.doubt)


def nature(one: Accusation) -> str:
    """What kind of accusation it is, in a word."""
    return "人工" if one.manual else "单项否决" if one.veto else "问题"


def evidence(one: Accusation) -> str:
    """The evidence in a few words: what was found, on how many pages, seen when."""
    said = one.evidence
    parts = [
        f"链接 {typeable(str(said['target']))}" if said.get("target") else "",
        f"摘录:{said['text']}" if said.get("text") else "",
    ]
    pages = said.get("pages")
    if isinstance(pages, int) and pages > 1:
        parts.append(f"共 {pages} 个页面")
    if said.get("last_checked"):
        parts.append(f"检查时间 {str(said['last_checked'])[:16].replace('T', ' ')}")
    related = said.get("fingerprints")
    if isinstance(related, list) and related:
        parts.append(f"依据 {len(related)} 项发现")
    if not one.certain:
        parts.append("只是一次观测,属实须在“说明”写明如何核实")
    return ";".join(part for part in parts if part)


def _row(one: Accusation, who: Site | Account, inspector: str) -> Sequence[str]:
    state = STATES_ZH[one.state]
    if one.state is State.SECOND:
        state += f"({'、'.join(one.confirmers)}已核实)"
    if one.doubt:
        state += f";机器不再支持:{one.doubt}"
    return (
        one.number, called(who), who.organiser, nature(one), state, one.cause, one.message, one.place, typeable(one.page),
        evidence(one), "", "", "", "", inspector,
    )  # fmt: skip
