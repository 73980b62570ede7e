"""Rules about terms: what an offer, or a wording at the table, leaves open, hides, or asks of one
side alone."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import partial

from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo
from bot.domain.matching import longest_months
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rules.rule import OFFERS, Rule
from bot.domain.rules.worded import Says, find_worded, standing_moves_with_wordings
from bot.domain.situation import Situation
from bot.domain.wordings import Wording


def find_vague_rhythm(situation: Situation) -> Iterable[Caution]:
    """An offer says how the deal will be governed, but not how often or on which day; or it is
    accepted without a word about it."""
    return find_worded("vague_rhythm", Severity.NOTE, situation, _never, _is_vague)


VAGUE_RHYTHM = Rule(
    id="vague_rhythm",
    label="Vague rhythm",
    about="a rhythm without a day",
    check=find_vague_rhythm,
    rank=300,
    severity=Severity.NOTE,
    occasions=OFFERS,
)


def _is_vague(offer: Offer, says: Says) -> bool:
    if not offer.rhythm:
        return offer.state is OfferState.ACCEPTED
    return Wording.CADENCE not in says


def _never(_move: Move, _says: Says) -> bool:
    """The rhythm is a matter of offers alone."""
    return False


def find_no_way_out(situation: Situation) -> Iterable[Caution]:
    """Somebody is bound, and no way out is named: exclusivity, a term that cannot be ended, a very
    long one."""
    return find_worded(
        "no_way_out",
        Severity.NOTE,
        situation,
        partial(_binds, situation),
        _offer_binds,
        # A long term is found by its figure, so a move without any known words may be one.
        wordless=True,
    )


NO_WAY_OUT = Rule(
    id="no_way_out",
    label="No way out",
    about="commitments without a way out",
    check=find_no_way_out,
    rank=290,
    severity=Severity.NOTE,
    thresholds=("long_months",),
)


def _binds(situation: Situation, move: Move, says: Says) -> bool:
    is_long = longest_months(move.what) >= situation.policy.long_months
    if not is_long and Wording.LOCKED_IN not in says:
        return False
    texts = (move.what, move.condition, move.reason, move.for_what)
    return not any(Wording.WAY_OUT in situation.wordings_in(text) for text in texts)


def _offer_binds(_offer: Offer, says: Says) -> bool:
    return Wording.LOCKED_IN in says and Wording.WAY_OUT not in says


def find_one_way_reference(situation: Situation) -> Iterable[Caution]:
    """One side is asked to speak for the other, with nothing of the kind, and nothing else, in
    return."""
    lending_sides = {
        move.ours
        for move, says in standing_moves_with_wordings(situation)
        if move.kind is not Kind.ASK and Wording.REFERENCE in says
    }
    return find_worded(
        "one_way_reference", Severity.NOTE, situation, partial(_is_one_way, lending_sides)
    )


ONE_WAY_REFERENCE = Rule(
    id="one_way_reference",
    label="One way reference",
    about="references that go one way",
    check=find_one_way_reference,
    rank=270,
    severity=Severity.NOTE,
    words=frozenset({Wording.REFERENCE}),
)


def _is_one_way(lending_sides: AbstractSet[bool], move: Move, says: Says) -> bool:
    if move.kind is not Kind.ASK or Wording.REFERENCE not in says:
        return False
    is_answered = move.ref is not None or move.for_what != "" or Wording.BOTH_WAYS in says
    return not is_answered and move.ours not in lending_sides


def find_silence_as_consent(situation: Situation) -> Iterable[Caution]:
    """Saying nothing is to count as a yes."""
    return find_worded("silence_as_consent", Severity.CAUTION, situation, _is_silence, _is_silence)


SILENCE_AS_CONSENT = Rule(
    id="silence_as_consent",
    label="Silence as consent",
    about="silence that counts as a yes",
    check=find_silence_as_consent,
    rank=200,
    severity=Severity.CAUTION,
    words=frozenset({Wording.SILENCE}),
)


def _is_silence(_said: object, says: Says) -> bool:
    return Wording.SILENCE in says


def find_surprise_renewal(situation: Situation) -> Iterable[Caution]:
    """It renews by itself, and nobody is told in time to say no."""
    return find_worded("surprise_renewal", Severity.CAUTION, situation, _renews, _renews)


SURPRISE_RENEWAL = Rule(
    id="surprise_renewal",
    label="Surprise renewal",
    about="renewals without notice",
    check=find_surprise_renewal,
    rank=210,
    severity=Severity.CAUTION,
    words=frozenset({Wording.RENEWAL}),
)


def _renews(_said: object, says: Says) -> bool:
    return Wording.RENEWAL in says and Wording.WAY_OUT not in says


def find_one_sided_credit(situation: Situation) -> Iterable[Caution]:
    """Credits or penalties for one side alone, with nothing to earn back and nothing in return."""
    tied = {no for tie in situation.ties for no in (tie.give, tie.get)}
    return find_worded(
        "one_sided_credit",
        Severity.NOTE,
        situation,
        partial(_is_unanswered_credit, tied),
        _is_one_sided,
    )


ONE_SIDED_CREDIT = Rule(
    id="one_sided_credit",
    label="One sided credit",
    about="credits for one side alone",
    check=find_one_sided_credit,
    rank=280,
    severity=Severity.NOTE,
    words=frozenset({Wording.CREDIT}),
)


def _is_unanswered_credit(tied: AbstractSet[MoveNo], move: Move, says: Says) -> bool:
    has_return = move.no in tied or move.ref is not None or move.for_what != ""
    if has_return or move.has_if or move.state is State.GOODWILL:
        return False
    return _is_one_sided(move, says)


def _is_one_sided(_said: object, says: Says) -> bool:
    return Wording.CREDIT in says and Wording.BOTH_WAYS not in says


RULES = (
    VAGUE_RHYTHM,
    NO_WAY_OUT,
    ONE_WAY_REFERENCE,
    SILENCE_AS_CONSENT,
    SURPRISE_RENEWAL,
    ONE_SIDED_CREDIT,
)
