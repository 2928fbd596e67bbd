"""Who a site says it is, on one card: the elements of its home page, where each was found, and what the checks said.

``identity.json`` beside summary.json, for every report; docs/identity-card.md says what each key means. What stands on it
was read and judged elsewhere: nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.checks.registered import comparable, entry_of
from auditor.checks.sitecodes import meta_code
from auditor.evaluate.causes import Row
from auditor.model.finding import Finding
from auditor.model.identity import Element, Found, IdentityFacts
from auditor.model.outcome import Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry
from auditor.model.target import SiteContext

FAMILIES = ("identity.", "transport.")
_VALUES = 8
"""Different ways of writing one element that are kept; the card says how many more there were."""
_FINDINGS = 10
_NOTES = 200
_RAW = 300
_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
_REGISTERED = {
    "name": "", "code": Element.SITE_CODE, "organiser": Element.ORGANISER, "icp": Element.ICP, "police": Element.POLICE,
    "conac": Element.CONAC, "ipv6": Element.IPV6, "contact": Element.CONTACT,
}  # fmt: skip
"""Field of a register -> the element of the page that it is compared with."""
_CHECKED = {Element.IPV6: "transport.ipv6"}
_REGISTER = "identity.register"
_WORST = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNMEASURED)

Counts = Mapping[str, Mapping[str, int]]


class IdentityCard:
    """Listens to the findings as they are written, and then makes the card."""

    def __init__(self, site: SiteContext) -> None:
        self._site = site
        self._findings: list[Finding] = []

    def listening(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Pass findings on and keep those about the site's identity that concern its home page."""
        for finding in findings:
            if finding.check.startswith(FAMILIES) and self._concerns_home(finding):
                self._findings.append(finding)
            yield finding

    def card(self, counts: Counts) -> Row | None:
        """Return the card; None when no check of this kind was asked or the home page is no HTML."""
        page = self._site.home_facts
        if page is None or not any(check.startswith(FAMILIES[0]) for check in counts):
            return None
        identity = page.identity
        return {
            "home": self._site.home,
            "title": page.title,
            "truncated": identity.truncated,
            "open_sources": [
                {"kind": one.kind, "url": one.url, "same_site": one.same_site}
                for one in identity.open_sources[:_VALUES]
            ],
            "elements": [self._element(element, identity, counts) for element in Element],
            "tags": [{"name": name, "values": _distinct(tag.content for tag in identity.tags(name))} for name in _TAGS],
            "findings": [_said(finding) for finding in self._rest()],
            "register": self._register(page, self._site.register, counts),
            "footer_shot": look.footer_shot if (look := self._site.look_at(self._site.home)) else "",
        }

    def _concerns_home(self, finding: Finding) -> bool:
        return finding.page in ("", self._site.home) or self._site.home in finding.sample_pages

    def _element(self, element: Element, identity: IdentityFacts, counts: Counts) -> Row:
        check = _CHECKED.get(element, f"identity.{element}")
        values = _values(identity.of(element))
        said = [finding for finding in self._findings if finding.check == check]
        return {
            "element": str(element),
            "check": check if check in counts else "",
            "verdict": _verdict(said, counts.get(check, {})),
            "values": values[:_VALUES],
            "more": max(0, len(values) - _VALUES),
            "findings": [_said(finding) for finding in said[:_FINDINGS]],
        }

    def _rest(self) -> list[Finding]:
        """What was said of the home page by checks that are not about one element."""
        own = {_CHECKED.get(element, f"identity.{element}") for element in Element}
        return [finding for finding in self._findings if finding.check not in own][:_FINDINGS]

    def _register(self, page: PageFacts, register: Register | None, counts: Counts) -> Row | None:
        if register is None:
            return None
        entry = entry_of(self._site.home, register)
        asked = counts.get(_REGISTER, {})
        fields = [self._field(name, entry, page, asked) for name in _REGISTERED] if entry else []
        return {
            "source": register.source,
            "rows": len(register.entries),
            "row": entry.row if entry else None,
            "sheet": entry.sheet if entry else "",
            "fields": fields,
            "notes": [
                {"row": note.row, "sheet": note.sheet, "text": note.text, "value": note.value, "used": note.used}
                for note in register.notes[:_NOTES]
            ],
            "more_notes": max(0, len(register.notes) - _NOTES),
        }

    def _field(self, name: str, entry: RegisterEntry, page: PageFacts, asked: Mapping[str, int]) -> Row:
        """One line of the comparison; whether it differs is for the check to say, which is silent about what agrees."""
        identity = page.identity
        element = _REGISTERED[name]
        shown = identity.of(element) if isinstance(element, Element) else ()
        values = [found.value for found in shown] if element else [identity.tag("SiteName") or page.title]
        said = [one for one in self._findings if one.check == _REGISTER and one.evidence.get("field") == name]
        registered = getattr(entry, name)
        return {
            "field": name,
            "registered": registered,
            "shown": _distinct(values),
            "verdict": _verdict(said, {Outcome.PASS: 1} if asked and self._compared(name, entry, page) else {}),
        }

    def _compared(self, name: str, entry: RegisterEntry, page: PageFacts) -> bool:
        """Both say something, and what the register says is nobody else's: only then does silence mean agreement."""
        registered, register = getattr(entry, name), self._site.register
        if registered in ("", None) or (name == "code" and register and registered in register.shared_codes()):
            return False
        if name == "name":
            return bool(page.identity.tag("SiteName") or page.title)
        tagged = name == "code" and meta_code(page)
        return bool(tagged or comparable(page, self._site, name))


def _verdict(said: Sequence[Finding], counts: Mapping[str, int]) -> str:
    """The worst that was said of the home page; ``pass`` when the check found nothing there, else empty."""
    outcomes = {finding.outcome for finding in said}
    worst = next((str(outcome) for outcome in _WORST if outcome in outcomes), "")
    return worst or (str(Outcome.PASS) if counts.get(Outcome.PASS) else "")


def _said(finding: Finding) -> Row:
    return {
        "check": finding.check, "outcome": str(finding.outcome), "impact": str(finding.impact), "reason": finding.reason,
        "message": finding.message, "fingerprint": finding.fingerprint, "pages": finding.pages,
    }  # fmt: skip


def _values(found: Iterable[Found]) -> list[Row]:
    """Each way of writing once, in the order of trust, with where it was found and how often."""
    made: dict[tuple[str, str, str, str], Row] = {}
    for one in found:
        key = (one.value, one.source, one.href, one.form)
        row = made.get(key)
        if row is None:
            made[key] = {
                "value": one.value, "raw": one.raw[:_RAW], "source": str(one.source), "where": one.where, "form": one.form,
                "trust": str(one.trust), "href": one.href, "href_kind": str(one.href_kind), "code": one.code,
                "flaws": [str(flaw) for flaw in one.flaws], "colour": one.colour, "footer": one.footer, "times": 1,
            }  # fmt: skip
        else:
            row["times"] = int(str(row["times"])) + 1
    return list(made.values())


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:_VALUES]
