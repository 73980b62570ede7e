from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import bundle_search
from bot.domain.bundle_search import SCALE, Picked, ValueChoice
from bot.domain.ids import THEM, US, PartyId
from bot.domain.issue_values import differ_visibly, list_possible_values
from bot.domain.issues import Bundle, Issue, Joint, LinearScale, Points, Scale
from bot.domain.meso import SPREAD, Meso, NoMeso, WhyNone, find_issues_asking_more, find_meso
from bot.domain.scores import Scores
from bot.domain.stakes import Stakes, build_stakes
from tests.examples import number_of_examples

OURS, THEIRS = PartyId(US), PartyId(THEM)

PRICE = Issue(
    name="price", unit="EUR", low=Decimal(90_000), high=Decimal(100_000), more_is_ours=True
)
TERM = Issue(name="term", unit="months", low=Decimal(12), high=Decimal(36), more_is_ours=True)
PAYMENT = Issue(name="payment", unit="days", low=Decimal(14), high=Decimal(60), more_is_ours=False)
ONBOARDING = Issue(name="onboarding", options=("free", "at cost", "paid"), more_is_ours=True)
FOUR = (PRICE, TERM, PAYMENT, ONBOARDING)


def at_stake(*issues: Issue, named: Sequence[Bundle] = (), **importance: dict[str, int]) -> Stakes:
    scores = Scores(issues={issue.name: issue for issue in issues}, parties=(OURS, THEIRS))
    weights = {side: {n: Decimal(w) for n, w in each.items()} for side, each in importance.items()}
    return build_stakes(scores, named, THEIRS, weights.get("ours"), weights.get("theirs"))


def found(built: Meso | NoMeso) -> Meso:
    assert isinstance(built, Meso), built
    return built


def missing(built: Meso | NoMeso) -> NoMeso:
    assert isinstance(built, NoMeso), built
    return built


def differing(a: Bundle, b: Bundle) -> int:
    return sum(a[name] != b[name] for name in a)


# --- the search against trying everything


def part(ours: list[int], theirs: list[int]) -> list[ValueChoice]:
    last = max(len(ours) - 1, 1)
    return [
        ValueChoice(ours=u, theirs=v, at=(n / last,))
        for n, (u, v) in enumerate(zip(ours, theirs, strict=True))
    ]


@st.composite
def groups(draw: st.DrawFn) -> list[list[ValueChoice]]:
    """Two to four issues with one to four values each; few different worths, so that many bundles tie."""
    worth = st.integers(0, draw(st.sampled_from([3, 12, 900])))
    return [
        part(
            draw(st.lists(worth, min_size=size, max_size=size)),
            draw(st.lists(worth, min_size=size, max_size=size)),
        )
        for size in draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    ]


def worth_to_us(groups: list[list[ValueChoice]], picked: Picked) -> int:
    return sum(group[place].ours for group, place in zip(groups, picked, strict=True))


def worth_to_them(groups: list[list[ValueChoice]], picked: Picked) -> int:
    return sum(group[place].theirs for group, place in zip(groups, picked, strict=True))


def everything(groups: list[list[ValueChoice]]) -> list[Picked]:
    return list(product(*(range(len(part)) for part in groups)))


def in_band(groups: list[list[ValueChoice]], band: range) -> list[Picked]:
    return [p for p in everything(groups) if worth_to_us(groups, p) in band]


def far(groups: list[list[ValueChoice]], p: Picked, others: Sequence[Picked]) -> bool:
    return all(
        bundle_search.count_differing_issues(groups, p, other) >= bundle_search.LEAST_APART
        for other in others
    )


def gain(gains: bundle_search.Gains, picked: Picked) -> int:
    return sum(gains[at][n] for at, n in enumerate(picked))


bottoms, widths = st.integers(0, 30), st.integers(0, 6) | st.integers(0, 900)


@given(groups=groups(), bottom=bottoms, width=widths)
@settings(max_examples=number_of_examples(300), deadline=None)
def test_bundles_come_best_first_and_none_is_missed(
    groups: list[list[ValueChoice]], bottom: int, width: int
) -> None:
    band = range(bottom, bottom + width + 1)
    gains = [[choice.theirs for choice in part] for part in groups]
    listed = list(bundle_search.iterate_best_first(groups, band, gains))
    assert sorted(listed) == sorted(in_band(groups, band))
    worths = [worth_to_them(groups, p) for p in listed]
    assert worths == sorted(worths, reverse=True)


@given(groups=groups(), bottom=bottoms, width=widths, being_apart=st.sampled_from([0, 1000]))
@settings(max_examples=number_of_examples(300), deadline=None)
def test_there_are_as_many_equal_bundles_as_trying_everything_finds(
    groups: list[list[ValueChoice]], bottom: int, width: int, being_apart: int
) -> None:
    band = range(bottom, bottom + width + 1)
    chosen = bundle_search.find_equal_bundles(groups, band, 3, being_apart)
    possible = in_band(groups, band)
    sets = {
        n: any(
            all(far(groups, a, [b]) for a, b in combinations(c, 2))
            for c in combinations(possible, n)
        )
        for n in (2, 3)
    }
    assert len(chosen) == (3 if sets[3] else 2 if sets[2] else 0)
    assert all(p in possible for p in chosen)
    assert all(far(groups, a, [b]) for a, b in combinations(chosen, 2))


@given(
    groups=groups(),
    bottom=bottoms,
    width=widths,
    being_apart=st.sampled_from([0, 10, 1000]),
    picks=st.data(),
)
@settings(max_examples=number_of_examples(300), deadline=None)
def test_each_further_bundle_is_the_best_that_trying_everything_finds(
    groups: list[list[ValueChoice]], bottom: int, width: int, being_apart: int, picks: st.DataObject
) -> None:
    band = range(bottom, bottom + width + 1)
    possible = in_band(groups, band)
    before = picks.draw(st.lists(st.sampled_from(possible), max_size=2)) if possible else []
    gains = bundle_search.compute_gains_beside(groups, before, being_apart)
    further = bundle_search.find_best_beside(groups, band, before, being_apart)
    most = max((gain(gains, p) for p in possible if far(groups, p, before)), default=None)
    assert (None if further is None else gain(gains, further)) == most


@given(groups=groups(), bottom=bottoms, width=widths)
@settings(max_examples=number_of_examples(300), deadline=None)
def test_where_three_start_with_the_best_for_them_they_do(
    groups: list[list[ValueChoice]], bottom: int, width: int
) -> None:
    band = range(bottom, bottom + width + 1)
    chosen: list[Picked] = []
    while (
        further := bundle_search.find_best_beside(groups, band, chosen, 1000)
    ) is not None and len(chosen) < 3:
        chosen.append(further)
    if len(chosen) == 3:
        assert bundle_search.find_equal_bundles(groups, band, 3, 1000) == tuple(chosen)
        assert worth_to_them(groups, chosen[0]) == max(
            worth_to_them(groups, p) for p in in_band(groups, band)
        )


@given(groups=groups(), bottom=bottoms, width=widths)
@settings(max_examples=number_of_examples(300), deadline=None)
def test_the_nearest_level_is_the_nearest_that_trying_everything_finds(
    groups: list[list[ValueChoice]], bottom: int, width: int
) -> None:
    worths = [(worth_to_us(groups, p), p) for p in everything(groups)]
    levels = [
        min(u, v)
        for (u, p), (v, q) in combinations(worths, 2)
        if abs(u - v) <= width
        and bundle_search.count_differing_issues(groups, p, q) >= bundle_search.LEAST_APART
    ]
    nearest = bundle_search.find_nearest_level(groups, bottom, width)
    if nearest is None:
        assert not levels
    else:
        assert nearest in levels
        assert abs(nearest - bottom) == min(abs(level - bottom) for level in levels)


# --- the builder


def test_packages_are_equal_for_us_and_differ_on_two_issues() -> None:
    built = found(
        find_meso(
            at_stake(*FOUR, ours={"price": 50, "term": 20, "payment": 10, "onboarding": 20}),
            Decimal("0.8"),
        )
    )
    assert len(built.packages) == 3
    assert built.spread <= SPREAD
    assert all(package.ours >= Decimal("0.799") for package in built.packages)
    assert all(differing(a.values, b.values) >= 2 for a, b in combinations(built.packages, 2))


def test_the_first_package_gives_where_it_is_dear_to_them_and_cheap_to_us() -> None:
    ours = {"price": 70, "term": 10, "payment": 10, "onboarding": 10}
    theirs = {"price": 10, "term": 70, "payment": 10, "onboarding": 10}
    built = found(find_meso(at_stake(*FOUR, ours=ours, theirs=theirs), Decimal("0.9")))
    first = built.packages[0]
    assert (first.values["price"], first.values["term"]) == (Decimal(100_000), Decimal(12))
    assert first.most == "term"
    assert first.theirs == max(package.theirs for package in built.packages)


def test_numbers_and_options_mix_in_round_steps() -> None:
    built = found(find_meso(at_stake(*FOUR), Decimal("0.6")))
    for package in built.packages:
        assert package.values["price"] % 500 == 0
        assert package.values["onboarding"] in ONBOARDING.options


@pytest.mark.parametrize(
    ("issue", "values"),
    [
        (TERM, "12 18 24 30 36"),
        (PAYMENT, "14 30 45 60"),
        (PRICE, "90000 92500 95000 97500 100000"),
        (
            Issue(name="discount", unit="%", low=Decimal(5), high=Decimal(7)),
            "5 5.25 5.5 5.75 6 6.25 6.5 6.75 7",
        ),
        (Issue(name="seats", low=Decimal(5), high=Decimal(7)), "5 6 7"),
        (Issue(name="seats", low=Decimal(3), high=Decimal(3)), "3"),
        (Issue(name="seats"), ""),
        (Issue(name="fee", low=Decimal(235_000), high=Decimal(245_000)), "235000 245000"),
        (Issue(name="notice", unit="months", low=Decimal(1), high=Decimal(12)), "1 3 6 9 12"),
    ],
)
def test_a_range_is_looked_at_in_round_steps(issue: Issue, values: str) -> None:
    assert [str(value) for value in list_possible_values(issue)] == values.split()


@given(
    low=st.decimals(-(10**9), 10**9, places=2),
    span=st.decimals(0, 10**9, places=2),
    unit=st.sampled_from(["", "%"]),
)
def test_a_range_has_few_values_with_both_ends(low: Decimal, span: Decimal, unit: str) -> None:
    values = list_possible_values(Issue(name="x", unit=unit, low=low, high=low + span))
    assert values[0] == low
    assert values[-1] == low + span
    assert len(values) <= 11
    assert list(values) == sorted(set(values), key=lambda v: v)


def test_a_number_without_a_range_lies_between_those_that_were_named() -> None:
    fee = Issue(name="fee", unit="EUR", more_is_ours=True)
    both: list[Bundle] = [{"fee": Decimal(1000)}, {"fee": Decimal(600)}]
    known = at_stake(fee, TERM, named=both)
    assert {choice["fee"] for choice in known.groups[0].choices} == {
        600,
        650,
        700,
        750,
        800,
        850,
        900,
        950,
        1000,
    }


def test_no_package_gives_more_than_they_want() -> None:
    stand: Bundle = {
        "price": Decimal(94_000),
        "term": Decimal(24),
        "payment": Decimal(40),
        "onboarding": "at cost",
    }
    built = found(find_meso(at_stake(*FOUR, named=[stand]), Decimal("0.6"), stand=stand))
    for package in built.packages:
        assert package.values["price"] >= Decimal(94_000)  # type: ignore[operator]
        assert package.values["term"] >= Decimal(24)  # type: ignore[operator]
        assert package.values["payment"] <= Decimal(40)  # type: ignore[operator]
        assert package.values["onboarding"] != "free"


SLA = Issue(name="SLA", options=("standard", "premium"), more_is_ours=False)


def test_what_is_dear_to_them_and_cheap_to_us_may_go_beyond_what_they_asked_for() -> None:
    """They said standard; the premium one may be in a package all the same. The price is a limit."""
    stand: Bundle = {"price": Decimal(94_000), "SLA": "standard", "payment": Decimal(60)}
    known = at_stake(
        PRICE,
        SLA,
        PAYMENT,
        named=[stand],
        ours={"price": 60, "SLA": 5, "payment": 35},
        theirs={"price": 30, "SLA": 60, "payment": 10},
    )
    built = found(find_meso(known, Decimal("0.7"), stand=stand, firm={"price"}))
    assert "premium" in {package.values["SLA"] for package in built.packages}
    assert all(package.values["price"] >= Decimal(94_000) for package in built.packages)  # type: ignore[operator]


def test_what_both_sides_want_is_in_every_package_and_no_cost() -> None:
    """A seller who said 12 months is asked for 24: no conflict, and not 14 as a middle."""
    ours: Bundle = {"price": Decimal(98_000), "term": Decimal(12), "payment": Decimal(30)}
    theirs: Bundle = {"price": Decimal(90_000), "term": Decimal(24), "payment": Decimal(60)}
    scores = Scores(issues={i.name: i for i in (PRICE, TERM, PAYMENT)}, parties=(OURS, THEIRS))
    known = build_stakes(scores, [], THEIRS, stand=ours, their_stand=theirs)
    assert known.shared == ("term",)
    assert [group.issues for group in known.groups] == [("price",), ("payment",)]
    built = find_meso(known, Decimal("0.5"), stand=theirs)
    assert isinstance(built, NoMeso) or {p.values["term"] for p in built.packages} == {24}


def test_where_both_stand_at_the_same_nothing_moves() -> None:
    both: Bundle = {"term": Decimal(24)}
    scores = Scores(issues={i.name: i for i in FOUR}, parties=(OURS, THEIRS))
    known = build_stakes(scores, [], THEIRS, stand=both, their_stand=both)
    assert (known.fixed, known.shared) == (both, ())


def test_what_scales_say_both_want_most_is_shared() -> None:
    rising = Scale(weight=Decimal(5), shape=LinearScale(slope=Decimal(1)))
    term = replace(TERM, scales={OURS: rising, THEIRS: rising})
    known = at_stake(PRICE, PAYMENT, term)
    assert (known.shared, known.fixed["term"]) == (("term",), Decimal(36))


def test_it_names_the_issues_on_which_every_package_asks_for_more_than_our_offer() -> None:
    known = at_stake(*FOUR, ours={"price": 60, "term": 20, "payment": 10, "onboarding": 10})
    now: Bundle = {
        "price": Decimal(98_000),
        "term": Decimal(24),
        "payment": Decimal(30),
        "onboarding": "paid",
    }
    built = found(find_meso(known, Decimal("0.75")))
    more = [
        n
        for n in ("price", "term")
        if all(package.values[n] > now[n] for package in built.packages)  # type: ignore[operator]
    ]
    assert set(find_issues_asking_more(known, built, now)) & {"price", "term"} == set(more)
    assert find_issues_asking_more(known, built, {}) == ()
    assert find_issues_asking_more(known, built, {"price": Decimal(90_000)}) == ("price",)


def test_an_issue_with_one_value_is_in_every_package() -> None:
    region = Issue(name="region", options=("EU",), more_is_ours=True)
    built = found(find_meso(at_stake(*FOUR, region), Decimal("0.8")))
    assert {package.values["region"] for package in built.packages} == {"EU"}


def test_an_issue_without_a_better_side_is_left_open_and_named() -> None:
    known = at_stake(*FOUR, Issue(name="support", options=("basic", "full")))
    assert known.unsaid == ("support",)
    assert "support" not in found(find_meso(known, Decimal("0.8"))).packages[0].values


def test_further_packages_differ_from_those_before() -> None:
    known = at_stake(*FOUR, ours={"price": 50, "term": 20, "payment": 10, "onboarding": 20})
    pages = [found(find_meso(known, Decimal("0.7"), page=page)) for page in (1, 2)]
    six = [package.values for built in pages for package in built.packages]
    assert all(differing(a, b) >= 2 for a, b in combinations(six, 2))


def test_issues_whose_worth_hangs_together_are_tried_together() -> None:
    """Support and region are worth something to us only when both are full."""
    pairs = {
        (r, s): Decimal(10 if (r, s) == ("EU", "full") else 1)
        for r in ("EU", "US")
        for s in ("full", "basic")
    }
    region = Issue(name="region", options=("EU", "US"), more_is_ours=True)
    support = Issue(
        name="support",
        options=("full", "basic"),
        scales={OURS: Scale(weight=Decimal(1), shape=Joint(other="region", of=pairs))},
    )
    known = at_stake(PRICE, TERM, region, support)
    (joint,) = [part for part in known.groups if len(part.issues) == 2]
    worths = {(c["region"], c["support"]): joint.ours.level_of(c) for c in joint.choices}
    assert worths == {("EU", "full"): 1, ("EU", "basic"): 0, ("US", "full"): 0, ("US", "basic"): 0}
    built = found(find_meso(known, Decimal("0.66")))
    assert built.spread <= SPREAD


def test_scales_say_what_issues_weigh() -> None:
    price = Issue(
        name="price",
        low=Decimal(0),
        high=Decimal(10),
        scales={OURS: Scale(weight=Decimal(3), shape=LinearScale(slope=Decimal(1)))},
    )
    support = Issue(
        name="support",
        options=("basic", "full"),
        scales={
            OURS: Scale(
                weight=Decimal(1), shape=Points(of={"basic": Decimal(0), "full": Decimal(10)})
            )
        },
    )
    known = at_stake(price, support)
    assert [part.ours.weight for part in known.groups] == [Decimal("0.75"), Decimal("0.25")]
    assert known.share_for_us({"price": Decimal(10), "support": "basic"}) == Decimal("0.75")


def test_importance_goes_before_scales_and_what_nobody_weighed_counts_as_average() -> None:
    known = at_stake(*FOUR, ours={"price": 60, "term": 20})
    assert [part.ours.weight for part in known.groups] == [
        Decimal("0.375"),
        Decimal("0.125"),
        Decimal("0.25"),
        Decimal("0.25"),
    ]


# --- why there are none


def test_one_issue_alone_makes_no_packages() -> None:
    none = missing(find_meso(at_stake(PRICE), Decimal("0.8")))
    assert (none.why, none.open_issues) == (WhyNone.TOO_FEW, ("price",))


def test_at_the_very_best_for_us_there_is_only_one_bundle_and_the_nearest_level_is_told() -> None:
    known = at_stake(PRICE, ONBOARDING, TERM)
    none = missing(find_meso(known, Decimal(1)))
    assert none.why is WhyNone.NOT_AT_LEVEL
    assert none.nearest is not None
    assert len(found(find_meso(known, none.nearest)).packages) >= 2


def test_where_no_two_bundles_are_equal_it_says_so() -> None:
    """One issue weighs so much more than the other that nothing makes up for it."""
    heavy = Issue(name="price", options=("low", "high"), more_is_ours=True)
    light = Issue(name="logo", options=("no", "yes"), more_is_ours=True)
    none = missing(find_meso(at_stake(heavy, light, ours={"price": 95, "logo": 5}), Decimal("0.5")))
    assert none.why is WhyNone.NONE_EQUAL


def test_when_all_were_shown_it_says_so() -> None:
    a = Issue(name="a", options=("1", "2"), more_is_ours=True)
    b = Issue(name="b", options=("1", "2"), more_is_ours=True)
    known = at_stake(a, b)
    assert len(found(find_meso(known, Decimal("0.5"))).packages) == 2
    assert missing(find_meso(known, Decimal("0.5"), page=2)).why is WhyNone.NO_MORE


@st.composite
def tables(draw: st.DrawFn) -> Stakes:
    """Deals with two to five issues, weighed at random."""
    issues = draw(
        st.lists(
            st.sampled_from(
                [*FOUR, Issue(name="seats", low=Decimal(10), high=Decimal(55), more_is_ours=True)]
            ),
            min_size=2,
            max_size=5,
            unique_by=lambda i: i.name,
        )
    )
    weights = st.fixed_dictionaries({issue.name: st.integers(1, 97) for issue in issues})
    return at_stake(*issues, ours=draw(weights), theirs=draw(weights))


@given(known=tables(), level=st.integers(0, 100))
@settings(max_examples=60, deadline=None)
def test_whatever_the_deal_packages_keep_their_promise(known: Stakes, level: int) -> None:
    built = find_meso(known, Decimal(level) / 100)
    if isinstance(built, NoMeso):
        assert built.nearest is None or not isinstance(find_meso(known, built.nearest), NoMeso)
        return
    assert built.spread <= SPREAD
    assert all(
        package.ours >= Decimal(level) / 100 - Decimal("0.001") for package in built.packages
    )
    assert all(differing(a.values, b.values) >= 2 for a, b in combinations(built.packages, 2))
    assert all(0 <= package.theirs <= 1 for package in built.packages)
    assert SCALE == 10_000


@given(known=tables(), level=st.integers(30, 90))
@settings(max_examples=40, deadline=None)
def test_a_person_sees_every_difference_between_two_packages(known: Stakes, level: int) -> None:
    built = find_meso(known, Decimal(level) / 100)
    packages = [] if isinstance(built, NoMeso) else built.packages
    issues = {issue.name: issue for issue in FOUR}
    for one, other in combinations(packages, 2):
        for name, value in one.values.items():
            against = other.values[name]
            if value == against or not isinstance(value, Decimal) or name not in issues:
                continue
            assert isinstance(against, Decimal)
            low, high = issues[name].low, issues[name].high
            assert low is not None
            assert high is not None
            assert differ_visibly(value, against, high - low)
