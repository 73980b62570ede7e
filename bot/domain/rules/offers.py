"""Rules about terms: what an offer, or a wording at the table, leaves open, hides, or asks of one side alone."""

from collections.abc import Iterable

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.matching import longest_months
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rules.rule import OFFERS, Rule
from bot.domain.rules.worded import Says, found, on_the_table
from bot.domain.situation import Situation
from bot.domain.wordings import Wording


def find_vague_rhythm(situation: Situation) -> Iterable[Caution]:
    """An offer says how the deal will be governed, but not how often or on which day; or it is accepted without a word
    about it."""

    def unclear(offer: Offer, says: Says) -> bool:
        if not offer.rhythm:
            return offer.state is OfferState.ACCEPTED
        return Wording.CADENCE not in says

    return found("vague_rhythm", Severity.NOTE, situation, _never, unclear)


VAGUE_RHYTHM = Rule(
    id="vague_rhythm",
    label="Vague rhythm",
    about="a rhythm without a day",
    check=find_vague_rhythm,
    rank=300,
    severity=Severity.NOTE,
    occasions=OFFERS,
)


def find_no_way_out(situation: Situation) -> Iterable[Caution]:
    """Somebody is bound, and no way out is named: exclusivity, a term that cannot be ended, a very long one."""
    long, now = situation.deal.policy.long_months, situation.move
    if (
        now is not None
        and longest_months(now.what) < long
        and Wording.LOCKED_IN not in wordings.of(now)
    ):
        return ()

    def bound(move: Move, says: Says) -> bool:
        return (
            Wording.LOCKED_IN in says or longest_months(move.what) >= long
        ) and not wordings.way_out(move)

    def bound_by(_offer: Offer, says: Says) -> bool:
        return Wording.LOCKED_IN in says and Wording.WAY_OUT not in says

    return found("no_way_out", Severity.NOTE, situation, bound, bound_by, wordless=True)


NO_WAY_OUT = Rule(
    id="no_way_out",
    label="No way out",
    about="commitments without a way out",
    check=find_no_way_out,
    rank=290,
    severity=Severity.NOTE,
    thresholds=("long_months",),
)


def find_one_way_reference(situation: Situation) -> Iterable[Caution]:
    """One side is asked to speak for the other, with nothing of the kind, and nothing else, in return."""
    said = on_the_table(situation)
    lending = {m.ours for m, says in said if m.kind is not Kind.ASK and Wording.REFERENCE in says}

    def one_way(move: Move, says: Says) -> bool:
        if move.kind is not Kind.ASK or move.ref or move.for_what or Wording.REFERENCE not in says:
            return False
        return Wording.BOTH_WAYS not in says and move.ours not in lending

    return found("one_way_reference", Severity.NOTE, situation, one_way)


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
    return found("silence_as_consent", Severity.CAUTION, situation, _silent, _silent)


SILENCE_AS_CONSENT = Rule(
    id="silence_as_consent",
    label="Silence as consent",
    about="silence that counts as a yes",
    check=find_silence_as_consent,
    rank=200,
    severity=Severity.CAUTION,
    words=frozenset({Wording.SILENCE}),
)


def _silent(_said: object, says: Says) -> bool:
    return Wording.SILENCE in says


def find_surprise_renewal(situation: Situation) -> Iterable[Caution]:
    """It renews by itself, and nobody is told in time to say no."""
    return found("surprise_renewal", Severity.CAUTION, situation, _renews, _renews)


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

    def alone(move: Move, says: Says) -> bool:
        bare = not (move.has_if or move.ref or move.for_what) and move.state is not State.GOODWILL
        return (
            bare
            and _one_sided(move, says)
            and not any(move.no in (t.give, t.get) for t in situation.ties)
        )

    return found("one_sided_credit", Severity.NOTE, situation, alone, _one_sided)


ONE_SIDED_CREDIT = Rule(
    id="one_sided_credit",
    label="One sided credit",
    about="credits for one side alone",
    check=find_one_sided_credit,
    rank=280,
    severity=Severity.NOTE,
    words=frozenset({Wording.CREDIT}),
)


def _one_sided(_said: object, says: Says) -> bool:
    return Wording.CREDIT in says and Wording.BOTH_WAYS not in says


def _never(_move: Move, _says: Says) -> bool:
    return False


RULES = (
    VAGUE_RHYTHM,
    NO_WAY_OUT,
    ONE_WAY_REFERENCE,
    SILENCE_AS_CONSENT,
    SURPRISE_RENEWAL,
    ONE_SIDED_CREDIT,
)
