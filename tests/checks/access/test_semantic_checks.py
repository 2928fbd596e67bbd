"""Checks of what a page says: each accuses or doubts what it is for, and nothing that is in order."""

from dataclasses import replace

import pytest

from auditor.checks.api import CheckInfo
from auditor.checks.catalogue import discover
from auditor.model.finding import Judgement
from auditor.model.hidden import HiddenFacts
from auditor.model.node import Node
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Captcha, Framed, Mark, Medium, Named, Passage, Picture, Semantics, Spacing

URL = "http://www.a.gov.cn/1.html"
NODE = Node("html > body > p", "body>p", "", "<p>")
CHINESE = "云泽市人民政府办公室关于印发全市安全生产工作要点的通知,请各县区认真贯彻执行。" * 4
ENGLISH = (
    "The people of the city are invited to read the notice and to send their comments to the office of the mayor. " * 4
)
NAMES = (
    "bypass captcha colour_only empty_header empty_words error_text language media_alternative"
    " picture prohibited_name same_name text_spacing vague_link visual_reference"
).split()
CHECKS = {check.id.partition(".")[2]: check for check in discover() if check.id.startswith("access.")}
PAGE = PageFacts(URL, URL, "甲", "00ff", 200, HiddenFacts(version=0))
FINE = Semantics(
    title="云泽市人民政府门户网站", text=CHINESE, passages=(Passage(NODE, "zh-CN", CHINESE),),
    named=(Named(NODE, "link", "关于印发要点的通知", "关于印发要点的通知", target="/a"), Named(NODE, "heading", "通知公告")),
    pictures=(Picture(NODE, "市领导到企业调研", "/x.jpg"),),
)  # fmt: skip
BAD = {
    "bypass": replace(FINE, bypass=Mark(NODE, "x")),
    "captcha": replace(FINE, captchas=(Captcha(NODE, typed=True),)),
    "colour_only": replace(FINE, coloured=(Mark(NODE, "label"),)),
    "empty_header": replace(FINE, headers=(Mark(NODE, "单位"),)),
    "empty_words": replace(FINE, named=(Named(NODE, "heading", ""),)),
    "error_text": replace(FINE, errors=(Mark(NODE, "姓名"),)),
    "language": replace(FINE, passages=(Passage(NODE, "en", CHINESE),)),
    "media_alternative": replace(FINE, media=(Medium(NODE, "video"),)),
    "picture": replace(FINE, pictures=(Picture(NODE, "DSC_0012.jpg", "/up/DSC_0012.jpg"),)),
    "prohibited_name": replace(FINE, prohibited=(Mark(NODE, "aria-label"),)),
    "same_name": replace(
        FINE, named=(Named(NODE, "link", "通知", target="/a"), Named(NODE, "link", "通知", target="/b"))
    ),
    "text_spacing": replace(FINE, spacings=(Spacing(NODE, "letter-spacing", 0.05),)),
    "vague_link": replace(FINE, named=(Named(NODE, "link", "更多>>", "更多>>"),)),
    "visual_reference": replace(FINE, references=(Mark(NODE, "右边的红色按钮"),)),
}
CERTAIN = {"empty_words", "language", "picture", "prohibited_name", "text_spacing", "vague_link"}
"""What accuses; the others only ask somebody to look."""


def said(check: CheckInfo, semantics: Semantics | None) -> list[Judgement]:
    page = replace(PAGE, rendered=RenderedPage(URL, URL, semantics=semantics))
    found = list(check.judge_page(page, None))  # type: ignore[arg-type]
    assert all(isinstance(one, Judgement) for one in found)
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_found_and_said(name: str) -> None:
    (found,) = said(CHECKS[name], BAD[name])
    assert found.outcome is (Outcome.FAIL if name in CERTAIN else Outcome.REVIEW)
    assert "—" not in CHECKS[name].message(found)
    assert found.evidence["selector"] == NODE.selector


@pytest.mark.parametrize("name", NAMES)
def test_what_is_in_order_passes(name: str) -> None:
    assert [one.outcome for one in said(CHECKS[name], FINE)] == [Outcome.PASS]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_not_read_to_its_end_does_not_pass(name: str) -> None:
    assert [one.outcome for one in said(CHECKS[name], replace(FINE, full=True))] == [Outcome.UNMEASURED]
    assert [one.outcome for one in said(CHECKS[name], None)] == [Outcome.UNMEASURED]
    assert [one.outcome for one in CHECKS[name].judge_page(PAGE, None)] == [Outcome.NA]  # type: ignore[arg-type,union-attr]


@pytest.mark.parametrize(
    ("lang", "text", "outcome"),
    [
        ("zh-CN", CHINESE, Outcome.PASS), ("en", ENGLISH, Outcome.PASS), ("zh", ENGLISH, Outcome.FAIL), ("en", CHINESE, Outcome.FAIL),
        ("en", "Paris est la capitale de la France et la plus grande ville du pays.", Outcome.FAIL),
        ("no", "Jeg er en ost og bor i København", Outcome.PASS), ("la", "Lorem ipsum dolor sit amet consectetur", Outcome.PASS),
        ("en", "数据来自各区应急管理部门的报告,以正式公报公布的为准", Outcome.FAIL),
        ("en", "预警发布平台 XX-2024 使用说明书正文", Outcome.REVIEW),
        ("zh-CN", "短", Outcome.PASS), ("en", "SARS-CoV-2 2024", Outcome.PASS), ("zh-Hant", CHINESE, Outcome.PASS),
    ],
)  # fmt: skip
def test_declared_and_detected_language(lang: str, text: str, outcome: Outcome) -> None:
    page = replace(FINE, text=text, passages=(Passage(NODE, lang, text),))
    assert [one.outcome for one in said(CHECKS["language"], page)] == [outcome]


@pytest.mark.parametrize(
    ("name", "semantics", "reason"),
    [
        ("bypass", replace(FINE, bypass=Mark(NODE, "astray")), "astray"),
        ("bypass", replace(FINE, bypass=Mark(NODE, "beside")), "beside"),
        ("empty_header", replace(FINE, headers=(Mark(NODE, "aria"),)), "no-cells"),
        ("media_alternative", replace(FINE, media=(Medium(NODE, "audio", shown=0, ways=0),)), "nothing"),
        (
            "language",
            replace(
                FINE, passages=(Passage(NODE, "zh", CHINESE), Passage(NODE, "fr", "Hij ging met de kippen op stok"))
            ),
            "part-language",
        ),
    ],
)
def test_what_leaves_nothing_open_is_certain(name: str, semantics: Semantics, reason: str) -> None:
    assert [(one.outcome, one.reason) for one in said(CHECKS[name], semantics)] == [(Outcome.FAIL, reason)]


@pytest.mark.parametrize(
    "named",
    [
        Named(NODE, "link", "更多", "更多", around="通知公告"),
        Named(NODE, "link", "更多", "更多", context="办事指南在此"),
    ],
)
def test_more_beside_a_title_is_for_a_person(named: Named) -> None:
    (found,) = said(CHECKS["vague_link"], replace(FINE, named=(named,)))
    assert found.outcome is Outcome.REVIEW


@pytest.mark.parametrize(
    "medium",
    [
        Medium(NODE, "audio", shown=300, ways=0),
        Medium(NODE, "audio", shown=0),
        Medium(NODE, "audio", seen=False, shown=0, ways=0),
    ],
)
def test_a_recording_beside_words_or_ways_or_out_of_sight_is_for_a_person(medium: Medium) -> None:
    (found,) = said(CHECKS["media_alternative"], replace(FINE, media=(medium,)))
    assert found.outcome is Outcome.REVIEW


FRAMES = (
    Named(replace(NODE, selector="a"), "frame", "名单", target="/a"),
    Named(replace(NODE, selector="b"), "frame", "名单", target="/b"),
)
ONE = Framed("a", "一", "张三 李四")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Framed("b", "二", "办事指南"), "same-frame"),
        (Framed("b", "二", "李四 王五"), "same-name"),
        (Framed("b", "一", "办事指南"), "same-name"),
        (Framed("c", "二", "办事指南"), "same-name"),
    ],
)
def test_frames_of_one_name_that_have_nothing_in_common(other: Framed, reason: str) -> None:
    (found,) = said(CHECKS["same_name"], replace(FINE, named=FRAMES, frames=(ONE, other)))
    assert found.reason == reason
    assert found.outcome is (Outcome.FAIL if reason == "same-frame" else Outcome.REVIEW)
    assert found.refs == ("wcag:4.1.2", "act:4b1c6c")


@pytest.mark.parametrize(
    ("picture", "outcome", "reason"),
    [
        (Picture(NODE, exposed=False, drawn="财政收入"), Outcome.FAIL, "canvas"),
        (Picture(NODE, exposed=False, drawn="财政收入", silenced=True), Outcome.REVIEW, "canvas-silenced"),
        (Picture(NODE, exposed=False, drawn="财政收入", backed=True), Outcome.REVIEW, "canvas-silenced"),
        (Picture(NODE, exposed=False, drawn="0 50 100"), Outcome.REVIEW, "not-exposed"),
        (Picture(NODE, "收入统计图"), Outcome.PASS, ""),
    ],
)
def test_words_drawn_on_a_canvas(picture: Picture, outcome: Outcome, reason: str) -> None:
    (found,) = said(CHECKS["picture"], replace(FINE, pictures=(picture,)))
    assert (found.outcome, found.reason) == (outcome, reason)


@pytest.mark.parametrize("name", ["下载", "PDF", "附件1", "点击下载附件", "本页面", "Download", "查看详情"])
def test_a_kind_of_file_is_no_name(name: str) -> None:
    assert [one.outcome for one in said(CHECKS["vague_link"], replace(FINE, named=(Named(NODE, "link", name),)))] == [
        Outcome.FAIL
    ]


@pytest.mark.parametrize("name", ["下载中心", "附件1:预算公开表", "Word 版公报", "预算表.pdf"])
def test_a_name_of_its_own_is_one(name: str) -> None:
    assert [one.outcome for one in said(CHECKS["vague_link"], replace(FINE, named=(Named(NODE, "link", name),)))] == [
        Outcome.PASS
    ]


def test_a_film_without_sound_needs_no_captions() -> None:
    silent = Medium(NODE, "video", sound=False)
    (doubt,) = said(CHECKS["media_alternative"], replace(FINE, media=(silent,)))
    assert (doubt.outcome, doubt.reason) == (Outcome.REVIEW, "silent")
    assert "act:f51b46" not in doubt.refs
    bare = replace(silent, beside=0, ways=0)
    refs = {
        ref
        for one in said(CHECKS["media_alternative"], replace(FINE, media=(bare,)))
        if one.outcome is Outcome.FAIL
        for ref in one.refs
    }
    assert "act:ee13b5" in refs and "act:1a02b0" not in refs


@pytest.mark.parametrize(
    ("name", "source", "outcome"),
    [
        ("微信图片_20260611153012", "/up/微信图片_20260611153012.png", Outcome.FAIL),
        ("94251e110d24a4c2b6e6ce76e7203374", "/i/94251e110d24a4c2b6e6ce76e7203374", Outcome.FAIL),
        ("12345", "/hotline.png", Outcome.PASS),
        ("12345热线", "/12345.png", Outcome.PASS),
    ],
)
def test_what_a_camera_calls_a_picture_is_no_name(name: str, source: str, outcome: Outcome) -> None:
    (found,) = said(CHECKS["picture"], replace(FINE, pictures=(Picture(NODE, name, source),)))
    assert found.outcome is outcome
    assert outcome is Outcome.PASS or "act:9eb3f6" in found.refs
