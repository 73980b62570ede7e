"""A phrase that people typed, by what a sentence can do with it."""

from dataclasses import dataclass
from enum import StrEnum


class PhraseKind(StrEnum):
    """What a sentence can do with a phrase."""

    NOUN = "noun"
    """It names a thing: `24-month term`."""
    CLAUSE = "clause"
    """It says what somebody does: `waive the fee`."""
    UNCLEAR = "unclear"
    """No sentence can be trusted to hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase with the forms that sentences need; those of the other kind are empty.

    A noun is `bare` as it is first named (`a reference call`) and `definite` as something known (`the reference
    call`); `is_term` says that one agrees to it rather than hands it over: `net 60`. A clause has its `deed`
    (`waive the fee`), its `naming` (`waiving the fee`) and what is `done` (`waived the fee`).
    """

    kind: PhraseKind
    bare: str = ""
    definite: str = ""
    is_term: bool = False
    is_figure: bool = False
    """Something one does rather than offers: `5% off`."""
    is_topic: bool = False
    """A word of which nobody knows the article; it can only be named as what the talk is about."""
    deed: str = ""
    naming: str = ""
    done: str = ""
    theirs: str = ""
    """Of a thing: what the other side does where it comes from them, `start on 4 Jan` for `a start on 4 Jan`."""
    thanks: str = ""
    """What they are thanked for, where that is no thing: `agreeing to start on 4 Jan`."""


UNCLEAR = Phrase(kind=PhraseKind.UNCLEAR)
