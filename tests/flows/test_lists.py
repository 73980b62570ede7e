"""Several things in one line are several moves: recorded, checked and undone together."""

from decimal import Decimal

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def whats(table: Table) -> list[str]:
    return [table.ledger.moves[no].what for no in sorted(table.ledger.moves)]


def test_three_asks_of_one_line_are_answered_one_by_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/ask ref call, case study and 20 more seats", in_=acme)
    assert "3 open asks:" in said.text
    assert "• #2: case study, by Fri 27 Nov" in said.text
    assert len(table.entries()) == 2
    got = ana.types("/got case study + ref call", in_=acme)
    assert "Recorded 2 gets:" in got.text
    assert "• #4: case study; ask #2 agreed" in got.text
    assert table.states() == ["ask granted", "ask granted", "ask open", "get firm", "get firm"]


def test_a_line_of_several_is_undone_as_one(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask ref call, case study and 20 more seats", in_=acme)
    got = ana.types("/got case study and ref call", in_=acme)
    before = table.states()
    assert before[:2] == ["ask granted", "ask granted"]
    ana.presses("Undo all", on=got)
    assert table.states() == ["ask open", "ask open", "ask open", "get void", "get void"]
    assert "Undone: #1, #2 and #3" in ana.types("/deal undo #2", in_=acme).text


def test_two_gives_with_their_costs_are_checked_together(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open helpdesk tool selling 100k USD")
    said = ana.types("/concede net 60 and 2 free seats, 3k and 1.5k", in_=acme)
    assert "• #1: net 60, cost 3,000 USD" in said.text
    assert "• #2: 2 free seats, cost 1,500 USD" in said.text
    assert "would be 4,500 USD (4.5 % of the deal)" in said.text
    assert table.states() == ["give draft", "give draft"]
    recorded = ana.presses("Already said", on=said)
    assert "Recorded 2 gives:" in recorded.text
    assert table.states() == ["give firm", "give firm"]
    assert table.sums.exposure == 4500


@pytest.mark.parametrize(
    ("button", "states"),
    [
        ("If signed by 30 Nov", ["give conditional", "give conditional"]),
        ("Goodwill, on purpose", ["give goodwill", "give goodwill"]),
        ("Drop", ["give void", "give void"]),
        ("Reference call", ["give conditional", "give conditional", "ask open"]),
    ],
)
def test_a_button_decides_about_all_gives_of_the_line(
    table: Table, ana: Hands, acme: Channel, button: str, states: list[str]
) -> None:
    opened(ana, acme)
    said = ana.types("/concede net 60 and 2 free seats, 6k and 5k", in_=acme)
    ana.presses(button, on=said)
    assert table.states() == states


def test_small_gives_that_are_not_small_together_are_checked(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede a demo day and 2 free seats, 3k and 2.5k", in_=acme)
    assert "Read as 2 gives:" in said.text
    assert table.states() == ["give draft", "give draft"]


def test_small_gives_of_one_line_count_at_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede a demo day and 2 free seats, 1k and 500", in_=acme)
    assert "Recorded 2 gives:" in said.text
    assert table.states() == ["give firm", "give firm"]


def test_drafts_of_a_line_that_changed_are_not_decided(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede net 60 and 2 free seats, 6k and 5k", in_=acme)
    ana.presses("Already said", on=said)
    again = ana.presses("Drop", on=said, even_if_gone=True)
    assert "#1, net 60, is already" in again.text
    assert table.states() == ["give firm", "give firm"]


def test_three_gets_for_one_give_are_all_tied(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open controller offer hiring 80k EUR")
    said = ana.types("/concede sign-on bonus cost 4k", in_=acme)
    ana.presses("Already said", on=said)
    got = ana.types(
        "/got earlier start, 3 office days and a 6-month notice period for #1", in_=acme
    )
    assert "• #3: 3 office days; matched with #1" in got.text
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2), (1, 3), (1, 4)}


def test_two_gives_wait_for_one_return(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open shrink film buying 180k EUR")
    said = ana.types(
        "/concede net 15 and a 6-month forecast, 2k and 500, for 3% price cut worth 9k", in_=acme
    )
    assert "• #1: net 15, cost 2,000 EUR, for 3% price cut; conditional" in said.text
    assert "Open ask #2: 3% price cut, worth 9,000 EUR." in said.text
    got = ana.types("/got the 3% price cut", in_=acme)
    assert "now count (#1 and #3)" in got.text
    assert table.sums.given == 2500
    assert table.sums.exposure == 0


def test_a_package_under_one_figure_is_one_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open bottling spares buying 75k EUR")
    ana.types("/ask spare parts kit and operator training worth 18k", in_=acme)
    assert whats(table) == ["spare parts kit and operator training"]


def test_what_they_want_is_split_too(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach they want 15% off and net 60", in_=acme)
    assert "They want 2 things" in said.text
    assert whats(table) == ["15% off", "net 60"]


def test_a_list_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    said = dana.types("/ask Referenzgespräch, Fallstudie sowie 20 Plätze", in_=general)
    assert "3 offene Forderungen:" in said.text
    check = dana.types("/concede Zahlungsziel 60 und 2 Demotage, 3k und 1,5k", in_=general)
    assert "Gelesen als 2 Zugeständnisse:" in check.text
    dana.presses("Schon gesagt", on=check)
    assert table.sums.exposure == 4500


def test_a_list_sent_twice_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got ref call and case study", in_=acme)
    again = ana.types("/got ref call and case study", in_=acme)
    assert "Did they give it a second time?" in again.text
    assert table.states() == ["get firm", "get firm", "get draft", "get draft"]


def test_more_figures_than_things_are_not_guessed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede net 60, 3k and 1.5k", in_=acme)
    assert "two moves with figures of their own" in said.text
    assert table.states() == []


def test_a_give_for_two_things_counts_once_both_are_there(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open spring campaign agency partnering 60k EUR")
    said = ana.types(
        "/concede 3 social cutdowns cost 2.4k for logo credit and 12-month retainer", in_=acme
    )
    assert "It counts once all of #2 and #3 are there." in said.text
    first = ana.types("/got 12 month retainer", in_=acme)
    assert "3 social cutdowns still waits for #2." in first.text
    assert table.states()[:3] == ["give conditional", "ask open", "ask granted"]
    second = ana.types("/got logo credit", in_=acme)
    assert "3 social cutdowns now counts (#1)." in second.text
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 4), (1, 5)}


def test_a_no_to_one_of_two_things_ends_the_give_and_not_the_other_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 6% off cost 9k for ref call and case study", in_=acme)
    said = ana.types("/got a no on the case study", in_=acme)
    assert "Declined, ask #3: case study." in said.text
    assert table.states() == ["give lapsed", "ask open", "ask declined"]


def test_two_gives_wait_for_two_things_each(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 and 2 demo days, 3k and 1k, for ref call and logo use", in_=acme)
    ana.types("/got logo use", in_=acme)
    assert table.sums.given == 0
    ana.types("/got ref call", in_=acme)
    assert table.sums.given == 4000
    assert len(table.ledger.ties) == 4


def test_things_at_hand_and_things_to_come(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got case study", in_=acme)
    ana.types("/concede 5% off cost 12k for the case study and a 24-month term", in_=acme)
    assert table.states() == ["get firm", "give conditional", "ask open"]
    ana.types("/got 24 months term", in_=acme)
    assert table.move(2).state == "firm"
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(2, 1), (2, 4)}


def test_a_return_asked_for_two_gives_is_tied_to_both(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede net 60 and 2 demo days, 6k and 2k", in_=acme)
    ana.presses("Already said", on=said)
    asked = ana.types("/ask 24-month term worth 4k for #1 and #2", in_=acme)
    assert "24-month term for #1 and #2" in asked.text
    got = ana.types("/got the 24-month term worth 4k", in_=acme)
    assert "Matched with #1 and #2." in got.text
    assert table.sums.exposure == 4000


def test_two_conditions_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Etiketten Einkauf 90k EUR", in_=general)
    said = dana.types(
        "/concede 20 t Jahresmenge Kosten 4k für 3% Preisnachlass und frachtfrei", in_=general
    )
    assert "sobald #2 und #3 alle da sind" in said.text
    part = dana.types("/got frachtfrei", in_=general)
    assert "20 t Jahresmenge wartet noch auf #2." in part.text
    assert table.move(1).state == "conditional"


def test_a_no_to_several_asks_declines_each(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask ref call, case study and 20 more seats", in_=acme)
    said = ana.types("/got a no on the case study and the ref call", in_=acme)
    assert "2 asks declined:" in said.text
    assert table.states() == ["ask declined", "ask declined", "ask open"]
    ana.presses("Undo all", on=said)
    assert "Declined, ask #3" in ana.types("/ask decline 20 more seats", in_=acme).text
    assert table.states() == ["ask open", "ask open", "ask declined"]


def test_a_no_by_numbers_declines_each(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask ref call, case study and 20 more seats", in_=acme)
    ana.types("/ask decline #1 and #3", in_=acme)
    assert table.states() == ["ask declined", "ask open", "ask declined"]


@pytest.mark.parametrize("line", ["/ask installation and training day", "/got copy and artwork"])
def test_where_nobody_can_tell_it_is_one_thing_until_the_person_says(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(line, in_=acme)
    assert "Read as one thing. Or are they several:" in said.text
    assert len(table.states()) == 1
    split = ana.presses("2 things", on=said)
    assert "Undo all" in split.buttons
    kinds = [(move.kind, move.state) for _, move in sorted(table.ledger.moves.items())]
    assert kinds[0][1] == "void"
    assert kinds[1] == kinds[2]


def test_a_give_that_is_two_is_checked_as_two(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede copy and artwork", in_=acme)
    assert "Or are they several: copy and artwork?" in said.text
    ana.presses("Already said", on=ana.presses("2 things", on=said))
    assert table.states() == ["give void", "give firm", "give firm"]


def test_a_plain_list_is_not_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for line in ("/ask ref call and case study", "/ask terms and conditions by 4 dec"):
        assert "Or are they several" not in ana.types(line, in_=acme).text


def test_a_line_is_not_split_any_more_once_it_was_answered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/ask installation and training day", in_=acme)
    ana.types("/got installation and training day", in_=acme)
    refused = ana.presses("2 things", on=said)
    assert "changed this since you saw it" in refused.text
    assert table.move(1).state == "granted"


def test_one_or_several_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Umbau Einkauf 90k EUR", in_=general)
    said = dana.types("/ask Podest und Geländer", in_=general)
    assert "Oder sind es mehrere: Podest und Geländer?" in said.text
    dana.presses("Es sind 2", on=said)
    assert table.states() == ["ask void", "ask open", "ask open"]


def test_a_no_to_several_of_theirs_declines_each(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want 5% off, net 60 and a demo unit", in_=acme)
    ana.types("/coach we said no to the 5% and the demo unit", in_=acme)
    assert table.states() == ["ask declined", "ask open", "ask declined"]


def test_a_no_to_something_unknown_beside_one_of_theirs_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach they want 5% off, net 60 and a demo unit", in_=acme)
    ana.types("/coach we said no to the demo unit and the boat trip", in_=acme)
    assert table.states() == ["ask open", "ask open", "ask open"]


def test_a_party_named_at_the_end_holds_for_each(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open joint lab with Tavrin and Molsey partnering 300k EUR")
    ana.types("/ask data sharing and lab access from Tavrin", in_=acme)
    ana.types("/got data sharing and lab access from Molsey", in_=acme)
    assert table.states() == ["ask open", "ask open", "get firm", "get firm"]
    ana.types("/got lab access and data sharing from Tavrin", in_=acme)
    assert table.states()[:2] == ["ask granted", "ask granted"]


def test_the_return_of_a_give_is_asked_for_and_comes(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    again = ana.types("/ask 24-month term worth 30k", in_=acme)
    assert "Asked again #2" in again.text
    ana.types("/got 24-month term worth 30k", in_=acme)
    assert table.states() == ["give firm", "ask granted", "get firm"]
    assert (table.sums.given, table.sums.exposure) == (Decimal(12000), Decimal(0))
    assert table.sums.got == 30000


def test_one_of_two_things_of_a_package_does_not_meet_the_give(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Kassen Verkauf 120k EUR", in_=general)
    dana.types(
        "/concede 5% Rabatt Kosten 6k für 24 Monate Laufzeit und Referenzgespräch", in_=general
    )
    said = dana.types("/got Referenzgespräch Wert 5k", in_=general)
    assert "5% Rabatt wartet noch auf #2." in said.text
    assert table.states() == ["give conditional", "ask open", "ask granted", "get firm"]


def test_what_the_last_ask_is_for_says_nothing_of_those_before_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Winter service selling 40k EUR", in_=acme)
    ana.types("/ask 3 year contract worth 6k, parking for the ploughs", in_=acme)
    assert [move.what for move in table.ledger.moves.values()] == [
        "3 year contract",
        "parking for the ploughs",
    ]
    assert [move.for_what for move in table.ledger.moves.values()] == ["", ""]
