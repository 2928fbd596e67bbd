"""Frames: whatever is packed comes out, however the stream is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.crawl.wire import FrameReader, pack

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | st.floats(allow_nan=False) | st.binary()
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(plain, max_size=5), st.integers(1, 50))
def test_messages_survive_any_cutting(messages: list[object], size: int):
    stream = b"".join(pack(message) for message in messages)
    reader = FrameReader()
    received = [
        message for start in range(0, len(stream), size) for message in reader.feed(stream[start : start + size])
    ]
    assert received == messages


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc80" * 3])
def test_lone_surrogates_become_something_every_reader_takes(text: str):
    (received,) = FrameReader().feed(pack([text]))
    assert received == [text.encode("utf-8", "replace").decode()]


def test_half_a_frame_waits():
    frame = pack({"a": 1})
    reader = FrameReader()
    assert reader.feed(frame[:-1]) == [] and reader.feed(frame[-1:]) == [{"a": 1}]
