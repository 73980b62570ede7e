"""Lines of `/got` that say yes or no to several asks at once, and half answers that are no gets."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table

ASKED = "/ask case study, reference call and 3 yr term"
ASKED_IN_GERMAN = "/ask Fallstudie, Referenzgespräch und 3 Jahre Laufzeit"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def selling(table: Table, ana: Hands, acme: Channel) -> Table:
    """Three open asks of ours."""
    ana.types("/deal open Nordwind pilot selling 90k EUR", in_=acme)
    ana.types(ASKED, in_=acme)
    return table


@pytest.fixture
def verkauf(table: Table, dana: Hands, general: Channel) -> Table:
    dana.types("/deal eröffnen Kessel Wartung Verkauf 88k EUR", in_=general)
    dana.types(ASKED_IN_GERMAN, in_=general)
    return table


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("ref call yes, not the case study", ["declined", "granted", "open", "firm"]),
        ("reference call ok, case study no", ["declined", "granted", "open", "firm"]),
        ("case study no and 3 yr term no", ["declined", "open", "declined"]),
        ("case study no, not the case study, 3 yr term no", ["declined", "open", "declined"]),
        ("ref call is in but the case study is out", ["declined", "granted", "open", "firm"]),
    ],
)
def test_each_thing_of_a_line_gets_its_own_answer(
    selling: Table, ana: Hands, acme: Channel, typed: str, states: list[str]
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert [state.split()[1] for state in selling.states()] == states


@pytest.mark.parametrize(
    "typed",
    ["Referenzgespräch ja, Fallstudie nein", "Fallstudie geht nicht, aber Referenzgespräch passt"],
)
def test_each_thing_of_a_line_gets_its_own_answer_in_german(
    verkauf: Table, dana: Hands, general: Channel, typed: str
) -> None:
    answer = dana.types(f"/got {typed}", in_=general)
    assert "Eingetragen, mit dem, was abgelehnt ist" in answer.text
    assert "Forderung #1 abgelehnt: Fallstudie" in answer.text
    assert [state.split()[1] for state in verkauf.states()[:3]] == ["declined", "granted", "open"]


def test_what_they_left_open_is_told_as_not_used(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got ref call yes, case study no, 3 yrs maybe", in_=acme)
    assert 'Not used: "3 yrs maybe"' in answer.text
    assert [state.split()[1] for state in selling.states()[:3]] == ["declined", "granted", "open"]


@pytest.mark.parametrize(
    "typed",
    ["to be fair nothing yet but maybe later", "tbh still waiting", "no wait, nothing yet"],
)
def test_words_before_nothing_are_no_get(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "nothing is recorded" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_words_before_nothing_are_no_get_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    answer = dana.types("/got ehrlich gesagt noch nichts", in_=general)
    assert "deshalb ist nichts eingetragen" in answer.text
    assert verkauf.states() == ["ask open"] * 3


def test_a_yes_for_a_thing_with_a_limit_is_a_part_of_it(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask a joint webinar", in_=acme)
    answer = ana.types("/got ok for the webinar but only in may", in_=acme)
    assert "Partly agreed, ask #4: a joint webinar" in answer.text
    assert "webinar in may" in answer.text


@pytest.mark.parametrize(
    "typed", ["they say the competitor is 8% cheaper", "buyer says it is too expensive"]
)
def test_an_argument_of_theirs_is_no_get(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "Nothing is recorded" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_a_limit_of_one_thing_stays_with_it(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got case study yes but only after launch, 2 yrs", in_=acme)
    assert "case study after launch; part of ask #1" in answer.text
    assert "2 yrs; part of ask #3" in answer.text


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("pallets exchanged weekly", "pallet exchange every 2nd week"),
        ("break after yr 3", "break yr 4 ok"),
        ("report weekly", "report monthly"),
    ],
)
def test_another_rhythm_or_year_is_asked_about(
    table: Table, ana: Hands, acme: Channel, asked: str, came: str
) -> None:
    ana.types("/deal open forklift freight buying 180k EUR", in_=acme)
    ana.types(f"/ask {asked}", in_=acme)
    answer = ana.types(f"/got {came}", in_=acme)
    assert f"Does it answer ask #1, {asked}?" in answer.text
    assert table.states() == ["ask open", "get firm"]


@pytest.mark.parametrize(
    ("asked", "came"),
    [
        ("Bericht wöchentlich", "Bericht alle 2 Wochen"),
        ("Sonderkündigung nach Jahr 3", "Sonderkündigung erst nach Jahr 4"),
    ],
)
def test_another_rhythm_or_year_is_asked_about_in_german(
    table: Table, dana: Hands, general: Channel, asked: str, came: str
) -> None:
    dana.types("/deal eröffnen Büromiete Einkauf 36k EUR", in_=general)
    dana.types(f"/ask {asked}", in_=general)
    answer = dana.types(f"/got {came}", in_=general)
    assert f"Ist das die Antwort auf Forderung #1, {asked}?" in answer.text
    assert table.states() == ["ask open", "get firm"]


def test_a_bare_figure_behind_a_yes_has_the_unit_of_the_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open forklift freight buying 180k EUR", in_=acme)
    ana.types("/ask fuel surcharge cap 6%, free waiting time 2h", in_=acme)
    answer = ana.types("/got fuel cap ok but 8, waiting 1h", in_=acme)
    assert "fuel cap 8%; part of ask #1" in answer.text
    assert "waiting 1h; part of ask #2" in answer.text


def test_a_no_without_a_comma_before_it_is_the_thing_s_own(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open office lease buying 36k EUR", in_=acme)
    ana.types("/ask paint", in_=acme)
    ana.types("/ask carpets", in_=acme)
    ana.types("/got they do the paint not the carpets", in_=acme)
    assert table.states() == ["ask granted", "ask declined", "get firm"]


def test_a_no_to_one_of_two_things_of_an_ask_declines_no_more_than_that(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open office lease buying 36k EUR", in_=acme)
    ana.types("/ask paint & carpets", in_=acme)
    ana.types("/got they do the paint not the carpets", in_=acme)
    assert table.states() == ["ask partly", "get firm"]


def test_a_no_to_what_came_in_part_asks_what_is_gone(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got 2 yr term", in_=acme)
    states = ["ask open", "ask open", "ask partly", "get firm"]
    assert selling.states() == states
    answer = ana.types("/got 3 yr term no", in_=acme)
    assert "Did they take back #4, 2 yr term?" in answer.text
    assert selling.states() == states


@pytest.mark.parametrize("typed", ["all but the case study", "everything except case study"])
def test_all_but_one_thing_grants_the_others(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert selling.states()[:3] == ["ask open", "ask granted", "ask granted"]


def test_all_but_one_thing_grants_the_others_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/got alles außer der Fallstudie", in_=general)
    assert verkauf.states()[:3] == ["ask open", "ask granted", "ask granted"]


@pytest.mark.parametrize("typed", ["both", "all but the logo"])
def test_which_of_several_is_meant_is_asked(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "Which ask was agreed to?" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_both_are_the_two_that_are_open(selling: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/got case study no", in_=acme)
    ana.types("/got both", in_=acme)
    assert selling.states()[:3] == ["ask declined", "ask granted", "ask granted"]


def test_what_was_sent_answers_the_ask_for_it(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got they sent the reference", in_=acme)
    assert "Agreed, ask #2: reference call." in answer.text


def test_they_said_nothing_in_german(verkauf: Table, dana: Hands, general: Channel) -> None:
    dana.types("/got sie haben nix gesagt", in_=general)
    assert verkauf.states() == ["ask open"] * 3


def test_answers_without_commas_are_told_apart_by_what_was_asked_for(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got ref call yes case study no", in_=acme)
    assert sorted(selling.states()) == ["ask declined", "ask granted", "ask open", "get firm"]


def test_answers_without_commas_are_not_guessed(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got ref call yes brochure no", in_=acme)
    assert "put a comma between them" in answer.text
    assert selling.states() == ["ask open"] * 3


def test_answers_without_commas_are_not_guessed_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    answer = dana.types("/got Referenzgespräch ja Broschüre nein", in_=general)
    assert "bitte Kommas dazwischen setzen" in answer.text
    assert verkauf.states() == ["ask open"] * 3


def test_what_stays_declines_the_ask_that_it_go(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open gala venue buying 40k GBP", in_=acme)
    ana.types("/ask no service charge", in_=acme)
    ana.types("/ask free wifi", in_=acme)
    ana.types("/got wifi yes, service charge stays", in_=acme)
    assert table.states() == ["ask declined", "ask granted", "get firm"]


def test_what_stays_declines_the_ask_that_it_go_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Rohbau Verkauf 420k EUR", in_=general)
    dana.types("/ask Kran bauseits, kein Pönale", in_=general)
    dana.types("/got Kran ja, Pönale bleibt", in_=general)
    assert table.states() == ["ask granted", "ask declined", "get firm"]


@pytest.mark.parametrize(
    "typed", ["Fallstudie evtl", "haben sich noch nicht gemeldet", "noch nichts gehört"]
)
def test_what_is_left_open_grants_nothing_in_german(
    verkauf: Table, dana: Hands, general: Channel, typed: str
) -> None:
    answer = dana.types(f"/got {typed}", in_=general)
    assert "gegeben hat sie noch nichts" in answer.text
    assert verkauf.states() == ["ask open"] * 3


def test_they_took_it_asks_what(selling: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/got they took it", in_=acme)
    assert "Which ask was agreed to?" in answer.text


def test_only_a_thing_is_a_part_of_what_was_asked_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open gala venue buying 40k GBP", in_=acme)
    ana.types("/ask logo on the banner", in_=acme)
    ana.types("/got only the logo", in_=acme)
    assert table.states() == ["ask partly", "get firm"]


@pytest.mark.parametrize(
    "typed", ["2 yrs & ref call, no case study", "2 yrs, ref call, not case study"]
)
def test_no_such_thing_declines_what_was_asked_for(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert selling.states()[:3] == ["ask declined", "ask granted", "ask partly"]


def test_no_such_thing_is_a_get_where_it_was_not_asked_for(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got ref call, no setup fee", in_=acme)
    assert selling.states() == ["ask open", "ask granted", "ask open", "get firm", "get firm"]


def test_no_such_thing_declines_what_was_asked_for_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/got Referenzgespräch, keine Fallstudie", in_=general)
    assert verkauf.states()[:3] == ["ask declined", "ask granted", "ask open"]


@pytest.mark.parametrize(
    "typed", ["case study? they'll think about it", "case study, they need to check"]
)
def test_what_they_think_about_grants_nothing(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "This says what they may do; nothing was given yet." in answer.text
    assert selling.states() == ["ask open"] * 3


def test_what_they_think_about_grants_nothing_in_german(
    verkauf: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/got Fallstudie? das überlegen sie sich noch", in_=general)
    assert verkauf.states() == ["ask open"] * 3


def test_what_is_free_for_a_time_is_a_part(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open backup renewal buying 120k USD", in_=acme)
    ana.types("/ask free sandbox", in_=acme)
    ana.types("/got sandbox free 6 mo then 200/mo", in_=acme)
    assert table.states() == ["ask partly", "get firm"]


@pytest.mark.parametrize(
    "typed",
    [
        "ref call if we agree",
        "reference call if the board says yes",
        "case study once they decide",
        "3 yr term unless we say no",
    ],
)
def test_a_yes_inside_a_condition_is_no_answer(
    selling: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    states = [state.split()[1] for state in selling.states()]
    assert states[:3] == ["open", "open", "open"]
    assert states[3:] in ([], ["conditional"])


@pytest.mark.parametrize(
    "typed", ["Referenzgespräch wenn wir zusagen", "Fallstudie falls es klappt"]
)
def test_a_yes_inside_a_condition_is_no_answer_in_german(
    verkauf: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types(f"/got {typed}", in_=general)
    states = [state.split()[1] for state in verkauf.states()]
    assert states == ["open", "open", "open", "conditional"]


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("free parking cost 300 if they agree", "they agree"),
        ("free parking cost 300 if they say no", "they say no"),
        ("free parking cost 300 once they decide", "they decide"),
        (
            "free parking cost 300 if they confirm 100 guests by fri",
            "they confirm 100 guests by fri",
        ),
    ],
)
def test_a_condition_of_a_give_answers_no_ask_of_theirs(
    table: Table, ana: Hands, acme: Channel, typed: str, condition: str
) -> None:
    ana.types("/deal open Wembley stage band selling 6500 GBP", in_=acme)
    ana.types("/coach they want free parking", in_=acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert table.states() == ["ask open", "give conditional"]
    assert table.move(2).condition == condition


def test_a_condition_holds_for_what_stands_before_it_alone(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got case study arrived, ref call if we sign", in_=acme)
    states = [state.split()[1] for state in selling.states()]
    assert states == ["granted", "open", "open", "firm", "conditional"]


def test_a_condition_behind_a_list_holds_for_all_of_it(
    selling: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/got case study and ref call yes if we sign", in_=acme)
    states = [state.split()[1] for state in selling.states()]
    assert states == ["open", "open", "open", "conditional", "conditional"]
