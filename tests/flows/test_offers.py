"""Offers as people type them, fill them in and answer them, and the issues they are about."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.deals import Party
from bot.domain.ids import US, OfferNo, PartyId
from bot.domain.issues import Issue, Points, Scale
from bot.domain.ledger import Verb
from bot.domain.offers import Offer
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened, pressed

OURS = "/offer price 98k, term 12 months, net 30"
THEIRS = "/offer they: price 80k, term 12 months"


def offers(table: Table) -> list[Offer]:
    with table.store.reading() as work:
        return list(work.offers.list_in_deal(table.deal.team, table.deal.id))


def totals(table: Table) -> list[str]:
    """Each offer, as `us open`."""
    return [f"{offer.by} {offer.state}" for offer in offers(table)]


def values(table: Table, no: int) -> dict[str, str]:
    offer = next(o for o in offers(table) if o.no == OfferNo(no))
    return {name: str(value) for name, value in offer.values.items()}


def of_three(table: Table, person: Hands, acme: Channel) -> None:
    """The deal with two parties on the other side."""
    opened(person, acme)
    form = form_of(person.types("/deal settings", in_=acme))
    form.fill("The other side", "Acme Corp, Globex Holding").submit()
    assert [party.name for party in table.deal.parties] == ["Acme Corp", "Globex Holding"]


def party(table: Table, name: str) -> Party:
    return next(each for each in table.deal.parties if each.name.startswith(name))


def test_our_first_offer_opens_the_issues_it_names(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types(
        "/offer price 95k, term 24 months, net 60, onboarding free if signed by 30 Nov until Friday",
        in_=acme,
    )
    assert said.lines[0].startswith("Offer 1, ours, stands until Fri 27 Nov.")
    assert "Condition: signed by 30 Nov" in said.text
    assert "New among the issues: price, term, net and onboarding." in said.text
    assert (
        'Say: "We can do 95,000 EUR for 24 months, with payment in 60 days and free onboarding, if you sign by 30 Nov.'
        in said.text
    )
    assert {"They accepted", "They declined", "Change", "Withdraw", "Undo", "Compare"} <= set(
        said.buttons
    )
    assert "No give and no get yet." in ana.types("/deal log", in_=acme).text
    assert [(issue.name, issue.unit) for issue in table.deal.issues] == [
        ("price", "EUR"),
        ("term", "months"),
        ("net", "days"),
        ("onboarding", ""),
    ]
    assert said.public == ()


def test_a_second_offer_shows_what_changed_and_what_follows(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    said = ana.types("/offer price 95k if they sign by 30 Nov", in_=acme)
    assert "It replaces offer 1." in said.text
    assert "98,000 EUR" in said.text
    assert "95,000 EUR" in said.text
    assert "as before" in said.text
    assert "From this: give #1 price" in said.text
    assert values(table, 2) == {"price": "95000", "term": "12", "net": "30"}
    assert totals(table) == ["us replaced", "us open"]


@pytest.mark.parametrize(
    "line",
    [
        THEIRS,
        "/offer they offered 80k and 12 months",
        "/offer their price 80k, 1 year",
        "/giveget offer they: 80k, 12 months",
        "/offer acme: price 80k EUR, term 12",
    ],
)
def test_what_they_offer_is_theirs(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    said = ana.types(line, in_=acme)
    assert said.lines[0].startswith("Offer 2, theirs.")
    assert said.buttons[:4] == ["We accept", "We decline", "Our answer", "Change"]
    assert values(table, 2) == {"price": "80000", "term": "12"}


def test_german_figures_are_read_as_they_are_meant(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price €95.000,50", in_=acme)
    assert values(table, 1) == {"price": "95000.50"}


@pytest.mark.parametrize(
    ("line", "by", "price"),
    [
        ("/offer they 220k, 24 months", "theirs", "220000"),
        ("/offer they price 220k, term 24 months", "theirs", "220000"),
        ("/offer we 280k", "ours", "280000"),
        ("/offer us EUR 280k", "ours", "280000"),
    ],
)
def test_a_side_needs_no_verb_before_its_terms(
    table: Table, ana: Hands, acme: Channel, line: str, by: str, price: str
) -> None:
    opened(ana, acme)
    assert f"Offer 1, {by}." in ana.types(line, in_=acme).text
    assert values(table, 1)["price"] == price


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("/offer sie preis 6,20, laufzeit 8 jahre", "von der Gegenseite"),
        ("/offer wir 5,80, 10 jahre", "von uns"),
    ],
)
def test_a_side_needs_no_verb_in_german(table: Table, slack: FakeSlack, line: str, by: str) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Lagerhalle Einkauf 1,9 mio eur", in_=general)
    assert f"Angebot 1, {by}." in dana.types(line, in_=general).text
    assert len(offers(table)) == 1


@pytest.mark.parametrize("line", ["/offer they walk away", "/offer they want more"])
def test_what_they_do_is_no_offer(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    opened(ana, acme)
    ana.types(line, in_=acme)
    assert offers(table) == []


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/offer hello world", "Not understood as an issue with its value: hello world"),
        ("/offer -5", "Not understood as an issue with its value: -5"),
        ("/offer price 95k, 98k", "price has two values: 98k."),
        (
            "/offer price 10-15k",
            "An offer names one number for an issue, not a range: price 10-15k",
        ),
        ("/offer price $95k", "This deal counts in EUR, so this does not fit: price $95k"),
        ("/offer price 95k on 31 Nov", "That day is not in the calendar: on 31 Nov"),
        ("/offer globex: price 80k", "globex is none of the parties of this deal"),
        (
            "/offer they accepted 80k but want net 60",
            "This reads like an answer to an offer and something else",
        ),
    ],
)
def test_what_is_not_understood_goes_back_with_an_example(
    table: Table, ana: Hands, acme: Channel, line: str, hint: str
) -> None:
    opened(ana, acme)
    said = ana.types(line, in_=acme)
    assert said.lines[0].startswith(hint)
    assert f"You typed: {line.removeprefix('/offer ')}" in said.text
    assert "For example: /offer" in said.text
    assert offers(table) == []
    assert form_of(ana.presses("Use the form", on=said)).title == "An offer"


def test_without_a_deal_nothing_is_recorded(ana: Hands, acme: Channel) -> None:
    assert "No deal is open in this channel." in ana.types(OURS, in_=acme).text


def test_help_has_examples(ana: Hands, acme: Channel) -> None:
    assert "/offer they offered 80k and 12 months" in ana.types("/offer help", in_=acme).text


def test_they_accepted_makes_what_was_conditional_count(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    ana.types("/offer price 95k, term 24 months", in_=acme)
    said = ana.types("/offer they accepted", in_=acme)
    assert said.lines[0].startswith("They accepted offer 3, ours.")
    assert "Agreed: price 95,000 EUR, term 24 months and net 30 days." in said.text
    assert totals(table) == ["us replaced", "them lapsed", "us accepted"]


def test_they_declined_lets_what_was_conditional_lapse(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    said = ana.types("/offer price 95k if signed by 30 Nov", in_=acme)
    said = ana.presses("They declined", on=said)
    assert said.lines[0].startswith("They declined offer 2, ours.")
    assert "No longer standing: #1" in said.text
    assert table.states() == ["give lapsed"]
    ana.presses("Undo", on=said)
    assert table.states() == ["give conditional"]
    assert totals(table) == ["us replaced", "us open"]


def test_we_accept_theirs_by_its_button(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    said = ana.presses("We accept", on=ana.types(THEIRS, in_=acme))
    if "Accept their offer" in said.buttons:
        said = ana.presses("Accept their offer", on=said)
    assert said.lines[0].startswith("We accepted offer 2, theirs.")
    assert totals(table) == ["us lapsed", "them accepted"]


def test_accepted_with_both_open_asks_by_whom(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    said = ana.types("/offer accepted", in_=acme)
    assert said.lines[0].startswith("Accepted by whom? Nothing is recorded yet.")
    assert said.buttons == ["We accepted offer 2", "They accepted offer 1"]
    assert totals(table) == ["us open", "them open"]
    assert "They accepted offer 1, ours." in ana.presses("They accepted offer 1", on=said).text
    assert totals(table) == ["us accepted", "them lapsed"]


def test_declined_with_one_open_is_clear(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    assert (
        ana.types("/offer declined", in_=acme).lines[0].startswith("They declined offer 1, ours.")
    )
    said = ana.types("/offer declined", in_=acme)
    assert "No such offer is on the table" in said.text
    assert "You typed: declined" in said.text


def test_an_answer_names_its_offer_by_number(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    assert (
        ana.types("/offer we declined 2", in_=acme)
        .lines[0]
        .startswith("We declined offer 2, theirs.")
    )
    assert totals(table) == ["us open", "them declined"]


def test_an_offer_of_ours_is_withdrawn_and_that_is_undone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    said = ana.types("/offer withdraw", in_=acme)
    assert said.lines[0].startswith("Withdrawn: offer 1.")
    assert totals(table) == ["us withdrawn"]
    assert (
        "Undone: that offer 1 was withdrawn. It is on the table again."
        in ana.presses("Undo", on=said).text
    )
    assert totals(table) == ["us open"]
    assert "No such offer" in ana.types("/offer withdraw 7", in_=acme).text


def test_undo_takes_an_offer_away_with_the_issues_it_opened(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Undo", on=ana.types(OURS, in_=acme))
    assert totals(table) == ["us void"]
    assert "No offer is on the table yet." in ana.types("/offer log", in_=acme).text


def choices(table: Table) -> list[str]:
    return [option for issue in table.deal.issues for option in issue.options]


def test_undo_takes_away_what_an_offer_said_first_unless_another_says_it_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 95k EUR, support Gold", in_=acme)
    theirs = ana.types("/offer they offer support Silver", in_=acme)
    bronze = ana.types("/offer support Bronze", in_=acme)
    assert choices(table) == ["Bronze", "Silver", "Gold"]
    ana.presses("Undo", on=bronze)
    assert choices(table) == ["Silver", "Gold"]
    ana.presses("Undo", on=ana.types("/offer support Silver with quarterly reviews", in_=acme))
    assert choices(table) == ["Silver", "Gold"]
    ana.presses("Undo", on=theirs)
    assert choices(table) == ["Gold"]


def test_the_latest_offers_stand_side_by_side(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    said = ana.types("/offer compare", in_=acme)
    assert "Acme renewal, the latest offers side by side" in said.text
    assert "18,000 EUR" in said.text
    assert "the same" in said.text
    assert "We accept theirs" in said.buttons
    assert ana.types("/offer what did they offer?", in_=acme).text == said.text


def test_the_history_says_what_changed_and_how_it_was_answered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types(THEIRS, in_=acme)
    ana.types("/offer price 95k", in_=acme)
    said = ana.types("/offer log", in_=acme)
    assert "they opened, offer 2" in said.text
    assert "gives price 98,000 to 95,000 EUR" in said.text
    assert "Withdraw 3" in said.buttons


def test_equal_packages_stand_beside_each_other(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/offer price 95k, 24 months or price 98k, 12 months", in_=acme)
    assert "Option B would be 98,000 EUR for 12 months." in said.text
    assert len(offers(table)[0].alternatives) == 1
    assert "Which one did they lean to?" in ana.types("/offer leaned", in_=acme).text


def test_of_equal_packages_of_theirs_we_say_which_one_we_take(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k, term 24 months", in_=acme)
    ana.types("/offer they: price 80k, term 12 months", in_=acme)
    put = ana.types("/offer they: price 85k, term 12 months or price 82k, term 18 months", in_=acme)
    assert "Nothing follows from it before one of its packages is accepted." in put.text
    assert table.states() == []
    for which in (ana.types("/offer we accepted", in_=acme), ana.presses("We accept", on=put)):
        assert (
            which.lines[0]
            == "Offer 3, theirs, holds 2 packages. Which one do we accept? Nothing is recorded yet."
        )
        assert which.buttons == ["Accept A", "Accept B"]
        assert which.public == ()
    assert (table.states(), totals(table)) == ([], ["us open", "them replaced", "them open"])
    ana.types("/deal hold", in_=acme)
    held = ana.presses("Accept B", on=which)
    assert "Our yes to their offer 3 would give price 98k → 82k" in held.text
    said = ana.presses("Accept all the same", on=held)
    assert said.lines[0].startswith("We accepted offer 3, theirs.")
    assert "Agreed: price 82,000 EUR and term 18 months." in said.text
    assert "This button is none of ours" in forged(slack, ana, value=pressed(slack)[:-1] + "x").text
    assert totals(table) == ["us lapsed", "them replaced", "them accepted"]
    assert ana.presses("Undo", on=said).public == ()
    assert totals(table) == ["us open", "them replaced", "them open"]


def test_of_three_parties_a_name_says_whose_offer_it_is(
    table: Table, ana: Hands, acme: Channel
) -> None:
    of_three(table, ana, acme)
    said = ana.types("/offer they offered 80k", in_=acme)
    assert "Whose offer is it?" in said.text
    assert offers(table) == []
    chosen = ana.presses("Globex Holding", on=said)
    assert chosen.lines[0].startswith("Offer 1, by Globex Holding.")
    assert offers(table)[0].by == party(table, "Globex").id
    said = ana.types("/offer price 95k", in_=acme)
    assert said.buttons[1:5] == [
        "Acme Corp accepted",
        "Acme Corp declined",
        "Globex Holding accepted",
        "Globex Holding declined",
    ]


def test_of_three_parties_all_must_say_yes(table: Table, ana: Hands, acme: Channel) -> None:
    of_three(table, ana, acme)
    ana.types("/offer price 95k", in_=acme)
    said = ana.types("/offer they accepted", in_=acme)
    assert said.buttons == ["Acme Corp accepted offer 1", "Globex Holding accepted offer 1"]
    said = ana.presses("Acme Corp accepted offer 1", on=said)
    assert "It stays open until everybody at the table has said yes." in said.text
    assert totals(table) == ["us open"]
    said = ana.types("/offer they accepted", in_=acme)
    assert said.lines[0].startswith("Globex Holding accepted offer 1, ours.")
    assert totals(table) == ["us accepted"]


def test_an_offer_lapses_after_its_day_with_what_depends_on_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types("/offer price 95k if signed by 30 Nov until Friday", in_=acme)
    table.wind(days=4)
    assert totals(table) == ["us replaced", "us open"]
    table.wind(days=2)
    assert totals(table) == ["us replaced", "us lapsed"]
    assert table.states() == ["give lapsed"]
    assert table.sums.exposure == 0
    assert table.entries()[-1].person == "coach"
    table.wind(days=1)
    assert [entry.verb for entry in table.entries()].count(Verb.LAPSED) == 1
    assert "lapsed" in ana.types("/offer log", in_=acme).text


def test_the_first_offer_lapses_too_although_nothing_depends_on_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 95k until tomorrow", in_=acme)
    table.wind(days=4)
    assert totals(table) == ["us lapsed"]


def test_the_form_asks_for_lines_where_no_issue_is_known(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/offer", in_=acme))
    assert form.fields == [
        "Whose offer is it?",
        "What it holds",
        "It stands until",
        "Only if",
        "How we keep it on track",
        "It was made on",
    ]
    sent = form.submit()
    assert sent.errors == {"What it holds": "Please say at least one thing that the offer holds."}
    sent = form.fill("What it holds", "hello").submit()
    assert "one issue with its value on each line" in sent.errors["What it holds"]
    said = (
        form.fill("What it holds", "price: 95k\nterm: 24 months")
        .fill("Only if", "signed by 30 Nov")
        .submit()
    )
    assert "Offer 1, ours." in said.text
    assert values(table, 1) == {"price": "95000", "term": "24"}
    assert [issue.unit for issue in table.deal.issues] == ["EUR", "months"]


def test_the_form_has_a_field_for_each_issue(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k, term 12 months, onboarding paid", in_=acme)
    form = form_of(ana.types("/offer", in_=acme))
    assert form.fields[1:5] == ["price (EUR)", "term (months)", "onboarding", "Other issues"]
    sent = form.fill("price (EUR)", "lots").submit()
    assert sent.errors == {"price (EUR)": "Please write a number, such as 95k, 24 or 2.5."}
    form.fill("Whose offer is it?", "Theirs").fill("price (EUR)", "80k").fill(
        "term (months)", "2 years"
    )
    said = form.fill("onboarding", "paid").fill("Other issues", "seats: 50").submit()
    assert "Offer 2, theirs." in said.text
    assert values(table, 2) == {"price": "80000", "term": "24", "onboarding": "paid", "seats": "50"}


def test_change_starts_from_what_the_offer_says(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types(
        "/offer price 98k, onboarding free until Friday with quarterly reviews", in_=acme
    )
    form = form_of(ana.presses("Change", on=said))
    assert (form["price (EUR)"], form["onboarding"]) == ("98000", "free")
    assert (form["It stands until"], form["How we keep it on track"]) == (
        "2026-11-27",
        "quarterly reviews",
    )
    assert "It replaces offer 1." in form.fill("price (EUR)", "97k").submit().text
    assert values(table, 2) == {"price": "97000", "onboarding": "free"}


def test_our_answer_starts_from_where_we_stand(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    form = form_of(ana.presses("Our answer", on=ana.types(THEIRS, in_=acme)))
    assert (form["Whose offer is it?"], form["price (EUR)"]) == ("Ours", "98000")


def test_a_form_for_other_issues_comes_back_with_what_was_filled_in(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/offer", in_=acme))
    ana.types(OURS, in_=acme)
    sent = form.fill("What it holds", "price: 95k").submit()
    assert "The issues of the deal changed meanwhile." in sent.errors["Whose offer is it?"]
    assert len(offers(table)) == 1


def test_the_sentence_can_be_copied(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(
        ana.presses("Copy", on=ana.types("/offer price 95k if signed by 30 Nov", in_=acme))
    )
    assert form["Say"] == "We can do 95,000 EUR, if you sign by 30 Nov."


def test_an_issue_is_set_with_its_range_and_what_it_is_worth(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal issues", in_=acme))
    assert form.title == "An issue of the deal"
    form.fill("Issue", "price").fill("Unit", "EUR").fill("Range", "80k to 100k")
    form.fill("What its whole range is worth to us", "20k").fill(
        "What its whole range is worth to them", "20k"
    )
    sent = form.submit()
    assert sent.errors == {
        "What is better for whom?": "Please say what is better for whom, since it is worth something."
    }
    said = form.fill("What is better for whom?", "More is better for us, less for them").submit()
    assert "Acme renewal, 1 issue" in said.text
    assert "80,000 to 100,000 EUR" in said.text
    assert "about 20,000 EUR" in said.text
    assert {"Add an issue", "Change price", "Make an offer"} <= set(said.buttons)
    (issue,) = table.deal.issues
    assert (issue.low, issue.high, issue.more_is_ours) == (Decimal(80_000), Decimal(100_000), True)
    assert sorted(issue.scales) == ["them", "us"]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("12-36", (12, 36)),
        ("12 to 36 months", (12, 36)),
        ("5% to 10%", (5, 10)),
        ("1.2m-1.5m EUR", (1_200_000, 1_500_000)),
    ],
)
def test_a_range_is_read_as_people_write_it(
    table: Table, ana: Hands, acme: Channel, typed: str, ends: tuple[int, int]
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal issues", in_=acme))
    form.fill("Issue", "term").fill("Range", typed).submit()
    assert (table.deal.issues[0].low, table.deal.issues[0].high) == tuple(map(Decimal, ends))
    sent = form_of(ana.presses("Add an issue", on=ana.types("/deal issues", in_=acme))).fill(
        "Issue", "net"
    )
    assert (
        "the lowest and the highest value"
        in sent.fill("Range", "36 to 12 days and more").submit().errors["Range"]
    )


def test_what_nobody_has_weighed_is_said_to_be_left_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    ana.types("/offer seats 100", in_=acme)
    said = ana.types("/offer price 95k, seats 80", in_=acme)
    assert "Left out, since nobody said which way is better for us: seats." in said.text


def test_an_issue_with_options_is_changed_and_taken_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal issues", in_=acme))
    form.fill("Issue", "support").fill("Or options to choose from", "silver\ngold")
    said = form.fill("What is better for whom?", "Less is better for us, more for them").submit()
    form = form_of(ana.presses("Change support", on=said))
    assert form["Or options to choose from"] == "silver\ngold"
    sent = form.fill("Or options to choose from", "silver").submit()
    assert "2 to 20 different options" in sent.errors["Or options to choose from"]
    sent = form.fill("Or options to choose from", "silver\ngold").fill("Range", "1 to 2").submit()
    assert sent.errors == {"Or options to choose from": "Please give a range or options, not both."}
    form.fill("Range", "")
    said = form.fill("Or options to choose from", "silver\ngold\nplatinum").submit()
    assert table.deal.issues[0].options == ("silver", "gold", "platinum")
    form = form_of(ana.presses("Change support", on=said))
    form.fill("Take it out", ["The deal does not negotiate about this"]).submit()
    assert table.deal.issues == ()


def test_what_an_issue_is_worth_stays_as_it_was_where_nobody_touched_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    uneven = Points(of={"silver": Decimal(0), "gold": Decimal("0.9"), "platinum": Decimal(1)})
    scale = Scale(weight=Decimal(5000), shape=uneven)
    support = Issue(
        name="support", options=tuple(uneven.of), more_is_ours=True, scales={PartyId(US): scale}
    )
    with table.store.work() as work:
        work.deals.update(replace(table.deal, issues=(support,), version=table.deal.version + 1))
    form = form_of(ana.presses("Change support", on=ana.types("/deal issues", in_=acme)))
    assert form["What its whole range is worth to us"] == "5000"
    said = form.fill("Issue", "support level").submit()
    assert table.deal.issues == (replace(support, name="support level"),)
    form_of(ana.presses("Change support level", on=said)).fill(
        "What its whole range is worth to us", "6k"
    ).submit()
    assert table.deal.issues[0].scales[PartyId(US)].shape != uneven


def test_an_issue_of_the_same_name_is_not_added_twice(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    form = form_of(ana.presses("Add an issue", on=ana.types("/deal issues", in_=acme)))
    sent = form.fill("Issue", "Price").submit()
    assert sent.errors == {"Issue": "The deal has an issue of that name already."}


def test_what_an_issue_does_not_take_is_not_recorded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal issues", in_=acme))
    form.fill("Issue", "price").fill("Unit", "EUR").fill("Range", "80k to 100k").submit()
    said = ana.types("/offer price 120k", in_=acme)
    assert "price 120,000 EUR: it runs from 80,000 EUR to 100,000 EUR." in said.text
    assert "You typed: price 120k" in said.text
    sent = form_of(ana.types("/offer", in_=acme)).fill("price (EUR)", "120k").submit()
    assert sent.errors == {"price (EUR)": "Please write a number within the range of the issue."}
    assert offers(table) == []


def test_a_button_of_an_older_offer_says_that_it_changed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    first = ana.types(OURS, in_=acme)
    ana.types("/offer price 95k", in_=acme)
    said = ana.presses("They accepted", on=first)
    assert "Somebody changed this since you saw it" in said.text or "already settled" in said.text
    assert totals(table) == ["us replaced", "us open"]


def test_a_forged_button_answers_for_nobody_else(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("They declined", on=ana.types(OURS, in_=acme))
    value = pressed(slack).rpartition("|")[0]
    said = forged(slack, ana, value=f"{value}|nobody")
    assert "Nobody of that name is at this table." in said.text


def test_outside_the_deals_channel_there_is_no_offer(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    assert "No deal is open" in ana.types("/offer log", in_=slack.channel("general")).text
    assert ana.types("/offer log").lines[0].startswith("Acme renewal")


def test_the_ledger_and_the_status_mention_an_open_offer(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 95k until Friday", in_=acme)
    assert "On the table: our offer 1, until Fri 27 Nov." in ana.types("/deal", in_=acme).text
    ana.types("/concede 5% off cost 2k", in_=acme)
    assert "On the table: our offer 1, until Fri 27 Nov." in ana.types("/deal log", in_=acme).text
    ana.types("/offer they declined", in_=acme)
    assert "On the table" not in ana.types("/deal", in_=acme).text


def test_the_same_offer_a_moment_later_is_not_doubled(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(OURS, in_=acme)
    assert "The same line was recorded a moment ago" in ana.types(OURS, in_=acme).text
    assert len(offers(table)) == 1
    table.wind(minutes=3)
    assert "It replaces offer 1." in ana.types(OURS, in_=acme).text


def test_offers_are_typed_and_told_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    said = dana.types(
        "/offer Preis 95.000,50 €, Laufzeit 24 Monate wenn bis 30. Nov unterschrieben", in_=general
    )
    assert said.lines[0] == "Angebot 1, von uns."
    assert "95.000,50 EUR" in said.text
    assert "24 Monate" in said.text
    assert "Bedingung: bis 30. Nov unterschrieben" in said.text
    assert (
        "Angebot 2, von der Gegenseite"
        in dana.types("/offer sie bieten 80.000 € und 1 Jahr", in_=general).text
    )
    assert values(table, 2) == {"Preis": "80000", "Laufzeit": "12"}
    assert "die letzten Angebote nebeneinander" in dana.types("/offer vergleich", in_=general).text
    form = form_of(dana.types("/offer", in_=general))
    assert form.fields[:3] == ["Von wem ist das Angebot?", "Preis (EUR)", "Laufzeit (Monate)"]
    said = dana.types("/offer sie haben angenommen", in_=general)
    assert "Die Gegenseite hat Angebot 1 angenommen" in said.text
    said = dana.types("/offer irgendwas anderes", in_=general)
    assert "Nicht verstanden als Thema mit seinem Wert: irgendwas anderes" in said.text


# --- what an offer gives for nothing


def given_for_nothing(table: Table, ana: Hands, acme: Channel) -> Seen:
    """An offer of ours that comes down by 10,000 EUR after one of theirs."""
    opened(ana, acme)
    ana.types("/offer price 98k", in_=acme)
    ana.types("/offer they: price 80k", in_=acme)
    said = ana.types("/offer price 88k", in_=acme)
    assert "Not a give yet: price 98k → 88k. Nothing comes back for it so far." in said.text
    assert "Given with nothing back yet would be 10,000 EUR" in said.text
    assert "Say:" not in said.text
    assert table.states() == ["give draft"]
    return said


def test_a_give_for_nothing_inside_an_offer_is_checked_before_it_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = given_for_nothing(table, ana, acme)
    given = ana.presses("Already said", on=said)
    assert "price 98k → 88k" in given.text
    assert table.states() == ["give firm"]


def test_several_gives_of_one_offer_are_decided_together(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k, net 30", in_=acme)
    ana.types("/offer they: price 80k, net 60", in_=acme)
    said = ana.types("/offer price 88k, net 45", in_=acme)
    assert table.states() == ["give draft", "give draft"]
    ana.presses("If signed by 30 Nov", on=said)
    assert table.states() == ["give conditional", "give conditional"]


def test_an_offer_that_was_not_said_is_dropped_with_its_gives(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = given_for_nothing(table, ana, acme)
    ana.presses("Drop the offer", on=said)
    assert table.states() == ["give void"]
    assert totals(table) == ["us open", "them open", "us void"]


def test_a_confirmed_give_is_answered_by_what_they_moved_meanwhile(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = given_for_nothing(table, ana, acme)
    ana.types("/offer they: price 84k", in_=acme)
    ana.presses("Already said", on=said)
    assert table.sums.exposure == 6_000


# --- which way is better for us


def test_what_was_assumed_is_shown_and_turned_with_one_press(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/offer price 98k, term 12 months, net 30", in_=acme)
    assert "Taken as better for us: price higher, term higher and net lower." in said.text
    assert "higher or lower better for us?" not in said.text
    turned = ana.presses("No, term lower", on=said)
    assert "term: lower counts as better for us from now on." in turned.text
    assert [i.more_is_ours for i in table.deal.issues] == [True, False, False]


def test_which_way_is_better_is_asked_once_and_one_issue_at_a_time(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    first = ana.types("/offer price 98k, seats 100, sites 3", in_=acme)
    assert "seats: is higher or lower better for us?" in first.text
    second = ana.types("/offer they: price 80k, seats 120", in_=acme)
    assert "seats: is higher or lower" not in second.text
    third = ana.types("/offer they: price 80k, sites 4", in_=acme)
    assert "sites: is higher or lower better for us?" in third.text
    ana.presses("Higher", on=first)
    assert [i.more_is_ours for i in table.deal.issues] == [True, True, None]


BUYING = "/deal open Packaging buying 400k EUR"


def test_an_ordinary_offer_of_a_buyer_needs_no_form(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, BUYING)
    said = ana.types("/offer price 380k, net 60, lead time 3 weeks, warranty 24 months", in_=acme)
    assert (
        "Taken as better for us: price lower, net higher, lead time lower and warranty higher."
        in said.text
    )
    assert "higher or lower better for us?" not in said.text
    given = ana.types("/offer price 380k, lead time 4 weeks", in_=acme)
    assert "lead time 3 → 4" in given.text
    assert "Left out" not in given.text


def test_ordinary_issues_are_known_in_german_too(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Kartonagen Einkauf 400k EUR")
    dana.types("/offer Preis 380k, Zahlungsziel 60 Tage, Mindestmenge 40 Tonnen", in_=general)
    better = {issue.name: issue.more_is_ours for issue in table.deal.issues}
    assert better == {"Preis": False, "Zahlungsziel": True, "Mindestmenge": False}


def test_a_longer_term_than_a_seller_offers_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    """Most buyers want a short term. One who wants the price to stay asks for a long one."""
    opened(ana, acme, BUYING)
    ana.types("/offer they offer price 400k, term 12 months", in_=acme)
    said = ana.types("/offer price 380k, term 36 months", in_=acme)
    assert "term: is higher or lower better for us?" in said.text
    ana.presses("Higher", on=said)
    again = ana.types("/offer price 385k, term 36 months", in_=acme)
    assert "higher or lower" not in again.text


def test_options_that_are_steps_of_one_kind_are_put_in_order(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k, support premium", in_=acme)
    ana.types("/offer they: price 90k, support basic", in_=acme)
    ana.types("/offer price 98k, support standard", in_=acme)
    (support,) = (issue for issue in table.deal.issues if issue.name == "support")
    assert support.options == ("basic", "standard", "premium")
    assert support.more_is_ours is False


# --- who made it, and what is an issue


def test_whose_offer_an_unknown_person_made_is_asked_and_never_guessed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/offer Nora offered 92k", in_=acme)
    assert said.lines[0] == (
        'Whose offer is it? "Nora" may be more than one side here. Nothing is recorded yet.'
    )
    assert offers(table) == []
    recorded = ana.presses("Theirs", on=said)
    assert recorded.lines[0].startswith("Offer 1, theirs.")
    assert values(table, 1) == {"price": "92000"}


def test_a_word_that_nobody_knows_is_no_issue_before_somebody_says_so(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/offer price 92k, wobble 3", in_=acme)
    assert said.lines[0] == "Is wobble a new issue of this deal? Nothing is recorded yet."
    assert table.deal.issues == ()
    recorded = ana.presses("Not an issue", on=said)
    assert 'Not used: "wobble"' in recorded.text
    assert values(table, 1) == {"price": "92000"}
    again = ana.types("/offer price 91k, wobble 4", in_=acme)
    ana.presses("New issue wobble", on=again)
    assert values(table, 2) == {"price": "91000", "wobble": "4"}


def test_an_amount_beside_a_word_that_is_no_issue_is_the_price(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/offer gizmo 92k", in_=acme)
    ana.presses("Not an issue", on=said)
    assert values(table, 1) == {"price": "92000"}


def test_remarks_are_not_used_and_said_to_be_so(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/offer they're at 92k final offer, take it or leave it", in_=acme)
    assert 'Not used: "final offer; take it or leave it"' in said.text
    assert values(table, 1) == {"price": "92000"}


def test_their_yes_may_name_the_package_or_the_figure(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer option A: price 98k; option B: price 95k, term 24 months", in_=acme)
    taken = ana.types("/offer they took B", in_=acme)
    assert "Agreed: price 95,000 EUR and term 24 months." in taken.text


def test_a_yes_to_another_package_than_they_leaned_to_is_a_yes_to_that_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer option A: price 98k; option B: price 95k, term 24 months", in_=acme)
    assert "They leaned to B of offer 1." in ana.types("/offer they prefer B", in_=acme).text
    assert "Agreed: price 98,000 EUR." in ana.types("/offer they accept A", in_=acme).text


def test_a_no_to_one_package_leaves_the_others_on_the_table(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer option A: price 98k; option B: price 95k, term 24 months", in_=acme)
    said = ana.types("/offer they declined B", in_=acme)
    assert "Which one did they lean to?" in said.text
    assert totals(table) == ["us open"]
    ana.types("/offer they declined all", in_=acme)
    assert totals(table) == ["us declined"]


def test_a_yes_to_a_figure_that_stands_is_a_yes_to_that_offer(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k", in_=acme)
    other = ana.types("/offer they accepted 97k", in_=acme)
    assert "No open offer says 97k. Who put it forward?" in other.text
    assert {"Theirs", "Ours", "They accepted offer 1"} <= set(other.buttons)
    assert "They accepted offer 1" in ana.types("/offer they accepted 98k", in_=acme).text


# --- what an accepted offer grants


def test_an_accepted_offer_grants_the_asks_that_it_contains(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term worth 30k", in_=acme)
    ana.types("/ask a case study", in_=acme)
    ana.types("/coach they want net 60", in_=acme)
    ana.types("/offer they: price 90k, term 24 months, net 60", in_=acme)
    yes = ana.types("/offer we accept", in_=acme)
    assert "It grants asks #1 and #3: 24-month term and net 60." in yes.text
    assert table.states() == ["ask granted", "ask open", "ask granted", "get promised"]
    assert str(table.move(4).worth.amount) == "30000"  # type: ignore[union-attr]


def test_an_offer_that_goes_less_far_grants_a_part_of_an_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 4k for 24-month term", in_=acme)
    ana.types("/offer they: price 90k, term 18 months", in_=acme)
    ana.types("/offer we accept", in_=acme)
    assert table.states() == ["give conditional", "ask partly", "get promised"]


def test_a_yes_to_a_package_that_is_not_there_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 98k", in_=acme)
    assert "Accepted by whom?" in ana.types("/offer they took B", in_=acme).text
    assert totals(table) == ["us open"]


def test_a_salary_beside_an_amount_without_a_name_brings_no_sentence(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Site manager hiring 70k EUR")
    assert "Say:" in ana.types("/offer base 66k", in_=acme).text
    assert "Say:" not in ana.types("/offer 68k base and 75 after 6 months", in_=acme).text
