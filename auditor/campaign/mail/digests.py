"""Who gets what: recipients from the register and from nowhere else, one letter for all that one person answers for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from auditor.campaign.mail.letter import Attachment, Letter, MailError, checked_address
from auditor.campaign.mail.log import DeliveryLog
from auditor.model.office import Account, Contact, Site, called
from auditor.store.office.database import Office
from auditor.store.office.register import all_contacts_of, contacts_of
from reports.handover.dossier import Dossier
from reports.handover.letter import body, subject
from reports.handover.parcel import parcel, parcel_name

_ROLES = ("联系人", "承办人", "负责人")
"""Who is written to first; whoever has another role comes last."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is sent in one letter."""

    contact: Contact
    dossiers: Sequence[Dossier]


@dataclass(slots=True)
class Addressed:
    """Digests, and what a person must know about what is in none of them."""

    digests: list[Digest] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def addressed(office: Office, dossiers: Iterable[Dossier]) -> Addressed:
    """Bring dossiers to their recipients; says for whose sites and accounts the register names nobody.

    Urgent ones go in a letter of their own, so that nothing else hides them.
    """
    found = Addressed()
    persons: dict[str, Contact] = {}
    by_person: dict[tuple[bool, str], list[Dossier]] = {}
    for dossier in dossiers:
        for who in dossier.named:
            try:
                person = _recipient(office, who)
            except MailError as error:
                found.said.append(f"{dossier.notice.number} {who.organiser} {called(who)}:{error}")
                continue
            mail = person.mail.lower()
            persons.setdefault(mail, person)
            several = by_person.setdefault((not dossier.notice.urgent, mail), [])
            if not several or several[-1] is not dossier:
                several.append(dossier)
    found.digests = [
        Digest(persons[mail], by_person[urgency, mail]) for urgency, mail in sorted(by_person, key=lambda key: key[0])
    ]
    return found


def unsent(office: Office, digests: Iterable[Digest]) -> Addressed:
    """The same without what the recipient was sent before, which is said."""
    log, found = DeliveryLog(office), Addressed()
    for digest in digests:
        fresh = []
        for one in digest.dossiers:
            before = log.before(digest.contact.mail, one.notice.unit, one.notice.number)
            if before is None:
                fresh.append(one)
            else:
                found.said.append(
                    f"{one.notice.number} {digest.contact.mail}:{before.at} 已发送过({before.answer or before.state})"
                )
        if fresh:
            found.digests.append(Digest(digest.contact, fresh))
    return found


def letter(digest: Digest, period: str, password: str) -> Letter:
    """The letter of a digest. The password locks the attachment and stands nowhere in the letter."""
    dossiers = digest.dossiers
    (unit, number), *also = ((one.notice.unit, one.notice.number) for one in dossiers)
    attached = Attachment(parcel_name(dossiers), parcel(dossiers, password), "application/zip")
    text = body(dossiers, period, locked=bool(password))
    return Letter(
        digest.contact.mail, digest.contact.name, unit, number, subject(dossiers), text, (attached,), tuple(also)
    )


def _recipient(office: Office, who: Site | Account) -> Contact:
    """The first person with an address, by role; raises MailError.

    Of a site before of its unit; for an account of the unit before of one of its sites.
    """
    site = who.id if isinstance(who, Site) else None
    known = contacts_of(office, who.unit, site) if site else all_contacts_of(office, who.unit)
    persons = [one for one in known if one.mail.strip()]
    persons.sort(key=lambda one: (one.site != site, [*_ROLES, one.role].index(one.role)))
    if not persons:
        raise MailError("登记表中没有联系人邮箱")
    return replace(persons[0], mail=checked_address(persons[0].mail))
