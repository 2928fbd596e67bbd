"""Bodies in segment files: what was appended is read back, whatever happened in between."""

from pathlib import Path

import pytest
from backports import zstd

from auditor.store import segments
from auditor.store.segments import Segments


def test_bodies_come_back_before_and_after_closing(tmp_path: Path):
    store = Segments(tmp_path / "bodies")
    bodies = [f"第 {n} 页".encode() * n for n in range(1, 30)]
    places = [store.append(zstd.compress(body)) for body in bodies]
    store.flush()
    assert [store.read(*place) for place in places] == bodies
    store.close()
    assert [Segments(tmp_path / "bodies").read(*place) for place in reversed(places)] == bodies[::-1]


def test_a_full_segment_is_followed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(segments, "_SEGMENT_BYTES", 60)
    store = Segments(tmp_path / "bodies")
    bodies = [bytes([n]) * 50 for n in range(12)]
    places = [store.append(zstd.compress(body)) for body in bodies]
    store.flush()
    assert len({number for number, *_ in places}) > 1
    assert [store.read(*place) for place in places] == bodies


@pytest.mark.parametrize("limit", [30, 10_000])
def test_a_new_run_goes_on_behind_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int):
    monkeypatch.setattr(segments, "_SEGMENT_BYTES", limit)
    first = Segments(tmp_path / "bodies")
    place = first.append(zstd.compress(b"first"))
    other = first.append(zstd.compress(b"other"))
    first.close()
    second = Segments(tmp_path / "bodies")
    later = second.append(zstd.compress(b"second"))
    second.flush()
    assert later not in (place, other)
    assert [second.read(*at) for at in (place, later, other)] == [b"first", b"second", b"other"]


def test_what_a_crash_left_half_written_does_no_harm(tmp_path: Path):
    store = Segments(tmp_path / "bodies")
    place = store.append(zstd.compress(b"whole"))
    store.close()
    with (tmp_path / "bodies" / "0000.zst").open("ab") as file:
        file.write(b"\x28\xb5half a fra")
    again = Segments(tmp_path / "bodies")
    later = again.append(zstd.compress(b"later"))
    again.flush()
    assert (again.read(*place), again.read(*later)) == (b"whole", b"later")
