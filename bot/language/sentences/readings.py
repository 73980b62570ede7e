"""What a draft sentence does at the table."""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """What somebody does by saying it."""

    GIVE = "unconditional_give"
    """Moves toward the other side and wants nothing back."""
    OFFER = "conditional_offer"
    """Ties a give to a get."""
    ASK = "ask"
    ACCEPT = "accept"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceReading:
    """A sentence as read. `explicit` says that words tie give and get (`if`, `for`, `in exchange`), not just their
    standing side by side. `give` and `get` are the speaker's, as written, empty where none was found; `condition` is
    what the give hangs on, as it goes on after an `if`. `clause` is the part that gives, as a sentence of its own.
    `suggestion` is the sentence with our offer first and tied; where it names nothing to get it leaves a gap, and it is
    empty where there is nothing to put better."""

    label: Label
    explicit: bool = False
    give: str = ""
    get: str = ""
    condition: str = ""
    clause: str = ""
    suggestion: str = ""
