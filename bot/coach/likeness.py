"""Which moves of a deal are about the same thing."""

import re
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from bot.coach.context import DealSession
from bot.coach.records import OPEN_ASKS
from bot.coach.settlements import list_parts
from bot.domain.answering import Answered, Wanted, find_answered
from bot.domain.comparison import compare, is_exactly, says_as_much, share_a_name
from bot.domain.matching import Suggested, find_named_move, suggest_gives
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.spellings import share_part_of_word
from bot.domain.things import Likeness, Thing, is_seller, resolve_direction
from bot.domain.trades import TIEABLE_GIVES
from bot.language.corrections import begins_as_correction
from bot.language.signings import is_exception, waits_for_signing
from bot.language.things import read_thing, read_thing_of_line

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def thing_of(session: DealSession, move: Move) -> Thing:
    """What a move is about. Of payment days, more is what is better for whoever receives them."""
    what = move.what
    if move.kind is Kind.ASK and move.for_what and not move.refs:
        # `forecast worth 2k for cans`: nothing of ours is called that, so it is part of the thing.
        what = f"{what} for {move.for_what}"
    thing = read_thing_of_line(what, move.typed, move.due, session.by.locale)
    # We receive what we ask for and what they give.
    ours = move.kind is Kind.GET or (move.kind is Kind.ASK and move.ours)
    return resolve_direction(thing, is_seller(session.deal.side, ours=ours))


def read_wanted(session: DealSession, text: str) -> Thing:
    """What a text names that we would receive."""
    thing = read_thing(text, session.by.locale)
    return resolve_direction(thing, is_seller(session.deal.side, ours=True))


def is_our_open_ask(move: Move) -> bool:
    """Whether it is an ask of ours that waits for an answer."""
    return move.kind is Kind.ASK and move.ours and move.state in UNANSWERED


def our_open_asks(session: DealSession) -> list[Move]:
    """Our asks that wait for an answer, newest first."""
    asks = session.snapshot.open_asks
    if len(asks) < OPEN_ASKS:
        return [ask for ask in asks if ask.ours]
    # The snapshot holds no more than that; what was asked before them counts too.
    all_asks = session.list_moves(Kind.ASK, *UNANSWERED)
    return [ask for ask in all_asks if ask.ours][::-1]


def find_corrected(session: DealSession, move: Move) -> Move | None:
    """The move of the same kind and thing that the same person recorded the same day, where the line begins as a
    correction of it (`sorry I meant 45 pallet places`); or the get on its own that the line says once more."""
    thing = thing_of(session, move)
    if not begins_as_correction(move.typed):
        return _find_said_before(session, move, thing)
    for earlier in session.snapshot.recent:
        is_alike = (earlier.kind, earlier.person, earlier.on) == (move.kind, move.person, move.on)
        if not is_alike or earlier.no == move.no or earlier.state is State.VOID:
            continue
        if compare(thing, thing_of(session, earlier)) is not Likeness.OTHER:
            return earlier
    return None


def _find_said_before(session: DealSession, get: Move, thing: Thing) -> Move | None:
    """The one get, answering no ask and no give, that is about just this: `2 months rent free` before `two months rent
    free but only if we sign`, which would stand twice."""
    if get.kind is not Kind.GET or get.offer is not None:
        return None
    loose = [each for each in session.snapshot.loose_gets if each.ref is None and each.no != get.no]
    loose = [each for each in loose if session.deal.may_be_same(each.frm, get.frm)]
    same = find_same(session, thing, loose)
    return same[0] if len(same) == 1 else None


def find_same(session: DealSession, wanted: Thing, moves: Iterable[Move]) -> list[Move]:
    """The moves that are about just this thing; those that say exactly the same, where there are any."""
    return find_same_of(wanted, [(move, thing_of(session, move)) for move in moves])


def find_same_of(wanted: Thing, moves: Iterable[tuple[Move, Thing]]) -> list[Move]:
    """The same among moves whose things were read already."""
    same = [(move, thing) for move, thing in moves if compare(wanted, thing) is Likeness.SAME]
    exact = [move for move, thing in same if is_exactly(wanted, thing)]
    return exact or [move for move, thing in same if _names_it(wanted, thing)]


def find_named(text: str, moves: Iterable[Move], locale: str) -> Move | None:
    """The one move that a text names: as a thing, else by words that they have in common. None where two may be
    meant."""
    named = read_thing(text, locale)
    among = list(moves)
    if named.refers or named.is_empty:
        return find_named_move(text, among)
    same = [
        move for move in among if compare(named, read_thing(move.what, locale)) is Likeness.SAME
    ]
    exact = [move for move in same if is_exactly(named, read_thing(move.what, locale))]
    if len(exact) == 1 or len(same) == 1:
        return (exact or same)[0]
    return None if same else find_named_move(text, among)


def names_surely(text: str, move: Move, locale: str) -> bool:
    """Whether a text names a move and leaves no doubt: `training` may be another thing than a training budget."""
    named, known = read_thing(text, locale), read_thing(move.what, locale)
    is_alike = compare(named, known) not in (Likeness.UNCLEAR, Likeness.OTHER)
    is_figure = named.is_bare and find_by_figure(text, [move]) is not None
    return is_alike or is_figure or share_part_of_word(text, move.what)


def find_by_part_of_word(text: str, moves: Iterable[Move]) -> Move | None:
    """The one move that a text names by a part of a longer word: `Laptops` of `Ersatzlaptops gratis`. None where two
    may be meant."""
    found = [move for move in moves if share_part_of_word(text, move.what)]
    return found[0] if len(found) == 1 else None


def find_by_figure(text: str, moves: Iterable[Move]) -> Move | None:
    """The one move that has the figure which is all that a text says: the 40 of `min 40 crowns a month`."""
    figures = set(_FIGURE.findall(text))
    if len(figures) != 1:
        return None
    found = [move for move in moves if figures <= set(_FIGURE.findall(move.what))]
    return found[0] if len(found) == 1 else None


def is_meant_by(named: Thing, known: Thing) -> bool:
    """Whether `the maintenance` may be `free maintenance for the first year`: every word of it is there."""
    if not named.words or not named.words <= known.words:
        return False
    return compare(named, known) in (Likeness.SAME, Likeness.UNCLEAR)


def _names_it(one: Thing, other: Thing) -> bool:
    """Whether both have names of their own: `24 months` is no warranty of 24 months as long as nobody says so."""
    return not one.is_bare and not other.is_bare and not one.refers and not other.refers


def find_answered_ask(session: DealSession, get: Move, asks: Iterable[Move]) -> Answered:
    """The ask that a get answers, as far as its words tell."""
    wanted = [
        Wanted(
            ask=ask,
            thing=thing_of(session, ask),
            parts=tuple(thing_of(session, part) for part in _list_parts(session, ask)),
        )
        for ask in asks
    ]
    return find_answered(thing_of(session, get), wanted)


def find_related_asks(session: DealSession, get: Move, asks: Iterable[Move]) -> tuple[Move, ...]:
    """The asks that a get may be a poorer answer to, though its words say something else: `training 1 day online`
    beside `operator training onsite, 2 days`. The person is asked."""
    thing = thing_of(session, get)
    related = [ask for ask in asks if share_a_name(thing, thing_of(session, ask))]
    return tuple(sorted(related, key=attrgetter("no")))


def _list_parts(session: DealSession, ask: Move) -> list[Move]:
    # Only of an ask that was granted in part has anything come.
    return list_parts(session, ask) if ask.state is State.PARTLY else []


def find_promised(session: DealSession, get: Move) -> list[Move]:
    """The promised gets that a get is the delivery of."""
    promised = session.list_moves(Kind.GET, State.PROMISED)
    promised = [move for move in promised if move.offer is None]
    promised = [move for move in promised if session.deal.may_be_same(move.frm, get.frm)]
    return find_same(session, thing_of(session, get), promised)


def list_gives_to_match(session: DealSession, get: Move) -> tuple[Suggested, ...]:
    """The open gives that a get may be matched with, the likeliest first; none of another party."""
    gives = [give for give in session.list_open_gives() if give.state in TIEABLE_GIVES]
    gives = [give for give in gives if session.deal.may_be_same(give.to, get.frm)]
    answered = session.find_move(get.ref) if get.ref is not None else None
    asks = () if answered is None or answered.state is State.VOID else (answered,)
    return tuple(suggest_gives(get, gives, session.deal.yardstick, asks))


def find_gives_met_by(session: DealSession, get: Move) -> tuple[Move, ...]:
    """The conditional give whose condition is just what they gave. None where two are, or where it waits for more."""
    got = thing_of(session, get)
    met = [
        give
        for give in session.list_moves(Kind.GIVE, State.CONDITIONAL)
        if give.condition
        and not is_exception(give.condition)
        and give.offer is None
        and not give.refs
        and not waits_for_signing(give.condition)
        and is_just(got, read_wanted(session, give.condition))
    ]
    return tuple(met) if len(met) == 1 else ()


def is_just(got: Thing, wanted: Thing) -> bool:
    """Whether one is called just as the other, and is no less of it. The day by which it had to come is looked at by
    the calendar, not by what the get says."""
    if not got.bounds:
        wanted = replace(wanted, bounds=())
    if compare(got, wanted) not in (Likeness.SAME, Likeness.MORE):
        return False
    names = [thing.words - thing.generic or thing.words for thing in (got, wanted)]
    return bool(names[0]) and names[0] == names[1] and says_as_much(got, wanted)


def find_lapsed_for(session: DealSession, get: Move, ask: Move | None = None) -> tuple[Move, ...]:
    """Gives that lapsed and that had waited for just this, or for the ask that the get answers."""
    got = thing_of(session, get)
    late = []
    for give in session.list_moves(Kind.GIVE, State.LAPSED):
        if ask is not None and ask.no in give.refs:
            late.append(give)
            continue
        wanted = [read_wanted(session, text) for text in (give.for_what, give.condition) if text]
        if any(is_just(got, each) for each in wanted):
            late.append(give)
    return tuple(late)
