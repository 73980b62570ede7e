"""What the page of a long ledger says of all its moves, as of some entry, and the moves around those that changed
since."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import SelectBase, literal_column, select, union_all

from bot.coach.records import GETS_LOOKED_AT, CountedFigure, KeptLog
from bot.domain.ids import US, DealId, MoveNo, TeamId
from bot.domain.measures.kept import KeptMeasures
from bot.domain.moves import ANSWERED, COUNTED, Kind, Move, State
from bot.store.codec import Body
from bot.store.move_groups import FIGURE, MOVE, MOVES_OF_DEAL, by_index
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import equal_given, given, upsert
from bot.store.tables import log_measures, moves

MEASURES = Body[KeptMeasures](KeptMeasures)
FIND = ReadStatement[tuple[int, str, str]](
    select(log_measures.c.seq, log_measures.c.basis, log_measures.c.body).where(
        equal_given(log_measures, "team", "deal")
    )
)
SAVE = upsert(log_measures)

EARLIEST, LATEST = date.min.isoformat(), date.max.isoformat()
_MOST = given("most", moves.c.no.type)


def _counted(kind: Kind, state: State) -> SelectBase:
    found = select(*MOVE.columns).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column(f"'{kind}'"),
        moves.c.state == literal_column(f"'{state}'"),
        moves.c.since >= given("first"),
        moves.c.since <= given("last"),
    )
    return by_index(found)


def _answered_asks() -> SelectBase:
    found = (
        select(*MOVE.columns)
        .where(MOVES_OF_DEAL, moves.c.kind == literal_column("'ask'"), moves.c.from_party == US)
        .where(moves.c.state.in_([literal_column(f"'{state}'") for state in sorted(ANSWERED)]))
        .where(moves.c.settled >= given("first"), moves.c.settled <= given("last"))
        .order_by(moves.c.settled, moves.c.no)
    )
    # The limit, beyond all, speaks for the index of answers.
    return select(found.limit(literal_column("1000000")).subquery())


LIST_TURNS = ReadStatement[Row](
    union_all(
        *(_counted(kind, state) for kind in (Kind.GIVE, Kind.GET) for state in sorted(COUNTED)),
        _answered_asks(),
    )
)


def _nearest_gets(state: State, *, earlier: bool) -> SelectBase:
    found = select(moves.c.since, moves.c.no).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column("'get'"),
        moves.c.state == literal_column(f"'{state}'"),
    )
    day = given("day")
    if earlier:
        found = found.where(moves.c.since < day)
        found = found.order_by(moves.c.since.desc(), moves.c.no.desc())
    else:
        found = found.where(moves.c.since > day).order_by(moves.c.since, moves.c.no)
    return select(found.limit(literal_column(str(GETS_LOOKED_AT))).subquery())


LIST_NEAREST_GETS = {
    earlier: ReadStatement[tuple[str, int]](
        union_all(*(_nearest_gets(state, earlier=earlier) for state in sorted(COUNTED)))
    )
    for earlier in (True, False)
}


def _latest_days(kind: Kind, state: State) -> SelectBase:
    found = select(moves.c.since).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column(f"'{kind}'"),
        moves.c.state == literal_column(f"'{state}'"),
    )
    return select(found.distinct().order_by(moves.c.since.desc()).limit(_MOST).subquery())


LIST_LATEST_DAYS = ReadStatement[tuple[str]](
    union_all(
        *(_latest_days(kind, state) for kind in (Kind.GIVE, Kind.GET) for state in sorted(COUNTED))
    )
)


def _figures(kind: Kind, state: State) -> SelectBase:
    figure = moves.c.cost if kind is Kind.GIVE else moves.c.worth
    found = select(
        literal_column(f"'{kind}'").label("kind"),
        moves.c.since,
        moves.c.day,
        figure.label("figure"),
    ).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column(f"'{kind}'"),
        moves.c.state == literal_column(f"'{state}'"),
        moves.c.since >= given("first"),
    )
    return by_index(found)


LIST_FIGURES = ReadStatement[tuple[str, str, str, str | None]](
    union_all(
        *(_figures(kind, state) for kind in (Kind.GIVE, Kind.GET) for state in sorted(COUNTED))
    )
)


class SqlLogMeasures(Repository):
    """Implements `LogMeasuresRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> KeptLog | None:
        row = self._session.read_first(FIND, team=team, deal=deal)
        if row is None:
            return None
        seq, basis, body = row
        return KeptLog(seq=seq, basis=basis, measures=MEASURES.load(body))

    def save(self, team: TeamId, deal: DealId, kept: KeptLog) -> None:
        self._session.write(
            SAVE,
            team=team,
            deal=deal,
            seq=kept.seq,
            basis=kept.basis,
            body=MEASURES.dump(kept.measures),
        )

    def list_turns(
        self, team: TeamId, deal: DealId, first: date | None, last: date | None
    ) -> Sequence[Move]:
        rows = self._session.read_all(
            LIST_TURNS,
            team=team,
            deal=deal,
            first=EARLIEST if first is None else first.isoformat(),
            last=LATEST if last is None else last.isoformat(),
        )
        return MOVE.load_all(rows)

    def list_nearest_gets(
        self, team: TeamId, deal: DealId, day: date, *, earlier: bool
    ) -> Sequence[tuple[date, MoveNo]]:
        rows = self._session.read_all(
            LIST_NEAREST_GETS[earlier], team=team, deal=deal, day=day.isoformat()
        )
        nearest = sorted(((date.fromisoformat(on), MoveNo(no)) for on, no in rows), reverse=earlier)
        return nearest[:GETS_LOOKED_AT]

    def list_latest_days(self, team: TeamId, deal: DealId, most: int) -> Sequence[date]:
        rows = self._session.read_all(LIST_LATEST_DAYS, team=team, deal=deal, most=most)
        days = {date.fromisoformat(day) for (day,) in rows}
        return sorted(days, reverse=True)[:most]

    def list_figures(
        self, team: TeamId, deal: DealId, first: date
    ) -> Mapping[Kind, Sequence[CountedFigure]]:
        rows = self._session.read_all(LIST_FIGURES, team=team, deal=deal, first=first.isoformat())
        found: dict[Kind, list[CountedFigure]] = {Kind.GIVE: [], Kind.GET: []}
        for kind, since, day, figure in rows:
            found[Kind(kind)].append(
                CountedFigure(
                    since=date.fromisoformat(since),
                    on=date.fromisoformat(day),
                    figure=None if figure is None else FIGURE.load(figure),
                )
            )
        return found
