"""The accessibility card of a site, read from accessibility.json; what is of unexpected shape is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.pictures import Pictures
from reports.texts import text
from reports.view import Record
from reports.visible import clip

_FUNCTIONS = 30
_WORDS = 200
_LASTING = ("inner", "reload", "new_tab", "next_day")


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the toolbar as it was exercised."""

    name: str
    label: str
    verdict: str
    said: str
    figure: str
    before: str
    after: str
    """Pictures as data: addresses, or empty."""


@dataclass(frozen=True, slots=True)
class Access:
    """What the report shows of the card."""

    status: str
    status_said: str
    entry: str
    vendor: str
    functions: tuple[Function, ...]
    lasting: tuple[tuple[str, str], ...]
    sample: tuple[tuple[str, str], ...]
    normal: str
    elder: str
    axe: str


def access(card: Record | None, pictures: Pictures) -> Access | None:
    """Prepare the card for display; None when the bundle has none."""
    if card is None:
        return None
    retrofit, home = _record(card.get("retrofit")), _record(card.get("home_shots"))
    status = _words(retrofit.get("status"))
    lasting = _record(retrofit.get("persistence"))
    return Access(
        status, text("retrofit", status) if status else "没有测量", _words(retrofit.get("entry")), _words(retrofit.get("vendor")),
        tuple(_function(one, pictures) for one in _records(retrofit.get("functions"))[:_FUNCTIONS]),
        tuple((text("lasting", name), text("kept", _words(lasting[name]))) for name in _LASTING if name in lasting),
        tuple(_sample(_record(card.get("sample")))), pictures.uri(home.get("normal")), pictures.uri(home.get("elder")),
        _words(_record(card.get("browser")).get("axe")),
    )  # fmt: skip


def _function(one: Mapping[str, object], pictures: Pictures) -> Function:
    figure = one.get("figure")
    return Function(
        _words(one.get("name")), _words(one.get("label")), _words(one.get("verdict")), _words(one.get("detail")),
        f"{figure:g}" if isinstance(figure, int | float) else "", pictures.uri(one.get("before")), pictures.uri(one.get("after")),
    )  # fmt: skip


def _sample(sample: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if not sample:
        return
    yield "用浏览器查看的网页", f"{_number(sample, 'measured')} / {_number(sample, 'pages')} 个"
    yield "涉及的版式", f"{_number(sample, 'clusters_seen')} / {_number(sample, 'clusters')} 种"
    yield "发现的不同问题(规则与位置)", f"{_number(sample, 'pairs')} 处"
    unseen = sample.get("unseen")
    yield "估计尚未看到的", f"至少 {unseen:.1%}" if isinstance(unseen, int | float) else "查看的网页太少,无法估计"
    drawn = _number(sample, "control_pages")
    yield "随机对照", f"{drawn} 个网页,其中 {_number(sample, 'control_new')} 处问题是抽样没有发现的"


def _number(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    return f"{value:,}" if isinstance(value, int) else "—"


def _record(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _records(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _words(value: object) -> str:
    return clip(value, _WORDS) if isinstance(value, str) else ""
