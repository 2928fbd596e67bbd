"""Chinese wording of the generated site: plausible, seeded, and different on every page."""

from itertools import product
from random import Random

_WHO = (
    "市政府",
    "市发展改革委",
    "市教育局",
    "市财政局",
    "市住房城乡建设局",
    "市卫生健康委",
    "各县区人民政府",
    "市行政审批局",
)
_WHEN = ("近日", "今年以来", "下一步", "按照统一部署", "根据年度计划", "为落实有关要求")
_DOES = ("全面推进", "认真组织", "持续优化", "及时公布", "逐项核对", "广泛征求")
_WHAT = (
    "民生实事项目的实施方案",
    "营商环境评价的整改事项",
    "老旧小区改造的进度安排",
    "公共资源交易的监管细则",
    "政务服务事项的办理指南",
)
_END = ("确保按期完成。", "并向社会公开结果。", "请各单位遵照执行。", "取得了阶段性成效。")

SENTENCES = tuple(
    f"{when},{who}{does}{what},{end}" for who, when, does, what, end in product(_WHO, _WHEN, _DOES, _WHAT, _END)
)
_FIELDS = {
    "zw": "政务",
    "cz": "财政",
    "jy": "教育",
    "mz": "民政",
    "jt": "交通",
    "sl": "水利",
    "ny": "农业",
    "hb": "环保",
    "wj": "卫健",
}
_KINDS = {"yw": "要闻", "gg": "公告", "gk": "公开", "fw": "服务"}
COLUMNS = tuple(field + kind for field, kind in product(_FIELDS.values(), _KINDS.values()))
FOLDERS = tuple(field + kind for field, kind in product(_FIELDS, _KINDS))
"""The directory name of each column, as such sites abbreviate them."""


def title(rng: Random, number: int) -> str:
    """The title of article ``number``; unique within a site."""
    return f"关于{rng.choice(_DOES)}{rng.choice(_WHAT)}的通知(第{number}号)"


def paragraph(rng: Random) -> str:
    """One paragraph with the mark-up that word processors leave behind; every run of text is new."""
    runs = (f"{rng.choice(_WHO)}{rng.choice(_DOES)}第{rng.randrange(10**6)}项工作," for _ in range(5))
    spans = "".join(f'<span lang="EN-US" style="{_FONT}">{text}</span>' for text in runs)
    return f'<p class="MsoNormal" style="text-indent:32pt;line-height:28pt;margin:0cm 0cm 0pt">{spans}</p>\n'


_FONT = "font-family:仿宋_GB2312;font-size:16pt;letter-spacing:0pt;mso-hansi-font-family:宋体;mso-font-kerning:0pt"
