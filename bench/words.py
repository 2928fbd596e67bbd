"""What reading a page for its words costs: ``python -m bench.words [FOLDER]`` (of HTML pages; default: generated ones).

Prints the CPU time of a list of 20,000 entries over a text of 20,000 characters, and of each reading over the pages.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import mean, median

from auditor.html.charset import decode
from auditor.html.prose import prose
from auditor.model.lexicon import Lexicon, LexiconEntry
from auditor.text.english import misspelt
from auditor.text.lexicon import builtin, finder
from auditor.text.slips import document_numbers, doubled, impossible_dates, unpaired
from bench.identity_speed import pages

_ENTRIES, _CHARACTERS = 20_000, 20_000
_REPEATS = 50


def timed(work: Callable[[], object], repeats: int = 1) -> float:
    """Milliseconds of CPU that a call takes."""
    started = time.process_time()
    for _ in range(repeats):
        work()
    return (time.process_time() - started) * 1e3 / repeats


def large_list(rng: Random) -> Lexicon:
    """A list of words of two to six letters."""
    words = {
        "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(rng.randint(2, 6))) for _ in range(_ENTRIES + 500)
    }
    return Lexicon("bench", tuple(LexiconEntry(word, "对") for word in sorted(words)[:_ENTRIES]))


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    rng = Random(7)
    found = finder(large_list(rng))
    texts = (
        [decode(path.read_bytes(), "")[0] for path in sorted(Path(arguments[0]).glob("*.html"))] if arguments else []
    )
    texts = texts or [text for _, text in pages(200)]
    read = [prose(text).text for text in texts]
    noise = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(_CHARACTERS))
    written = "".join(read)
    for name, text in (("written", (written * (_CHARACTERS // len(written) + 1))[:_CHARACTERS]), ("random", noise)):
        cost = timed(lambda: list(found.slips(text)), _REPEATS)  # noqa: B023
        print(f"{_ENTRIES:,} entries over {_CHARACTERS:,} {name} characters: {cost:.2f} ms")
    list_of_ours = finder(builtin())
    readings: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {"text of the page": (prose, texts)}
    for rule in (list_of_ours.slips, doubled, unpaired, document_numbers, impossible_dates, misspelt):
        readings[rule.__name__] = (lambda text, rule=rule: list(rule(text)), read)  # type: ignore[misc]
    for name, (reading, given) in readings.items():
        times = [timed(lambda: reading(one)) for one in given]  # noqa: B023
        print(f"{name}: median {median(times):.3f} ms, mean {mean(times):.3f} ms of {len(given)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
