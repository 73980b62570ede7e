"""A yes that may be to an offer of ours, to an ask, or to what a give waits for; and what they want behind a report."""

from datetime import timedelta

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    """A deal to hire, with an open ask and an open offer of ours."""
    opened(ana, acme, "/deal open senior dev Priya hiring 78k GBP")
    ana.types("/ask start 1 feb", in_=acme)
    ana.types("/offer we 80k", in_=acme)
    return table


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.mark.parametrize("typed", ["she took it", "she accepted the offer", "they took our offer"])
def test_an_offer_that_was_taken_is_accepted_though_an_ask_is_open(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    said = ana.types(f"/coach {typed}", in_=acme)
    assert "They accepted offer 1, ours." in said.text
    assert deal.move(1).state == "open"


@pytest.mark.parametrize("typed", ["she said yes", "they agreed"])
def test_a_yes_that_may_be_to_either_is_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    said = ana.types(f"/coach {typed}", in_=acme)
    assert f'They said yes: "{typed}". To what? Nothing is recorded yet.' in said.text
    assert "They accepted offer 1, ours." in ana.presses("They accepted", on=said).text


def test_a_yes_may_be_to_what_a_give_waits_for(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open office coffee buying 18k EUR")
    ana.types("/ask 60 day exit", in_=acme)
    ana.types("/concede 2 year term if beans stay at 14/kg", in_=acme)
    said = ana.types("/coach they confirmed 14/kg for 2 years", in_=acme)
    ana.presses("It happened", on=said)
    assert table.states() == ["ask open", "give firm"]


def test_a_yes_may_be_to_either_in_german(table: Table, slack: FakeSlack, dana: Hands) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Lüftung Schule Verkauf 86k EUR")
    dana.types("/ask Anzahlung 30%", in_=general)
    dana.types("/offer wir 82k", in_=general)
    said = dana.types("/coach sie haben das Angebot angenommen", in_=general)
    assert "Die Gegenseite hat Angebot 1 angenommen, unseres." in said.text
    assert table.move(1).state == "open"


@pytest.mark.parametrize(
    ("typed", "what", "wish"),
    [
        ("deposit paid but he wants 2 more chairs", "deposit paid", "2 more chairs"),
        ("drawings sent, but they still want the discount", "drawings sent", "the discount"),
    ],
)
def test_what_they_want_behind_what_is_done_is_no_condition(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, wish: str
) -> None:
    opened(ana, acme, "/deal open Hartley kitchen selling 24k GBP")
    said = ana.types(f"/got {typed}", in_=acme)
    assert (table.move(1).what, table.move(1).state) == (what, "firm")
    ana.presses(f"They ask for: {wish}", on=said)
    assert (table.move(2).what, table.move(2).ours) == (wish, False)


def test_what_they_want_behind_what_is_done_in_german(
    table: Table, slack: FakeSlack, dana: Hands
) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Lüftung Schule Verkauf 86k EUR")
    said = dana.types("/got unterschrieben, aber Wartung wollen sie trotzdem", in_=general)
    assert "Unterschrieben: Lüftung Schule." in said.text
    dana.presses("Sie fordern: Wartung", on=said)
    assert (table.move(1).what, table.move(1).ours) == ("Wartung", False)


def test_what_is_only_promised_stays_on_their_condition(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Hartley kitchen selling 24k GBP")
    ana.types("/got 30 day terms but they want 5% off too", in_=acme)
    ana.types("/got references yes but they'd like a discount", in_=acme)
    assert [table.move(no).what for no in (1, 2)] == ["30 day terms", "references"]
    assert table.states() == ["get conditional", "get conditional"]


@pytest.mark.parametrize(
    ("ask", "got"),
    [
        ("start 1 feb, on-call 1 week in 4", "1 feb ok"),
        ("start on 1 Feb, 4 days office", "1 Feb confirmed"),
    ],
)
def test_a_day_alone_answers_the_ask_for_that_day(
    table: Table, ana: Hands, acme: Channel, ask: str, got: str
) -> None:
    opened(ana, acme, "/deal open senior dev Priya hiring 78k GBP")
    ana.types(f"/ask {ask}", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["ask granted", "ask open", "get firm"]


def test_a_day_alone_answers_the_ask_for_that_day_in_german(
    table: Table, slack: FakeSlack, dana: Hands
) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Frau Klee Einstellung 78k EUR")
    dana.types("/ask Start am 1. Februar, 4 Tage Büro", in_=general)
    dana.types("/got 1. Februar geht", in_=general)
    assert table.states() == ["ask granted", "ask open", "get firm"]


@pytest.mark.parametrize("typed", ["they cover the van", "van is covered", "they'll cover the van"])
def test_a_sentence_may_tell_what_a_give_waits_for(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/concede extra set if they cover the van", in_=acme)
    said = ana.types(f"/coach {typed}", in_=acme)
    assert "Did what #1, extra set, waits for happen? Nothing is recorded yet." in said.text
    ana.presses("It happened", on=said)
    assert table.states() == ["give firm", "get firm"]


@pytest.mark.parametrize(
    "typed", ["they don't cover the van", "they might cover the van", "would they cover the van?"]
)
def test_a_sentence_that_denies_or_wonders_tells_no_condition(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/concede extra set if they cover the van", in_=acme)
    assert "It happened" not in ana.types(f"/coach {typed}", in_=acme).text


def test_a_sentence_may_tell_what_a_give_waits_for_in_german(
    table: Table, slack: FakeSlack, dana: Hands
) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    dana.types("/concede Kaution 3 Monate wenn er das Tor repariert", in_=general)
    said = dana.types("/coach er repariert das Tor", in_=general)
    dana.presses("Eingetreten", on=said)
    assert table.states() == ["give firm", "get firm"]


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("no discount but free delivery", "free delivery"),
        ("no new sign, but new lighting", "new lighting"),
        ("no 3rd month but they'll paint the office", "paint the office"),
    ],
)
def test_what_was_refused_for_something_else_is_no_get(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme, "/deal open Tulsa lease buying 72k USD")
    ana.types("/ask 3 months free", in_=acme)
    said = ana.types(f"/got {typed}", in_=acme)
    assert "Not used" in said.text
    assert [(m.kind, m.what) for m in table.ledger.moves.values()][1:] == [("get", what)]
    assert table.move(1).state == "open"


def test_a_burden_that_is_gone_is_a_get_though_a_but_follows(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Tulsa lease buying 72k USD")
    ana.types("/got no setup fee but they want 12 months", in_=acme)
    assert (table.move(1).what, table.move(1).state) == ("no setup fee", "conditional")
    assert table.move(1).condition == "they get 12 months"


def test_what_was_refused_for_something_else_is_no_get_in_german(
    table: Table, slack: FakeSlack, dana: Hands
) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    dana.types("/got kein dritter Monat, aber sie streichen das Büro", in_=general)
    dana.types("/got kein Rabatt aber Lieferung frei", in_=general)
    assert [table.move(no).what for no in (1, 2)] == ["streichen das Büro", "Lieferung frei"]


def test_an_hour_and_days_stay_with_what_they_are_of(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, dana: Hands
) -> None:
    opened(ana, acme, "/deal open flour buying 72k GBP")
    ana.types("/ask delivery by 9am on Mondays and Thursdays, free crates", in_=acme)
    whats = [move.what for move in table.ledger.moves.values()]
    assert whats == ["delivery by 9am on Mondays and Thursdays", "free crates"]


def test_an_hour_and_days_stay_with_what_they_are_of_in_german(
    table: Table, slack: FakeSlack, dana: Hands
) -> None:
    general = slack.channel("general")
    opened(dana, general, "/deal eröffnen Kita Verkauf 72k EUR")
    dana.types("/ask Skonto 3%, Lieferung Mo und Do", in_=general)
    dana.types("/ask Abruf bis 9 Uhr", in_=general)
    whats = [move.what for move in table.ledger.moves.values()]
    assert whats == ["Skonto 3%", "Lieferung Mo und Do", "Abruf bis 9 Uhr"]


def test_a_sentence_tells_no_condition_whose_day_has_passed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    """Also in the hours before it lapses."""
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/concede extra set if they cover the van by 24 nov", in_=acme)
    table.slack.clock.wind(timedelta(days=4))
    assert table.states() == ["give conditional"]
    for typed in ("they cover the van", "they agreed to cover the van"):
        assert "It happened" not in ana.types(f"/coach {typed}", in_=acme).text


def test_what_may_be_is_no_yes(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open UX designer Moira hiring 78k GBP")
    ana.types("/concede 475 a day if she starts monday", in_=acme)
    said = ana.types("/coach she might start monday", in_=acme)
    assert "They said yes" not in said.text
