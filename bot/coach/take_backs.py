"""Taking back: what was given is void, its ties are gone, and what it answered is open again."""

from collections.abc import Sequence

from bot.coach.actors import Actor, Need
from bot.coach.answers import MoveChanged, RefusalReason
from bot.coach.answers.take_backs import TakeBackAsked
from bot.coach.cautions import find_caution
from bot.coach.context import DealSession, LedgerChange, record_in_deal, session_for_reading
from bot.coach.likeness import find_same, thing_of
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.settlements import reopen_ask
from bot.domain.comparison import compare
from bot.domain.ids import DealId
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import find_named_move
from bot.domain.moves import Kind, Move, State
from bot.domain.things import Likeness, Thing
from bot.language.item_lists import names_all, split_items
from bot.language.price_words import names_price
from bot.language.take_backs import TakeBack
from bot.language.things import read_thing

STANDING = {
    Kind.GET: frozenset({State.FIRM, State.PROMISED, State.CONDITIONAL}),
    Kind.GIVE: frozenset({State.FIRM, State.CONDITIONAL, State.GOODWILL}),
}
"""States of what can be taken back."""

MOST_ASKED = 5
"""Moves among which a person chooses by button."""


def ask_what_was_taken_back(
    actor: Actor,
    deal: DealId,
    found: TakeBack,
    typed: str,
    *,
    kind: Kind,
    services: Services,
) -> TakeBackAsked | None:
    """Asks about the moves of that kind that a line says were taken back; None where it names none that stands. Nothing
    is recorded by it."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        moves = _find_meant(session, found.what, kind)
        if not moves:
            return None
        ledger = session.ledger
        answered = {
            tie.give if kind is Kind.GET else tie.get
            for move in moves
            for tie in ledger.ties_of(move.no)
        }
        return TakeBackAsked(
            deal=session.deal,
            typed=typed,
            moves=tuple(moves[:MOST_ASKED]),
            tied=tuple(ledger.moves[no] for no in sorted(answered)),
        )


def _find_meant(session: DealSession, what: str, kind: Kind) -> list[Move]:
    """The moves of that kind that stand and that the words name, each thing of a list by itself."""
    standing = _list_standing(session, kind)
    if names_all(what):
        return standing
    meant: dict[int, Move] = {}
    for item in split_items(what).items:
        wanted = read_thing(item, session.by.locale)
        for move in _find_named(session, wanted, item, standing):
            meant[move.no] = move
    return list(meant.values())


def _list_standing(session: DealSession, kind: Kind) -> list[Move]:
    moves = session.ledger.moves.values()
    return [move for move in moves if move.kind is kind and move.state in STANDING[kind]][::-1]


def _find_named(
    session: DealSession, wanted: Thing, text: str, standing: Sequence[Move]
) -> list[Move]:
    """The moves that are just that thing, else those that may be."""
    same = find_same(session, wanted, standing)
    if same:
        return same
    close = [
        move for move in standing if compare(wanted, thing_of(session, move)) is not Likeness.OTHER
    ]
    if close:
        return close
    named = find_named_move(text, standing)
    return [named] if named is not None else []


def find_reversed(session: DealSession, what: str) -> list[Move]:
    """The gets that a step back may undo: after `3% price rise` a price cut, of the same size where there is one."""
    gets = [move for move in _list_standing(session, Kind.GET) if names_price(move.what)]
    if not gets or not names_price(what):
        return _find_meant(session, what, Kind.GET)
    rise = set(read_thing(what, session.by.locale).extents)
    of_same_size = [
        get for get in gets if rise.intersection(read_thing(get.what, session.by.locale).extents)
    ]
    return of_same_size or gets


def take_back(actor: Actor, seen: SeenMove, *, key: str, services: Services) -> MoveChanged:
    """What they gave, or we, was taken back: it counts no more, and what it answered is open again."""
    with record_in_deal(services, actor, seen.deal, key, Need.VOID) as session:
        move = load_seen_move(session, seen)
        if move.state not in STANDING.get(move.kind, frozenset()):
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
        return write_take_back(session, move)


def write_take_back(session: DealSession, move: Move, *, draft: Move | None = None) -> MoveChanged:
    """Writes that a move was taken back. `draft` is the draft that said so, which is gone with it."""
    state = State.TAKEN_BACK if move.kind is Kind.GET else State.VOID
    gone = session.settle(move, state)
    asks = session.load_moves(move.refs) if move.kind is Kind.GET else []
    answered = [ask for ask in asks if ask.state in (State.GRANTED, State.PARTLY)]
    reopened = [reopen_ask(session, ask, without=move) for ask in answered]
    dropped = [next_version(draft, state=State.VOID)] if draft is not None else []
    written = session.write(
        LedgerChange(
            verb=Verb.TAKEN_BACK,
            moves=(gone, *reopened, *dropped),
            before=(move, *answered, *([draft] if draft is not None else [])),
            untied=tuple(session.load_group([move.no]).ties_of(move.no)),
        )
    )
    return MoveChanged(
        deal=session.deal,
        verb=Verb.TAKEN_BACK,
        before=move,
        move=gone,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        reopened=tuple(reopened),
        caution=find_caution(written.session, gone) if move.kind is Kind.GET else None,
    )
