"""Conditions in words (`if she starts by 4 Jan`) that a get meets: in time, in part, or too late."""

from dataclasses import dataclass, replace

from bot.coach.batches import Batch
from bot.coach.context import DealSession, LedgerChange
from bot.coach.deeds import is_deed_done, is_deed_told, is_part_of_deed
from bot.coach.likeness import is_just, read_wanted, thing_of
from bot.coach.settlements import list_awaited
from bot.domain.bounds import BoundKind
from bot.domain.comparison import compare, is_exactly, share_a_name
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import Ground, Suggested
from bot.domain.moves import Kind, Move, State
from bot.domain.spellings import share_part_of_word
from bot.domain.things import Likeness, Thing
from bot.domain.trades import Tie
from bot.language.doing import GENERAL, list_payments_meant, read_deed
from bot.language.item_lists import split_clause
from bot.language.signings import (
    is_exception,
    waits_for_order,
    waits_for_signing,
    without_arrival,
)
from bot.language.things import read_thing
from bot.language.told_offers import says_yes


@dataclass(frozen=True, slots=True, kw_only=True)
class MetConditions:
    """What a get did to the gives whose conditions it meets: `firm` count now, `waiting` wait for the rest."""

    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()


def meets_a_condition(session: DealSession, get: Move, *, limited: bool = False) -> bool:
    """Whether a get that is about to be recorded meets a condition of a give, in time, or a part of it."""
    return any(
        find_rest_of_condition(session, give, get, limited=limited) is not None
        or _falls_short(session, give, get, limited=limited)
        for give in _list_waiting(session, get)
    )


def touches_a_condition(session: DealSession, get: Move) -> bool:
    """Whether a give still waits for something of that name, which the get may fall short of: then thanks would say
    that it is enough."""
    thing = thing_of(session, get)
    return any(
        not thing.words.isdisjoint(read_thing(part, session.by.locale).words)
        for give in _list_waiting(session, get)
        for part in split_clause(give.condition)
    )


def meet_conditions(batch: Batch, get: Move, *, limited: bool = False) -> MetConditions:
    """Meets the conditions that a get of the batch meets, and ties it to those gives. Less than a condition says, or
    what is `limited`, is tied as well, and the give goes on waiting."""
    session = batch.session
    firm, waiting, before, short = [], [], [], []
    for give in _list_waiting(session, get):
        rest = find_rest_of_condition(session, give, get, limited=limited)
        if rest is None:
            if _falls_short(session, give, get, limited=limited):
                short.append(give)
            continue
        before.append(give)
        if rest or list_awaited(session, give):
            waiting.append(next_version(give, condition=rest))
        else:
            firm.append(session.settle(give, State.FIRM))
    ties = [Tie(give=give.no, get=get.no) for give in (*before, *short)]
    if ties:
        known = session.load_group([get.no]).ties
        batch.add(
            LedgerChange(
                verb=Verb.MET,
                moves=(*firm, *waiting),
                before=tuple(before),
                tied=tuple(tie for tie in ties if tie not in known),
            )
        )
    return MetConditions(firm=tuple(firm), waiting=(*waiting, *short))


def _list_waiting(session: DealSession, get: Move) -> list[Move]:
    """The gives to the same party that wait for a condition whose day has not passed."""
    return [
        give
        for give in session.list_moves(Kind.GIVE, State.CONDITIONAL)
        if give.condition
        and not is_exception(give.condition)
        and give.offer is None
        and give.to == get.frm
        and (give.due is None or get.on <= give.due)
    ]


def _falls_short(session: DealSession, give: Move, get: Move, *, limited: bool) -> bool:
    """Whether the get is a part of what a give waits for: 18 of 20 trucks, one of two rooms, or the term of a contract
    that is not signed yet. What answers an ask of ours is about that."""
    thing = thing_of(session, get)
    return get.ref is None and any(
        _is_part_of(session, part, thing, limited=limited)
        or is_part_of_deed(session, without_arrival(part), get.what)
        for part in split_clause(give.condition)
    )


def _is_part_of(session: DealSession, condition: str, thing: Thing, *, limited: bool) -> bool:
    wanted = read_thing(without_arrival(condition), session.by.locale)
    waits_for_paper = waits_for_signing(condition) or waits_for_order(condition)
    if wanted.is_empty or wanted.refers or (waits_for_paper and not wanted.extents):
        return False
    if thing.is_bare and not (wanted.is_bare or waits_for_paper):
        # `18 months` is no part of a warranty of 24 months.
        return False
    likeness = compare(thing, wanted)
    if likeness is Likeness.LESS:
        return True
    if limited:
        is_alike = likeness in (Likeness.SAME, Likeness.MORE)
        return is_alike or (likeness is Likeness.UNCLEAR and share_a_name(thing, wanted))
    return waits_for_paper and likeness in (Likeness.SAME, Likeness.MORE)


def find_rest_of_condition(
    session: DealSession, give: Move, get: Move, *, limited: bool = False
) -> str | None:
    """What is left of a give's condition once the get is there; None where the get meets nothing of it, or is no more
    than a part of it."""
    if limited:
        return None
    thing = thing_of(session, get)
    parts = split_clause(give.condition)
    left = [
        part
        for part in parts
        if not (_is_met(session, part, thing) or _is_done(session, part, get))
    ]
    return "; ".join(left) if len(left) < len(parts) else None


def _is_done(session: DealSession, condition: str, get: Move) -> bool:
    """Whether a condition that says what they do is met by a get that says that it is done."""
    if waits_for_signing(condition) or waits_for_order(condition):
        return False
    return is_deed_done(session, without_arrival(condition), get)


def list_related(session: DealSession, get: Move) -> tuple[Suggested, ...]:
    """The gives that wait for something that a get may be, by a word, a verb or a figure in common. The person is
    asked."""
    return tuple(
        Suggested(move=give, why=Ground.CONDITION)
        for give in _list_waiting(session, get)
        if any(_is_related(session, part, get.what) for part in split_clause(give.condition))
    )


def list_gives_waiting_for(session: DealSession, told: str) -> tuple[Move, ...]:
    """The gives whose condition a sentence may be about: a yes alone may be to any of them."""
    is_any = says_yes(told)
    return tuple(
        give
        for give in _list_waiting_today(session)
        if is_any or any(_is_related(session, part, told) for part in split_clause(give.condition))
    )


def list_gives_met_by(session: DealSession, told: str) -> tuple[Move, ...]:
    """The gives of which a sentence tells all that they wait for."""
    meant = [told, *list_payments_meant(told)]
    return tuple(
        give
        for give in _list_waiting_today(session)
        if all(
            any(is_deed_told(session, part, each) for each in meant)
            for part in split_clause(give.condition)
        )
    )


def _list_waiting_today(session: DealSession) -> list[Move]:
    """The gives that wait for a condition in words, whose day has not passed: it lapses with the next look at what is
    due, which may be hours away."""
    return [
        give
        for give in session.list_moves(Kind.GIVE, State.CONDITIONAL)
        if give.condition
        and not is_exception(give.condition)
        and give.offer is None
        and (give.due is None or session.by.today <= give.due)
    ]


def _is_related(session: DealSession, condition: str, told: str) -> bool:
    awaited, came = read_deed(without_arrival(condition)), read_deed(told)
    if not (awaited.verbs & came.verbs) <= GENERAL:
        return True
    got, wanted = read_wanted(session, came.thing), read_wanted(session, awaited.thing)
    if compare(got, wanted) is not Likeness.OTHER or share_a_name(got, wanted):
        return True
    return share_part_of_word(came.thing, awaited.thing)


def _is_met(session: DealSession, condition: str, thing: Thing) -> bool:
    wanted = read_thing(without_arrival(condition), session.by.locale)
    is_plain_order = waits_for_order(condition) and not wanted.extents
    if waits_for_signing(condition) or is_plain_order:
        # A signature or an order is told apart from what else came.
        return False
    if wanted.is_empty or wanted.refers:
        return False
    if wanted.is_bare:
        # `if they take 24 months` is the term, and no warranty of 24 months.
        is_same_kind = thing.is_bare or is_exactly(thing, wanted)
        return is_same_kind and compare(thing, wanted) in (Likeness.SAME, Likeness.MORE)
    # In a condition a day is the latest one, also where it reads like an end: `wenn sie bis 4. Januar startet`.
    bounds = tuple(
        replace(bound, kind=BoundKind.BY) if bound.kind is BoundKind.UNTIL else bound
        for bound in wanted.bounds
    )
    return is_just(thing, replace(wanted, bounds=bounds))
