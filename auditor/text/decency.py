"""Explicit words made presentable: a report that quotes what an attacker wrote is read in offices and printed."""

import re

_CHINESE = (
    "做爱|性爱|性交|口交|肛交|乱伦|强奸|轮奸|迷奸|淫[荡秽乱妻娃水穴]|自慰|手淫|射精|阴道|阴茎|阴蒂|鸡巴|肉棒|骚[逼穴]|嫩[逼穴]|操[逼你]|逼逼"
    "|巨乳|爆乳|裸聊|裸体|裸照|约炮|一夜情|援交|卖淫|嫖娼|嫖妓|妓女|楼凤|外围女|全套上门|色情|情色|黄色(?:网站|视频|电影|小说)|成人(?:视频|电影|影院|网站|小说|直播|高清)"
    "|毛片|黄片|三级片|激情视频|无码|有码|中出|人妻|萝莉|女优|一本道|国产自拍"
)
_LATIN = "porn|xxx|sex|fuck|nude|naked|milf|escort|hentai|blowjob|pussy|dick|cock|boob|anal|cum|slut|bokep"
_EXPLICIT = re.compile(f"{_CHINESE}|(?<![a-z])(?:{_LATIN})(?:s|ing|ed|y|o|es|er|hub|tube)?(?![a-z])", re.IGNORECASE)


def decent(text: str) -> str:
    """The text with every explicit word as its first character and as many ``＊`` as it had more."""
    return _EXPLICIT.sub(lambda found: found[0][0] + "＊" * (len(found[0]) - 1), text)
