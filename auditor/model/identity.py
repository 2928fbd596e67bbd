"""What a page says of itself: the identity elements of its footer and its page tags, each where and as it was written."""

from dataclasses import dataclass
from enum import StrEnum

VERSION = 1
"""Of the rules by which facts are read."""


class Element(StrEnum):
    """What is looked for. Section numbers are those of the footer standard."""

    CONAC = "conac"
    """党政机关 / 事业单位 mark (1.1): value = 32 hex digits of the record, 21-digit script name (``CA…``) or empty."""
    SITE_CODE = "site_code"
    """网站标识码 (1.2): ten digits or ``bm`` and eight digits, as printed (``bm`` in lower case)."""
    POLICE = "police"
    """公安备案 (1.3): the digits."""
    ICP = "icp"
    """ICP备案 (1.4): in the canonical spelling ``京ICP备05070218号-1`` where it can be read at all."""
    ICP_LICENCE = "icp_licence"
    """ICP证: a licence of trade, never the filing."""
    JIUCUO = "jiucuo"
    """我为政府网站找错 (1.5): value = the site code it reports for, or empty."""
    IPV6 = "ipv6"
    """The claim to be reachable over IPv6 (1.6)."""
    ORGANISER = "organiser"
    """主办 (1.7): the name."""
    UNDERTAKER = "undertaker"
    """承办: the name."""
    SUPERVISOR = "supervisor"
    """主管: the name."""
    COPYRIGHT = "copyright"
    """版权所有: the name; not an organiser."""
    CONTACT = "contact"
    """联系: value = phone number, mail address or the words of the link; ``form`` says which."""
    SITEMAP = "sitemap"
    ABOUT = "about"
    EMBLEM = "emblem"
    """An image of the national emblem."""
    LEAVING_PROMPT = "leaving_prompt"
    """The sentence 您访问的链接即将离开…, in markup or script."""


class Source(StrEnum):
    """Which text it was found in, in the order in which they are read."""

    OWN = "own"
    SCRIPT = "script"
    """Written by an inline script."""
    FILE = "file"
    """Written by a script file of the same site."""
    FRAME = "frame"
    RENDERED = "rendered"
    """In the page as a browser shows it; asked where one of the others could not be read."""


class Trust(StrEnum):
    """How a value stands there. Printed text is believed before an attribute; page tags are kept apart."""

    PRINTED = "printed"
    ATTRIBUTE = "attribute"


TRUST_ORDER = {Trust.PRINTED: 0, Trust.ATTRIBUTE: 1}


class HrefKind(StrEnum):
    """Where an identity link leads."""

    RECORD = "record"
    """To the record itself (or, of a site map or contact, to a page)."""
    HOME = "home"
    """To the front page of the register (for ICP this is the usual and right form)."""
    HASH = "hash"
    """``#`` or empty: nowhere."""
    SCRIPT = "script"
    """``javascript:`` or an onclick: not known from the source."""
    MALFORMED = "malformed"
    """An address of the register that can not open a record."""
    ELSEWHERE = "elsewhere"
    """Another host than the register's."""
    ATTRIBUTE = "attribute"
    """The address stands in an attribute of its own (``url=``, ``data-href=``); the link itself leads nowhere."""
    NONE = "none"
    """Not linked."""


class Flaw(StrEnum):
    """What is wrong with a value or its spelling, as far as the words alone tell. Provinces are compared by checks."""

    PLACEHOLDER = "placeholder"
    MALFORMED = "malformed"
    """The label is there, but what follows is no such number; ``value`` is what follows."""
    LENGTH = "length"
    LEGACY = "legacy"
    """Police numbers of 12 or 13 digits."""
    NO_PROVINCE = "no-province"
    NO_HAO = "no-hao"
    ORDER = "order"
    """``-1号`` instead of ``号-1``."""
    SPACE = "space"
    COLON = "colon"
    WRONG_LABEL = "wrong-label"
    """A filing number under the label of a licence, or without 备."""
    NOT_LINKED = "not-linked"
    """A badge that is an image or an empty frame: it opens no certificate."""
    PATH = "path"
    """The CONAC script's name disagrees with its path."""
    ERROR_IMAGE = "error-image"
    """``red_error.png``: CONAC itself says that the host is not the registered one."""
    OUTDATED_HOST = "outdated-host"
    EMPTY = "empty"
    """A label without a value."""


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of one element.

    ``offset`` is a place in the decoded page: of the text itself, or of the script or frame that brought it.
    """

    element: Element
    value: str
    raw: str
    """The words around it as written (markup for badges), at most 300 characters."""
    offset: int
    source: Source = Source.OWN
    trust: Trust = Trust.PRINTED
    form: str = ""
    """How it is written, by element: conac ``link|script|attribute|image|wrapper``, jiucuo
    ``script|link|onclick|attribute|own|image|text``, contact ``link|phone|email|hotline|text``, ipv6 ``text|image|wrapper``,
    organiser and other names ``text|image`` (drawn: value is what the image is called, empty when it has no words)."""
    href: str = ""
    """The link around it as written, or the one the badge opens."""
    href_kind: HrefKind = HrefKind.NONE
    code: str = ""
    """The number that the link names (``recordcode=``, ``code=``, ``site_code=``), when there is one."""
    flaws: tuple[Flaw, ...] = ()
    colour: str = ""
    """Of the CONAC image: ``red`` (government) or ``blue`` (institution), else empty."""
    prefix: str = ""
    """Province character printed before a police or ICP number."""
    footer: bool = False
    """It stands in the footer region."""
    where: str = ""
    """Address of the file or frame it was found in; empty for the page itself."""


@dataclass(frozen=True, slots=True)
class MetaTag:
    """One page tag: ``name`` as written; names are compared without regard to case."""

    name: str
    content: str
    offset: int

    @property
    def key(self) -> str:
        """The name in lower case."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class OpenSource:
    """Something that could write the footer and was not read: an element is not ``missing`` as long as one is open.

    ``kind``: script, frame, plugin (rendered by attributes), computed (an inline script that builds markup of
    unknown parts) or image (a picture of the footer that only an eye can read: it may be a badge, no number).
    ``same_site`` False: of another host, only a browser would run it.
    """

    kind: str
    url: str
    offset: int
    same_site: bool = True


@dataclass(frozen=True, slots=True)
class IdentityFacts:
    """All occurrences by trust, those in the footer first, then by source and place; comments are never read."""

    version: int = 0
    found: tuple[Found, ...] = ()
    meta: tuple[MetaTag, ...] = ()
    open_sources: tuple[OpenSource, ...] = ()
    footer_key: str = ""
    """16 hex digits naming the footer's bytes; pages with equal keys have equal occurrences outside the meta tags."""
    truncated: bool = False
    """The footer was longer than is read."""

    def of(self, element: Element) -> tuple[Found, ...]:
        """All occurrences of an element; the first is the one to believe."""
        return tuple(found for found in self.found if found.element is element)

    def tag(self, name: str) -> str:
        """The first content of a page tag that is not empty, or an empty string."""
        return next((tag.content for tag in self.meta if tag.key == name.lower() and tag.content), "")

    def tags(self, name: str) -> tuple[MetaTag, ...]:
        """All page tags of a name, in document order."""
        return tuple(tag for tag in self.meta if tag.key == name.lower())
