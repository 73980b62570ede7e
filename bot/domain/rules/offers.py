"""Rules about terms: what an offer, or a wording at the table, leaves open, hides, or asks of one side alone."""

from collections.abc import Iterable

from bot.domain.cautions import Caution, Severity
from bot.domain.matching import longest_months
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rules.rule import OFFERS, Rule
from bot.domain.rules.worded import Says, find_worded, standing_moves_with_wordings
from bot.domain.situation import Situation
from bot.domain.wordings import Wording


def find_vague_rhythm(situation: Situation) -> Iterable[Caution]:
    """An offer says how the deal will be governed, but not how often or on which day; or it is accepted without a word
    about it."""
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
    """Somebody is bound, and no way out is named: exclusivity, a term that cannot be ended, a very long one."""
    long_months = situation.deal.policy.long_months

    def binds(move: Move, says: Says) -> bool:
        if Wording.LOCKED_IN not in says and longest_months(move.what) < long_months:
            return False
        return not _names_way_out(situation, move)

    def offer_binds(_offer: Offer, says: Says) -> bool:
        return Wording.LOCKED_IN in says and Wording.WAY_OUT not in says

    # A long term is found by its figure, so a move without any known words may be one.
    return find_worded("no_way_out", Severity.NOTE, situation, binds, offer_binds, wordless=True)


NO_WAY_OUT = Rule(
    id="no_way_out",
    label="No way out",
    about="commitments without a way out",
    check=find_no_way_out,
    rank=290,
    severity=Severity.NOTE,
    thresholds=("long_months",),
)


def _names_way_out(situation: Situation, move: Move) -> bool:
    texts = (move.what, move.condition, move.reason, move.for_what)
    return any(Wording.WAY_OUT in situation.wordings_in(text) for text in texts)


def find_one_way_reference(situation: Situation) -> Iterable[Caution]:
    """One side is asked to speak for the other, with nothing of the kind, and nothing else, in return."""
    sides_that_lend_their_name = set()
    for move, says in standing_moves_with_wordings(situation):
        if move.kind is not Kind.ASK and Wording.REFERENCE in says:
            sides_that_lend_their_name.add(move.ours)

    def is_one_way(move: Move, says: Says) -> bool:
        if move.kind is not Kind.ASK or Wording.REFERENCE not in says:
            return False
        has_return = move.ref is not None or move.for_what != ""
        if has_return or Wording.BOTH_WAYS in says:
            return False
        return move.ours not in sides_that_lend_their_name

    return find_worded("one_way_reference", Severity.NOTE, situation, is_one_way)


ONE_WAY_REFERENCE = Rule(
    id="one_way_reference",
    label="One way reference",
    about="references that go one way",
    check=find_one_way_reference,
    rank=270,
    severity=Severity.NOTE,
    words=frozenset({Wording.REFERENCE}),
)


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

    def is_alone(move: Move, says: Says) -> bool:
        if move.has_if or move.ref or move.for_what or move.no in tied:
            return False
        return move.state is not State.GOODWILL and _is_one_sided(move, says)

    return find_worded("one_sided_credit", Severity.NOTE, situation, is_alone, _is_one_sided)


ONE_SIDED_CREDIT = Rule(
    id="one_sided_credit",
    label="One sided credit",
    about="credits for one side alone",
    check=find_one_sided_credit,
    rank=280,
    severity=Severity.NOTE,
    words=frozenset({Wording.CREDIT}),
)


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
