"""Checks before a close is said to be done: rules over the items as they stand and over the rhythm. Each returns what
it found, as facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.closing import CloseItem, CloseItemKind, CloseLine, CloseStatus
from bot.domain.comparison import compare
from bot.domain.governance import AfterTerm
from bot.domain.offers import Offer, OfferState
from bot.domain.rhythms import Rhythm
from bot.domain.things import Likeness, Thing
from bot.domain.wordings import Wording, WordingReader


class CloseCheck(StrEnum):
    """What a check looks for."""

    UNWRITTEN_GET = "unwritten_get"
    UNWRITTEN_GIVE = "unwritten_give"
    OFFERS_OPEN = "offers_open"
    """Offers are on the table, and nobody accepted one."""
    CONTRADICTION = "contradiction"
    """Two items say different things of one matter, or two days stand the wrong way round."""
    SILENCE_AS_CONSENT = "silence_as_consent"
    SURPRISE_RENEWAL = "surprise_renewal"
    NO_WAY_OUT = "no_way_out"
    VAGUE_RHYTHM = "vague_rhythm"
    ONE_SIDED_CREDIT = "one_sided_credit"


class RhythmLack(StrEnum):
    """What a rhythm does not say yet: how often both sides meet, or who sees to it on either side."""

    CADENCE = "cadence"
    OWNER = "owner"
    THEIR_OWNER = "their_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGap:
    """What a check found. `items` are those it is about; none where it is about the rhythm, of which `day` is one that
    it speaks of and `lacks` what it leaves out, or about `offers`."""

    check: CloseCheck
    items: tuple[CloseItem, ...] = ()
    day: date | None = None
    offers: tuple[Offer, ...] = ()
    lacks: frozenset[RhythmLack] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseReview:
    """What the checks look at. `things` are the items' things by key, as far as their words name any."""

    lines: Sequence[CloseLine]
    rhythm: Rhythm
    wordings: WordingReader
    things: dict[str, Thing]
    offers: Sequence[Offer] = ()

    @property
    def standing(self) -> list[CloseItem]:
        """Items that were agreed and neither waived nor superseded."""
        gone = (CloseStatus.WAIVED, CloseStatus.SUPERSEDED)
        return [line.item for line in self.lines if line.item.is_agreed and line.status not in gone]

    def says(self, item: CloseItem) -> frozenset[Wording]:
        """What the item's words say."""
        found = self.wordings.find_in_text(item.said)
        if item.move is None:
            return found
        return found | self.wordings.find_in_move(item.move)


def find_close_gaps(review: CloseReview) -> list[CloseGap]:
    """What all checks find, the weightiest first."""
    found: list[CloseGap] = []
    for check in CHECKS:
        gap = check(review)
        if gap is not None:
            found.append(gap)
    return found


def find_open_offers(review: CloseReview) -> CloseGap | None:
    """Offers that still stand where none was accepted: what was agreed is then not in the ledger."""
    if any(offer.state is OfferState.ACCEPTED for offer in review.offers):
        return None
    standing = tuple(offer for offer in review.offers if offer.state is OfferState.OPEN)
    return CloseGap(check=CloseCheck.OFFERS_OPEN, offers=standing) if standing else None


def _find_unwritten(
    review: CloseReview, check: CloseCheck, kinds: frozenset[CloseItemKind], *, ours: bool
) -> CloseGap | None:
    """Items of one side that were agreed and are left for later. What nobody has decided about is shown as open."""
    left = (CloseStatus.COMMITMENT, CloseStatus.QUESTION)
    items = [
        line.item
        for line in review.lines
        if line.item.kind in kinds and line.item.ours is ours and line.status in left
    ]
    return CloseGap(check=check, items=tuple(items)) if items else None


_OF_A_SIDE = frozenset(
    {CloseItemKind.GIVE, CloseItemKind.GET, CloseItemKind.PROMISED, CloseItemKind.CONDITIONAL}
)


def find_unwritten_gets(review: CloseReview) -> CloseGap | None:
    """Gets that the contract does not hold."""
    return _find_unwritten(review, CloseCheck.UNWRITTEN_GET, _OF_A_SIDE, ours=False)


def find_unwritten_gives(review: CloseReview) -> CloseGap | None:
    """Gives that the contract does not hold: a promise beside it is a side letter."""
    return _find_unwritten(review, CloseCheck.UNWRITTEN_GIVE, _OF_A_SIDE, ours=True)


def find_contradictions(review: CloseReview) -> CloseGap | None:
    """The first two items that are about one matter and say different things of it (`24 months` and `36-month term`);
    or a renewal whose last day for notice comes after it."""
    standing = [item for item in review.standing if item.key in review.things]
    for place, one in enumerate(standing):
        for other in standing[place + 1 :]:
            if _contradict(review, one, other):
                return CloseGap(check=CloseCheck.CONTRADICTION, items=(one, other))
    rhythm = review.rhythm
    if rhythm.renewal and rhythm.notice and rhythm.notice > rhythm.renewal:
        return CloseGap(check=CloseCheck.CONTRADICTION, day=rhythm.notice)
    return None


def _contradict(review: CloseReview, one: CloseItem, other: CloseItem) -> bool:
    if one.kind is not CloseItemKind.TERM and other.kind is not CloseItemKind.TERM:
        # Gives come on top of each other; only beside a term two figures are one too many.
        return False
    return compare(review.things[one.key], review.things[other.key]) in (
        Likeness.LESS,
        Likeness.MORE,
    )


def _find_worded(
    review: CloseReview, check: CloseCheck, wording: Wording, unless: Wording | None = None
) -> CloseGap | None:
    items = [
        item
        for item in review.standing
        if wording in review.says(item) and (unless is None or unless not in review.says(item))
    ]
    return CloseGap(check=check, items=tuple(items)) if items else None


def find_silence_as_consent(review: CloseReview) -> CloseGap | None:
    """Saying nothing is to count as a yes, in a term or in the rhythm."""
    found = _find_worded(review, CloseCheck.SILENCE_AS_CONSENT, Wording.SILENCE)
    if found is not None:
        return found
    texts = (review.rhythm.decisions, review.rhythm.disputes, review.rhythm.exits.reopen)
    if any(Wording.SILENCE in review.wordings.find_in_text(text) for text in texts if text):
        return CloseGap(check=CloseCheck.SILENCE_AS_CONSENT)
    return None


def find_surprise_renewal(review: CloseReview) -> CloseGap | None:
    """It renews by itself, and no last day for notice is set."""
    rhythm = review.rhythm
    if rhythm.notice is not None or rhythm.after_term is AfterTerm.ENDS:
        return None
    found = _find_worded(
        review, CloseCheck.SURPRISE_RENEWAL, Wording.RENEWAL, unless=Wording.WAY_OUT
    )
    if found is None and rhythm.renewal is not None:
        return CloseGap(check=CloseCheck.SURPRISE_RENEWAL, day=rhythm.renewal)
    return found


def find_no_way_out(review: CloseReview) -> CloseGap | None:
    """Neither the terms nor the rhythm say how either side gets out: no notice, pause, reopener or stop-loss."""
    rhythm = review.rhythm
    exits = (rhythm.exits.pause, rhythm.exits.reopen, rhythm.exits.stop_loss)
    thresholds = (*rhythm.limits, *rhythm.bands)
    if rhythm.notice is not None or any(exits) or thresholds:
        return None
    if any(Wording.WAY_OUT in review.says(item) for item in review.standing):
        return None
    return CloseGap(check=CloseCheck.NO_WAY_OUT)


def find_vague_rhythm(review: CloseReview) -> CloseGap | None:
    """Nobody knows when both sides meet, or who is to see to it on either side."""
    rhythm = review.rhythm
    told = {
        RhythmLack.CADENCE: rhythm.cadence,
        RhythmLack.OWNER: rhythm.owner,
        RhythmLack.THEIR_OWNER: rhythm.their_owner,
    }
    lacks = frozenset(lack for lack, value in told.items() if not value)
    return CloseGap(check=CloseCheck.VAGUE_RHYTHM, lacks=lacks) if lacks else None


def find_one_sided_credits(review: CloseReview) -> CloseGap | None:
    """Credits or penalties that go one way only."""
    found = _find_worded(
        review, CloseCheck.ONE_SIDED_CREDIT, Wording.CREDIT, unless=Wording.BOTH_WAYS
    )
    if found is not None:
        return found
    rhythm = review.rhythm
    if rhythm.credits:
        # The rhythm asks for those of both sides.
        return None
    text = "; ".join(each.credit for each in rhythm.measures if each.credit)
    says = review.wordings.find_in_text(text) if text else frozenset()
    if text and Wording.BOTH_WAYS not in says:
        return CloseGap(check=CloseCheck.ONE_SIDED_CREDIT)
    return None


CHECKS: tuple[Callable[[CloseReview], CloseGap | None], ...] = (
    find_open_offers,
    find_contradictions,
    find_unwritten_gets,
    find_unwritten_gives,
    find_silence_as_consent,
    find_surprise_renewal,
    find_no_way_out,
    find_vague_rhythm,
    find_one_sided_credits,
)
"""All checks, in the order in which what they find is said."""
