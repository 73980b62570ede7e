"""Offers that were typed wrong: the right one stands in the place of the wrong one, or nothing is changed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.coach import offer_corrections, offers
from bot.coach.answers import RefusalReason
from bot.coach.answers.offers import OfferCorrectionAsked, OfferRecorded, OfferUnfit
from bot.coach.requests.offers import CorrectOffer, OfferChoice, PutHeldOffer
from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.domain.offers import OfferState
from tests.coach.tables import DEAL, PRICE, TEAM, TERM, Table, refused, sure, terms


@pytest.fixture
def table() -> Table:
    return Table().open(PRICE, TERM)


def ask_to_correct(table: Table, right: str, **more: object) -> object:
    request = CorrectOffer(
        by=table.by,
        deal=DEAL,
        values=terms(right),
        typed=right,
        once=table.once(),
        **more,  # type: ignore[arg-type]  # fields of the order, by name
    )
    return offer_corrections.ask_to_correct_offer(request, services=table.services)


def press(
    table: Table,
    asked: OfferCorrectionAsked,
    *,
    seq: int | None = None,
    choice: OfferChoice = OfferChoice.CORRECTS,
) -> object:
    order = PutHeldOffer(
        by=table.by,
        deal=DEAL,
        key=asked.key,
        choice=choice,
        undoes=asked.seq if seq is None else seq,
        once=table.once(),
    )
    return offers.put_all_the_same(order, services=table.services)


def test_a_corrected_offer_opens_its_issues_in_the_units_that_they_had() -> None:
    table = Table().open(PRICE)
    table.puts("us", "price 100000, term 24", units={"term": "months"})
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 99000"))
    sure(OfferRecorded, press(table, asked))
    term = table.deal.find_issue("term")
    assert term is not None
    assert term.unit == "months"
    assert table.offer(2).values == {"price": 99_000, "term": 24}


def test_the_unit_of_a_correction_counts_over_the_one_before() -> None:
    table = Table().open(PRICE)
    table.puts("us", "price 100000, notice 4", units={"notice": "weeks"})
    asked = sure(
        OfferCorrectionAsked, ask_to_correct(table, "notice 3", units={"notice": "months"})
    )
    sure(OfferRecorded, press(table, asked))
    notice = table.deal.find_issue("notice")
    assert notice is not None
    assert notice.unit == "months"


def test_an_offer_is_put_right_while_the_deal_is_on_hold(table: Table) -> None:
    table.puts("us", "price 100000")
    table.hold()
    table.puts("us", "price 90000", anyway=True)
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 95000"))
    sure(OfferRecorded, press(table, asked))
    assert table.offer(2).state is OfferState.VOID
    assert table.offer(3).values["price"] == 95_000
    assert table.offer(3).state is OfferState.OPEN


def test_what_the_issues_do_not_take_is_told_before_anything_is_undone(table: Table) -> None:
    table.puts("us", "price 100000, term 24")
    sure(OfferUnfit, ask_to_correct(table, "term 240"))
    assert table.offer(1).state is OfferState.OPEN


def test_a_correction_that_can_no_longer_be_put_leaves_the_wrong_offer_standing(
    table: Table,
) -> None:
    table.puts("us", "price 100000, term 24")
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "term 36"))
    table.sets(PRICE, replace(TERM, high=Decimal(30)))
    no = refused(lambda: press(table, asked))
    assert no.why is RefusalReason.CHANGED
    assert table.offer(1).state is OfferState.OPEN
    table.sums_agree()


@pytest.mark.parametrize("choice", [OfferChoice.ANYWAY, OfferChoice.WHOSE, OfferChoice.AS_TYPED])
def test_only_a_correction_undoes_an_offer(table: Table, choice: OfferChoice) -> None:
    table.puts("us", "price 100000")
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 99000"))
    refused(lambda: press(table, asked, choice=choice))
    assert table.offer(1).state is OfferState.OPEN


def test_a_correction_undoes_nothing_but_an_offer(table: Table) -> None:
    table.puts("us", "price 100000")
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 99000"))
    table.accepts("them")
    agreed = asked.seq + 1
    assert refused(lambda: press(table, asked, seq=agreed)).why is RefusalReason.CHANGED
    assert table.offer(1).state is OfferState.ACCEPTED


def test_a_correction_undoes_no_offer_of_somebody_else(table: Table) -> None:
    ben = PersonId("U2")
    with table.services.store.work() as work:
        work.roles.save(TEAM, DEAL, ben, Role.MEMBER)
    ana = table.by
    table.by = replace(ana, person=ben)
    theirs = table.puts("us", "price 100000")
    table.by = ana
    table.puts("us", "price 98000")
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 97000"))
    assert refused(lambda: press(table, asked, seq=theirs.seq)).why is RefusalReason.NOT_YOURS
    assert table.offer(2).state is OfferState.OPEN


def test_a_correction_without_the_offer_that_it_corrects_is_refused(table: Table) -> None:
    table.puts("us", "price 100000")
    asked = sure(OfferCorrectionAsked, ask_to_correct(table, "price 99000"))
    refused(lambda: press(table, asked, seq=0))
    assert table.offer(1).state is OfferState.OPEN
