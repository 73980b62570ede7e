"""The plan as one page: what it shows, what it asks about, and that its limits are one value wherever
they were typed."""

from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_plans import add_give, figure, limits, name_viewer, plan_of, step


def add_issue(person: Hands, channel: Channel, name: str, **more: str) -> object:
    """One more issue in the plan."""
    seen = step(person, channel, "Issues")
    form = form_of(seen) if seen.form else form_of(person.presses("Add", on=seen))
    form.fill("Issue", name)
    labels = {
        "us": "How much it matters to us",
        "them": "How much it matters to them",
        "target": "Target",
        "walk_away": "Walk-away",
        "trust": "How much trust it builds",
    }
    for key, value in more.items():
        form.fill(labels[key], value)
    return form.submit()


def test_the_plan_is_one_page_with_the_break_even_worked_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = limits(ana, acme).fill("Without this deal, we …", "sell to Globex")
    form.fill("What that comes to", "200k").fill("Costs that come later with it", "5k")
    form.fill("Costs that come later with this deal", "20k")
    form.fill("Walk-away", "216k").fill("Target", "235k").submit()
    add_issue(ana, acme, "payment", us="20", them="70", trust="L")
    add_issue(ana, acme, "term", us="80", them="30", target="36 months")
    add_give(ana, acme, "net 60", cost="3k", ask="24-month term")
    page = ana.types("/deal plan", in_=acme).text
    assert "Break-even: 215,000 EUR (200,000 − 5,000 + 20,000). Below it the alternative" in page
    assert "Walk-away: 216,000" in page
    assert ["payment", "20", "70", "give", "here"] in [
        line.split()[:5] for line in page.splitlines()
    ]
    assert ["term", "80", "30", "ask", "here"] in [line.split()[:5] for line in page.splitlines()]
    assert "1. net 60, 3,000 EUR; ask for 24-month term; next" in page
    assert "Which of the two is meant?" not in page


def test_a_buyers_break_even_runs_the_other_way(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Pallets buying 240k EUR")
    form = limits(ana, acme).fill("Without this deal, we …", "stay with the old supplier")
    form.fill("What that comes to", "200k").fill("Costs that come later with it", "30k")
    seen = form.fill("Costs that come later with this deal", "10k").submit()
    assert "Break-even: 220,000 EUR (200,000 − 10,000 + 30,000). Above it" in seen.text


def test_what_they_need_and_what_to_find_out_stand_in_the_plan(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(step(ana, acme, "Needs"))
    form.fill("What they must be able to go home with", "a price below last year's")
    seen = form.fill("What we have to find out", "- who signs?\n\nwhen does it close?").submit()
    assert plan_of(table).questions == ("who signs?", "when does it close?")
    assert "They must be able to go home with: a price below last year's" in seen.text
    assert "who signs?" in ana.types("/deal plan theirs", in_=acme).text


def test_in_a_hiring_deal_no_question_asks_for_past_pay(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Head of Data hiring 90k EUR")
    form = form_of(step(ana, acme, "Needs"))
    sent = form.fill("What we have to find out", "what is her current salary?").submit()
    assert list(sent.errors.values()) == [
        "In a hiring deal nothing is kept about what somebody earned so far. Please leave that out."
    ]


@pytest.mark.parametrize(
    ("opening", "limit", "asked"),
    [
        ("selling", "250k", "is above the target, 230,000 EUR"),
        ("buying", "210k", "is below the target, 230,000 EUR"),
        ("hiring", "220k", "is below the target, 230,000 EUR"),
    ],
)
def test_a_walk_away_past_the_target_is_asked_about_when_it_is_saved(
    table: Table, ana: Hands, acme: Channel, opening: str, limit: str, asked: str
) -> None:
    opened(ana, acme, f"/deal open Acme renewal {opening} 240k EUR")
    seen = limits(ana, acme).fill("Walk-away", limit).fill("Target", "230k").submit()
    assert asked in seen.text
    assert "Which of the two is meant?" in seen.text
    form = form_of(ana.presses("Look at it", on=form_of(seen)))
    assert form["Target"] == "230000"


def test_weights_and_gives_that_do_not_add_up_are_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_issue(ana, acme, "price", us="80")
    add_issue(ana, acme, "term", us="60")
    seen = form_of(step(ana, acme, "Gives")).fill("What we are ready to give", "5% off")
    seen.fill("What it costs us", "12k").fill("What to ask for it", "case study")
    saved = seen.fill("What that would be worth to us", "4k").submit()
    assert "The weights come to 140, not 100." in saved.text
    assert "5% off costs us 12,000 EUR, and case study, asked for it, is worth 4,000" in saved.text


def test_a_walk_away_on_the_price_is_that_of_the_deal(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_issue(ana, acme, "price", walk_away="215k", target="235k")
    assert plan_of(table).walk_away == figure("215000")
    assert "Past the walk-away" in ana.types("/coach should I accept 214k?", in_=acme).text
    limits(ana, acme).fill("Walk-away", "220k").submit()
    (price,) = plan_of(table).issues
    assert price.walk_away is not None
    assert (price.walk_away.number, price.walk_away.text) == (Decimal(220_000), "220k")


def test_a_price_per_piece_is_no_walk_away_of_the_deal(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_issue(ana, acme, "price", walk_away="4.35", target="4.60")
    assert plan_of(table).walk_away is None


def test_a_walk_away_in_another_currency_stays_where_it_was_typed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_issue(ana, acme, "price", walk_away="215k USD")
    assert plan_of(table).walk_away is None


def test_an_offer_is_held_against_the_one_walk_away_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_issue(ana, acme, "price", walk_away="215k")
    ana.types("/offer they: price 214k, term 24 months", in_=acme)
    said = ana.types("/coach should I accept their offer?", in_=acme).text
    assert said.casefold().count("past the walk-away") == 1
    assert "walk-away" not in ben.types("/coach should I accept their offer?", in_=acme).text


def test_the_midpoint_is_held_against_the_plans_target(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 240k", in_=acme)
    ana.types("/offer they: price 200k", in_=acme)
    before = ben.types("/offer midpoint", in_=acme).text
    limits(ana, acme).fill("Target", "230k").submit()
    assert "230,000 EUR" in ana.types("/offer midpoint", in_=acme).text
    assert ben.types("/offer midpoint", in_=acme).text == before


def test_the_page_fits_into_a_message_however_much_the_plan_says(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    long = "all that there is to say about it " * 60
    for step_name, label in (("Issues", "Issue"), ("People", "Role")):
        for number in range(9):
            seen = step(ana, acme, step_name)
            form = form_of(seen) if seen.form else form_of(ana.presses("Add", on=seen))
            form.fill(label, f"the {number} of it")
            if step_name == "People":
                form.fill("What moves them", long).fill("What limits them", long)
            form.submit()
    form_of(step(ana, acme, "Needs")).fill("What they must be", long).submit()
    name_viewer(ana, acme, "Ben")
    seen = ben.types("/deal plan", in_=acme)
    assert "Plan of Acme renewal" in seen.text
    assert "And 1 more: the button shows all." in seen.text


def test_the_page_speaks_german(table: Table, ana: Hands, slack: FakeSlack, acme: Channel) -> None:
    opened(ana, acme)
    ana.person.locale = "de-DE"
    slack.changes(ana)
    form = form_of(ana.presses("Grenzen", on=ana.types("/deal plan", in_=acme)))
    form.fill("Ausstiegspunkt", "250.000 €").fill("Ziel", "230.000 €")
    seen = form.submit()
    assert plan_of(table).target == Figure(amount=Decimal(230_000), unit="EUR")
    assert "Der Ausstiegspunkt (250.000 EUR) liegt über dem Ziel (230.000 EUR)." in seen.text
