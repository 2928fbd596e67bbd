"""Rows of a register laid over the office's database: new ones entered, differences written down, nothing erased."""

from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlsplit

from auditor.campaign.register import words
from auditor.campaign.register.reading import AccountRow, Person, Read, SiteRow, UnitRow
from auditor.model.office import SiteState
from auditor.model.register import RegisterHost, RegisterNote
from auditor.store.office.database import Office
from auditor.store.office.registry import Registry, Subject


@dataclass(slots=True)
class Imported:
    """What an import did. ``absent`` are registered sites that the file does not name; they stay as they are."""

    added: int = 0
    changed: int = 0
    same: int = 0
    absent: int = 0
    regions: list[str] = field(default_factory=list)
    """Regions that no unit had before, when there were units: a misspelt one stands out here."""
    notes: list[RegisterNote] = field(default_factory=list)


def import_register(office: Office, read: Read, operator: str) -> Imported:
    """Enter what was read, all or nothing; raises OfficeError."""
    with office.transaction():
        work = _Import(Registry(office, operator))
        work.units(read)
        for site in read.sites:
            work.site(site)
        for account in read.accounts:
            work.account(account)
        work.done.absent = work.before - len(work.seen) if read.sites else 0
        work.registry.flush()
        work.done.notes = [*read.notes, *work.done.notes]
        return work.done


class _Import:
    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.done = Imported()
        self.seen: set[int] = set()
        """Sites of before that the file names."""
        self._units: dict[str, dict[str, Any]] = {}
        for unit in registry.rows("unit"):
            self._units |= dict.fromkeys([*unit["aliases"], unit["name"]], unit)
        self._by_id = {unit["id"]: unit for unit in self._units.values()}
        sites = registry.rows("site")
        self.before = len(sites)
        self._keys = {site["id"]: _key(site["url"]) for site in sites}
        self._by_key = {self._keys[site["id"]]: site for site in sites}
        self._by_code: dict[str, dict[str, Any] | None] = {}
        for site in sites:
            self._by_code[site["code"]] = None if site["code"] in self._by_code else site
        self._accounts = {(row["platform"], row["account"]): row for row in registry.rows("account")}
        self._persons = {(row["unit"], row["site"], row["role"]): row for row in registry.rows("contact")}
        self._keys_in_file: set[RegisterHost] = set()

    def units(self, read: Read) -> None:
        """All units of the file: the first word on a unit counts, later ones that differ are noted."""
        before = {unit["region"] for unit in self._units.values()}
        merged: dict[str, UnitRow] = {}
        for row in (*read.units, *(site.unit for site in read.sites), *(account.unit for account in read.accounts)):
            merged[row.name] = self._merged(merged.get(row.name), row)
        for row in merged.values():
            self._unit(row)
        for row in merged.values():
            self._hang(row)
        for row in read.units:
            self._write_persons(self._units[row.name]["id"], None, row.persons)
        now = {row.region for row in merged.values() if row.region}
        self.done.regions = sorted(now - before) if before else []
        self._keys_in_file = {site.key for site in read.sites}

    def _merged(self, first: UnitRow | None, row: UnitRow) -> UnitRow:
        if first is None:
            return row
        for name in ("region", "level", "parent"):
            one, two = getattr(first, name), getattr(row, name)
            if one and two and one != two:
                self._note("unit-differs", f"「{row.name}」先写作 {one},后写作 {two},采用先出现的", row.name)
        filled = {one.name: getattr(first, one.name) or getattr(row, one.name) for one in fields(UnitRow)}
        return replace(first, **filled)

    def _unit(self, row: UnitRow) -> None:
        said = {"region": row.region, "level": row.level, "kind": row.kind}
        known = self._units.get(row.name)
        if known is None:
            guessed = {"level": words.likely_level(row.code), "kind": words.likely_kind(row.name)}
            values = {"name": row.name, "parent": None, **said, "aliases": [row.alias] if row.alias else []}
            values |= {name: value for name, value in guessed.items() if not values[name]}
            known = {**values, "id": self.registry.insert(Subject("unit", f"unit:{row.name}"), values)}
        else:
            said |= {"level": row.level or ("" if known["level"] else words.likely_level(row.code))}
            after: dict[str, Any] = {name: value for name, value in said.items() if value}
            if row.alias and row.alias not in known["aliases"]:
                after["aliases"] = [*known["aliases"], row.alias]
            self._change(Subject("unit", f"unit:{known['name']}", known["id"]), known, after)
        self._units |= dict.fromkeys([*known["aliases"], row.name], known)
        self._by_id[known["id"]] = known

    def _hang(self, row: UnitRow) -> None:
        if not row.parent or row.parent == row.name:
            return
        if row.parent not in self._units:
            self._unit(UnitRow(row.parent))
        unit, parent = self._units[row.name], self._units[row.parent]
        above: dict[str, Any] | None = parent
        while above is not None:
            if above["id"] == unit["id"]:
                self._note("unit-circle", f"「{row.name}」的上级是「{row.parent}」,而后者在它之下,未采用", row.parent)
                return
            above = self._by_id.get(above["parent"])
        self._change(Subject("unit", f"unit:{unit['name']}", unit["id"]), unit, {"parent": parent["id"]})

    def site(self, row: SiteRow) -> None:
        """One site: known by its address, or by its code when its old address is not in the file any more."""
        unit = self._units[row.unit.name]
        known = self._by_key.get(row.key) or self._moved(row)
        if known is None:
            known = self._new_site(row, unit)
            self.done.added += 1
        else:
            self.seen.add(known["id"])
            after: dict[str, Any] = {"name": row.name, "url": row.url, "code": row.code, "platform": row.platform}
            after = {name: value for name, value in after.items() if value}
            if row.unit.name != words.NO_UNIT:
                after["unit"] = unit["id"]
            after |= {} if row.portal is None else {"portal": int(row.portal)}
            after |= {} if row.state is None else {"state": str(row.state)}
            others = [known["url"]] if self._keys[known["id"]] != row.key else []
            after["aliases"] = list(dict.fromkeys([*known["aliases"], *row.aliases, *others]))
            after["fields"] = {**known["fields"], **row.fields}
            changed = self._change(Subject("site", f"site:{known['number']}", known["id"]), known, after)
            self.done.changed += changed
            self.done.same += not changed
        self._write_persons(known["unit"], known["id"], row.unit.persons)

    def _moved(self, row: SiteRow) -> dict[str, Any] | None:
        known = self._by_code.get(row.code) if row.code else None
        return known if known is not None and self._keys[known["id"]] not in self._keys_in_file else None

    def _new_site(self, row: SiteRow, unit: dict[str, Any]) -> dict[str, Any]:
        portal = words.likely_portal(unit["kind"], row.key.host) if row.portal is None else row.portal
        values: dict[str, Any] = {
            "number": self.registry.next_number(), "name": row.name, "url": row.url, "code": row.code, "unit": unit["id"],
            "portal": int(portal), "platform": row.platform, "state": str(row.state or SiteState.RUNNING),
            "aliases": list(row.aliases), "fields": dict(row.fields),
        }  # fmt: skip
        identity = self.registry.insert(Subject("site", f"site:{values['number']}"), values)
        site = {**values, "id": identity}
        self._by_key[row.key] = site
        self._keys[identity] = row.key
        return site

    def account(self, row: AccountRow) -> None:
        """One account: known by platform and id, or by its name where only that was known before."""
        unit, key = self._units[row.unit.name], (row.platform, row.account)
        # Whoever runs an account answers for his unit where it has named nobody.
        nobody = tuple(one for one in row.unit.persons if (unit["id"], None, one.role) not in self._persons)
        self._write_persons(unit["id"], None, nobody)
        known = self._accounts.get(key) or self._accounts.get((row.platform, row.name))
        said: dict[str, Any] = {"account": row.account, "name": row.name, "unit": unit["id"]}
        if known is None:
            values = {**said, "platform": row.platform, "state": str(row.state or SiteState.RUNNING)}
            values["fields"] = dict(row.fields)
            subject = Subject("account", f"account:{row.platform}/{row.account}")
            self._accounts[key] = {**values, "id": self.registry.insert(subject, values)}
            self.done.added += 1
            return
        after = said | ({} if row.state is None else {"state": str(row.state)})
        after["fields"] = {**known["fields"], **row.fields}
        changed = self._change(
            Subject("account", f"account:{row.platform}/{known['account']}", known["id"]), known, after
        )
        self.done.changed += changed
        self.done.same += not changed

    def _write_persons(self, unit: int, site: int | None, persons: tuple[Person, ...]) -> None:
        for person in persons:
            said = {name: getattr(person, name) for name in ("name", "phone", "mail") if getattr(person, name)}
            known = self._persons.get((unit, site, person.role))
            owner = f"contact:{'unit' if site is None else 'site'}:{unit if site is None else site}:{person.role}"
            if known is not None:
                self._change(Subject("contact", owner, known["id"]), known, said)
                continue
            values = {"name": "", "phone": "", "mail": "", **said, "unit": unit, "site": site, "role": person.role}
            self._persons[unit, site, person.role] = {
                **values,
                "id": self.registry.insert(Subject("contact", owner), values),
            }

    def _change(self, subject: Subject, row: dict[str, Any], after: dict[str, Any]) -> bool:
        changed = self.registry.update(subject, row, after)
        row |= after
        return changed

    def _note(self, reason: str, text: str, value: str) -> None:
        self.done.notes.append(RegisterNote(0, reason, text, value, "", True))


def _key(url: str) -> RegisterHost:
    """How an address of the database is compared with those of a file."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return RegisterHost(host, parts.port, parts.path.rpartition("/")[0] + "/")
