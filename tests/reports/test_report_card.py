"""The evidence card: found by what people say on the phone, complete, bounded, and harmless."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from auditor import siterun
from auditor.model.error import ErrorKind
from auditor.model.received import Received
from auditor.model.target import FetchAttempt, Hop
from reports.card import Card, card, lines, print_card
from reports.find import NotFound, find
from reports.formats import Means, NotPossible
from reports.view import ReportView

EVIL = "\x1b[2J</script><script>document.title='pwned'</script>\u202egpj {{ 7*7 }} \ud800" + "长" * 3_000


def attempt(phase: int = 0, **changed: Any) -> FetchAttempt:
    values: dict[str, Any] = {
        "phase": phase, "method": "GET", "client": "curl", "at": "2026-11-21T22:15:30.500+08:00", "ms": 41, "address": "203.0.113.9",
        "status": 404, "error": None, "headers": (("server", "nginx"),), **changed,
    }  # fmt: skip
    return FetchAttempt(**values)


def received(*attempts: FetchAttempt, **changed: Any) -> Received:
    hops = (Hop("http://www.anhe.gov.cn/a", attempts),)
    return Received(
        "http://www.anhe.gov.cn/a", changed.get("hops", hops), "ab" * 32, 20_744, "", changed.get("outlets", ())
    )


def drawn(folder: Path, made: SimpleNamespace, answer: Received | None, **changed: Any) -> Card:
    view = ReportView.open(made.bundle(folder, [made.finding(1, **changed)]))
    return card(view, view.ordered[0], Means(titles=made.titles), answer, {})


def said(found: Card) -> str:
    return "\n".join(lines(found))


def test_a_card_says_what_was_found_and_what_speaks_for_it(tmp_path: Path, made: SimpleNamespace) -> None:
    shown = said(drawn(tmp_path, made, received(attempt(), attempt(1, client="python"))))
    for words in (
        "监测发现（待核实）", "失效链接", made.finding(1)["message"], made.finding(1)["target"], made.finding(1)["page"],
        "首页「政务公开」下「政策法规」栏目", "关于印发", "2026-11-21 22:15:30.500  GET curl  203.0.113.9  HTTP 404(41 毫秒)", "GET python",
        "server: nginx", f"sha256 {'ab' * 32}", "程序版本:", "本次未按指标评分", "我方地址:未核实", made.finding(1)["fingerprint"],
    ):  # fmt: skip
        assert words in shown, words


@pytest.mark.parametrize(
    ("own", "server", "outlets", "said_of_us"),
    [
        ("8.8.8.8", "1.1.1.1", (), ["我方地址:8.8.8.8（本机连接所用地址"]),
        ("10.3.0.7", "10.3.0.9", (), ["我方地址:10.3.0.7（本机连接所用地址"]),
        ("10.3.0.7", "1.1.1.1", (), ["我方地址:10.3.0.7（本机在内网的地址", "出口地址:未核实（本机不知道"]),
        ("10.3.0.7", "1.1.1.1", ("1.2.3.4", "1.2.4.0/24"), ["10.3.0.7（本机在内网", "出口地址:1.2.3.4、1.2.4.0/24（检查授权文件载明"]),
        ("", "1.1.1.1", (), ["我方地址:未核实"]),
        (EVIL, "1.1.1.1", (), ["我方地址:未核实"]),
    ],
)  # fmt: skip
def test_the_card_says_from_where_we_asked_and_what_the_other_side_saw(
    tmp_path: Path, made: SimpleNamespace, own: str, server: str, outlets: tuple[str, ...], said_of_us: list[str]
) -> None:
    found = drawn(tmp_path, made, received(attempt(own_address=own, address=server), outlets=outlets))
    shown = said(found)
    assert all(words in shown for words in said_of_us), shown
    assert ("出口地址" in shown) == (len(said_of_us) > 1)
    assert len(own) > 20 or f"GET curl  {own + ' → ' if own else ''}{server}" in shown


def test_without_the_evidence_the_finding_itself_speaks(tmp_path: Path, made: SimpleNamespace) -> None:
    shown = said(drawn(tmp_path, made, None))
    assert "2026-11-21 22:15:30  GET python  127.0.0.2  HTTP 404（41 毫秒）" in shown


def test_redirects_and_failures_are_worded(tmp_path: Path, made: SimpleNamespace) -> None:
    hops = (
        Hop("http://a.gov.cn/1", (attempt(status=302),)),
        Hop("http://a.gov.cn/2", (attempt(status=None, error=ErrorKind.READ_TIMEOUT), attempt(1, status=403, wall="http-403"))),
        Hop("http://a.gov.cn/3", ()),
    )  # fmt: skip
    found = drawn(tmp_path, made, received(hops=hops))
    assert [url for url, _ in found.chain] == [hop.url for hop in hops]
    assert found.chain[2][1] == "没有访问" and "HTTP 403" in found.chain[1][1]
    assert len(found.tries) == 3 and "read-timeout" not in found.tries[1].answer


def test_the_verdict_names_its_pack(tmp_path: Path, made: SimpleNamespace) -> None:
    verdict = {"pack": "guoban-2019", "pack_sha256": "cd" * 32, "release": "9.9.9"}
    made.bundle(tmp_path, [made.finding(1)], summary={"verdict": verdict})
    view = ReportView.open(tmp_path)
    shown = said(card(view, view.ordered[0], Means(), None, {"整改情况": "有异议"}))
    assert f"guoban-2019 sha256 {'cd' * 32}" in shown and "程序版本:9.9.9" in shown and "整改情况:有异议" in shown


def test_hostile_text_neither_moves_the_terminal_nor_fills_it(tmp_path: Path, made: SimpleNamespace) -> None:
    fields = (
        "message",
        "text",
        "place",
        "target",
        "page",
        "page_title",
        "column_path",
        "unit",
        "reason",
        "fingerprint",
    )
    evidence = {"excerpt": EVIL, "shot": "../../x.png", **{f"k{n}{EVIL}": EVIL for n in range(99)}}
    answer = received(*[attempt(headers=((EVIL, EVIL),) * 99, address=EVIL)] * 99)
    found = drawn(tmp_path, made, answer, **dict.fromkeys(fields, EVIL), evidence=evidence)
    shown = said(found)
    assert not any(sign in shown for sign in "\x1b\u202e\ud800") and "⟨U+001B⟩" in shown
    assert len(shown) < 12_000 and len(found.tries) == 8 and found.left_out == 91


@pytest.mark.parametrize("hostile", [False, True])
def test_a_card_is_one_page(tmp_path: Path, made: SimpleNamespace, hostile: bool) -> None:
    words = EVIL if hostile else "目标页面不存在"
    answer = received(
        *[attempt(headers=(("server", words),) * 20, own_address="2001:db8:1234:5678:9abc:def0:1234:5678")] * 20
    )
    evidence = {"excerpt": words, **{f"k{n}": words for n in range(20)}}
    found = drawn(tmp_path, made, answer, message=words, target=words, page_title=words, evidence=evidence)
    print_card(found, tmp_path / "card.pdf", siterun.equipped(Means()))
    printed = PdfReader(tmp_path / "card.pdf")
    (page,) = printed.pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    assert str(printed.metadata.title if printed.metadata else "") == f"证据卡 {found.item.number}"
    assert "sha256" in page.extract_text()


def test_a_card_that_nobody_can_print_is_refused(tmp_path: Path, made: SimpleNamespace) -> None:
    with pytest.raises(NotPossible):
        print_card(drawn(tmp_path, made, None), tmp_path / "card.pdf", Means())


@pytest.fixture
def runs(tmp_path: Path, made: SimpleNamespace) -> Path:
    """Three runs of two sites, the latest of the first site with two findings, and one that is not finished."""
    for path, count, site in (
        ("a/2026-11-01_000000", 1, "http://a.gov.cn/"), ("a/2026-11-09_000000", 2, "http://a.gov.cn/"),
        ("b/2026-11-05_000000", 1, "http://b.gov.cn/"),
    ):  # fmt: skip
        started = {"site": site, "started": f"{path[2:12]}T00:00:00+08:00"}
        made.bundle(tmp_path / "runs" / path, [made.finding(n) for n in range(count)], summary=started)
    (tmp_path / "runs" / "a" / "2026-11-20_000000").mkdir()
    (tmp_path / "runs" / "a" / "2026-11-20_000000" / "summary.json").write_text("{", "utf-8")
    return tmp_path / "runs"


def number_of(bundle: Path, place: int = 0) -> str:
    view = ReportView.open(bundle)
    return view.numbers.number(view.ordered[place].fingerprint)


def test_a_number_is_found_whatever_run_it_is_of(runs: Path) -> None:
    for path in ("a/2026-11-01_000000", "b/2026-11-05_000000", "a/2026-11-09_000000"):
        view, _ = find(f" {number_of(runs / path).lower()} ", runs)
        assert view.bundle == runs / path


def test_a_plain_number_is_of_the_latest_run_and_a_fingerprint_of_the_latest_that_has_it(runs: Path) -> None:
    view, entry = find("2", runs)
    assert view.bundle == runs / "a/2026-11-09_000000" and entry is view.ordered[1]
    view, entry = find(f"{1:016x}", runs)
    assert view.bundle == runs / "a/2026-11-09_000000" and int(entry.fingerprint, 16) == 1
    view, _ = find("1", runs, runs / "b/2026-11-05_000000")
    assert json.loads((view.bundle / "summary.json").read_text("utf-8"))["site"] == "http://b.gov.cn/"


@pytest.mark.parametrize("key", ["9", "ZZZZZZ-0001", "deadbeef", "../../etc", "", "０", "K7QM2P-9999999"])
def test_what_nobody_found_is_said_to_be_missing(runs: Path, key: str) -> None:
    with pytest.raises(NotFound, match="没有找到"):
        find(key, runs)
