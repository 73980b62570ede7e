"""What an entry costs or is worth, told in a sentence by the name of the entry."""

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


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Kitchen fit Marlow selling 24k EUR")
    ana.types("/concede foam upgrade cost 500 if they sign by Friday", in_=acme)
    ana.types("/concede free taps for a site visit", in_=acme)
    ana.types("/ask photos worth 2k", in_=acme)
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Küche Marlow Verkauf 24k EUR")
    dana.types(
        "/concede Schaum-Upgrade Kosten 500 wenn sie bis Freitag unterschreiben", in_=general
    )
    dana.types("/concede Armaturen gratis für einen Ortstermin", in_=general)
    dana.types("/ask Fotos wert 2000", in_=general)
    return table


def figure_of(deal: Table, no: int) -> str:
    move = deal.move(no)
    figure = move.cost if move.kind.value == "give" else move.worth
    return f"{figure.amount.normalize():f} EUR" if isinstance(figure, Figure) else ""


@pytest.mark.parametrize(
    ("typed", "no", "figure"),
    [
        ("/coach the foam was 650 actually", 1, "650 EUR"),
        ("/coach foam cost 650 not 500", 1, "650 EUR"),
        ("/coach no, the foam upgrade costs us 650", 1, "650 EUR"),
        ("/coach the foam was 650 instead of 500", 1, "650 EUR"),
        ("/coach btw cost of the foam was €650", 1, "650 EUR"),
        ("/concede the foam was 650 not 500", 1, "650 EUR"),
        ("/coach the taps cost 200", 2, "200 EUR"),
        ("/coach turns out the taps cost 1.2k", 2, "1200 EUR"),
        ("/coach the photos are worth 3k", 4, "3000 EUR"),
        ("/coach wait no it was 2500", 4, "2500 EUR"),
        ("/coach sorry, it is worth 1800", 4, "1800 EUR"),
    ],
)
def test_a_figure_that_is_told_is_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str, no: int, figure: str
) -> None:
    before = deal.states()
    asked = ana.types(typed, in_=acme)
    assert "Nothing is changed yet." in asked.text
    assert figure_of(deal, no) != figure
    said = ana.presses("Yes, that", on=asked)
    assert figure_of(deal, no) == figure
    assert deal.states() == before
    ana.presses("Undo", on=said)
    assert figure_of(deal, no) != figure


@pytest.mark.parametrize(
    ("typed", "no", "figure"),
    [
        ("/coach der Schaum kostet doch 650", 1, "650 EUR"),
        ("/coach schaum kostet 650 statt 500", 1, "650 EUR"),
        ("/coach der schaum war 650, nicht 500", 1, "650 EUR"),
        ("/coach sorry der Schaum hat 650 gekostet", 1, "650 EUR"),
        ("/concede Schaum kostet 650 statt 500", 1, "650 EUR"),
        ("/coach die Armaturen kosten uns 200", 2, "200 EUR"),
        ("/coach die Fotos sind 3000 wert", 4, "3000 EUR"),
        ("/coach nein, es waren 2500", 4, "2500 EUR"),
    ],
)
def test_a_german_figure_that_is_told_is_asked_about(
    german_deal: Table, dana: Hands, general: Channel, typed: str, no: int, figure: str
) -> None:
    asked = dana.types(typed, in_=general)
    assert "Noch ist nichts geändert." in asked.text
    dana.presses("Ja, das", on=asked)
    assert figure_of(german_deal, no) == figure


@pytest.mark.parametrize(
    "typed",
    [
        "/coach they were at 650",
        "/coach it was 2500",
        "/coach that was 90000 actually",
        "/coach sorry, it is worth 90000",
        "/coach the price was 650",
        "/coach the photos were 650",
        "/coach the foam was 30000",
        "/coach the foam cost 500",
        "/coach what does the foam cost?",
        "/coach the worktop cost 650",
        "/coach does the foam cost 650?",
    ],
)
def test_a_line_that_tells_no_other_figure_asks_no_such_thing(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    before = [figure_of(deal, no) for no in (1, 2, 4)]
    said = ana.types(typed, in_=acme)
    assert "cost us" not in said.text
    assert "worth 650" not in said.text
    assert "instead of" not in said.text
    assert [figure_of(deal, no) for no in (1, 2, 4)] == before


def test_one_of_two_entries_is_chosen(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede foam cushions cost 300 if they pay upfront", in_=acme)
    asked = ana.types("/coach the foam cost 450", in_=acme)
    assert "Of which entry is that the figure?" in asked.text
    ana.presses("#1 foam upgrade", on=asked)
    assert figure_of(deal, 1) == "450 EUR"


def test_the_question_is_answered_once(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/coach the foam was 650 actually", in_=acme)
    ana.types("/deal edit #1 cost 700", in_=acme)
    ana.presses("Yes, that", on=asked)
    assert figure_of(deal, 1) == "700 EUR"


def test_who_may_only_look_is_asked_nothing(
    deal: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ana.types("/deal people make @Ben a viewer", in_=acme)
    said = ben.types("/coach the foam was 650 actually", in_=acme)
    assert "cost us 650" not in said.text
    assert "does not allow" not in said.text


@pytest.mark.parametrize(
    ("recorded", "told", "said"),
    [
        ("/concede tow bar cost 350", "not 350 the towbar is 250", "tow bar, cost 250 EUR"),
        ("/concede tow bar cost 350", "it's not 350, it's 250", "tow bar, cost 250 EUR"),
        ("/concede 15% off cost 1800", "sorry the 15% cost only 1500", "cost us 1,500 EUR instead of 1,800"),
        ("/ask deposit of 800", "the deposit was 750 not 800", 'to "deposit of 750"?'),
    ],
)  # fmt: skip
def test_a_figure_is_put_right_by_the_name_of_what_it_is_of(
    ana: Hands, acme: Channel, recorded: str, told: str, said: str
) -> None:
    ana.types("/deal open car selling 12k EUR", in_=acme)
    ana.types(recorded, in_=acme)
    assert said in ana.types(f"/coach {told}", in_=acme).text


@pytest.mark.parametrize(
    ("recorded", "told", "said"),
    [
        ("/ask Kaution 800", "kaution waren 750 nich 800", "Kaution 750"),
        ("/concede Dachbox Kosten 350", "ach nee 250 warens", "250 EUR statt 350 EUR"),
        ("/concede Dachbox Kosten 350", "nicht 350, die Dachbox war 250", "Dachbox, Kosten 250 EUR"),
    ],
)  # fmt: skip
def test_a_german_figure_is_put_right_by_the_name_of_what_it_is_of(
    dana: Hands, general: Channel, recorded: str, told: str, said: str
) -> None:
    dana.types("/deal eröffnen Auto Verkauf 12k EUR", in_=general)
    dana.types(recorded, in_=general)
    assert said in dana.types(f"/coach {told}", in_=general).text
