"""Buyers: the baseline and the should-cost of a purchase, what is saved, and suppliers side by side."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

BUYING = "/deal open Cartons buying 1.2m EUR"


def two_suppliers(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, BUYING)
    form = form_of(ana.presses("Settings", on=ana.types(BUYING, in_=acme)))
    form.fill("The other side", "Alpha, Beta").submit()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("baseline 1.2m", "Baseline: 1,200,000 EUR"),
        ("baseline is 950k EUR", "Baseline: 950,000 EUR"),
        ("should cost 1.1m", "should-cost: 1,100,000 EUR"),
        ("should-cost 990k", "should-cost: 990,000 EUR"),
    ],
)
def test_both_figures_are_typed(
    table: Table, ana: Hands, acme: Channel, line: str, said: str
) -> None:
    opened(ana, acme, BUYING)
    answer = ana.types(f"/deal {line}", in_=acme)
    assert said in answer.text
    assert "Kept in the plan, which only its owner and those named there see." in answer.text


def test_what_is_saved_is_said_before_and_after_a_yes(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, BUYING)
    ana.types("/deal baseline 1.2m", in_=acme)
    ana.types("/deal should cost 1.05m", in_=acme)
    ana.types("/offer they offer price 1.15m EUR", in_=acme)
    so_far = "Saving so far: 50,000 EUR, 1,200,000 EUR before and 1,150,000 EUR offered."
    assert so_far in ana.types("/deal", in_=acme).text
    shown = ana.types("/deal baseline", in_=acme)
    assert "That is 100,000 EUR above the should-cost." in shown.text
    compared = ana.types("/offer compare", in_=acme).text
    assert "Saving" in compared
    ana.types("/offer we accept", in_=acme)
    saved = "Saved: 50,000 EUR, 1,200,000 EUR before and 1,150,000 EUR agreed."
    assert saved in ana.types("/deal", in_=acme).text


def test_nobody_else_sees_the_baseline(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme, BUYING)
    ben.types("/deal", in_=acme)
    ana.types("/offer they offer price 1.15m EUR", in_=acme)
    ana.types("/deal baseline 1.2m", in_=acme)
    for line in ("/deal", "/offer compare", "/deal log"):
        assert "aving" not in ben.types(line, in_=acme).text
    refused = ben.types("/deal baseline 900k", in_=acme)
    assert "The plan is for the deal's owner" in refused.text
    assert "50,000 EUR" in ana.types("/deal", in_=acme).text


def test_the_form_shows_and_clears_them(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, BUYING)
    form = form_of(ana.types("/deal baseline", in_=acme))
    form.fill("Baseline", "1.3m").fill("Should-cost", "1m").submit()
    shown = ana.types("/deal should cost", in_=acme)
    assert "Baseline: 1,300,000 EUR, should-cost: 1,000,000 EUR" in shown.text
    again = form_of(ana.presses("Change", on=shown))
    assert str(again["Baseline"]).startswith("1300000")
    said = again.fill("Should-cost", "").submit()
    assert "should-cost" not in said.text


def test_what_is_no_amount_is_not_taken(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, BUYING)
    assert "baseline last year" in ana.types("/deal baseline last year", in_=acme).text
    opened(ana, acme, "/deal open Acme renewal selling 240k EUR")
    said = ana.types("/deal baseline 1.2m", in_=acme)
    assert "belong to a deal in which we buy; Acme renewal is none." in said.text


def test_suppliers_stand_side_by_side(table: Table, ana: Hands, acme: Channel) -> None:
    two_suppliers(ana, acme)
    ana.types("/deal baseline 1.2m", in_=acme)
    ana.types("/offer price 1m EUR, net 60", in_=acme)
    ana.types("/offer Alpha offers price 1.15m EUR, net 30", in_=acme)
    ana.types("/offer Beta offers price 1.22m EUR, net 45", in_=acme)
    both = ana.types("/offer compare", in_=acme).text
    assert "Alpha, offer 2" in both
    assert "Beta, offer 3" in both
    assert "Between" not in both
    assert "50,000 EUR" in both
    assert "-20,000 EUR" in both or "−20,000 EUR" in both
    one = ana.types("/offer compare alpha", in_=acme).text
    assert "Alpha, offer 2" in one
    assert "Beta" not in one
    status = ana.types("/deal", in_=acme).text
    assert "Saving so far with Alpha: 50,000 EUR" in status
    assert "Beta offers 20,000 EUR more than before" in status


def test_a_recap_for_one_supplier_holds_nothing_of_another(
    table: Table, ana: Hands, acme: Channel
) -> None:
    two_suppliers(ana, acme)
    ana.types("/got a price hold until March from Alpha worth 5k", in_=acme)
    ana.types("/got free pallets from Beta worth 9k", in_=acme)
    asked = ana.types("/coach recap", in_=acme)
    assert "For which of them is the recap?" in asked.text
    recap = ana.presses("Beta", on=asked)
    assert "free pallets" in recap.text
    assert "price hold" not in recap.text
    said = form_of(ana.presses("Copy", on=recap))["Say"]
    assert "price hold" not in str(said)


def test_packages_for_one_supplier_hold_no_figure_of_another(
    table: Table, ana: Hands, acme: Channel
) -> None:
    two_suppliers(ana, acme)
    ana.types("/offer price 1m EUR, net 60, lead time 3 weeks", in_=acme)
    ana.types("/offer Beta offers price 1,137,000 EUR, net 37, lead time 7 weeks", in_=acme)
    ana.types("/offer Alpha offers price 1.2m EUR, net 14, lead time 6 weeks", in_=acme)
    seen = ana.types("/offer meso at 60%", in_=acme).text
    assert "packages, about equally good for us" in seen
    for figure in ("1,137,000", "37 days", "7 weeks"):
        assert figure not in seen


def test_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Kartonagen Einkauf 1,2 Mio EUR")
    said = dana.types("/deal ausgangswert 1,2 Mio", in_=general)
    assert "Ausgangswert: 1.200.000 EUR" in said.text
    dana.types("/deal sollkosten 1,1 Mio", in_=general)
    dana.types("/offer sie bieten Preis 1,15 Mio EUR", in_=general)
    assert "Einsparung bisher: 50.000 EUR" in dana.types("/deal", in_=general).text
