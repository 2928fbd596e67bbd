"""How many sites at once, when the office does not say."""

import pytest

from auditor.campaign.run import window
from auditor.campaign.run.means import Means


@pytest.mark.parametrize(
    ("cores", "free", "sites"),
    [(2, 16 << 30, 20), (8, 64 << 30, 80), (8, 1600 << 20, 10), (1, 100 << 20, 1), (2, 0, 1)],
)
def test_cores_and_free_memory_decide(monkeypatch: pytest.MonkeyPatch, cores: int, free: int, sites: int) -> None:
    monkeypatch.setattr(window, "cores", lambda: cores)
    monkeypatch.setattr(window, "free_memory", lambda: free)
    assert Means().places == sites
    assert Means(at_once=3).places == 3
