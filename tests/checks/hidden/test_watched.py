"""The office's own list: every hit is for a person, and without a list nothing is said."""

WATCHED = {"watched": ("星河互娱", "xh-8812.com")}


def test_words_in_the_head_and_in_hidden_blocks(accused, document) -> None:
    assert accused(document("", head="<title>星河互娱 官网</title>"), **WATCHED)["watched"] == "review watched-word"
    block = '<div style="display:none"><a href="http://a.com/">星河互娱</a></div>'
    assert accused(document(block), **WATCHED)["watched"] == "review watched-word"


def test_links_to_a_listed_domain_wherever_they_stand(accused, document) -> None:
    assert accused(document('<a href="http://www.xh-8812.com/">x</a>'), **WATCHED)["watched"] == "review watched-domain"


def test_ordinary_text_and_other_pages_pass(accused, document) -> None:
    assert "watched" not in accused(document("<p>警方提醒:星河互娱是骗局</p>"), **WATCHED)
    assert "watched" not in accused(document(""), **WATCHED)
    assert "watched" not in accused(document("", head="<title>星河互娱</title>"))
