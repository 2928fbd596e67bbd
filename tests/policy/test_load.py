"""Packs: what is wrong with one is said in Chinese with its place; overlays change what they name and nothing else."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from auditor.model.verdict import Kind, Subject
from auditor.policy.load import available, load, unknown_checks
from auditor.policy.pack import NOT_NUMBERS
from auditor.policy.table import PackError

TAGS = 'points = { value = 40, certainty = "A" }\nrule = [{ text = "齐全"'
OVER = 'id = "over"\nname = "省指标"\nextends = "small"\n'


def test_every_pack_that_comes_with_the_program_is_consistent() -> None:
    assert {"national-2019", "supervision-2019", "census-2015"} <= set(available())
    for identity in available():
        pack = load(identity)
        assert pack.indicators and len(pack.sha256) == 64


def test_the_national_pack_guesses_no_number() -> None:
    pack = load()
    numbers = [pack.scoring.total, *(one.number for one in pack.limits)]
    for indicator in pack.indicators:
        numbers += [one for rule in indicator.rules for one in (rule.once, rule.each, rule.threshold) if one]
        numbers += [indicator.points] if indicator.points else []
    assert all((number.value is None) == (number.certainty in NOT_NUMBERS) for number in numbers)
    known = {
        one.id for one in pack.indicators if one.kind is Kind.DEDUCT and one.points and one.points.value is not None
    }
    assert not known


def test_the_national_pack_holds_the_rules_the_standard_is_sure_of() -> None:
    by_id = {one.id: one for one in load().indicators}
    limits = {
        name: by_id[f"veto.column-stale.{name}"].rules[0].threshold.value for name in ("key", "should-update", "blank")
    }
    assert limits == {"key": 5, "should-update": 10, "blank": 5}
    amounts = {name: by_id[name].rules[0].once.value for name in ("pub.policy", "svc.stats", "int.public-messages")}  # type: ignore[union-attr]
    assert amounts == {"pub.policy": 5, "svc.stats": 2, "int.public-messages": 3}
    assert by_id["veto.service.guide-missing"].rules[0].threshold.value is None
    assert all(Subject.SITE not in one.subjects for one in by_id.values() if one.kind in (Kind.DEDUCT, Kind.BONUS))
    assert {one.name: one.points.value for one in load().headings} == {
        "发布解读": 31,
        "办事服务": 25,
        "互动交流": 23,
        "功能设计": 21,
    }


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "info.tags"', 'id = "info.links"', "重复:info.links"),
        (TAGS, TAGS.replace("40", "30"), "合计 50,应为 60"),
        ('{ name = "服务", points = { value = 40', '{ name = "服务", points = { value = 50', "合计 110,应为 100"),
        ('kind = "veto"', 'kind = "bad"', "veto、deduct、bonus、advice"),
        ('name = "标签"', 'name = "标签"\nweight = 3', "不认识的字段:weight"),
        ('check = "links.dead", home', 'chek = "links.dead", home', "缺少 check"),
        ('decimals = { value = 2, certainty = "O" }', 'decimals = { value = 2, certainty = "M" }', "不能给出数值"),
        ('decimals = { value = 2, certainty = "O" }', 'decimals = { certainty = "A" }', "却没有 value"),
        ('decimals = { value = 2, certainty = "O" }', "", "缺少 decimals"),
        ('decimals = { value = 2, certainty = "O" }', 'decimals = { value = -2, certainty = "O" }', "不小于 0"),
        ('decimals = { value = 2, certainty = "O" }', 'decimals = { value = nan, certainty = "O" }', "不小于 0"),
        ('decimals = { value = 2, certainty = "O" }', 'decimals = { value = "2", certainty = "O" }', "数字"),
        ('decimals = { value = 2, certainty = "O" }', "decimals = 2", "一张表"),
        ("once = { value = 30", "once = { value = 50", "超过了该指标的分值 40"),
        ("once = { value = 30, certainty = \"A\" }", "cap = { value = 3, certainty = \"A\" }", "once 或 each"),
        ("threshold = { value = 5", "threshold = { value = 0", "不小于 1"),
        ('heading = "服务"\nkind', 'heading = "别的"\nkind', "没有列出分值"),
        ('headings = ["服务"]', 'headings = ["无此"]', "不存在"),
        ('over = 100 }, { name = "中", from = 60', 'over = 100 }, { name = "中", from = 160', "应低于它前面"),
        ('id = "small"', 'id = "large"', "文件夹的名称「small」"),
        ('id = "small"', "id = ", "不是有效的 TOML"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, made: SimpleNamespace, old: str, new: str, said: str) -> None:
    assert old in made.text
    with pytest.raises(PackError, match=said):
        load("small", made.pack(tmp_path, made.text.replace(old, new, 1)))


def test_a_pack_may_be_spread_over_files_but_not_say_a_thing_twice(tmp_path: Path, made: SimpleNamespace) -> None:
    head, tail = made.text.split("[[indicator]]", 1)
    assert load("small", made.pack(tmp_path, head, rest="[[indicator]]" + tail)).id == "small"
    with pytest.raises(PackError, match="重复写了 name"):
        load("small", made.pack(tmp_path, made.text, more='name = "又一个"'))


@pytest.mark.parametrize("identity", ["../small", "a/b", "", "Small", "/etc", "x" * 41])
def test_an_id_never_leaves_the_folder(tmp_path: Path, identity: str) -> None:
    with pytest.raises(PackError, match="小写字母"):
        load(identity, tmp_path)


def test_a_pack_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path, made: SimpleNamespace) -> None:
    with pytest.raises(PackError, match=r"没有名为「other」.*national-2019.*small"):
        load("other", made.pack(tmp_path))


def test_an_overlay_changes_what_it_names(tmp_path: Path, made: SimpleNamespace) -> None:
    made.pack(tmp_path)
    text = OVER + (
        '[score]\nfail_below = { value = 70, certainty = "O" }\n'
        '[[indicator]]\nid = "veto.columns"\nrule = [{ threshold = { value = 3, certainty = "O" } }]\n'
        '[[indicator]]\nid = "info.links"\nrule = [{ id = "home", each = { value = 2, certainty = "O" } }]\n'
    )
    base, over = load("small", tmp_path), load("over", made.pack(tmp_path, text, "over"))
    assert (over.id, over.extends, over.scoring.fail_below.value) == ("over", "small", 70)
    columns, links = over.indicators[:2]
    assert (columns.rules[0].threshold.value, columns.rules[0].text) == (3, "5 个以上")
    assert [rule.each.value for rule in links.rules if rule.each] == [2, base.indicators[1].rules[1].each.value]  # type: ignore[union-attr]
    assert over.indicators[2:] == base.indicators[2:] and over.sha256 != base.sha256


def test_an_overlay_may_drop_and_add_as_long_as_the_sums_hold(tmp_path: Path, made: SimpleNamespace) -> None:
    made.pack(tmp_path)
    dropped = OVER + 'drop = ["bonus.ideas"]\n[score]\nbonus_most = { value = 0, certainty = "O" }\n'
    assert "bonus.ideas" not in {one.id for one in load("over", made.pack(tmp_path, dropped, "over")).indicators}
    with pytest.raises(PackError, match="drop"):
        load("over", made.pack(tmp_path, OVER + 'drop = ["bonus.none"]\n', "over"))
    with pytest.raises(PackError, match="「信息」各指标的分值合计 20,应为 60"):
        load("over", made.pack(tmp_path, OVER + 'drop = ["info.tags"]\n', "over"))


def test_packs_that_extend_each_other_are_refused(tmp_path: Path, made: SimpleNamespace) -> None:
    made.pack(tmp_path, 'id = "one"\nname = "一"\nextends = "two"\n', "one")
    made.pack(tmp_path, 'id = "two"\nname = "二"\nextends = "one"\n', "two")
    with pytest.raises(PackError, match="绕成了圈"):
        load("one", tmp_path)


def test_a_pack_without_base_replaces_the_national_one_whole(tmp_path: Path, made: SimpleNamespace) -> None:
    assert "fn.search" not in {one.id for one in load("small", made.pack(tmp_path)).indicators}


def test_layout_and_remarks_do_not_change_the_hash(tmp_path: Path, made: SimpleNamespace) -> None:
    first = load("small", made.pack(tmp_path)).sha256
    again = load("small", made.pack(tmp_path, "# 一句话\n" + made.text.replace(" = ", "=").replace(", ", ",  "))).sha256
    assert again == first


def test_checks_that_this_release_lacks_are_told_with_their_indicator(small) -> None:  # type: ignore[no-untyped-def]
    known = frozenset({"links.dead", "identity.meta"})
    assert set(unknown_checks(small, known)) == {
        ("veto.columns", "freshness.stale"), ("info.links", "links.soft_404"),
        ("svc.forms", "links.wrong_type"), ("svc.forms", "service.form"),
    }  # fmt: skip


def test_a_window_sets_what_its_check_is_told(tmp_path: Path, made: SimpleNamespace) -> None:
    made.pack(tmp_path, 'id = "ten"\nname = "十天"\nextends = "national-2019"\n[[indicator]]\nid = "veto.home-stale"\nrule = '
              '[{ window_days = { value = 10, certainty = "O", sets = ["freshness.stale_home:window"] } }]\n', "ten")  # fmt: skip
    assert load().settings()["freshness.stale_home"] == {"window": 14}
    assert load("ten", tmp_path).settings()["freshness.stale_home"] == {"window": 10}
