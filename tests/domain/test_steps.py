"""Offers on two issues, as lines: `us a5 b5` puts one on the table, `them yes` accepts what is there.

`a` is worth one point a unit to whom it goes up for (us), and half a point to the other side for every unit less; `b`
the other way round.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.ids import OfferNo, PartyId, PersonId
from bot.domain.issues import Issue, LinearScale, Scale
from bot.domain.measures.classes import MoveClass
from bot.domain.offers import Offer, OfferReply, OfferState
from bot.domain.scores import Scores
from bot.domain.steps import (
    OfferResponse,
    OfferStep,
    ResponseKind,
    compare_successive_offers,
    find_responses,
)

DAY, AT = date(2026, 11, 23), datetime(2026, 11, 23, 9, tzinfo=UTC)
SLOPES = {
    "a": {"us": "1", "them": "-0.5"},
    "b": {"us": "0.5", "them": "-1"},
    "c": {"us": "0", "them": "1"},
}
EXACT, SCREEN = Decimal("0.000001"), Decimal("0.03")


def scores(*parties: str) -> Scores:
    issues = {
        name: Issue(
            name=name,
            scales={
                PartyId(p): Scale(weight=Decimal(1), shape=LinearScale(slope=Decimal(s)))
                for p, s in of.items()
            },
        )
        for name, of in SLOPES.items()
    }
    return Scores(
        issues=issues,
        parties=tuple(PartyId(p) for p in parties or ("us", "them")),
        whole=Decimal(10),
    )


def offers(lines: str) -> list[Offer]:
    said: list[Offer] = []
    for row in filter(None, map(str.strip, lines.split("\n"))):
        by, *terms = row.split()
        if terms == ["yes"]:
            last = next(o for o in reversed(said) if o.by != by)
            reply = OfferReply(by=PartyId(by), accepted=True, on=DAY, after=said[-1].no)
            said[said.index(last)] = replace(last, replies=(*last.replies, reply))
        else:
            said.append(offer(len(said) + 1, by, terms))
    return said


def offer(no: int, by: str, terms: list[str]) -> Offer:
    values = {term[0]: Decimal(term[1:]) for term in terms}
    return Offer(
        no=OfferNo(no),
        by=PartyId(by),
        values=values,
        stated=frozenset(values),
        on=DAY,
        at=AT,
        person=PersonId("U1"),
    )


def step_of(lines: str, *, tolerance: Decimal = EXACT, parties: tuple[str, ...] = ()) -> OfferStep:
    """The last step."""
    return list(
        compare_successive_offers(offers(lines), scores(*parties), tolerance=tolerance).values()
    )[-1]


def answer_to(no: int, lines: str, *parties: str) -> OfferResponse:
    return find_responses(offers(lines), scores(*parties))[OfferNo(no)]


def test_a_first_offer_is_no_step() -> None:
    assert compare_successive_offers(offers("us a5\nthem a1"), scores(), tolerance=EXACT) == {}


def test_a_step_says_what_it_gives_and_takes_issue_by_issue() -> None:
    found = step_of("us a5 b5\nus a3 b9")
    assert [(c.issue, c.before, c.after, c.own, c.other) for c in found.gives] == [
        ("a", Decimal(5), Decimal(3), Decimal("-0.2"), Decimal("0.1"))
    ]
    assert [(c.issue, c.own, c.other) for c in found.takes] == [
        ("b", Decimal("0.2"), Decimal("-0.4"))
    ]
    assert (found.own, found.other, found.is_package) == (Decimal(0), Decimal("-0.3"), True)


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("us a5 b5", MoveClass.SILENT),
        ("us a4 b5", MoveClass.CONCESSION),
        ("us a6 b5", MoveClass.SELFISH),
        ("us a6 b3", MoveClass.NICE),
        ("us a7 b2", MoveClass.FORTUNATE),
        ("us a4 b7", MoveClass.UNFORTUNATE),
        ("us a4.8 b5.1", MoveClass.CONCESSION),
    ],
)
def test_the_class_follows_from_what_either_side_gains(last: str, kind: MoveClass) -> None:
    assert step_of(f"us a5 b5\n{last}").kind is kind


def test_a_change_that_only_the_other_side_feels_is_a_give_or_a_take() -> None:
    assert [c.issue for c in step_of("us c1\nus c3").gives] == ["c"]
    assert [c.issue for c in step_of("us c3\nus c1").takes] == ["c"]


def test_people_see_small_changes_as_none_though_they_are_gives() -> None:
    small = step_of("us a5\nus a4.8", tolerance=SCREEN)
    assert (small.kind, [c.issue for c in small.gives], small.is_concession) == (
        MoveClass.SILENT,
        ["a"],
        True,
    )
    assert step_of("us a5\nus a4.4", tolerance=SCREEN).kind is MoveClass.CONCESSION
    assert step_of("us a5.3\nus a5", tolerance=SCREEN).other == Decimal("0.015")


def test_exactly_the_tolerance_counts() -> None:
    assert (
        step_of("us a5.6\nus a5", tolerance=SCREEN).kind is MoveClass.CONCESSION
    )  # 6 % and exactly 3 %


def test_naming_an_issue_for_the_first_time_moves_nothing() -> None:
    found = step_of("us a5\nus a5 b5")
    assert (found.opens, found.gives, found.takes, found.kind) == (("b",), (), (), None)
    assert step_of("us a5\nus a4 b5").kind is MoveClass.CONCESSION


def test_an_issue_that_is_left_out_for_once_changed_nothing() -> None:
    assert step_of("us a5 b5\nus a5").kind is MoveClass.SILENT


def test_moving_again_before_they_did_anything_is_bidding_against_ourselves() -> None:
    assert step_of("us a5\nus a4").against_self
    assert not step_of("us a5\nthem a1\nus a4").against_self
    assert not step_of("us a5\nus a6").against_self
    assert step_of("us a5\nthem yes\nus a4").against_self  # an answer is no offer


def test_rounding_is_no_change() -> None:
    tiny = step_of("us a5\nus a4.999999")
    assert (tiny.own, tiny.kind, tiny.against_self) == (Decimal(0), MoveClass.SILENT, False)


def test_an_offer_recorded_by_mistake_never_was() -> None:
    said = offers("us a5\nus a1\nus a4")
    said[1] = replace(said[1], state=OfferState.VOID)
    found = compare_successive_offers(said, scores(), tolerance=EXACT)
    assert [(s.before, s.offer) for s in found.values()] == [(1, 3)]
    assert OfferNo(2) not in find_responses(said, scores())


def test_with_three_the_other_side_is_the_mean_of_the_others() -> None:
    found = step_of("us a5\nus a3", parties=("us", "them", "bank"))
    assert found.other == Decimal("0.05")  # they gain 0.1, the bank is not known to care
    assert not step_of("us a5\nbank a1\nus a4", parties=("us", "them", "bank")).against_self


def test_a_change_that_nobody_can_judge_is_unclear() -> None:
    found = step_of("us z1\nus z2")
    assert ([c.issue for c in found.unclear], found.kind, found.gives) == (["z"], None, ())
    assert step_of("us z1 a5\nus z2 a4").kind is MoveClass.CONCESSION


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ("", ResponseKind.ENDED),
        ("us a3", ResponseKind.NO_OFFER),
        ("us a4", ResponseKind.ENDED),
        ("them a1", ResponseKind.HELD),
        ("them a2", ResponseKind.RECIPROCATED),
        ("them a0", ResponseKind.RETALIATED),
        ("them yes", ResponseKind.ACCEPTED),
        ("us a4\nthem a2", ResponseKind.RECIPROCATED),
        ("us a4\nthem yes", ResponseKind.ACCEPTED),
        ("us a3\nthem a2", ResponseKind.NO_OFFER),
        ("us a3\nthem yes", ResponseKind.NO_OFFER),
        ("them a1\nthem yes", ResponseKind.HELD),
        ("them a2\nthem a0", ResponseKind.RETALIATED),
        ("them a0\nthem a2", ResponseKind.RECIPROCATED),
        ("them a2\nthem a1", ResponseKind.HELD),
        ("them a1 b3", ResponseKind.OPP_OPENING),
        ("them a1 b3\nthem a2", ResponseKind.RECIPROCATED),
        ("them a2\nus a3\nthem a0", ResponseKind.RECIPROCATED),
    ],
)
def test_how_they_responded_up_to_our_next_changed_offer(after: str, status: ResponseKind) -> None:
    assert answer_to(3, f"them a1\nus a5\nus a4\n{after}").status is status


def test_their_first_offer_can_be_compared_with_nothing() -> None:
    assert answer_to(1, "us a5\nthem a1") == OfferResponse(
        status=ResponseKind.OPP_OPENING, by=OfferNo(2)
    )
    assert answer_to(1, "us a5\nthem a1\nthem a2").status is ResponseKind.RECIPROCATED


def test_a_response_names_the_offer_that_says_so_and_what_it_gained_us() -> None:
    found = answer_to(2, "them a1\nus a5\nthem a1\nthem a3")
    assert found == OfferResponse(
        status=ResponseKind.RECIPROCATED, by=OfferNo(4), gain=Decimal("0.2")
    )


def test_opening_an_issue_reopens_our_own_window() -> None:
    assert answer_to(2, "them a1\nus a5\nus a5 b5\nthem a2").status is ResponseKind.NO_OFFER


def test_a_second_yes_closes_what_we_accepted() -> None:
    said = offers("them a1\nus a5\nus yes")
    confirmed = replace(
        said[0],
        replies=(
            *said[0].replies,
            OfferReply(by=PartyId("them"), accepted=True, on=DAY, after=OfferNo(2)),
        ),
    )
    assert (
        find_responses([confirmed, said[1]], scores())[OfferNo(2)].status is ResponseKind.ACCEPTED
    )


def test_with_three_any_of_the_others_may_answer() -> None:
    three = ("us", "them", "bank")
    assert (
        answer_to(3, "them a1\nbank a1\nus a4\nbank a2", *three).status is ResponseKind.RECIPROCATED
    )
    assert (
        answer_to(3, "them a1\nbank a1\nus a4\nbank a2\nthem a0", *three).status
        is ResponseKind.HELD
    )
    assert answer_to(2, "them a1\nus a4\nbank yes", *three).status is ResponseKind.ACCEPTED
