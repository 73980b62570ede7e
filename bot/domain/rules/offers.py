"""Rules about terms: what an offer, or a wording at the table, leaves open, hides, or asks of one side alone."""

from collections.abc import Iterable

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.matching import longest_months
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rules.worded import Says, found, on_the_table
from bot.domain.situation import Situation
from bot.domain.wordings import Wording


def vague_rhythm(situation: Situation) -> Iterable[Caution]:
    """An offer says how the deal will be governed, but not how often or on which day; or it is accepted without a word
    about it."""

    def unclear(offer: Offer, says: Says) -> bool:
        if not offer.rhythm:
            return offer.state is OfferState.ACCEPTED
        return Wording.CADENCE not in says

    return found("vague_rhythm", Severity.NOTE, situation, _never, unclear)


def no_way_out(situation: Situation) -> Iterable[Caution]:
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


def one_way_reference(situation: Situation) -> Iterable[Caution]:
    """One side is asked to speak for the other, with nothing of the kind, and nothing else, in return."""
    said = on_the_table(situation)
    lending = {m.ours for m, says in said if m.kind is not Kind.ASK and Wording.REFERENCE in says}

    def one_way(move: Move, says: Says) -> bool:
        if move.kind is not Kind.ASK or move.ref or move.for_what or Wording.REFERENCE not in says:
            return False
        return Wording.BOTH_WAYS not in says and move.ours not in lending

    return found("one_way_reference", Severity.NOTE, situation, one_way)


def silence_as_consent(situation: Situation) -> Iterable[Caution]:
    """Saying nothing is to count as a yes."""
    return found("silence_as_consent", Severity.CAUTION, situation, _silent, _silent)


def _silent(_said: object, says: Says) -> bool:
    return Wording.SILENCE in says


def surprise_renewal(situation: Situation) -> Iterable[Caution]:
    """It renews by itself, and nobody is told in time to say no."""
    return found("surprise_renewal", Severity.CAUTION, situation, _renews, _renews)


def _renews(_said: object, says: Says) -> bool:
    return Wording.RENEWAL in says and Wording.WAY_OUT not in says


def one_sided_credit(situation: Situation) -> Iterable[Caution]:
    """Credits or penalties for one side alone, with nothing to earn back and nothing in return."""

    def alone(move: Move, says: Says) -> bool:
        bare = not (move.has_if or move.ref or move.for_what) and move.state is not State.GOODWILL
        return (
            bare
            and _one_sided(move, says)
            and not any(move.no in (t.give, t.get) for t in situation.ties)
        )

    return found("one_sided_credit", Severity.NOTE, situation, alone, _one_sided)


def _one_sided(_said: object, says: Says) -> bool:
    return Wording.CREDIT in says and Wording.BOTH_WAYS not in says


def _never(_move: Move, _says: Says) -> bool:
    return False
