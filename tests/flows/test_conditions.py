"""Conditions in words that a get meets: in time, in part, or too late."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def test_a_get_in_time_meets_the_condition(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open apprentice offer hiring 40k EUR")
    ana.types("/concede laptop cost 900 if she starts by 4 Jan", in_=acme)
    said = ana.types("/got start on 2 Jan", in_=acme)
    assert "laptop now counts (#1)." in said.text
    assert table.states() == ["give firm", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}
    ana.presses("Undo", on=said)
    assert table.states() == ["give conditional", "get void"]


def test_less_than_the_condition_does_not_meet_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 2% rebate cost 6k if they order 800 t by 20 Dec", in_=acme)
    ana.types("/got order of 500 t", in_=acme)
    assert table.states() == ["give conditional", "get firm"]
    ana.types("/got order of 800 t", in_=acme)
    assert table.states() == ["give firm", "get firm", "get firm"]


def test_a_day_later_than_the_condition_does_not_meet_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open data engineer offer hiring 92k EUR")
    ana.types("/concede sign-on 5k cost 5k if she starts by 4 Jan", in_=acme)
    ana.types("/got start 11 Jan", in_=acme)
    assert table.states() == ["give conditional", "get firm"]


def test_both_parts_of_a_condition_are_needed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if they do a case study and pay upfront", in_=acme)
    first = ana.types("/got prepayment", in_=acme)
    assert "net 60 still counts only if they do a case study." in first.text
    assert table.move(1).state == "conditional"
    second = ana.types("/got case study", in_=acme)
    assert "Matched with give #1, net 60." in second.text
    assert table.move(1).state == "firm"
    assert len(table.ledger.ties) == 2


def test_months_alone_are_the_term_and_no_warranty(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede spare unit cost 2k if they take 24 months", in_=acme)
    ana.types("/got 24 months warranty", in_=acme)
    assert table.move(1).state == "conditional"
    ana.types("/got 24-month term", in_=acme)
    assert table.move(1).state == "firm"


def test_what_lapsed_stays_lapsed_and_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 2k for a case study by 27 Nov", in_=acme)
    table.wind(days=9)
    said = ana.types("/got case study", in_=acme)
    assert "#1, net 60, lapsed on Fri 27 Nov, before this. Give it all the same?" in said.text
    assert table.states() == ["give lapsed", "ask granted", "get firm"]
    assert table.ledger.ties == frozenset()
    ana.presses("Give #1 all the same", on=said)
    assert table.states() == ["give firm", "ask granted", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 3)}


def test_a_late_order_stands_on_its_own_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Regale Verkauf 190k EUR", in_=general)
    dana.types("/concede 3% Bonus Kosten 6k wenn sie 500 Stück bis 27. Nov bestellen", in_=general)
    table.wind(days=9)
    said = dana.types("/got Bestellung über 500 Stück", in_=general)
    assert "Trotzdem geben?" in said.text
    assert table.states() == ["give lapsed", "get firm"]
    assert table.ledger.ties == frozenset()


def test_an_order_in_time_meets_the_condition_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Regale Verkauf 190k EUR", in_=general)
    dana.types("/concede 3% Bonus Kosten 6k wenn sie 500 Stück bis 27. Nov bestellen", in_=general)
    said = dana.types("/got Bestellung über 500 Stück", in_=general)
    assert "Zugeordnet zu Zugeständnis #1, 3% Bonus." in said.text
    assert table.states() == ["give firm", "get firm"]


def test_a_condition_that_says_something_is_there_is_met_by_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Wage round hiring 900k EUR")
    ana.types("/concede 1 day off cost 4k once the new roster goes live", in_=acme)
    ana.types("/got new roster", in_=acme)
    assert table.states() == ["give firm", "get firm"]
