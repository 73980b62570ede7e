"""What deals that ended taught: kept by deal, passed over where the deal was deleted, gone where it is erased."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from bot.coach.ports.store import Store, UnitOfWork
from bot.domain.deals import DealOutcome, Role, Side
from bot.domain.debriefs import Debrief, DebriefAnswer, DebriefTopic
from bot.domain.ids import DealId, MoveNo
from bot.domain.industries import Industry
from bot.domain.party_memory import PartyRuling, PartyVerdict
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.tradeable_outcomes import TradeableOutcome
from bot.domain.worth import Size
from bot.store.engine import Database
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.table import ACME, ANA, BEN, NOW, OTHER_TEAM, TEAM, TODAY, acme
from tests.store.test_teams import fill, seen

BETA = DealId("D2")
LINE = PlaybookLine(
    team=TEAM,
    deal=ACME,
    place=0,
    side=Side.SELLING,
    industry=Industry.FREIGHT,
    what="a longer term for a discount",
    person=ANA,
    on=TODAY,
)
OUTCOME = TradeableOutcome(
    team=TEAM,
    deal=ACME,
    no=MoveNo(3),
    key="term",
    side=Side.SELLING,
    industry=Industry.FREIGHT,
    ours=False,
    granted=True,
    cost=Decimal("1000.50"),
    worth=Decimal(30_000),
    unit="EUR",
    cost_size=Size.S,
    worth_size=Size.L,
    on=TODAY,
)
DEBRIEF = Debrief(
    answers={DebriefTopic.TRUST: DebriefAnswer(picked=("signal:1",), words="They kept it.")},
    lines=("one", "two"),
    person=ANA,
    at=NOW,
)


def end(
    work: UnitOfWork, outcome: DealOutcome | None, version: int, *, sample: bool = False
) -> None:
    closed_at = None if outcome is None else NOW
    deal = replace(acme(), outcome=outcome, closed_at=closed_at, sample=sample, version=version)
    work.deals.update(deal)


def test_a_debrief_comes_back_as_it_was_kept(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.debriefs.save(TEAM, ACME, DEBRIEF)
        work.debriefs.save(TEAM, ACME, replace(DEBRIEF, lines=(), version=2))
    with store.reading() as work:
        assert work.debriefs.find(TEAM, ACME) == replace(DEBRIEF, lines=(), version=2)


def test_lines_are_kept_by_deal_and_replaced_together(store: Store) -> None:
    second = replace(LINE, place=1, industry=None, what="another")
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.learning.replace_lines(TEAM, ACME, [LINE, second])
        assert list(work.learning.list_lines(TEAM, Side.SELLING)) == [LINE, second]
        assert list(work.learning.list_lines(TEAM, Side.BUYING)) == []
        work.learning.replace_lines(TEAM, ACME, [second])
        assert list(work.learning.list_lines_of_deal(TEAM, ACME)) == [second]
        end(work, DealOutcome.DELETED, 2)
        assert list(work.learning.list_lines(TEAM, Side.SELLING)) == []


def test_outcomes_count_while_their_deal_is_closed(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.roles.save(TEAM, ACME, BEN, Role.NOBODY)
        work.learning.replace_outcomes(TEAM, ACME, [OUTCOME])
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, None)) == []
        end(work, DealOutcome.LOST, 2)
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, None)) == [OUTCOME]
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, ANA)) == [OUTCOME]
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, BEN)) == []
        assert list(work.learning.list_outcomes(TEAM, Side.BUYING, None)) == []
        end(work, None, 3)
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, None)) == []
        end(work, DealOutcome.ARCHIVED, 4)
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, None)) == []
        end(work, DealOutcome.WON, 5, sample=True)
        assert list(work.learning.list_outcomes(TEAM, Side.SELLING, None)) == []


def test_a_later_ruling_stands_for_the_earlier_one(store: Store) -> None:
    ruling = PartyRuling(deal=ACME, other=BETA, verdict=PartyVerdict.SAME, person=ANA, at=NOW)
    later = replace(ruling, verdict=PartyVerdict.DIFFERENT, at=NOW + timedelta(days=1))
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.learning.save_ruling(TEAM, ruling)
        work.learning.save_ruling(TEAM, later)
        assert list(work.learning.list_rulings(TEAM, [ACME, BETA])) == [later]


def test_nothing_is_left_of_an_erased_deal(database: Database) -> None:
    store = SqlStore(database)
    of_deals = [table for table in METADATA.sorted_tables if "deal" in table.c]
    with store.work() as work:
        fill(work, TEAM, "apples")
        fill(work, OTHER_TEAM, "pears")
        work.deals.insert(replace(acme(), id=BETA), None, ANA)
        ruling = PartyRuling(deal=BETA, other=ACME, verdict=PartyVerdict.SAME, person=ANA, at=NOW)
        work.learning.save_ruling(TEAM, ruling)
        theirs = seen(work, OTHER_TEAM)
        work.deals.remove(TEAM, ACME)
    with store.reading() as work:
        assert work.deals.find(TEAM, ACME) is None
        assert work.deals.find(TEAM, BETA) is not None
        assert seen(work, OTHER_TEAM) == theirs
    with database.engine.connect() as connection:
        left = {
            table.name
            for table in of_deals
            for row in connection.execute(select(table).where(table.c.team == TEAM))
            if ACME in row
        }
    assert left == set()
