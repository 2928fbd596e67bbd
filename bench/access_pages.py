"""Pages for measuring the speed of accessibility tools: articles of 44 KB and rich templates full of faults."""

from collections.abc import Iterator
from random import Random

from bench.frame import SITE
from bench.pages import article
from bench.plan import plan

_ARTICLES = 1_000
_WORDS = "办事指南 政策解读 信息公开 通知公告 在线服务 互动交流 统计数据 人事任免 规划计划 应急管理".split()
_PALE = ("#999", "#bbb", "#c8c8c8", "#aab", "#8fa")


def generate(articles: int = 25, rich: int = 8, seed: int = 5) -> dict[str, bytes]:
    """Path and body of every page, made anew from the seed."""
    planned = plan(_ARTICLES, seed)
    pages = {f"/article/{n}.html": article(planned, n).replace(f"http://{SITE}".encode(), b"") for n in range(articles)}
    pages |= {f"/rich/{n}.html": _rich(n, Random(seed * 100 + n)).encode() for n in range(rich)}
    return pages


def _rich(number: int, rng: Random) -> str:
    parts = (_overlay, _menu, _form, _data_table, _nested_tables, _cards, _aria, _frame)
    order = rng.sample(parts, len(parts))
    body = "".join(line for part in order for _ in range(rng.randint(1, 3)) for line in part(rng))
    style = "body{font:14px sans-serif}.card{float:left;width:180px;border:1px solid #ccc}.veil{position:fixed;top:0;left:0}"
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>模板{number}</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def _word(rng: Random) -> str:
    return rng.choice(_WORDS) + rng.choice(_WORDS)


def _overlay(rng: Random) -> Iterator[str]:
    yield f'<div class="veil" style="background:rgba(0,0,0,.4);color:#777;padding:4px">{_word(rng)}<a href="#"></a></div>'


def _menu(rng: Random) -> Iterator[str]:
    yield "<ul>"
    for n in range(rng.randint(12, 24)):
        yield f'<li><a href="/rich/{n}.html" style="color:{rng.choice(_PALE)}">{_word(rng)}</a></li>'
    yield '<div>不是列表项</div></ul><a href="#"><img src="/i/arrow.png" width="12" height="12"></a>'


def _form(rng: Random) -> Iterator[str]:
    yield "<form>"
    for n in range(rng.randint(8, 16)):
        name = _word(rng)
        yield f'<p>{name}<input type="text" name="f{n}"> <select name="s{n}"><option>{name}</select></p>'
        yield f'<label for="g{n}" style="color:{rng.choice(_PALE)}">{name}</label><input id="g{n}" autocomplete="nonsense">'
    yield '<button type="submit"></button><input type="image" src="/i/go.png"></form>'


def _data_table(rng: Random) -> Iterator[str]:
    yield "<table border=1><tr><th scope=col>名称<th scope=col>数量<th scope=nonsense>日期</tr>"
    for n in range(rng.randint(15, 40)):
        yield f"<tr><td>{_word(rng)}<td headers=nowhere>{n}<td style='color:{rng.choice(_PALE)}'>2026-01-{n % 28 + 1:02d}</tr>"
    yield "</table>"


def _nested_tables(rng: Random) -> Iterator[str]:
    for _ in range(rng.randint(4, 8)):
        cell = f'<td bgcolor="#eee"><font color="{rng.choice(_PALE)}">{_word(rng)}</font></td>' * 4
        yield f"<table width=100%><tr><td><table><tr>{cell}</tr><tr>{cell}</tr></table></td></tr></table>"


def _cards(rng: Random) -> Iterator[str]:
    for n in range(rng.randint(15, 30)):
        alt = rng.choice(('alt=""', 'alt="图片"', ""))
        yield (
            f'<div class="card"><img src="/i/{n}.png" {alt} width=60 height=40><h5>{_word(rng)}</h5>'
            f'<p style="color:{rng.choice(_PALE)}">{_word(rng)}{_word(rng)}</p><a href="/rich/0.html">更多</a></div>'
        )
    yield '<div style="clear:both"></div>'


def _aria(rng: Random) -> Iterator[str]:
    for n in range(rng.randint(6, 12)):
        yield f'<div role="button" aria-checked="true" aria-labelledby="none{n}" tabindex="{n}"></div>'
        yield f'<div role="listbox"><span>{_word(rng)}</span></div><div role="nonsense" aria-nonsense="1">{_word(rng)}</div>'
        yield f'<div aria-hidden="true"><a href="/rich/{n}.html">{_word(rng)}</a></div>'


def _frame(rng: Random) -> Iterator[str]:
    inner = f"<p style='color:{rng.choice(_PALE)}'>{_word(rng)}</p><img src=/i/x.png>"
    yield f'<iframe srcdoc="{inner}" width=300 height=60></iframe>'
