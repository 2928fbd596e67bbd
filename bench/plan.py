"""What a generated site will hold, decided from its size and seed before the first page is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.frame import FOOTER_FAULTS, OUTSIDE, SITE, Row, column_path
from bench.wording import COLUMNS, title

PER_LIST = 20
_FIRST_NUMBER = 4_000_000
_PER_MONTH = 10
"""Articles that a column publishes in a month: at fewer, relative links would never be seen twice in one directory."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault: its kind and the absolute target (with fragment when the fragment is at fault)."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The articles from the oldest to the newest; article ``n`` stands in column ``n`` modulo their number."""

    articles: tuple[Row, ...]
    planted: Mapping[int, Sequence[Fault]]
    """The faults that an article carries, by its position."""

    @property
    def latest(self) -> tuple[Row, ...]:
        """What the box of latest articles shows on every page."""
        return self.articles[-20:]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All planted faults, with the two that the footer of every page carries."""
        ours = (fault for group in self.planted.values() for fault in group)
        return (*ours, *(Fault("footer-404", url) for url in FOOTER_FAULTS))


def plan(size: int, seed: int) -> Plan:
    """A site of ``size`` pages, or one fewer when the list pages do not come out even."""
    rng, count = Random(seed), size
    while total(count) > size:
        count -= 1
    articles = tuple(_article(rng, number, count) for number in range(count))
    planted = defaultdict[int, list[Fault]](list)
    for number in range(max(5, size // 100)):
        for fault in _faults(rng, number, articles):
            planted[rng.randrange(count)].append(fault)
    return Plan(articles, planted)


def total(articles: int) -> int:
    """Pages of a site with that many articles: the articles, the list pages of each column, the home page."""
    width = len(COLUMNS)
    return 1 + articles + sum(max(1, -(-len(range(n, articles, width)) // PER_LIST)) for n in range(width))


def _article(rng: Random, number: int, count: int) -> Row:
    """Articles are spread over up to 24 months to November 2026; a month of a column is a directory."""
    months = min(24, max(1, count // (len(COLUMNS) * _PER_MONTH)))
    ago = months - 1 - number * months // count
    year, month, day = 2026 - (ago + 1) // 12, (10 - ago) % 12 + 1, number % 20 + 1
    name = f"t{year}{month:02d}{day:02d}_{_FIRST_NUMBER + number}.html"
    path = f"{column_path(number % len(COLUMNS))}{year}{month:02d}/{name}"
    return Row(path, title(rng, number), f"{year}-{month:02d}-{day:02d}")


def _faults(rng: Random, number: int, articles: Sequence[Row]) -> Iterator[Fault]:
    """One fault of every kind."""
    folder = f"http://{SITE}{rng.choice(articles).path.rpartition('/')[0]}"
    outside = f"http://{OUTSIDE[number % len(OUTSIDE)]}/lost"
    yield Fault("page-404", f"{folder}/t20250101_9{number:06d}.html")
    yield Fault("image-404", f"{folder}/W02025{number:06d}.jpg")
    yield Fault("file-404", f"{folder}/P02025{number:06d}.pdf")
    yield Fault("external-404", f"{outside}/{number}.html")
    yield Fault("fragment", f"http://{SITE}{rng.choice(articles).path}#lost-{number}")
    yield Fault("option-404", f"{outside}/option-{number}.html")
    yield Fault("onclick-404", f"http://{SITE}/bszn/lost-{number}.html")
    yield Fault("soft-404", f"{folder}/t20250202_8{number:06d}.html")
