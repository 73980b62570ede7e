"""Gives, from the line to the ledger: the check, drafts, conditions, amounts."""

from decimal import Decimal

import pytest

from bot.domain.moves import State
from bot.domain.worth import Figure
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

FIRST = "/concede free onboarding call cost 2k"


def test_a_bare_first_small_give_is_saved_at_once_with_an_ask_offered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types(FIRST, in_=acme)
    assert "Recorded #1: free onboarding call" in said.text
    assert "Open give, today: 2,000 EUR (0.8 % of the deal)." in said.text
    assert "Ask in return:" in said.text
    assert said.public == ()
    assert table.states() == ["give firm"]
    assert table.sums.exposure == 2000


def test_a_bare_second_give_is_a_draft_first(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(FIRST, in_=acme)
    said = ana.types("/concede net 60 cost 3k", in_=acme)
    assert "Not a give yet: second in a row, #1 is still open." in said.text
    assert "would rise from 2,000 to 5,000 EUR" in said.text
    assert table.states() == ["give firm", "give draft"]
    assert table.sums.exposure == 2000


def test_already_said_makes_a_draft_count(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme)
    assert (
        "Read as: give 5% off, cost 12,000 EUR, on Thu 12 Nov, nothing in return yet." in check.text
    )
    said = ana.presses("Already said", on=check)
    assert "Recorded #1: 5% off." in said.text
    assert "Open give, 11 days: 12,000 EUR (5 % of the deal)." in said.text
    assert table.sums.exposure == 12000


def test_a_give_of_a_past_day_that_was_not_said_becomes_one_of_today(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme)
    said = ana.presses("Not yet", on=check)
    assert "Not a give yet: nothing comes back for it so far." in said.text
    assert "12 Nov" not in said.text
    assert table.states() == ["give draft"]


def test_a_draft_on_purpose_without_a_return_is_goodwill(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("Goodwill, on purpose", on=ana.types("/concede 5% off cost 12k", in_=acme))
    assert "Goodwill #1: 5% off, cost 12,000 EUR." in said.text
    assert "Nothing expected for it until Wed 23 Dec" in said.text
    assert table.sums.exposure == 0


def test_a_dropped_draft_was_never_given(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.presses("Drop", on=ana.types("/concede 5% off cost 12k", in_=acme))
    assert said.text == "Dropped: 5% off. Nothing was recorded."
    assert table.states() == ["give void"]
    assert table.sums.drafts == 0


def test_a_draft_made_conditional_stays_outside_exposure(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(FIRST, in_=acme)
    check = ana.types("/concede net 60 cost 3k", in_=acme)
    said = ana.presses("If signed by 30 Nov", on=check)
    assert "Conditional give #2: net 60 if signed by 30 Nov, cost 3,000 EUR." in said.text
    assert "Given with nothing back yet stays 2,000 EUR." in said.text
    assert 'Say: "We can do net 60 if you sign by 30 Nov."' in said.text
    assert table.sums.exposure == 2000


def test_a_draft_given_for_a_proposal_opens_the_ask_and_waits_for_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    said = ana.presses("24-month term", on=check)
    assert "Conditional give #1: 5% off for 24-month term, cost 12,000 EUR." in said.text
    assert "Open ask #2: 24-month term" in said.text
    assert table.states() == ["give conditional", "ask open"]


def test_a_proposal_answered_meanwhile_leaves_the_draft_a_draft(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask joint press release", in_=acme)
    table.wind(days=1)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.types("/got joint press release", in_=acme)
    said = ana.presses("joint press release", on=check)
    assert "Somebody changed this since you saw it, so nothing was done." in said.text
    assert table.states() == ["ask granted", "give draft", "get firm"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "/concede 5% off cost 12k for 24-month term",
            "Conditional give #1: 5% off for 24-month term",
        ),
        (
            "/concede net 60 cost 3k if signed by 30 Nov",
            "Conditional give #1: net 60 if signed by 30 Nov",
        ),
        (
            "/concede onboarding week as goodwill review 15 Jan",
            "Nothing expected for it until Fri 15 Jan 2027",
        ),
        (
            "/concede 5% discount cost 12k worth 20k for 24-month term if signed by 30 Nov because they commit volume",
            "Conditional give #1: 5% discount for 24-month term if signed by 30 Nov, cost 12,000 EUR, because they com",
        ),
    ],
)
def test_a_give_with_a_return_a_condition_or_a_purpose_is_saved_at_once(
    table: Table, ana: Hands, acme: Channel, line: str, said: str
) -> None:
    opened(ana, acme)
    assert said in ana.types(line, in_=acme).text
    assert table.sums.drafts == 0
    assert table.sums.exposure == 0


def test_a_give_for_a_get_at_hand_is_a_trade_at_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    said = ana.types("/concede net 60 cost 4k for the reference call", in_=acme)
    assert "Matched with get #1, reference call." in said.text
    assert "No give is open" not in said.text
    assert table.states() == ["get firm", "give firm"]
    assert table.sums.exposure == 0


def test_a_give_for_an_open_ask_waits_for_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term worth 30k by Friday", in_=acme)
    said = ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert "It waits for ask #1." in said.text
    assert table.states() == ["ask open", "give conditional"]


def test_a_condition_that_comes_true_makes_the_give_count_from_that_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    table.wind(days=2)
    said = ana.presses("It happened", on=ana.types("/deal log #1", in_=acme))
    assert "It happened, #1: net 60 now counts (if signed by 30 Nov)." in said.text
    assert "Given with nothing back yet: 3,000 EUR." in said.text
    assert "#1 net 60: 3,000 EUR open, today." in ana.types("/deal", in_=acme).text


def test_a_condition_lapses_after_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede net 60 cost 3k if signed by 30 Nov", in_=acme)
    table.wind(days=9)
    assert table.states() == ["give lapsed"]
    shown = ana.types("/deal log #1", in_=acme).text
    assert "State: lapsed." in shown
    assert "Lapsed by the coach, on its day, Wed 2 Dec" in shown


def test_a_draft_of_somebody_who_gets_no_messages_waits_in_home(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k", in_=acme)
    table.wind(days=15)
    assert table.states() == ["give draft"]
    assert "5% off" in ana.home().text


@pytest.mark.parametrize(
    ("amount", "read"),
    [
        ("12k", "12,000 EUR"),
        ("1.2m", "1,200,000 EUR"),
        ("12,000.50 EUR", "12,000.50 EUR"),
        ("€30k", "30,000 EUR"),
        ("10-15k", "10,000–15,000 EUR"),
    ],
)
def test_amounts_are_read_as_people_write_them(
    table: Table, ana: Hands, acme: Channel, amount: str, read: str
) -> None:
    opened(ana, acme)
    assert f"5% off, cost {read}" in ana.types(f"/concede 5% off cost {amount}", in_=acme).text


def test_a_range_counts_as_its_middle(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 10-15k", in_=acme)
    assert "would be 12,500 EUR (5.2 % of the deal)" in check.text


def test_an_unknown_cost_is_unknown_and_never_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede exclusive logo use", in_=acme)
    assert "It has no cost yet, so nobody can say how much it adds." in check.text
    said = ana.presses("Already said", on=check)
    assert "Open give, today: no figure yet." in said.text
    assert (table.sums.exposure, table.sums.unfigured) == (Decimal(0), 1)


def test_a_size_counts_once_the_settings_say_what_it_stands_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede onboarding week cost M", in_=acme)
    assert "Its cost, size M, has no amount in EUR yet" in check.text
    ana.presses("Already said", on=check)
    form = ana.types("/deal settings", in_=acme).form
    assert form is not None
    form.fill("What sizes stand for", "S 1000, M 5k, L 20000").submit()
    assert table.sums.exposure == 5000
    assert "#1 onboarding week: 5,000 EUR open" in ana.types("/deal", in_=acme).text


def test_another_currency_counts_once_there_is_a_rate(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede onboarding week cost 3k USD", in_=acme)
    assert "Its cost, 3,000 USD, has no amount in EUR yet" in check.text
    ana.presses("Already said", on=check)
    assert (table.sums.exposure, table.sums.unfigured) == (Decimal(0), 1)
    form = ana.types("/deal settings", in_=acme).form
    assert form is not None
    form.fill("Rates of other currencies", "USD 0.92 2026-11-01").submit()
    assert table.sums.exposure == 2760


def test_a_deal_can_count_in_points(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Acme pilot partnering 100 pts")
    said = ana.types("/concede shared booth cost 1 pts", in_=acme)
    assert "Open give, today: 1 pts (1 % of the deal)." in said.text
    said = ana.types("/concede joint webinar cost 20", in_=acme)
    assert "would rise from 1 to 21 pts" in said.text


def test_a_late_entry_ages_from_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 3 May", in_=acme))
    log = ana.types("/deal log", in_=acme)
    assert "12,000 EUR, 204 days" in log.text
    assert "3 May" in log.text


def test_a_limit_is_not_a_give(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede up to 10% if we must", in_=acme)
    assert said.text.startswith("This says how far you would go. Nothing of the line is kept here.")
    assert table.states() == []
    form = ana.presses("Record it as a give", on=said).form
    assert form is not None
    form.submit()
    assert table.states() == ["give draft"]


@pytest.mark.parametrize(
    ("button", "what", "cost"),
    [
        ("In all: 12% off", "2% more (12% off in all)", 4000),
        ("On top: 12% off", "12% off on top", 28000),
    ],
)
def test_a_higher_level_is_in_all_or_more(
    table: Table, ana: Hands, acme: Channel, button: str, what: str, cost: int
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 10% off cost 24k", in_=acme))
    said = ana.types("/concede 12% off cost 28k", in_=acme)
    assert "12% off after 10% off (#1): is that in all, or on top?" in said.text
    check = ana.presses(button, on=said)
    assert f"Read as: {what}, cost" in check.text
    ana.presses("Already said", on=check)
    assert table.sums.exposure == 24000 + cost


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("10% more volume", "12% more volume"),
        ("2 extra training days", "3 more training days"),
        ("20 seats", "25 additional seats"),
        ("12-month commitment", "2-year commitment"),
        ("10% mehr Volumen", "12% mehr Volumen"),
        ("2 zusätzliche Schulungstage", "3 zusätzliche Schulungstage"),
    ],
)
def test_a_higher_level_that_reads_like_more_is_asked_about_too(
    table: Table, ana: Hands, acme: Channel, first: str, then: str
) -> None:
    opened(ana, acme)
    ana.types(f"/concede {first} cost 1k for case study", in_=acme)
    said = ana.types(f"/concede {then} cost 1.5k for press release", in_=acme)
    assert f"{then} after {first} (#1): is that in all, or on top?" in said.text


@pytest.mark.parametrize("then", ["12% off", "10 training days", "2 extra reports"])
def test_more_of_another_thing_is_no_higher_level(
    table: Table, ana: Hands, acme: Channel, then: str
) -> None:
    opened(ana, acme)
    ana.types("/concede 10% more volume cost 1k for case study", in_=acme)
    said = ana.types(f"/concede {then} cost 1.5k for press release", in_=acme)
    assert "in all, or on top" not in said.text


@pytest.mark.parametrize("line", ["/concede 10% off if possible", "/concede 5% for a good start"])
def test_words_that_only_look_like_a_condition_or_a_return_are_none(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    assert "Not a give yet" in ana.types(line, in_=acme).text
    move = table.move(1)
    assert (move.state, move.condition, move.for_what) == (State.DRAFT, "", "")


def test_the_same_line_a_moment_later_asks_and_three_minutes_later_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 30 days to pay as goodwill", in_=acme)
    again = ana.types("/concede 30 days to pay as goodwill", in_=acme)
    assert "The same line is #1, recorded a moment ago: 30 days to pay." in again.text
    ana.presses("No, drop it", on=again)
    table.wind(minutes=3)
    assert "Goodwill #3" in ana.types("/concede 30 days to pay as goodwill", in_=acme).text
    assert table.states() == ["give goodwill", "give void", "give goodwill"]


def test_a_draft_typed_once_more_is_the_same_draft(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k", in_=acme)
    again = ana.types("/concede 5% off cost 12k", in_=acme)
    assert "Kept as draft #1" in again.text
    assert table.states() == ["give draft"]
    ana.presses("Already said", on=again)
    assert table.states() == ["give firm"]


def test_editing_a_draft_shows_the_check_again(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(FIRST, in_=acme)
    form = ana.presses("Edit", on=ana.types("/concede net 60 cost 13k", in_=acme)).form
    assert form is not None
    assert form["Cost to us"] == "13000"
    check = form.fill("Cost to us", "4k").submit()
    assert "would rise from 2,000 to 6,000 EUR" in check.text
    assert "Recorded #2: net 60." in ana.presses("Already said", on=check).text
    assert table.sums.exposure == 6000


def test_a_condition_added_to_a_draft_saves_it_at_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = ana.presses("Edit", on=ana.types("/concede 5% off cost 12k", in_=acme)).form
    assert form is not None
    said = form.fill("Only if", "they sign").submit()
    assert "Conditional give #1: 5% off if they sign" in said.text
    assert 'Say: "We can do 5% off if you sign."' in said.text
    assert table.states() == ["give conditional"]


def test_a_condition_added_to_a_recorded_give_takes_it_out_of_exposure(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = ana.presses("Edit", on=ana.types(FIRST, in_=acme)).form
    assert form is not None
    form.fill("Only if", "they sign").submit()
    assert table.states() == ["give conditional"]
    assert table.sums.exposure == 0


def test_a_step_stays_one_while_its_level_stays(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 10% off cost 24k", in_=acme))
    check = ana.presses("In all: 12% off", on=ana.types("/concede 12% off cost 28k", in_=acme))
    ana.presses("Already said", on=check)
    form = form_of(ana.presses("Edit", on=ana.types("/deal log #2", in_=acme)))
    shown = form.fill("What", "12% off the list").submit()
    assert "Changed #2: 2% more (12% off the list in all)" in shown.text
    form = form_of(ana.presses("Edit", on=ana.types("/deal log #2", in_=acme)))
    assert "Changed #2: 11% off, cost" in form.fill("What", "11% off").submit().text


def test_an_amount_at_the_end_of_a_give_is_asked_about_and_kept_from_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede 2 free seats 3k for 24-month term", in_=acme)
    assert '"We can offer 2 free seats in return for' in said.text
    assert "seats 3k for a" not in said.text
    changed = ana.presses("Cost 3,000 EUR?", on=said)
    assert "2 free seats" in changed.text
    give = table.move(1)
    assert (give.what, give.cost) == ("2 free seats", Figure(amount=Decimal(3_000)))


def test_an_amount_at_the_end_of_a_bare_give_is_asked_about_before_it_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede weekend crew 18k", in_=acme)
    assert "Is 18,000 EUR what it costs us?" in check.text
    told = ana.presses("Cost 18,000 EUR?", on=check)
    assert "Read as: weekend crew, cost 18,000 EUR." in told.text
    kept = ana.types("/concede price cap 95k", in_=acme)
    assert "what it costs us" not in kept.text
