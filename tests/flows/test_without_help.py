"""A deal from its first give to the debrief by somebody who knows no command: Home, and what stands on the screen."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of


def open_deal(person: Hands, channel: Channel) -> Form:
    """A deal opened from Home."""
    form = form_of(person.presses("Open a deal", on=person.home()))
    form.fill("Channel of the deal", channel.id).fill("Name of the deal", "Acme renewal")
    form.fill("Which side are we on?", "Selling").fill("Size of the deal", "240k")
    return form_of(form.fill("Currency", "eur").submit())


def test_a_deal_goes_from_its_first_give_to_the_debrief_by_what_is_on_the_screen(
    table: Table, ana: Hands, acme: Channel
) -> None:
    seen = open_deal(ana, acme)
    form = form_of(ana.presses("Record a give", on=seen))
    check = form_of(form.fill("What", "5% off").fill("Cost to us", "12k").submit())
    traded = ana.presses("24-month term", on=check)
    assert "Conditional give #1: 5% off for 24-month term" in traded.text
    status = form_of(ana.presses("Show", on=ana.home()))
    asks = form_of(ana.presses("Answer", on=status))
    agreed = ana.chooses("They agreed", in_="ask.answer", on=asks)
    assert "5% off now counts (#1)." in agreed.text

    status = form_of(ana.presses("Show", on=ana.home()))
    asked = form_of(ana.presses("Close the deal", on=status))
    close = form_of(ana.presses("Read back the terms", on=asked))
    close = form_of(ana.presses("All in the contract", on=close))
    rhythm = form_of(ana.presses("Layer 2: rhythm", on=close))
    form = form_of(ana.presses("Cadence", on=rhythm)).fill("How often?", "Every month")
    rhythm = form_of(form.fill("From which day on?", "2026-11-24").submit())
    close = form_of(ana.presses("The close", on=rhythm))
    won = form_of(ana.presses("Finish and close as won", on=close))
    assert "Acme renewal: won. Nothing is lost:" in won.text
    assert "looking back (won)" in ana.presses("Look back", on=won).text

    table.wind(days=1)
    kept = form_of(ana.presses("Show", on=ana.home()))
    assert "its rhythm runs. Next check-in: Tue 24 Nov." in kept.text
    checkins = form_of(ana.presses("Check-ins", on=kept))
    form = form_of(ana.presses("Held", on=checkins)).fill("What came of it", "on plan")
    assert "Check-in of Tue 24 Nov: held. on plan" in form.submit().text
    kept = form_of(ana.presses("Show", on=ana.home()))
    debrief = form_of(ana.presses("Look back", on=kept))
    form = form_of(ana.presses("Answer it", on=debrief))
    said = form.fill("Trust, in your words", "They kept their word").submit()
    assert "Saved: 3 of 5 questions answered." in said.text
    assert "Check-in of 24 Nov: on plan" in said.text


def test_a_deal_that_is_open_can_be_ended_from_where_it_stands(
    table: Table, ana: Hands, acme: Channel
) -> None:
    open_deal(ana, acme)
    status = form_of(ana.presses("Show", on=ana.home()))
    lost = ana.presses("Lost", on=form_of(ana.presses("Close the deal", on=status)))
    assert "lost" in lost.text
    assert "Read back the terms" not in lost.text
    assert table.deal.state == "lost"


def test_the_way_to_the_check_ins_of_a_deal_that_is_kept_in_german(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    dana.types("/got Fallstudie", in_=general)
    asked = dana.presses("Deal abschließen", on=dana.types("/deal", in_=general))
    close = dana.presses("Bedingungen durchgehen", on=asked)
    dana.presses("Alles im Vertrag", on=close)
    rhythm = dana.types("/deal rhythmus jeden zweiten Dienstag", in_=general)
    close = dana.presses("Der Abschluss", on=rhythm)
    won = dana.presses("Abschließen als gewonnen", on=close)
    assert "Rückblick" in won.buttons
    kept = dana.types("/deal", in_=general)
    assert "Nächster Zwischenstand: Di 24. Nov." in kept.text
    assert "Zwischenstände zu Palettenregale" in dana.presses("Zwischenstände", on=kept).text
