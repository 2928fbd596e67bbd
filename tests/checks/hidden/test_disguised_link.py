"""Visible links that do not look like links, and advertising in comments: always for a person."""

import pytest

PLAIN = "color:#333;text-decoration:none;cursor:text"
COMMENT = "<!-- " + " ".join(f'<a href="http://x{n}.top/">葡京娱乐 百家乐</a>' for n in range(4)) + " -->"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<p>压实责任<a href="http://www.qp-5521.com/">,</a>确保实效</p>', "punctuation-link"),
        ('<p>确保实效<a href="http://www.qp-5521.com/" style="color:inherit">。</a></p>', "punctuation-link"),
        (f'<p>还有<a href="http://vip.qp-5521.com/" style="{PLAIN}">互动</a>项目</p>', "disguised-link"),
        (COMMENT, "comment-spam"),
    ],
)
def test_disguises_are_for_a_person(accused, document, body: str, reason: str) -> None:
    assert accused(document(body))["disguised_link"] == f"review {reason}"


@pytest.mark.parametrize(
    "body",
    [
        '<p>见<a href="http://www.qp-5521.com/" style="text-decoration:none">合作单位</a></p>',
        '<a href="http://www.qp-5521.com/">»</a><a href="http://www.qp-5521.com/">+</a>',
        '<a href="http://www.qp-5521.com/"><img src="/a.png"></a>',
        '<p>确保实效<a href="http://www.gov.cn/">。</a><a href="/a.html">,</a></p>',
        f'<a href="http://www.hubei.gov.cn/" style="{PLAIN}">省政府</a>',
        "<!-- 警惕葡京娱乐、百家乐等赌博网站 -->",
        "<!-- " + '<a href="http://www.a.com/">友情链接</a>' * 9 + " -->",
    ],
)
def test_what_merely_looks_alike_passes(accused, document, body: str) -> None:
    assert "disguised_link" not in accused(document(body))


def test_words_that_stand_in_the_address_alone(accused, document) -> None:
    gbk = "http://www.yunze.gov.cn/?topi=4&fun=%B0%D9%BC%D2%C0%D6"  # 百家乐
    assert accused(document(""), gbk)["doorway"] == "review address-words"
    assert "doorway" not in accused(document(""), "http://www.yunze.gov.cn/so?q=%E6%89%93%E5%87%BB%E8%B5%8C%E5%8D%9A")


def test_internal_names_are_not_new_domains(accused, document) -> None:
    links = "".join(f'<a href="http://{name}/">x</a>' for name in ("localhost", "10.1.2.3", "oa", "127.0.0.1:8080"))
    assert "new_outside_domain" not in accused(document(links), previous_domains=frozenset())
    assert "new_outside_domain" in accused(
        document('<a href="http://www.new-one.com/">x</a>'), previous_domains=frozenset()
    )
