"""``auditor campaign preflight``: look ahead, and write the letters."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.network import CONTACT, AllowAddress, Canary, Contact, Map, Resolver
from auditor.cli.office import Db, opened
from auditor.store.office.database import DEFAULT


def preflight(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    name: Name,
    letters: Annotated[Path | None, typer.Option(help="放行函写到这个目录", show_default=False)] = None,
    mandate: Annotated[str, typer.Option(help="授权文件(TOML);不在其中的网站不访问")] = "",
    hours: Annotated[str, typer.Option(help="将要检查的时段,写入放行函")] = "22:00-06:00",
    canary: Canary = None,
    contact: Contact = CONTACT,
    allow_address: AllowAddress = None,
    map_: Map = None,
    resolver: Resolver = None,
    retry_gap: Annotated[float, typer.Option(help="打不开的隔多少秒再试一次", hidden=True)] = 10.0,
    db: Db = DEFAULT,
) -> None:
    """预检:每个网站不超过 20 次请求,看有没有拦截、地域限制、登录、解析等问题,并按平台写出放行函。"""
    from auditor.campaign.preflight.ahead import look_ahead
    from auditor.campaign.preflight.letters import Terms, write_letters
    from auditor.campaign.run.canaries import DEFAULT as CANARIES
    from auditor.campaign.run.canaries import Canaries
    from auditor.campaign.run.means import Means
    from auditor.crawl.mandate import read_mandate
    from auditor.model.campaign import OBSTACLES_ZH, Obstacle
    from auditor.store.office import campaigns

    means = Means(
        tuple(map_ or ()),
        tuple(resolver or ()),
        tuple(allow_address or ()),
        contact,
        mandate,
        retry_gap=retry_gap,
        hours=hours,
    )
    with opened(db) as office:
        campaign = campaigns.get(office, name)
        means.check(campaign.plan)
        options = means.options(campaign.plan)
        given = read_mandate(Path(mandate)) if mandate else None
        seen = look_ahead(office, campaign, options, (given, Canaries(options, canary or CANARIES)))
        window = campaign.plan.get("window")
        days = (str(window[0]), str(window[1])) if isinstance(window, list) else ("", "")
        folder = letters or db.parent / "campaigns" / name / "放行函"
        written = write_letters(seen, Terms(name, days, hours, options, given), folder)
    for one in seen:
        if one.look.state is not Obstacle.OPEN:
            detail = f"({one.look.detail})" if one.look.detail else ""
            print(f"{one.site.number} {one.site.name} {one.site.url} {OBSTACLES_ZH[one.look.state]}{detail}")
    counts = Counter(one.look.state for one in seen)
    print("  ".join(f"{OBSTACLES_ZH[state]} {counts[state]}" for state in Obstacle if counts[state]))
    print(f"每个网站最多请求 {max((one.look.requests for one in seen), default=0)} 次")
    for path in written:
        print(f"放行函:{path}")


def add_to(app: typer.Typer) -> None:
    """Add the command to ``auditor campaign``."""
    app.command("preflight")(preflight)
