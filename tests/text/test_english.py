"""English in names and menus against a dictionary."""

import pytest

from auditor.text.english import misspelt


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("The People's Goverment of Yunze City", "Goverment", "government"),
        ("Yunze Municpal Government", "Municpal", "municipal"),
        ("Home | Investmant | Contact Us", "Investmant", "investment"),
    ],
)
def test_a_letter_too_few_or_wrong(line: str, wrong: str, right: str) -> None:
    assert [(slip.wrong, slip.right) for slip in misspelt(f"云泽市人民政府\n{line}\n首页")] == [(wrong, right)]


@pytest.mark.parametrize(
    "line",
    [
        "The People's Government of Heyuan City", "Zhangjiajie Guangdong Xinjiang Nongye", "GOVCN ICP", "WeChat Official Account",
        "Copyright Yunze", "English", "Powered by ZhongKeHuaLian", "技术支持 Goverment 公司", "We were here. Greetz to all.",
    ],
)  # fmt: skip
def test_names_abbreviations_and_mixed_lines_are_left_alone(line: str) -> None:
    assert list(misspelt(line)) == []
