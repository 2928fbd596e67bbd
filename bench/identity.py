"""Compares identity elements read off labelled pages with the truth: ``python -m bench.identity FOLDER``.

A page stands alone, as its saved bytes are: script files are read only where ``truth_rendered`` says what they write.
Prints precision and recall of each element, then every miss and every false value.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from auditor.html.charset import decode
from auditor.html.identity import Reader
from auditor.model.identity import Element, Flaw, Found, IdentityFacts
from bench.hidden import own_address

_META = {
    "meta_site_idcode": "SiteIDCode", "meta_site_name": "SiteName", "meta_site_domain": "SiteDomain",
    "meta_column_name": "ColumnName", "meta_article_title": "ArticleTitle", "meta_pubdate": "PubDate",
    "meta_content_source": "ContentSource",
}  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts of one element: right, false, missed; ``lines`` name the wrong ones."""

    right: int = 0
    false: int = 0
    missed: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, file: str, truth: object, value: object) -> None:
        """Count one page; a wrong value is both false and missed."""
        if truth and value and truth == value:
            self.right += 1
        elif truth or value:
            self.missed += bool(truth)
            self.false += bool(value)
            self.lines.append(f"{file}: truth {truth!r}, read {value!r}")


class _ByName(Mapping[str, str]):
    """Saved script files, found by the last part of any address."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.name: path for path in folder.glob("*.js")}

    def __getitem__(self, url: str) -> str:
        return decode(self._files[url.partition("?")[0].rpartition("/")[2]].read_bytes(), "")[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def read_as_truth(facts: IdentityFacts) -> dict[str, object]:
    """Say of a page what its label says."""
    conac, jiucuo = facts.of(Element.CONAC), facts.of(Element.JIUCUO)
    contact = [item for item in facts.of(Element.CONTACT) if item.form not in ("hotline", "text")]
    valid = [item for item in conac if item.form in ("link", "script", "attribute")]
    return {
        "conac": bool(conac),
        "conac_valid": bool(valid),
        "conac_id": _first(item.value for item in valid if item.form != "script"),
        "conac_script": _first(item.value for item in valid if item.form == "script"),
        "site_code": _printed(facts.of(Element.SITE_CODE)),
        "police": _printed(facts.of(Element.POLICE)),
        "icp": facts.of(Element.ICP),
        "jiucuo": bool(jiucuo),
        "jiucuo_code": _first(item.value for item in jiucuo),
        "organizer": bool([item for item in facts.of(Element.ORGANISER) if item.value]),
        "organizer_text": [item.value for item in facts.of(Element.ORGANISER) if item.value],
        "contact": bool(contact),
        "sitemap": bool([item for item in facts.of(Element.SITEMAP) if item.form == "link"]),
        "about": bool(facts.of(Element.ABOUT)),
        "ipv6": bool(facts.of(Element.IPV6)),
        **{key: facts.tag(name) or None for key, name in _META.items()},
    }


def _first(values: Iterator[str]) -> str | None:
    return next((value for value in values if value), None)


def _printed(items: Sequence[Found]) -> str | None:
    return _first(item.value for item in items if Flaw.MALFORMED not in item.flaws and item.trust == "printed")


def compare(key: str, truth: object, value: object) -> object:
    """Return the value in the spelling of the truth when they agree in what counts: blanks and letter case do not."""
    if key == "icp":
        items: Sequence[Found] = value  # type: ignore[assignment]
        printed = [_squeezed(item.raw) for item in items if item.trust == "printed"]
        return truth if truth and _squeezed(str(truth)) in printed else next(iter(printed), None)
    if key == "organizer_text":
        names: Sequence[str] = value  # type: ignore[assignment]
        return truth if truth and _squeezed(str(truth)) in map(_squeezed, names) else next(iter(names), None)
    if isinstance(truth, str) and isinstance(value, str) and _squeezed(truth) == _squeezed(value):
        return truth
    return value


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def main(arguments: Sequence[str]) -> int:
    """Print the tables for a folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    scores: dict[str, Score] = defaultdict(Score)
    times: list[float] = []
    for record in json.loads((folder / "truth.json").read_text("utf-8")):
        text, _ = decode((folder / record["file"]).read_bytes(), "")
        url = own_address(text)
        started = time.process_time()
        facts = Reader().facts(text, url)
        times.append(time.process_time() - started)
        _score(scores, record["file"], record["truth"], facts)
        if "truth_rendered" in record:
            saved = _ByName(folder / record["file"].replace(".html", "_js"))
            _score(scores, record["file"] + "+js", record["truth_rendered"], Reader(saved).facts(text, url))
    for line in _report(scores):
        print(line)
    print(f"first look: median {median(times) * 1e3:.2f} ms, worst {max(times) * 1e3:.1f} ms")
    return 0


def _score(scores: dict[str, Score], file: str, truth: Mapping[str, object], facts: IdentityFacts) -> None:
    for key, value in read_as_truth(facts).items():
        # null of a badge says that a person could not decide.
        if key not in truth or (truth[key] is None and key in ("conac", "jiucuo")):
            continue
        scores[key].add(file, truth[key] or None, compare(key, truth[key], value) or None)


def _report(scores: Mapping[str, Score]) -> Iterator[str]:
    yield "| element | labelled | precision | recall |"
    yield "|---|---|---|---|"
    for key, score in scores.items():
        precision = score.right / ((score.right + score.false) or 1)
        recall = score.right / ((score.right + score.missed) or 1)
        yield f"| {key} | {score.right + score.missed} | {precision:.3f} | {recall:.3f} |"
    yield ""
    for key, score in scores.items():
        yield from (f"{key} {line}" for line in score.lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
