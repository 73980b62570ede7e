"""A signature meets the conditions that waited for it and leads to the close; it is no get of its own."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.mark.parametrize(
    "line",
    [
        "signed",
        "contract back, signed",
        "signature is in",
        "they signed",
        "the signed lease came back today",
        "countersigned by both sides",
    ],
)
def test_a_signature_meets_the_condition_and_leads_to_the_close(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    said = ana.types(f"/got {line}", in_=acme)
    assert "Signed: Acme renewal." in said.text
    assert "net 60 now counts (#1)." in said.text
    assert "Close the deal" in said.buttons
    assert "thank" not in said.text.casefold()
    assert table.states() == ["give firm"]
    assert table.deal.is_agreed


def test_a_signature_alone_changes_no_move(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede training day cost 1k", in_=acme)
    said = ana.types("/got signed!", in_=acme)
    assert "Next: close the deal" in said.text
    assert table.states() == ["give firm"]
    ana.presses("Undo", on=said)
    assert not table.deal.is_agreed


def test_a_term_and_a_signature_are_both_needed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 4% off cost 9k for 24-month term if signed by 30 Nov", in_=acme)
    term = ana.types("/got 24-month term worth 30k", in_=acme)
    assert "4% off still counts only if signed by 30 Nov." in term.text
    signed = ana.types("/got signed contract", in_=acme)
    assert "4% off now counts (#1)." in signed.text
    assert table.sums.exposure == 0


def test_the_signature_may_come_before_the_term(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 4% off cost 9k for 24-month term if signed by 30 Nov", in_=acme)
    signed = ana.types("/got signature is in", in_=acme)
    assert "4% off still waits for #2." in signed.text
    assert table.move(1).state == "conditional"
    table.wind(days=12)
    term = ana.types("/got 24-month term", in_=acme)
    assert "4% off now counts (#1)." in term.text


def test_what_else_the_condition_asks_for_stays(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if they sign by 30 Nov and pay upfront", in_=acme)
    said = ana.types("/got signed", in_=acme)
    assert "net 60 still counts only if pay upfront." in said.text
    assert table.move(1).state == "conditional"


def test_to_sign_and_return_is_one_condition(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if they sign and return by 30 Nov", in_=acme)
    ana.types("/got signed contract is back", in_=acme)
    assert table.states() == ["give firm"]


def test_a_signature_too_late_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    table.wind(days=10)
    said = ana.types("/got signed", in_=acme)
    assert "#1, net 60, lapsed on Mon 30 Nov, before this. Give it all the same?" in said.text
    assert table.states() == ["give lapsed"]
    given = ana.presses("Give #1 all the same", on=said)
    assert "net 60 now counts" in given.text
    assert table.states() == ["give firm"]
    again = ana.presses("Give #1 all the same", on=said, even_if_gone=True)
    assert "changed this since you saw it" in again.text


def test_a_signature_of_days_ago_counts_by_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 25 Nov", in_=acme)
    table.wind(days=3)
    ana.types("/got signed contract on 24 Nov", in_=acme)
    assert table.states() == ["give firm"]


def test_an_ask_for_the_signature_is_agreed_by_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask signature by 30 Nov", in_=acme)
    said = ana.types("/got signed", in_=acme)
    assert "Ask #1 is agreed with it." in said.text
    assert table.states() == ["ask granted"]


def test_an_order_meets_a_condition_that_waits_for_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede free freight cost 2k if PO by 30 Nov", in_=acme)
    said = ana.types("/got PO is in", in_=acme)
    assert "The order is there." in said.text
    assert table.states() == ["give firm"]
    assert not table.deal.is_agreed


def test_an_order_that_nothing_waits_for_is_a_get(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got PO is in", in_=acme)
    assert table.states() == ["get firm"]


@pytest.mark.parametrize(
    "line", ["sign-on bonus 2k", "signed reference letter from their CTO", "not signed yet"]
)
def test_what_only_sounds_like_a_signature_is_none(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    assert "Close the deal" not in ana.types(f"/got {line}", in_=acme).buttons
    assert not table.deal.is_agreed


@pytest.mark.parametrize(
    "line", ["Unterschrift ist da", "Vertrag unterschrieben zurück", "sie haben unterschrieben"]
)
def test_a_signature_in_german(table: Table, slack: FakeSlack, line: str) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Etiketten 2027 Einkauf 200k EUR", in_=general)
    dana.types("/concede 20% Anzahlung Kosten 4k wenn bis 18. Dez unterschrieben", in_=general)
    said = dana.types(f"/got {line}", in_=general)
    assert "Jetzt zählt: 20% Anzahlung (#1)." in said.text
    assert "den Abschluss eintragen" in said.text
    assert "Danke" not in said.text
