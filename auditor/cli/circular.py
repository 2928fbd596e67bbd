"""``auditor circular``: a quarter's circular with its statistics."""

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.campaign import Name
from auditor.cli.office import Db, opened, refuse
from auditor.store.office.database import DEFAULT


def circular(  # noqa: PLR0913 - one parameter per option is how typer reads a command line
    name: Name,
    out: Annotated[Path, typer.Option(help="输出目录")] = Path("var/circulars"),
    frame: Annotated[
        Path | None,
        typer.Option(help="通报要素(TOML):标题、文号、主送、依据、要求、落款、日期、索引号……", show_default=False),
    ] = None,
    template: Annotated[Path | None, typer.Option(help="本单位的 Word 模板(.docx)", show_default=False)] = None,
    digits: Annotated[int, typer.Option(min=0, max=4, help="百分比最多保留几位小数")] = 2,
    ranking: Annotated[int, typer.Option(min=0, max=50, help="列出得分居前、居后的各几个网站,0 为不列")] = 0,
    db: Db = DEFAULT,
) -> None:
    """生成通报:Word、Excel、网页和 JSON,并列出互相不一致的数字。"""
    from auditor.campaign.circular.building import circular as built
    from auditor.campaign.circular.rules import Rules
    from auditor.campaign.quarters import history, quarter
    from reports.circular.files import write_all
    from reports.circular.frame import FrameError, read_frame

    try:
        texts = read_frame(frame)
        with opened(db) as office:
            made = built(quarter(office, name), history(office, name), Rules(digits, ranking))
        for path in write_all(made, texts, out, template):
            print(path)
    except (FrameError, OSError) as error:
        refuse(str(error))
    for note in made.notes:
        print(("不一致:" if note.wrong else "提示:") + note.text)
