"""``auditor gate``: before a release."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Limit(StrEnum):
    """From which impact on a finding stops the release."""

    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


def gate(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    source: Annotated[
        str, typer.Argument(help="构建好的文件夹、预发布网址、一篇稿件(网页、docx、文本),或 - 表示标准输入")
    ] = "",
    base_url: Annotated[str, typer.Option(help="发布后的网址,链接据此解析,例如 https://www.example.gov.cn/")] = "",
    baseline: Annotated[
        Path | None, typer.Option(help="基线文件:已有的问题不再拦截(默认 gate-baseline.json)", show_default=False)
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help="把现有问题全部记为存量")] = False,
    waivers: Annotated[
        Path | None, typer.Option(help="豁免清单(TOML,须写理由、批准人、期限)", show_default=False)
    ] = None,
    fail_on: Annotated[
        Limit | None, typer.Option(help="达到什么程度就拦截:整站默认 serious,单篇默认 minor", show_default=False)
    ] = None,
    lexicon: Annotated[str, typer.Option(help="本单位的错词表(xlsx/csv)")] = "",
    external: Annotated[bool, typer.Option("--external", help="也检查站外链接")] = False,
    serve: Annotated[bool, typer.Option("--serve", help="打开本机网页,把稿件拖进去检查")] = False,
    format_: Annotated[str, typer.Option("--format", help="格式,逗号分隔:text,sarif,junit,github")] = "text",
    out: Annotated[Path, typer.Option(help="证据包的上级目录")] = Path("var/gate"),
    browser: Annotated[str, typer.Option(help="浏览器(检查无障碍用):auto、off 或数目")] = "auto",
    max_pages: Annotated[int | None, typer.Option(help="预发布网站检查多少个网页", show_default=False)] = None,
    delay: Annotated[float, typer.Option(help="对预发布网站两次请求的间隔(秒)")] = 0.2,
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="不遵守预发布网站的 robots.txt(只限本机、内网地址)")
    ] = False,
    allow_address: Annotated[
        list[str] | None, typer.Option(help="允许访问的内网网段(CIDR),可多次", show_default=False)
    ] = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="主机名=地址[:端口],可多次", show_default=False)
    ] = None,
    resolver: Annotated[
        list[str] | None, typer.Option(help="域名服务器 地址[:端口],可给两个", show_default=False)
    ] = None,
) -> None:
    """发布前检查。退出码:0 通过,1 有问题,2 用法错误,3 检查范围内有内容没有能够检查。"""
    from auditor.gate.request import GateError, Request, UnreadableError
    from auditor.gate.run import desk
    from auditor.gate.run import gate as run
    from auditor.model.outcome import Impact

    if not source and not serve:
        _refuse("请给出要检查的文件夹、网址或稿件,例如:auditor gate public --base-url https://www.example.gov.cn/")
    request = Request(
        source, base_url, baseline, update_baseline, waivers, Impact(fail_on.value) if fail_on else None, external,
        tuple(name.strip() for name in format_.split(",") if name.strip()), out, browser, max_pages, delay, ignore_robots,
        tuple(allow_address or ()), tuple(map_ or ()), tuple(resolver or ()), lexicon,
    )  # fmt: skip
    try:
        raise typer.Exit(desk(request) if serve else run(request))
    except UnreadableError as error:
        _refuse(f"结论:无法检查。{error}", 3)
    except GateError as error:
        _refuse(str(error))


def _refuse(message: str, code: int = 2) -> None:
    print(message, file=sys.stderr)
    raise typer.Exit(code)
