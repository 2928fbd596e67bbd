"""What a person saw of a site or an account, written down in their name."""

from auditor.model.options import UsageError
from auditor.store.office import register, sightings
from auditor.store.office.database import Office
from auditor.store.office.sightings import Seen, Sighting

_SAYABLE = (Seen.ALIVE, Seen.DEAD, Seen.NOT_FOUND, Seen.NAMED, Seen.MOVED)


def note(office: Office, subject: str, seen: str, detail: str, operator: str) -> str:
    """Write it down; returns a sentence. Raises UsageError for an unknown subject or word."""
    if seen not in _SAYABLE:
        raise UsageError(f"「{seen}」应为 {'、'.join(_SAYABLE)} 之一")
    if seen in (Seen.NAMED, Seen.MOVED) and not detail:
        raise UsageError("请写明新的名称或网址")
    platform, slash, name = subject.partition("/")
    account = register.account(office, platform, name) if slash else None
    site = None if account else register.site_of(office, subject)
    if account is None and site is None:
        raise UsageError(f"登记表里没有「{subject}」(网站写编号,账号写 平台/账号ID)")
    key = f"account:{subject}" if account else f"site:{site.number if site else ''}"
    with office.transaction():
        sightings.record(office, [Sighting(key, Seen(seen), detail, operator)])
        office.record(operator, key, {"saw": [seen, detail]})
    return f"已记下:{subject} {seen} {detail}".rstrip()
