"""The pace of one server, on a clock of our own."""

from itertools import pairwise

import pytest

from auditor.crawl.lease import Lease, Mode
from auditor.crawl.politeness import Server

NEVER = float("inf")


def lease(number: int) -> Lease:
    return Lease(number, f"http://a.cn/{number}", Mode.PAGE, 0, "127.0.0.1", 0, True, "127.0.0.1", True, True)


def server(delay: float = 1.0, concurrency: int = 2, waiting: int = 100) -> Server:
    made = Server(delay, concurrency)
    made.queue.extend(lease(number) for number in range(waiting))
    return made


def starts(server: Server, until: float, seconds: float, struggling: bool = False) -> list[float]:
    """When requests start on a server that answers each after ``seconds``, on a clock that ticks every 10 ms."""
    begun: list[float] = []
    under_way: list[float] = []
    for tick in range(round(until * 100)):
        now = tick / 100
        while under_way and under_way[0] <= now:
            under_way.pop(0)
            server.finish(now, struggling, 0)
        while server.due(now) <= 0:
            server.start(now)
            begun.append(now)
            under_way.append(now + seconds)
    return begun


def gaps(times: list[float]) -> list[float]:
    return [round(later - earlier, 6) for earlier, later in pairwise(times)]


@pytest.mark.parametrize("delay", [0.05, 0.5, 2.0])
def test_starts_are_a_delay_apart(delay: float):
    times = starts(server(delay, 8), 10, seconds=0.01)
    assert times[0] == 0 and len(times) > 4
    assert min(gaps(times)) >= delay - 1e-9 and max(gaps(times)) <= delay + 0.02


@pytest.mark.parametrize("concurrency", [1, 2, 5])
def test_no_more_than_allowed_are_under_way(concurrency: int):
    made = server(0.0, concurrency)
    while made.due(0.0) <= 0:
        made.start(0.0)
    assert made.open == concurrency and made.due(0.0) == NEVER
    made.finish(0.0, False, 0)
    assert made.due(0.0) == 0


def test_leases_leave_in_order():
    made = server(0.0, 3)
    assert [made.start(0).id, made.start(0).id] == [0, 1]


def test_nothing_is_due_when_nothing_waits():
    assert server(waiting=0).due(0.0) == NEVER


def test_retry_after_is_kept_to_the_second():
    made = server(0.5, 4)
    made.start(10.0)
    made.finish(10.2, True, 30.0)
    assert made.due(10.2) == pytest.approx(30.0)
    assert made.due(40.1) == pytest.approx(0.1) and made.due(40.2) == 0


def test_a_short_retry_after_does_not_shorten_a_longer_pause():
    made = server(0.5, 4)
    made.start(0.0)
    made.start(1.0)
    made.finish(1.0, True, 60.0)
    made.finish(1.1, True, 1.0)
    assert made.due(2.0) == pytest.approx(59.0)


def test_each_struggle_doubles_the_strain_up_to_a_limit():
    made = server(1.0, 16)
    seen = []
    for _ in range(6):
        made.start(0.0)
        made.finish(0.0, True, 0)
        seen.append(made.strain)
    assert seen == [2, 4, 8, 16, 16, 16]


def test_strain_multiplies_the_delay_and_divides_the_concurrency():
    made = server(1.0, 4)
    made.start(0.0)
    made.finish(0.0, True, 0)
    assert made.due(0.0) == pytest.approx(2.0)
    made.start(2.0)
    assert made.due(2.0) == pytest.approx(2.0)
    made.start(4.0)
    assert made.due(9.0) == NEVER  # two under way of four divided by two


def test_under_the_worst_strain_one_request_still_goes():
    made = server(0.0, 2)
    for _ in range(5):
        made.start(0.0)
        made.finish(0.0, True, 0)
    assert made.due(1000.0) == 0
    made.start(1000.0)
    assert made.due(2000.0) == NEVER


def test_a_server_without_delay_that_struggles_gets_a_rest_all_the_same():
    made = server(0.0, 2)
    made.start(0.0)
    made.finish(0.0, True, 0)
    assert made.due(0.0) > 0


def test_ten_good_answers_halve_the_strain_and_a_bad_one_starts_the_count_anew():
    made = server(0.0, 1)
    for _ in range(2):
        made.start(0.0)
        made.finish(0.0, True, 0)
    good = [made.strain]
    for number in range(25):
        made.start(1000.0)
        made.finish(1000.0, number == 5, 0)
        good.append(made.strain)
    assert good[:6] == [4] * 6 and good[6] == 8
    assert good[6:16] == [8] * 10 and good[16] == 4
    assert made.strain == 4


def test_a_healthy_server_is_never_asked_faster_than_its_delay():
    made = server(1.0, 2)
    for number in range(50):
        made.start(float(number))
        made.finish(float(number), False, 0)
    assert made.strain == 1 and made.due(49.0) == pytest.approx(1.0)


def test_a_struggling_server_is_soon_asked_much_less():
    assert len(starts(server(0.1, 4), 20, 0.01, struggling=True)) < len(starts(server(0.1, 4), 20, 0.01)) / 5
