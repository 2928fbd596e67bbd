"""How offices call messages of citizens and how they say that one is answered, from a data file of our own."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from auditor.model.service import Reply
from auditor.text.dates import find_date

LABELS = ("asked", "answered", "unit", "status", "title", "answer")
_EDGES = " \t:：[]【】()（）〔〕·、,，。|-—_"
_LONGEST_STATUS = 10
_WINDOW = 24


def is_channel(name: str) -> bool:
    """True for the name of a channel for questions and suggestions; petitions, reports, interviews and surveys are none."""
    return _has(name, "channel") and not _has(name, "excluded")


def has_hint(text: str) -> bool:
    """A quick look whether a page may belong to a channel: what its title does not say, its breadcrumb may."""
    return any(hint in text for hint in ("回复", "答复", "办结", "<textarea"))


def is_excluded(name: str) -> bool:
    """True for the name of another channel: petitions, reports of offences, interviews, surveys."""
    return _has(name, "excluded")


def is_other_kind(cell: str) -> bool:
    """True for the cell of a list that says what kind a message is, when that is a petition or a report of an offence."""
    return "".join(cell.split()).strip(_EDGES) in ("举报", "信访", "投诉举报", "纪检举报", "违纪举报")


def is_statistics(name: str) -> bool:
    """True for the name of a page of figures about messages."""
    return _has(name, "statistics")


def label(text: str) -> str:
    """Which of ``LABELS`` a heading of a column or of a value is, or empty."""
    return _labels().get("".join(text.split()).strip(_EDGES), "")


def status(text: str) -> Reply | None:
    """What a short text says of a message's answer; None when it says nothing of it."""
    said = "".join(text.split()).strip(_EDGES)
    return _statuses().get(said) if len(said) <= _LONGEST_STATUS else None


def bracketed_status(text: str) -> Reply | None:
    """The same of a mark in brackets at either end of a text: 【已回复】关于…."""
    found = _BRACKETED.search(text.strip())
    return status(found[1] or found[2]) if found else None


def says_none(text: str) -> bool:
    """True for a text that says there is no answer yet (暂无回复)."""
    return status(text) is Reply.OPEN


def dated(text: str, name: str) -> str:
    """The date right behind a label of a kind (``asked``, ``answered``) or on the next line, ``YYYY-MM-DD`` or empty."""
    for found in _pattern(name).finditer(text):
        if day := find_date(text[found.end() : found.end() + _WINDOW].partition("\n")[0]):
            return day
    return ""


def stated(text: str, name: str) -> str:
    """The short text behind a label of a kind (``unit``, ``status``) in a text, or empty."""
    found = _pattern(name).search(text)
    return re.split(r"[\s|;；,，]", text[found.end() :].lstrip(), maxsplit=1)[0][:40] if found else ""


_BRACKETED = re.compile(r"^[\[【(（]([^\[\]【】()（）]{2,8})[\]】)）]|[\[【(（]([^\[\]【】()（）]{2,8})[\]】)）]$")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "messages.toml").read_text("utf-8"))


def _has(name: str, words: str) -> bool:
    said = "".join(name.split())
    return any(word in said for word in _data()["place"][words])


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    return {word: name for name in reversed(LABELS) for word in _data()["label"][name]}


@lru_cache(maxsize=1)
def _statuses() -> Mapping[str, Reply]:
    kinds = {"answered": Reply.ANSWERED, "closed": Reply.ANSWERED, "open": Reply.OPEN}
    return {word: reply for name, reply in kinds.items() for word in _data()["status"][name]}


@lru_cache(maxsize=len(LABELS))
def _pattern(name: str) -> re.Pattern[str]:
    """Labels of more than two characters, so that 时间 does not stand for every time on the page."""
    words = sorted((word for word in _data()["label"][name] if len(word) > 2), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\s*[】\])）]?\s*[:：]?\s*")
