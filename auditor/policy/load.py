"""Where packs lie, and how one overlays another.

A pack is a folder with TOML files whose tables are read as one. ``extends`` names the pack it overlays: fields that
it gives replace those of the same indicator and rule, new indicators are added, ``drop`` takes some away. A pack
without ``extends`` replaces all others whole.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from auditor.policy.consistent import consistent
from auditor.policy.pack import Pack
from auditor.policy.parse import parse
from auditor.policy.table import PackError

DEFAULT = "national-2019"
OWN = Path("var/packs")
"""Where an office's own packs lie."""
_BUILT_IN = Path(__file__).parent / "packs"
_LISTS = {"indicator": "id", "heading": "name", "exemption": "id", "limit": "id"}
"""Lists that are overlaid by the field that names their members; ``band`` is replaced as one."""
_IDENTITY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MOST_BYTES = 2 << 20
_DEEPEST = 4

Values = dict[str, Any]


def load(identity: str = DEFAULT, own: Path = OWN) -> Pack:
    """Return a pack by its id, built in or the office's own; raises PackError."""
    return consistent(parse(merged(identity, own)))


def available(own: Path = OWN) -> list[str]:
    """Ids of all packs, the built-in ones first."""
    names = [path.parent.name for folder in (_BUILT_IN, own) for path in sorted(folder.glob("*/pack.toml"))]
    return list(dict.fromkeys(names))


def built_in(identity: str) -> bool:
    """Whether a pack comes with the program."""
    return (_BUILT_IN / identity / "pack.toml").is_file()


def check_identity(identity: str) -> str:
    """Return an id that can name a folder; raises PackError."""
    if not _IDENTITY.fullmatch(identity):
        raise PackError(f"指标包的代号「{identity[:60]}」应由小写字母、数字和短横线组成,不超过 40 个字符")
    return identity


def merged(identity: str, own: Path = OWN) -> Values:
    """The tables of a pack laid over those it extends."""
    chain = [_read(identity, own)]
    while base := chain[-1].get("extends"):
        if not isinstance(base, str):
            raise PackError(f"指标包「{chain[-1]['id']}」的 extends 应为一行文字")
        if base in [one["id"] for one in chain] or len(chain) >= _DEEPEST:
            raise PackError(f"指标包「{identity}」的 extends 绕成了圈,或者叠了 {_DEEPEST} 层以上")
        chain.append(_read(base, own))
    whole = chain.pop()
    while chain:
        whole = overlay(whole, chain.pop())
    return whole


def overlay(base: Values, top: Values) -> Values:
    """Lay one pack over another."""
    whole = {**base, **{name: value for name, value in top.items() if name not in (*_LISTS, "drop", "score")}}
    whole["score"] = {**base.get("score", {}), **_mapping(top, "score")}
    for name, key in _LISTS.items():
        whole[name] = _over(base.get(name, []), _listed(top, name), key)
    drop = top.get("drop", [])
    known = {one.get("id") for one in whole["indicator"]}
    if not isinstance(drop, list) or not known.issuperset(map(str, drop)):
        raise PackError(f"指标包「{top['id']}」的 drop 应为已有指标的代号:{str(drop)[:80]}")
    whole["indicator"] = [one for one in whole["indicator"] if one.get("id") not in drop]
    return whole


def _over(base: list[Values], top: list[Values], key: str) -> list[Values]:
    changed = {one.get(key): one for one in top}
    kept = [_member(one, changed.pop(one.get(key), {})) for one in base]
    return [*kept, *changed.values()]


def _member(base: Values, top: Values) -> Values:
    whole = {**base, **top}
    if "rule" in top and "rule" in base:
        whole["rule"] = _over(base["rule"], [{"id": "", **rule} for rule in _listed(top, "rule")], "id")
    return whole


def _read(identity: str, own: Path) -> Values:
    """The tables of one pack's files as one."""
    check_identity(identity)
    folder = next((one / identity for one in (_BUILT_IN, own) if (one / identity / "pack.toml").is_file()), None)
    if folder is None:
        raise PackError(f"没有名为「{identity}」的指标包(可用:{'、'.join(available(own))})")
    whole: Values = {}
    for path in [folder / "pack.toml", *sorted(set(folder.glob("*.toml")) - {folder / "pack.toml"})]:
        for name, value in _file(path).items():
            if isinstance(value, list) and isinstance(whole.get(name), list):
                whole[name] = [*whole[name], *value]
            elif name in whole:
                raise PackError(f"{path.name} 重复写了 {name}")
            else:
                whole[name] = value
    if whole.get("id") != identity:
        raise PackError(f"{folder / 'pack.toml'} 中的 id 应为文件夹的名称「{identity}」")
    for name, key in _LISTS.items():
        names = [one.get(key) for one in _listed(whole, name)]
        twice = sorted({str(one) for one in names if names.count(one) > 1})
        if twice:
            raise PackError(f"指标包「{identity}」的 {name} 重复:{'、'.join(twice)}")
    for indicator in _listed(whole, "indicator"):
        if "rule" in indicator:
            indicator["rule"] = [{"id": "", **rule} for rule in _listed(indicator, "rule")]
    return whole


def _file(path: Path) -> Values:
    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise PackError(f"指标文件 {path} 过大(超过 2 MB)")
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise PackError(f"无法读取指标文件 {path}:{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PackError(f"指标文件 {path} 不是 UTF-8 编码") from error
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"指标文件 {path} 不是有效的 TOML:{error}") from error


def _listed(values: Mapping[str, Any], name: str) -> list[Values]:
    found = values.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise PackError(f"指标包中的 {name} 应写成 [[{name}]] 的形式")
    return found


def _mapping(values: Mapping[str, Any], name: str) -> Values:
    found = values.get(name, {})
    if not isinstance(found, dict):
        raise PackError(f"指标包中的 {name} 应写成 [{name}] 的形式")
    return found


def unknown_checks(pack: Pack, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Indicator and check for every check that this release does not have."""
    for indicator in pack.indicators:
        for selector in (selector for rule in indicator.rules for selector in rule.evidence):
            if not any(selector.of(check) for check in known):
                yield indicator.id, selector.check
