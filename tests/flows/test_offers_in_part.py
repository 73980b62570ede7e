"""Offers with a word that may be a new issue: what is known counts at once, and the word waits for a press."""

import pytest

from bot.domain.deals import Deal
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def names_of(deal: Deal) -> list[str]:
    return [issue.name for issue in deal.issues]


def test_the_price_counts_without_what_may_be_an_issue(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open combine buying 118k GBP")
    said = ana.types("/offer they 112k incl transport", in_=acme)
    assert 'Offer 1, theirs. Not used: "incl transport"' in said.text
    assert names_of(table.deal) == ["price"]
    more = ana.presses("New issue transport", on=said)
    assert "transport" in more.text
    assert names_of(table.deal) == ["price", "transport"]
    listed = ana.types("/offer compare", in_=acme)
    assert listed.text.count("112,000") == 1


def test_the_price_counts_without_what_may_be_an_issue_in_german(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Einbauschrank Verkauf 38k EUR")
    said = dana.types("/offer wir 37,9k inkl Montage, Zahlung 14 Tage", in_=general)
    assert "Nicht verwendet: „inkl Montage“" in said.text
    # What is left out of the offer would be left out of the sentence.
    assert "Sagen:" not in said.text
    dana.presses("Neues Thema Montage", on=said)
    assert names_of(table.deal) == ["Preis", "Montage", "Zahlung"]


@pytest.mark.parametrize("typed", ["we 24k, 30 days, header 2000", "they 6000 cash"])
def test_a_number_under_an_unknown_name_is_asked_about_first(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open combine buying 118k GBP")
    said = ana.types(f"/offer {typed}", in_=acme)
    assert "Nothing is recorded yet." in said.text
    assert table.deal.issues == ()


def test_a_word_that_says_no_figure_does_not_send_the_offer_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open band selling 6500 GBP")
    said = ana.types("/offer we 6300, 30 days, bar extra", in_=acme)
    assert 'Offer 1, ours. Not used: "bar extra"' in said.text
