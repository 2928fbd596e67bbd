"""Players of sound and film, used with real keys: Tab must come to them, Space or Enter must start or stop them."""

from __future__ import annotations

from time import sleep
from typing import Any

import msgspec

from auditor.browser.conduct.budget import Budget
from auditor.browser.tab import Tab
from auditor.model.conduct import Player
from auditor.model.node import Node

_MOST = 3
"""Players that are tried; the others of a page are mostly made the same way."""
_STOPS = 6
"""Tab keys pressed within one player until something starts it."""
_PAUSE = 0.12
"""Seconds after a key until the player has followed it."""
_NEED = 0.6


def players(tab: Tab, budget: Budget) -> tuple[Player, ...]:
    """Every player of the page; those for which there was no time are not tried."""
    return tuple(
        _player(tab, at, one, at < _MOST and bool(one["loaded"]) and budget.left("conduct-players", _NEED))
        for at, one in enumerate(tab.facts("con_media", "list", 0))
    )


def _player(tab: Tab, at: int, told: dict[str, Any], tries: bool) -> Player:
    player = Player(msgspec.convert(told["node"], Node), told["native"], told["loaded"], told["elsewhere"])
    if not tries or not tab.facts("con_media", "before", at):
        return player
    try:
        reached, key = _used(tab, at)
    finally:
        tab.facts("con_media", "end", at)
    return Player(player.node, player.native, player.loaded, player.elsewhere, reached, key)


def _used(tab: Tab, at: int) -> tuple[bool, str]:
    """Whether the focus came in, and the key that started or stopped it; empty: none did."""
    for stop in range(_STOPS):
        tab.press("Tab")
        now = tab.facts("con_media", "stop", at)
        if not now["inside"]:
            return stop > 0, ""
        for key, name in ((" ", "Space"), ("Enter", "Enter")) if now["presses"] else ():
            tab.press(key)
            sleep(_PAUSE)
            if tab.facts("con_media", "stop", at)["paused"] != now["paused"]:
                return True, name
    return True, ""
