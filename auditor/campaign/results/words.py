"""What offices write in sheets of results, in the terms of the model."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from auditor.model.result import Conclusion, Kind
from auditor.model.statistics import TABLES, TOTAL

RESULT_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("网站名称", "账号名称", "新媒体名称", "政务新媒体名称", "帐号名称", "名称", "网站", "单位网站名称", "网站(账号)名称"),
    "url": ("网址", "首页网址", "网站首页网址", "网站地址", "首页地址", "网站域名", "域名"),
    "account": ("账号", "账号id", "id", "微信号", "账号标识", "帐号", "新媒体账号", "平台账号"),
    "unit": ("主办单位", "单位名称", "责任单位", "开设主体", "开办单位", "所属单位", "单位", "主办单位名称"),
    "region": ("地区", "所属地区", "区域", "市县", "市州", "区县", "所属区县", "行政区划", "地域", "归口地区"),
    "level": ("层级", "级别", "部门层级", "行政级别", "单位层级", "网站层级"),
    "platform": (
        "平台", "平台类型", "平台名称", "所属平台", "承载平台", "集约化平台",
        "新媒体类型", "新媒体平台", "账号类型", "账号平台", "托管平台",
    ),
    "portal": ("是否门户", "是否门户网站", "门户网站", "网站类型", "网站类别"),
    "result": ("结果", "检查结果", "是否合格", "检查结论", "结论", "评定结果", "抽查结果", "合格情况"),
    "score": ("得分", "分数", "总分", "最终得分", "考核得分", "检查得分", "总得分"),
    "cause": ("单项否决", "否决项", "否决情况", "单项否决情况", "单项否决问题", "单项否决项", "不合格原因", "原因", "否决原因"),
    "problem": ("问题", "存在问题", "主要问题", "扣分问题", "发现问题", "问题描述", "存在的问题", "主要问题描述"),
    "supplier": ("供稿单位", "内容提供单位", "信息提供单位", "内容保障单位", "问题页面供稿单位"),
    "mended": ("整改情况", "是否整改", "整改结果"),
    "checked": ("抽查时间", "检查时间", "采样时间", "检查日期", "抽查日期", "采样日期"),
}  # fmt: skip
STATED_WORDS: Mapping[str, tuple[str, ...]] = {
    "table": ("统计表", "表名", "统计类别", "类别", "统计内容"),
    "line": ("项目", "统计项", "分类", "统计项目", "名称"),
    "region": RESULT_WORDS["region"],
    "level": RESULT_WORDS["level"],
    "platform": RESULT_WORDS["platform"],
    # Not 「单项否决」 itself: below 「统计表」 it is the name of a table.
    "cause": ("问题类型", "不合格原因", "否决原因", "原因", "单项否决项", "单项否决问题"),
    "registered": ("总数", "登记数", "在运行数", "备案数", "运行总数", "登记总数", "备案总数", "开设总数", "在线总数"),
    "sampled": ("抽查数", "抽查", "检查数", "抽查数量", "被抽查数", "检查数量", "抽查总数"),
    "passed": ("合格数", "合格", "合格数量", "达标数"),
    "failed": ("不合格数", "不合格", "不合格数量", "不达标数"),
    "pending": ("待核实数", "待核实"),
    "unmeasured": ("未能检测数", "未能检测", "未检测", "无法检测"),
    "vetoed": ("单项否决数", "被否决数", "不计分数"),
    "scored": ("计分数", "计分网站数", "评分数"),
    "count": ("数量", "个数", "网站数", "数", "账号数", "次数"),
    "last": ("上季度", "上季度数", "上期", "上季度数量", "上期数"),
    "received": ("收到", "收到数", "留言数", "收到留言", "收到数量"),
    "handled": ("办结", "办结数", "已办结", "办结数量"),
    "intime": ("按期办结", "按期办结数", "按时办结"),
    "rate": ("合格率", "办结率", "比率", "占比", "转载率"),
    "growth": ("增长率", "增长", "环比", "环比增长", "同比"),
}  # fmt: skip
COUNTS = (
    "registered", "sampled", "passed", "failed", "pending", "unmeasured", "vetoed", "scored", "count", "last", "received", "handled",
    "intime",
)  # fmt: skip
SPLITS = ("region", "level", "platform", "cause")

_SHORT: Mapping[str, tuple[str, ...]] = {
    "site": ("网站合计", "网站总体", "政府网站", "网站", "网站总体情况"),
    "site-region": ("网站按地区", "网站分地区", "政府网站分地区", "网站分单位", "政府网站按单位", "各地政府网站"),
    "site-level": ("网站按层级", "网站分层级", "政府网站分层级"),
    "site-platform": ("网站按平台", "网站分平台"),
    "veto": ("单项否决", "否决项", "否决情况", "网站单项否决"),
    "portal": ("门户网站", "门户计分", "计分情况"),
    "band": ("分数段", "得分段", "得分分段", "分段情况"),
    "high": ("高分网站", "高分"),
    "account": ("新媒体合计", "新媒体总体", "政务新媒体", "新媒体", "账号合计", "账号"),
    "account-platform": ("新媒体按平台", "新媒体分平台", "政务新媒体分平台", "账号分平台"),
    "account-region": ("新媒体按地区", "新媒体分地区", "政务新媒体分地区", "账号分地区"),
    "account-level": ("新媒体按层级", "新媒体分层级", "政务新媒体分层级"),
    "account-cause": ("新媒体问题", "新媒体不合格原因", "账号问题", "账号不合格原因"),
    "rectified": ("整改", "整改情况", "整改前后"),
    "complaint": ("留言", "留言办理", "网民留言", "找错", "找错留言", "投诉"),
    "takeup": ("联动转载", "转载"),
}
_TABLES = {word: key for key, words in _SHORT.items() for word in (*words, TABLES[key].title)}
_TOTALS = frozenset({"", "合计", "总计", "全部", "全省", "全市", "全区", "全州", "全县", "总数", "小计"})
_CONCLUSIONS = (
    (re.compile("待核|待定|待复核|核实中"), Conclusion.PENDING),
    (re.compile("未能?检[测查]|无法检[测查]|无法访问未|不可检"), Conclusion.UNMEASURED),
    (re.compile("不合格|未?不达标|未通过|未达标|不通过|^否$|^fail", re.I), Conclusion.FAIL),
    (re.compile("合格|达标|通过|^是$|^pass|^优秀|^良好", re.I), Conclusion.PASS),
)
_WHOLE = ("安全、泄密事故等严重问题",)
"""Names of vetoes that hold the sign between two of them."""
_APART = re.compile(r"[;;\n|/]+|[、,,](?![^((]*[))])")
_NOTHING = frozenset({"无", "没有", "暂无", "-", "--", "/", "none"})


def table_of(text: str) -> str:
    """Key of the table that a cell or caption names; empty when it names none."""
    return _TABLES.get(re.sub(r"[\s《》“”\"::]", "", text), "")


def line_of(text: str) -> str:
    """The name of a line; whatever stands for the total is one word."""
    plain = text.replace(" ", "")
    return TOTAL if plain in _TOTALS else text


def conclusion_of(text: str) -> Conclusion | None:
    """What a cell says of the outcome; None when it says nothing that is understood."""
    return next((meant for pattern, meant in _CONCLUSIONS if pattern.search(text)), None)


def several(text: str) -> tuple[str, ...]:
    """The entries of a cell that lists several things, each once."""
    kept: list[str] = []
    for whole in _WHOLE:
        if whole in text:
            kept.append(whole)
            text = text.replace(whole, ";")
    parts = (part.strip(" 。.") for part in _APART.split(text))
    return tuple(dict.fromkeys([*kept, *(part for part in parts if part and part.lower() not in _NOTHING)]))


def number(text: str) -> int | None:
    """A count as written in a cell, 「34 家」 too; None when it is none."""
    found = re.fullmatch(r"(\d{1,9})(?:\.0+)?\s*[个家条项件次]?", text.replace(",", "").strip())
    return int(found[1]) if found else None


def rate(text: str) -> str | None:
    """A rate in per cent as written, without its sign; a share as spreadsheets keep it is turned into per cent."""
    plain = text.strip()
    try:
        value = Decimal(plain.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    if plain.endswith("%") or abs(value) > 1:
        return str(value)
    shown = (value * 100).quantize(Decimal("0.0001"))
    return f"{shown.normalize():f}"


def score(text: str) -> Decimal | None:
    """A score; None when the cell holds none."""
    try:
        value = Decimal(text.strip().rstrip("分").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 1000 else None


def kind_of(caption: str, fields: frozenset[str]) -> Kind:
    """Sites or accounts, by the headings and by what stands above them."""
    if "url" in fields:
        return Kind.SITE
    spoken = re.search("新媒体|账号|帐号|微信|微博", caption) is not None
    return Kind.ACCOUNT if "account" in fields or spoken else Kind.SITE
