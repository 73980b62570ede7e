"""What time alone does happens once, however many programs watch the clock."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import State
from bot.domain.totals import compute_totals, open_move_numbers
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.playground.time import WoundClock
from bot.store.store import SqlStore
from tests.faults.soundness import Ledgers, reading
from tests.store.table import ANA, acme, give

OURS = TeamId("T1")
DEALS = [DealId(f"D{n:02}") for n in range(20)]
DAY = timedelta(days=1)
TICKS = 6


def set_up(work: UnitOfWork, deal_id: DealId, now: datetime) -> None:
    """A deal with a condition that holds until tomorrow, a draft, and a request taken today."""
    deal = replace(acme(OURS, deal_id), opened_at=now)
    today = now.date()
    waits = replace(
        give(1, state=State.CONDITIONAL), at=now, on=today, due=today + DAY, condition="they sign"
    )
    draft = replace(give(2, "net 60", state=State.DRAFT), at=now, on=today)
    firm = replace(give(3, "a logo"), at=now, on=today)
    entry = Entry(seq=1, at=now, person=ANA, verb=Verb.RECORDED, moves=(waits, draft, firm))
    work.deals.insert(deal, None, PersonId("U1"))
    after = work.ledger.load(OURS, deal_id).after(entry)
    work.ledger.append_entry(
        deal, entry, compute_totals(after, today), open_move_numbers(after, today)
    )
    work.keys.mark_processed(OURS, deal_id, ProcessedRequest(deal=deal_id, seq=1), now)


def lapsed(ledgers: Ledgers) -> list[list[int]]:
    """The moves that lapsed, by the entries that said so, of each deal."""
    return [
        [
            move.no
            for entry in ledgers.entries(deal)
            if entry.verb is Verb.LAPSED
            for move in entry.moves
        ]
        for deal in ledgers.deals()
    ]


def known(ledgers: Ledgers) -> int:
    """How many requests are still known to have been taken."""
    with SqlStore(ledgers.database).reading() as work:
        return sum(work.keys.find_processed(OURS, deal) is not None for deal in DEALS)


def test_what_lapses_lapses_once_with_two_programs_ticking(slack: FakeSlack, url: str) -> None:
    settings = settings_for(slack.settings(url))
    clock = WoundClock(datetime(2026, 11, 23, 8, tzinfo=UTC))
    replicas = [build(settings, clock=clock) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool, reading(url) as ledgers:

        def tick() -> None:
            for ticking in [pool.submit(replicas[n % 2].tick) for n in range(TICKS)]:
                ticking.result()

        for deal in DEALS:
            with SqlStore(ledgers.database).work() as work:
                set_up(work, deal, clock.now())
        clock.wind(2 * DAY)
        tick()
        assert lapsed(ledgers) == [[]] * len(DEALS)
        clock.wind(DAY)
        tick()
        assert lapsed(ledgers) == [[1]] * len(DEALS)
        # The drafts lapse once their authors were told that it is their last day, and not before.
        clock.wind(4 * DAY - timedelta(hours=1))
        tick()
        assert (lapsed(ledgers), known(ledgers)) == ([[1]] * len(DEALS), len(DEALS))
        for deal in DEALS:
            with SqlStore(ledgers.database).work() as work:
                work.ledger.set_last_day(OURS, deal, MoveNo(2), clock.now().date() - DAY)
        clock.wind(DAY)
        tick()
        assert (lapsed(ledgers), known(ledgers)) == ([[1, 2]] * len(DEALS), 0)
        for deal_ in ledgers.deals():
            assert [entry.seq for entry in ledgers.entries(deal_)] == [1, 2, 3]
    for replica in replicas:
        replica.close()
