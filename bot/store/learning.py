"""What deals that ended taught: lines of the playbook, outcomes of things of the libraries, rulings on parties."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, exists, func, select

from bot.domain.deals import DealOutcome, Role, Side
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.party_memory import PartyRuling
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.tradeable_outcomes import OUTCOMES_AT_MOST, TradeableOutcome
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, given, id_batches, id_places, insert_new, upsert
from bot.store.tables import deals, party_rulings, playbook_lines, roles, tradeable_outcomes

LINES_AT_MOST = 200
"""Of the lines of a playbook so many are looked at."""
ENDED = (DealOutcome.WON, DealOutcome.LOST, DealOutcome.DROPPED)

LINE = RowCodec(PlaybookLine, playbook_lines, renamed={"on": "day"})
LIST_LINES = ReadStatement[Row](
    select(*LINE.columns)
    .join(deals)
    .where(
        equal_given(playbook_lines, "team", "side"),
        # A deal that is open again keeps its lines; one that was deleted does not.
        func.coalesce(deals.c.outcome, "") != DealOutcome.DELETED.value,
    )
    .order_by(playbook_lines.c.day.desc(), playbook_lines.c.deal, playbook_lines.c.place)
    .limit(LINES_AT_MOST)
)
LIST_LINES_OF_DEAL = ReadStatement[Row](
    select(*LINE.columns)
    .where(equal_given(playbook_lines, "team", "deal"))
    .order_by(playbook_lines.c.place)
)
INSERT_LINE = insert_new(playbook_lines)
DELETE_LINES = WriteStatement[tuple[()]](
    delete(playbook_lines).where(equal_given(playbook_lines, "team", "deal"))
)

OUTCOME = RowCodec(TradeableOutcome, tradeable_outcomes, renamed={"on": "day"})


def _select_outcomes() -> Select[Row]:
    return (
        select(*OUTCOME.columns)
        .join(deals)
        .where(
            equal_given(tradeable_outcomes, "team", "side"),
            deals.c.closed_at.is_not(None),
            deals.c.outcome.in_([outcome.value for outcome in ENDED]),
            deals.c.sample.is_(False),
        )
        .order_by(
            tradeable_outcomes.c.day.desc(), tradeable_outcomes.c.deal, tradeable_outcomes.c.no
        )
        .limit(OUTCOMES_AT_MOST)
    )


_takes_part = exists().where(
    roles.c.team == tradeable_outcomes.c.team,
    roles.c.deal == tradeable_outcomes.c.deal,
    roles.c.person == given("person"),
    roles.c.role != Role.NOBODY.value,
)
LIST_OUTCOMES = ReadStatement[Row](_select_outcomes())
LIST_OWN_OUTCOMES = ReadStatement[Row](_select_outcomes().where(_takes_part))
INSERT_OUTCOME = insert_new(tradeable_outcomes)
DELETE_OUTCOMES = WriteStatement[tuple[()]](
    delete(tradeable_outcomes).where(equal_given(tradeable_outcomes, "team", "deal"))
)

RULING = RowCodec(PartyRuling, party_rulings)
LIST_RULINGS = ReadStatement[Row](
    select(*RULING.columns).where(
        equal_given(party_rulings, "team"), party_rulings.c.deal.in_(id_places())
    )
)
SAVE_RULING = upsert(party_rulings)


class SqlLearning(Repository):
    """Implements `LearningRepository`."""

    __slots__ = ()

    def list_lines(self, team: TeamId, side: Side) -> Sequence[PlaybookLine]:
        return LINE.load_all(self._session.read_all(LIST_LINES, team=team, side=side.value))

    def list_lines_of_deal(self, team: TeamId, deal: DealId) -> Sequence[PlaybookLine]:
        return LINE.load_all(self._session.read_all(LIST_LINES_OF_DEAL, team=team, deal=deal))

    def replace_lines(self, team: TeamId, deal: DealId, lines: Sequence[PlaybookLine]) -> None:
        self._session.write(DELETE_LINES, team=team, deal=deal)
        self._session.write_each(INSERT_LINE, [LINE.dump(line) for line in lines])

    def list_outcomes(
        self, team: TeamId, side: Side, person: PersonId | None
    ) -> Sequence[TradeableOutcome]:
        if person is None:
            rows = self._session.read_all(LIST_OUTCOMES, team=team, side=side.value)
        else:
            rows = self._session.read_all(
                LIST_OWN_OUTCOMES, team=team, side=side.value, person=person
            )
        return OUTCOME.load_all(rows)

    def replace_outcomes(
        self, team: TeamId, deal: DealId, outcomes: Sequence[TradeableOutcome]
    ) -> None:
        self._session.write(DELETE_OUTCOMES, team=team, deal=deal)
        self._session.write_each(INSERT_OUTCOME, [OUTCOME.dump(outcome) for outcome in outcomes])

    def list_rulings(self, team: TeamId, deals: Sequence[DealId]) -> Sequence[PartyRuling]:
        rulings: list[PartyRuling] = []
        for batch in id_batches(deals):
            rulings += RULING.load_all(self._session.read_all(LIST_RULINGS, team=team, **batch))
        return rulings

    def save_ruling(self, team: TeamId, ruling: PartyRuling) -> None:
        self._session.write(SAVE_RULING, team=team, **RULING.dump(ruling))
