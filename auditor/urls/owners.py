"""Whose a domain is, as far as its name alone tells: public bodies that every government site points at."""

from collections.abc import Set as AbstractSet

PUBLIC_SERVICES = frozenset(
    {
        "conac.cn",  # sign of government bodies and public institutions
        "121.43.68.40",  # service for reporting faults of government sites, on its bare address
        "www.gov.cn",  # State Council; the fault service's name lies below it
        "miit.gov.cn",  # ICP record
        "beian.gov.cn",  # police record
        "mps.gov.cn",  # police record, since 2023
    }
)
"""Registrable domains that the identity elements in the footer of a government site lead to."""

_PROVINCES = {
    "11": "beijing", "12": "tj", "13": "hebei", "14": "shanxi", "15": "nmg", "21": "ln", "22": "jl", "23": "hlj",
    "31": "shanghai", "32": "jiangsu", "33": "zj", "34": "ah", "35": "fujian", "36": "jiangxi", "37": "shandong",
    "41": "henan", "42": "hubei", "43": "hunan", "44": "gd", "45": "gxzf", "46": "hainan", "50": "cq", "51": "sc",
    "52": "guizhou", "53": "yn", "54": "xizang", "61": "shaanxi", "62": "gansu", "63": "qinghai", "64": "nx",
    "65": "xinjiang",
}  # fmt: skip
"""First two digits of a division code (GB/T 2260) → the province's name below gov.cn."""


def province_of(site_code: str) -> str:
    """Return the domain of the province that a site's identification code names, or an empty string."""
    name = _PROVINCES.get(site_code[:2], "")
    return f"{name}.gov.cn" if name and len(site_code) == 10 and site_code.isascii() and site_code.isdigit() else ""


def belongs(host: str, domains: AbstractSet[str]) -> bool:
    """Return True when a host is one of these domains or lies below one."""
    name = host.lower().rstrip(".")
    while name and name not in domains:
        name = name.partition(".")[2]
    return bool(name)
