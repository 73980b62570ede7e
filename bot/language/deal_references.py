"""References of a deal in another system, as people type them: `OPP-4711 https://acme.my.salesforce.com/006…`,
`HubSpot 90210`, `remove Salesforce`."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.references import CRM, LONGEST_SYSTEM, BadLink, DealReference, check_link
from bot.language.clean import clean_text
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("deal_references")
_SYSTEMS = _WORDS.spellings("systems")
"""The names of systems by how they are typed, and by what the hosts of their links end with."""
_SEPARATORS = _WORDS.words("separators")
_REMOVE = compile_late(rf"^{_WORDS.pattern('remove')}(?!\w)\s*", re.IGNORECASE)
# Slack writes a link as `<https://…>` or `<https://…|shown>`.
_LINK = re.compile(
    r"<([a-z][a-z0-9+.-]*:[^<>|\s]+)(?:\|[^<>]*)?>|(?<!\S)([a-z][a-z0-9+.-]*://\S+)", re.IGNORECASE
)
_SCHEME = re.compile(r"(?<!\S)(?:javascript|data|file|vbscript|mailto):\S+", re.IGNORECASE)
_EDGE = ",;()[]"


class ReferenceFlaw(StrEnum):
    """Why a line names no reference."""

    NO_ID = "no_id"
    IDS = "ids"
    """More than one word may be the id."""
    LINKS = "links"
    BAD_LINK = "bad_link"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRead:
    """A reference as a line says it; `removes` where it takes one out. `not_read` are words that went into no field."""

    reference: DealReference | None = None
    removes: bool = False
    system: str = ""
    not_read: tuple[str, ...] = ()
    flaw: ReferenceFlaw | None = None


def read_reference(text: str) -> ReferenceRead:
    """What was typed after `/deal ref`."""
    links = [html.unescape(one or other) for one, other in _LINK.findall(text)]
    rest = clean_text(_LINK.sub(" ", text))
    removes = _REMOVE.match(rest)
    if removes is not None:
        return ReferenceRead(removes=True, system=_name_system(rest[removes.end() :].strip()))
    if len(links) > 1:
        return ReferenceRead(flaw=ReferenceFlaw.LINKS)
    if _SCHEME.search(rest):
        return ReferenceRead(flaw=ReferenceFlaw.BAD_LINK)
    link = links[0].rstrip(_EDGE + ".") if links else ""
    try:
        host = check_link(link) if link else ""
    except BadLink:
        return ReferenceRead(flaw=ReferenceFlaw.BAD_LINK)
    return _read_words(rest, link, host)


def _read_words(rest: str, link: str, host: str) -> ReferenceRead:
    """The system and the id, which are words beside the link."""
    words = [word.strip(_EDGE).rstrip(":=") for word in rest.split()]
    words = [word for word in words if word and word.casefold() not in _SEPARATORS]
    named = next((word for word in words if word.casefold() in _SYSTEMS), "")
    words = [word for word in words if word != named]
    # An id has a digit in it; another word is one only where it stands alone.
    ids = [word for word in words if any(map(str.isdigit, word))] or words[:1]
    if not ids:
        return ReferenceRead(flaw=ReferenceFlaw.NO_ID)
    if len(ids) > 1:
        return ReferenceRead(flaw=ReferenceFlaw.IDS)
    system = _SYSTEMS.get(named.casefold()) if named else find_system_of_host(host)
    try:
        reference = DealReference(system=system or CRM, id=ids[0], link=link)
    except ValueError:
        return ReferenceRead(flaw=ReferenceFlaw.TOO_LONG)
    not_read = tuple(word for word in words if word != ids[0])
    return ReferenceRead(reference=reference, not_read=not_read)


def find_system_of_host(host: str) -> str:
    """The system that a host belongs to: its name where it is known, else the host; `CRM` without one."""
    if not host:
        return CRM
    host = host.casefold().removeprefix("www.")
    for suffix, name in _SYSTEMS.items():
        if "." in suffix and (host == suffix or host.endswith(f".{suffix}")):
            return name
    return host[:LONGEST_SYSTEM]


def _name_system(typed: str) -> str:
    """A system under its one name; "" where none was typed."""
    return _SYSTEMS.get(typed.casefold(), typed)
