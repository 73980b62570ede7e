"""A deal with moves of every kind, which the samples are made of."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.coach.answers import Exposure, LogRow
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.matching import Ground, Suggested
from bot.domain.moves import Kind, Move, State
from bot.domain.tradeables import Appeal, Proposal
from bot.domain.worth import Figure, Size, Worth

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA, BEN = PersonId("U0ANA"), PersonId("U0BEN")
CHANNEL = ChannelId("C0ACME")
BETA = PartyId("them2")


def eur(amount: int, *, estimate: bool = False) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR", estimate=estimate)


DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=NOON - timedelta(days=14),
    opened_by=ANA,
    size=eur(240_000),
    parties=(Party(id=PartyId(THEM), name="Acme"),),
)


def sample_move(
    no: int, kind: Kind, what: str, state: State, *, ours: bool, on: date = TODAY
) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=on,
        at=NOON,
        person=ANA,
        frm=PartyId(US if ours else THEM),
        to=PartyId(THEM if ours else US),
        typed=what,
    )


def sample_give(
    no: int, what: str, cost: Worth | None, state: State = State.FIRM, *, on: date = TODAY
) -> Move:
    return replace(sample_move(no, Kind.GIVE, what, state, ours=True, on=on), cost=cost)


def sample_get(
    no: int, what: str, worth: Worth | None, state: State = State.FIRM, *, on: date = TODAY
) -> Move:
    return replace(sample_move(no, Kind.GET, what, state, ours=False, on=on), worth=worth)


def sample_ask(
    no: int, what: str, state: State = State.OPEN, *, ours: bool = True, due: date | None = None
) -> Move:
    return replace(sample_move(no, Kind.ASK, what, state, ours=ours), due=due)


DISCOUNT = sample_give(1, "5% off", eur(12_000), on=date(2026, 11, 12))
TERM = replace(sample_ask(2, "24-month term", due=date(2026, 11, 27)), ref=MoveNo(1))
NET_60 = replace(
    sample_give(3, "net 60", eur(3_000), State.CONDITIONAL),
    condition="signed by 30 Nov",
    due=date(2026, 11, 30),
)
CALL = replace(sample_get(4, "reference call", eur(5_000)), cost=eur(1_000))
CASE_STUDY = sample_get(5, "case study", Size.M, State.PROMISED)
ONBOARDING = replace(
    sample_give(6, "onboarding week", None, State.GOODWILL),
    review=date(2027, 1, 15),
    reason="a good start",
)
DRAFT = sample_give(
    7, "10 more seats", Figure.between(Decimal(4_000), Decimal(6_000), "EUR"), State.DRAFT
)
THEIR_ASK = sample_ask(8, "15% off", ours=False, due=date(2026, 11, 27))
PROPOSALS = tuple(
    Proposal(key=key, label=label, what=label, phrase=phrase, issue="", why=Appeal.WORTH_MUCH)
    for key, label, phrase in (
        ("term", "24-month term", "a 24-month term"),
        ("seats", "20 more seats", "20 more seats"),
        ("prepay", "Prepay", "payment of the first year in advance"),
    )
)
NONE_OPEN = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)
ONE_OPEN = Exposure(
    before=Decimal(12_000), after=Decimal(12_000), open_gives=1, unfigured=0, share=Decimal("0.05")
)
FIRST = replace(ONE_OPEN, before=Decimal(0))
SECOND = Exposure(
    before=Decimal(12_000),
    after=Decimal(15_000),
    open_gives=2,
    unfigured=0,
    share=Decimal("0.0625"),
)
ANSWERED = replace(NONE_OPEN, before=Decimal(12_000))


def suggested_gives() -> tuple[Suggested, ...]:
    """A give for each ground on which one is suggested."""
    return tuple(
        Suggested(move=replace(DISCOUNT, no=MoveNo(n), condition="they pay upfront"), why=why)
        for n, why in enumerate(Ground, start=1)
    )


def sample_row(
    move: Move, *, age: int | None = None, left: Decimal | None = None, ties: tuple[int, ...] = ()
) -> LogRow:
    cost = move.cost.amount if isinstance(move.cost, Figure) and age is not None else None
    return LogRow(
        move=move,
        ties=tuple(map(MoveNo, ties)),
        share=Decimal(0) if age is not None else None,
        left=left if left is not None else cost,
        age=age,
    )
