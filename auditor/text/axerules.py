"""What axe-core does not say of its own rules: further ACT rules, and which verdicts are more or less certain."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

Notes = Mapping[str, Sequence[str]]


@lru_cache(maxsize=1)
def axe_rules() -> Mapping[str, Notes]:
    """Return the notes by the id of the rule; what each means stands at the head of the data file."""
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "axe.toml").read_text("utf-8"))
