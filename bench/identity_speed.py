"""CPU time of reading identity on a generated site whose pages bear a full footer: ``python -m bench.identity_speed [PAGES]``.

``seen``: pages of one site in crawl order, by one reader. ``new``: each page by a reader of its own.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import mean, median

from auditor.html.charset import decode
from auditor.html.identity import Reader
from bench.site import generate

FOOTER = (
    '<div class="footer"><p><a href="/wzdt.html">网站地图</a> | <a href="/lxwm.html">联系我们</a> | <a href="/gywm.html">关于我们</a></p>'
    "<p>主办单位：某市人民政府办公室 承办单位：某市大数据中心 联系电话：0512-68752345</p>"
    '<p><a href="https://beian.miit.gov.cn/">苏ICP备05009012号</a> 网站标识码：3205000001 '
    '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=32050802010331">'
    "苏公网安备 32050802010331号</a> 本网站支持IPv6</p>"
    '<a href="http://bszs.conac.cn/sitename?method=show&id=0AC8833E8BF70EE9E053012819AC7074"><img src="//dcs.conac.cn/image/red.png"></a>'
    '<script id="_jiucuo_" sitecode="3205000001" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script></div>\n</body>'
)


def pages(size: int) -> Iterator[tuple[str, str]]:
    """Address and text of every generated page."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for url in generate(root, size).list_file.read_text("ascii").split():
            path = root / url.removeprefix("http://")
            text, _ = decode((path / "index.html" if url.endswith("/") else path).read_bytes(), "")
            yield url, FOOTER.join(text.rsplit("</body>", 1))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that a call takes."""
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1e3


def main(arguments: Sequence[str]) -> int:
    """Print both tables."""
    texts = list(pages(int(arguments[0]) if arguments else 400))
    reader = Reader()
    # The first pages of each template have nothing to be compared with; they are in ``new``.
    seen = [timed(lambda: reader.facts(text, url)) for url, text in texts]  # noqa: B023
    new = [timed(lambda: Reader().facts(text, url)) for url, text in texts[:100]]  # noqa: B023
    for name, times in (("seen", seen), ("new", new)):
        print(
            f"{name}: median {median(times):.2f} ms, mean {mean(times):.2f} ms, worst {max(times):.1f} ms of {len(times)} pages"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
