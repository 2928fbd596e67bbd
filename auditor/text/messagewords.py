"""How offices call messages of citizens and how they say that one is answered, from a data file of our own."""

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from auditor.model.service import Reply
from auditor.text.dates import find_date
from auditor.text.titles import names

LABELS = ("asked", "answered", "unit", "status", "title", "answer")
_EDGES = " \t:：[]【】()（）〔〕·、,，。|-—_"
_LONGEST_STATUS = 10
_LONGEST_NAME = 14
_BESIDE = re.compile(r"[(（][^()（）]*[)）]")
_WINDOW = 24


@lru_cache(maxsize=2_000)
def is_channel(name: str) -> bool:
    """True for the name of a channel for questions and suggestions; petitions, reports, interviews and surveys are none.

    A name is short and ends like one: 我市开展法律咨询活动 is news.
    """
    said = _BESIDE.sub("", "".join(name.split())).strip(_EDGES + ">»›")
    ends = said.endswith(tuple(_data()["place"]["ending"]))
    return ends and len(said) <= _LONGEST_NAME and _has(said, "channel") and not _has(said, "excluded")


def leads_to_channel(title: str) -> bool:
    """True when one of the names in a title or breadcrumb is that of a channel, and none that of another."""
    return any(map(is_channel, names(title))) and not _has(title, "excluded")


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


def yes_or_no(text: str) -> Reply | None:
    """The same of a cell below 是否回复."""
    return {"是": Reply.ANSWERED, "否": Reply.OPEN}.get("".join(text.split()).strip(_EDGES))


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
    """Labels that say whose time it is: neither 时间 alone nor when the page was published."""
    known = (word for word in _data()["label"][name] if len(word) > 2 and not word.startswith("发布"))
    words = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})\s*[】\])）]?\s*[:：]?\s*")
