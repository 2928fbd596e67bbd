"""Options that every command of the office has which visits sites: through which network, and as whom."""

from typing import Annotated

import typer

from auditor.model.options import RunOptions

CONTACT = RunOptions(url="").contact
"""What stands in the agent's name when nobody says otherwise."""

Canary = Annotated[
    list[str] | None, typer.Option("--canary", help="对照网址,可多次;都不通时认为是本机网络的问题", show_default=False)
]
Contact = Annotated[str, typer.Option("--contact", help="写入 User-Agent 的联系方式")]
AllowAddress = Annotated[
    list[str] | None, typer.Option("--allow-address", help="允许访问的内网网段(CIDR),可多次", show_default=False)
]
Map = Annotated[list[str] | None, typer.Option("--map", help="主机名=地址[:端口],可多次", show_default=False)]
Resolver = Annotated[
    list[str] | None, typer.Option("--resolver", help="域名服务器 地址[:端口],可给两个", show_default=False)
]
