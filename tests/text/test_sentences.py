from auditor.text.sentences import sentence


def test_the_sentence_around_a_place() -> None:
    text = "第一句。第二句有部暑一词，请看！第三句。"
    at = text.index("部暑")
    assert sentence(text, at, at + 2) == "第二句有部暑一词，请看！"


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    text = "前" * 500 + "部暑" + "后" * 500
    assert sentence(text, 500, 502) == "前" * 60 + "部暑" + "后" * 60
