"""Browsers are opened by as many site runs as the machine carries; who is killed gives its place back."""

import asyncio
import subprocess
import sys
from pathlib import Path

from auditor.browser.pool import suits
from auditor.browser.turns import turn

HOLD = """
import asyncio, sys
from pathlib import Path
from auditor.browser.turns import turn
async def hold():
    async with turn(Path(sys.argv[1])):
        print("held", flush=True)
        await asyncio.sleep(60)
asyncio.run(hold())
"""


def got_one(folder: Path | None, seconds: float) -> bool:
    async def wait() -> bool:
        async with turn(folder):
            return True

    try:
        return asyncio.run(asyncio.wait_for(wait(), seconds))
    except TimeoutError:
        return False


def test_a_run_waits_until_a_place_is_free_and_a_killed_one_holds_none(tmp_path: Path):
    holders = [
        subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(suits())
    ]
    for holder in holders:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    assert not got_one(tmp_path, 0.1)
    holders[0].kill()
    holders[0].wait()
    assert got_one(tmp_path, 30)
    for holder in holders[1:]:
        holder.kill()
        holder.wait()


def test_a_run_of_its_own_waits_for_nobody():
    assert got_one(None, 30)
