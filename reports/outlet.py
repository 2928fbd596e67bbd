"""From where we asked: the address of this machine, and the one that the other side saw.

A machine of an office mostly has an address of its own network, and the office's router replaces it on the way out.
This machine cannot know by what; the mandate file says it.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from auditor.model.received import Received
from auditor.model.target import FetchAttempt
from auditor.urls.guard import is_private
from reports.texts import text


def our_addresses(answer: Received | None) -> Iterator[tuple[str, str]]:
    """What a card says of our side, as heading and sentence, each address once."""
    made = [one for hop in answer.hops for one in hop.attempts if _is_address(one.own_address)] if answer else []
    translated = {one.own_address for one in made if _translated(one)}
    for address in dict.fromkeys(one.own_address for one in made):
        yield "我方地址", f"{address}{text('outlet', 'inside' if address in translated else 'seen')}"
    if not made:
        yield "我方地址", text("certainty", "unverified")
    stated = answer.outlets if answer else ()
    if stated:
        yield "出口地址", f"{'、'.join(stated)}{text('outlet', 'stated')}"
    elif translated:
        yield "出口地址", f"{text('certainty', 'unverified')}{text('outlet', 'unstated')}"


def _translated(one: FetchAttempt) -> bool:
    """True where the other side cannot have seen our own address: it is on the internet, and ours is not."""
    return is_private(one.own_address) and _is_address(one.address) and not is_private(one.address)


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True
