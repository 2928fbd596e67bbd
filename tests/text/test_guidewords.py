import pytest

from auditor.text import guidewords

LABELS = {
    "办理材料": "materials", "一、申请条件": "conditions", "(三)设定依据:": "basis", "【办理地点】": "place", "办 理 时 间": "hours",
    "1.咨询电话:": "phone", "●办理流程": "process", "申请材料(一式两份)": "materials",
    "第二、 受理条件": "conditions", "一 、事项名称": "name",
}  # fmt: skip


@pytest.mark.parametrize("text", LABELS)
def test_labels_are_read_with_numbers_brackets_and_blanks(text: str) -> None:
    found = guidewords.label(text)
    assert found is not None
    assert (found.kind, found.near) == (LABELS[text], False)


@pytest.mark.parametrize(
    "text", ["身份证", "本办法所称申请条件是指年满十六周岁", "", "2026年申请材料", "申请条件和要求不符"]
)
def test_other_texts_are_none(text: str) -> None:
    assert guidewords.label(text) is None


def test_a_label_of_several_names_stands_for_all() -> None:
    found = guidewords.label("办理时间、地点")
    assert found is not None and (found.kind, found.also) == ("hours", ("place",))
    both = guidewords.label("受理地点和时间")
    assert both is not None and (both.kind, both.also) == ("place", ("hours",))


def test_a_label_before_its_value() -> None:
    found = guidewords.labelled("联系电话:0571-86001234(工作日)")
    assert found is not None and (found[0].kind, found[1]) == ("phone", "0571-86001234(工作日)")
    assert guidewords.labelled("根据规定,申请条件:") is None
    assert guidewords.labelled("条件 成熟时") is None


def test_endings_make_near_labels_only() -> None:
    found = guidewords.ending("补贴发放条件")
    assert found is not None and (found.kind, found.near) == ("conditions", True)
    assert guidewords.ending("身份证明材料") is None


@pytest.mark.parametrize("value", ["", "—", "暂无", " 略。", "{{ item.basis }}", "${x}", "XXX"])
def test_values_that_say_nothing(value: str) -> None:
    assert guidewords.says_nothing(value)
    assert not guidewords.says_nothing("无需材料")


def test_documents_are_told_from_guides() -> None:
    assert guidewords.is_article("关于开展稳岗补贴申报工作的通知") and guidewords.is_article("招聘公告(二)")
    assert not guidewords.is_article("居住证申领办事指南")
    assert not guidewords.is_article("关于居住证申领的办事指南")


def test_vague_materials() -> None:
    assert guidewords.vague("1.身份证 2.法律法规规定的其他材料") == "其他材料"
    assert guidewords.vague("1.身份证 2.其他 材料") == "其他材料"
    assert guidewords.vague("1.身份证 2.户口簿") == ""
    assert guidewords.vague("身份证,无需提供其他材料。") == guidewords.vague("身份证;无其他材料") == ""
