"""What a clause of a sentence may do: who gives, who wants, who agrees, and in which words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.language.sentences.clauses import Clause


class Deed(StrEnum):
    """What somebody does by a clause."""

    GIVES = "gives"
    GETS = "gets"
    """The speaker wants something from the other side."""
    AGREES = "agrees"
    REFUSES = "refuses"
    THREATENS = "threatens"
    STATES = "states"
    """Tells or asks something that moves nothing."""
    CHANGES = "changes"
    """A thing changes (`the rate comes down`): a give only where it hangs on something."""
    NAMES = "names"
    """Names a thing, and no verb says what becomes of it."""
    UNKNOWN = "unknown"


class Subject(StrEnum):
    """Who does it."""

    SPEAKER = "speaker"
    SPOKEN_TO = "spoken to"
    OTHERS = "others"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """A clause with what it does. `part` is what is given or wanted, as its place in the text; `words` instead where
    the words of a part do not stand side by side. `verb` is the verb that shows it."""

    clause: Clause
    deed: Deed
    subject: Subject = Subject.NONE
    part: tuple[int, int] | None = None
    words: str = ""
    verb: str = ""
    subject_at: int = -1
    """Where the word stands that says who does it."""
    is_negative: bool = False
    is_imperative: bool = False
    is_talk: bool = False
    """Whether its verb only carries the talk on: `we can talk`."""
    is_whole: bool = False
    """Whether the clause can stand as a sentence of its own."""
