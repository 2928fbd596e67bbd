"""Whatever is wrong with the input, the user reads a clear Chinese sentence and gets the exit code of DESIGN section 7."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.app import app
from demo import tls
from tests.sites import faults
from tests.sites.run import QUICK, Run, audit
from tests.sites.server import Host, Served, article, moved, serve

NOT_MEASURABLE = 3
USAGE = 2


def script(target: str):
    return lambda visit: visit.send(200, f"<html><script>window.location.href='{target}';</script></html>".encode())


def world() -> dict[str, Host]:
    home = article("首页", "/a.html")
    rules = {"/robots.txt": lambda visit: visit.send(200, b"User-agent: *\nDisallow: /\n", "text/plain")}
    return {
        "www.good.gov.cn": Host({"/": home, "/a.html": home}),
        "ssh.bad.gov.cn": Host(talk=faults.ssh_banner),
        "down.bad.gov.cn": Host(down=True),
        "onlywww.gov.cn": Host(down=True),
        "www.onlywww.gov.cn": Host({"/": home, "/a.html": home}),
        "secure.gov.cn": Host({"/": moved("https://www.secure.gov.cn/", 301)}),
        "www.secure.gov.cn": Host({"/": home, "/a.html": home}, tls=tls.expired("www.secure.gov.cn")),
        "inside.gov.cn": Host({"/": script("/index/home.html"), "/index/home.html": home, "/a.html": home}),
        "elsewhere.gov.cn": Host({"/": script("http://www.good.gov.cn/")}),
        "empty.gov.cn": Host({"/": lambda visit: visit.send(200)}),
        "nolinks.gov.cn": Host({"/": article("没有链接")}),
        "pdf.gov.cn": Host({"/": lambda visit: visit.send(200, b"%PDF-1.4\n%", "application/pdf")}),
        "json.gov.cn": Host({"/": lambda visit: visit.send(200, b'{"code": 0}', "application/json")}),
        "lost.gov.cn": Host(),
        "broken.gov.cn": Host({"/": lambda visit: visit.send(500)}),
        "circle.gov.cn": Host({"/": moved("/b.html"), "/b.html": moved("/")}),
        "walled.gov.cn": Host({"/": lambda visit: visit.send(403)}),
        "robots.gov.cn": Host({"/": home, "/a.html": home, **rules}),
        "robots500.gov.cn": Host({"/": home, "/robots.txt": lambda visit: visit.send(500)}),
        "inner.gov.cn": Host({"/": moved("http://10.0.0.1/")}),
    }


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve(world()) as served:
        yield served


@pytest.fixture
def look(site: Served, tmp_path: Path):
    def run(*words: str) -> Run:
        return audit(*QUICK, "--out", str(tmp_path), *site.options(), *words)

    return run


@pytest.fixture
def ask(tmp_path: Path):
    """Words that are refused before anything begins need no process of their own."""

    def run(*words: str, **env: str) -> Run:
        result = CliRunner().invoke(app, ["audit", *QUICK, "--out", str(tmp_path), *words], env=env)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert not list(tmp_path.glob("*/*/evidence.sqlite"))
        return Run(result.exit_code, result.stdout, result.stderr)

    return run


def clear(run: Run, code: int, *sentences: str) -> None:
    assert run.code == code, run.said
    for sentence in sentences:
        assert sentence in run.said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请给出要检查的网址"),
        (["file:///etc/passwd"], "只能检查 http:// 或 https://"),
        (["ftp://www.good.gov.cn/"], "只能检查 http:// 或 https://"),
        (["www.good.gov.cn"], "只能检查 http:// 或 https://"),
        (["http://"], "没有主机名"),
        (["http:///index.html"], "没有主机名"),
        (["http://www.good.gov.cn:99999/"], "网址"),
        (["http://[::1/"], "无法识别"),
        (["http://www.good.gov.cn/", "--map", "good=nowhere"], "--map 应写成"),
        (["http://www.good.gov.cn/", "--max-pages", "0"], "max-pages"),
        (["http://www.good.gov.cn/", "--delay", "-1"], "delay"),
        (["http://www.good.gov.cn/", "--allow-address", "10.0.0.0/99"], "10.0.0.0/99"),
        (["http://www.good.gov.cn/", "--resolver", "not-an-address"], "not-an-address"),
        (["http://www.good.gov.cn/", "--pack", "no-such-pack"], "没有名为「no-such-pack」的指标包"),
        (["http://www.good.gov.cn/", "--subject", "town"], "subject 应为 auto、portal、site"),
        (["http://www.good.gov.cn/", "--operator-domains", "no-such-file.txt"], "无法读取域名清单"),
    ],
)
def test_usage(ask, words, sentence):
    run = ask(*words)
    clear(run, USAGE, sentence)
    assert not run.out


@pytest.mark.parametrize("text", ["{", "[1]", '{"nonsense": 1}', '{"page_bytes": -1}', '{"page_bytes": "much"}'])
def test_limits_that_cannot_be_meant(ask, text):
    clear(ask("http://www.good.gov.cn/", XUNWANG_LIMITS=text), USAGE, "XUNWANG_LIMITS")


UNMEASURABLE = [
    ("http://www.no-such-name.cn/", ["域名不存在"]),
    ("http://www.made-up.invalid/", ["不是公网上可能存在的域名"]),
    ("http://ssh.bad.gov.cn/", ["可能不是网站服务"]),
    ("http://down.bad.gov.cn/", ["服务器拒绝连接"]),
    ("http://elsewhere.gov.cn/", ["跳转到了另一个网站 http://www.good.gov.cn/"]),
    ("http://empty.gov.cn/", ["空白页"]),
    ("http://pdf.gov.cn/", ["不是网页", "application/pdf"]),
    ("http://json.gov.cn/", ["不是网页", "application/json"]),
    ("http://lost.gov.cn/", ["HTTP 404"]),
    ("http://broken.gov.cn/", ["HTTP 500"]),
    ("http://circle.gov.cn/", ["循环跳转"]),
    ("http://walled.gov.cn/", ["防护", "不说明网站有问题"]),
    ("http://robots.gov.cn/", ["robots.txt 不允许", "--mandate"]),
    ("http://robots500.gov.cn/", ["无法读取", "HTTP 500", "--mandate"]),
    ("http://inner.gov.cn/", ["http://10.0.0.1/"]),
]


@pytest.fixture(scope="module")
def unmeasurable(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """All of them in one run: one site that cannot be measured does not keep the others from being said."""
    out = tmp_path_factory.mktemp("unmeasurable")
    return audit(*(url for url, _ in UNMEASURABLE), *QUICK, "--out", str(out), *site.options())


@pytest.mark.parametrize(("url", "sentences"), UNMEASURABLE)
def test_sites_that_cannot_be_measured(unmeasurable, url, sentences):
    assert unmeasurable.code == NOT_MEASURABLE
    (line,) = [line for line in unmeasurable.out.splitlines() if url in line and not line.startswith("/")]
    assert all(sentence in line for sentence in sentences), line


def test_what_was_not_measured_is_not_judged(unmeasurable):
    bundles = [Path(line) for line in unmeasurable.out.splitlines() if line.startswith("/")]
    assert len(bundles) == len(UNMEASURABLE)
    assert not any((bundle / "findings.jsonl").exists() for bundle in bundles)


@pytest.mark.parametrize(
    ("url", "home", "note"),
    [
        ("http://onlywww.gov.cn/", "http://www.onlywww.gov.cn/", "已改为检查"),
        ("http://secure.gov.cn/", "https://www.secure.gov.cn/", "跳转到 https://www.secure.gov.cn/"),
        ("http://inside.gov.cn/", "http://inside.gov.cn/index/home.html", "首页只含脚本跳转"),
    ],
)
def test_detours_to_the_home_page_are_taken_and_told(look, url, home, note):
    run = look(url)
    clear(run, 0, "报告")
    assert run.summary["site"] == home
    assert any(note in text for text in run.summary["coverage"]["notes"])
    assert run.summary["pages"] == 2


def test_a_certificate_nobody_trusts_is_told(look):
    run = look("http://secure.gov.cn/")
    assert any("证书" in text for text in run.summary["coverage"]["notes"])


def test_a_home_page_without_links_is_checked_all_the_same(look):
    run = look("http://nolinks.gov.cn/")
    clear(run, 0, "共检查网页 1 个")


def test_the_pack_and_the_subject_of_a_run_stay_with_its_evidence(look):
    run = look("http://nolinks.gov.cn/", "--pack", "census-2015", "--subject", "portal")
    assert (run.summary["verdict"]["pack"], run.summary["verdict"]["subject"]) == ("census-2015", "portal")
    result = CliRunner().invoke(app, ["judge", str(run.bundle)])
    assert result.exit_code == 0 and "指标包 census-2015" in result.stdout


def test_several_sites_give_the_highest_exit_code(look):
    run = look("http://www.good.gov.cn/", "http://down.bad.gov.cn/")
    clear(run, NOT_MEASURABLE, "服务器拒绝连接", "共检查网页 2 个")


def test_one_bad_address_among_several_stops_before_anything_is_asked(ask):
    clear(ask("http://www.good.gov.cn/", "file:///tmp"), USAGE, "只能检查")


def test_robots_may_be_ignored_on_a_loopback_address(look):
    run = look("http://robots.gov.cn/", "--ignore-robots")
    clear(run, 0)
    assert run.summary["pages"] == 2


MANDATE = 'office = "若洲市人民政府办公室"\ndocument = "若政办〔2026〕1号"\nhosts = ["robots.gov.cn"]\nvalid_from = 2026-01-01\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "无法读取授权文件"),
        ("office = ", "不是有效的 TOML"),
        (MANDATE, "valid_until"),
        (MANDATE + 'valid_until = "soon"\n', "应为日期"),
        (MANDATE + "valid_until = 2026-01-02\n", "不在有效期内"),
        (MANDATE.replace("robots.gov.cn", "other.gov.cn") + "valid_until = 2099-01-01\n", "不包括 robots.gov.cn"),
        (MANDATE.replace('["robots.gov.cn"]', "7") + "valid_until = 2099-01-01\n", "hosts"),
    ],
)
def test_mandates_that_do_not_cover_the_site(ask, tmp_path, text, sentence):
    file = tmp_path / "mandate.toml"
    if text is not None:
        file.write_text(text, "utf-8")
    clear(ask("http://robots.gov.cn/", "--ignore-robots", "--mandate", str(file)), USAGE, sentence)


def test_resume_takes_no_address(ask):
    clear(ask("http://www.good.gov.cn/", "--resume", "var/none"), USAGE, "--resume 不能同时给出网址")


def test_resume_of_what_is_not_there(ask, tmp_path):
    clear(ask("--resume", str(tmp_path / "nothing")), USAGE, "找不到证据包")


def test_resume_of_a_damaged_bundle(ask, tmp_path):
    (tmp_path / "evidence.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    clear(ask("--resume", str(tmp_path)), USAGE, "证据包")


def test_resume_of_another_version(look, tmp_path):
    bundle = look("http://nolinks.gov.cn/").bundle
    with sqlite3.connect(bundle / "evidence.sqlite") as db:
        db.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    db.close()
    clear(look("--resume", str(bundle)), USAGE, "版本")


def test_resume_of_a_finished_run_changes_nothing(look, site):
    bundle = look("http://nolinks.gov.cn/").bundle
    before = (bundle / "summary.json").read_bytes()
    site.forget()
    clear(look("--resume", str(bundle)), 0, "已经完成", "report.html")
    assert not site.asked and (bundle / "summary.json").read_bytes() == before


def test_resume_of_a_site_that_was_down_looks_again(tmp_path):
    hosts = {"late.gov.cn": Host({"/": lambda visit: visit.send(500) if visit.count < 2 else visit.page("开了", "")})}
    with serve(hosts) as served:
        first = audit("http://late.gov.cn/", *QUICK, "--out", str(tmp_path), *served.options())
        clear(first, NOT_MEASURABLE, "HTTP 500")
        clear(audit("--resume", str(first.bundle)), 0, "共检查网页 1 个")


@pytest.mark.parametrize("where", ["/proc/nowhere/out", "/dev/null/out"])
def test_an_output_folder_that_cannot_be_made(site, where):
    run = audit("http://www.good.gov.cn/", *QUICK, "--out", where, *site.options())
    clear(run, USAGE, "无法建立输出目录")
