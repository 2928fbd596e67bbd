"""Who may open browsers now, of many site runs that crawl side by side: a place is a lock on a file, which ends with its process."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from auditor.browser.pool import suits

_LOOK_SECONDS = 0.5


@asynccontextmanager
async def turn(folder: Path | None) -> AsyncIterator[None]:
    """Wait for one of as many places as this machine carries browsers; without a folder nobody else wants one."""
    if folder is None:
        yield
        return
    while (place := _free_place(folder)) is None:
        await asyncio.sleep(_LOOK_SECONDS)
    try:
        yield
    finally:
        os.close(place)


def _free_place(folder: Path) -> int | None:
    for number in range(suits()):
        place = os.open(folder / f"browser-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(place)
        else:
            return place
    return None
