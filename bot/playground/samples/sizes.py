"""Samples of what is said about the size of a deal, and about an amount that may be a cost."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from bot.coach.answers import DealOpened, Exposure, NotDone, RefusalReason, Undone
from bot.coach.answers.base import Answer
from bot.coach.answers.sizes import SizeAsked, SizeChanged
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Verb
from bot.domain.worth import Figure


def _eur(amount: int) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


SIZES = (_eur(240_000), _eur(12_000))
BARE = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_by=PersonId("U0ANA"),
)
SIZED = replace(BARE, size=SIZES[0])
NOTHING = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)
CHANGED = SizeChanged(deal=SIZED, before=_eur(180_000), seq=9)


SAMPLES: list[tuple[str, Answer]] = [
    ("deal opened, by the year", DealOpened(deal=SIZED, rate="ARR", not_read="500 seats")),
    ("deal opened, two amounts", DealOpened(deal=BARE, sizes=SIZES, not_read="so far")),
    ("size changed", CHANGED),
    ("size changed, the first", replace(CHANGED, before=None, rate="p.a.", not_read="from May")),
    ("size changed, the same", SizeChanged(deal=SIZED, before=SIZES[0], seq=0)),
    ("size asked", SizeAsked(deal=SIZED, sizes=SIZES, not_read="after the cut")),
    ("undone, opened", Undone(deal=SIZED, verb=Verb.OPENED, moves=(), exposure=NOTHING)),
    ("undone, size", Undone(deal=SIZED, verb=Verb.SET, moves=(), exposure=NOTHING)),
    ("undone, first size", Undone(deal=BARE, verb=Verb.SET, moves=(), exposure=NOTHING)),
    ("not done, not empty", NotDone(why=RefusalReason.NOT_EMPTY, deal=SIZED)),
]
