from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import THEM, US, PartyId
from bot.domain.issues import Bundle, Issue, Joint, LinearScale, Points, Scale, Shape
from bot.domain.scores import Scores, average_shares

WE, THEY, BANK = PartyId(US), PartyId(THEM), PartyId("bank")


def scale(shape: Shape, weight: str = "1") -> Scale:
    return Scale(weight=Decimal(weight), shape=shape)


def line(slope: str, start: str = "0", weight: str = "1") -> Scale:
    return scale(LinearScale(slope=Decimal(slope), start=Decimal(start)), weight)


def points(**of: int) -> Scale:
    return scale(Points(of={name: Decimal(worth) for name, worth in of.items()}))


def scores(
    *issues: Issue, whole: str | None = "100", unit: str = "EUR", third: bool = False
) -> Scores:
    parties = (WE, THEY, BANK) if third else (WE, THEY)
    known = {issue.name: issue for issue in issues}
    return Scores(issues=known, parties=parties, unit=unit, whole=Decimal(whole) if whole else None)


def numbers(**values: int) -> Bundle:
    return {name: Decimal(value) for name, value in values.items()}


def shares(found: Mapping[str, object]) -> dict[str, object]:
    return {name: effect.share for name, effect in found.items()}  # type: ignore[attr-defined]


def test_a_bundle_is_worth_the_sum_of_its_issues() -> None:
    table = scores(
        Issue(name="price", scales={WE: line("2", "5", "3")}),
        Issue(name="support", scales={WE: points(Gold=7)}),
    )
    assert table.score_bundle({"price": Decimal(10), "support": "Gold"}, WE) == 3 * 25 + 7
    assert table.score_bundle({"support": "Gold"}, WE) == 7
    assert table.score_bundle({"support": "Tin"}, WE) is None
    assert table.score_bundle(numbers(price=10), THEY) is None


def test_a_change_is_its_amount_over_the_whole() -> None:
    table = scores(Issue(name="price", scales={WE: line("1"), THEY: line("-2")}))
    ours = table.compute_effects(numbers(price=100), numbers(price=90), WE)["price"]
    theirs = table.compute_effects(numbers(price=100), numbers(price=90), THEY)["price"]
    assert (ours.amount, ours.share, ours.estimate) == (Decimal(-10), Decimal("-0.1"), False)
    assert (theirs.amount, theirs.share) == (Decimal(20), Decimal("0.2"))


def test_only_issues_in_both_bundles_that_changed_have_an_effect() -> None:
    table = scores(
        Issue(name="price", scales={WE: line("1")}), Issue(name="term", scales={WE: line("1")})
    )
    assert table.compute_effects(numbers(price=1, term=2), numbers(price=1, seats=4), WE) == {}
    assert list(table.compute_effects(numbers(price=1), numbers(price=2, term=3), WE)) == ["price"]


def test_without_a_size_a_change_is_weighed_against_the_range_of_all_scales() -> None:
    issues = (
        Issue(name="price", low=Decimal(0), high=Decimal(60), scales={WE: line("1")}),
        Issue(name="support", options=("No", "Yes"), scales={WE: points(No=0, Yes=40)}),
    )
    table = scores(*issues, whole=None)
    found = table.compute_effects(
        {"price": Decimal(60), "support": "No"}, {"price": Decimal(30), "support": "Yes"}, WE
    )
    assert shares(found) == {"price": Decimal("-0.3"), "support": Decimal("0.4")}


COMPANY, POSITION = ("Acme", "Globex"), ("Clerk", "Boss")
TOGETHER = {
    ("Acme", "Clerk"): 10,
    ("Acme", "Boss"): 20,
    ("Globex", "Clerk"): 0,
    ("Globex", "Boss"): 60,
}


def job() -> Scores:
    joint = Joint(other="company", of={pair: Decimal(worth) for pair, worth in TOGETHER.items()})
    company = Issue(name="company", options=COMPANY, scales={WE: points(Acme=30, Globex=10)})
    return scores(company, Issue(name="position", options=POSITION, scales={WE: scale(joint)}))


def test_issues_that_depend_on_one_another_share_what_they_do_together() -> None:
    before, after = (
        {"company": "Acme", "position": "Clerk"},
        {"company": "Globex", "position": "Boss"},
    )
    found = job().compute_effects(before, after, WE)
    # company first: 0 - 10 - 20, then position 60 - 0; position first: 20 - 10, then company 60 - 20 - 20
    assert found["company"].amount == Decimal(-30 + 20) / 2
    assert found["position"].amount == Decimal(60 + 10) / 2


def test_an_issue_carries_what_it_does_to_another_that_stays() -> None:
    before, after = (
        {"company": "Acme", "position": "Boss"},
        {"company": "Globex", "position": "Boss"},
    )
    assert {name: e.amount for name, e in job().compute_effects(before, after, WE).items()} == {
        "company": -20 + 40
    }


choices = st.fixed_dictionaries(
    {"company": st.sampled_from(COMPANY), "position": st.sampled_from(POSITION)}
)


@given(before=choices, after=choices)
def test_the_effects_of_a_change_add_up_to_what_it_changes(before: Bundle, after: Bundle) -> None:
    table = job()
    amounts = [effect.amount for effect in table.compute_effects(before, after, WE).values()]
    worths = [table.score_bundle(bundle, WE) for bundle in (after, before)]
    assert sum(a for a in amounts if a is not None) == (worths[0] or 0) - (worths[1] or 0)
    assert None not in amounts


def test_an_option_that_is_not_on_its_scale_has_an_unknown_effect() -> None:
    table = scores(Issue(name="support", scales={WE: points(Gold=5)}))
    assert (
        table.compute_effects({"support": "Gold"}, {"support": "Tin"}, WE)["support"].share is None
    )


def test_a_number_may_be_an_option() -> None:
    table = scores(
        Issue(name="days", scales={WE: scale(Points(of={"30": Decimal(4), "60": Decimal(1)}))})
    )
    assert (
        table.compute_effects({"days": Decimal("30.0")}, {"days": Decimal(60)}, WE)["days"].amount
        == -3
    )


def test_an_issue_in_the_deals_own_unit_is_worth_its_number() -> None:
    table = scores(Issue(name="price", unit="EUR", more_is_ours=True))
    ours, theirs = (
        table.compute_effects(numbers(price=100), numbers(price=90), party)["price"]
        for party in (WE, THEY)
    )
    assert (ours.amount, ours.estimate) == (Decimal(-10), False)
    assert (theirs.amount, theirs.estimate) == (Decimal(10), True)


@pytest.mark.parametrize(("unit", "more_is_ours"), [("USD", True), ("", True), ("EUR", None)])
def test_an_issue_in_another_unit_or_without_a_direction_has_no_amount(
    unit: str, more_is_ours: bool | None
) -> None:
    table = scores(Issue(name="price", unit=unit, more_is_ours=more_is_ours))
    assert table.compute_effects(numbers(price=100), numbers(price=90), WE)["price"].amount is None


def test_by_direction_alone_each_issue_weighs_the_same_and_is_an_estimate() -> None:
    table = scores(
        Issue(name="term", low=Decimal(12), high=Decimal(36), more_is_ours=True),
        Issue(name="support", options=("Tin", "Silver", "Gold"), more_is_ours=False),
    )
    before: Bundle = {"term": Decimal(12), "support": "Tin"}
    after: Bundle = {"term": Decimal(24), "support": "Gold"}
    ours, theirs = (
        table.compute_effects(before, after, WE),
        table.compute_effects(before, after, THEY),
    )
    assert shares(ours) == {"term": Decimal("0.25"), "support": Decimal("-0.5")}
    assert shares(theirs) == {"term": Decimal("-0.25"), "support": Decimal("0.5")}
    assert all(effect.estimate and effect.amount is None for effect in ours.values())


def test_nobody_knows_what_a_change_means_on_an_issue_without_a_direction() -> None:
    table = scores(Issue(name="term"))
    assert table.compute_effects(numbers(term=12), numbers(term=24), WE)["term"].share is None
    assert table.compute_effects(numbers(law=1), numbers(law=2), WE)["law"].share is None


def test_where_only_our_worth_is_known_they_are_taken_to_want_the_opposite() -> None:
    table = scores(Issue(name="term", scales={WE: line("1")}))
    theirs = table.compute_effects(numbers(term=12), numbers(term=24), THEY)["term"]
    assert (theirs.share, theirs.amount, theirs.estimate) == (Decimal("-0.12"), None, True)


def test_the_mean_counts_a_party_that_does_not_care_as_untouched() -> None:
    table = scores(Issue(name="term", scales={THEY: line("1")}), third=True)
    effects = [
        table.compute_effects(numbers(term=0), numbers(term=10), party)
        for party in table.list_other_parties(WE)
    ]
    assert average_shares(effects, "term") == Decimal("0.05")
    assert average_shares(effects, "price") is None


def test_a_change_from_nothing_to_nothing_divides_by_nothing() -> None:
    table = scores(
        Issue(name="term", more_is_ours=True, low=Decimal(5), high=Decimal(5)), whole=None
    )
    assert table.compute_effects(numbers(term=0), numbers(term=-3), WE)["term"].share == -1
    zero = scores(Issue(name="fee", scales={WE: line("0")}), whole=None)
    assert zero.compute_effects(numbers(fee=1), numbers(fee=2), WE)["fee"].share == 0


@pytest.mark.parametrize(
    ("issue", "before", "after", "share"),
    [
        # outside the range somebody gave: the step is three times all there is
        (Issue(name="term", more_is_ours=True, low=Decimal(12), high=Decimal(24)), 12, 48, 1),
        (Issue(name="term", more_is_ours=True, low=Decimal(12), high=Decimal(24)), 48, 12, -1),
        # without a range the larger number is the whole, and from -50 to 100 is more than that
        (Issue(name="credit", more_is_ours=False), -50, 100, -1),
    ],
)
def test_by_direction_a_step_is_never_more_than_all_there_is_on_an_issue(
    issue: Issue, before: int, after: int, share: int
) -> None:
    table = scores(issue)
    found = table.compute_effects({issue.name: Decimal(before)}, {issue.name: Decimal(after)}, WE)
    assert found[issue.name].share == share
