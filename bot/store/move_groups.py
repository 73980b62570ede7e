"""Some of a deal's moves with all that ties connect to them, found by index: what is open of a give follows from those
moves alone, however many others there are."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Select,
    SelectBase,
    TextClause,
    literal_column,
    or_,
    select,
    text,
    union_all,
)

from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, TeamId
from bot.domain.ledger import Ledger
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.trades import Tie
from bot.domain.worth import Worth
from bot.store.codec import Body, RowCodec
from bot.store.session import ReadStatement, Row, Session, Value
from bot.store.statements import equal_given, given
from bot.store.tables import moves, ties

MOVE = RowCodec(
    Move,
    moves,
    renamed={"on": "day", "frm": "from_party", "to": "to_party", "offer": "offer_no"},
    cached=4096,
)
NUMBERS_AT_ONCE = 20
"""How many moves of a group one statement takes; most groups are a give and a get or two."""

MOVES_OF_DEAL = equal_given(moves, "team", "deal")
NUMBER_PLACES = [given(f"no{n}", moves.c.no.type) for n in range(NUMBERS_AT_ONCE)]
_ties_of_deal = equal_given(ties, "team", "deal")

# By its name, because a collection of columns has a method `get`.
_tie = (ties.c.give, ties.c["get"])

LIST_TIES = ReadStatement[tuple[int, int]](select(*_tie).where(_ties_of_deal))
# Two selects, each by an index of its own; one with OR would go by neither. What both find comes twice: without
# duplicates SQLite would read all ties of the deal in order.
LIST_TIES_OF = ReadStatement[tuple[int, int]](
    union_all(
        select(*_tie).where(_ties_of_deal, ties.c.give.in_(NUMBER_PLACES)),
        select(*_tie).where(_ties_of_deal, ties.c["get"].in_(NUMBER_PLACES)),
    )
)
_first = given("first", ties.c.give.type)
LIST_TIES_FROM = ReadStatement[tuple[int, int]](
    union_all(
        select(*_tie).where(_ties_of_deal, ties.c.give >= _first),
        select(*_tie).where(_ties_of_deal, ties.c["get"] >= _first),
    )
)
LIST_MOVES_BY_NUMBER = ReadStatement[Row](
    select(*MOVE.columns).where(MOVES_OF_DEAL, moves.c.no.in_(NUMBER_PLACES)).order_by(moves.c.no)
)
LIST_LAST_MOVES = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL)
    .order_by(moves.c.no.desc())
    .limit(given("last", moves.c.no.type))
)


def by_index(found: Select[*tuple[Value, ...]]) -> SelectBase:
    """The moves of one kind that are open or in one state, read by the index of those. SQLite reads all moves of the
    deal instead unless an order and a limit, here one beyond all, speak for the index."""
    in_order = found.order_by(moves.c.since, moves.c.no)
    return select(in_order.limit(literal_column("1000000")).subquery())


def _select_waiting() -> Iterator[SelectBase]:
    for kind in Kind:
        of_kind = select(*MOVE.columns).where(
            MOVES_OF_DEAL, moves.c.kind == literal_column(f"'{kind}'")
        )
        yield by_index(of_kind.where(moves.c.open))
        for state in (State.CONDITIONAL, State.DRAFT, State.GOODWILL, State.PROMISED):
            yield by_index(of_kind.where(moves.c.state == literal_column(f"'{state}'")))


# An open move may come twice.
LIST_WAITING = ReadStatement[Row](union_all(*_select_waiting()))

_counted: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in sorted(COUNTED)]


_FIGURES = {Kind.GIVE: moves.c.cost, Kind.GET: moves.c.worth}


def _select_figures(
    kind: Kind, which: ColumnElement[bool] | TextClause
) -> ReadStatement[tuple[str, str]]:
    figure = _FIGURES[kind]
    return ReadStatement(
        select(figure, moves.c.day)
        .where(MOVES_OF_DEAL, moves.c.kind == literal_column(f"'{kind}'"))
        .where(moves.c.state.in_(_counted), figure.is_not(None), which)
    )


def _is_estimate(kind: Kind) -> TextClause:
    """To the letter as its index says: said to be an estimate, or a size, which has no amount."""
    name = _FIGURES[kind].name
    return text(f"({name} LIKE '%\"estimate\"%' OR {name} NOT LIKE '%\"amount\"%')")


LIST_ESTIMATES = {kind: _select_figures(kind, _is_estimate(kind)) for kind in _FIGURES}
LIST_INEXACT = {
    kind: _select_figures(
        kind, or_(figure.not_like(given("plain"), escape="/"), _is_estimate(kind))
    )
    for kind, figure in _FIGURES.items()
}
FIGURE = Body[Worth](Worth, cached=1024)


def load_ties(
    session: Session, statement: ReadStatement[tuple[int, int]], **values: Value
) -> frozenset[Tie]:
    """The ties that a statement reads."""
    rows = session.read_all(statement, **values)
    return frozenset(Tie(give=MoveNo(give), get=MoveNo(get)) for give, get in rows)


def load_group(session: Session, team: TeamId, deal: Deal, numbers: Iterable[MoveNo]) -> Ledger:
    """Those moves and all that ties connect to them."""
    return _close_group(session, team, deal, [], frozenset(), set(numbers))


def load_recent(
    session: Session, team: TeamId, deal: Deal, numbers: Iterable[MoveNo], *, last: int
) -> Ledger:
    """So many of the last moves, those that wait for something, those with these numbers, and all that ties connect to
    them. It is the whole ledger where a deal has no more moves."""
    rows = session.read_all(LIST_LAST_MOVES, team=team, deal=deal.id, last=last)
    loaded = MOVE.load_all(rows)
    if len(loaded) < last:
        return Ledger(
            moves={move.no: move for move in reversed(loaded)},
            ties=load_ties(session, LIST_TIES, team=team, deal=deal.id),
            yardstick=deal.yardstick,
        )
    first = loaded[-1].no
    waiting = MOVE.load_all(session.read_all(LIST_WAITING, team=team, deal=deal.id))
    earlier = [move for move in waiting if move.no < first]
    tied = load_ties(session, LIST_TIES_FROM, team=team, deal=deal.id, first=first)
    reached = {move.no for move in earlier} | {no for no in numbers if no < first}
    return _close_group(session, team, deal, [*loaded, *earlier], tied, reached)


def _close_group(
    session: Session,
    team: TeamId,
    deal: Deal,
    loaded: list[Move],
    tied: frozenset[Tie],
    numbers: set[MoveNo],
) -> Ledger:
    """The moves that are there with those of these numbers and whatever their ties lead to. All ties of moves that are
    not among the numbers must be among `tied`."""
    found = set(tied)
    there = {move.no: move for move in loaded}
    looked_up = there.keys() - numbers
    reached = numbers | ({no for tie in found for no in (tie.give, tie.get)} - looked_up)
    known: set[MoveNo] = set(looked_up)
    while reached:
        known |= reached
        for batch in number_batches(reached):
            found |= load_ties(session, LIST_TIES_OF, team=team, deal=deal.id, **batch)
        reached = {no for tie in found for no in (tie.give, tie.get)} - known
    for batch in number_batches(known - there.keys()):
        rows = session.read_all(LIST_MOVES_BY_NUMBER, team=team, deal=deal.id, **batch)
        there.update((move.no, move) for move in MOVE.load_all(rows))
    return Ledger(
        moves=dict(sorted(there.items())), ties=frozenset(found), yardstick=deal.yardstick
    )


def number_batches(numbers: Iterable[MoveNo]) -> Iterator[dict[str, Value]]:
    """The numbers for the places of as many statements as they take; no move has the number 0."""
    remaining = sorted(numbers)
    for start in range(0, len(remaining), NUMBERS_AT_ONCE):
        batch = remaining[start : start + NUMBERS_AT_ONCE]
        padded = [*batch, *[0] * (NUMBERS_AT_ONCE - len(batch))]
        yield {f"no{n}": no for n, no in enumerate(padded)}


def list_inexact_figures(
    session: Session, team: TeamId, deal: Deal, kind: Kind
) -> list[tuple[Worth, date]]:
    """Costs of gives that count, or worths of gets, that may make a sum an estimate, each with its day."""
    if not deal.yardstick.rates:
        # What is in another currency is in no sum then, and the others are found by an index.
        rows = session.read_all(LIST_ESTIMATES[kind], team=team, deal=deal.id)
        return _load_figures(rows)
    unit = deal.unit.replace("/", "//").replace("%", "/%").replace("_", "/_")
    rows = session.read_all(
        LIST_INEXACT[kind], team=team, deal=deal.id, plain=f'%"unit":"{unit}"}}}}'
    )
    return _load_figures(rows)


def _load_figures(rows: Iterable[tuple[str, str]]) -> list[tuple[Worth, date]]:
    return [(FIGURE.load(figure), date.fromisoformat(day)) for figure, day in rows]
