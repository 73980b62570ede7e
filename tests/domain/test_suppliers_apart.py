"""Several suppliers of one deal: nothing of one is in a step, and so in no sentence, about another."""

from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.load import load_libraries
from bot.domain.deals import Deal, Party, Side
from bot.domain.ids import THEM, US, MoveNo, PartyId
from bot.domain.ledger import Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import Event, NextStep, Shelf, choose_next_step
from bot.domain.situation import build_situation
from bot.domain.worth import Figure
from bot.language.wordings import WORDINGS
from tests.domain.ledgers import deal, table
from tests.examples import number_of_examples
from tests.strategies import TODAY

ALPHA, BETA = PartyId(THEM), PartyId("them2")
MARKS = {ALPHA: "zebra", BETA: "koala"}
"""A word that stands in everything of one supplier."""
THINGS = ("price hold", "training", "longer warranty", "spare kit", "net 60", "delivery")
SHELF = Shelf(asks=load_libraries()["en"][Side.BUYING], gives=load_libraries()["en"][Side.SELLING])
EVENTS = {
    (Kind.GIVE, True): Event.WE_GIVE,
    (Kind.GET, False): Event.THEY_GAVE,
    (Kind.ASK, False): Event.THEY_ASK,
}


def two_suppliers() -> Deal:
    parties = (Party(id=ALPHA, name="Alpha"), Party(id=BETA, name="Beta"))
    return replace(deal(400_000, side=Side.BUYING), parties=parties)


TEMPLATE = table("G1 5% off c12000 day 0", today=11, of=two_suppliers())["G1"]


@st.composite
def made_up_moves(draw: st.DrawFn) -> list[Move]:
    moves = []
    for no in range(1, draw(st.integers(2, 8)) + 1):
        party = draw(st.sampled_from([ALPHA, BETA]))
        kind, ours = draw(
            st.sampled_from(
                [(Kind.GIVE, True), (Kind.GET, False), (Kind.ASK, True), (Kind.ASK, False)]
            )
        )
        amount = Decimal(draw(st.integers(1, 40))) * 1000
        states = {Kind.GIVE: State.FIRM, Kind.GET: State.FIRM, Kind.ASK: State.OPEN}
        moves.append(
            replace(
                TEMPLATE,
                no=MoveNo(no),
                kind=kind,
                frm=PartyId(US) if ours else party,
                to=party if ours else PartyId(US),
                what=f"{MARKS[party]} {draw(st.sampled_from(THINGS))}",
                cost=Figure(amount=amount, unit="EUR"),
                worth=draw(st.sampled_from([None, Figure(amount=amount, unit="EUR")])),
                state=states[kind],
                on=TODAY - timedelta(days=draw(st.integers(0, 20))),
            )
        )
    return moves


def texts(value: object) -> list[str]:
    """Every text that a step holds, but for what kind of step it is."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list | tuple):
        return [text for each in value for text in texts(each)]
    if is_dataclass(value):
        return [text for each in fields(value) for text in texts(getattr(value, each.name))]
    return []


def parties_named(step: NextStep) -> set[PartyId]:
    said = " ".join(texts(step))
    return {party for party, mark in MARKS.items() if mark in said}


@given(made_up_moves())
@settings(max_examples=number_of_examples(150), deadline=None)
def test_a_step_after_a_move_names_nothing_of_another_supplier(moves: list[Move]) -> None:
    last = moves[-1]
    event = EVENTS.get((last.kind, last.ours))
    if event is None:
        return
    ledger = Ledger(moves={move.no: move for move in moves})
    situation = build_situation(two_suppliers(), ledger, TODAY, wordings=WORDINGS)
    step = choose_next_step(event, replace(situation, move=last), SHELF)
    party = last.to if last.ours else last.frm
    assert parties_named(step) <= {party}


@given(made_up_moves(), st.sampled_from([Event.LOOK, Event.ASK_NOW, Event.NO_ANSWER]))
@settings(max_examples=number_of_examples(150), deadline=None)
def test_what_to_do_next_is_about_one_supplier_alone(moves: list[Move], event: Event) -> None:
    ledger = Ledger(moves={move.no: move for move in moves})
    situation = build_situation(two_suppliers(), ledger, TODAY, wordings=WORDINGS)
    assert len(parties_named(choose_next_step(event, situation, SHELF))) <= 1
