"""A deal that was won is kept while its rhythm runs, and says so wherever its state stands."""

import json

import pytest

from bot.coach.exports import collect_export
from bot.documents.ledger_json import write_json
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened
from tests.flows.test_close import ten_items


def exported_state(table: Table) -> str:
    with table.store.reading() as work:
        exported = collect_export(work, table.deal.team, table.deal, table.slack.clock.now().date())
    return str(json.loads(write_json(exported))["state"])


def test_a_won_deal_is_kept_from_the_first_thing_agreed_until_it_has_ended(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal close won", in_=acme)
    assert "Closed: won on Mon 23 Nov by @Ana." in ana.types("/deal", in_=acme).text
    assert "Acme renewal, won, Mon 23 Nov" in ana.home().text
    assert exported_state(table) == "won"
    ana.types("/deal renewal 31 Dec 2027 notice 3 months", in_=acme)
    seen = ana.types("/deal", in_=acme).text
    assert "Kept: won on Mon 23 Nov by @Ana, and its rhythm runs." in seen
    home = ana.home()
    assert "Acme renewal, kept, Mon 23 Nov" in home.text
    assert "Acme renewal, kept" in ana.presses("Kept", on=home).text
    assert "Acme renewal, kept" in ana.types("/deal find acme", in_=acme).text
    assert exported_state(table) == "kept"
    ana.types("/deal ended", in_=acme)
    assert "Closed: ended" in ana.types("/deal", in_=acme).text
    assert "Acme renewal, ended" in ana.home().text
    assert "None." in ana.presses("Kept", on=ana.home()).text
    assert exported_state(table) == "ended"


def test_wanting_to_be_reminded_keeps_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Remind me", on=ana.types("/deal rhythm", in_=acme))
    ana.types("/deal close won", in_=acme)
    assert "Closed: won" in ana.types("/deal", in_=acme).text


def test_after_the_close_all_that_was_agreed_stands_in_the_short_answer(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ten_items(ana, acme)
    ana.types("/deal close won", in_=acme)
    seen = ana.types("/deal", in_=acme)
    assert "price 200,000 EUR" in seen.text
    assert "net 30" in seen.text
    assert "We give: onboarding week, training day, free migration (if signed by 30 Nov)." in (
        seen.text
    )
    assert "We get: case study, reference call, a logo on our site (promised)." in seen.text
    assert "The close" in seen.text


def test_of_many_things_agreed_the_rest_is_counted(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    things = ("a case study", "a demo day", "co-branding", "early access", "hardware", "a logo")
    for thing in (*things, "storage", "training", "an intro", "a quote", "a webinar", "prepayment"):
        ana.types(f"/got {thing}", in_=acme)
    ana.types("/deal close won", in_=acme)
    assert "and 4 more" in ana.types("/deal", in_=acme).text


@pytest.mark.parametrize("agreed", ["/offer they accepted", "/got they signed"])
def test_what_was_agreed_stands_there_before_the_close_too(
    table: Table, ana: Hands, acme: Channel, agreed: str
) -> None:
    opened(ana, acme)
    ana.types("/got case study", in_=acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    ana.types(agreed, in_=acme)
    seen = ana.types("/deal", in_=acme).text
    assert "Agreed on Mon 23 Nov, not closed yet." in seen
    assert "We get: case study." in seen


def test_a_deal_is_kept_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    dana.types("/deal gewonnen", in_=general)
    dana.types("/deal verlängerung 31. Dez 2027 kündigung 3 Monate", in_=general)
    seen = dana.types("/deal", in_=general).text
    assert "Läuft: gewonnen am Mo 23. Nov durch @Dana, der Rhythmus ist in Gang." in seen
    assert "Palettenregale, läuft, Mo 23. Nov" in dana.home().text
    assert "Palettenregale, läuft" in dana.presses("Laufend", on=dana.home()).text
