"""The numbers by which people speak of findings: ``K7QM2P-0007``, the same in every document of a bundle.

The first part names the bundle, the second the finding. Numbers are given once, in the order of the documents, and kept
in the bundle, so that judging again with a later release moves none: a new finding gets the next number.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

FILE = "numbers.txt"
"""One fingerprint a line; the line's number is the finding's."""
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
_SIGNS = "0123456789" + _LETTERS
"""No I, L, O, U: they are misread and misheard."""
_SIGNS_USED = 5


class Numbers:
    """Fingerprint to number within one bundle."""

    def __init__(self, tag: str, places: Mapping[str, int]) -> None:
        self.tag = tag
        self._places = places

    @classmethod
    def of(cls, bundle: Path, summary: Mapping[str, object], fingerprints: Iterable[str]) -> "Numbers":
        """The numbers of a bundle; fingerprints without one are given theirs in the order they come."""
        path = bundle / FILE
        places = {name: at for at, name in enumerate(_kept(path), 1)}
        before = len(places)
        for fingerprint in fingerprints:
            places.setdefault(_line(fingerprint), len(places) + 1)
        if len(places) > before:
            _keep(path, places)
        return cls(tag(summary), places)

    def number(self, fingerprint: str) -> str:
        """The number as it is printed."""
        return f"{self.tag}-{self._places[_line(fingerprint)]:04d}"


def tag(summary: Mapping[str, object]) -> str:
    """The first part of a bundle's numbers, from its site and start; it begins with a letter."""
    named = f"{summary.get('site')} {summary.get('started')}".encode("utf-8", "replace")
    value = int.from_bytes(hashlib.sha256(named).digest()[:8])
    value, first = divmod(value, len(_LETTERS))
    signs = [_LETTERS[first]]
    for _ in range(_SIGNS_USED):
        value, at = divmod(value, len(_SIGNS))
        signs.append(_SIGNS[at])
    return "".join(signs)


def _line(fingerprint: str) -> str:
    return fingerprint.encode("ascii", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")


def _kept(path: Path) -> list[str]:
    return path.read_text("ascii").split("\n")[:-1] if path.is_file() else []


def _keep(path: Path, places: Mapping[str, int]) -> None:
    """Write them down; on a medium that cannot be written the same bundle gives the same numbers anyway."""
    partial = path.with_name(path.name + ".part")
    try:
        partial.write_text("".join(f"{name}\n" for name in places), "ascii")
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
