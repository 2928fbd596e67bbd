"""What the choice of further pages learns from a measured page."""

from auditor.browser.measure import learned
from auditor.model.axe import VIOLATION, AxeNode, AxeRule, AxeRun
from auditor.model.conduct import Conduct, Control, Focus
from auditor.model.node import Node
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Mark, Semantics

URL = "http://www.a.gov.cn/"
IN_TEXT = Node("html > body > p", "body>p", "", "<p>")
IN_MENU = Node("html > body > nav > a", "body>nav>a", "nav", "<a>")


def test_faults_count_whoever_found_them_and_what_may_be_in_order_does_not() -> None:
    rule = AxeRule("image-alt", VIOLATION, "serious", "图片", (), (), 1, (AxeNode(IN_TEXT, "没有"),))
    conduct = Conduct(
        focus=Focus(2, True, unseen=(IN_MENU,), hidden=(IN_TEXT,)), controls=(Control(IN_TEXT, "listener"),)
    )
    semantics = Semantics(prohibited=(Mark(IN_TEXT, "aria-label"),))
    page = RenderedPage(URL, URL, axe=AxeRun("4", (rule,)), conduct=conduct, semantics=semantics)
    assert learned(page, "c") == {
        "image-alt|c|body>p", "focus||body>nav>a", "hidden-focus|c|body>p", "prohibited|c|body>p",
    }  # fmt: skip
    assert learned(RenderedPage(URL, URL), "c") == frozenset()
