"""CPU seconds of reading what hostile pages hide, each by a reader of its own: ``python -m bench.hostile``."""

import time

from auditor.html.hidden import facts

URL = "http://www.example.gov.cn/"
"""Any address: nothing is fetched."""
BLOCKS = 10_000


def page(body: str) -> str:
    """A document around ``body``."""
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>"


def blocks(filling: int) -> str:
    """Hidden blocks with a link each and so many characters of text."""
    return "".join(
        f"<div style='display:none'><a href='http://x{n}.com/'>casino {n}</a>{'x' * filling}</div>"
        for n in range(BLOCKS)
    )


def packed(words: int) -> str:
    """A packed script whose unpacking replaces so many words."""
    text, keys = "0 1 2 " * words, "|".join(map(str, range(words)))
    return f"<script>eval(function(p,a,c,k,e,d){{while(c--)p=k}}('{text}',62,{words},'{keys}'.split('|')))</script>"


PAGES = {
    "40,000 hidden elements deep": page("<div style='display:none'>" * 40_000 + "x" * 4_000_000),
    "10,000 hidden blocks": page(blocks(0)),
    "10,000 hidden blocks, long": page(blocks(420)),
    "packed script": page(packed(20_000)),
    "100,000 rules of CSS": page(
        "<style>" + "".join(f".c{n}{{display:none}}" for n in range(100_000)) + "</style><p class=c1>x"
    ),
    "30,000 links of the trade": page("".join(f"<a href='http://x{n}.top/'>slot88 {n}</a>" for n in range(30_000))),
    "100,000 distinct styles": page("".join(f"<p style='left:-{n}px;position:absolute'>x" for n in range(100_000))),
}


def main() -> None:
    """Print size and CPU seconds of each page."""
    for name, text in PAGES.items():
        started = time.process_time()
        truncated = facts(text, URL).truncated
        seconds = time.process_time() - started
        print(f"{name:<30}{len(text) / 1e6:>6.1f} MB{seconds:>7.2f} s{'  cut' if truncated else ''}", flush=True)


if __name__ == "__main__":
    main()
