"""Deals of any length, filled through the store with what people would have recorded over a long while."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import compute_totals, open_move_numbers
from bot.domain.worth import Figure
from bot.playground.cast import ANA, OURS
from bot.settings import Settings
from bot.store.engine import connect
from bot.store.store import SqlStore

CHANNEL = ChannelId("C0000ACME")
US_SIDE, THEIR_SIDE = PartyId(US), PartyId(THEM)


def filled(settings: Settings, length: int) -> str:
    """Puts a deal of `length` moves into the database; its channel."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    fill(SqlStore(database), "Acme renewal", CHANNEL, length)
    database.close()
    return CHANNEL


def many(settings: Settings, count: int, length: int = 20) -> None:
    """So many deals of one person, of `length` moves each."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    for no in range(count):
        fill(SqlStore(database), f"Deal {no}", ChannelId(f"C{no}"), length)
    database.close()


def fill(store: SqlStore, name: str, channel: ChannelId, length: int) -> None:
    """Puts one deal of `length` moves into the store."""
    now = datetime.now(UTC)
    deal = Deal(
        team=TeamId(OURS.id),
        id=DealId(f"{channel}-{length}"),
        name=name,
        side=Side.SELLING,
        yardstick=Yardstick(unit="EUR"),
        size=Figure(amount=Decimal(240_000), unit="EUR"),
        opened_at=now,
        opened_by=PersonId(ANA),
    )
    moves = tuple(_move(no, length, now) for no in range(1, length + 1))
    ledger = Ledger({m.no: m for m in moves}, frozenset(), deal.yardstick)
    entry = Entry(seq=1, at=now, person=PersonId(ANA), verb=Verb.RECORDED, moves=moves)
    with store.work() as work:
        work.deals.insert(deal, channel, PersonId(ANA))
        work.ledger.append_entry(
            deal, entry, compute_totals(ledger, now.date()), open_move_numbers(ledger, now.date())
        )


def _move(no: int, length: int, now: datetime) -> Move:
    """Gives, gets and asks in turn, a few a day up to yesterday; one ask waits for the measured line."""
    kind = Kind.ASK if no == length else (Kind.GIVE, Kind.GET, Kind.ASK)[no % 3]
    on: date = (now - timedelta(days=1 + (length - no) // 5)).date()
    ours = kind is not Kind.GET
    return Move(
        no=MoveNo(no),
        kind=kind,
        what="24-month term" if no == length else f"thing {no}",
        state=State.OPEN if kind is Kind.ASK else State.FIRM,
        on=on,
        at=now - timedelta(days=1),
        person=PersonId(ANA),
        frm=US_SIDE if ours else THEIR_SIDE,
        to=THEIR_SIDE if ours else US_SIDE,
        cost=Figure(amount=Decimal(100 + no % 7), unit="EUR"),
        worth=Figure(amount=Decimal(150 + no % 5), unit="EUR"),
        typed=f"thing {no}",
    )
