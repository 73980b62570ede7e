from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.deals import (
    Agreement,
    DealOutcome,
    Lifecycle,
    Party,
    Rate,
    Yardstick,
    build_parties,
    restore_lifecycle,
)
from bot.domain.ids import THEM, PartyId
from bot.domain.issues import Issue
from bot.domain.worth import Figure, Size, Worth
from tests.domain.ledgers import day, deal

ACME = Party(id=PartyId(THEM), name="Acme")


def test_a_table_has_one_other_party_though_nobody_named_it() -> None:
    assert build_parties(()) == (Party(id=PartyId(THEM), name=""),)


def test_a_new_name_for_the_only_other_party_is_the_same_party() -> None:
    assert build_parties(("Acme Holding",), (ACME,)) == (
        Party(id=PartyId(THEM), name="Acme Holding"),
    )


def test_who_comes_to_the_table_gets_an_id_and_who_sat_there_keeps_theirs() -> None:
    both = build_parties(("Beta", "Acme"), (ACME,))
    assert both == (Party(id=PartyId("them2"), name="Beta"), ACME)
    three = build_parties(("Acme", "Gamma", "Beta"), both)
    assert three == (
        ACME,
        Party(id=PartyId("them3"), name="Gamma"),
        Party(id=PartyId("them2"), name="Beta"),
    )


def test_an_id_is_not_given_twice_after_somebody_left() -> None:
    beta = Party(id=PartyId("them2"), name="Beta")
    assert build_parties(("Beta", "Gamma"), (ACME, beta)) == (
        beta,
        Party(id=PartyId("them3"), name="Gamma"),
    )


def test_a_table_that_had_no_names_keeps_its_party_as_the_first() -> None:
    nameless = (Party(id=PartyId(THEM), name=""),)
    assert [p.id for p in build_parties(("Acme", "Beta"), nameless)] == [THEM, "them2"]


RATES = Yardstick(
    unit="EUR",
    sizes={Size.S: Decimal(100)},
    rates=(
        Rate(currency="USD", rate=Decimal("0.9"), day=day(0)),
        Rate(currency="USD", rate=Decimal("0.8"), day=day(10)),
        Rate(currency="GBP", rate=Decimal("1.2"), day=day(5)),
    ),
)


@pytest.mark.parametrize(
    ("worth", "on", "amount"),
    [
        (None, 0, None),
        (Size.S, 0, 100),
        (Size.M, 0, None),
        (Figure(amount=Decimal(5)), 0, 5),
        (Figure(amount=Decimal(5), unit="EUR"), 0, 5),
        (Figure(amount=Decimal(10), unit="USD"), 0, 9),
        (Figure(amount=Decimal(10), unit="USD"), 9, 9),
        (Figure(amount=Decimal(10), unit="USD"), 10, 8),
        (Figure(amount=Decimal(10), unit="GBP"), 4, None),
        (Figure(amount=Decimal(10), unit="CHF"), 10, None),
    ],
)
def test_the_latest_rate_of_a_currency_by_that_day_counts(
    worth: Worth | None, on: int, amount: int | None
) -> None:
    assert RATES.amount(worth, day(on)) == amount


def test_a_party_is_named_where_more_than_one_other_sits_at_the_table() -> None:
    alone = replace(deal(), parties=build_parties(["Acme"]))
    both = replace(deal(), parties=build_parties(["Acme", "Globex"]))
    names = [[each.called(party.id) for party in each.parties] for each in (alone, both)]
    assert names == [[""], ["Acme", "Globex"]]


def test_an_issue_is_found_whatever_its_capitals() -> None:
    whole = replace(deal(), issues=(Issue(name="Price"), Issue(name="term")))
    assert whole.find_issue("PRICE") is whole.issues[0]
    assert whole.find_issue("Term") is whole.issues[1]
    assert whole.find_issue("seats") is None


@pytest.mark.parametrize("size", [None, 0])
def test_nothing_is_a_share_of_a_deal_without_a_size(size: int | None) -> None:
    assert deal(size).share(Decimal(5)) is None


BETA = Party(id=PartyId("them2"), name="Beta")


def test_a_deal_is_agreed_once_every_party_has_agreed() -> None:
    both = replace(deal(), parties=(ACME, BETA))
    first = Agreement(party=ACME.id, on=day(3))
    half = replace(both, agreed=(first,))
    assert (str(both.state), str(half.state), half.agreed_on) == ("open", "open", None)
    whole = replace(half, agreed=(first, Agreement(party=BETA.id, on=day(9))))
    assert (str(whole.state), whole.agreed_on) == ("agreed", day(9))


@pytest.mark.parametrize(
    ("outcome", "keeps_rhythm"),
    [(DealOutcome.WON, True), (DealOutcome.LOST, False), (DealOutcome.ARCHIVED, False)],
)
def test_only_a_deal_that_was_won_keeps_its_rhythm(
    outcome: DealOutcome, *, keeps_rhythm: bool
) -> None:
    closed = replace(deal(), outcome=outcome, closed_at=deal().opened_at)
    assert closed.is_closed
    assert str(closed.state) == str(outcome)
    assert closed.keeps_rhythm is keeps_rhythm


def test_a_deal_that_was_closed_before_ends_were_kept_counts_as_archived() -> None:
    assert str(replace(deal(), closed_at=deal().opened_at).state) == "archived"


OPEN = Lifecycle(name="Acme")
WON = replace(OPEN, outcome=DealOutcome.WON)


def test_a_change_is_taken_back_without_what_came_after_it_elsewhere() -> None:
    renamed = replace(WON, name="Acme 2027")
    assert restore_lifecycle(renamed, OPEN, WON) == replace(OPEN, name="Acme 2027")


def test_a_change_that_was_changed_again_is_not_taken_back() -> None:
    lost = replace(OPEN, outcome=DealOutcome.LOST)
    assert restore_lifecycle(lost, OPEN, WON) is None
