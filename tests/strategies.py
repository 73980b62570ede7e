"""Made-up deals, moves and histories, as property tests need them: odd, but possible."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from bot.domain.deals import Deal, Party, Rate, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.moves import Increase, Kind, Move, State
from bot.domain.policy import Policy
from bot.domain.trades import Tie
from bot.domain.worth import POINTS, Figure, Size, Worth

TODAY = date(2026, 11, 23)

STATES = {
    Kind.GIVE: (
        State.DRAFT,
        State.CONDITIONAL,
        State.FIRM,
        State.GOODWILL,
        State.LAPSED,
        State.VOID,
    ),
    Kind.GET: (
        State.CONDITIONAL,
        State.PROMISED,
        State.FIRM,
        State.TAKEN_BACK,
        State.LAPSED,
        State.VOID,
    ),
    Kind.ASK: (
        State.OPEN,
        State.PARTLY,
        State.GRANTED,
        State.DECLINED,
        State.WITHDRAWN,
        State.VOID,
    ),
}

texts = st.text(
    st.one_of(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
        st.sampled_from("%'\"\\🤝é—\n"),
    ),
    max_size=20,
)
units = st.sampled_from(["", "EUR", "USD", "JPY", POINTS])
amounts = st.decimals(
    min_value=0, max_value=10**15, allow_nan=False, allow_infinity=False, places=3
) | st.sampled_from(
    [Decimal(0), Decimal("0.1"), Decimal("0.2"), Decimal("1E+15"), Decimal(12000), Decimal("0.001")]
)
days = st.dates(min_value=TODAY - timedelta(days=400), max_value=TODAY + timedelta(days=60))
moments = st.integers(0, 400 * 24 * 3600 * 10**6).map(
    lambda since: datetime(2025, 10, 1, tzinfo=UTC) + timedelta(microseconds=since)
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Amounts, estimates, ranges, and ranges that do not count as their midpoint."""
    amount, unit = draw(amounts), draw(units)
    match draw(st.sampled_from(["plain", "estimate", "range", "odd"])):
        case "range":
            return Figure.between(amount, amount + draw(amounts), unit)
        case "odd":
            low, high = draw(st.none() | amounts), draw(st.none() | amounts)
            return Figure(
                amount=amount, unit=unit, estimate=draw(st.booleans()), low=low, high=high
            )
        case form:
            return Figure(amount=amount, unit=unit, estimate=form == "estimate")


worths: st.SearchStrategy[Worth] = figures() | st.sampled_from(Size)


increases = st.just(Increase()) | st.builds(
    Increase, step=amounts, unit=st.sampled_from(["%", "months"])
)


@st.composite
def moves(draw: st.DrawFn, no: int = 1, kind: Kind | None = None) -> Move:
    """A move with that number, in any state its kind can have."""
    kind = kind or draw(st.sampled_from(Kind))
    ours = kind is Kind.GIVE or (kind is Kind.ASK and draw(st.booleans()))
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=draw(texts),
        state=draw(st.sampled_from(STATES[kind])),
        on=draw(days),
        at=draw(moments),
        person=PersonId(draw(st.sampled_from(["U1", "U2"]))),
        frm=PartyId(US if ours else THEM),
        to=PartyId(THEM if ours else US),
        issue=draw(texts),
        cost=draw(st.none() | worths),
        worth=draw(st.none() | worths),
        for_what=draw(texts),
        ref=draw(st.none() | st.integers(1, 20).map(MoveNo)),
        condition=draw(texts),
        due=draw(st.none() | days),
        reason=draw(texts),
        review=draw(st.none() | days),
        settled=draw(st.none() | days),
        settled_after=draw(st.none() | st.integers(1, 20).map(MoveNo)),
        increase=draw(st.none() | increases),
        typed=draw(texts),
        version=draw(st.integers(1, 3)),
    )


@st.composite
def entries(draw: st.DrawFn, ledger: Ledger, seq: int = 1) -> Entry:
    """What somebody may do next to that ledger: record moves, change one, tie a give to a get, or untie."""
    last = max(ledger.moves, default=0)
    gives, gets = (
        sorted(m.no for m in ledger.moves.values() if m.kind is kind)
        for kind in (Kind.GIVE, Kind.GET)
    )
    possible = ["record"]
    possible += ["change"] if ledger.moves else []
    possible += ["tie"] if gives and gets else []
    possible += ["untie"] if ledger.ties else []
    new: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()
    untied: tuple[Tie, ...] = ()
    match draw(st.sampled_from(possible)):
        case "record":
            new = tuple(draw(moves(last + n)) for n in range(1, draw(st.integers(1, 2)) + 1))
        case "change":
            old = ledger.moves[draw(st.sampled_from(sorted(ledger.moves)))]
            new, before = (draw(moves(old.no, old.kind)),), (old,)
        case "tie":
            tied = (Tie(give=draw(st.sampled_from(gives)), get=draw(st.sampled_from(gets))),)
        case _:
            untied = (draw(st.sampled_from(sorted(ledger.ties))),)
    return Entry(
        seq=seq,
        at=draw(moments),
        person=PersonId("U1"),
        verb=draw(st.sampled_from(Verb)),
        moves=new,
        before=before,
        tied=tied,
        untied=untied,
        why=draw(texts),
    )


@st.composite
def histories(draw: st.DrawFn, longest: int = 12) -> tuple[Entry, ...]:
    """Entries as they may follow one another, from the first one on."""
    ledger = Ledger()
    history: list[Entry] = []
    for seq in range(1, draw(st.integers(0, longest)) + 1):
        entry = draw(entries(ledger, seq))
        ledger = ledger.after(entry)
        history.append(entry)
    return tuple(history)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy in which some limits were set."""
    return Policy(
        small_share=draw(st.sampled_from([Decimal("0.02"), Decimal("0.05")])),
        open_days=draw(st.integers(1, 9)),
        speaking=draw(st.frozensets(st.sampled_from(["open_give", "drip", "no_reason"]))),
    )


@st.composite
def deals(draw: st.DrawFn, team: str = "T1", deal: str = "D1") -> Deal:
    """An open deal with sizes, rates, parties and limits of its own."""
    rates = st.builds(Rate, currency=st.sampled_from(["USD", "JPY"]), rate=amounts, day=days)
    parties = st.builds(Party, id=st.sampled_from(["them", "bank"]).map(PartyId), name=texts)
    return Deal(
        team=TeamId(team),
        id=DealId(deal),
        name=draw(texts),
        side=draw(st.sampled_from(Side)),
        yardstick=Yardstick(
            unit=draw(st.sampled_from(["EUR", POINTS])),
            sizes=draw(st.dictionaries(st.sampled_from(Size), amounts)),
            rates=tuple(draw(st.lists(rates, max_size=2))),
        ),
        opened_at=draw(moments),
        opened_by=PersonId("U1"),
        size=draw(st.none() | figures()),
        parties=tuple(draw(st.lists(parties, max_size=2))),
        policy=draw(policies()),
        locked=draw(st.booleans()),
    )
