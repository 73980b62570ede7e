"""The kept sums against the fold, on ledgers made up by chance."""

import timeit
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.deals import Rate, Yardstick
from bot.domain.ids import MoveNo
from bot.domain.ladder import list_misses
from bot.domain.ledger import Entry, Ledger, Verb, fold_entries, next_version
from bot.domain.measures.classes import find_move_classes
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import Kind, Move, State
from bot.domain.rules import find_cautions
from bot.domain.situation import build_situation
from bot.domain.totals import Totals, add_move_to_totals, compute_totals, is_open, open_move_numbers
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Size, Worth
from bot.language.wordings import WORDINGS
from tests.domain.ledgers import MONDAY, day, deal, table

TODAY = day(30)
YARDSTICK = Yardstick(
    unit="EUR",
    sizes={Size.S: Decimal(1000), Size.M: Decimal("5000.50")},
    rates=(Rate(currency="USD", rate=Decimal("0.9137"), day=day(10)),),
)
PLAIN = table("G1 a\nR1 a\nA1 a\nT1 a")
GIVE, GET, OUR_ASK, THEIR_ASK = (PLAIN[n] for n in ("G1", "R1", "A1", "T1"))

amounts = st.decimals(min_value=0, max_value=10**9, places=2)
worths: st.SearchStrategy[Worth | None] = st.one_of(
    st.none(),
    st.sampled_from([Size.S, Size.M, Size.L, Figure(amount=Decimal(0))]),
    st.builds(
        lambda amount, unit: Figure(amount=amount, unit=unit),
        amounts,
        st.sampled_from(["", "EUR", "USD", "GBP"]),
    ),
)
days = st.integers(min_value=0, max_value=40).map(day)
STATES = {
    Kind.GIVE: [
        State.DRAFT,
        State.CONDITIONAL,
        State.FIRM,
        State.FIRM,
        State.GOODWILL,
        State.LAPSED,
        State.VOID,
    ],
    Kind.GET: [
        State.CONDITIONAL,
        State.PROMISED,
        State.FIRM,
        State.TAKEN_BACK,
        State.LAPSED,
        State.VOID,
    ],
    Kind.ASK: [
        State.OPEN,
        State.PARTLY,
        State.GRANTED,
        State.DECLINED,
        State.WITHDRAWN,
        State.VOID,
    ],
}


@st.composite
def moves(draw: st.DrawFn) -> Move:
    plain = draw(st.sampled_from([GIVE, GET, OUR_ASK, THEIR_ASK]))
    state = draw(st.sampled_from(STATES[plain.kind]))
    condition = "they sign" if state is State.CONDITIONAL or draw(st.booleans()) else ""
    settles = plain.kind is Kind.ASK and state not in (State.OPEN, State.VOID)
    return replace(
        plain,
        state=state,
        on=draw(days),
        cost=draw(worths),
        worth=draw(worths),
        condition=condition,
        settled=draw(days) if settles or (condition and state is State.FIRM) else None,
        review=draw(st.one_of(st.none(), days)) if state is State.GOODWILL else None,
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    made = [
        replace(m, no=MoveNo(n))
        for n, m in enumerate(draw(st.lists(moves(), max_size=12)), start=1)
    ]
    pairs = [
        Tie(give=g.no, get=r.no)
        for g in made
        for r in made
        if g.kind is Kind.GIVE and r.kind is Kind.GET
    ]
    ties = draw(st.sets(st.sampled_from(pairs), max_size=6)) if pairs else set()
    return Ledger({m.no: m for m in made}, frozenset(ties), YARDSTICK)


new_gives = st.builds(
    lambda state, on, cost, review, ref, met: replace(
        GIVE,
        state=state,
        on=on,
        cost=cost,
        condition="they sign" if state is State.CONDITIONAL or met else "",
        ref=ref if state is State.CONDITIONAL else None,
        review=review if state is State.GOODWILL else None,
    ),
    st.sampled_from([State.FIRM, State.DRAFT, State.CONDITIONAL, State.GOODWILL]),
    days,
    worths,
    st.one_of(st.none(), days),
    st.one_of(st.none(), st.just(MoveNo(1))),
    st.booleans(),
)
new_asks = st.builds(
    lambda plain, on: replace(plain, on=on), st.sampled_from([OUR_ASK, THEIR_ASK]), days
)


def numbered_after(ledger: Ledger, move: Move) -> Move:
    return replace(move, no=MoveNo(max(ledger.moves, default=0) + 1))


@given(ledgers(), st.one_of(new_gives, new_asks))
def test_adding_a_give_or_an_ask_to_the_sums_is_the_same_as_folding_it_in(
    ledger: Ledger, new: Move
) -> None:
    move = numbered_after(ledger, new)
    after = add_move_to_totals(compute_totals(ledger, TODAY), move, YARDSTICK)
    assume(not after.is_stale(TODAY))
    assert after == compute_totals(
        Ledger({**ledger.moves, move.no: move}, ledger.ties, YARDSTICK), TODAY
    )


@given(ledgers(), st.lists(st.one_of(new_gives, new_asks), max_size=5))
def test_many_additions_add_up(ledger: Ledger, new: list[Move]) -> None:
    kept = compute_totals(ledger, TODAY)
    for one in new:
        move = numbered_after(ledger, one)
        ledger = Ledger({**ledger.moves, move.no: move}, ledger.ties, YARDSTICK)
        kept = add_move_to_totals(kept, move, YARDSTICK)
    assume(not kept.is_stale(TODAY))
    assert kept == compute_totals(ledger, TODAY)


@given(ledgers(), new_gives)
def test_goodwill_whose_review_has_passed_makes_the_sums_stale(ledger: Ledger, give: Move) -> None:
    late = replace(numbered_after(ledger, give), state=State.GOODWILL, review=TODAY)
    assert add_move_to_totals(compute_totals(ledger, TODAY), late, YARDSTICK).is_stale(TODAY)


@given(ledgers(), st.one_of(new_gives, new_asks))
def test_a_new_move_without_a_tie_is_open_when_the_ledger_says_so(
    ledger: Ledger, new: Move
) -> None:
    move = numbered_after(ledger, new)
    assume(move.state is not State.GOODWILL)
    after = Ledger({**ledger.moves, move.no: move}, ledger.ties, YARDSTICK)
    assert (move.no in open_move_numbers(after, TODAY)) == is_open(move)


@given(ledgers())
def test_exposure_is_never_negative_nor_more_than_was_given(ledger: Ledger) -> None:
    kept = compute_totals(ledger, TODAY)
    assert 0 <= kept.exposure <= kept.given


@given(ledgers())
def test_a_get_never_counts_more_than_once(ledger: Ledger) -> None:
    answered = sum((a.give_cost - a.left for a in figured_answers(ledger)), Decimal(0))
    assert answered <= compute_totals(ledger, TODAY).got or has_unfigured_ties(ledger)


class AnsweredCost:
    def __init__(self, give_cost: Decimal, left: Decimal) -> None:
        self.give_cost, self.left = give_cost, left


def figured_answers(ledger: Ledger) -> list[AnsweredCost]:
    found = ((YARDSTICK.amount(a.give.cost, a.give.on), a.left) for a in ledger.answers(TODAY))
    return [
        AnsweredCost(cost, left) for cost, left in found if cost is not None and left is not None
    ]


def has_unfigured_ties(ledger: Ledger) -> bool:
    gets = [ledger.moves[t.get] for t in ledger.ties]
    return any(g.counts_on(TODAY) and YARDSTICK.amount(g.worth, g.on) is None for g in gets)


@settings(max_examples=40)
@given(ledgers(), st.data())
def test_unmatching_restores_exactly(ledger: Ledger, data: st.DataObject) -> None:
    gives = [m.no for m in ledger.moves.values() if m.kind is Kind.GIVE]
    gets = [m.no for m in ledger.moves.values() if m.kind is Kind.GET]
    free = sorted({Tie(give=give, get=get) for give in gives for get in gets} - ledger.ties)
    assume(free)
    tie = data.draw(st.sampled_from(free))
    matched = ledger.after(entry(Verb.MATCHED, tied=(tie,)))
    again = matched.after(entry(Verb.UNMATCHED, untied=(tie,)))
    assert again == ledger
    assert compute_totals(again, TODAY) == compute_totals(ledger, TODAY)


@settings(max_examples=40)
@given(ledgers())
def test_voiding_everything_leaves_nothing_in_the_sums(ledger: Ledger) -> None:
    voided = tuple(next_version(m, state=State.VOID) for m in ledger.moves.values())
    after = ledger.after(entry(Verb.VOIDED, moves=voided))
    assert compute_totals(after, TODAY) == Totals(last=compute_totals(ledger, TODAY).last)
    assert not open_move_numbers(after, TODAY)


@settings(max_examples=40)
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_in_which_independent_moves_were_entered_does_not_matter(
    ledger: Ledger, random: object
) -> None:
    entries = [entry(Verb.RECORDED, moves=(m,)) for m in ledger.moves.values()]
    random.shuffle(entries)  # type: ignore[attr-defined]
    shuffled = fold_entries(entries, YARDSTICK).after(entry(Verb.MATCHED, tied=tuple(ledger.ties)))
    assert compute_totals(shuffled, TODAY) == compute_totals(ledger, TODAY)
    assert compute_picture(shuffled, deal(), TODAY) == compute_picture(ledger, deal(), TODAY)


def entry(verb: Verb, **what: object) -> Entry:
    return Entry(seq=1, at=deal().opened_at, person=GIVE.person, verb=verb, **what)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(ledgers(), st.one_of(st.none(), st.just(0), st.integers(min_value=1, max_value=10**9)), days)
def test_measures_and_rules_never_fail(
    ledger: Ledger, size: int | None, today_after: object
) -> None:
    whole = deal(size)
    for today in (TODAY, MONDAY, today_after):
        picture = compute_picture(ledger, whole, today)  # type: ignore[arg-type]
        assert picture.exposure.amount == compute_totals(ledger, today).exposure  # type: ignore[arg-type]
        assert picture.value_days == compute_totals(ledger, today).value_days(today)  # type: ignore[arg-type]
        find_cautions(build_situation(whole, ledger, today, wordings=WORDINGS))  # type: ignore[arg-type]
        classes = find_move_classes(ledger, whole, today)  # type: ignore[arg-type]
        some = set(list(ledger.moves)[::2])
        of_some = find_move_classes(ledger, whole, today, among=some)  # type: ignore[arg-type]
        assert of_some == {no: kind for no, kind in classes.items() if no in some}
        for move in ledger.moves.values():
            find_cautions(build_situation(whole, ledger, today, move, wordings=WORDINGS))  # type: ignore[arg-type]


@pytest.mark.timing
def test_the_sums_of_a_long_ledger_take_time_in_proportion() -> None:
    short, long = (
        min(timeit.repeat(partial(sums_of, size), number=1, repeat=3)) for size in (500, 4000)
    )
    assert long < 8 * 4 * short


def sums_of(size: int) -> None:
    plain = (GIVE, GET, OUR_ASK)
    made = [
        replace(plain[n % 3], no=MoveNo(n), on=day(n // 30), cost=Figure(amount=Decimal(n)))
        for n in range(1, size)
    ]
    ties = (Tie(give=MoveNo(n), get=MoveNo(n + 1)) for n in range(3, size - 1, 3))
    ledger = Ledger({m.no: m for m in made}, frozenset(ties), YARDSTICK)
    compute_totals(ledger, TODAY)
    open_move_numbers(ledger, TODAY)
    find_cautions(build_situation(deal(), ledger, TODAY, wordings=WORDINGS))
    compute_picture(ledger, deal(), TODAY)
    list_misses(ledger, deal().policy, TODAY)


@settings(max_examples=40)
@given(ledgers())
def test_all_sums_are_exact_decimals(ledger: Ledger) -> None:
    kept = compute_totals(ledger, TODAY)
    assert all(
        type(v) is Decimal
        for v in (kept.given, kept.got, kept.exposure, kept.exposure_days, kept.run_cost)
    )
