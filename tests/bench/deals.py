"""Deals of any length, filled through the store with what people would have recorded over a long while."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

from bot.coach.log_measures import describe_basis, measure_log
from bot.coach.records import LAST_MOVES, KeptLog
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals, compute_totals, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import Figure
from bot.playground.cast import ANA, OURS
from bot.settings import Settings
from bot.store.engine import connect
from bot.store.store import SqlStore

CHANNEL = ChannelId("C0000ACME")
YARDSTICK = Yardstick(unit="EUR")
US_SIDE, THEIR_SIDE = PartyId(US), PartyId(THEM)


def name_channel(no: int) -> ChannelId:
    """The channel of one of several deals."""
    return CHANNEL if no == 0 else ChannelId(f"C0000DEAL{no}")


def fill_channels(settings: Settings, deals: int, length: int) -> None:
    """Puts so many deals into the database, each in a channel of its own."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    for no in range(deals):
        fill(SqlStore(database), f"Acme renewal {no}", name_channel(no), length)
    database.close()


def many(settings: Settings, count: int, length: int = 20) -> None:
    """So many deals of one person, of `length` moves each."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    for no in range(count):
        fill(SqlStore(database), f"Deal {no}", ChannelId(f"C{no}"), length)
    database.close()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded in a deal of some length: its one entry, what is open after it, and the totals."""

    entry: Entry
    totals: Totals
    open_moves: frozenset[MoveNo]


@cache
def build_recorded(length: int) -> Recorded:
    """What a deal of `length` moves holds; the same for all deals of that length."""
    now = datetime.now(UTC)
    moves = tuple(_move(no, length, now) for no in range(1, length + 1))
    ties = tuple(
        Tie(give=MoveNo(no), get=MoveNo(no + 1)) for no in range(3, length, 3) if no + 1 < length
    )
    ledger = Ledger({m.no: m for m in moves}, frozenset(ties), YARDSTICK)
    return Recorded(
        entry=Entry(
            seq=1, at=now, person=PersonId(ANA), verb=Verb.RECORDED, moves=moves, tied=ties
        ),
        totals=compute_totals(ledger, now.date()),
        open_moves=open_move_numbers(ledger, now.date()),
    )


def fill(store: SqlStore, name: str, channel: ChannelId, length: int) -> None:
    """Puts one deal of `length` moves into the store."""
    recorded = build_recorded(length)
    deal = Deal(
        team=TeamId(OURS.id),
        id=DealId(f"{channel}-{length}"),
        name=name,
        side=Side.SELLING,
        yardstick=YARDSTICK,
        size=Figure(amount=Decimal(240_000), unit="EUR"),
        opened_at=recorded.entry.at,
        opened_by=PersonId(ANA),
    )
    with store.work() as work:
        work.deals.insert(deal, channel, PersonId(ANA))
        work.ledger.append_entry(deal, recorded.entry, recorded.totals, recorded.open_moves)
        if length >= LAST_MOVES:
            # As the entries of a long deal have it kept while they are written.
            measures = measure_log(work, deal, recorded.entry.seq)
            kept = KeptLog(seq=recorded.entry.seq, basis=describe_basis(deal), measures=measures)
            work.log_measures.save(deal.team, deal.id, kept)


def _move(no: int, length: int, now: datetime) -> Move:
    """Gives, gets for them and asks that were agreed in turn, a few a day up to yesterday; one ask waits for the
    measured line."""
    kind = Kind.ASK if no == length else (Kind.GIVE, Kind.GET, Kind.ASK)[no % 3]
    on: date = (now - timedelta(days=1 + (length - no) // 5)).date()
    ours = kind is not Kind.GET
    state = State.FIRM
    if kind is Kind.ASK:
        state = State.OPEN if no == length else State.GRANTED
    return Move(
        no=MoveNo(no),
        kind=kind,
        what="24-month term" if no == length else f"thing {no}",
        state=state,
        settled=on if state is State.GRANTED else None,
        on=on,
        at=now - timedelta(days=1),
        person=PersonId(ANA),
        frm=US_SIDE if ours else THEIR_SIDE,
        to=THEIR_SIDE if ours else US_SIDE,
        cost=Figure(amount=Decimal(100 + no % 7), unit="EUR"),
        worth=Figure(amount=Decimal(150 + no % 5), unit="EUR"),
        typed=f"thing {no}",
    )
