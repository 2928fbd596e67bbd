"""Provinces as they appear in site codes, filing numbers and the names of CONAC scripts.

Source: footer standard, section 3 (measured on real footers; the characters of Guizhou, Gansu, Yunnan and Shaanxi police
numbers are general knowledge; CONAC numbers not marked ``seen`` are interpolated from their order: a hint, no proof).
"""

from dataclasses import dataclass

CHARACTERS = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新兵"
"""Every character that may stand before 公网安备 or ICP备."""


@dataclass(frozen=True, slots=True)
class Province:
    """``digits`` begin its site codes and police numbers; ``icp`` and ``police`` are characters, ``conac`` a number."""

    digits: str
    name: str
    icp: str
    police: str
    conac: str
    seen: bool
    """The CONAC number stood in a real script."""


PROVINCES = tuple(
    Province(digits, name, icp, police, conac.rstrip("*"), conac.endswith("*"))
    for digits, name, icp, police, conac in (
        row.split()
        for row in """
11 北京 京 京 01*
12 天津 津 津 03
13 河北 冀 冀 05*
14 山西 晋 晋 06
15 内蒙古 蒙 蒙 07*
21 辽宁 辽 辽 08
22 吉林 吉 吉 09*
23 黑龙江 黑 黑 10
31 上海 沪 沪 02*
32 江苏 苏 苏 11*
33 浙江 浙 浙 12
34 安徽 皖 皖 13*
35 福建 闽 闽 14*
36 江西 赣 赣 15*
37 山东 鲁 鲁 16
41 河南 豫 豫 17
42 湖北 鄂 鄂 18*
43 湖南 湘 湘 19
44 广东 粤 粤 20*
45 广西 桂 桂 21
46 海南 琼 琼 22
50 重庆 渝 渝 04*
51 四川 蜀川 川蜀 23
52 贵州 黔贵 贵黔 24*
53 云南 滇云 滇云 25*
54 西藏 藏 藏 26*
61 陕西 陕秦 陕秦 27*
62 甘肃 陇甘 甘陇 28
63 青海 青 青 29
64 宁夏 宁 宁 30
65 新疆 新 新 31*
66 新疆兵团 新兵 新兵 31
""".strip().splitlines()
    )
)
BY_DIGITS = {province.digits: province for province in PROVINCES}
CENTRAL_CONAC = "33"
"""Central organs; their filings are Beijing's (京, 11)."""


def of_code(value: str) -> Province | None:
    """Return the province of a site code or police number; None for ``bm`` codes and unknown digits."""
    return BY_DIGITS.get(value[:2])


def of_conac_script(name: str) -> Province | None:
    """Return the province of a CONAC script name (``CA08…``), None when unknown, central or never seen in a script."""
    return next((item for item in PROVINCES if item.seen and item.digits != "66" and item.conac == name[2:4]), None)
