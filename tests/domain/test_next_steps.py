from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.libraries import parse_library, translate_library
from bot.domain.deals import Agreement, Deal, Side, Yardstick
from bot.domain.ids import THEM, MoveNo, PartyId
from bot.domain.ladder import list_misses
from bot.domain.ledger import Ledger
from bot.domain.matching import STRONG, compute_likeness, names_figure
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import (
    Event,
    Inquiry,
    NextStep,
    Shelf,
    StepKind,
    StepReason,
    choose_next_step,
)
from bot.domain.our_parts import ACROSS, Source
from bot.domain.plans import Plan, PlannedGive
from bot.domain.situation import Situation, build_situation
from bot.domain.styles import Aim, Style
from bot.domain.tradeables import Library
from bot.domain.trades import Tie
from bot.domain.turns import WhoseTurn
from bot.domain.worth import Figure, Size, Worth
from bot.language.wordings import WORDINGS
from tests.domain.ledgers import Table, deal, offers, table
from tests.examples import number_of_examples
from tests.strategies import TODAY, deals, moves, worths

FOLDER = Path(__file__).parents[2] / "templates"


def _load(side: Side, language: str) -> Library:
    english = parse_library((FOLDER / "library" / f"{side}.toml").read_text("utf-8"))
    if language == "en":
        return english
    path = FOLDER / language / "library" / f"{side}.toml"
    return translate_library(english, path.read_text("utf-8"), language)


LIBRARIES = {(side, language): _load(side, language) for side in Side for language in ("en", "de")}


def shelf(side: Side, language: str = "en") -> Shelf:
    across = ACROSS.get(side)
    return Shelf(
        asks=LIBRARIES[side, language],
        gives=LIBRARIES[across, language] if across is not None else None,
    )


def renewal(lines: str, *, today: int = 11, side: Side = Side.SELLING, **changes: object) -> Table:
    of = replace(deal(240_000, side=side), **changes)  # type: ignore[arg-type]
    return table(lines, today=today, of=of)


def after(event: Event, t: Table, name: str, plan: Plan | None = None) -> NextStep:
    """The step after one move of the table, which the rest of the ledger stands beside."""
    move = t[name]
    situation = build_situation(t.deal, t.ledger, t.today, wordings=WORDINGS, plan=plan)
    ties = tuple(t.ledger.ties_of(move.no))
    others = tuple(ask for ask in situation.their_asks if ask.no != move.no)
    situation = replace(situation, move=move, ties=ties, their_asks=others)
    return choose_next_step(event, situation, shelf(t.deal.side))


def look(t: Table, lines: str = "", plan: Plan | None = None) -> NextStep:
    """The step in the deal as it stands."""
    situation = build_situation(
        t.deal, t.ledger, t.today, wordings=WORDINGS, plan=plan, offers=offers(lines)
    )
    misses = list_misses(t.ledger, t.deal.policy, t.today)
    return choose_next_step(Event.LOOK, situation, shelf(t.deal.side), misses=misses)


BOTH = pytest.mark.parametrize("side", [Side.SELLING, Side.BUYING])


# They gave


@BOTH
def test_what_they_gave_while_ours_are_open_is_tied_and_answered_with_no_new_give(
    side: Side,
) -> None:
    t = renewal("G1 5% off c12000 day 0\nR1 reference call v15000 day 11", side=side)
    step = after(Event.THEY_GAVE, t, "R1")
    assert (step.kind, step.reason) == (StepKind.TIE, StepReason.OURS_ARE_OPEN)
    assert step.open_give == t["G1"]
    assert step.part is None


def test_what_is_left_of_the_give_it_answers_is_asked_for() -> None:
    t = renewal("G1 5% off c12000 day 0\nR1 reference call v4000 day 11 -> G1")
    step = after(Event.THEY_GAVE, t, "R1")
    assert (step.kind, step.reason) == (StepKind.ASK_REST, StepReason.PART_IS_OPEN)
    assert (step.open_give, step.left) == (t["G1"], Decimal(8000))
    assert step.part is None
    assert step.proposals


def test_a_yes_to_what_a_give_was_made_for_is_credited_and_nothing_more_is_asked_for() -> None:
    t = renewal(
        "G1 5% off c12000 day 0\nA1 reference call day 3\nR1 reference call v4000 day 11 -> G1"
    )
    get = replace(t["R1"], ref=t["A1"].no)
    give = replace(t["G1"], ref=t["A1"].no, for_what="reference call")
    situation = build_situation(t.deal, t.ledger, t.today, wordings=WORDINGS)
    situation = replace(
        situation, move=get, ties=tuple(t.ledger.ties_of(get.no)), open_gives=(give,), recent=()
    )
    step = choose_next_step(Event.THEY_GAVE, situation, shelf(t.deal.side))
    assert step.kind is StepKind.CREDIT


def test_a_yes_to_our_ask_is_answered_with_no_further_give() -> None:
    t = renewal("T1 faster delivery day 3\nA1 forecast day 4\nR1 forecast v15000 day 11")
    situation = build_situation(t.deal, t.ledger, t.today, wordings=WORDINGS)
    situation = replace(situation, move=replace(t["R1"], ref=t["A1"].no))
    step = choose_next_step(Event.THEY_GAVE, situation, shelf(t.deal.side))
    assert (step.kind, step.part) == (StepKind.CREDIT, None)


def test_what_they_gave_answers_what_they_have_whole_and_that_is_all() -> None:
    t = renewal("G1 5% off c12000 day 0\nR1 24-month term v15000 day 11 -> G1")
    step = after(Event.THEY_GAVE, t, "R1")
    assert (step.kind, step.reason, step.part) == (StepKind.CREDIT, StepReason.NOTHING_OPEN, None)


@BOTH
def test_with_nothing_of_ours_open_it_is_answered_where_they_asked_for_something(
    side: Side,
) -> None:
    unasked = renewal("R1 forecast each month v15000 day 11", side=side)
    assert after(Event.THEY_GAVE, unasked, "R1").kind is StepKind.CREDIT
    t = renewal("T1 faster delivery day 3\nR1 forecast each month v15000 day 11", side=side)
    step = after(Event.THEY_GAVE, t, "R1")
    assert (step.kind, step.reason) == (StepKind.COUNTER, StepReason.THEY_ASKED)
    assert step.part is not None
    assert step.part.source is Source.LIBRARY
    assert not names_figure(step.part.phrase)


def test_in_a_transaction_credit_is_enough_unless_they_asked() -> None:
    plain = Style(aim=Aim.TRANSACTION)
    t = renewal("R1 forecast v15000 day 11", style=plain)
    assert after(Event.THEY_GAVE, t, "R1").kind is StepKind.CREDIT
    asked = renewal("T1 faster delivery day 3\nR1 forecast v15000 day 11", style=plain)
    step = after(Event.THEY_GAVE, asked, "R1")
    assert (step.kind, step.reason) == (StepKind.COUNTER, StepReason.THEY_ASKED)


@pytest.mark.parametrize("worth", ["", "v0", "v3000USD"])
def test_nothing_is_offered_for_what_nobody_knows_the_worth_of(worth: str) -> None:
    t = renewal(f"R1 forecast {worth} day 11")
    assert after(Event.THEY_GAVE, t, "R1").part is None


@BOTH
def test_what_is_worth_nothing_to_us_is_asked_about(side: Side) -> None:
    t = renewal("R1 extended warranty v0 day 11", side=side)
    step = after(Event.THEY_GAVE, t, "R1")
    assert (step.kind, step.reason) == (StepKind.WHY_THIS, StepReason.MOVES_NOTHING)
    assert step.proposals


# They ask


@BOTH
def test_what_they_have_already_is_named_before_what_they_ask_for(side: Side) -> None:
    t = renewal("G1 training c8000 day 0\nG2 5% off c12000 day 2\nT1 15% off day 11", side=side)
    step = after(Event.THEY_ASK, t, "T1")
    assert step.kind is StepKind.ANSWER_ASK
    assert step.reason is StepReason.THEY_HAVE_OURS
    # The give about the same thing, not just the oldest.
    assert step.open_give == t["G2"]
    assert step.part is None


@pytest.mark.parametrize(
    ("planned", "offered"),
    [
        ("8% off", "8% off"),
        ("15% off", None),
        ("20% discount", None),
        ("training", None),
    ],
)
def test_a_part_of_it_is_named_only_where_it_was_planned_and_is_less(
    planned: str, offered: str | None
) -> None:
    t = renewal("T1 15% off day 11")
    plan = Plan(gives=(PlannedGive(what=planned, ask="24-month term"),))
    part = after(Event.THEY_ASK, t, "T1", plan).part
    assert (part.phrase if part else None) == offered
    if part is not None:
        assert (part.source, part.in_return) == (Source.PLANNED, "24-month term")
    assert after(Event.THEY_ASK, t, "T1").part is None


def test_a_part_waits_for_its_day_in_the_plan() -> None:
    t = renewal("T1 15% off day 11")
    plan = Plan(
        gives=(
            PlannedGive(what="8% off", ask="24-month term", not_before=TODAY.replace(year=2030)),
        )
    )
    assert after(Event.THEY_ASK, t, "T1", plan).part is None


@pytest.mark.parametrize(
    ("ask", "side", "question", "test"),
    [
        ("15% off", Side.SELLING, "comparing our price", "a smaller scope"),
        ("net 90", Side.SELLING, "How would that help you", "the first invoice"),
        ("24/7 support", Side.SELLING, "Which problem", ""),
        ("unlimited liability", Side.SELLING, "Which risk", ""),
        ("a golden bell", Side.SELLING, "why this matters to you", ""),
        (
            "price increase of 8%",
            Side.BUYING,
            "Which of your costs",
            "the part of it that your costs explain",
        ),
        ("a kill fee of 50%", Side.BUYING, "Which of your costs does it cover", ""),
        (
            "exclusivity in Europe",
            Side.PARTNERING,
            "What do you want to protect",
            "limited time and area",
        ),
        ("85k base", Side.HIRING, "What matters most to you", "a pay review"),
        ("5 more vacation days", Side.HIRING, "Which weeks do you have in mind", "unpaid leave"),
        (
            "a 4-day week",
            Side.HIRING,
            "What would it make possible",
            "try it in part for the first",
        ),
        ("4 weeks notice", Side.HIRING, "Which day works for you", ""),
        ("two service days", Side.SELLING, "Which problem", ""),
        ("cover at the weekend", Side.SELLING, "Which problem", ""),
    ],
)
def test_each_ask_has_a_question_and_a_test_of_its_own_or_none(
    ask: str, side: Side, question: str, test: str
) -> None:
    step = after(Event.THEY_ASK, renewal(f"T1 {ask} day 11", side=side), "T1")
    assert question in step.question
    assert (step.trial is not None) == bool(test)
    if step.trial is not None:
        assert test in step.trial.phrase
        assert step.trial.need


@pytest.mark.parametrize(
    ("line", "inquiry"),
    [
        ("T1 a discount day 0", Inquiry.HOW_MUCH),
        ("T1 exclusivity day 0", Inquiry.ABOUT_IT),
        ("T1 15% off day 0", Inquiry.ABOUT_IT),
        ("T1 15% off because day 0", Inquiry.WHAT_WORTH),
        ("T1 15% off because v30000 day 0", Inquiry.BY_WHEN),
    ],
)
def test_what_is_not_known_about_it_is_asked_first(line: str, inquiry: Inquiry) -> None:
    assert after(Event.THEY_ASK, renewal(line), "T1").inquiry is inquiry


def test_where_nothing_is_near_in_size_it_is_said_what_would_be() -> None:
    sizes = {Size.S: Decimal(1000), Size.M: Decimal(5000), Size.L: Decimal(20_000)}
    t = renewal(
        "T1 price increase of 8% c96000 day 11",
        side=Side.BUYING,
        yardstick=Yardstick(unit="EUR", sizes=sizes),
    )
    step = after(Event.THEY_ASK, t, "T1")
    assert (step.proposals, step.amount, step.near) == ((), Decimal(96_000), Decimal(76_800))


# We think of a give


@BOTH
def test_for_a_give_something_is_asked_that_is_no_larger(side: Side) -> None:
    t = renewal("G1 sticker c500 day 11", side=side)
    step = after(Event.WE_GIVE, t, "G1")
    assert step.amount == Decimal(500)
    assert step.proposals
    assert {proposal.cost for proposal in step.proposals} == {Size.S}


# Nothing just happened


@pytest.mark.parametrize(
    ("lines", "kind", "reason", "turn"),
    [
        ("", StepKind.ASK, StepReason.NOTHING_WAITS, WhoseTurn.EITHER),
        (
            "G1 5% off c12000 day 10",
            StepKind.ASK_IN_RETURN,
            StepReason.NOTHING_ASKED,
            WhoseTurn.THEIRS,
        ),
        (
            "G1 5% off c12000 day 0",
            StepKind.ASK_IN_RETURN,
            StepReason.SILENT,
            WhoseTurn.THEIRS,
        ),
        (
            "G1 5% off c12000 day 9\nA1 term day 9 due 14",
            StepKind.ASK_IN_RETURN,
            StepReason.NOTHING_ASKED,
            WhoseTurn.THEIRS,
        ),
        ("A1 term day 9 due 14", StepKind.WAIT, StepReason.WITHIN_ITS_DAY, WhoseTurn.THEIRS),
        # They moved last, and what we asked for is still with them.
        (
            "A1 term day 8 due 14\nR2 training day 9",
            StepKind.WAIT,
            StepReason.WITHIN_ITS_DAY,
            WhoseTurn.THEIRS,
        ),
        ("A1 term day 2 due 4", StepKind.ASK_AGAIN, StepReason.PAST_DAY, WhoseTurn.THEIRS),
        (
            "G1 5% off c12000 day 8\nA1 term day 8 declined 10",
            StepKind.ASK_IN_RETURN,
            StepReason.DECLINED,
            WhoseTurn.OURS,
        ),
        (
            "G1 5% off c12000 day 0\nA1 term day 1 declined 2\nA2 logo day 3 due 5",
            StepKind.LADDER,
            StepReason.MISSED_OFTEN,
            WhoseTurn.THEIRS,
        ),
        (
            "G1 5% off c12000 day 8\nR1 forecast v3000 day 10",
            StepKind.TIE,
            StepReason.NOT_TIED,
            WhoseTurn.OURS,
        ),
        ("T1 15% off day 10", StepKind.ANSWER_ASK, StepReason.THEIR_ASK_WAITS, WhoseTurn.OURS),
        (
            "R1 forecast promised day 10",
            StepKind.WRITE_DOWN,
            StepReason.PROMISED_ONLY,
            WhoseTurn.OURS,
        ),
    ],
)
@BOTH
def test_one_thing_to_do_next(
    side: Side, lines: str, kind: StepKind, reason: StepReason, turn: WhoseTurn
) -> None:
    step = look(renewal(lines, side=side))
    assert (step.kind, step.reason, step.turn) == (kind, reason, turn)


def test_their_offer_waits_for_a_look_in_private_and_ours_for_them() -> None:
    t = renewal("")
    assert look(t, "us price=100\nthem price=80").kind is StepKind.CHECK_YES
    step = look(t, "us price=100\nthem price=80\nus price=95")
    assert (step.kind, step.reason) == (StepKind.WAIT, StepReason.OUR_OFFER_WAITS)


def test_a_deal_on_hold_agreed_or_closed_has_a_step_of_its_own() -> None:
    lines = "G1 5% off c12000 day 10"
    assert look(renewal(lines, held_since=TODAY)).kind is StepKind.HOLD
    agreed = (Agreement(party=PartyId(THEM), on=TODAY),)
    assert look(renewal(lines, agreed=agreed)).kind is StepKind.CLOSE
    closed = renewal(lines)
    closed = replace(closed, deal=replace(closed.deal, closed_at=closed.deal.opened_at))
    step = look(closed)
    assert (step.kind, step.turn, step.proposals) == (StepKind.NOTHING, WhoseTurn.NOBODY, ())


# Laws that hold in every deal

WORDS = st.sampled_from(
    [
        "5% off",
        "15% off",
        "8% price increase",
        "net 60",
        "24-month term",
        "training of the team",
        "5% Rabatt",
        "exclusivity for Austria",
        "a named contact",
        "reference call",
        "faster delivery",
        "unlimited liability",
        "Haftung ohne Grenze",
        "20 more seats",
        "forecast",
    ]
)


@st.composite
def made_up_deals(draw: st.DrawFn) -> tuple[Deal, Ledger]:
    """A deal and its ledger, as odd as may be; what moves is in words that people use."""
    of = replace(
        draw(deals()),
        style=Style(aim=draw(st.sampled_from(Aim))),
        size=draw(st.none() | st.just(Figure(amount=Decimal(240_000)))),
    )
    made: dict[MoveNo, Move] = {}
    for no in range(1, draw(st.integers(0, 7)) + 1):
        made[MoveNo(no)] = replace(draw(moves(no)), what=draw(WORDS), issue="")
    gives = [no for no, move in made.items() if move.kind is Kind.GIVE]
    gets = [no for no, move in made.items() if move.kind is Kind.GET]
    possible = [Tie(give=give, get=get) for give in gives for get in gets]
    ties = draw(st.frozensets(st.sampled_from(possible), max_size=2)) if possible else frozenset()
    return of, Ledger(made, ties, of.yardstick)


plans = st.none() | st.builds(
    Plan,
    gives=st.lists(
        st.builds(
            PlannedGive,
            what=WORDS,
            size=st.none() | worths,
            ask=st.sampled_from(["", "24-month term"]),
        ),
        max_size=3,
    ).map(tuple),
)


def _open_situation(of: Deal, ledger: Ledger, plan: Plan | None, move: Move | None) -> Situation:
    situation = build_situation(of, ledger, TODAY, wordings=WORDINGS, plan=plan)
    ties = tuple(ledger.ties_of(move.no)) if move is not None else ()
    return replace(situation, move=move, ties=ties)


def _all_steps(of: Deal, ledger: Ledger, plan: Plan | None, language: str) -> list[NextStep]:
    """What is proposed after every move of the ledger, and in the deal as it stands."""
    events = {Kind.GIVE: Event.WE_GIVE, Kind.GET: Event.THEY_GAVE}
    known = shelf(of.side, language)
    misses = list_misses(ledger, of.policy, TODAY)
    steps = []
    for move in ledger.moves.values():
        if move.kind is Kind.ASK and move.ours:
            continue
        situation = _open_situation(of, ledger, plan, move)
        event = events.get(move.kind, Event.THEY_ASK)
        steps.append(choose_next_step(event, situation, known))
        steps.append(choose_next_step(event, situation, known, unwanted=True))
    for event in (Event.LOOK, Event.NO_ANSWER, Event.ASK_NOW, Event.NEAR_YES):
        situation = _open_situation(of, ledger, plan, None)
        steps.append(choose_next_step(event, situation, known, misses=misses))
    return steps


MANY = settings(max_examples=number_of_examples(150), deadline=None)
LANGUAGES = st.sampled_from(["en", "de"])


@MANY
@given(made_up_deals(), plans, LANGUAGES)
def test_while_a_give_is_open_none_is_proposed_without_being_asked_or_without_a_return(
    made: tuple[Deal, Ledger], plan: Plan | None, language: str
) -> None:
    of, ledger = made
    for step in _all_steps(of, ledger, plan, language):
        if step.trial is not None:
            assert step.trial.need
        if not ledger.open_gives(TODAY):
            continue
        assert step.kind is not StepKind.COUNTER
        if step.part is not None:
            assert step.kind is StepKind.ANSWER_ASK
            assert step.part.in_return


@MANY
@given(made_up_deals(), plans, LANGUAGES)
def test_nobody_is_offered_their_whole_demand(
    made: tuple[Deal, Ledger], plan: Plan | None, language: str
) -> None:
    of, ledger = made
    wanted = list(ledger.unanswered_asks(ours=False))
    for step in _all_steps(of, ledger, plan, language):
        ours = [step.part.phrase] if step.part is not None else []
        ours += [step.trial.phrase] if step.trial is not None else []
        asked = [step.about] if step.kind is StepKind.ANSWER_ASK and step.about else wanted
        for phrase in ours:
            assert all(compute_likeness(phrase, ask.what) < STRONG for ask in asked)


@MANY
@given(made_up_deals(), plans, LANGUAGES)
def test_nothing_proposed_costs_more_than_the_factor_times_what_it_answers(
    made: tuple[Deal, Ledger], plan: Plan | None, language: str
) -> None:
    of, ledger = made

    def amount(worth: Worth | None, move: Move | None = None) -> Decimal | None:
        return of.yardstick.amount(worth, TODAY if move is None else move.on)

    for step in _all_steps(of, ledger, plan, language):
        about = step.about
        if step.kind is StepKind.COUNTER and step.part is not None and about is not None:
            cost, worth = amount(step.part.cost), amount(about.worth, about)
            if cost is not None and worth is not None:
                assert cost <= of.policy.near_factor * worth
        if step.kind in (StepKind.CHECK_GIVE, StepKind.ANSWER_ASK) and about is not None:
            worth = amount(about.worth if about.worth is not None else about.cost, about)
            for proposal in step.proposals:
                cost = amount(proposal.cost)
                if cost is not None and worth is not None:
                    assert cost <= of.policy.near_factor * worth


@MANY
@given(made_up_deals(), plans, LANGUAGES)
def test_no_figure_of_ours_is_named_that_was_neither_typed_nor_planned(
    made: tuple[Deal, Ledger], plan: Plan | None, language: str
) -> None:
    of, ledger = made
    typed = {move.what for move in ledger.moves.values()}
    planned = {give.what for give in plan.gives} if plan is not None else set()
    for step in _all_steps(of, ledger, plan, language):
        if step.part is not None and names_figure(step.part.phrase):
            assert step.part.phrase in typed | planned
        if step.trial is not None:
            assert not any(letter.isdecimal() for letter in step.trial.phrase + step.trial.need)


def test_a_draft_of_ours_is_no_open_give() -> None:
    t = renewal("G1 5% off c12000 draft day 0\nT1 faster delivery day 3\nR1 forecast v15000 day 11")
    assert t["G1"].state is State.DRAFT
    assert after(Event.THEY_GAVE, t, "R1").kind is StepKind.COUNTER
