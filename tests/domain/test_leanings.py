from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.forecasts import forecast_midpoint
from bot.domain.ids import OfferNo, PartyId, PersonId
from bot.domain.issues import Bundle
from bot.domain.leanings import WeightEstimate, estimate_their_weights, find_swaps, list_leanings
from bot.domain.offers import Offer, OfferState
from bot.domain.stakes import Stakes
from tests.domain.test_mesos import FOUR, OURS, at_stake

UNITS = {issue.name: issue.unit for issue in FOUR}
LONG: Bundle = {
    "price": Decimal(96_000),
    "term": Decimal(36),
    "payment": Decimal(14),
    "onboarding": "paid",
}
"""Good for them on the price."""
SHORT: Bundle = {
    "price": Decimal(100_000),
    "term": Decimal(12),
    "payment": Decimal(14),
    "onboarding": "paid",
}
"""Good for them on the term."""
LATE: Bundle = {
    "price": Decimal(100_000),
    "term": Decimal(36),
    "payment": Decimal(60),
    "onboarding": "paid",
}
"""Good for them on the payment."""


def meso(*bundles: Bundle, to: int | None, no: int = 1) -> Offer:
    return Offer(
        no=OfferNo(no),
        by=OURS,
        values=bundles[0],
        stated=frozenset(bundles[0]),
        alternatives=bundles[1:],
        on=date(2026, 11, 23),
        at=datetime(2026, 11, 23, 9, tzinfo=UTC),
        person=PersonId("U1"),
        leaned=to,
    )


def weights(found: WeightEstimate) -> dict[str, Decimal]:
    return {shift.issue: shift.now for shift in found.shifts}


def test_what_they_leaned_to_weighs_more_and_what_they_passed_over_less() -> None:
    found = estimate_their_weights(at_stake(*FOUR), [meso(LONG, SHORT, LATE, to=1)])
    now = weights(found)
    assert now["term"] > now["onboarding"] > now["price"]
    assert now["onboarding"] > now["payment"]
    assert abs(sum(now.values(), Decimal(0)) - 1) < Decimal("1e-20")
    assert found.leanings == 1


def test_a_leaning_says_nothing_of_an_issue_that_was_the_same_in_all() -> None:
    found = estimate_their_weights(at_stake(*FOUR), [meso(LONG, SHORT, to=1)])
    assert {shift.issue: shift.times == 1 for shift in found.shifts} == {
        "price": False,
        "term": False,
        "payment": True,
        "onboarding": True,
    }


def test_one_leaning_at_most_doubles_or_halves_and_all_together_stay_within_four_times() -> None:
    once = estimate_their_weights(at_stake(*FOUR), [meso(LONG, SHORT, to=1)])
    assert {shift.issue: shift.times for shift in once.shifts}["term"] == 2
    often = estimate_their_weights(
        at_stake(*FOUR), [meso(LONG, SHORT, to=1, no=n) for n in range(1, 9)]
    )
    times = {shift.issue: shift.times for shift in often.shifts}
    assert times["term"] == 4
    assert Decimal("0.25") <= times["price"] < 1


def test_a_leaning_taken_back_leaves_nothing_behind() -> None:
    first, second = meso(LONG, SHORT, to=1), meso(LONG, LATE, to=1, no=2)
    before = weights(estimate_their_weights(at_stake(*FOUR), [first]))
    assert (
        weights(estimate_their_weights(at_stake(*FOUR), [first, replace(second, leaned=None)]))
        == before
    )
    assert weights(estimate_their_weights(at_stake(*FOUR), [first, second])) != before


def test_a_choice_among_fewer_than_two_says_nothing() -> None:
    assert list_leanings([meso(LONG, to=0)]) == []
    assert list_leanings([replace(meso(LONG, SHORT, to=0), state=OfferState.VOID)]) == []
    assert list_leanings([replace(meso(LONG, SHORT, to=0), by=PartyId("them"))]) == []
    assert list_leanings([meso(LONG, SHORT, to=None)]) == []


def test_an_alternative_that_names_less_is_as_the_offer_for_the_rest() -> None:
    found = estimate_their_weights(
        at_stake(*FOUR), [meso(LONG, {"price": Decimal(100_000), "term": Decimal(12)}, to=1)]
    )
    assert weights(found) == weights(
        estimate_their_weights(at_stake(*FOUR), [meso(LONG, SHORT, to=1)])
    )


@given(choices=st.lists(st.integers(0, 2), max_size=6))
def test_however_they_lean_it_stays_a_bounded_estimate(choices: list[int]) -> None:
    found = estimate_their_weights(
        at_stake(*FOUR), [meso(LONG, SHORT, LATE, to=to, no=n + 1) for n, to in enumerate(choices)]
    )
    assert abs(sum(weights(found).values(), Decimal(0)) - 1) < Decimal("1e-20")
    assert all(Decimal("0.25") <= shift.times <= 4 for shift in found.shifts)


def test_a_swap_gives_what_is_dear_to_them_and_gets_what_is_dear_to_us() -> None:
    known = at_stake(
        *FOUR,
        ours={"price": 70, "term": 10, "payment": 10, "onboarding": 10},
        theirs={"price": 10, "term": 70, "payment": 10, "onboarding": 10},
    )
    now: Bundle = {
        "price": Decimal(96_000),
        "term": Decimal(24),
        "payment": Decimal(30),
        "onboarding": "at cost",
    }
    best = find_swaps(known, now, UNITS)[0]
    assert [(c.issue, c.before, c.after, c.unit) for c in best.give] == [
        ("term", Decimal(24), Decimal(12), "months")
    ]
    assert [(c.issue, c.after) for c in best.get] == [("price", Decimal(100_000))]
    after = {**now, "term": Decimal(12), "price": Decimal(100_000)}
    assert (best.ours, best.theirs) == (
        gained(known.share_for_us(after), known.share_for_us(now)),
        sum_for_them(known, after) - sum_for_them(known, now),
    )
    assert min(best.ours, best.theirs) > 0


def sum_for_them(known: Stakes, bundle: Bundle) -> Decimal:
    return sum((group.theirs.share_of(bundle) for group in known.groups), Decimal(0))


def gained(after: Decimal | None, before: Decimal | None) -> Decimal:
    assert after is not None
    assert before is not None
    return after - before


def test_where_both_want_the_same_as_much_there_is_no_swap() -> None:
    assert find_swaps(at_stake(*FOUR), LONG, UNITS) == ()


def test_swaps_are_ranked_by_the_smaller_gain() -> None:
    known = at_stake(
        *FOUR,
        ours={"price": 50, "term": 30, "payment": 10, "onboarding": 10},
        theirs={"price": 10, "term": 20, "payment": 40, "onboarding": 30},
    )
    now: Bundle = {
        "price": Decimal(96_000),
        "term": Decimal(24),
        "payment": Decimal(30),
        "onboarding": "at cost",
    }
    least = [min(swap.ours, swap.theirs) for swap in find_swaps(known, now, UNITS)]
    assert len(least) == 3
    assert least == sorted(least, reverse=True)


def test_the_midpoint_against_a_target() -> None:
    """T = 100 and theirs 80: we would have to stand at 120."""
    found = forecast_midpoint("price", Decimal(110), Decimal(80), target=Decimal(100))
    assert (found.middle, found.needed, found.short) == (Decimal(95), Decimal(120), Decimal(5))
    assert found.goes_back


def test_the_midpoint_where_less_is_better_for_us() -> None:
    found = forecast_midpoint(
        "price", Decimal(80), Decimal(110), target=Decimal(100), more_is_ours=False
    )
    assert (found.middle, found.needed, found.short) == (Decimal(95), Decimal(90), Decimal(-5))
    assert not found.goes_back


def test_the_midpoint_without_a_target() -> None:
    found = forecast_midpoint("price", Decimal(80), Decimal(110))
    assert (found.middle, found.short) == (Decimal(95), None)
    assert not found.more_is_ours
    assert not found.goes_back
