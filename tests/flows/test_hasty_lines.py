"""Lines typed in a hurry: what goes with the line before, corrections of one figure, their wishes after the wrong
command, moods and limits in shorthand."""

import pytest

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
    ana.types("/deal open Northwind buying 88k EUR", in_=acme)
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    dana.types("/deal eröffnen Kessel Verkauf 88k EUR", in_=general)
    return table


@pytest.mark.parametrize(
    "typed", ["no, 5 not 6", "sorry, i meant 5% not 6%", "wait, 5 instead of 6"]
)
def test_a_figure_is_put_right(deal: Table, ana: Hands, acme: Channel, typed: str) -> None:
    ana.types("/concede 6% off cost 500", in_=acme)
    changed = ana.types(f"/concede {typed}", in_=acme)
    assert "6% off → 5% off" in changed.text
    assert deal.states() == ["give firm"]
    ana.presses("Undo", on=changed)
    assert "6% off" in ana.types("/deal #1", in_=acme).text


def test_a_german_figure_is_put_right(german_deal: Table, dana: Hands, general: Channel) -> None:
    dana.types("/ask 20 Lizenzen mehr Wert 5k", in_=general)
    assert "25 Lizenzen mehr" in dana.types("/ask nee 25 meinte ich, nicht 20", in_=general).text
    assert "6.000" in dana.types("/ask quatsch, Wert 6k nicht 5k", in_=general).text
    assert german_deal.states() == ["ask open"]


def test_the_worth_is_put_right(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask second crew from January worth 4k", in_=acme)
    assert "4,000 EUR → 5,000 EUR" in ana.types("/ask no, worth 5k not 4k", in_=acme).text


def test_a_figure_that_nothing_has_is_asked_about(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 6% off cost 500", in_=acme)
    answer = ana.types("/concede no, 9 not 8", in_=acme)
    assert "it is not clear in which entry" in answer.text
    assert "no, 9 not 8" in answer.text
    assert deal.states() == ["give firm"]


@pytest.mark.parametrize(
    "typed",
    ["they want net 60", "theyd like net 60", "supplier wld like net 60", "theyre after net 60"],
)
def test_what_they_want_is_theirs_after_ask_too(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    assert "Their ask #1: net 60" in ana.types(f"/ask {typed}", in_=acme).text


@pytest.mark.parametrize(
    "typed",
    [
        "die wollen 60 Tage Ziel",
        "sie hätten gern 60 Tage Ziel",
        "der Kunde hätte gern 60 Tage Ziel",
    ],
)
def test_what_they_want_is_theirs_in_german_too(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    text = dana.types(f"/ask {typed}", in_=general).text
    assert "Forderung der Gegenseite #1: 60 Tage Ziel" in text


def test_what_they_need_to_do_stays_our_ask(deal: Table, ana: Hands, acme: Channel) -> None:
    assert "Open ask #1" in ana.types("/ask they need to sign by Friday", in_=acme).text


def test_our_no_is_typed_as_it_was_said(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask they want net 60 and a dedicated csm", in_=acme)
    assert "Declined, ask #2" in ana.types("/ask told em no csm", in_=acme).text


@pytest.mark.parametrize(
    "typed",
    ["forget the logo, we dont need it anymore", "logo no longer needed", "never mind the logo"],
)
def test_an_ask_that_we_need_no_more_is_withdrawn(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/ask logo use worth 2k", in_=acme)
    assert "Withdrawn, ask #1" in ana.types(f"/ask {typed}", in_=acme).text


def test_a_german_ask_that_we_need_no_more_is_withdrawn(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask Referenzgespräch", in_=general)
    dana.types("/ask Referenzgespräch brauchen wir nicht mehr", in_=general)
    assert german_deal.states() == ["ask withdrawn"]


@pytest.mark.parametrize(
    "typed",
    ["theyre pretty lukewarm on it", "mood good, lets see", "shes still sceptical"],
)
def test_a_mood_is_nothing_that_came(deal: Table, ana: Hands, acme: Channel, typed: str) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert deal.states() == []


@pytest.mark.parametrize("typed", ["sind da eher zurückhaltend", "stimmung gut, mal sehn"])
def test_a_german_mood_is_nothing_that_came(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types(f"/got {typed}", in_=general)
    assert german_deal.states() == []


@pytest.mark.parametrize(
    "typed",
    [
        "we can do 95k tops, keep it to yourself",
        "can go to 95k max dont tell them",
        "mite do 5% later",
    ],
)
def test_a_limit_or_a_plan_in_shorthand_is_no_give(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/concede {typed}", in_=acme)
    assert deal.states() == []


def test_sentences_of_one_line_are_answered_one_by_one(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask net 60, price cap 3% and a named csm", in_=acme)
    ana.types("/got net 60 ok. cap only at 5%, csm no", in_=acme)
    assert deal.states()[:3] == ["ask granted", "ask partly", "ask declined"]


def test_what_is_asked_in_return_belongs_to_the_open_give(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede longer opening hours cost 400", in_=acme)
    assert "for #1" in ana.types("/ask in return 2 free trainings", in_=acme).text


def test_in_german_too(german_deal: Table, dana: Hands, general: Channel) -> None:
    dana.types("/concede Drohne Kosten 400", in_=general)
    assert "für #1" in dana.types("/ask dafür 2 Jahre Laufzeit", in_=general).text


def test_the_last_get_is_tied_by_what_it_was_for(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede extra site visit cost 400", in_=acme)
    ana.presses("Already said", on=ana.types("/concede later delivery cost 300", in_=acme))
    ana.types("/got free samples", in_=acme)
    tied = ana.types("/got that was for the site visit", in_=acme)
    assert "#1" in tied.text
    assert deal.states()[-1] == "get firm"
    assert "300 EUR" in ana.types("/deal", in_=acme).text
    refused = ana.types("/got that was for the museum", in_=acme)
    assert "Which of these belong together?" in refused.text


def test_a_later_delivery_is_less_than_was_asked(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask delivery of the steel by 15 dec", in_=acme)
    ana.types("/ask steel delivery by 10 dec", in_=acme)
    assert deal.states() == ["ask open"]
    partly = ana.types("/got delivery of the steel by 14 dec", in_=acme)
    assert "Partly agreed" in partly.text
    assert "Thank you" not in partly.text
    assert "Agreed, ask #1" in ana.types("/got delivery of the steel by 9 dec", in_=acme).text


def test_the_day_of_a_deed_is_asked_for_as_such(deal: Table, ana: Hands, acme: Channel) -> None:
    assert (
        "Can you do that by 15 Dec?"
        in ana.types("/ask delivery of the steel by 15 dec", in_=acme).text
    )
    assert "Can you confirm by 15 Dec?" in ana.types("/ask 24-month term by 15 dec", in_=acme).text


def test_a_seller_asks_for_an_order(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Northwind selling 88k EUR", in_=acme)
    said = ana.types("/ask 20 more seats", in_=acme).text
    assert '"We would like an order for 20 more seats. Can you confirm by Friday?"' in said


def test_thanks_ask_for_what_the_give_still_waits_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Northwind selling 88k EUR", in_=acme)
    ana.types("/concede 2 updates cost 3k for a multi-site licence and a press quote", in_=acme)
    answer = ana.types("/got press quote", in_=acme)
    wanted = "What would you need to say yes to the multi-site licence as well?"
    assert wanted in answer.text
    copied = ana.presses("Copy", on=answer).form
    assert copied is not None
    assert wanted in copied["Say"]


def test_nothing_is_said_of_a_give_whose_limit_was_not_read(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    typed = "/concede 3% off cost 6k for the 36-month term, except the Graz branch"
    answer = ana.types(typed, in_=acme).text
    assert "except the Graz branch" in answer
    assert "Say:" not in answer


def test_nobody_else_is_named_to_a_party(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open haulage tender buying 150k EUR", in_=acme)
    ana.types("/concede 12-month commitment cost 500 to Nordlink", in_=acme)
    answer = ana.types("/ask 10 days of free storage from Alpha Cargo", in_=acme).text
    assert "from Alpha Cargo" not in answer.partition("Say:")[2]


def test_a_get_that_is_tied_by_its_line_is_thanked_for_alone(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.presses("Already said", on=ana.types("/concede net 10 cost 4k", in_=acme))
    said = ana.types("/got free samples worth 3k for #1", in_=acme).text
    assert '"Thank you for agreeing to free samples. We appreciate it."' in said


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("/coach client: cld u throw in the coffee bar for free", "They want something"),
        ("/coach buyer says: we need 10% off", "They want something"),
        ("/coach 82k is their final offer, should we take it", "82,000 EUR"),
        ("/concede GC wants us to eat the crane cost", "Their ask #1: eat the crane cost"),
        ("/coach how do i get this into excel", "/deal import"),
    ],
)
def test_what_is_told_in_a_hurry_is_answered(
    deal: Table, ana: Hands, acme: Channel, typed: str, topic: str
) -> None:
    assert topic in ana.types(typed, in_=acme).text


def test_a_small_number_is_not_taken_for_money(deal: Table, ana: Hands, acme: Channel) -> None:
    assert "68 EUR" not in ana.types("/coach 68 is her last word, shd i go for it", in_=acme).text


def test_a_sum_for_all_makes_one_package(german_deal: Table, dana: Hands, general: Channel) -> None:
    text = dana.types("/ask Newsletter und Webinar, zusammen 5k", in_=general).text
    assert "5.000 EUR" in text
    assert german_deal.states() == ["ask open"]


def test_our_no_may_stand_behind_the_thing(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask they want net 60 and free training", in_=acme)
    assert "Declined, ask #2" in ana.types("/ask free training is a no too", in_=acme).text


def test_a_list_is_parted_where_each_part_answers_an_ask(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask parking for 6 trucks", in_=acme)
    ana.types("/ask power", in_=acme)
    ana.types("/got parking for 4 trucks n power", in_=acme)
    assert deal.states()[:2] == ["ask partly", "ask granted"]


def test_answers_with_limits_reasons_and_a_wish_are_taken_apart(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask free tasting for 6", in_=acme)
    ana.types("/ask bring own wine", in_=acme)
    ana.types("/ask staff until 2am", in_=acme)
    typed = "tasting fine but only 4 ppl, own wine no they insist, they want final count early"
    answer = ana.types(f"/got {typed}", in_=acme)
    assert deal.states()[:3] == ["ask partly", "ask declined", "ask open"]
    assert "they want final count early" in answer.text


def test_german_answers_with_limits_are_taken_apart(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask wöchentliche Vorkasse", in_=general)
    dana.types("/ask Anzahlung 30 %", in_=general)
    dana.types("/got Vorkasse ja aber alle 14 Tage, Anzahlung ist da", in_=general)
    assert german_deal.states()[0] in ("ask open", "ask partly")
    assert german_deal.states()[1] == "ask granted"


def test_two_of_three_things_are_a_part(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask free delivery, weekends not charged and swap within 4h worth 1k", in_=acme)
    ana.types("/got free delivery + weekends", in_=acme)
    assert deal.states()[0] == "ask partly"


def test_what_is_said_beside_an_answer_is_no_get(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask Mindestmenge 200 t pro Jahr", in_=general)
    answer = dana.types("/got 150 t zugesagt, schriftlich kommt KW 48", in_=general)
    assert len(german_deal.states()) == 2
    assert "schriftlich kommt KW 48" in answer.text


@pytest.mark.parametrize("typed", ["told them net 60 is fine", "our boss wants us to give net 60"])
def test_what_we_told_them_or_want_ourselves_declines_nothing(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/ask they want net 60", in_=acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert "ask declined" not in deal.states()
    assert deal.states().count("ask open") <= 1


def test_a_but_may_lead_to_another_ask(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask reference call and case study", in_=acme)
    ana.types("/got ref call yes but case study in May", in_=acme)
    assert deal.states()[0] == "ask granted"


def test_a_deposit_that_is_not_required_withdraws_no_ask(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask lower deposit", in_=acme)
    ana.types("/ask deposit not required", in_=acme)
    assert "ask withdrawn" not in deal.states()


def test_a_time_behind_for_is_no_return(deal: Table, ana: Hands, acme: Channel) -> None:
    answer = ana.types("/ask for this year a price freeze", in_=acme)
    assert "this year" in answer.text


def test_a_full_stop_of_an_abbreviation_parts_nothing(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask visit at St. Anna and logo", in_=acme)
    ana.types("/got visit at St. Anna yes, logo no", in_=acme)
    assert deal.states()[:2] == ["ask granted", "ask declined"]


def test_tickets_are_asked_for_and_not_ordered(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Gala selling 20k EUR", in_=acme)
    assert "order for" not in ana.types("/ask 10 tickets", in_=acme).text


def test_a_cost_that_was_typed_for_another_figure_is_pointed_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Acme renewal selling 240k EUR")
    ana.types("/concede 5% off cost 12k", in_=acme)
    said = ana.types("/concede no, 3% not 5", in_=acme)
    assert "Read as: 3% off, cost 12,000 EUR." in said.text
    assert "Its cost is still 12,000 EUR, as before." in said.text
    ana.presses("Already said", on=said)
    changed = ana.types("/deal edit #1 2% off", in_=acme)
    assert "Its cost is still 12,000 EUR, as before." in changed.text
    both = ana.types("/deal edit #1 4% off cost 9,600", in_=acme)
    assert "still" not in both.text
    renamed = ana.types("/deal edit #1 4% off the list price", in_=acme)
    assert "still" not in renamed.text


def test_a_worth_that_was_typed_for_another_figure_is_pointed_out_in_german(table: Table) -> None:
    dana, general = table.slack.person("Dana"), table.slack.channel("general")
    opened(dana, general, "/deal open Kantine selling 180k EUR")
    dana.types("/got 24 Monate Laufzeit Wert 20k", in_=general)
    said = dana.types("/deal edit #1 18 Monate Laufzeit", in_=general)
    assert "Der Wert ist weiter 20.000 EUR, wie vorher." in said.text


@pytest.mark.parametrize(
    ("line", "cost"),
    [
        ("/concede hotline costs 20/month for 3 yrs", "cost 720 USD"),
        ("/concede soap cost 35 a month for 12 months", "cost 420 USD"),
        ("/concede guard service, 1.2k a quarter for 2 years", "cost 9,600 USD"),
    ],
)
def test_a_cost_by_the_month_counts_for_as_long_as_the_line_says(
    table: Table, ana: Hands, acme: Channel, line: str, cost: str
) -> None:
    opened(ana, acme, "/deal open clinic cleaning selling 60k USD")
    ana.types(line, in_=acme)
    assert cost in ana.types("/deal #1", in_=acme).text


def test_a_cost_by_the_month_alone_is_never_small(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open clinic cleaning selling 60k USD")
    said = ana.types("/concede soap dispensers cost 35 a month", in_=acme)
    assert "Not a give yet: the cost is for a part of the time only." in said.text
    assert table.states() == ["give draft"]


def test_a_cost_by_the_month_is_asked_about_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Reinigung Praxis Einkauf 16k EUR")
    said = dana.types("/concede wir stellen die Putzmittel, ca 35€ im Monat", in_=general)
    assert "die Kosten gelten nur für einen Teil der Zeit" in said.text
    assert table.states() == ["give draft"]


@pytest.mark.parametrize("line", ["dinner for 6 cost 125", "dinner for 5 ($125)"])
def test_for_how_many_it_is_is_no_return(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme, "/deal open catering selling 9,500 USD")
    ana.types(f"/concede {line}", in_=acme)
    assert len(table.states()) == 1
    assert table.states()[0] in ("give firm", "give draft")
