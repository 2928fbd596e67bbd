"""Options of a run: from words, from JSON, and back."""

import json

import pytest

from auditor.model.options import RunOptions, UsageError, parse_options

URL = "http://www.yunze.gov.cn/"


def test_words_of_a_spider_argument_become_values():
    words = {
        "url": URL, "max_pages": "50", "delay": "0.5", "concurrency": "4", "external": "off", "ignore_robots": "true",
        "map": "a.cn=127.0.0.1:80,b.cn=127.0.0.2", "resolver": "127.0.0.1:53 127.0.0.2:53",
    }  # fmt: skip
    options = parse_options(words)
    assert (options.max_pages, options.delay, options.concurrency) == (50, 0.5, 4)
    assert (options.external, options.ignore_robots) == (False, True)
    assert options.map == ("a.cn=127.0.0.1:80", "b.cn=127.0.0.2") and options.resolver == (
        "127.0.0.1:53",
        "127.0.0.2:53",
    )


@pytest.mark.parametrize(
    ("word", "value"),
    [("on", True), ("1", True), ("yes", True), ("True", True), ("off", False), ("0", False), ("no", False)],
)
def test_switches(word: str, value: bool):
    assert parse_options({"url": URL, "external": word}).external is value


def test_dashes_are_as_good_as_underscores():
    assert parse_options({"url": URL, "max-pages": 3, "retry-gap": 0}).max_pages == 3


def test_defaults_are_those_of_the_contract():
    options = parse_options({"url": URL})
    assert (options.max_pages, options.delay, options.external, options.ignore_robots) == (2000, 1.0, True, False)


def test_options_survive_json():
    options = RunOptions(
        URL, delay=0.1, map=("a=1.2.3.4",), allow_address=("10.0.0.0/8",), contact="a@b.cn", external=False
    )
    assert parse_options(json.loads(json.dumps(options.as_dict()))) == options


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, "网址"),
        ({"url": ""}, "网址"),
        ({"url": URL, "colour": "red"}, "colour"),
        ({"url": URL, "max_pages": "many"}, "many"),
        ({"url": URL, "max_pages": "2.5"}, "2.5"),
        ({"url": URL, "delay": "fast"}, "fast"),
        ({"url": URL, "max_pages": "0"}, "至少为 1"),
        ({"url": URL, "concurrency": 0}, "至少为 1"),
        ({"url": URL, "delay": -1}, "不能为负数"),
        ({"url": URL, "retry_gap": -0.1}, "不能为负数"),
    ],
)
def test_what_cannot_be_meant_is_said_in_words(words: dict[str, object], said: str):
    with pytest.raises(UsageError, match=said):
        parse_options(words)


def test_the_user_agent_names_us_and_a_contact():
    agent = RunOptions(URL, contact="jiucuo@yunze.gov.cn").user_agent
    assert "Xunwang" in agent and "jiucuo@yunze.gov.cn" in agent
