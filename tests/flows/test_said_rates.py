"""An offer of so much a month or per piece is said as people say it, once and in one language."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel


@pytest.mark.parametrize(
    ("opened", "typed", "said"),
    [
        ("lease buying 117k gbp", "1800 a month, 5 years, 3 mths deposit",
         "We can pay 1,800 GBP a month for 5 years, with a deposit of 3 months."),
        ("desks buying 60k gbp", "420 per desk, 12 months", "We can pay 420 GBP per desk for 12 months."),
        ("hosting buying 60k gbp", "24 months, net 60", "We can agree on a term of 24 months and payment in 60 days."),
        ("pallets selling 90k usd", "12 per pallet, net 30", "We can do 12 USD per pallet, with payment in 30 days."),
        ("translation selling 9k usd", "0.14 per word, 5 days delivery",
         "We can do 0.14 USD per word, with a delivery time of 5 days."),
    ],
)  # fmt: skip
def test_a_rate_is_said_once(ana: Hands, acme: Channel, opened: str, typed: str, said: str) -> None:
    ana.types(f"/deal open {opened}", in_=acme)
    assert said in ana.types(f"/offer {typed}", in_=acme).text


@pytest.mark.parametrize(
    ("opened", "typed", "said"),
    [
        ("Reinigung Praxis Einkauf 16k EUR", "wir 1250 im monat, 24 monate",
         "Unser Angebot liegt bei 1.250 EUR im Monat auf 24 Monate."),
        ("Gärtner Anlage Verkauf 20k EUR", "45 pro stunde", "Unser Angebot liegt bei 45 EUR pro Stunde."),
        ("Fracht Süd Einkauf 90k EUR", "0,95 pro km", "Unser Angebot liegt bei 0,95 EUR pro km."),
        ("Büros Ost Einkauf 30k EUR", "12 pro platz", "Unser Angebot liegt bei 12 EUR pro Platz."),
    ],
)  # fmt: skip
def test_a_rate_is_said_in_german_alone(
    slack: FakeSlack, opened: str, typed: str, said: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types(f"/deal eröffnen {opened}", in_=general)
    assert said in dana.types(f"/offer {typed}", in_=general).text
