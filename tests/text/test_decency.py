"""Explicit words are decent, ordinary official text is left alone."""

import pytest

from auditor.text.decency import decent


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("免费成人视频在线", "免费成＊＊＊在线"),
        ("同城约炮 HD Porn tube", "同城约＊ HD P＊＊＊ tube"),
        ("SEX videos, sexy girls, pornhub.example", "S＊＊ videos, s＊＊＊ girls, p＊＊＊＊＊＊.example"),
    ],
)
def test_explicit_words_keep_their_first_character_and_length(text: str, shown: str):
    assert decent(text) == shown and len(decent(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "成人教育招生",
        "关于体育局有关事项的通知",
        "Sussex, analysis, documents, cocktail, Essex, sextant",
        "现金网 百家乐",
        "操作说明",
    ],
)
def test_ordinary_words_are_left_alone(text: str):
    assert decent(text) == text


def test_a_hostile_text_costs_no_more_than_its_length():
    assert len(decent("sex" * 200_000)) == 600_000
