"""Asks of ours and of theirs, what comes of them, and gets that answer them."""

from decimal import Decimal

import pytest

from bot.domain.ids import MoveNo
from bot.domain.moves import State
from bot.domain.worth import Figure
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import OPEN, Table, opened


@pytest.fixture
def dana(table: Table) -> Hands:
    """Reads and types German."""
    return table.slack.person("Dana")


@pytest.fixture
def general(table: Table) -> Channel:
    return table.slack.channel("general")


TERM = "/ask 24-month term worth 30k by Friday"


def test_an_ask_opens_with_a_sentence_to_say(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/ask 24-month term worth 30k because we plan capacity by Friday", in_=acme)
    assert "Open ask #1: 24-month term, because we plan capacity, by Fri 27 Nov." in said.text
    assert "Worth 30,000 EUR." in said.text
    assert (
        'Say: "We would like a 24-month term, because we plan capacity. Can you confirm by Friday?"'
        in said.text
    )
    assert said.buttons[-5:] == ["They agreed", "Partly", "They declined", "Undo", "Edit"]
    assert said.public == ()


def test_an_ask_for_a_give_names_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% discount cost 2k", in_=acme)
    said = ana.types("/ask 24-month term worth 30k for the discount by Friday", in_=acme)
    assert "Open ask #2: 24-month term for #1, by Fri 27 Nov." in said.text
    assert 'Say: "We have given you a 5% discount. In return we need a 24-month term.' in said.text


def test_a_sentence_never_invents_a_reason(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "because" not in ana.types(TERM, in_=acme).text


def test_a_sentence_can_be_copied_from_a_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = ana.presses("Copy", on=ana.types(TERM, in_=acme)).form
    assert form is not None
    assert form["Say"] == "We would like a 24-month term. Can you confirm by Friday?"
    assert not form.submit().form


def test_they_agreed_makes_a_promised_get_and_ties_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 12k for 24-month term worth 30k", in_=acme)
    asks = ana.types("/deal asks", in_=acme)
    assert "Open asks in Acme renewal" in asks.text
    said = ana.chooses("They agreed", in_="ask.answer", on=asks)
    assert "Agreed, ask #2: 24-month term." in said.text
    assert "Get #3: 24-month term, worth 30,000 EUR; promised, not delivered yet." in said.text
    assert "5% off now counts (#1)." in said.text
    assert table.states() == ["give firm", "ask granted", "get promised"]
    assert table.sums.exposure == 0
    assert "Delivered #3: 24-month term." in ana.presses("Delivered", on=said).text
    assert table.move(3).state is State.FIRM


def test_a_get_answers_gives_that_wait_for_more_than_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term if signed by 30 Nov", in_=acme)
    ana.types("/got 24-month term worth 30k", in_=acme)
    assert table.states() == ["give conditional", "ask granted", "get firm"]
    said = ana.presses("It happened", on=ana.types("/deal log #1", in_=acme))
    assert "No give is open." in said.text
    assert table.sums.exposure == 0


def test_they_declined_lets_what_waited_for_it_lapse(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(TERM, in_=acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    ana.types("/concede net 60 cost 3k for 24-month term", in_=acme)
    said = ana.chooses("They declined", in_="ask.answer", on=ana.types("/deal asks", in_=acme))
    assert "Declined, ask #1: 24-month term." in said.text
    assert "5% off and net 60 lapse with it and were never given (#2 and #3)." in said.text
    assert table.states() == ["ask declined", "give lapsed", "give lapsed"]


def test_an_ask_can_be_withdrawn(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(TERM, in_=acme)
    said = ana.presses("Withdraw", on=ana.types("/deal log #1", in_=acme))
    assert "Withdrawn, ask #1: 24-month term." in said.text
    assert table.states() == ["ask withdrawn"]


def test_partly_says_what_they_gave_and_leaves_the_rest_open(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    form = ana.presses("Partly", on=ana.types("/ask 24-month term worth 30k for #1", in_=acme)).form
    assert form is not None
    assert form["What"] == "24-month term"
    said = form.fill("What", "12-month term").fill("Worth to us", "1k").submit()
    assert "Partly agreed, ask #2: 24-month term. The rest stays open." in said.text
    assert (
        "Get #3: 12-month term, worth 1,000 EUR; promised, not delivered yet. Matched with #1."
        in said.text
    )
    assert table.states() == ["give firm", "ask partly", "get promised"]
    assert table.sums.exposure == 1000


def test_asking_again_gives_the_same_ask_a_new_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask reference call", in_=acme)
    table.wind(days=7)
    said = ana.types("/ask again about the reference", in_=acme)
    assert "Asked again #1: reference call, now by Fri 4 Dec." in said.text
    said = ana.types("/ask again about the reference call by 9 December", in_=acme)
    assert "Asked again #1: reference call, now by Wed 9 Dec." in said.text
    assert 'Say: "Coming back to the reference call:' in said.text
    assert table.states() == ["ask open"]


def test_the_day_of_an_ask_put_again_arrives_whichever_way_the_ask_is_found(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask case study", in_=acme)
    ana.types("/ask reference call", in_=acme)
    said = ana.types("/ask again #2 by 4 Dec", in_=acme)
    assert "Asked again #2: reference call, now by Fri 4 Dec." in said.text
    assert (
        "Which ask was put again? [#1 case study] [#2 reference call]"
        in ana.types("/ask again", in_=acme).text
    )
    assert 'No open ask is clearly "#7".' in ana.types("/ask again #7 by 4 Dec", in_=acme).text
    said = ana.types("/ask again about the logo by 7 Dec", in_=acme)
    assert (
        'Which ask was put again, now by Mon 7 Dec? No open ask is clearly "the logo".' in said.text
    )
    assert not any("2026-12-07" in str(block) for block in said.blocks)
    seen = ana.presses("#2 reference call", on=said, times=2)
    assert "Asked again #2: reference call, now by Mon 7 Dec." in seen.text
    opened(ana, acme, "/deal open Acme services selling 10k EUR")
    which = ben.presses("Acme renewal", on=ben.types("/ask again by 9 Dec", in_=acme))
    assert "Which ask was put again, now by Wed 9 Dec?" in which.text
    table.wind(days=8)
    assert "changed" in ben.presses("#2 reference call", on=which).text
    which = ben.types("/ask again by 9 Dec", in_=acme)
    assert "now by Wed 9 Dec." in ben.presses("#2 reference call", on=which).text


def test_an_open_ask_is_declined_in_words(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(TERM, in_=acme)
    ana.types("/ask 2 more seats", in_=acme)
    ana.types("/ask reference call", in_=acme)
    assert (
        "Declined, ask #1: 24-month term." in ana.types("/ask decline 24-month term", in_=acme).text
    )
    assert "Declined, ask #3: reference call." in ana.types("/ask decline #3", in_=acme).text


def test_a_no_to_something_asked_is_a_declined_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask case study", in_=acme)
    said = ana.types("/got a no on the case study", in_=acme)
    assert "Declined, ask #1: case study." in said.text
    assert "Undo" in said.buttons
    assert table.states() == ["ask declined"]


def test_a_no_to_nothing_asked_records_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/got a no on the case study", in_=acme)
    assert "No ask is open in Acme renewal, so nothing was recorded." in said.text
    assert table.states() == []


def test_a_no_that_may_mean_two_asks_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask case study", in_=acme)
    ana.types("/ask reference call", in_=acme)
    said = ana.types("/got a no on the logo", in_=acme)
    assert 'Which ask was declined? No open ask is clearly "the logo".' in said.text
    assert "Declined, ask #2: reference call." in ana.presses("#2 reference call", on=said).text
    assert table.states() == ["ask open", "ask declined"]


@pytest.mark.parametrize(
    ("ask", "got", "worth"),
    [
        ("24-month term worth 30k", "18 months not 24", "about 22,500"),
        ("24-month term worth 30k", "12 of the 24 months", "about 15,000"),
        ("24-month term worth 30k", "18 mths", "about 22,500"),
        ("prepay worth 8k", "half of the prepay", "about 4,000"),
        ("prepay yearly worth 8k", "prepay yearly, partly: half now", "about 4,000"),
        ("credits of 2% worth 4k", "credits of 1%", "about 2,000"),
        ("20 more seats worth 10k", "15 seats", "about 7,500"),
        ("3 days a week in the office worth 6k", "2 days/wk in office", "about 4,000"),
        ("price freeze until March worth 40k", "price freeze until January worth 20k", "20,000"),
        ("24-month term worth 30k", "18 months worth 20k", "20,000"),
        ("spare parts kit and operator training worth 9k", "operator training", None),
        ("MOQ down to 200 pcs worth 5k", "MOQ 300 pcs", None),
    ],
)
def test_less_than_asked_is_a_part_and_the_rest_stays_open(
    table: Table, ana: Hands, acme: Channel, ask: str, got: str, worth: str | None
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {ask}", in_=acme)
    said = ana.types(f"/got {got}", in_=acme)
    assert "*Partly agreed, ask #1*" in said.blocks[0]["text"]["text"]
    assert "The rest stays open." in said.text
    if worth is None:
        assert ", worth" not in said.text
    else:
        assert f", worth {worth} EUR" in said.text
    assert table.states() == ["ask partly", "get firm"]


@pytest.mark.parametrize(
    ("ask", "got"),
    [
        ("12-month term worth 10k", "18 mths term"),
        ("24-month term worth 10k", "2-year commitment"),
        ("36 months warranty worth 10k", "3-yr warrenty"),
        ("prepayment worth 10k", "they pay upfront"),
        ("5% off worth 10k", "8% discount"),
        ("reference call with the CIO worth 10k", "ref call"),
        ("stand at their fair worth 10k", "the stand at the fair"),
        ("price hold until March worth 10k", "price freeze until June"),
    ],
)
def test_an_answer_takes_the_worth_of_its_ask_and_more_than_asked_is_agreed(
    table: Table, ana: Hands, acme: Channel, ask: str, got: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {ask}", in_=acme)
    said = ana.types(f"/got {got}", in_=acme)
    assert "Agreed, ask #1" in said.text
    assert "worth 10,000 EUR" in said.text
    assert table.states() == ["ask granted", "get firm"]
    assert table.sums.got == 10000


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("18 months", "the other 6 months"),
        ("18 months", "6 months"),
        ("18 months", "the rest"),
        ("half of it", "the other half of it"),
        ("12 of the 24 months", "the remaining 12 months"),
        ("18 months", "24-month term"),
    ],
)
def test_the_part_that_was_missing_completes_the_ask(
    table: Table, ana: Hands, acme: Channel, first: str, then: str
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 9k for 24-month term worth 24k", in_=acme)
    ana.types(f"/got {first}", in_=acme)
    assert table.states() == ["give conditional", "ask partly", "get firm"]
    said = ana.types(f"/got {then}", in_=acme)
    assert "Agreed, ask #2: 24-month term." in said.text
    assert "5% off now counts (#1)." in said.text
    assert table.states() == ["give firm", "ask granted", "get firm", "get firm"]
    assert table.sums.got == 24000
    assert table.sums.exposure == 0


def test_what_they_agreed_to_by_button_is_delivered_when_it_is_typed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/ask stand at their fair worth 7k", in_=acme)
    ana.presses("They agreed", on=said)
    said = ana.types("/got the stand at their fair", in_=acme)
    assert "Delivered #2: stand at their fair." in said.text
    assert table.states() == ["ask granted", "get firm"]
    assert table.sums.got == 7000


def test_a_number_alone_answers_that_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term worth 30k", in_=acme)
    ana.types("/ask case study worth 5k", in_=acme)
    assert "Agreed, ask #2: case study." in ana.types("/got #2", in_=acme).text
    assert "worth 4,000 EUR" in ana.types("/got #1 worth 4k", in_=acme).text
    assert "Nothing was recorded" not in ana.types("/got #9", in_=acme).text
    assert table.states() == ["ask granted", "ask granted", "get firm", "get firm"]
    assert table.sums.got == 9000


def test_what_may_answer_two_asks_stands_alone_until_the_person_says_which(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask ref call with the CIO worth 5k", in_=acme)
    ana.types("/ask ref call with the plant manager worth 3k", in_=acme)
    said = ana.types("/got ref call", in_=acme)
    assert "Which ask does it answer?" in said.text
    assert said.buttons[:4] == [
        "#1 ref call with the CIO",
        "#2 ref call with the plant manager",
        "Both",
        "None of them",
    ]
    assert table.states() == ["ask open", "ask open", "get firm"]
    picked = ana.presses("#2 ref call with the plant manager", on=said)
    assert "Agreed, ask #2" in picked.text
    assert table.states() == ["ask open", "ask granted", "get firm"]
    assert table.sums.got == 3000


def test_what_answers_two_asks_was_given_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask ref call with the CIO worth 5k", in_=acme)
    ana.types("/ask ref call with the plant manager worth 3k", in_=acme)
    said = ana.presses("Both", on=ana.types("/got ref call", in_=acme))
    assert "The same for #2." in said.text
    assert table.states() == ["ask granted", "ask granted", "get firm", "get firm"]
    assert table.sums.got == 8000
    ana.presses("Undo", on=said)
    assert table.states()[:3] == ["ask open", "ask open", "get firm"]


def test_what_answers_none_of_them_stays_on_its_own(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask ref call with the CIO", in_=acme)
    ana.types("/ask ref call with the plant manager", in_=acme)
    said = ana.presses("None of them", on=ana.types("/got ref call worth 2k", in_=acme))
    assert "#4, ref call, stays on its own." in said.text
    assert "Which give does it answer?" in said.text
    assert table.states()[1:] == ["ask open", "ask open", "get firm"]


@pytest.mark.parametrize(("button", "state"), [("All of it", "granted"), ("Part of it", "partly")])
def test_what_cannot_be_compared_is_asked_about(
    table: Table, ana: Hands, acme: Channel, button: str, state: str
) -> None:
    opened(ana, acme)
    ana.types("/ask slot on line 2 in January worth 15k", in_=acme)
    said = ana.types("/got slot on line 3", in_=acme)
    assert "Does it answer ask #1, slot on line 2 in January?" in said.text
    assert table.states() == ["ask open", "get firm"]
    ana.presses(button, on=said)
    assert table.states() == [f"ask {state}", "get firm"]


def test_a_get_of_one_party_answers_no_ask_of_another(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open data pool with Tavel and Mose partnering 350k EUR")
    ana.types("/ask data sharing from Tavel worth 10k", in_=acme)
    ana.types("/ask data sharing from Mose worth 12k", in_=acme)
    ana.types("/got data sharing from Mose", in_=acme)
    assert table.states() == ["ask open", "ask granted", "get firm"]
    assert table.sums.got == 12000


def test_a_verbal_yes_is_promised_not_delivered(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    said = ana.types("/got verbal yes on 24 months", in_=acme)
    assert "Agreed, ask #1: 24-month term." in said.text
    assert "Get #2: 24 months; promised, not delivered yet." in said.text
    assert table.states() == ["ask granted", "get promised"]


def test_a_price_rise_is_good_news_only_for_the_seller(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Recorded get #1: 3% price rise." in ana.types("/got 3% price rise", in_=acme).text
    assert (table.sums.gets, table.sums.open_gives) == (1, 0)


def test_for_a_buyer_a_price_rise_may_be_something_taken_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Acme supply buying 240k EUR")
    check = ana.types("/got 3% price rise", in_=acme)
    assert "3% price rise reads like something that goes against us. What happened?" in check.text
    said = ana.presses("They took it back", on=check)
    assert said.lines[0] == "Taken back #1: 3% price rise."
    assert table.states() == ["get taken_back"]
    assert table.sums.gets == 0


def test_a_get_that_was_taken_back_reopens_what_it_answered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/got reference call worth 5k for #1", in_=acme)
    assert table.sums.exposure == 0
    said = ana.presses("They took it back", on=ana.types("/deal log #2", in_=acme))
    assert "Taken back #2: reference call. What it answered is open again." in said.text
    assert table.sums.exposure == 2000
    ana.presses("Undo", on=said)
    assert table.sums.exposure == 0


def test_a_get_of_their_own_accord_offers_gives_it_may_answer(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    said = ana.types("/got reference call worth 2k", in_=acme)
    assert "Recorded get #2: reference call, worth 2,000 EUR." in said.text
    assert "Which give does it answer?" in said.text
    assert "#1: near in value." in said.text
    assert (
        "Matched: give #1, 5% off, with get #2, reference call."
        in ana.presses("#1 5% off", on=said).text
    )
    assert table.sums.exposure == 0


def test_a_conditional_get_counts_once_it_happens(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/got 20 more seats worth 8k if the board agrees", in_=acme)
    assert (
        "Conditional get #1: 20 more seats, worth 8,000 EUR, if the board agrees. It counts once that happens."
        in (said.text)
    )
    assert table.sums.gets == 0
    ana.presses("It happened", on=ana.types("/deal log #1", in_=acme))
    assert (table.sums.gets, table.sums.got) == (1, Decimal(8000))


def test_a_get_for_a_give_answers_the_ask_for_the_same_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask 24-month term for #1", in_=acme)
    said = ana.types("/got 24-month term worth 3k for #1", in_=acme)
    assert "Agreed, ask #2: 24-month term." in said.text
    assert "Matched with #1." in said.text
    assert table.states() == ["give firm", "ask granted", "get firm"]


@pytest.mark.parametrize(
    "line",
    [
        "/coach they want 15% off by Friday",
        "/concede they want 15% off by Friday",
        "/coach they asked for 15% off",
    ],
)
def test_what_they_want_is_their_ask_and_gives_nothing(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(line, in_=acme)
    assert "Their ask #1: 15% off" in said.text
    assert "Nothing is given by it." in said.text
    assert 'Ask first: "What are you comparing our price with?"' in said.text
    assert "In return, ask for:" in said.text
    assert "If the answer is no, a test:" in said.text
    assert table.states() == ["ask open"]
    assert not table.move(1).ours
    assert (table.sums.gives, table.sums.open_asks) == (0, 0)


def test_their_ask_can_be_closed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach they want 15% off", in_=acme)
    assert "Theirs" in ana.types("/deal open asks", in_=acme).text
    said = ana.presses("We declined", on=ana.types("/deal log #1", in_=acme))
    assert "Declined, ask #1: 15% off." in said.text
    assert table.states() == ["ask declined"]


def test_a_proposal_pressed_twice_is_one_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede free onboarding call cost 2k", in_=acme)
    first = ana.presses("Reference call", on=said)
    assert "Open ask #2: reference call for #1" in first.text
    again = ana.presses("Reference call", on=said)
    assert "Ask #2 in Acme renewal: reference call" in again.text
    assert table.states() == ["give firm", "ask open"]


def test_an_ask_of_an_earlier_day_is_proposed_first_and_asked_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask joint press release", in_=acme)
    table.wind(days=1)
    said = ana.types("/concede free onboarding call cost 2k", in_=acme)
    assert "Ask in return: [joint press release]" in said.text
    assert "Asked again #1: joint press release" in ana.presses("joint press release", on=said).text
    assert table.states() == ["ask open", "give firm"]


def test_the_same_ask_a_moment_later_is_not_doubled(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(TERM, in_=acme)
    said = ana.types(TERM, in_=acme)
    assert (
        "#1, 24-month term, was recorded with the same line a moment ago, so nothing was added."
        in said.text
    )
    table.wind(minutes=3)
    assert "Asked again #1: 24-month term" in ana.types(TERM, in_=acme).text
    assert table.states() == ["ask open"]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("24-month term", "2-year commitment"),
        ("36 months warranty", "3 yr warrenty"),
        ("reference call with the CIO", "ref call with their CIO"),
        ("prepayment", "they pay upfront"),
        ("MOQ 200 pcs", "minimum order of 200"),
        ("price freeze until March", "price hold till end of March"),
    ],
)
def test_an_open_ask_in_other_words_is_asked_again_with_what_is_new(
    table: Table, ana: Hands, acme: Channel, first: str, again: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {first}", in_=acme)
    table.wind(days=2)
    said = ana.types(f"/ask {again} worth 9k by 18 Dec", in_=acme)
    assert f"Asked again #1: {first}, now by Fri 18 Dec." in said.text
    assert "Worth 9,000 EUR." in said.text
    assert {"They agreed", "Partly", "They declined"} < set(said.buttons)
    assert table.states() == ["ask open"]


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("24-month price hold", "24-month warranty"),
        ("reference call with the CIO", "reference call with the plant manager"),
        ("5% off", "8% off"),
        ("training for admins", "training for drivers"),
        ("exclusivity for Austria", "12-month exclusivity"),
        ("training", "training budget"),
        ("liability cap 1m", "unlimited liability"),
    ],
)
def test_another_thing_is_another_ask(
    table: Table, ana: Hands, acme: Channel, first: str, other: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {first}", in_=acme)
    assert "Open ask #2" in ana.types(f"/ask {other}", in_=acme).text
    assert table.states() == ["ask open", "ask open"]


def test_the_ask_of_a_give_and_one_typed_alone_are_one_in_either_order(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert "Asked again #2" in ana.types("/ask 24 mth term worth 30k", in_=acme).text
    ana.types("/ask case study", in_=acme)
    said = ana.types("/concede net 60 cost 2k for a customer story worth 5k", in_=acme)
    assert "It waits for ask #3." in said.text
    assert table.states() == ["give conditional", "ask open", "ask open", "give conditional"]
    assert [str(table.move(no).worth) for no in (2, 3)] != ["None", "None"]


def test_an_ask_that_may_be_two_open_ones_asks_which(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call with the CIO", in_=acme)
    ana.types("/ask reference call with the plant manager", in_=acme)
    said = ana.types("/ask ref call", in_=acme)
    assert "Which ask was put again?" in said.text
    assert table.states() == ["ask open", "ask open"]


def test_the_same_get_a_moment_later_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    said = ana.types("/got reference call", in_=acme)
    assert "The same line is #1, recorded a moment ago: reference call." in said.text
    assert "Recorded get #2" in ana.presses("Yes, again", on=said).text
    assert table.sums.gets == 2


def test_a_question_is_answered_and_records_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPEN, in_=acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    before = table.entries()
    said = ana.types("/ask what have we given?", in_=acme)
    assert "Given so far: 2,000 EUR in 1 give." in said.text
    assert table.entries() == before


def test_the_rest_of_an_ask_counts_without_the_part_they_gave_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = ana.presses("Partly", on=ana.types("/ask 24-month term worth 30k", in_=acme)).form
    assert form is not None
    form.fill("What", "12-month term").fill("Worth to us", "10k").submit()
    said = ana.presses("They agreed", on=ana.types("/deal log #1", in_=acme))
    assert (
        "Get #3: the rest of 24-month term, worth about 20,000 EUR; promised, not delivered yet."
        in said.text
    )
    assert table.sums.got == 30000


def test_an_ask_is_not_granted_by_what_is_only_conditional(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    for line in (
        "/got 24-month term if the board agrees",
        "/got 36 months if the board agrees for #1",
    ):
        assert "It counts once that happens." in ana.types(line, in_=acme).text
    assert table.states() == ["ask open", "get conditional", "get conditional"]


def test_a_get_that_answers_an_ask_offers_gives_it_may_answer_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask reference call worth 2k", in_=acme)
    said = ana.types("/got reference call worth 2k", in_=acme)
    assert "Agreed, ask #2: reference call." in said.text
    assert "Which give does it answer?" in said.text
    assert (
        "Matched: give #1, 5% off, with get #3, reference call."
        in ana.presses("#1 5% off", on=said).text
    )
    assert table.sums.exposure == 0


def test_a_bare_no_asks_which_ask_it_means_and_takes_the_only_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/ask reference call by Friday", in_=acme)
    ana.types("/ask training day by Friday", in_=acme)
    which = ana.types("/ask decline", in_=acme)
    assert which.lines[0].startswith("Which ask was declined?")
    assert ana.presses("#1 reference call", on=which).lines[0].startswith("Declined, ask #1")
    assert ana.types("/ask decline", in_=acme).lines[0].startswith("Declined, ask #2")
    assert table.states()[:2] == ["ask declined", "ask declined"]


@pytest.mark.parametrize(
    ("asked", "came", "what"),
    [
        ("response time 4h", "response time yes but 6h", "response time 6h"),
        ("price freeze 12 months", "price freeze ok but only 6 months", "price freeze 6 months"),
        ("training for 6 operators", "training ok but only in March", "training in March"),
        ("24 month term", "yes to the term but only 18 months", "term 18 months"),
        (
            "price freeze 12 months",
            "ok on the price freeze, but only 6 months",
            "price freeze 6 months",
        ),
    ],
)
def test_a_yes_with_a_limit_is_a_part_of_what_was_asked_for(
    table: Table, ana: Hands, acme: Channel, asked: str, came: str, what: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {asked}", in_=acme)
    said = ana.types(f"/got {came}", in_=acme)
    assert f"Partly agreed, ask #1: {asked}" in said.text
    assert f"Get #2: {what}" in said.text


def test_a_limited_yes_to_what_may_be_another_thing_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask training budget", in_=acme)
    said = ana.types("/got training ok but only 6 months", in_=acme)
    assert "Recorded get #2: training 6 months." in said.text
    assert "Part of it" in said.buttons


def test_a_return_that_speaks_of_an_open_ask_opens_no_second_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask free maintenance 1st yr", in_=acme)
    said = ana.types("/concede 5 year contract cost 3k for the free maintenance", in_=acme)
    assert "It waits for ask #1." in said.text
    assert "Open ask" not in said.text


def test_what_is_typed_short_is_the_same_thing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 40% down payment", in_=acme)
    assert "Agreed, ask #1: 40% down payment." in ana.types("/got 40% down pmt", in_=acme).text
    ana.types("/ask 2yr ext", in_=acme)
    assert "Agreed, ask #3: 2yr ext." in ana.types("/got 2 yr extension", in_=acme).text


def test_a_sum_of_money_costs_what_it_is(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open controller hiring 70k EUR", in_=acme)
    said = ana.types("/concede 2k sign on bonus for start 1 feb", in_=acme)
    assert "cost 2,000 EUR" in said.text


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ("2k off setup", 2000),
        ("500 eur discount on shipping", 500),
        ("knock 1.5k off the implementation", 1500),
        ("drop the price by 3k", 3000),
        ("setup for 2k less", 2000),
        ("2k off the monthly fee", None),
        ("$2 off per seat", None),
        ("5k less units", None),
    ],
)
def test_what_a_price_falls_by_is_what_it_costs(
    table: Table, ana: Hands, acme: Channel, typed: str, cost: int | None
) -> None:
    ana.types("/deal open Nordwind pilot selling 90k EUR", in_=acme)
    ana.types(f"/concede {typed}", in_=acme)
    found = table.ledger.moves[MoveNo(1)].cost
    assert (found.amount if isinstance(found, Figure) else None) == cost


def test_a_lower_price_is_worth_to_the_buyer_what_it_falls_by(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open scaffolding buying 60k EUR", in_=acme)
    ana.types("/ask 2k off the delivery", in_=acme)
    ana.types("/got 1k off the delivery", in_=acme)
    worths = [table.ledger.moves[MoveNo(no)].worth for no in (1, 2)]
    assert [each.amount for each in worths if isinstance(each, Figure)] == [2000, 1000]
    assert table.states() == ["ask partly", "get firm"]


def test_work_at_odd_times_is_what_comes_back(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open controller hiring 70k EUR", in_=acme)
    said = ana.types("/concede 1 home office day for weekend shifts", in_=acme)
    assert "Open ask #2: weekend shifts." in said.text


def test_who_is_asked_to_sign_is_asked_to_do_it_by_the_day(
    table: Table, ana: Hands, dana: Hands, acme: Channel, general: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/ask contract signed by 18 Dec", in_=acme)
    assert "We would like you to sign the contract. Can you do that by 18 Dec?" in said.text
    dana.types("/deal open Startplätze selling 60.000 EUR", in_=general)
    gesagt = dana.types("/ask Unterschrift bis 18. Dez", in_=general)
    assert (
        "wenn Sie den Vertrag unterschreiben. Schaffen Sie das bis zum 18. Dezember?" in gesagt.text
    )


def test_another_day_to_answer_is_the_same_ask_once_more(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 4 Dec", in_=acme)
    assert "Asked again #1" in ana.types("/ask reference call by 11 Dec", in_=acme).text
    assert table.states() == ["ask open"]


def test_a_german_ask_with_another_day_is_the_same_once_more(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal open Startplätze selling 60.000 EUR")
    dana.types("/ask Referenzgespräch bis 4.12.", in_=general)
    again = dana.types("/ask Referenzgespräch bis 11.12.", in_=general)
    assert "Erneut gefordert #1" in again.text
    assert table.states() == ["ask open"]
