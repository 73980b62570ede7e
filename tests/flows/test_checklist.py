"""The checklist: what to do and what to avoid, held against a deal."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_plans import add_give, limits, name_viewer, step


def points(person: Hands, channel: Channel) -> dict[str, str]:
    """The lines of the checklist by their title."""
    lines = person.types("/coach checklist", in_=channel).text.splitlines()
    return dict(line.removeprefix("• ").split(": ", 1) for line in lines if line.startswith("• "))


def test_a_new_deal_has_all_before_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types("/coach checklist", in_=acme)
    assert "Do and avoid: Acme renewal. 2 of 13 stand as they should.\n2 are unclear." in seen.text
    found = points(ana, acme)
    assert found["Alternative and walk-away, with later costs"].startswith("not yet. Put a figure")
    assert found["Gives and gets recorded"].startswith("not yet")
    assert found["No give without anything back"] == "yes"
    assert seen.buttons == ["Limits", "People", "Equal offers", "Rhythm"]
    assert "Alternatives and limits" in form_of(ana.presses("Limits", on=seen)).text


def test_each_point_follows_what_the_deal_shows(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = limits(ana, acme).fill("Without this deal, we …", "sell to Globex")
    form.fill("What that comes to", "200k").fill("Costs that come later with it", "5k")
    form.fill("Walk-away", "190k").submit()
    form = form_of(step(ana, acme, "People")).fill("Role", "CFO").fill("What part", "Decides")
    form.fill("What moves them", "a launch before the fair").submit()
    form = form_of(step(ana, acme, "Evidence")).fill("Likely", "225k")
    form.fill("Where that is from", "three quotes").submit()
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    found = points(ana, acme)
    for title in (
        "Alternative and walk-away, with later costs",
        "Who decides, and what moves them",
        "Evidence for hard messages",
    ):
        assert found[title] == "yes"
    assert found["Gives and gets recorded"] == "yes (1)"
    assert (
        found["No give without anything back"]
        == "not yet. 1 give is open, 12,000 EUR. Ask for one specific thing in return."
    )
    ana.types("/got 24-month term worth 20k for #1", in_=acme)
    assert points(ana, acme)["No give without anything back"] == "yes"


def test_how_the_deal_is_governed_ticks_its_points(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types("/deal rhythm exits", in_=acme)
    form = form_of(ana.presses("Edit", on=seen) if not seen.form else seen)
    form.fill("Either side may pause when", "two check-ins missed in a row").submit()
    found = points(ana, acme)
    assert found["Ways to pause and to reopen"] == "yes"
    assert found["Check-ins, owners, escalation"].startswith("not yet")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("/got verbal yes on a reference call", "No vague promises"),
        ("/ask a public reference and our logo on their site", "No one-way references"),
        (
            "/concede net 60 cost 3k if the contract renews automatically",
            "No hidden renewal, no silence as a yes",
        ),
    ],
)
def test_what_the_rules_find_stands_against_its_point(
    table: Table, ana: Hands, acme: Channel, line: str, title: str
) -> None:
    opened(ana, acme)
    ana.types(line, in_=acme)
    table.wind(days=10)
    assert points(ana, acme)[title].startswith("not yet")


def test_who_may_not_see_the_plan_is_told_the_same_with_and_without_one(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = ben.types("/coach checklist", in_=acme)
    assert "unclear. That stands in the plan, which its owner may show you." in before.text
    limits(ana, acme).fill("Walk-away", "190k").submit()
    add_give(ana, acme, "net 60", cost="3k")
    after = ben.types("/coach checklist", in_=acme)
    assert (after.text, after.buttons) == (before.text, before.buttons)
    name_viewer(ana, acme, "Ben")
    assert "which its owner may show you" not in ben.types("/coach checklist", in_=acme).text


def test_who_is_no_part_of_the_deal_sees_no_checklist(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "Nobody")
    assert "You are not part of this deal." in ben.types("/coach checklist", in_=acme).text


def test_the_checklist_speaks_german(
    table: Table, ana: Hands, slack: FakeSlack, acme: Channel
) -> None:
    opened(ana, acme)
    ana.person.locale = "de-DE"
    slack.changes(ana)
    seen = ana.types("/coach checkliste", in_=acme)
    assert "Tun und lassen: Acme renewal. 2 von 13 Punkten stehen gut.\n2 sind unklar." in seen.text
    assert "Risiken früh benannt: noch nicht." in seen.text


@pytest.mark.parametrize("line", ["what should I avoid?", "checklist", "dos and don'ts"])
def test_the_checklist_is_found_in_ordinary_words(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    assert "Do and avoid: Acme renewal." in ana.types(f"/coach {line}", in_=acme).text
    assert table.states() == []
