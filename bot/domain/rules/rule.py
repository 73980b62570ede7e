"""What a rule is, and the occasions on which rules look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.cautions import Caution, Severity
from bot.domain.situation import Occasion, Situation
from bot.domain.wordings import Wording

ANY = frozenset(Occasion)
# What they want is recorded before anything is decided; only rules about that ask look at it.
ALL_BUT_THEIR_ASKS = ANY - {Occasion.THEIR_ASK}
OUR_GIVES = frozenset({Occasion.GIVE, Occasion.REVIEW})
OFFERS = frozenset({Occasion.OFFER, Occasion.REVIEW})
THEIR_MOVES = OFFERS | {Occasion.GET}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the coach, with all that belongs to it but the words of its caution.

    Those are in `templates/cautions/<id>.j2`. `label` names the rule in settings, `about` says what
    it speaks of where somebody mutes it ("No more about gives in a row"); both are English and
    translated where they are shown.

    `severity` is the most that its cautions weigh. Among cautions of the same severity, that of the
    rule with the lowest `rank` is said first. `evidence` are ids of the evidence page; a rule of
    law or of plain sense has none. `thresholds` are the fields of the policy that it compares with.

    The rule looks on its `occasions` only. A rule about wordings has `words`: before a move counts,
    it looks only where one of them was found in that move.
    """

    id: str
    label: str
    about: str
    check: Callable[[Situation], Iterable[Caution]]
    rank: int
    severity: Severity
    evidence: tuple[str, ...] = ()
    thresholds: tuple[str, ...] = ()
    occasions: frozenset[Occasion] = ANY
    words: frozenset[Wording] = frozenset()
