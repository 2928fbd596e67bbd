"""``python -m bench.service FOLDER``: what the readers of guides, messages and searches make of stored pages, and what they cost.

The folder holds ``*.html``; script files of ``003.html`` may stand in ``003_js/``. Nothing is fetched.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from auditor.html.charset import decode
from auditor.html.searchform import address, has_hint, search_entry
from auditor.html.service import service_facts
from auditor.model.service import Element

_URL = "http://www.example.gov.cn/column/page.html"
_ROUNDS = 5
_MILLI = 1000


def main() -> None:
    """Print what was found page by page, then the counts and the cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    pages = {file: decode(file.read_bytes(), "") for file in sorted(folder.glob("*.html"))}
    means: Counter[str] = Counter()
    for file, (text, encoding) in pages.items():
        means[_search(file, text, encoding)] += 1
        _offers(file, text)
    print(f"\n{len(pages)} pages; searches: {dict(means)}")
    texts = [text for text, _ in pages.values()]
    start = time.process_time()
    for text in texts * _ROUNDS:
        service_facts(text, _URL)
    print(f"{(time.process_time() - start) * _MILLI / (_ROUNDS * len(texts)):.2f} ms CPU a page")


def _search(file: Path, text: str, encoding: str) -> str:
    scripts = [
        code.read_bytes().decode("utf-8", "replace") for code in sorted(file.with_name(f"{file.stem}_js").glob("*"))
    ]
    entry = search_entry(text, _URL, encoding, scripts)
    if entry is None:
        return "hinted" if has_hint(text) else "none"
    print(f"{file.name} search {entry.means} {address(entry, 'X') if entry.askable else entry.raw[:120]}")
    return str(entry.means)


def _offers(file: Path, text: str) -> None:
    offered = service_facts(text, _URL)
    if offered.guide is not None:
        lacks = [str(element) for element in Element if not offered.guide.stated(element)]
        print(f"{file.name} guide {offered.guide.name} lacks {lacks} {offered.guide.unread or ''}")
    if offered.channel:
        print(f"{file.name} channel with {len(offered.messages)} messages, entry {offered.entry}")


if __name__ == "__main__":
    main()
