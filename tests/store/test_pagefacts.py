"""Facts of pages out of a bundle: identity is read only when asked for, from all that the site's server gave."""

from pathlib import Path

import pytest

from auditor.model.identity import Element, Source
from auditor.store.openpage import open_page
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader
from tests.sites.paper import GONE, HOME, Paper, Said, page


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    foot = "document.writeln(\"<div class='footer'>网站标识码：4401000004</div>\");"
    home = '<script src="/foot.js"></script><script src="/lost.js"></script><iframe src="/inc.html"></iframe>'
    answers = {
        HOME: page("首页", "/a.html", html=home),
        f"{HOME}foot.js": Said(200, foot.encode(), "text/javascript"),
        f"{HOME}lost.js": GONE,
        f"{HOME}inc.html": page("页脚", html="<p>粤ICP备05070218号</p>"),
        f"{HOME}a.html": page("甲"),
    }
    return Reader(Paper(tmp_path, answers).crawl().bundle)


def test_script_files_and_frames_of_the_bundle_are_read(reader: Reader) -> None:
    opened = open_page(reader, HOME)
    assert opened is not None
    identity = FactsReader(reader).of(opened).identity
    (code,), (icp,) = identity.of(Element.SITE_CODE), identity.of(Element.ICP)
    assert (code.value, code.source) == ("4401000004", Source.FILE)
    assert (icp.value, icp.source) == ("粤ICP备05070218号", Source.FRAME)
    assert identity.open_sources == ()


def test_identity_is_computed_once_and_only_when_asked_for(reader: Reader) -> None:
    opened = open_page(reader, HOME)
    assert opened is not None
    facts = FactsReader(reader).of(opened)
    assert facts.identity is facts.identity
