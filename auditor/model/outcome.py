"""What a check may say of a subject, and how sure it is."""

from enum import StrEnum


class Outcome(StrEnum):
    """The five answers of a check; only ``fail`` accuses."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    """A person must look; deducts nothing until confirmed."""
    NA = "na"
    """The question does not arise here."""
    UNMEASURED = "unmeasured"
    """Not measured; never counts as pass or fail."""


class Confidence(StrEnum):
    """How sure a finding is within one run."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


class Impact(StrEnum):
    """Our own weight of a finding; what the rules make of it comes from a pack."""

    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"
