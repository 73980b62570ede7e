"""When they do not answer: one ask, then a menu, then a hold that the next get ends; an early give as a test."""

import pytest

from bot.domain.ledger import Verb
from bot.domain.moves import State
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened

GIVE = "/concede 5% off cost 2k because they plan early"


def given(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)


def test_a_give_is_in_peace_for_as_long_as_the_policy_says(
    table: Table, ana: Hands, acme: Channel
) -> None:
    given(ana, acme)
    table.wind(days=4)
    assert "has had nothing back" not in ana.types("/deal", in_=acme).text
    table.wind(days=3)
    said = ana.types("/deal", in_=acme)
    assert "#1, 5% off, has had nothing back for 5 working days." in said.text
    assert "Ask for: Prepay" in said.buttons
    assert "Hold" not in said.buttons


def test_the_first_no_is_a_neutral_fact_with_one_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    given(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    said = ana.types("/ask decline 24-month term", in_=acme)
    assert "Nothing back yet: 24-month term was declined, and #1, 5% off, is open." in said.text
    assert [b for b in said.buttons if b.startswith("Ask for:")] == ["Ask for: Prepay"]
    asked = ana.presses("Ask for: Prepay", on=said)
    assert "Open ask #3: prepayment of the first year for #1" in asked.text


def test_a_no_without_an_open_give_is_no_miss(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    assert "back yet" not in ana.types("/ask decline 24-month term", in_=acme).text
    assert "Nothing is missed" in ana.types("/coach menu", in_=acme).text


def second_miss(ana: Hands, acme: Channel) -> Seen:
    given(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    ana.types("/ask decline 24-month term", in_=acme)
    ana.types("/ask reference call by Friday", in_=acme)
    return ana.types("/ask decline reference call", in_=acme)


def test_the_second_no_brings_the_menu_and_proposes_a_hold(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = second_miss(ana, acme)
    assert (
        "Nothing came back, 2 times since they last gave something. #1, 5% off, is open."
        in said.text
    )
    menu = ana.presses("What to do", on=said)
    for choice in (
        "Pause",
        "Ask its worth",
        "Ask for one thing",
        "Reopen scope",
        "Accept",
        "Mixed reply",
        "Hold",
    ):
        assert choice in menu.buttons
    assert "#2 24-month term: declined today" in menu.text
    assert "Ask for one specific thing that was prepared." in menu.text


def test_the_second_no_is_said_openly_and_neutrally(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = second_miss(ana, acme)
    words = "We have given you 5% off, and so far nothing has come back for it."
    assert f"{words} To keep this in balance, we would need" in said.text
    assert words in str(form_of(ana.presses("Copy", on=said))["Say"])
    assert words in ana.types("/coach menu", in_=acme).text


def test_the_first_no_and_a_give_answered_in_part_are_not_called_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    ana.types("/got case study worth 4k for #1", in_=acme)
    table.wind(days=1)
    ana.types("/ask 24-month term by Friday", in_=acme)
    assert "so far nothing" not in ana.types("/ask decline 24-month term", in_=acme).text
    ana.types("/ask reference call by Friday", in_=acme)
    second = ana.types("/ask decline reference call", in_=acme)
    assert "Nothing came back, 2 times" in second.text
    assert "so far nothing" not in second.text


def test_a_give_whose_words_break_the_sentence_is_not_put_into_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede on buffer stock cost 2k", in_=acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    ana.types("/ask decline 24-month term", in_=acme)
    ana.types("/ask reference call by Friday", in_=acme)
    second = ana.types("/ask decline reference call", in_=acme)
    assert "Nothing came back, 2 times" in second.text
    assert "so far nothing" not in second.text


def test_what_is_said_openly_speaks_german(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.person.locale = "de-DE"
    slack.changes(ana)
    ana.types("/concede 5 % Rabatt Kosten 2k weil sie früh planen", in_=acme)
    for ask in ("24 Monate Laufzeit", "Referenzgespräch"):
        ana.types(f"/ask {ask} bis Freitag", in_=acme)
        ana.types(f"/ask abgelehnt {ask}", in_=acme)
    said = ana.types("/coach möglichkeiten", in_=acme).text
    words = "Wir haben Ihnen 5 % Rabatt zugesagt, und dafür ist bisher nichts zurückgekommen."
    assert f"{words} Damit es ausgewogen bleibt, bräuchten wir" in said


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("Pause", "A pause to compare. So far in Acme renewal: given 2,000 EUR, got nothing"),
        (
            "Ask its worth",
            "You have our 5% off. What is it worth to you, and what would be worth more?",
        ),
        ("Ask for one thing", "Ask for one specific thing, in return for #1, 5% off."),
        (
            "Reopen scope",
            "If we add or leave out [part], would it become easier for you to decide by Friday?",
        ),
        ("Accept", "Accept it as it stands: these gives would stay given"),
        ("Mixed reply", "We will not add to 5% off as things stand."),
        ("Hold", "Acme renewal is on hold."),
    ],
)
def test_each_choice_does_or_opens_the_right_thing(
    table: Table, ana: Hands, acme: Channel, choice: str, said: str
) -> None:
    menu = ana.presses("What to do", on=second_miss(ana, acme))
    assert said in ana.presses(choice, on=menu).text


def test_accepting_makes_the_give_goodwill(table: Table, ana: Hands, acme: Channel) -> None:
    menu = ana.presses("What to do", on=second_miss(ana, acme))
    ana.presses("Goodwill, on purpose", on=ana.presses("Accept", on=menu))
    assert table.move(1).state is State.GOODWILL
    assert "Nothing is missed" in ana.types("/coach menu", in_=acme).text


def test_silence_past_the_day_of_an_ask_is_a_miss_and_asking_again_in_vain_is_the_second(
    table: Table, ana: Hands, acme: Channel
) -> None:
    given(ana, acme)
    ana.types("/ask 24-month term for #1 by Friday", in_=acme)
    table.wind(days=7)
    said = ana.types("/deal", in_=acme)
    assert "Next: put ask #2, 24-month term, once more, with a new day." in said.text
    assert "Its day was Fri 27 Nov." in said.text
    ana.presses("Ask again", on=said)
    assert "Nothing is missed" in ana.types("/coach menu", in_=acme).text
    table.wind(days=7)
    assert "Nothing came back, 2 times" in ana.types("/deal", in_=acme).text


def test_a_get_starts_the_count_anew(table: Table, ana: Hands, acme: Channel) -> None:
    second_miss(ana, acme)
    table.wind(days=1)
    ana.types("/got case study worth 500", in_=acme)
    assert "Nothing is missed" in ana.types("/coach menu", in_=acme).text


def test_on_hold_a_give_is_asked_about_first_and_a_get_ends_the_hold(
    table: Table, ana: Hands, acme: Channel
) -> None:
    given(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    held = ana.types("/deal hold", in_=acme)
    assert "Acme renewal is on hold. Every further give is asked about first." in held.text
    assert "#2 net 60, if signed by 30 Nov, until Mon 30 Nov" in held.text
    assert [deal.held_since for deal in table.deals()] == [table.slack.clock.now().date()]
    check = ana.types("/concede free setup cost 1k if they sign", in_=acme)
    assert "The deal is on hold since Mon 23 Nov. Give it all the same?" in check.text
    assert table.move(3).state is State.DRAFT
    assert "Conditional give #3: free setup" in ana.presses("Yes, go on", on=check).text
    said = ana.types("/got reference call worth 5k", in_=acme)
    assert "The hold is over." in said.text
    assert table.deal.held_since is None
    assert [e.verb for e in table.entries() if e.verb in (Verb.HELD, Verb.RESUMED)] == [
        Verb.HELD,
        Verb.RESUMED,
    ]
    assert (
        "Conditional give #5"
        in ana.types("/concede training cost 1k if they sign soon", in_=acme).text
    )


def test_a_hold_ends_on_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    given(ana, acme)
    held = ana.types("/deal hold until Friday, their reorg", in_=acme)
    assert "Acme renewal is on hold until Fri 27 Nov." in held.text
    assert "On hold from Mon 23 Nov until Fri 27 Nov" in ana.types("/deal", in_=acme).text
    again = ana.types("/deal hold", in_=acme)
    assert "is on hold already, since Mon 23 Nov." in again.text
    assert "It goes on Fri 27 Nov." in again.text
    assert "on hold until Mon 30 Nov" in ana.types("/deal hold for a week", in_=acme).text
    table.wind(days=6)
    assert [deal.held_since is None for deal in table.deals()] == [False]
    table.wind(days=1)
    assert [(deal.held_since, deal.held_until) for deal in table.deals()] == [(None, None)]
    verbs = [e.verb for e in table.entries() if e.verb in (Verb.HELD, Verb.RESUMED)]
    assert verbs == [Verb.HELD, Verb.HELD, Verb.RESUMED]
    assert "On hold" not in ana.types("/deal", in_=acme).text


@pytest.mark.parametrize("words", ["legal", "until 31 Nov", "please now", "until 20 Nov 2026"])
def test_a_hold_that_is_not_understood_changes_nothing(
    table: Table, ana: Hands, acme: Channel, words: str
) -> None:
    given(ana, acme)
    said = ana.types(f"/deal hold {words}", in_=acme)
    assert "A hold may have the day on which the deal goes on." in said.text
    assert f"hold {words}" in said.text
    assert table.deal.held_since is None


def test_on_hold_goodwill_and_a_test_are_asked_about_first_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal hold", in_=acme)
    for line, said in (
        ("/concede onboarding week as goodwill review 15 Jan", "Goodwill #1: onboarding week"),
        (
            "/concede a day on site as a test hoping for the case study by Friday",
            "Test #2: a day on site",
        ),
    ):
        check = ana.types(line, in_=acme)
        assert "The deal is on hold since Mon 23 Nov. Give it all the same?" in check.text
        assert table.states()[-1] == "give draft"
        assert said in ana.presses("Yes, go on", on=check).text
    assert table.states() == ["give goodwill", "give goodwill"]
    assert (str(table.move(1).review), table.move(2).for_what) == ("2027-01-15", "the case study")


def test_on_hold_an_offer_that_gives_is_asked_about_first_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k EUR", in_=acme)
    ana.types("/deal hold", in_=acme)
    check = ana.types("/offer price 95k EUR, support Gold", in_=acme, times=3)
    assert (
        "The deal is on hold since Mon 23 Nov. This offer would give price 98k → 95k." in check.text
    )
    assert (table.states(), [issue.name for issue in table.deal.issues]) == ([], ["price"])
    assert (check.public, len(table.waiting())) == ((), 1)
    assert "Somebody changed this" not in "".join(str(answer.body) for answer in check.answers)
    assert "From this: give #1" in ana.presses("Put it on the table all the same", on=check).text
    assert table.states() == ["give firm"]
    assert "Offer 3, ours." in ana.types("/offer price 95k EUR, term 24 months", in_=acme).text


ANYWAY = "Put it on the table all the same"


def test_an_offer_that_waits_outlives_a_restart_and_goes_on_the_table_once_and_for_who_put_it(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k EUR, term 12 months, support Gold", in_=acme)
    ana.types("/deal hold", in_=acme)
    line = "/offer price 95k, onboarding free if signed by 30 Nov until 4 Dec"
    first, second = (ana.types(each, in_=acme) for each in (line, "/offer price 97k EUR"))
    table.restart()
    ana.presses(ANYWAY, on=second)
    theirs = forged(slack, ben, user=ben.id, value=first.blocks[-1]["elements"][0]["value"])
    assert "This is already settled. Nothing was changed." in theirs.text
    assert "95" not in theirs.text
    said = ana.presses(ANYWAY, on=first, times=3)
    assert said.lines[0] == "Offer 3, ours, stands until Fri 4 Dec."
    assert "It replaces offer 2." in said.text
    assert "Condition: signed by 30 Nov" in said.text
    assert "This is already settled. Nothing was changed." in forged(slack, ana).text
    with table.store.reading() as work:
        offers = work.offers.list_in_deal(table.deal.team, table.deal.id)
    assert [offer.typed for offer in offers[1:]] == ["price 97k EUR", line.removeprefix("/offer ")]
    assert table.waiting() == set()


def test_an_offer_that_waited_too_long_is_forgotten(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k EUR", in_=acme)
    ana.types("/deal hold", in_=acme)
    check = ana.types("/offer price 95k EUR", in_=acme)
    table.wind(days=6)
    assert len(table.waiting()) == 1
    table.wind(days=2)
    assert "This is already settled. Nothing was changed." in ana.presses(ANYWAY, on=check).text
    assert table.states() == []


def test_on_hold_our_yes_that_gives_is_asked_about_first_too(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k EUR, term 12 months", in_=acme)
    ana.types("/offer price 95k, term 24 months if signed by 30 Nov", in_=acme)
    theirs = ana.types("/offer they: price 80k, term 24 months", in_=acme)
    ana.types("/deal hold", in_=acme)
    before = table.states(), len(table.entries())
    for check in (ana.types("/offer we accepted", in_=acme), ana.presses("We accept", on=theirs)):
        assert check.lines[0].startswith(
            "The deal is on hold since Mon 23 Nov. Our yes to their offer 3 would give price"
        )
        assert check.lines[0].endswith(". Nothing is recorded yet.")
        assert check.buttons == ["Accept all the same", "Leave it open", "End the hold"]
        assert check.public == ()
    assert (table.states(), len(table.entries())) == before
    ana.presses("Leave it open", on=ana.types("/offer we accepted", in_=acme))
    assert (table.states(), len(table.entries())) == before
    table.restart()
    said = ana.presses("Accept all the same", on=check, times=2)
    assert said.lines[0].startswith("We accepted offer 3, theirs.")
    assert "give firm" in table.states()
    done = len(table.entries())
    for again in (forged(slack, ana), forged(slack, ben, user=ben.id)):
        assert "nothing was done" in again.text
    assert len(table.entries()) == done


def test_on_hold_a_yes_that_gives_nothing_and_a_no_are_not_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 90k EUR", in_=acme)
    ana.types("/offer they: price 80k EUR", in_=acme)
    ana.types("/deal hold", in_=acme)
    assert (
        ana.types("/offer we declined", in_=acme)
        .lines[0]
        .startswith("We declined offer 2, theirs.")
    )
    ana.types("/offer they: price 90k EUR", in_=acme)
    ana.types("/deal hold", in_=acme)
    assert (
        ana.types("/offer we accepted 3", in_=acme)
        .lines[0]
        .startswith("We accepted offer 3, theirs.")
    )


def test_an_agreed_ask_ends_the_hold_too(table: Table, ana: Hands, acme: Channel) -> None:
    given(ana, acme)
    asked = ana.types("/ask 24-month term by Friday", in_=acme)
    ana.types("/deal hold", in_=acme)
    assert "The hold is over." in ana.presses("They agreed", on=asked).text
    assert table.deal.held_since is None


def test_an_offer_of_theirs_that_gives_something_ends_the_hold_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer they offer price 90k EUR", in_=acme)
    ana.types("/deal hold", in_=acme)
    assert "The hold is over." in ana.types("/offer they offer price 92k EUR", in_=acme).text
    assert table.deal.held_since is None


def test_what_is_on_the_table_can_be_withdrawn_with_the_hold(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    ana.presses("Withdraw", on=ana.types("/deal hold", in_=acme))
    assert table.move(1).state is State.LAPSED


def test_a_hold_is_ended_by_hand_and_said_to_be_over_only_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "is not on hold" in ana.types("/deal resume", in_=acme).text
    ana.types("/deal hold", in_=acme)
    assert "is on hold already, since Mon 23 Nov" in ana.types("/deal hold", in_=acme).text
    assert "On hold since Mon 23 Nov" in ana.types("/deal", in_=acme).text
    assert "Acme renewal goes on" in ana.types("/deal resume", in_=acme).text
    assert table.deal.held_since is None


TEST = "/concede small pilot cost 2k as a test hoping for their data by Friday"


def test_an_early_give_as_a_test_states_the_reply_hoped_for_and_is_outside_exposure(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types(TEST, in_=acme)
    assert "Test #1: small pilot, cost 2,000 EUR." in said.text
    assert "Hoped for: their data, by Fri 27 Nov. It is judged then" in said.text
    assert table.states() == ["give goodwill"]
    assert table.sums.exposure == 0


def test_a_test_is_judged_on_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(TEST, in_=acme)
    table.wind(days=3)
    assert "The test is due" not in ana.types("/deal", in_=acme).text
    table.wind(days=1)
    said = ana.types("/deal", in_=acme)
    assert "The test is due: #1, small pilot. Hoped for by Fri 27 Nov: their data." in said.text
    assert "Match a get" in said.buttons


def test_the_reply_hoped_for_answers_the_test(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(TEST, in_=acme)
    assert "Matched with give #1, small pilot" in ana.types("/got their data", in_=acme).text
    table.wind(days=7)
    assert "The test is due" not in ana.types("/deal", in_=acme).text


def test_a_test_without_a_reply_hoped_for_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede small pilot as a test", in_=acme)
    assert "says which reply is hoped for, and by when" in said.text
    assert "/concede small pilot as a test hoping for their data by Friday" in said.text
    assert table.states() == []
    ana.types("/concede three seats as a test for 24-month term", in_=acme)
    assert table.states() == ["give conditional", "ask open"]


def test_a_pause_compares_with_the_plan_for_those_who_may_see_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Limits", on=ana.types("/deal plan", in_=acme)))
    form.fill("Without this deal, we …", "sell to Globex").submit()
    seen = ana.presses("Pause", on=ana.types("/coach menu", in_=acme))
    assert "sell to Globex" in seen.text
    assert "Globex" not in ben.presses("Pause", on=ben.types("/coach menu", in_=acme)).text
