"""What is proposed where a deal is one job or one sale, and what is asked about their wishes."""

import pytest

from bot.language.industries import names_single_job
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel


@pytest.mark.parametrize(
    ("name", "is_single"),
    [
        ("wedding catering", True), ("band for our wedding", True), ("used combine", True), ("loft conversion", True),
        ("Einbauschränke Familie Roth", True), ("Hochzeitsband", True), ("gebrauchter Traktor", True),
        ("Malerarbeiten Treppenhaus", True), ("Acme renewal", False), ("kitchen linen", False),
        ("garage lease", False), ("Dachwartung Vertrag", False), ("Mietvertrag Wohnung", False),
        ("warehouse racking", False),
    ],
)  # fmt: skip
def test_a_name_tells_a_single_job_from_what_goes_on(name: str, is_single: bool) -> None:
    assert names_single_job(name) is is_single


@pytest.mark.parametrize(
    ("opened", "given", "said"),
    [
        ("wedding catering selling 9500 gbp", "cake cutting cost 200", "a deposit with your order"),
        ("used combine buying 118k gbp", "cash on collection cost 500", "a fixed price in writing"),
    ],
)
def test_nobody_asks_for_years_where_it_is_one_job(
    ana: Hands, acme: Channel, opened: str, given: str, said: str
) -> None:
    ana.types(f"/deal open {opened}", in_=acme)
    checked = ana.types(f"/concede {given}", in_=acme)
    if "Already said" in checked.buttons:
        ana.presses("Already said", on=checked)
    shown = ana.types("/coach what now", in_=acme)
    assert said in shown.text
    for lasting in ("24", "first year", "named contact"):
        assert lasting not in shown.text + " ".join(shown.buttons)


def test_a_cupboard_is_not_paid_for_by_the_year(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Einbauschränke Verkauf 38.500 EUR", in_=general)
    dana.types("/concede lieferung kostenlos kosten 300", in_=general)
    shown = dana.types("/coach wie gehts weiter", in_=general)
    assert "Dafür bräuchten wir eine Anzahlung bei Auftrag." in shown.text
    assert "Jahr" not in shown.text + " ".join(shown.buttons)


@pytest.mark.parametrize(
    ("wish", "question"),
    [
        ("a longer payment term", "What exactly do you have in mind?"),
        ("a discount", "What exactly do you have in mind?"),
        ("payment in 60 days", "How would that help you?"),
        ("an error rate below 1%", "How do you measure that today?"),
        ("a golden bell", "Could you tell us why this matters to you?"),
    ],
)
def test_what_they_said_exactly_is_not_asked_again(
    ana: Hands, acme: Channel, wish: str, question: str
) -> None:
    ana.types("/deal open tower cranes selling 90k usd", in_=acme)
    assert question in ana.types(f"/coach they want {wish}", in_=acme).text


@pytest.mark.parametrize(
    ("wish", "question"),
    [
        ("einen Papierzuschlag", "Welche Ihrer Kosten haben sich geändert, und um wie viel?"),
        ("jährliche Zahlung im Voraus", "Wobei würde Ihnen das helfen?"),
        ("Vorkasse", "Wobei würde Ihnen das helfen?"),
        ("ein kürzeres Zahlungsziel", "Woran denken Sie genau?"),
    ],
)
def test_a_german_compound_is_asked_about_as_its_last_part_is(
    slack: FakeSlack, wish: str, question: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Katalogdruck Einkauf 66k EUR", in_=general)
    assert question in dana.types(f"/coach sie wollen {wish}", in_=general).text
