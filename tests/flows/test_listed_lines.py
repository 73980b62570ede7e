"""What of a move's words stands in a recap that is sent, and what is shown rather than offered."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel


def test_a_recap_has_no_half_of_what_it_does_not_name(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open roof works buying 60k GBP", in_=acme)
    ana.types("/ask penalty 100 a day", in_=acme)
    ana.types("/got half of it", in_=acme)
    recap = ana.types("/coach recap", in_=acme).text
    assert "half of it" not in recap
    assert "From you" not in recap
    assert "the rest of penalty 100 a day" in recap


def test_a_german_recap_leaves_halves_and_excuses_out(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Mühle Einkauf 60k EUR", in_=general)
    dana.types("/ask Gerüst 8 Wochen", in_=general)
    dana.types("/got die Hälfte davon", in_=general)
    dana.types("/got Griffe aus Edelstahl als Entschuldigung", in_=general)
    recap = dana.types("/coach zusammenfassung", in_=general).text
    assert "Hälfte" not in recap
    assert "Entschuldigung" not in recap
    assert "Griffe aus Edelstahl" in recap


def test_their_logo_is_shown_on_our_page(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open hops reseller partnering 40k EUR", in_=acme)
    given = ana.types("/concede their logo on our page cost 200 for newsletter mention", in_=acme)
    assert "We can show your logo on our page in return for a newsletter mention." in given.text
