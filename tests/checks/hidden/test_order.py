"""The order in which evidence is given makes no difference, and what could not be read is said."""

import random
from dataclasses import replace

import pytest

from auditor.model.finding import Judgement

BODY = """<div style="display:none"><a href="http://a1.com/">澳门新葡京</a></div>
<div style="display:none"><a href="http://a2.com/">灯具</a><a href="http://a3.com/">灯具</a></div>
<p>x</p><div style="position:absolute;left:-9999px"><a href="http://a4.com/">a</a><a href="http://a5.com/">手表</a></div>
<iframe src="http://b1.com/" width=0 height=0></iframe><iframe src="http://b2.com/" width=1 height=1></iframe>
<script>if(/baidu/.test(navigator.userAgent)){document.title="x"}</script><script src="https://jquery-css.su/a.js"></script>
<delect></delect><delect></delect><p>hacked by me</p>"""


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_evidence(judging, seed):
    subject, site, rng = judging.page(f"<html><body>{BODY}</body></html>"), judging.context(), random.Random(seed)
    facts = subject.hidden
    parts = {}
    for name in ("blocks", "scripts", "frames", "marks"):
        items = list(getattr(facts, name))
        parts[name] = tuple(rng.sample(items, len(items)))
    shuffled = replace(subject, hidden=replace(facts, **parts))
    for name, check in judging.checks.items():
        if str(check.shape) == "page":
            answers = [
                [answer for answer in check.judge_page(one, site) if isinstance(answer, Judgement)]
                for one in (subject, shuffled)
            ]
            assert sorted(map(repr, answers[0])) == sorted(map(repr, answers[1])), name


def test_a_page_too_large_to_be_read_is_not_passed(judging):
    subject = judging.page("<b id=x>" * 60_000)
    (answer,) = judging.checks["hidden_link"].judge_page(subject, judging.context())
    assert (str(answer.outcome), answer.reason) == ("unmeasured", "too-large")
