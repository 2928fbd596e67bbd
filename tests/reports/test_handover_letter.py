"""The letter of a notice: what, until when, whom to ask; nothing of it can be clicked or was written by an intruder."""

import io
from dataclasses import replace
from datetime import date

import pytest
import pyzipper

from auditor.model.accusation import Accusation, Accused
from auditor.model.result import Kind
from reports.circular.frame import Frame, read_frame
from reports.handover.dossier import Dossier
from reports.handover.letter import body, subject
from reports.handover.parcel import parcel, parcel_name
from tests.reports.test_handover import EVIL, NOTICE, ONE, SITE

FRAME = replace(read_frame(None), contact="王五 0754-8800000")
VETO = replace(ONE, page="http://a.gov.cn/", evidence={"check": "hidden.spam"})
DEAD = replace(
    ONE,
    id=2,
    veto=False,
    cause="失效链接",
    message="http://evil.example/ 打不开",
    page="http://a.gov.cn/zwgk/2026/a.html",
    place="“首页 > 政务公开”栏目",
    evidence={"check": "links.dead"},
)


def dossier(*items: Accusation, frame: Frame = FRAME, **changed) -> Dossier:
    other = replace(SITE, id=8, name="乙网")
    notice = replace(NOTICE, unit="甲局", **{"items": items or (DEAD, DEAD, DEAD, DEAD, DEAD, DEAD, VETO), **changed})
    return Dossier(notice, {Accused(Kind.SITE, 7): SITE, Accused(Kind.SITE, 8): other}, frame)


def test_the_subject_says_how_many_until_when():
    assert subject([dossier()]) == "【请查收】甲网检查发现问题(共7项,12月11日前反馈)"
    later = dossier(replace(DEAD, accused=Accused(Kind.SITE, 8)), due=date(2026, 12, 25))
    assert subject([later, dossier()]) == "【请查收】乙网等2个网站检查发现问题(共8项,12月11日前反馈)"
    assert subject([dossier(urgent=True)]).startswith("【紧急】【请查收】")


def test_the_text_has_eight_lines_and_the_gravest_first():
    lines = body([dossier()], "2026年第四季度", locked=False).splitlines()
    assert len(lines) == 8
    assert lines[0].startswith("甲局:根据《国务院办公厅") and "对2026年第四季度政府网站" in lines[0]
    assert lines[1] == "甲网经核实存在问题 7 项,其中单项否决 1 项。主要有:"
    assert lines[2:5] == [
        "1. 甲网首页:页面被篡改(单项否决)",
        "2. 甲网“首页 > 政务公开”栏目:失效链接",
        "3. 甲网“首页 > 政务公开”栏目:失效链接",
    ]
    assert lines[5] == "请逐项整改,于 2026年12月11日前反馈,通知书、问题清单和证据见附件。"
    assert "申诉意见" in lines[6] and lines[7] == "联系人及电话:王五 0754-8800000"


@pytest.mark.parametrize(
    "place",
    [
        "“http://evil.example/x”栏目",
        "“ｅｖｉｌ．ｅｘａｍｐｌｅ”栏目",
        "“evil。example”栏目",
        f"“{EVIL}”栏目",
        "“a@evil.example\r\nBcc: x”栏目",
        EVIL,
    ],
)
def test_nothing_of_a_page_becomes_an_address_or_a_line(place: str):
    page = "http://evil.example/2026/1.html"
    hostile = [replace(DEAD, place=place, page=page, message=EVIL, evidence={"check": "links.dead", "text": EVIL})]
    text = body([dossier(*hostile)], "", locked=False)
    assert len(text.splitlines()) == 6
    assert not [word for word in ("://", "evil.example", "@", "<", "\u202e") if word in text]


def test_what_an_intruder_may_have_named_is_not_quoted():
    planted = replace(DEAD, place="“首页 > 澳门博彩”栏目", evidence={"check": "hidden.spam"}, cause="暗链")
    assert "澳门" not in body([dossier(planted)], "", locked=False)


def test_the_parcel_is_the_folder_of_each_notice():
    several = [dossier(), dossier(DEAD, number="2026Q4-整改-002")]
    with pyzipper.ZipFile(io.BytesIO(parcel(several))) as packed:
        names = packed.namelist()
    assert names[:3] == [f"甲局/2026Q4-整改-001/{name}" for name in ("整改通知书.docx", "证据.html", "问题清单.xlsx")]
    assert len(names) == 6 and parcel_name(several) == "甲局 2026Q4-整改-001 等2份.zip"


def test_a_parcel_with_a_password_opens_with_it_alone():
    packed = parcel([dossier()], "Kx7-pass word")
    with pyzipper.AESZipFile(io.BytesIO(packed)) as archive:
        name = archive.namelist()[1]
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"wrong word")
        with pytest.raises(RuntimeError):
            archive.read(name)
        archive.setpassword(b"Kx7-pass word")
        assert "甲网" in archive.read(name).decode()
    assert "密码另行告知" in body([dossier()], "", locked=True)
