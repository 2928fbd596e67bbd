"""Words of lists: found where they are used, not where they are spoken of."""

import pytest

from auditor.model.lexicon import Lexicon, LexiconEntry
from auditor.text.lexicon import builtin, finder


def words(text: str, *entries: LexiconEntry) -> list[tuple[str, str]]:
    given = Lexicon("测试", entries) if entries else builtin()
    return [(slip.wrong, slip.right) for slip in finder(given).slips(text)]


@pytest.mark.parametrize(
    "text", ["全面部暑防汛工作", "《关于部暑防汛工作的通知》", "“我们要认真惯彻执行、部暑防汛工作。”"]
)
def test_slips_of_the_builtin_list_are_found_in_use(text: str) -> None:
    assert ("部暑", "部署") in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "把“部署”误写成“部暑”", "“部暑”", "“部暑”应为“部署”", "全部暑期活动", "发布署名文章", "http://www.yunze.gov.cn/部暑.html",
        "山脉博物馆",
        "本页“人民正府”更正为“人民政府”", "生态文名录",
    ],
)  # fmt: skip
def test_words_spoken_of_and_longer_words_are_no_slips(text: str) -> None:
    assert words(text) == []


def test_letters_of_an_entry_stand_for_themselves() -> None:
    entry = LexiconEntry("a.*b+(x", "甲")
    assert words("见 a.*b+(x 处", entry) == [("a.*b+(x", "甲")]
    assert words("见 aXXb(x 处", entry) == []


def test_the_right_form_that_holds_the_wrong_one_is_right() -> None:
    entry = LexiconEntry("人大常委", "人大常委会")
    assert words("市人大常委会召开会议", entry) == []
    assert words("市人大常委召开会议", entry) == [("人大常委", "人大常委会")]


def test_latin_entries_are_whole_words() -> None:
    entry = LexiconEntry("Goverment", "Government")
    assert words("The Goverment of Yunze", entry) == [("Goverment", "Government")]
    assert words("Goverments http://x.cn/Goverment a@Goverment.cn", entry) == []


def test_no_builtin_entry_is_part_of_what_it_should_be() -> None:
    for entry in builtin().entries:
        assert len(entry.wrong) > 1 and entry.wrong != entry.right
        assert words(f"全市{entry.right}工作") == [], entry
