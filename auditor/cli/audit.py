"""``auditor audit``: crawl sites, judge what was found, report."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from auditor.model.options import RunOptions, UsageError, parse_options

_DEFAULT = RunOptions(url="")


class Profile(StrEnum):
    """What is inspected."""

    FULL = "full"
    LINKS = "links"
    FOOTER = "footer"
    ACCESSIBILITY = "accessibility"


class Switch(StrEnum):
    """A choice of two."""

    ON = "on"
    OFF = "off"


def audit(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    urls: Annotated[list[str] | None, typer.Argument(help="要检查的网址,可以有多个", show_default=False)] = None,
    profile: Annotated[Profile, typer.Option(help="检查范围")] = Profile.FULL,
    out: Annotated[Path, typer.Option(help="证据包的上级目录")] = Path("var/runs"),
    max_pages: Annotated[int, typer.Option(help="最多抓取多少个网页")] = _DEFAULT.max_pages,
    delay: Annotated[float, typer.Option(help="对同一服务器两次请求的间隔(秒)")] = _DEFAULT.delay,
    concurrency: Annotated[int, typer.Option(help="对同一服务器同时进行的请求数")] = _DEFAULT.concurrency,
    external: Annotated[Switch, typer.Option(help="是否检查站外链接")] = Switch.ON,
    register: Annotated[str, typer.Option(help="政府网站基本信息表(xlsx/csv),与网页上的标识逐项核对")] = "",
    operator_domains: Annotated[str, typer.Option(help="主办单位自己的域名清单(文本文件,每行一个,# 起为说明)")] = "",
    watch_list: Annotated[str, typer.Option(help="关注的词语和域名清单(文本文件,每行一个,# 起为说明)")] = "",
    lexicon: Annotated[
        str, typer.Option(help="本单位的错词表(xlsx/csv:错误、正确、类别、来源、版本),命中的句子列为待人工判断")
    ] = "",
    checks: Annotated[
        str, typer.Option(help="只检查这些类别,逗号分隔,例如 links 或 links,hidden;默认由检查范围决定")
    ] = "",
    browser: Annotated[str, typer.Option(help="同时使用几个浏览器:auto、off(不用)或数目")] = _DEFAULT.browser,
    sample: Annotated[str, typer.Option(help="用浏览器查看的网页:auto(抽样)、all 或最多几个")] = _DEFAULT.sample,
    verify_records: Annotated[
        bool, typer.Option("--verify-records", help="打开党政机关标识、公安备案等登记页面核实(常被登记网站拦截)")
    ] = False,
    mandate: Annotated[str, typer.Option(help="授权文件(TOML)")] = "",
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="不遵守 robots.txt(须有授权文件,或只限本机、内网地址)")
    ] = False,
    resume: Annotated[Path | None, typer.Option(help="继续被中断的检查:证据包目录", show_default=False)] = None,
    allow_address: Annotated[
        list[str] | None, typer.Option(help="允许访问的内网网段(CIDR),可多次", show_default=False)
    ] = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="主机名=地址[:端口],可多次(IPv4 与 IPv6 各一)", show_default=False)
    ] = None,
    resolver: Annotated[
        list[str] | None, typer.Option(help="域名服务器 地址[:端口],可给两个", show_default=False)
    ] = None,
    contact: Annotated[str, typer.Option(help="写入 User-Agent 的联系方式")] = _DEFAULT.contact,
    pack: Annotated[str, typer.Option(help="初判所用的指标包,默认为国家检查指标,见 auditor pack list")] = "",
    subject: Annotated[
        str, typer.Option(help="portal(门户网站,计分)或 site(其他网站);auto 由基本信息表或首页标题认定")
    ] = _DEFAULT.subject,
    like: Annotated[str, typer.Option(help="按这个证据包的次序再读同样的网页", hidden=True)] = "",
    workers: Annotated[int, typer.Option(help="抓取进程数,0 为自动", hidden=True)] = 0,
    retry_gap: Annotated[float, typer.Option(help="两次重试的最短间隔(秒)", hidden=True)] = _DEFAULT.retry_gap,
) -> None:
    """检查一个或多个网站。首行输出证据包路径;退出码:0 完成,2 用法错误,3 无法检查,130 被中断(可继续)。"""
    chosen = dict(locals())  # What is chosen here has the names of RunOptions.
    raise typer.Exit(_run(_given(urls, resume), _plain(chosen), resume))


def _plain(chosen: dict[str, Any]) -> dict[str, Any]:
    """The options of a run as plain values."""
    words = {name.rstrip("_"): value for name, value in chosen.items() if name not in ("urls", "resume")}
    for name in ("allow_address", "map", "resolver"):
        words[name] = tuple(words[name] or ())
    return {
        **words,
        "profile": str(words["profile"]),
        "out": str(words["out"]),
        "external": words["external"] is Switch.ON,
    }


def _given(urls: list[str] | None, resume: Path | None) -> list[str]:
    if resume is not None and urls:
        _refuse("--resume 不能同时给出网址:网址和选项都在证据包里")
    if resume is None and not urls:
        _refuse("请给出要检查的网址,例如:auditor audit http://www.example.gov.cn/")
    return [str(url) for url in urls or ()]


def _refuse(message: str) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(2)


def _run(urls: list[str], words: dict[str, Any], resume: Path | None) -> int:
    # Scrapy is heavy: `auditor checks` and usage errors must not wait for it.
    from auditor.crawl.given import read_given
    from auditor.crawl.process import run_sessions
    from auditor.crawl.session import Session
    from auditor.policy.load import DEFAULT, load
    from auditor.policy.table import PackError
    from auditor.store.bundle import BundleError

    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "auditor.crawl.settings")
    try:
        if resume is not None:
            sessions = [Session.resume(resume)]
            if sessions[0].bundle.get("finished"):
                print(f"{resume}\n这次检查已经完成,不需要继续。报告:{resume / 'report.html'}")
                return 0
        else:
            load(words["pack"] or DEFAULT)  # Known now, not after hours of crawling.
            given = read_given([parse_options({**words, "url": url}) for url in urls])
            sessions = [Session.start(one) for one in given]
    except (UsageError, BundleError, PackError) as error:
        print(error, file=sys.stderr)
        return 2
    run_sessions(sessions)
    return max(session.exit_code for session in sessions)
