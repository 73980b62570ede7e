"""The statements by which the ledger of a deal is read and written, and how its rows are stored."""

from sqlalchemy import (
    ColumnElement,
    SelectBase,
    Table,
    and_,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from bot.coach.records import (
    LATEST_TURNS,
    LOOSE_GETS,
    OPEN_ASKS,
    OPEN_GIVES,
    RECENT,
)
from bot.domain.deals import Yardstick
from bot.domain.ids import US
from bot.domain.ledger import Entry
from bot.domain.moves import COUNTED, Kind, State
from bot.store.codec import Body, RowCodec
from bot.store.deals import DEAL
from bot.store.move_groups import (
    MOVE,
    MOVES_OF_DEAL,
    NUMBER_PLACES,
    by_index,
)
from bot.store.session import ReadStatement, Row, Value, WriteStatement
from bot.store.statements import equal_given, given, id_places, insert_new, upsert
from bot.store.tables import (
    approval_rules,
    counters,
    deals,
    entries,
    moves,
    mutes,
    offers,
    plans,
    roles,
    ties,
)

ENTRY = RowCodec(Entry, entries, packed="body")
YARDSTICK = Body[Yardstick](Yardstick, cached=1024)

_deal = and_(deals.c.team == given("team"), deals.c.id == given("deal"))


# The snapshot: all that one new move needs to know, in two statements, however long the ledger is.
def _of_the_deal(table: Table) -> ColumnElement[bool]:
    return and_(table.c.team == deals.c.team, table.c.deal == deals.c.id)


_role = (
    select(roles.c.role).where(_of_the_deal(roles), equal_given(roles, "person")).scalar_subquery()
)
_muted = (
    select(func.aggregate_strings(mutes.c.rule, " "))
    .where(_of_the_deal(mutes), equal_given(mutes, "person"))
    .scalar_subquery()
)
_planned = select(plans.c.version).where(_of_the_deal(plans)).scalar_subquery()
_ruled = (
    select(approval_rules.c.version).where(approval_rules.c.team == deals.c.team).scalar_subquery()
)
FIND_DEAL_AND_TOTALS = ReadStatement[
    tuple[int, str, str | None, str | None, int | None, int | None, *tuple[Value, ...]]
](
    select(deals.c.entries, deals.c.totals, _role, _muted, _planned, _ruled, *DEAL.columns).where(
        _deal
    ),
    holds=deals,
)


def _few(
    part: int,
    kind: Kind | None,
    limit: int,
    *,
    newest_first: bool,
) -> SelectBase:
    """A few open moves of one kind by the day they count from; without a kind, those recorded
    last."""
    found = select(literal_column(str(part)).label("part"), *MOVE.columns).where(MOVES_OF_DEAL)
    if kind is None:
        found = found.order_by(moves.c.no.desc())
    else:
        order = (moves.c.since, moves.c.no)
        found = found.where(moves.c.open, moves.c.kind == literal_column(f"'{kind}'"))
        found = found.order_by(*(column.desc() for column in order) if newest_first else order)
    # The limit is written out: SQLite prepares a statement again each time a limit is a value.
    return select(found.limit(literal_column(str(limit))).subquery())


LIST_FEW_MOVES = ReadStatement[tuple[int, *tuple[Value, ...]]](
    union_all(
        _few(0, Kind.GIVE, OPEN_GIVES, newest_first=False),
        _few(1, Kind.ASK, OPEN_ASKS, newest_first=True),
        _few(2, Kind.GET, LOOSE_GETS, newest_first=True),
        _few(3, None, RECENT, newest_first=True),
    )
)

FIND_TOTALS = ReadStatement[tuple[str]](
    select(deals.c.totals).where(_deal),
    holds=deals,
)
FIND_YARDSTICK = ReadStatement[tuple[str]](
    select(deals.c.yardstick).where(_deal),
    holds=deals,
)
LIST_MOVES = ReadStatement[Row](select(*MOVE.columns).where(MOVES_OF_DEAL).order_by(moves.c.no))
FIND_MOVE = ReadStatement[Row](
    select(*MOVE.columns).where(equal_given(moves, "team", "deal", "no"))
)
LIST_OPEN_MOVES = ReadStatement[tuple[int]](
    select(moves.c.no)
    .where(MOVES_OF_DEAL, moves.c.open)
    # In the order of the index of open moves, without which SQLite looks at all moves of the deal.
    .order_by(moves.c.kind, moves.c.since, moves.c.no)
)
LIST_OPEN_MOVES_OF_KIND = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, moves.c.open, equal_given(moves, "kind"))
    .order_by(moves.c.since, moves.c.no)
)
MOST_STATES = 4
_states = [given(f"state{n}") for n in range(MOST_STATES)]
LIST_MOVES_IN_STATES = ReadStatement[Row](
    union_all(
        *(
            by_index(
                select(*MOVE.columns).where(
                    MOVES_OF_DEAL,
                    equal_given(moves, "kind"),
                    moves.c.state == state,
                    moves.c.since >= given("since"),
                )
            )
            for state in _states
        )
    )
)


def _latest_gets(state: State) -> SelectBase:
    found = select(*MOVE.columns).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column("'get'"),
        moves.c.state == literal_column(f"'{state}'"),
    )
    found = found.order_by(moves.c.since.desc(), moves.c.no.desc())
    return select(found.limit(literal_column(str(LATEST_TURNS))).subquery())


# Of each state a few: those of several states are in no index's order together.
LIST_LATEST_GETS = ReadStatement[Row](
    union_all(*(_latest_gets(state) for state in sorted(COUNTED)))
)
LIST_LATEST_ANSWERS = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, moves.c.kind == literal_column("'ask'"))
    .where(moves.c.state.in_(_states), moves.c.settled.is_not(None), moves.c.from_party == US)
    .order_by(moves.c.settled.desc(), moves.c.no.desc())
    .limit(literal_column(str(LATEST_TURNS)))
)
LIST_OPEN_OF = ReadStatement[tuple[int]](
    select(moves.c.no).where(MOVES_OF_DEAL, moves.c.open, moves.c.no.in_(NUMBER_PLACES))
)
LIST_ENTRIES = ReadStatement[Row](
    select(*ENTRY.columns).where(equal_given(entries, "team", "deal")).order_by(entries.c.seq)
)
LIST_LAST_ENTRIES = ReadStatement[Row](
    select(*ENTRY.columns)
    .where(equal_given(entries, "team", "deal"))
    .order_by(entries.c.seq.desc())
    .limit(given("last", entries.c.seq.type))
)
FIND_ENTRY = ReadStatement[Row](
    select(*ENTRY.columns).where(equal_given(entries, "team", "deal", "seq"))
)

COUNT_ENTRY = WriteStatement[tuple[()]](
    update(deals)
    .where(equal_given(deals, "team", "id", "entries", prefix="old_"))
    .values(entries=given("new_entries"), totals=given("new_totals"))
)
SAVE_TOTALS = WriteStatement[tuple[()]](
    update(deals)
    .where(equal_given(deals, "team", "id", prefix="old_"))
    .values(totals=given("new_totals"))
)
INSERT_ENTRY = WriteStatement[tuple[()]](insert(entries))
SAVE_MOVE = upsert(moves)
SET_OPEN = WriteStatement[tuple[()]](
    update(moves)
    .where(equal_given(moves, "team", "deal", "no", prefix="old_"))
    .values(open=given("new_open"))
)
INSERT_TIE = insert_new(ties)
DELETE_TIE = WriteStatement[tuple[()]](
    delete(ties).where(equal_given(ties, "team", "deal", "give", "get"))
)

# The feed of all teams' entries. Positions are given in the order of commits: whoever takes the
# next one holds the counter's row until its commit, so nobody ever sees a position while a lower
# one is still to come. A sequence would not do: it gives numbers in the order of the inserts, and
# leaves gaps of which nobody can tell whether somebody is still to fill them.
_next_position = insert_or_update(counters).values(name="entries", value=given("many"))
TAKE_POSITIONS = WriteStatement[tuple[int]](
    _next_position.on_conflict_do_update(
        index_elements=[counters.c.name],
        set_={"value": counters.c.value + _next_position.excluded.value},
    ).returning(counters.c.value)
)
SET_POSITION = WriteStatement[tuple[()]](
    update(entries)
    .where(equal_given(entries, "team", "deal", "seq", prefix="old_"))
    .values(position=given("new_position"))
)
FIND_LAST_POSITION = ReadStatement[tuple[int]](
    select(counters.c.value).where(counters.c.name == "entries")
)
_after = (
    select(entries.c.position, entries.c.team, entries.c.deal, *ENTRY.columns)
    .where(entries.c.position > given("position", entries.c.position.type))
    .order_by(entries.c.position)
    .limit(given("most", entries.c.seq.type))
)
LIST_ENTRIES_SINCE = ReadStatement[tuple[int, str, str, *tuple[Value, ...]]](_after)
LIST_ENTRIES_OF_TEAM_SINCE = ReadStatement[tuple[int, str, str, *tuple[Value, ...]]](
    _after.where(equal_given(entries, "team"))
)

_in_deals = and_(equal_given(moves, "team"), moves.c.deal.in_(id_places()))
_waits = text("state IN ('conditional', 'draft', 'goodwill')")  # to the letter as its index says
# Two selects, each by an index of its own; one with OR would go by neither.
LIST_WAITING_MOVES = ReadStatement[tuple[str, *tuple[Value, ...]]](
    union_all(
        select(moves.c.deal, *MOVE.columns).where(_in_deals, moves.c.open),
        select(moves.c.deal, *MOVE.columns).where(_in_deals, _waits, moves.c.open.is_(False)),
    )
)

_lapsed = (
    select(moves.c.team, moves.c.deal, moves.c.lapses)
    .where(moves.c.lapses < given("today"))
    .union_all(
        select(offers.c.team, offers.c.deal, offers.c.lapses).where(
            offers.c.lapses < given("today")
        )
    )
    .cte("lapsed")
    # Found first and grouped afterwards, else SQLite looks at all moves there are for the grouping.
    .prefix_with("MATERIALIZED")
)
LIST_LAPSING_DEALS = ReadStatement[tuple[str, str]](
    select(_lapsed.c.team, _lapsed.c.deal)
    .group_by(_lapsed.c.team, _lapsed.c.deal)
    .order_by(func.min(_lapsed.c.lapses), _lapsed.c.team, _lapsed.c.deal)
    .limit(given("most", moves.c.no.type))
)

LIST_ENDED_DRAFTS = ReadStatement[tuple[int]](
    select(moves.c.no)
    .where(equal_given(moves, "team", "deal"))
    .where(moves.c.state == State.DRAFT.value, moves.c.lapses < given("before"))
    .order_by(moves.c.no)
)
SET_LAST_DAY = WriteStatement[tuple[()]](
    update(moves)
    .where(equal_given(moves, "team", "deal", "no", prefix="old_"))
    .where(moves.c.state == State.DRAFT.value)
    .values(lapses=given("new_lapses"))
)
