"""Each rule fires in one conversation and keeps silent in another."""

from decimal import Decimal

import pytest

from bot.coach import offers
from bot.coach.actors import Actor
from bot.coach.answers.offers import OfferRecorded
from bot.coach.requests.offers import RecordOffer
from bot.domain.ids import ChannelId, PartyId, PersonId
from bot.main import build_services
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened

RULES = (
    "Second in a row", "Open give", "Too much too soon", "Drip", "Stalled ask", "One get many gives", "No asks",
    "Growing steps", "Wrong variable", "No reason",
)  # fmt: skip


def speaks(ana: Hands, acme: Channel, *rules: str) -> None:
    """Opens a deal in which these rules alone speak up by themselves."""
    opened(ana, acme)
    form = ana.types("/deal settings", in_=acme).form
    assert form is not None
    assert (
        "Settings saved"
        in form.fill("Rules that speak up by themselves", list(rules)).submit().text
    )


def said_already(ana: Hands, acme: Channel, line: str) -> Seen:
    """A give that was said, whatever the check finds."""
    said = ana.types(line, in_=acme)
    return ana.presses("Already said", on=said) if "Already said" in said.buttons else said


def heard(ana: Hands, acme: Channel, line: str) -> str:
    """All that is said about a give that was said already: the check, and the answer to it."""
    said = ana.types(line, in_=acme)
    return (
        f"{said.text}\n{ana.presses('Already said', on=said).text}"
        if "Already said" in said.buttons
        else said.text
    )


def test_second_in_a_row_speaks_when_no_move_of_theirs_came_between(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said = said_already(ana, acme, "/concede net 60 cost 3k")
    assert (
        "2 gives in a row with no move of theirs in between: from here we bid against ourselves."
        in said.text
    )


def test_second_in_a_row_is_silent_after_a_get(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    ana.types("/got reference call", in_=acme)
    assert "in a row" not in said_already(ana, acme, "/concede net 60 cost 6k").text


def test_second_in_a_row_is_silent_after_they_answered_an_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    ana.presses("They declined", on=ana.types("/ask reference call", in_=acme))
    assert "in a row" not in said_already(ana, acme, "/concede net 60 cost 6k").text


def test_open_give_speaks_after_five_working_days(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede 5% off cost 12k on 12 Nov")
    said = ana.types("/ask reference call", in_=acme)
    assert "#1, 5% off, has had nothing back for 7 working days." in said.text
    assert "Asking soon is easier than asking late." in said.text


def test_open_give_knows_what_was_answered_in_part_and_what_is_not_matched(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 8% off cost 12k", in_=acme))
    ana.presses("Already said", on=ana.types("/concede net 60 cost 3k", in_=acme))
    ana.types("/got reference call worth 7k for #1", in_=acme)
    ana.types("/got case study", in_=acme)
    table.wind(days=9)
    said = ana.types("/ask intro to the CIO", in_=acme)
    assert "#1, 8% off, is answered in part only, 7 working days after it was given." in said.text
    assert "2 gives like it are open, 8,000 EUR together." in said.text
    assert "Get #4 is matched with nothing yet: /deal match" in said.text


def test_open_give_is_silent_before(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede 5% off cost 12k on 17 Nov")
    assert "nothing back" not in ana.types("/ask reference call", in_=acme).text


def test_stalled_ask_speaks_past_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    table.wind(days=7)
    said = said_already(ana, acme, "/concede onboarding call cost 2k")
    assert "Ask #1, 24-month term, still has no answer after 1 working day." in said.text


def test_stalled_ask_is_silent_on_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    table.wind(days=4)
    assert "no answer" not in said_already(ana, acme, "/concede onboarding call cost 2k").text


def test_drip_speaks_of_small_gives_one_after_the_other(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Drip")
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said = heard(ana, acme, "/concede net 60 cost 3k")
    assert (
        "2 small gives within two weeks with nothing matched: 5,000 EUR together, 2.1 % of the deal."
        in said
    )


def test_drip_is_silent_about_one_large_give(table: Table, ana: Hands, acme: Channel) -> None:
    speaks(ana, acme, "Drip")
    said_already(ana, acme, "/concede onboarding call cost 2k")
    assert "small gives" not in heard(ana, acme, "/concede 10% off cost 24k")


def test_too_much_too_soon_speaks_before_their_first_move(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Too much too soon")
    said = heard(ana, acme, "/concede 12% off cost 28k")
    assert (
        "12 % of the deal is given before their first move, in the first two weeks: 28,000 EUR."
        in said
    )


def test_too_much_too_soon_is_silent_once_they_gave(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Too much too soon")
    ana.types("/got reference call", in_=acme)
    assert "before their first move" not in heard(ana, acme, "/concede 12% off cost 28k")


def test_growing_steps_speaks_when_the_last_is_larger(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Growing steps")
    said_already(ana, acme, "/concede price cut cost 4k")
    assert "#2 is 100 % larger than #1." in heard(ana, acme, "/concede price cut cost 8k")


def test_growing_steps_is_silent_when_they_shrink(table: Table, ana: Hands, acme: Channel) -> None:
    speaks(ana, acme, "Growing steps")
    said_already(ana, acme, "/concede price cut cost 8k")
    assert "larger than" not in heard(ana, acme, "/concede price cut cost 4k")


def test_no_reason_speaks_of_a_bare_give(table: Table, ana: Hands, acme: Channel) -> None:
    speaks(ana, acme, "No reason")
    assert "#1 has no reason yet." in said_already(ana, acme, "/concede 5% off cost 2k").text


def test_no_reason_is_silent_where_there_is_one(table: Table, ana: Hands, acme: Channel) -> None:
    speaks(ana, acme, "No reason")
    assert "no reason" not in heard(ana, acme, "/concede 5% off cost 2k because they commit volume")


def test_no_asks_speaks_at_the_third_give(table: Table, ana: Hands, acme: Channel) -> None:
    speaks(ana, acme, "No asks")
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said_already(ana, acme, "/concede net 60 cost 3k")
    said = heard(ana, acme, "/concede extra training cost 3k")
    assert "3 gives so far, and no ask yet. Few asks, few gets." in said


def test_no_asks_is_silent_once_something_was_asked(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "No asks")
    ana.types("/ask reference call", in_=acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said_already(ana, acme, "/concede net 60 cost 3k")
    assert "no ask yet" not in heard(ana, acme, "/concede extra training cost 3k")


def three_for_one(ana: Hands, acme: Channel, gives: int) -> Seen:
    for number in range(1, gives + 1):
        said_already(ana, acme, f"/concede thing {number} cost {number}k")
    ana.types("/got reference call worth 5k", in_=acme)
    said = ana.types("/deal", in_=acme)
    for number in range(1, gives + 1):
        form = ana.types("/deal match", in_=acme).form
        assert form is not None
        said = (
            form.fill("Our give", f"#{number} thing {number}")
            .fill("Their get", f"#{gives + 1} reference call")
            .submit()
        )
    return said


def test_one_get_for_many_gives_shows_in_the_review(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    three_for_one(ana, acme, 3)
    said = ana.types("/deal log", in_=acme)
    assert "#4 is matched with 3 gives: #1, #2 and #3." in said.text
    assert "It counts once, split by cost." in said.text


def test_one_get_for_two_gives_is_ordinary(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    three_for_one(ana, acme, 2)
    assert "is matched with" not in ana.types("/deal log", in_=acme).text


def test_wrong_variable_speaks_of_a_get_worth_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Wrong variable")
    said = ana.types("/got logo on their website worth 0", in_=acme)
    assert "#1 is worth nothing to us as it stands, so no give is answered by it." in said.text


def test_wrong_variable_is_silent_where_the_worth_is_not_known(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Wrong variable")
    assert "worth nothing" not in ana.types("/got logo on their website", in_=acme).text


def test_near_the_walk_away_is_told_to_those_alone_who_may_see_the_plan(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    planned(ana, acme)
    heard(ana, acme, "/concede training cost 30k")
    ana.types("/got 24-month term worth 1k", in_=acme)
    assert "walk-away" not in heard(ben, acme, "/concede premium support cost 20k")
    assert "walk-away" not in ben.types("/deal log", in_=acme).text
    assert "82 % of the room up to our walk-away is used." in ana.types("/deal log", in_=acme).text
    said = heard(ana, acme, "/concede onboarding week cost 5k")
    assert said.count("90 % of the room up to our walk-away is used.") == 1
    assert "Only people who may see the plan read this." in said


def test_far_from_the_walk_away_nothing_is_said(table: Table, ana: Hands, acme: Channel) -> None:
    planned(ana, acme)
    assert "walk-away" not in heard(ana, acme, "/concede training cost 30k")


def planned(ana: Hands, acme: Channel) -> None:
    """A deal of 240k whose owner would walk away at 180k."""
    opened(ana, acme)
    form = ana.presses("Limits", on=ana.types("/deal plan", in_=acme)).form
    assert form is not None
    form.fill("Walk-away", "180k").submit()


def test_a_promised_get_speaks_when_it_is_by_word_of_mouth(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/got verbal yes on 24 months", in_=acme)
    assert "#1, 24 months, is promised and not in writing yet." in said.text
    assert "One line by e-mail is enough for now." in said.text


def test_a_promised_get_speaks_after_five_working_days(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("They agreed", on=ana.types("/ask reference call", in_=acme))
    assert "in writing" not in said.text
    table.wind(days=7)
    assert (
        "#2, reference call, is promised, 5 working days ago, and not"
        in ana.types("/ask 20 more seats", in_=acme).text
    )


def test_a_delivered_get_is_left_in_peace(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    table.wind(days=14)
    assert "in writing" not in ana.types("/ask 20 more seats", in_=acme).text


SPEAKS = [
    (
        "Price only",
        "/concede price for support cost 1k because they commit",
        "The last 3 gives were all on price: 3,000 EUR.",
    ),
    (
        "Split the difference",
        "/ask they want to split the difference",
        "#3 would split the difference.",
    ),
    ("Scope creep", "/coach they want us to throw in training", "#3 comes on top: training."),
    (
        "One way reference",
        "/ask case study",
        "#3 wants one side to lend its name with nothing of the kind back",
    ),
    ("Silence as consent", "/ask deemed accepted after 5 days", "#3 counts silence as a yes."),
    (
        "Surprise renewal",
        "/coach they want auto-renewal",
        "#3 renews by itself with no notice named.",
    ),
    (
        "One sided credit",
        "/coach they want service credits of 5%",
        "#3 has a credit or penalty for one side alone.",
    ),
    (
        "No way out",
        "/got non-cancellable term",
        "#3 binds somebody with no way out named: non-cancellable term.",
    ),
    (
        "Unwritten give",
        "/concede free month cost 1k, not in the contract",
        "#3 would be promised outside the contract.",
    ),
    (
        "Buy from us if",
        "/concede buy their hosting if they renew",
        "#3 reads as if what we buy from them hung on",
    ),
    (
        "Personal gift",
        "/concede concert tickets cost 100",
        "#3 reads as if it were for a person, not for a company.",
    ),
    (
        "Undisclosed reference",
        "/concede 5% off cost 1k for a reference",
        "a discount for a reference has to be disclosed",
    ),
    (
        "Throw away",
        "/got logo on their page costs them 0 for #2",
        "#3 cost them nothing, and answers #2, which cost us 1,000",
    ),
]


@pytest.mark.parametrize(("rule", "line", "words"), SPEAKS, ids=lambda value: value[:20])
def test_a_rule_speaks_where_it_was_switched_on_and_waits_in_the_review_where_not(
    table: Table, ana: Hands, acme: Channel, rule: str, line: str, words: str
) -> None:
    speaks(ana, acme, rule)
    heard(ana, acme, "/concede 5% off cost 1k because they commit")
    heard(ana, acme, "/concede list price cut cost 1k because they commit")
    said = heard(ana, acme, line)
    assert said.count(words) == 1
    quiet = ana.types("/deal settings", in_=acme).form
    assert quiet is not None
    quiet.fill("Rules that speak up by themselves", []).submit()
    assert words[:20] in ana.types("/deal log", in_=acme).text


@pytest.mark.parametrize(("rule", "line", "words"), SPEAKS, ids=lambda value: value[:20])
def test_the_others_wait_in_the_review_unless_somebody_switches_them_on(
    table: Table, ana: Hands, acme: Channel, rule: str, line: str, words: str
) -> None:
    opened(ana, acme)
    heard(ana, acme, "/concede 5% off cost 1k because they commit")
    heard(ana, acme, "/concede list price cut cost 1k because they commit")
    assert words not in heard(ana, acme, line)


def put(
    table: Table, person: Hands, party: str, once: str, rhythm: str = "", **values: int
) -> OfferRecorded:
    """An offer on the table, recorded by the person."""
    by = Actor(
        team=table.deal.team,
        person=PersonId(person.id),
        channel=ChannelId(table.slack.channel("acme").id),
        today=table.slack.clock.now().date(),
    )
    request = RecordOffer(
        by=by,
        deal=table.deal.id,
        party=PartyId(party),
        values={name: Decimal(value) for name, value in values.items()},
        rhythm=rhythm,
        once=once,
    )
    services = build_services(table.store, table.slack.clock)
    answer = offers.record_offer(request, services=services)
    assert isinstance(answer, OfferRecorded)
    return answer


def test_an_offer_of_theirs_half_way_is_pointed_out_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, "Split the difference")
    put(table, ana, "us", "1", price=100)
    put(table, ana, "them", "2", price=80)
    caution = put(table, ana, "them", "3", price=90).caution
    assert caution is not None
    assert (caution.rule, caution.amount) == ("split_the_difference", Decimal(90))
    assert put(table, ana, "them", "4", price=91).caution is None
    assert "Worth a look" in ana.types("/deal log", in_=acme).text


def test_an_offer_whose_rhythm_has_no_day_shows_in_the_review(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert put(table, ana, "us", "1", "we keep in touch", price=100).caution is None
    ana.types("/ask reference call", in_=acme)
    assert "Offer 1 leaves open how often or on which day" in ana.types("/deal log", in_=acme).text


def test_what_they_take_back_is_said_at_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Acme renewal buying 240k EUR")
    form = ana.types("/deal settings", in_=acme).form
    assert form is not None
    form.fill("Rules that speak up by themselves", ["Takes back"]).submit()
    said = ana.types("/got 3% price rise", in_=acme)
    assert "Taken back by them: #1" in ana.presses("They took it back", on=said).text


def test_a_rule_speaks_once_a_week_at_most_and_again_only_when_it_grew(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede 5% off cost 12k on 12 Nov")
    open_give = "#1, 5% off, has had nothing back for 7 working days."
    assert open_give in ana.types("/ask reference call", in_=acme).text
    assert open_give not in ana.types("/ask 20 more seats", in_=acme).text
    assert open_give in ben.types("/ask prepayment", in_=acme).text
    assert open_give in ana.types("/deal log", in_=acme).text
    said_already(ana, acme, "/concede free month cost 5k on 13 Nov")
    grown = "2 gives like it are open, 17,000 EUR together."
    assert grown not in ana.types("/ask logo on their website", in_=acme).text
    table.wind(days=7)
    assert grown in ana.types("/ask intro to their press team", in_=acme).text


def test_the_next_weightiest_is_said_where_the_first_was_said_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede 5% off cost 12k on 12 Nov")
    ana.types("/ask reference call by 24 Nov", in_=acme)
    table.wind(days=2)
    said = ana.types("/ask 20 more seats", in_=acme).text
    assert "still has no answer after" in said
    assert "nothing back" not in said


def test_a_give_that_was_undone_may_be_told_about_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said = said_already(ana, acme, "/concede net 60 cost 3k")
    assert "2 gives in a row" in said.text
    ana.presses("Undo", on=said)
    table.wind(days=7)
    assert "2 gives in a row" in said_already(ana, acme, "/concede net 60 cost 4k").text


def test_an_ask_that_stalls_again_after_it_was_asked_again_is_told_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    table.wind(days=7)
    assert "still has no answer" in said_already(ana, acme, "/concede onboarding call cost 2k").text
    ana.types("/got net 30 worth 1k", in_=acme)
    ana.types("/ask again about the 24-month term", in_=acme)
    table.wind(days=14)
    assert "still has no answer" in ana.types("/ask reference call", in_=acme).text


def test_at_most_one_caution_in_an_answer_the_rest_in_the_ledger(
    table: Table, ana: Hands, acme: Channel
) -> None:
    speaks(ana, acme, *RULES)
    said_already(ana, acme, "/concede price cut cost 12k")
    said = said_already(ana, acme, "/concede price cut cost 15k")
    assert said.buttons.count("Mute") == 1
    log = ana.types("/deal log", in_=acme).text
    assert "Worth a look" in log
    assert "in a row" in log
    assert "no reason yet" in log


def test_nothing_open_nothing_said(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    said = ana.types("/concede net 60 cost 4k for the reference call", in_=acme)
    assert "Mute" not in said.buttons
    assert "Worth a look" not in ana.types("/deal log", in_=acme).text


@pytest.mark.parametrize("undone", [False, True])
def test_a_rule_can_be_muted_and_speak_again(
    table: Table, ana: Hands, acme: Channel, undone: bool
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    said = said_already(ana, acme, "/concede net 60 cost 3k")
    muted = ana.presses("Mute", on=said)
    assert "No more about gives in a row to you in Acme renewal." in muted.text
    if undone:
        assert (
            "Acme renewal speaks to you about gives in a row again."
            in ana.presses("Undo", on=muted).text
        )
    table.wind(days=7)
    after = said_already(ana, acme, "/concede extra training cost 3k")
    assert ("3 gives in a row" in after.text) is undone


def test_a_mute_is_for_one_person_alone(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    ana.presses("Mute", on=said_already(ana, acme, "/concede net 60 cost 3k"))
    assert "3 gives in a row" in said_already(ben, acme, "/concede extra training cost 3k").text


def test_mutes_show_in_the_settings(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said_already(ana, acme, "/concede onboarding call cost 2k")
    ana.presses("Mute", on=said_already(ana, acme, "/concede net 60 cost 3k"))
    form = ana.types("/deal settings", in_=acme).form
    assert form is not None
    assert form["Rules you do not want to hear in this deal"] == ["Second in a row"]
