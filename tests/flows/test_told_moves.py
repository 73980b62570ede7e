"""Moves told to the bot in plain sentences: bargains, yeses to a part of what they want, offers and their end."""

from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.mark.parametrize(
    "typed",
    [
        "we can do the deposit if they give us the car park for free",
        "we'll sign 24 months in return for 5% off",
        "I'd throw in the training but only if they sign this month",
    ],
)
def test_a_bargain_is_a_conditional_give(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    asked = ana.types(typed)
    assert table.states() == []
    ana.presses("Yes, Acme renewal", on=asked)
    assert table.states()[0] == "give conditional"


def test_ein_tausch_ist_ein_bedingtes_zugestaendnis(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Spedition Krause Transport Einkauf 200k EUR", in_=general)
    typed = "Wir geben 14 Tage Zahlungsziel, im Gegenzug Maut inklusive"
    dana.presses("Ja, Spedition Krause Transport", on=dana.types(typed))
    assert table.states() == ["give conditional", "ask open"]
    assert (table.move(1).what, table.move(2).what) == ("14 Tage Zahlungsziel", "Maut inklusive")


def test_what_is_fine_with_us_answers_a_part_of_their_ask(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Spedition Krause Transport Einkauf 200k EUR", in_=general)
    wish = dana.types("sie wollen Mindestmenge 20 Paletten")
    dana.presses("Ja, Spedition Krause Transport", on=wish)
    dana.types("15 Paletten sind ok für uns")
    assert table.states() == ["their_ask open", "give draft"] or table.states() == [
        "ask open",
        "give draft",
    ]
    assert table.move(2).what == "15 Paletten"


def test_an_offer_told_is_of_who_made_it_and_a_yes_takes_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Yes, Acme renewal", on=ana.types("we said 230k"))
    theirs = ana.types("they said 210k")
    assert 'Their offer: "they said 210k". Nothing is recorded yet.' in theirs.text
    ana.presses("Record their offer", on=theirs)
    asked = ana.types("they took it")
    assert "Accepted by whom? Nothing is recorded yet." in asked.text, "theirs is newer than ours"
    agreed = ana.presses("They accepted offer 1", on=asked)
    assert "They accepted offer 1, ours." in agreed.text
    assert "Agreed: price 230,000 EUR." in agreed.text


def test_a_thought_is_no_offer(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for typed in ("we could go to 230k", "they want 210k", "we'd pay 230k"):
        ana.types(typed)
    with table.store.reading() as work:
        assert not list(work.offers.list_in_deal(table.deal.team, table.deal.id))


def test_a_no_that_their_ask_is_about_refuses_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Riverside Mill film location buying 25k EUR")
    ana.types("/concede they want no shooting after 10pm", in_=acme)
    ana.types("/concede no shooting after 11pm", in_=acme)
    assert table.states() == ["ask open", "give draft"]


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("gave em 15% off (1800) already last week, nothing back", "15% off", 1800),
        ("we gave them a spare wheel, cost 90, got nothing in return", "a spare wheel", 90),
    ],
)  # fmt: skip
def test_a_give_told_with_nothing_back_is_that_give(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, cost: int
) -> None:
    opened(ana, acme)
    ana.types(f"/coach {typed}", in_=acme)
    give = table.move(1)
    assert give.what == what
    assert give.cost == Figure(amount=Decimal(cost))


def test_was_wir_unter_einer_bedingung_zusagten_ist_unser_bedingtes_zugestaendnis(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Hochzeit Huber Verkauf 24k EUR", in_=general)
    told = "hab ihnen die Deko zugesagt wenn sie bis Freitag anzahlen, kostet mich 350"
    dana.types(f"/coach {told}", in_=general)
    give = table.move(1)
    assert (give.what, give.state.value) == ("die Deko", "conditional")
    assert (give.condition, give.cost) == ("sie bis Freitag anzahlen", Figure(amount=Decimal(350)))


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("they let me keep the logs, worth 300", "the logs"),
        ("the landlord waived the fee, worth 300", "waive the fee"),
    ],
)
def test_what_they_gave_is_one_press_from_a_get(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme)
    told = ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == []
    ana.presses("Record it as a get", on=told)
    assert (table.move(1).what, table.states()) == (what, ["get firm"])


@pytest.mark.parametrize(
    "typed", ["told them pickup is 20 a trip", "paid them cash 2850", "we told him it is 90"]
)
def test_what_we_said_or_paid_is_no_offer_of_theirs(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "Their offer:" not in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    ("deal", "typed"),
    [
        ("market pitch buying 2400 EUR", "they want 2400 for the season"),
        ("PA hire selling 2400 EUR", "he wants 2,200"),
    ],
)
def test_a_price_that_they_want_is_one_press_from_an_offer(
    ana: Hands, acme: Channel, deal: str, typed: str
) -> None:
    ana.types(f"/deal open {deal}", in_=acme)
    told = ana.types(f"/coach {typed}", in_=acme)
    assert f'Their offer: "{typed}"' in told.text
    assert "Offer 1, theirs." in ana.presses("Record their offer", on=told).text


def test_what_they_want_so_many_of_is_no_price(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open market pitch buying 2400 EUR", in_=acme)
    ana.types("/coach they want 100 chairs", in_=acme)
    assert table.move(1).what == "100 chairs"


def test_where_we_stand_is_an_offer_of_ours(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open market pitch buying 2400 EUR", in_=acme)
    said = ana.types("/coach i'm at 2100 if they throw in power", in_=acme)
    assert "Offer 1, ours." in said.text
    assert "Condition: they throw in power" in said.text


def test_wo_wir_stehen_ist_unser_angebot(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Brennholz Verkauf 4.200 EUR", in_=general)
    said = dana.types("/coach ich bin bei 4.100 wenn er selber abholt", in_=general)
    assert "Angebot 1, von uns." in said.text
    paid = dana.types("/coach er hat 1000 angezahlt", in_=general)
    assert "Angebot der Gegenseite" not in paid.text


@pytest.mark.parametrize(
    "typed",
    [
        "theyre delivering on the 20th then",
        "he keeps the deposit if we cancel",
        "the supplier ships on monday",
    ],
)
def test_what_they_do_is_no_wish_of_theirs(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "They want something:" not in ana.types(f"/coach {typed}", in_=acme).text


def test_was_sie_tun_ist_kein_wunsch(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Brennholz Verkauf 4.200 EUR", in_=general)
    told = dana.types("/coach sie liefern dann am 20.", in_=general)
    assert "Die Gegenseite will etwas:" not in told.text
    wish = dana.types("/coach sie wollen am 20. liefern", in_=general)
    assert "Forderung der Gegenseite #1: am 20. liefern" in wish.text


@pytest.mark.parametrize(
    "typed",
    ["/coach told them pickup is 20 a trip", "/offer 84 a head including wine and coffee"],
)
def test_a_price_that_was_told_raises_no_question_of_fairness(
    ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    assert "question of fairness" not in ana.types(typed, in_=acme).text


@pytest.mark.parametrize(
    "typed", ["/coach tell them our other buyer is at 20", "/concede a crate of wine for his wife"]
)
def test_what_may_be_unfair_is_still_asked_about(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "question of fairness" in ana.types(typed, in_=acme).text
