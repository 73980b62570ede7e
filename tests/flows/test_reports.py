"""Plain sentences that tell that something came, did not come, or went wrong, in both languages."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deposit(table: Table, ana: Hands, acme: Channel) -> Table:
    """A deposit is asked for, and they are to fix the roof."""
    ana.types("/deal open wedding catering selling 9500 EUR", in_=acme)
    ana.types("/ask deposit 30%", in_=acme)
    ana.types("/deal commit they fix the roof by 10 Dec", in_=acme)
    return table


@pytest.fixture
def rate(table: Table, dana: Hands, general: Channel) -> Table:
    """The first instalment is asked for, and they are to send a plan."""
    dana.types("/deal eröffnen Schrank Verkauf 38.500 EUR", in_=general)
    dana.types("/ask 1. Rate 7.300", in_=general)
    dana.types("/deal zusage sie schicken den Reinigungsplan bis 10. Dez", in_=general)
    return table


@pytest.mark.parametrize(
    "line",
    ["deposit is in", "they paid", "the deposit landed this morning", "money is here", "she paid"],
)
@pytest.mark.parametrize("before", ["/coach ", ""])
def test_money_that_came_leads_to_the_ask(
    deposit: Table, ana: Hands, acme: Channel, line: str, before: str
) -> None:
    said = ana.types(f"{before}{line}", in_=acme if before else None)
    assert "Did this come: deposit 30%?" in said.text
    assert deposit.states() == ["ask open"]
    ana.presses("It came", on=said)
    assert deposit.states() == ["ask granted", "get firm"]


@pytest.mark.parametrize("line", ["1. Rate is da", "das geld ist da", "rechnung bezahlt"])
@pytest.mark.parametrize("before", ["/coach ", ""])
def test_german_money_that_came_leads_to_the_ask(
    rate: Table, dana: Hands, general: Channel, line: str, before: str
) -> None:
    said = dana.types(f"{before}{line}", in_=general if before else None)
    assert "Ist das da: 1. Rate 7.300?" in said.text
    dana.presses("Ist da", on=said)
    assert rate.states() == ["ask granted", "get firm"]


@pytest.mark.parametrize(
    "line",
    [
        "deposit hasnt come yet",
        "they still didnt pay the deposit",
        "still no deposit",
        "still waiting for the deposit",
        "where is the deposit?",
        "they have not paid yet",
    ],
)
def test_what_has_not_come_is_no_yes(deposit: Table, ana: Hands, acme: Channel, line: str) -> None:
    said = ana.types(f"/coach {line}", in_=acme)
    assert "deposit 30%: not there yet" in said.text
    assert "They agreed" not in said.buttons
    assert "It came" not in said.buttons
    ana.presses("Ask again", on=said)
    assert deposit.states() == ["ask open"]


@pytest.mark.parametrize(
    "line",
    ["rate is noch nich da", "1. Rate kam nicht", "wo bleibt die Rate?", "noch kein Geld da"],
)
def test_german_what_has_not_come_is_no_yes(
    rate: Table, dana: Hands, general: Channel, line: str
) -> None:
    said = dana.types(f"/coach {line}", in_=general)
    assert "1. Rate 7.300: noch nicht da" in said.text
    assert "Sie haben zugesagt" not in said.buttons
    assert rate.states() == ["ask open"]


@pytest.mark.parametrize("line", ["roof is done", "she fixed the roof", "the roof is fixed"])
def test_work_that_is_done_leads_to_the_commitment(
    deposit: Table, ana: Hands, acme: Channel, line: str
) -> None:
    said = ana.types(f"/coach {line}", in_=acme)
    assert "Did this come: fix the roof?" in said.text
    assert "delivered" in ana.presses("Delivered", on=said).text.casefold()


def test_work_that_is_not_done_stays_open(deposit: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types("/coach roof not fixed", in_=acme)
    assert "fix the roof: not there yet" in said.text
    assert "Delivered" not in said.buttons


def test_a_german_commitment_that_came(rate: Table, dana: Hands, general: Channel) -> None:
    said = dana.types("/coach Reinigungsplan ist da", in_=general)
    assert "Ist das da: den Reinigungsplan schicken?" in said.text
    late = dana.types("/coach der Reinigungsplan fehlt noch", in_=general)
    assert "noch nicht da" in late.text


def test_one_came_and_the_other_did_not(deposit: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal commit they hand over keys and papers by 1 Dec", in_=acme)
    said = ana.types("/coach keys came papers didnt", in_=acme)
    assert "hand over keys and papers" in said.text
    assert "not there yet" in said.text


def test_after_the_close_the_commitment_is_meant(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open flat A selling 30k EUR", in_=acme)
    ana.types("/deal open flat B selling 40k EUR", in_=acme)
    ana.types("/deal commit they fix the roof by 10 Dec", in_=acme)
    ana.types("/deal close won", in_=acme)
    said = ana.types("/coach they never fixed the roof", in_=acme)
    assert said.text.startswith("flat B")
    assert "fix the roof: not there yet" in said.text


@pytest.mark.parametrize(
    "line",
    [
        "they did not come for 3 days",
        "they broke the deal",
        "they pay late again",
        "the cellar leaked again, stock ruined 400 quid",
        "the crew didnt show up",
        "wrong colour again",
    ],
)
def test_a_complaint_is_told_as_one(deposit: Table, ana: Hands, acme: Channel, line: str) -> None:
    said = ana.types(f"/coach {line}", in_=acme)
    assert "Something of theirs went wrong" in said.text
    assert deposit.states() == ["ask open"]
    assert "noted" in ana.presses("Keep it as a note", on=said).text.casefold()


@pytest.mark.parametrize(
    "line",
    [
        "die putzfrau hat geklaut",
        "der Maler war 3 Tage nicht da",
        "keiner hat angerufen",
        "die zahlen schon wieder zu spät",
        "der Kran ist kaputt",
    ],
)
def test_a_german_complaint_is_told_as_one(
    rate: Table, dana: Hands, general: Channel, line: str
) -> None:
    said = dana.types(f"/coach {line}", in_=general)
    assert "Bei denen ist etwas schiefgegangen" in said.text
    assert rate.states() == ["ask open"]


def test_their_complaint_is_theirs(
    deposit: Table, rate: Table, ana: Hands, dana: Hands, acme: Channel, general: Channel
) -> None:
    assert "They complain" in ana.types("/coach client wants his money back", in_=acme).text
    said = dana.types("/coach die sagen wir wären schuld", in_=general).text
    assert "Sie beschweren sich" in said


@pytest.mark.parametrize(
    "line",
    ["they went silent", "they want 15% off", "no answer yet", "they sent a counter at 2.10"],
)
def test_other_sentences_are_answered_as_before(
    deposit: Table, ana: Hands, acme: Channel, line: str
) -> None:
    said = ana.types(f"/coach {line}", in_=acme).text
    assert "not there yet" not in said
    assert "Did this come" not in said


def test_a_figure_alone_names_nothing_that_is_open(
    rate: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask 3% Skonto", in_=general)
    said = dana.types("/coach nur 3 Säcke kamen", in_=general)
    assert "Ist das da: 3% Skonto?" not in said.text


def test_an_agreed_price_is_no_delivery(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open garden hall buying 8000 EUR", in_=acme)
    for line in ("they 7900", "we 7400", "they 7500", "accept 7500"):
        ana.types(f"/offer {line}", in_=acme)
    assert "price" not in ana.types("/coach lamps have arrived", in_=acme).text


@pytest.mark.parametrize("told", ["tag is up now", "tag is live", "the tag is online"])
def test_what_is_up_has_come(ana: Hands, acme: Channel, told: str) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/ask tag on their site", in_=acme)
    assert "It came" in ana.types(f"/coach {told}", in_=acme).text


def test_what_is_not_there_yet_tho_is_missing(ana: Hands, acme: Channel) -> None:
    ana.types("/deal open venue buying 12k EUR", in_=acme)
    ana.types("/ask parking space", in_=acme)
    ana.types("/got they promised the parking space", in_=acme)
    said = ana.types("/coach parking space isnt there yet tho", in_=acme)
    assert "the parking space: not there yet" in said.text


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ("reference", "the reference came: mr ott"),
        ("reference", "reference arrived today: mr ott"),
    ],
)
def test_what_came_is_heard_with_a_name_behind_it(
    ana: Hands, acme: Channel, asked: str, typed: str
) -> None:
    ana.types("/deal open Hall hire selling 24k GBP", in_=acme)
    ana.types(f"/ask {asked}", in_=acme)
    assert "Our ask #1: reference" in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    ("asked", "typed"),
    [("Schlüssel", "schlüssel kam heut"), ("Empfehlung", "empfehlung kam: frau ott")],
)
def test_was_kam_ist_auch_mit_einem_namen_dahinter_gehoert(
    slack: FakeSlack, asked: str, typed: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Auto Verkauf 24k EUR", in_=general)
    dana.types(f"/ask {asked}", in_=general)
    assert f"Unsere Forderung #1: {asked}" in dana.types(f"/coach {typed}", in_=general).text
