"""What a sentence about business does as a whole: who gives what, and what comes back for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.sentences.deeds import Deed, Doing
from bot.language.sentences.readings import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a sentence does, where its clauses show it. `giving` and `getting` are the clauses that say what is given
    and what comes back; `condition` is the clause on which the give hangs."""

    label: Label
    explicit: bool = False
    giving: Doing | None = None
    getting: Doing | None = None
    condition: Doing | None = None
    could_tie: bool = False
    """Whether a word stands in it that could tie a give to a get."""
    is_weak: bool = False
    """Whether only its shape shows it: nobody is said to do anything, or a thing is asked about by its bare name."""
    is_sure: bool = False
    """Whether it is known to move nothing, however its words are weighed."""
    is_polite: bool = False
    """Whether a condition was left out that is none: `if that helps`."""

    @property
    def is_named(self) -> bool:
        """Whether what is given is named by a phrase: `net 60 works for us`."""
        giving = self.giving
        return giving is not None and not giving.verb and giving.part is not None


def find_first(doings: Sequence[Doing], deed: Deed) -> Doing | None:
    """The first clause that does that."""
    return next((doing for doing in doings if doing.deed is deed), None)


def tie_together(giving: Doing | None, getting: Doing, condition: Doing) -> Exchange:
    """An exchange in which words tie what is given to what comes back."""
    return Exchange(
        label=Label.OFFER, explicit=True, giving=giving, getting=getting, condition=condition
    )
