"""A site for trying the choice of pages: 40 templates, and faults on all, some or single pages of a template.

Every page is a string, made when asked for; what it is at fault for is known: (rule, template, spot).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random

from bench.sampling_faults import FAULTS, INNOCENT, SCRIPT, STYLE, WHOLE
from bench.wording import SENTENCES

HOME = "/index.html"
Found = list[tuple[str, str, str]]
"""(rule, place, region) of every accused element of a page."""
_SPOTS = ("lead", "text", "box", "tail", "aside")
_LATE = '<img src="/static/late.png" width="9" height="9">'
_FRAME = (
    ("image-alt", "body>header.header>img", "header"),
    ("color-contrast", "body>header.header>p.hint", "header"),
    ("label", "body>header.header>form>input", "header"),
)
"""What the header of every page is at fault for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A site before it is written."""

    paths: tuple[str, ...]
    template: Mapping[str, int]
    faults: Mapping[str, tuple[tuple[str, str], ...]]
    """Path -> (name of the fault, spot) of each that stands on that page."""
    late: frozenset[str]
    """Paths of the pages with a fault that only a script brings."""
    seed: int
    pasted: int = 0
    """Most things that editors paste into a page, innocent and each in a shape of its own."""

    def truth(self, path: str) -> Found:
        """(rule, place, region) of what was planted on a page."""
        number = self.template[path]
        named = [(_rule(name), _place(self.seed, number, name, spot), "") for name, spot in self.faults[path]]
        if path in self.late:
            named.append(("image-alt", f"{number} late", ""))
        return [*named, *_FRAME]


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything."""

    pages: int = 2_000
    templates: int = 40
    singles: int = 30
    late: int = 8
    pasted: int = 0


def plan(seed: int, size: Size = Size()) -> Plan:
    """Decide what stands where."""
    rng = Random(seed)
    shares = [1 / (rank + 2) for rank in range(size.templates)]
    numbers = [*range(size.templates), *rng.choices(range(size.templates), shares, k=size.pages - size.templates - 1)]
    template = {HOME: 0}
    for at, number in enumerate(numbers):
        template[f"/col{number}/2026{at % 12 + 1:02d}/t{at}.html" if number % 4 else f"/col{number}/list_{at}.html"] = (
            number
        )
    paths = tuple(template)
    faults: dict[str, list[tuple[str, str]]] = {path: [] for path in paths}
    for number in range(size.templates):
        _plant(rng, faults, [path for path in paths if template[path] == number])
    for path in rng.sample(paths[1:], size.singles):
        faults[path].append(_single(rng))
    return Plan(paths, template, {path: tuple(dict.fromkeys(said)) for path, said in faults.items()},
                frozenset(rng.sample(paths[1:], size.late)), seed, size.pasted)  # fmt: skip


def _place(seed: int, number: int, name: str, spot: str) -> str:
    """Where a fault stands in its template."""
    if name in WHOLE:
        return WHOLE[name][3]
    element = FAULTS[name][2]
    outer = ">".join(look(seed, number).path(spot))
    return f"{outer}>{element}"


def _rule(name: str) -> str:
    return FAULTS[name][0] if name in FAULTS else WHOLE[name][0]


def _single(rng: Random) -> tuple[str, str]:
    if rng.random() < 0.1:
        return rng.choice(tuple(WHOLE)), "whole"
    return rng.choice(tuple(FAULTS)), rng.choice(_SPOTS)


def _plant(rng: Random, faults: dict[str, list[tuple[str, str]]], paths: list[str]) -> None:
    """What all pages of a template have, and what some of them have."""
    for fault in [_single(rng) for _ in range(rng.randint(2, 5))]:
        for path in paths:
            faults[path].append(fault)
    for _ in range(rng.randint(1, 4)):
        fault = _single(rng)
        for path in rng.sample(paths, max(1, int(len(paths) * rng.uniform(0.05, 0.4)))):
            faults[path].append(fault)


def page(site: Plan, path: str) -> str:
    """The HTML of one page; always the same."""
    number, at = site.template[path], site.paths.index(path)
    rng = Random(f"{site.seed} {path}")
    spots: dict[str, list[str]] = {spot: _contents(rng, at) for spot in _SPOTS}
    for name, spot in site.faults[path]:
        if name in FAULTS:
            spots[spot].insert(
                rng.randrange(len(spots[spot]) + 1), FAULTS[name][1].format(n=at, long="很长的文字" * 60)
            )
    if site.pasted and rng.random() < 0.6:
        box = next(iter(look(site.seed, number).blocks))
        spots[box] = [*(pasted(rng) for _ in range(rng.randint(1, site.pasted))), *spots[box]]
    title = f"第{at}号信息"
    text = _document(look(site.seed, number), spots, title)
    for name, _ in site.faults[path]:
        if name in WHOLE:
            text = text.replace(WHOLE[name][1].format(title=title), WHOLE[name][2])
    return text


def pasted(rng: Random) -> str:
    """Something out of a word processor."""
    name = "".join(rng.choice("abcdefghijkl") for _ in range(5))
    size, share = rng.randint(12, 22), rng.randint(100, 300)
    return rng.choice(
        (
            f'<p class="{name}"><span style="font-size:{size}px;color:#{rng.choice("012345") * 6}">一</span></p>',
            f'<p style="line-height:{share}%;text-align:justify"><span lang="EN-US" style="letter-spacing:{size}pt">文</span></p>',
            f'<table class="{name}" border="1"><tbody><tr><th style="width:{share}px">年</th><td>一</td></tr></tbody></table>',
            f'<div data-x="1" {name}="1" title="t"><strong style="color:rgb({size},0,0)">一</strong></div>',
        )
    )


def _contents(rng: Random, at: int) -> list[str]:
    parts = [f"<p>{rng.choice(SENTENCES)}{rng.choice(SENTENCES)}</p>" for _ in range(rng.randint(1, 6))]
    parts += [rng.choice(INNOCENT).format(n=at) for _ in range(rng.choice((0, 0, 0, 1, 2)))]
    rng.shuffle(parts)
    return parts


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of one template are built."""

    prefix: str
    blocks: Mapping[str, tuple[str, str]]
    """Spot -> (tag, class of an inner box or nothing), in their order."""

    def path(self, spot: str) -> list[str]:
        """The steps from body to what stands at a spot."""
        tag, inner = self.blocks[spot]
        steps = ["body", f"main.{'.'.join(sorted(('wide', self.prefix)))}", f"{tag}.{self.prefix}-{spot}"]
        return [*steps, f"div.{inner}"] if inner else steps


@cache
def look(seed: int, number: int) -> Look:
    """The look of a template, drawn once for each site."""
    rng = Random(f"{seed} template {number}")
    prefix = "".join(rng.choice("abcdefghkmnprstw") for _ in range(4))
    order = list(_SPOTS)
    rng.shuffle(order)
    inner = ("", f"{prefix}-in", f"{prefix}-pad")
    return Look(prefix, {spot: (rng.choice(("div", "section", "div", "article")), rng.choice(inner)) for spot in order})


def _document(seen: Look, spots: Mapping[str, list[str]], title: str) -> str:
    """The page around its contents, in the manner of its template."""
    blocks = []
    for spot, (tag, inner) in seen.blocks.items():
        body = "".join(spots[spot])
        body = f'<div class="{inner}">{body}</div>' if inner else body
        blocks.append(f'<{tag} class="{seen.prefix}-{spot}"><h2>{spot}栏目</h2>{body}</{tag}>')
    links = "".join(f'<li class="n-{n}"><a href="/col{n}/">栏目{n}</a></li>' for n in range(12))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="/static/all.css">'
        f'<script src="/static/all.js"></script></head><body><header class="header"><img src="/static/logo.png">'
        f'<p class="hint">今天是星期三</p><form action="/s"><input name="q"></form><nav class="nav"><ul>{links}</ul></nav></header>'
        f'<main class="wide {seen.prefix}"><h1>{title}</h1>{"".join(blocks)}</main>'
        '<footer class="footer"><p>主办单位:示例市人民政府</p></footer></body></html>'
    )


def files(site: Plan) -> Iterator[tuple[str, bytes]]:
    """What the pages load, besides pictures."""
    yield "/static/all.css", STYLE.encode()
    yield "/static/all.js", (SCRIPT % json.dumps(dict.fromkeys(sorted(site.late), _LATE))).encode()
    yield (
        "/static/frame.html",
        '<!DOCTYPE html><html lang="zh-CN"><title>内框</title><main><h1>内框</h1></main></html>'.encode(),
    )
