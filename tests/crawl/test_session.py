"""The beginning of a run: what is understood, what is refused in words."""

from pathlib import Path

import pytest

from auditor.crawl.given import read_given
from auditor.model.options import RunOptions, UsageError
from tests.sites.run import QUICK, audit
from tests.sites.server import Host, article, serve


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "只能检查"),
        ("ftp://a.cn/", "只能检查"),
        ("www.a.cn", "只能检查"),
        ("http://", "没有主机名"),
        ("http://[::1/", "无法识别"),
        ("http://a.cn:99999/", "无法识别"),
        ("http://a.cn:0/", "端口"),
    ],
)
def test_an_address_that_cannot_be_audited_is_refused(url: str, said: str):
    with pytest.raises(UsageError, match=said):
        read_given([RunOptions(url)])


@pytest.mark.parametrize(
    "options",
    [{"map": ("a.cn",)}, {"resolver": ("dns.cn",)}, {"resolver": ("127.0.0.1:x",)}, {"allow_address": ("ten",)}],
)
def test_options_that_cannot_be_meant_are_refused_before_anything_is_written(
    tmp_path: Path, options: dict[str, tuple[str, ...]]
):
    with pytest.raises(UsageError, match="应写成"):
        read_given([RunOptions("http://a.cn/", out=str(tmp_path), **options)])  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("http://云泽.政务", "http://xn--9kqp55e.xn--zfr164b/"),
        ("HTTP://WWW.A.CN/x y#top", "http://www.a.cn/x%20y"),
        ("http://127.1/", "http://127.0.0.1/"),
    ],
)
def test_the_address_is_read_as_a_browser_reads_it(written: str, understood: str):
    (given,) = read_given([RunOptions(written)])
    assert given.options.url == understood


def test_a_host_that_is_none_is_refused():
    with pytest.raises(UsageError, match="无法识别"):
        read_given([RunOptions("http://a b.cn/")])


def test_a_mandate_must_name_the_host(tmp_path: Path):
    path = tmp_path / "m.toml"
    path.write_text(
        'office="a"\ndocument="b"\nhosts=["other.gov.cn"]\nvalid_from=2020-01-01\nvalid_until=2099-01-01\n', "utf-8"
    )
    with pytest.raises(UsageError, match="不包括"):
        read_given([RunOptions(url, mandate=str(path)) for url in ("http://other.gov.cn/", "http://www.a.cn/")])
    assert read_given([RunOptions("http://other.gov.cn/", mandate=str(path))])


def test_a_site_with_a_chinese_name_is_audited(tmp_path: Path):
    with serve(
        {"云泽.政务": Host({"/": article("首页", "/gone.html", "http://云泽.政务/a.html"), "/a.html": article("甲")})}
    ) as served:
        run = audit("http://云泽.政务/", *QUICK, "--out", str(tmp_path), *served.options())
    home = "http://xn--9kqp55e.xn--zfr164b/"
    assert run.code == 0 and run.link(f"{home}gone.html") == ("fail", "http-404")
    assert run.link(f"{home}a.html") == ("pass", "")
