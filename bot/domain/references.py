"""What a deal is called in another system, such as a CRM: its id there, and a link."""

import re
from dataclasses import dataclass

from bot.domain.ids import make_opaque_key

LONGEST_ID = 80
LONGEST_SYSTEM = 40
LONGEST_LINK = 500
MOST_SYSTEMS = 5
MOST_PORT = 65535
_LINK = re.compile(
    r"https?://(?P<host>[\w.-]+)(?::(?P<port>\d{1,5}))?(?:[/?#][^\s<>|\"'`]*)?", re.IGNORECASE
)
CRM = "CRM"
"""What a system is called where nobody said which one it is."""


class BadLink(ValueError):
    """A link that is none of the web, too long, or with a password in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealReference:
    """The id of a deal in another system, with a link to it where one is known. Raises `BadLink`, and `ValueError` for
    an id or a name that is empty or too long."""

    system: str
    id: str
    link: str = ""

    def __post_init__(self) -> None:
        for text, longest in ((self.system, LONGEST_SYSTEM), (self.id, LONGEST_ID)):
            if not 0 < len(text) <= longest or not text.isprintable():
                raise ValueError(text)
        if self.link:
            check_link(self.link)

    @property
    def key(self) -> str:
        """What buttons call it."""
        return make_opaque_key(self.system, self.id)


def check_link(link: str) -> str:
    """The host of a link. Raises `BadLink` for anything but http and https, for one that is too long, and for one with
    a name or password before its host."""
    parts = _LINK.fullmatch(link)
    if parts is None or len(link) > LONGEST_LINK or not link.isprintable():
        raise BadLink(link)
    if int(parts["port"] or 0) > MOST_PORT:
        raise BadLink(link)
    return parts["host"]
