"""The quarter as a list of commands: each with what it must say, as it follows from what is planted."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from auditor.model.result import Conclusion
from auditor.model.statistics import percent
from demo.quarter import persons, register
from demo.quarter.persons import PROBLEM, VETO, failing, fill, only, planted
from demo.quarter.sites import State, sites
from demo.quarter.world import CANARY

_FRAME = Path(__file__).with_name("frame.toml")
_FIRST, _SECOND, _CHIEF = "张敏", "李强", "王五"
_UNMEASURED = sum(site.down for site in sites())
_WEEKS = timedelta(days=20)
_QUICK = ("--canary", CANARY, "--retry-gap", "0.5")
Work = Callable[[], Iterable[str]]
"""What people do after a command; yields what is not as it should be."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of ``auditor``."""

    title: str
    words: tuple[str, ...]
    said: tuple[str, ...] = ()
    """What must stand in its output."""
    outside: bool = False
    """It visits the sites: it is given the means that lead to them."""
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the office works, and on which day."""

    folder: Path
    today: date
    state: State

    @property
    def mandate(self) -> Path:
        """The file that says who ordered all this."""
        return self.folder / "授权文件.toml"

    @property
    def names(self) -> tuple[str, str]:
        """The last quarter and this one."""
        index = self.today.year * 4 + (self.today.month - 1) // 3
        earlier, now = (f"{number // 4}Q{number % 4 + 1}" for number in (index - 1, index))
        return earlier, now


def steps(desk: Desk) -> Iterator[Step]:
    """All of it: a quarter with everything that belongs to it, and the next one to compare with."""
    first, second = desk.names
    file = register.write(desk.folder / "网站基本信息表.xlsx")
    mandate = register.order(desk.mandate, desk.today, desk.today + _WEEKS)
    yield _step("登记网站", "register", "import", file, said=f"新增 {len(sites())}")
    yield _opened(desk, first)
    yield _step(
        "预检,并按平台写出放行函", "campaign", "preflight", first, "--mandate", mandate, *_QUICK,
        said=(f"可以检查 {len(sites()) - _UNMEASURED}", f"打不开 {_UNMEASURED}"), outside=True,
    )  # fmt: skip
    yield from _inspected(desk, first, mended=False)
    yield from _circular(desk, first, mended=False)
    yield _step(
        "向各单位发出通知", "notices", "--campaign", first, "--out", desk.folder / "各单位", "--operator", _CHIEF,
        "--due", desk.today + _WEEKS, "--frame", _FRAME,
        said=f"新发出通知 {persons.notices()} 份",
    )  # fmt: skip
    yield _step(
        "给各单位联络员的信(试运行,写成 .eml)", "mail", "--campaign", first, "--out", desk.folder / "信件", "--frame", _FRAME,
        said=f"信件 {persons.notices()} 封", work=lambda: _mended(desk.state),
    )  # fmt: skip
    yield from _looked_again(first)
    yield _step("整改进度", "rectify", "status", first)
    yield _step("定稿", "campaign", "close", first, "--operator", _CHIEF, said="已定稿")
    yield _opened(desk, second)
    yield from _inspected(desk, second, mended=True)
    yield from _circular(desk, second, mended=True)


def _step(
    title: str, *words: object, said: str | tuple[str, ...] = (), outside: bool = False, work: Work | None = None
) -> Step:
    return Step(title, tuple(map(str, words)), (said,) if isinstance(said, str) else said, outside, work)


def _opened(desk: Desk, name: str) -> Step:
    window = f"{desk.today}..{desk.today + _WEEKS}"
    return _step(
        f"建立批次 {name}", "campaign", "new", name, "--window", window, "--profile", "full", "--delay", "0.02",
        "--operator", _CHIEF, said=f"共 {len(sites())} 个网站",
    )  # fmt: skip


def _inspected(desk: Desk, name: str, *, mended: bool) -> Iterator[Step]:
    """From the run to figures that two people stand for."""
    due = planted(mended)
    problems, vetoes = only(due, PROBLEM).total(), only(due, VETO)
    yield _step(
        "检查全部网站", "campaign", "run", name, "--mandate", desk.mandate, "--now", "--browser", "off", *_QUICK,
        said=f"已检查 {len(sites())}/{len(sites())}", outside=True,
    )  # fmt: skip
    yield _step("登记待核实的问题,编号", "campaign", "collect", name)
    yield from _confirmed(desk, name, _FIRST, due, f"核实属实 {problems} 项,待第二人核实 {vetoes.total()} 项")
    yield _figures("单项否决只有一人核实,还不算不合格", name, 0, failing(mended))
    yield from _confirmed(desk, name, _SECOND, vetoes, f"核实属实 {vetoes.total()} 项,待第二人核实 0 项")
    yield _figures("两人核实以后的数字", name, failing(mended), 0)


def _confirmed(desk: Desk, name: str, who: str, due: persons.Charges, said: str) -> Iterator[Step]:
    sheet = desk.folder / "核实表" / f"{name}-{who}.xlsx"
    yield _step(
        f"{who}的核实表", "campaign", "sheet", name, "--inspector", who, "--out", sheet, work=lambda: fill(sheet, due)
    )
    yield _step(f"{who}填好交回", "campaign", "sheet-import", name, sheet, "--inspector", who, said=said)


def _figures(title: str, name: str, failed: int, pending: int) -> Step:
    passed = len(sites()) - failed - pending - _UNMEASURED
    told = f"抽查 {len(sites())},合格 {passed},不合格(已核实) {failed},待核实 {pending},未能检测 {_UNMEASURED}"
    return _step(title, "campaign", "figures", name, said=told)


def _circular(desk: Desk, name: str, *, mended: bool) -> Iterator[Step]:
    out = desk.folder / "通报"
    yield _step("按指标包计分", "campaign", "rate", name)
    yield _step(
        f"{name} 的通报",
        "circular",
        name,
        "--out",
        out,
        "--frame",
        _FRAME,
        work=lambda: _differing(out / f"通报-{name}.json", mended),
    )


def _looked_again(name: str) -> Iterator[Step]:
    """What was repaired meanwhile must be told from what was not."""
    left = planted(mended=True).total()
    fixed = planted(mended=False).total() - left
    yield _step(
        "印发前逐项复查",
        "campaign",
        "verify",
        name,
        "--operator",
        _FIRST,
        said=f"仍然存在 {left} 项,已整改 {fixed} 项,未能复查 0 项",
    )
    yield _step(
        "到期复查",
        "recheck",
        name,
        "--operator",
        _SECOND,
        said=f"已整改 {fixed} 项,仍存在 {left} 项,反弹 0 项,未能复查 0 项",
    )


def _mended(state: State) -> Iterator[str]:
    """The units set to work."""
    state.mended = True
    yield from ()


def _differing(file: Path, mended: bool) -> Iterator[str]:
    """Sites that the circular judges otherwise than they are planted, and figures that it finds at odds."""
    said = json.loads(file.read_text(encoding="utf-8"))
    judged = {one["name"]: one["conclusion"] for one in said["results"]}
    due = {site.name: persons.conclusion(site, mended) for site in sites()}
    yield from (f"{name} 判为 {judged.get(name)},应为 {due[name]}" for name in due if judged.get(name) != due[name])
    passed = sum(persons.conclusion(site, mended=False) is Conclusion.PASS for site in sites())
    earlier = {"site": percent(Fraction(passed, len(sites())))} if mended else {}
    if said["earlier"] != earlier:
        yield f"上季度合格率写作 {said['earlier']},应为 {earlier}"
    yield from (one["text"] for one in said["notes"] if one["wrong"])
