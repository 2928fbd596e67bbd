"""The list of a campaign's sites as a workbook to be signed."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.campaign.plan import stratum_zh
from auditor.model.campaign import WHY_ZH, Campaign, Planned
from auditor.model.office import LEVELS_ZH, Site
from auditor.sheets.textrows import write_texts
from auditor.store.office import campaigns, register
from auditor.store.office.database import Office

_HEADINGS = ("序号", "编号", "网站名称", "首页网址", "网站标识码", "主办单位", "地区", "层级", "入选原因")
_WIDTHS = (6, 8, 28, 34, 14, 28, 14, 8, 14)
_SIGNED_BY = ("抽样人", "复核人", "批准人", "日期")
_DIGEST_SHOWN = 16


def write_list(office: Office, name: str, path: Path) -> str:
    """Write the list; returns the digest that stands on it. Raises OSError when the file cannot be written."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    campaign = campaigns.get(office, name)
    sites = {site.id: site for site in register.sites(office, name)}
    rows = list(campaigns.planned(office, campaign))
    digest = hashlib.sha256("\n".join(f"{one.number} {sites[one.site].url}" for one in rows).encode()).hexdigest()
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("抽查名单")
    title, bold = book.add_format({"bold": True, "font_size": 16}), book.add_format({"bold": True, "border": 1})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"{name} 抽查名单", title)
    head = _head(campaign, rows, digest)
    for number, line in enumerate(head, 1):
        sheet.write_string(number, 0, line)
    top = len(head) + 2
    sheet.write_row(top - 1, 0, _HEADINGS, bold)
    for number, one in enumerate(rows):
        write_texts(sheet, top + number, _row(one, sites), cell)
    bottom = top + len(rows) + 1
    for column, who in enumerate(_SIGNED_BY):
        sheet.write_string(bottom, 2 + column, f"{who}:")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top - 1)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(f"无法写入 {path}:{error}") from error
    return digest


def _head(campaign: Campaign, rows: Sequence[Planned], digest: str) -> list[str]:
    plan: Mapping[str, object] = campaign.plan
    window, by, strata = plan["window"], plan["by"], plan["strata"]
    assert isinstance(window, list) and isinstance(by, list) and isinstance(strata, list)
    scope = (
        "全部检查" if plan["scope"] == "all" else f"分层随机抽样,比例不低于 {plan['ratio']},随机数种子 {plan['seed']}"
    )
    counts = "、".join(f"{stratum_zh(one['key'], by)} {one['chosen']}/{one['size']}" for one in strata)
    return [
        f"采样时间:{window[0]} 至 {window[1]}。{scope}。共 {len(rows)} 个,可检查 {plan['pool']} 个。",
        f"各层(入选/总数):{counts}",
        f"建立时间:{campaign.opened}    名单校验码:{digest[:_DIGEST_SHOWN]}",
    ]


def _row(one: Planned, sites: Mapping[int, Site]) -> tuple[str, ...]:
    site = sites[one.site]
    level = LEVELS_ZH[site.level] if site.level else ""
    return (
        str(one.number), site.number, site.name, site.url, site.code, site.organiser, site.region, level, WHY_ZH[one.why],
    )  # fmt: skip
