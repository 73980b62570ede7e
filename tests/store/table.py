"""What the store's tests put on the table."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, OfferNo, PartyId, PersonId, TeamId
from bot.domain.issues import Bundle
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.worth import Figure

TEAM, OTHER_TEAM = TeamId("T1"), TeamId("T2")
ACME = DealId("D1")
ANA, BEN = PersonId("U1"), PersonId("U2")
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def acme(team: TeamId = TEAM, deal: DealId = ACME) -> Deal:
    """The Acme renewal."""
    return Deal(
        team=team,
        id=deal,
        name="Acme renewal",
        side=Side.SELLING,
        yardstick=Yardstick(unit="EUR"),
        opened_at=NOW,
        opened_by=ANA,
        size=Figure(amount=Decimal(240_000), unit="EUR"),
    )


def give(no: int = 1, what: str = "5% off", cost: str = "12000", state: State = State.FIRM) -> Move:
    """A give of ours."""
    return Move(
        no=MoveNo(no),
        kind=Kind.GIVE,
        what=what,
        state=state,
        on=TODAY,
        at=NOW,
        person=ANA,
        frm=PartyId(US),
        to=PartyId(THEM),
        cost=Figure(amount=Decimal(cost), unit="EUR"),
    )


def ask(no: int, what: str = "24-month term") -> Move:
    """An ask of ours."""
    return replace(give(no, what), kind=Kind.ASK, state=State.OPEN, cost=None)


def get(no: int, what: str = "reference call") -> Move:
    """A get of theirs."""
    return replace(give(no, what), kind=Kind.GET, frm=PartyId(THEM), to=PartyId(US), cost=None)


def offer(no: int, price: str = "95000") -> Offer:
    """An offer of ours over a number and a choice."""
    values: Bundle = {"price": Decimal(price), "car": "95000"}
    return Offer(
        no=OfferNo(no),
        by=PartyId(US),
        values=values,
        stated=frozenset(values),
        on=TODAY,
        at=NOW,
        person=ANA,
    )


def recorded(seq: int, *moves: Move) -> Entry:
    """The entry that records them."""
    return Entry(seq=seq, at=NOW, person=ANA, verb=Verb.RECORDED, moves=moves)
