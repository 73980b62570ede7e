"""What people do costs as much in a long deal as in a short one. Counted without a clock: what SQLite does for it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.coach.log_measures import describe_basis, measure_log
from bot.coach.records import LAST_MOVES, KeptLog
from bot.domain.deals import Deal
from bot.domain.ids import THEM, US, MoveNo, PartyId, PersonId
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.conftest import MONDAY
from tests.flows.table import Table, opened

SHORT, LONG = 150, 450
"""Both are longer than what is read of a deal at most: its last moves, or the last turns of the other side."""

COUNTED_TOGETHER = 10
"""So many steps of SQLite's machine are counted at once."""

ANA = PersonId("U000000ANA")
WHOLE_LEDGER = re.compile(
    r"FROM moves\s+WHERE moves\.team = '\w+' AND moves\.deal = '\w+' ORDER BY moves\.no$"
)


@dataclass
class Work:
    """What was done in the database."""

    steps: int = 0
    statements: list[str] = field(default_factory=list)

    def forget(self) -> None:
        self.steps = 0
        self.statements.clear()

    @property
    def whole_ledgers(self) -> list[str]:
        return [text for text in self.statements if WHOLE_LEDGER.search(text)]


@pytest.fixture(autouse=True)
def work() -> Iterator[Work]:
    """Counts what is done over every connection that is opened from now on."""
    counted = Work()

    def count_steps() -> int:
        counted.steps += COUNTED_TOGETHER
        return 0

    def watch(connection: Any, _record: object) -> None:
        connection.set_progress_handler(count_steps, COUNTED_TOGETHER)
        connection.set_trace_callback(counted.statements.append)

    event.listen(Engine, "connect", watch)
    yield counted
    event.remove(Engine, "connect", watch)


def figure(amount: int) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


def done_trade(first: int, days_ago: int) -> list[Move]:
    """A give, the get for it, and an ask that was agreed."""
    on = (MONDAY - timedelta(days=days_ago)).date()
    at = MONDAY - timedelta(days=1)
    us, them = PartyId(US), PartyId(THEM)
    give = Move(
        no=MoveNo(first),
        kind=Kind.GIVE,
        what=f"thing {first}",
        state=State.FIRM,
        on=on,
        at=at,
        person=ANA,
        frm=us,
        to=them,
        cost=figure(100),
    )
    get = Move(
        no=MoveNo(first + 1),
        kind=Kind.GET,
        what=f"thing {first + 1}",
        state=State.FIRM,
        on=on,
        at=at,
        person=ANA,
        frm=them,
        to=us,
        worth=figure(150),
    )
    ask = Move(
        no=MoveNo(first + 2),
        kind=Kind.ASK,
        what=f"thing {first + 2}",
        state=State.GRANTED,
        on=on,
        at=at,
        person=ANA,
        frm=us,
        to=them,
        settled=on,
    )
    return [give, get, ask]


def lengthen(table: Table, deal: Deal, length: int) -> None:
    """Puts done trades into the deal until it has about so many moves more."""
    today = MONDAY.date()
    with table.store.work() as work:
        ledger = work.ledger.load(deal.team, deal.id)
        entries = work.ledger.list_entries(deal.team, deal.id)
        last = max(ledger.moves, default=0)
        firsts = range(last + 1, last + length, 3)
        days = [2 + (last + length - no) // 3 for no in firsts]
        moves = [m for no, ago in zip(firsts, days, strict=True) for m in done_trade(no, ago)]
        entry = Entry(
            seq=len(entries) + 1,
            at=MONDAY - timedelta(days=1),
            person=ANA,
            verb=Verb.RECORDED,
            moves=tuple(moves),
            tied=tuple(Tie(give=MoveNo(no), get=MoveNo(no + 1)) for no in firsts),
        )
        ledger = ledger.after(entry)
        totals, open_moves = compute_totals(ledger, today), open_move_numbers(ledger, today)
        work.ledger.append_entry(deal, entry, totals, open_moves)
        measures = measure_log(work, deal, entry.seq)
        kept = KeptLog(seq=entry.seq, basis=describe_basis(deal), measures=measures)
        work.log_measures.save(deal.team, deal.id, kept)


Act = Callable[[Hands, Channel], Seen]


def types(line: str) -> Act:
    return lambda ana, acme: ana.types(line, in_=acme)


BY_INDEX = {
    "give": types("/concede 8% discount cost 12k for 24-month term"),
    "ask": types("/ask case study worth 3k"),
    "match": types("/deal match #1 #5"),
    "unmatch": types("/deal unmatch #1 #2"),
    "undo": types("/deal undo"),
    "share": types("/deal share"),
    "log": types("/deal log"),
    "recap": types("/coach recap"),
    "offer": types("/offer price 95k"),
    "their offer": types("/offer they offered price 80k"),
}
"""These read a few moves by index, however many there are."""

LAST_MOVES_ONLY = {
    "get": types("/got reference call worth 5k"),
    "answer to an ask": types("/got case study"),
    "status": types("/deal"),
    "asks": types("/deal asks"),
    "coach": types("/coach"),
    "next": types("/coach next"),
    "brief": types("/coach brief"),
}
"""These look at the last moves beside all that wait, and never at the whole ledger."""


def act(table: Table, ana: Hands, channel: Channel, length: int, acting: Act, work: Work) -> Work:
    """What somebody's act does in a new deal of that length."""
    known = {deal.id for deal in table.deals()}
    opened(ana, channel)
    (deal,) = (deal for deal in table.deals() if deal.id not in known)
    lengthen(table, deal, length)
    ana.types("/got reference call worth 5k", in_=channel)
    ana.types("/ask case study worth 3k", in_=channel)
    # Slack is asked but once whose channel it is.
    ana.types("/deal share", in_=channel)
    work.forget()
    acting(ana, channel)
    return replace(work, statements=work.statements.copy())


@pytest.mark.parametrize("name", BY_INDEX)
def test_what_it_costs_does_not_grow_with_the_deal(
    work: Work, table: Table, ana: Hands, acme: Channel, name: str
) -> None:
    short = act(table, ana, acme, SHORT, BY_INDEX[name], work)
    other = table.slack.channel("general")
    long = act(table, ana, other, LONG, BY_INDEX[name], work)
    assert long.whole_ledgers == []
    assert len(long.statements) <= len(short.statements)
    assert long.steps <= 1.3 * short.steps


@pytest.mark.parametrize("name", LAST_MOVES_ONLY)
def test_the_whole_ledger_is_not_read(
    work: Work, table: Table, ana: Hands, acme: Channel, name: str
) -> None:
    assert LONG > LAST_MOVES
    assert act(table, ana, acme, LONG, LAST_MOVES_ONLY[name], work).whole_ledgers == []


EARLIER_OFFERS = (
    "/offer price 100k, term 12 months",
    "/offer they offered price 80k, term 24 months",
    "/offer price 99k",
    "/got reference call worth 5k for #1",
    "/offer they offered price 85k",
)
LATER_OFFERS = (
    "/offer price 95k for term 18 months",
    "/offer they offered price 87k",
    "/offer price 92k",
    "/offer they accepted",
    "/offer",
    "/deal undo",
)


def offer(ana: Hands, channel: Channel, lines: Sequence[str]) -> list[str]:
    """What each line is answered, without numbers of moves."""
    return [re.sub(r"#\d+", "#", ana.types(line, in_=channel).text) for line in lines]


def test_offers_are_answered_alike_with_many_moves_between_them(
    work: Work, table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    short = offer(ana, acme, (*EARLIER_OFFERS, *LATER_OFFERS))
    other = table.slack.channel("general")
    known = {deal.id for deal in table.deals()}
    opened(ana, other)
    (deal,) = (deal for deal in table.deals() if deal.id not in known)
    earlier = offer(ana, other, EARLIER_OFFERS)
    lengthen(table, deal, LONG)
    work.forget()
    assert [*earlier, *offer(ana, other, LATER_OFFERS)] == short
    assert work.whole_ledgers == []


MOST_STATEMENTS = {
    "/concede 8% discount cost 12k for 24-month term": 19,
    "/ask pilot worth 3k": 18,
    "/got speaker slot worth 5k": 29,
    "/got case study": 34,
    "/deal": 22,
    "/deal log": 14,
    "/coach": 19,
    "/deal undo": 35,
}
"""Also what begins and commits counts. Whoever needs one more has read whether it is there already."""


@pytest.mark.parametrize("line", MOST_STATEMENTS)
def test_it_takes_no_more_statements_than_it_did(
    work: Work, table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    done = act(table, ana, acme, 12, types(line), work).statements
    assert len(done) <= MOST_STATEMENTS[line], done


def test_the_whole_ledger_would_be_noticed(
    work: Work, table: Table, ana: Hands, acme: Channel
) -> None:
    assert act(table, ana, acme, SHORT, types("/deal #4"), work).whole_ledgers


def test_a_recap_of_a_long_deal_names_the_newest(
    work: Work, table: Table, ana: Hands, acme: Channel
) -> None:
    act(table, ana, acme, 1000, types("/deal"), work)
    recap = ana.types("/coach recap", in_=acme)
    assert "reference call" in recap.text
    assert "earlier points are left out" in recap.text
    assert ana.presses("Copy", on=recap).form is not None


def test_a_recap_names_the_newest_of_each_kind_and_counts_the_rest(
    work: Work, table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    (deal,) = table.deals()
    lengthen(table, deal, 90)
    for line in ("/concede workshop as goodwill", "/concede 2% discount if they sign by Friday"):
        ana.types(line, in_=acme)
    work.forget()
    recap = ana.types("/coach recap", in_=acme).text
    assert work.whole_ledgers == []
    # Thirty trades: of the gives, goodwill among them, and of the gets the newest twenty-five.
    assert "11 earlier points are left out" in recap
    assert "workshop" in recap
    assert "thing 88" in recap
    assert "thing 16 " not in recap
    assert "2% discount" in recap
