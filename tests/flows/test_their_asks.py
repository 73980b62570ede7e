"""What the other side asks for: told in many words, granted by what we give, in part by less, declined."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


@pytest.mark.parametrize(
    "line",
    [
        "/coach she wants 4 days wfh",
        "/coach the buyer wants 4 days wfh",
        "/coach procurement insists on 4 days wfh",
        "/coach they're asking for 4 days wfh",
        "/coach our client would like 4 days wfh",
        "/coach sie wollen 4 days wfh",
        "/coach der Kunde verlangt 4 days wfh",
        "/concede die wollen 4 days wfh",
        "/concede the union demands 4 days wfh",
        "/concede die Bewerberin hätte gern 4 days wfh",
    ],
)
def test_whoever_wants_it_it_is_their_ask(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(line, in_=acme)
    assert "Their ask #1: 4 days wfh" in said.text
    assert table.states() == ["ask open"]


def test_less_than_they_wanted_grants_a_part_and_the_whole_grants_the_rest(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach they want 15% off", in_=acme)
    draft = ana.types("/concede 5% off cost 10k", in_=acme)
    assert table.states() == ["ask open", "give draft"]
    given = ana.presses("Already said", on=draft)
    assert "It meets their ask #1, 15% off, in part; the rest stays open." in given.text
    assert table.states() == ["ask partly", "give firm"]
    assert "#1 15% off (granted in part)" in ana.types("/deal", in_=acme).text
    assert "(#1, granted in part)" in ana.types("/coach brief", in_=acme).text
    all_of_it = ana.types("/concede 15% off cost 30k for a 3-year term", in_=acme)
    ana.presses("In all: 15% off", on=all_of_it)
    ana.types("/got 3-year term worth 20k", in_=acme)
    assert table.states()[0] == "ask granted"


def test_a_conditional_give_meets_their_ask_once_it_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede they want net 60", in_=acme)
    ana.types("/concede net 60 cost 2k for a reference call", in_=acme)
    assert table.states()[0] == "ask open"
    got = ana.types("/got reference call", in_=acme)
    assert table.states()[0] == "ask granted"
    ana.presses("Undo", on=got)
    assert table.states()[0] == "ask open"


@pytest.mark.parametrize(
    "line",
    [
        "/coach we said no to unlimited liability",
        "/coach we won't accept unlimited liability",
        "/concede no to unlimited liability",
        "/ask decline unlimited liability",
        "/coach wir haben unlimited liability abgelehnt",
    ],
)
def test_what_we_said_no_to_is_declined(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    opened(ana, acme)
    ana.types("/coach they want unlimited liability", in_=acme)
    said = ana.types(line, in_=acme)
    assert "Declined, ask #1: unlimited liability." in said.text
    assert table.states() == ["ask declined"]


def test_a_no_to_something_they_never_asked_for_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach they want 15% off", in_=acme)
    said = ana.types("/coach we said no to exclusivity", in_=acme)
    assert table.states() == ["ask open"]
    assert "15% off" in said.text + " ".join(said.buttons)


def test_their_ask_is_answered_by_buttons_as_any_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    asked = ana.types("/coach they want 15% off", in_=acme)
    checked = ana.presses("We agree", on=asked)
    assert "Not a give yet" in checked.text
    ana.presses("Already said", on=checked)
    assert table.states() == ["ask granted", "give firm"]


def test_a_part_of_their_ask_is_given_by_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want 15% off", in_=acme)
    form = form_of(ana.presses("Partly", on=ana.types("/deal log #1", in_=acme)))
    assert form.title == "We give a part"
    sent = form.fill("What", "5% off").fill("Cost to us", "9k").submit()
    ana.presses("Already said", on=sent)
    assert table.states() == ["ask partly", "give firm"]


def test_their_asks_stand_in_the_deal_and_in_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want 15% off by Friday", in_=acme)
    said = ana.types("/deal", in_=acme)
    assert "They ask for" in said.text
    assert "#1 15% off, by Fri 27 Nov" in said.text
    ana.chooses("We decline", in_="ask.answer", on=said)
    assert table.states() == ["ask declined"]


def test_the_same_wish_put_again_is_the_same_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want rush delivery", in_=acme)
    ana.types("/coach the client wants rush delivery by Friday", in_=acme)
    assert table.states() == ["ask open"]
    assert table.move(1).due is not None


@pytest.mark.parametrize(
    "line",
    [
        "/concede the penalty clause we declined",
        "/concede penalty clause was rejected by us",
        "/concede penalty clause lehnen wir ab",
        "/coach penalty clause haben wir abgelehnt",
    ],
)
def test_what_we_said_no_to_may_come_first(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/coach they want a penalty clause", in_=acme)
    ana.types(line, in_=acme)
    assert table.states() == ["ask declined"]


def test_their_ask_is_told_by_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/ask", in_=acme))
    sent = (
        form.fill("What", "free training")
        .fill("Whose ask is it?", "Theirs: they ask us for it")
        .submit()
    )
    assert "Their ask #1: free training" in sent.text
    assert not table.move(1).ours


def test_their_ask_is_open_again_once_what_met_it_is_void(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach they want free training", in_=acme)
    draft = ana.types("/concede free training cost 9k", in_=acme)
    ana.presses("Already said", on=draft)
    assert table.states() == ["ask granted", "give firm"]
    void = form_of(ana.presses("Void", on=ana.types("/deal log #2", in_=acme)))
    void.fill("Why?", "typed by mistake").submit()
    assert table.states() == ["ask open", "give void"]


def test_what_a_message_says_they_want_is_logged_as_theirs(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.says("they want free training by Friday", in_=acme)
    form = form_of(ana.shortcut("Log as ask", on=said))
    form.submit()
    assert not table.move(1).ours
    assert table.move(1).what == "free training"


@pytest.mark.parametrize(
    "line", ["/got they dropped free delivery", "/coach they no longer want free delivery",
             "/coach the client gave up on free delivery", "/coach sie verzichten auf free delivery"]
)  # fmt: skip
def test_what_they_no_longer_want_is_withdrawn(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/coach they want free delivery", in_=acme)
    ana.types(line, in_=acme)
    assert table.states() == ["ask withdrawn"]


def test_a_limit_is_less_than_what_has_none(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want unlimited liability", in_=acme)
    draft = ana.types("/concede liability of 500k cost 10k", in_=acme)
    ana.presses("Already said", on=draft)
    assert table.states() == ["ask partly", "give firm"]


def test_a_partner_that_the_deal_s_name_tells_of_may_want_something(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open depot pool with Norrvik and Ebersund partnering 250k EUR", in_=acme)
    ana.types("/coach Norrvik wants brand placement", in_=acme)
    given = ana.types("/concede brand placement to Ebersund cost 1k", in_=acme)
    if "Already said" in given.buttons:
        ana.presses("Already said", on=given)
    assert table.states() == ["ask open", "give firm"]


@pytest.mark.parametrize(
    "typed", ["they want stump grinding for nothing", "she wants a tow bar for nothing"]
)
def test_what_they_want_for_nothing_is_their_ask(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == ["ask open"]
    assert not table.move(1).ours


@pytest.mark.parametrize(
    ("told", "what", "rest"),
    [
        ("they want parking but wont pay the hotel", "parking", "but wont pay the hotel"),
        ("i want an extra set and they want parking", "parking", "i want an extra set"),
        ("he wants 2 more chairs and won't pay for them", "2 more chairs", "and won't pay for them"),
    ],
)  # fmt: skip
def test_what_stands_beside_their_wish_is_told_as_not_used(
    table: Table, ana: Hands, acme: Channel, told: str, what: str, rest: str
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    said = ana.types(f"/coach {told}", in_=acme)
    assert table.move(1).what == what
    assert f'Not used: "{rest}"' in said.text


def test_was_wir_dazu_sagen_steht_als_nicht_verwendet_da(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Garten Verkauf 3k EUR", in_=general)
    told = "sie wollen die Platten gratis, wir nur wenn sie im März buchen"
    said = dana.types(f"/coach {told}", in_=general)
    assert table.move(1).what == "die Platten gratis"
    assert "Nicht verwendet: „wir nur wenn sie im März buchen“" in said.text
