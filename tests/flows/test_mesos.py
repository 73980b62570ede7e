"""Equal offers: built over the deal's issues, put on the table, said, leaned to; swaps and the midpoint."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.issues import Issue
from bot.domain.offers import Offer
from bot.domain.plans import IssuePlan, Plan, TermLevel
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened, pressed

OURS = "/offer price 98k EUR, term 24 months, payment 30 days, onboarding paid"
THEIRS = "/offer they offer price 90k EUR, term 12 months, payment 60 days, onboarding free"
FOUR = (
    Issue(name="price", unit="EUR", low=Decimal(90_000), high=Decimal(100_000), more_is_ours=True),
    Issue(name="term", unit="months", low=Decimal(12), high=Decimal(36), more_is_ours=True),
    Issue(name="payment", unit="days", low=Decimal(14), high=Decimal(60), more_is_ours=False),
    Issue(name="onboarding", options=("free", "at cost", "paid"), more_is_ours=True),
)


def with_issues(table: Table, *issues: Issue) -> None:
    """The deal's issues, as its form keeps them."""
    with table.store.work() as work:
        work.deals.update(replace(table.deal, issues=issues, version=table.deal.version + 1))


def with_plan(table: Table, **importance: tuple[int, int]) -> None:
    """The owner's plan: what each issue means to us, and to them."""
    planned = tuple(
        IssuePlan(
            issue=name,
            importance=Decimal(ours),
            theirs=Decimal(theirs),
            target=TermLevel(text="97k", number=Decimal(97_000)) if name == "price" else None,
        )
        for name, (ours, theirs) in importance.items()
    )
    with table.store.work() as work:
        work.plans.save(table.deal.team, table.deal.id, Plan(issues=planned))


PLANNED = {"price": (60, 20), "term": (20, 40), "payment": (10, 30), "onboarding": (10, 10)}


def offers(table: Table) -> list[Offer]:
    with table.store.reading() as work:
        return list(work.offers.list_in_deal(table.deal.team, table.deal.id))


def built(person: Hands, acme: Channel, line: str = "/offer meso") -> Seen:
    """The packages; what matters is not said first."""
    seen = person.types(line, in_=acme)
    return person.presses("Build without", on=seen) if "Build without" in seen.buttons else seen


@pytest.fixture
def at_table(table: Table, ana: Hands, acme: Channel) -> Table:
    """Four issues, an offer of ours and one of theirs."""
    opened(ana, acme)
    with_issues(table, *FOUR)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    assert [offer.by for offer in offers(table)] == ["us", "them"]
    return table


def test_equal_packages_are_shown_side_by_side(at_table: Table, ana: Hands, acme: Channel) -> None:
    seen = built(ana, acme)
    assert "3 packages, about equally good for us, like our last offer." in seen.text
    assert (
        "Nobody said how much these matter, so they count alike: term and onboarding." in seen.text
    )
    assert "payment counts as what it costs, at 8 % a year." in seen.text
    assert "No rhythm attached yet." in seen.text
    assert "Worth to them" not in seen.text
    assert seen.buttons[:4] == ["Each month", "Each quarter", "First 90 days", "Put on the table"]
    assert len(offers(at_table)) == 2


def test_what_was_built_is_put_on_the_table_as_one_offer(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    ana.presses("Put on the table", on=built(ana, acme))
    meso = offers(at_table)[-1]
    assert (meso.ours, len(meso.alternatives)) == (True, 2)
    assert set(meso.values) == {"price", "term", "payment", "onboarding"}
    assert meso.rhythm == ""


def test_pressed_twice_it_is_on_the_table_once(
    at_table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    seen = built(ana, acme)
    ana.presses("Put on the table", on=seen)
    slack.deliver(slack.board.sent[-1], times=2)
    assert len(offers(at_table)) == 3


def test_packages_built_before_something_changed_are_shown_anew(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    seen = built(ana, acme)
    ana.types("/offer price 97k EUR", in_=acme)
    again = ana.presses("Put on the table", on=seen)
    assert "Something changed since you looked." in again.text
    assert len(offers(at_table)) == 3


def test_others_are_others(at_table: Table, ana: Hands, acme: Channel) -> None:
    first = built(ana, acme, "/offer meso at 60%")
    second = ana.presses("Others", on=first)
    assert second.text != first.text
    assert "packages, about equally good for us" in second.text


def test_a_level_of_ones_own(at_table: Table, ana: Hands, acme: Channel) -> None:
    assert "at 85 % of the best we could get." in built(ana, acme, "/offer meso at 85%").text
    assert "at 85 % of the best we could get." in built(ana, acme, "/offer meso 85").text
    for typed in ("meso at 120%", "meso 0%", "meso please"):
        said = ana.types(f"/offer {typed}", in_=acme).text
        assert f"does not know: {typed}" in said
        assert "/offer meso at 80%" in said


def test_where_none_are_equal_the_nearest_level_is_offered(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    none = built(ana, acme, "/offer meso at 100%")
    assert "No two packages at 100 % of the best we could get" in none.text
    (button,) = none.buttons
    assert button.startswith("Build at ")
    again = ana.presses(button, on=none)
    assert f"at {button.removeprefix('Build at ')} of the best we could get" in again.text


def test_the_packages_in_words_to_say(at_table: Table, ana: Hands, acme: Channel) -> None:
    said = form_of(ana.presses("Say it", on=built(ana, acme)))["Say"]
    assert isinstance(said, str)
    assert said.startswith(
        "We could do this in any of these ways. Each of them works for us.\nOption A would be "
    )
    assert said.endswith("Which of these suits you best?")
    assert len(offers(at_table)) == 2


def test_what_matters_is_asked_first_where_nothing_says_it(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    asked = ana.types("/offer meso", in_=acme)
    assert "which of price, term, payment and onboarding matter most" in asked.text
    form = form_of(ana.presses("Say what matters", on=asked))
    assert form.submit().errors == {
        "What matters most to us?": "Please choose one issue for us or for them."
    }
    form.fill("What matters most to us?", ["price"])
    form.fill("What matters most to them, as far as you can tell?", ["term", "onboarding"])
    seen = form.submit()
    assert "Weighed by importance in the plan." in seen.text
    assert "Worth to them, estimate" in seen.text
    with at_table.store.reading() as work:
        plan = work.plans.find(at_table.deal.team, at_table.deal.id)
    assert plan is not None
    weights = {each.issue: (each.importance, each.theirs) for each in plan.issues}
    most, other = Decimal(60), Decimal(20)
    assert weights == {
        "price": (most, other),
        "term": (other, most),
        "onboarding": (other, most),
    }
    assert "Before packages are built" not in ana.types("/offer meso", in_=acme).text


def test_who_names_a_level_is_not_asked(at_table: Table, ana: Hands, acme: Channel) -> None:
    seen = ana.types("/offer meso at 60%", in_=acme)
    assert "packages, about equally good for us" in seen.text
    assert "Say what matters" in seen.buttons


def test_who_does_not_own_the_plan_is_not_asked(at_table: Table, ben: Hands, acme: Channel) -> None:
    ben.types("/deal", in_=acme)
    assert "packages, about equally good for us" in ben.types("/offer meso", in_=acme).text


def test_a_longer_term_that_a_seller_is_asked_for_is_in_every_package_and_no_cost(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 240k EUR, term 12 months, net 30, SLA premium, seats 100", in_=acme)
    ana.types("/offer they: price 205k EUR, term 24 months, net 60, SLA standard", in_=acme)
    seen = built(ana, acme)
    assert "term 24 months suits both sides" in seen.text
    said = form_of(ana.presses("Say it", on=seen))["Say"]
    assert isinstance(said, str)
    assert "a term of 24 months" in said


def test_a_rhythm_is_attached_with_one_press(at_table: Table, ana: Hands, acme: Channel) -> None:
    chosen = ana.presses("Each month", on=built(ana, acme))
    line = "a monthly call of the two project leads about dates kept, open points and costs"
    assert f"Rhythm with each: {line}" in chosen.text
    assert "Each quarter" not in chosen.buttons
    said = form_of(ana.presses("Say it", on=chosen))["Say"]
    put_there = ana.presses("Put on the table", on=chosen)
    assert offers(at_table)[-1].rhythm == line
    # What is recorded is said in the same words.
    assert isinstance(said, str)
    assert said.replace("\n", " ") in put_there.text


def test_packages_are_said_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Acme Verlängerung Verkauf 240k EUR")
    dana.types(
        "/offer Preis 240k, Laufzeit 12 Monate, Zahlungsziel 30 Tage, Support Premium", in_=general
    )
    dana.types(
        "/offer sie bieten Preis 205k, Laufzeit 24 Monate, Zahlungsziel 60 Tage, Support Standard",
        in_=general,
    )
    seen = dana.presses("Ohne bauen", on=dana.types("/offer meso", in_=general))
    assert "Laufzeit 24 Monate passt beiden Seiten" in seen.text
    said = form_of(dana.presses("Formulieren", on=seen))["Sagen"]
    assert isinstance(said, str)
    assert "Bei Variante A gäbe es " in said
    assert said.endswith("Welches davon passt Ihnen am besten?")
    assert ":" not in said


def test_without_issues_it_says_what_to_do(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = built(ana, acme).text
    assert "names no issues" in said
    assert "/deal issues" in said


def test_with_one_issue_that_moves_it_says_what_is_missing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    with_issues(table, FOUR[0], Issue(name="support", options=("basic", "full")))
    said = built(ana, acme).text
    assert "they need two issues that can move, and only price can." in said
    assert "Left open: support." in said


def test_two_stands_say_which_way_is_better(table: Table, ana: Hands, acme: Channel) -> None:
    """Nobody filled in the issues; the offers alone say what there is to trade."""
    opened(ana, acme)
    ana.types("/offer price 98k EUR, term 24 months, payment 30 days", in_=acme)
    ana.types("/offer they offer price 90k EUR, term 12 months, payment 60 days", in_=acme)
    assert "packages, about equally good for us" in built(ana, acme).text


# --- leaning


def put(ana: Hands, acme: Channel) -> None:
    ana.presses("Put on the table", on=built(ana, acme))


def test_what_they_leaned_to_says_what_matters_to_them(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    put(ana, acme)
    said = ana.types("/offer leaned 2", in_=acme)
    assert "They leaned to B of offer 3." in said.text
    assert "It seems to matter more to them (an estimate from 1 choice):" in said.text
    assert offers(at_table)[-1].leaned == 1
    assert "with 1 choice of theirs in it" in built(ana, acme).text


@pytest.mark.parametrize(
    ("typed", "bundle"), [("1", 0), ("to B", 1), ("c", 2), ("towards package 3", 2), ("zu A", 0)]
)
def test_a_package_is_named_by_number_or_letter(
    at_table: Table, ana: Hands, acme: Channel, typed: str, bundle: int
) -> None:
    put(ana, acme)
    ana.types(f"/offer leaned {typed}", in_=acme)
    assert offers(at_table)[-1].leaned == bundle


def test_the_packages_on_the_table_are_chosen_by_button(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    put(ana, acme)
    shown = ana.types("/offer leaned", in_=acme)
    assert "Which one did they lean to?" in shown.text
    said = ana.presses("They lean to C", on=shown)
    assert "They leaned to C of offer 3." in said.text
    assert "They leaned to C." in ana.types("/offer leaned", in_=acme).text


def test_leaning_again_replaces_what_the_first_said(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    put(ana, acme)
    first = ana.types("/offer leaned 1", in_=acme).text
    ana.types("/offer leaned 2", in_=acme)
    assert ana.types("/offer leaned 1", in_=acme).text == first


def test_a_leaning_that_fits_nothing_records_nothing(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    assert (
        "No equal packages of ours are on the table." in ana.types("/offer leaned 2", in_=acme).text
    )
    put(ana, acme)
    assert "Which one did they lean to?" in ana.types("/offer leaned 7", in_=acme).text
    assert (
        "does not know: leaned the blue one"
        in ana.types("/offer leaned the blue one", in_=acme).text
    )
    assert offers(at_table)[-1].leaned is None


def moves(table: Table) -> list[str]:
    return [f"{move.kind} {move.what} {move.state}" for move in table.ledger.moves.values()]


def test_a_menu_gives_nothing_until_they_pick_from_it(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    put(ana, acme)
    menu = moves(at_table)
    assert {line.split()[-1] for line in menu} == {"open", "conditional"}
    assert at_table.sums.gives == 0
    which = ana.types("/offer they accepted", in_=acme)
    assert "Which one did they lean to?" in which.text
    assert moves(at_table) == menu
    ana.presses("They lean to B", on=which)
    agreed = ana.types("/offer they accepted", in_=acme)
    assert "Agreed: price " in agreed.text
    assert "No longer standing: #1 " in agreed.text
    ana.presses("Undo", on=agreed)
    assert moves(at_table)[: len(menu)] == menu
    ana.types("/offer price 97k EUR, term 24 months, payment 30 days, onboarding paid", in_=acme)
    settled = at_table.states()[: len(menu)]
    assert set(settled) <= {"ask withdrawn", "give lapsed"}


# --- swaps


def test_swaps_need_to_know_what_matters(at_table: Table, ana: Hands, acme: Channel) -> None:
    assert "nothing says which issues matter more" in ana.types("/offer swaps", in_=acme).text


def test_swaps_leave_both_better_off(at_table: Table, ana: Hands, acme: Channel) -> None:
    with_plan(at_table, **PLANNED)
    said = ana.types("/offer swaps", in_=acme).text
    assert "Better for both, by estimate, from offer 1:" in said
    assert "price: 98,000 EUR → 100,000 EUR" in said
    assert 'Say: "We can do ' in said
    assert "theirs are an estimate" in said


def test_swaps_without_an_offer_of_ours(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "nothing of ours is on the table" in ana.types("/offer swaps", in_=acme).text


# --- the midpoint


def test_where_a_split_would_land(at_table: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types("/offer midpoint price", in_=acme).text
    assert (
        "ours 98,000 EUR, theirs 90,000 EUR. Splitting the difference lands on 94,000 EUR." in said
    )
    assert "term" not in said
    assert "term: ours 24 months, theirs 12 months." in ana.types("/offer midpoint", in_=acme).text


def test_the_midpoint_against_a_target(at_table: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types("/offer midpoint price 95k", in_=acme).text
    assert (
        "1,000 EUR short of 95,000 EUR. The middle is 95,000 EUR where we stand at 100,000 EUR"
        in said
    )
    assert "we stand at 98,000 EUR" in said
    assert (
        "better for us than 93,000 EUR"
        in ana.types("/offer midpoint price 93,000 EUR", in_=acme).text
    )


def test_a_midpoint_of_nothing(at_table: Table, ana: Hands, acme: Channel) -> None:
    assert (
        "volume is no issue of this deal. Its issues: price, term, payment and onboarding."
        in ana.types("/offer midpoint volume", in_=acme).text
    )
    assert (
        "A midpoint needs a number from both sides on onboarding."
        in ana.types("/offer midpoint onboarding", in_=acme).text
    )


# --- who may see what


def test_the_owner_s_packages_are_weighed_by_the_plan(
    at_table: Table, ana: Hands, acme: Channel
) -> None:
    before = built(ana, acme).text
    with_plan(at_table, **PLANNED)
    after = built(ana, acme).text
    assert "Weighed by importance in the plan." in after
    assert after != before
    assert "3,000 EUR short of 97,000 EUR" in ana.types("/offer midpoint price", in_=acme).text


def shown(person: Hands, line: str, acme: Channel) -> list[object]:
    """Everything that an answer holds, but for the ids that Slack gave its blocks."""
    blocks = [
        block for message in person.types(line, in_=acme).messages for block in message.blocks
    ]
    return [{name: part for name, part in block.items() if name != "block_id"} for block in blocks]


LINES = (
    "/offer meso",
    "/offer meso at 70%",
    "/offer meso at 100%",
    "/offer swaps",
    "/offer midpoint",
    "/offer leaned",
)


def test_for_everybody_else_it_is_as_if_there_were_no_plan(
    at_table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ben.types("/deal", in_=acme)
    without = [shown(ben, line, acme) for line in LINES]
    with_plan(at_table, **PLANNED)
    assert [shown(ben, line, acme) for line in LINES] == without
    assert shown(ana, "/offer meso", acme) != without[0]


def test_somebody_else_cannot_put_the_owner_s_packages_on_the_table(
    at_table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    """The button carries no bundle: whoever presses it gets what they themselves may know."""
    ben.types("/deal", in_=acme)
    with_plan(at_table, **PLANNED)
    seen = built(ana, acme, "/offer meso at 60%")
    ana.presses("Others", on=seen)
    value = pressed(slack)
    again = forged(slack, ben, value=value, user=ben.id)
    assert "packages, about equally good for us" in again.text
    assert "in the plan" not in again.text
    assert len(offers(at_table)) == 2


def test_a_forged_level_is_refused(
    at_table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.presses("Others", on=built(ana, acme))
    deal = pressed(slack).split("|")[0]
    for key in (
        "",
        "99999.1.offer.1",
        "8000.1.nowhere.1",
        "8000.1.offer.1;drop",
        "8000.one.offer.1",
    ):
        said = forged(slack, ana, value=f"{deal}|0|0|0|0|{key}")
        assert "nothing was done" in said.text
    assert len(offers(at_table)) == 2


def test_no_package_that_gives_more_goes_out_while_our_offer_is_unanswered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    with_issues(table, *FOUR)
    ana.types(THEIRS, in_=acme)
    ana.types(OURS, in_=acme)
    seen = built(ana, acme, "/offer meso at 60%")
    assert "Our offer 2 is open and they have not answered it" in seen.text
    assert not {"Put on the table", "Say it"} & set(seen.buttons)
    ana.types(THEIRS, in_=acme)
    assert "Put on the table" in built(ana, acme, "/offer meso at 60%").buttons
