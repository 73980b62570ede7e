import json
from decimal import Decimal
from io import StringIO

import pytest

from bot.coach import offer_replies, offers
from bot.coach.actors import Actor
from bot.coach.answers.offers import OfferAnswered
from bot.coach.answers.plans import AcceptChecked
from bot.coach.requests.offers import AnswerOffer, RecordOffer
from bot.coach.services import Services
from bot.domain.ids import THEM, US, ChannelId, PartyId, PersonId
from bot.domain.offers import OfferState
from bot.domain.plans import (
    Alternative,
    Anchor,
    IssuePlan,
    Plan,
    PlannedGive,
    StakeholderPart,
    TermLevel,
)
from bot.domain.worth import Figure, Size
from bot.main import build_services
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Seen
from bot.playground.workspace import Channel
from bot.store.seals import Keys
from bot.store.store import SqlStore
from tests.flows.table import Table, forged, form_of, give_role, opened

HIDDEN = "The plan is for the deal's owner and the people the owner names."
HINT = "A sentence that says so without giving it away"


def plan_of(table: Table) -> Plan:
    with table.store.reading() as work:
        plan = work.plans.find(table.deal.team, table.deal.id)
    assert plan is not None
    return plan


def figure(amount: str) -> Figure:
    return Figure(amount=Decimal(amount))


def step(person: Hands, channel: Channel, button: str) -> Seen:
    """Opens a step from the overview."""
    return person.presses(button, on=person.types("/deal plan", in_=channel))


def limits(person: Hands, channel: Channel) -> Form:
    return form_of(step(person, channel, "Limits"))


def fill_limits(person: Hands, channel: Channel, **more: str) -> Seen:
    form = limits(person, channel)
    form.fill("Without this deal, we …", "sell to Globex")
    form.fill("Walk-away", "180k").fill("Target", "230k EUR")
    for name, value in more.items():
        form.fill({"hint": HINT}[name], value)
    return form.submit()


def add_give(person: Hands, channel: Channel, what: str, **more: str) -> Seen:
    """One more planned give, at the end of the order."""
    seen = step(person, channel, "Gives")
    form = form_of(seen) if seen.form else form_of(person.presses("Add", on=seen))
    form.fill("What we are ready to give", what)
    labels = {
        "ask": "What to ask for it",
        "cost": "What it costs us",
        "not_before": "Not before",
        "place": "Its place",
    }
    for name, value in more.items():
        form.fill(labels[name], value)
    return form.submit()


def name_viewer(owner: Hands, channel: Channel, *names: str) -> Seen:
    form = form_of(step(owner, channel, "Who may see it"))
    return form.fill("Who may see the plan", list(names)).submit()


def test_a_plan_is_filled_in_step_by_step(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    first = ana.types("/deal plan", in_=acme)
    assert "15 things are still missing before the first meeting." in first.text
    assert "Only the deal's owner can see this" in first.text
    saved = fill_limits(ana, acme)
    assert "Saved: Alternatives, walk-away and target." in saved.text
    assert (
        "Missing: what that comes to, the costs that come later, a sentence that hints"
        in saved.text
    )
    plan = plan_of(table)
    assert plan.walk_away == figure("180000")
    assert [alternative.what for alternative in plan.alternatives] == ["sell to Globex"]
    assert len(table.entries()) == 1


def test_a_form_opens_with_what_the_plan_says(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    form = limits(ana, acme)
    assert (form["Walk-away"], form["Target"]) == ("180000", "230000 EUR")
    form.fill(HINT, "Below that we cannot keep the team.").submit()
    assert (plan_of(table).hint, plan_of(table).version) == (
        "Below that we cannot keep the team.",
        2,
    )


@pytest.mark.parametrize(
    "hint", ["we need at least 180k", "not below 180,000 EUR", "150-180k", "180.000,00 € then"]
)
def test_the_sentence_may_not_name_the_walk_away(
    table: Table, ana: Hands, acme: Channel, hint: str
) -> None:
    opened(ana, acme)
    sent = limits(ana, acme).fill("Walk-away", "180k").fill(HINT, hint).submit()
    assert sent.errors == {HINT: "This names the walk-away. Say what it protects instead."}


def test_what_does_not_read_goes_back_to_its_field(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sent = limits(ana, acme).fill("Walk-away", "a lot").submit()
    assert sent.errors == {"Walk-away": "Please write an amount above zero, such as 240k EUR."}
    form = form_of(step(ana, acme, "Issues")).fill("Issue", "price")
    sent = form.fill("How much it matters to us", "120").submit()
    assert list(sent.errors.values()) == ["Please write a whole number from 0 to 100."]
    sent = form_of(step(ana, acme, "Evidence")).fill("Issue it is about", "price").submit()
    assert sent.errors == {"Likely": "Please write at least one of best, likely and worst."}


def test_an_alternative_needs_a_name_and_the_second_one_is_kept_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    sent = limits(ana, acme).fill("What the second way", "200k").submit()
    assert sent.errors == {"Or we …": "Please say in a few words what that is."}
    form_of(sent).fill("Or we …", "wait a year").fill(
        "Costs that come later with the second", "15k"
    ).submit()
    assert plan_of(table).alternatives == (
        Alternative(what="wait a year", comes_to=figure("200000"), later_costs=figure("15000")),
    )


def test_issues_people_and_evidence_are_lists(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = (
        form_of(step(ana, acme, "Issues"))
        .fill("Issue", "price")
        .fill("How much it matters to us", "60")
    )
    form.fill("Target", "230k").fill("Walk-away", "180k").fill("How far we can move", "S").submit()
    second = step(ana, acme, "Issues")
    assert (
        "price, matters 60 of 100 to us\nTarget 230k. Walk-away 180k. We can hardly move."
        in second.text
    )
    form_of(ana.presses("Add", on=second)).fill("Issue", "term").fill(
        "Walk-away", "12 months"
    ).submit()
    form = (
        form_of(step(ana, acme, "People")).fill("Role", "head of IT").fill("What part", "Decides")
    )
    form.fill("What moves them", "a launch before the fair").submit()
    form = (
        form_of(step(ana, acme, "Evidence")).fill("Issue it is about", "price").fill("Best", "250k")
    )
    form.fill("Likely", "225k").fill("Worst", "190k").fill(
        "Where that is from", "three quotes"
    ).submit()
    plan = plan_of(table)
    assert plan.issues == (
        IssuePlan(
            issue="price",
            importance=Decimal(60),
            target=TermLevel(text="230k", number=Decimal(230_000)),
            walk_away=TermLevel(text="180k", number=Decimal(180_000)),
            flexibility=Size.S,
        ),
        IssuePlan(issue="term", walk_away=TermLevel(text="12 months", number=Decimal(12))),
    )
    assert [(p.role, p.part) for p in plan.people] == [("head of IT", StakeholderPart.DECIDES)]
    assert [(b.best, b.worst, b.source) for b in plan.evidence] == [
        ("250k", "190k", "three quotes")
    ]


def test_an_entry_is_changed_in_place_and_taken_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for what in ("net 60", "training day"):
        add_give(ana, acme, what)
    form = form_of(ana.presses("Edit", on=step(ana, acme, "Gives")))
    assert form["What we are ready to give"] == "training day"
    form.fill("What to ask for it", "reference call").fill("Its place", "1").submit()
    assert [(g.what, g.ask) for g in plan_of(table).gives] == [
        ("training day", "reference call"),
        ("net 60", ""),
    ]
    form = form_of(ana.presses("Edit", on=step(ana, acme, "Gives")))
    form.fill("Remove it", ["Take this out of the plan"]).submit()
    assert [g.what for g in plan_of(table).gives] == ["training day"]


def test_from_a_saved_form_one_goes_on_in_the_same_window(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = fill_limits(ana, acme)
    for what in ("price", "term", "seats", "support"):
        seen = ana.presses("Issues", on=form_of(seen))
        form = form_of(seen) if what == "price" else form_of(ana.presses("Add", on=form_of(seen)))
        seen = form.fill("Issue", what).submit()
        assert seen.errors == {}
    assert [issue.issue for issue in plan_of(table).issues] == ["price", "term", "seats", "support"]
    assert len(ana.board.workspace.stack_of(ana.id)) == 1


def test_the_first_figure_says_what_ambition_buys_and_costs(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(step(ana, acme, "First figure"))
    assert "an ambitious one more than a moderate one (g = 1.14)" in form.text
    assert "It costs agreements (g = −0.42)" in form.text
    form.fill("The first figure we name", "260k").fill("The range", "200-260k")
    form.fill("The one reason", "support in two languages").fill(
        "Do we know their range?", "No"
    ).submit()
    assert plan_of(table).anchor == Anchor(
        opening=figure("260000"),
        range=Figure.between(Decimal(200_000), Decimal(260_000)),
        rationale="support in two languages",
        range_known=False,
    )
    assert "4 The first figure: filled in" in ana.types("/deal plan", in_=acme).text


def test_a_hiring_deal_has_a_pay_range_and_no_anchor(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Head of Data hiring 90k EUR")
    form = form_of(step(ana, acme, "Pay range"))
    assert "In a hiring deal the pay range comes first, and no anchor." in form.text
    assert not [label for label in form.fields if "first figure" in label.casefold()]
    sent = (
        form.fill("The pay range", "70-85k")
        .fill("The one reason", "her current salary is 80k")
        .submit()
    )
    assert list(sent.errors.values()) == [
        "In a hiring deal nothing is kept about what somebody earned so far. Please leave that out."
    ]
    form_of(sent).fill("The one reason", "the market").submit()
    kept = Anchor(range=Figure.between(Decimal(70_000), Decimal(85_000)), rationale="the market")
    assert plan_of(table).anchor == kept
    form = form_of(step(ana, acme, "People")).fill("Role", "candidate")
    sent = form.fill("What happened before", "asked for the salary history").submit()
    assert sent.errors


def test_planned_gives_are_compared_with_those_made(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_give(ana, acme, "5% off", cost="12k", ask="24-month term")
    add_give(ana, acme, "onboarding week", not_before="2026-12-07", ask="reference call")
    add_give(ana, acme, "net 60", cost="3k")
    ana.types("/concede net 60 cost 4k for a case study", in_=acme)
    ana.types("/concede two training days as goodwill", in_=acme)
    seen = step(ana, acme, "Gives").text
    assert "1 5% off, 12,000 EUR\nAsk for it: 24-month term\nNext." in seen
    assert (
        "3 net 60, 3,000 EUR\nMade: #1 on Mon 23 Nov, cost 4,000 EUR, ahead of an earlier one"
        in seen
    )
    assert "Given without being planned: #3 two training days" in seen
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    after = step(ana, acme, "Gives").text
    assert "Next, from Mon 7 Dec on." in after
    assert "Made: #4 on Mon 23 Nov, cost 12,000 EUR" in after


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/coach should I accept 170k?", "Past the walk-away: no deal would be better."),
        ("/coach should we take 180,000 EUR", "Just at the walk-away."),
        ("/coach accept 200k", "Better than the walk-away."),
        ("/coach should I accept 235k?", "The target is reached, with 5,000 EUR to spare."),
        ("/giveget coach should I accept €200k", "30,000 EUR away from the target."),
    ],
)
def test_the_walk_away_check_never_names_the_walk_away(
    table: Table, ana: Hands, acme: Channel, line: str, said: str
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme, hint="We have a service to keep.")
    answer = ana.types(line, in_=acme)
    assert said in answer.text
    assert answer.public == ()
    if "180" not in line:
        assert "180" not in answer.text
    assert ("We have a service to keep." in answer.text) == ("Past" in said)


def test_the_alternative_counts_with_what_comes_later(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = limits(ana, acme).fill("Without this deal, we …", "sell to Globex")
    form.fill("What that comes to", "205k").fill("Costs that come later with it", "15k")
    form.fill("Costs that come later with this deal", "10k").submit()
    said = ana.types("/coach should I accept 195k?", in_=acme).text
    assert "5,000 EUR worse than the alternative, sell to Globex, later costs counted in." in said


def test_who_buys_wants_less(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Acme licences buying 240k EUR")
    form = limits(ana, acme).fill("Without this deal, we …", "stay with the old vendor")
    form.fill("What that comes to", "200k").fill("Costs that come later with it", "30k")
    form.fill("Walk-away", "220k").fill("Target", "190k").submit()
    said = ana.types("/coach should I accept 225k?", in_=acme).text
    assert "Past the walk-away" in said
    assert "5,000 EUR better than the alternative, stay with the old vendor" in said
    assert "35,000 EUR away from the target." in said


@pytest.mark.parametrize("line", ["/coach should I accept 15% off?", "/coach should"])
def test_another_question_gets_an_example(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    assert "/coach should I accept 95k?" in ana.types(line, in_=acme).text


def test_a_currency_without_a_rate_is_not_guessed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    said = ana.types("/coach should I accept 200k USD?", in_=acme).text
    assert "It cannot be counted in EUR: the deal has no rate for USD." in said
    assert "walk-away" not in said.replace("Set a walk-away", "")


def test_the_plan_is_hidden_in_the_same_words_whether_there_is_one_or_not(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = ben.types("/deal plan", in_=acme)
    assert before.text == HIDDEN
    fill_limits(ana, acme)
    ana.types("/deal plan", in_=acme)
    for line in ("/deal plan", "/deal plan limits", "/giveget deal plan gives"):
        assert ben.types(line, in_=acme).text == HIDDEN


def test_a_named_viewer_reads_and_changes_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    assert "and @Ben" in name_viewer(ana, acme, "Ben").text
    overview = ben.types("/deal plan", in_=acme)
    steps = ["Limits", "Issues", "People", "First figure", "Evidence", "Gives", "Needs"]
    assert overview.buttons == [*steps, "Download"]
    seen = ben.presses("Limits", on=overview)
    assert "Walk-away: 180,000" in seen.text
    assert seen.buttons == ["The whole plan"]
    assert "Past the walk-away" in ben.types("/coach should I accept 170k?", in_=acme).text
    name_viewer(ana, acme)
    assert ben.types("/deal plan", in_=acme).text == HIDDEN


def test_buttons_and_forms_of_the_plan_do_nothing_for_others(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    add_give(ana, acme, "net 60", ask="case study")
    limits(ana, acme).fill("Walk-away", "1k").submit()
    forged(slack, ben, user=ben.id)
    assert HIDDEN in json.dumps(slack.board.answers[-1].said)
    for button in ("Limits", "Gives", "Who may see it", "Delete the plan"):
        assert plan_of(table).version == 2
        ana.presses(button, on=ana.types("/deal plan", in_=acme))
        assert HIDDEN in forged(slack, ben, user=ben.id).text


def test_an_outsider_of_the_deal_is_told_the_same_as_ever(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    give_role(ana, acme, "Ben", "Nobody")
    assert "You are not part of this deal." in ben.types("/deal plan", in_=acme).text


def test_only_full_members_are_named(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sent = name_viewer(ana, acme, "Gus")
    assert list(sent.errors.values()) == ["Please choose full members of this workspace."]


def test_whoever_takes_the_deal_over_takes_its_plan_over(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    give_role(ana, acme, "Ben", "Owner")
    give_role(ana, acme, "Ana", "Member")
    assert ana.types("/deal plan", in_=acme).text == HIDDEN
    assert "Walk-away: 180,000" in ben.types("/deal plan limits", in_=acme).text


def test_two_windows_do_not_overwrite_each_other(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    first, second = limits(ana, acme), limits(ana, acme)
    second.fill("Walk-away", "180k").submit()
    first.fill("Walk-away", "90k").submit()
    assert "Somebody changed this since you saw it" in json.dumps(slack.board.answers[-1].said)
    assert plan_of(table).version == 1


def test_a_form_sent_twice_counts_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(step(ana, acme, "Gives")).fill("What we are ready to give", "net 60")
    form.submit(times=3)
    assert [give.what for give in plan_of(table).gives] == ["net 60"]


def test_a_deleted_plan_is_gone(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    said = ana.presses("Delete the plan", on=ana.types("/deal plan", in_=acme))
    assert "The plan of Acme renewal is deleted." in said.text
    assert "15 things are still missing" in ana.types("/deal plan", in_=acme).text


def test_a_plan_under_another_key_says_so_to_its_owner_alone(
    table: Table, ana: Hands, ben: Hands, acme: Channel, log: StringIO
) -> None:
    opened(ana, acme)
    before = ben.types("/deal", in_=acme).text
    sealing = SqlStore(table.database, Keys(["A" * 43 + "="]))
    with sealing.work() as work:
        work.plans.save(
            table.deal.team, table.deal.id, Plan(hint="our secret", viewers=frozenset())
        )
    said = ana.types("/deal plan", in_=acme).text
    assert "The plan of Acme renewal was sealed with a key that is not set here" in said
    assert ben.types("/deal plan", in_=acme).text == HIDDEN
    assert ben.types("/deal", in_=acme).text == before
    assert (
        "Conditional give #1" in ana.types("/concede net 60 cost 3k for case study", in_=acme).text
    )
    assert (
        "Compare it with what happens without"
        in ana.types("/coach should I accept 95k?", in_=acme).text
    )
    assert "is deleted" in ana.presses("Delete the plan", on=ana.types("/deal plan", in_=acme)).text
    assert [
        word for word in ("sealed", "secret", "Traceback", "WrongKey") if word in log.getvalue()
    ] == []


def test_the_forms_speak_german(table: Table, ana: Hands, slack: FakeSlack, acme: Channel) -> None:
    opened(ana, acme)
    ana.person.locale = "de-DE"
    slack.changes(ana)
    overview = ana.types("/deal plan", in_=acme)
    assert "Vor dem ersten Gespräch fehlen noch 15 Punkte." in overview.text
    form = form_of(ana.presses("Grenzen", on=overview))
    form.fill("Ausstiegspunkt", "180.000 €").submit()
    walk_away = plan_of(table).walk_away
    assert walk_away is not None
    assert walk_away.amount == 180_000
    said = ana.types("/coach soll ich 170k annehmen?", in_=acme).text
    assert "Ausstiegspunkt überschritten: Kein Deal wäre besser." in said


def test_the_coach_names_the_next_planned_give_to_those_who_see_the_plan(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = ben.types("/coach", in_=acme).text
    add_give(ana, acme, "onboarding week", not_before="2026-12-07", ask="reference call")
    said = ana.types("/coach", in_=acme).text
    assert (
        "From your plan: next onboarding week, not before Mon 7 Dec. Ask for it: reference call"
        in said
    )
    assert "From your plan" not in ana.types("/deal", in_=acme).text
    assert ben.types("/coach", in_=acme).text == before


def test_what_the_plan_asks_for_is_proposed_first_and_can_be_asked(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_give(ana, acme, "onboarding week", ask="two site visits")
    add_give(ana, acme, "5% off", ask="a logo on the wall")
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    assert [b for b in check.buttons if b in ("a logo on the wall", "two site visits")] == [
        "a logo on the wall",
        "two site visits",
    ]
    ana.presses("Already said", on=check)
    theirs = ben.types("/coach", in_=acme)
    assert "Ask for: a logo on the wall" not in theirs.buttons
    assert "a logo on the wall" not in theirs.text
    coach = ana.types("/coach", in_=acme)
    asked = ana.presses("Ask for: a logo on the wall", on=coach)
    assert "Open ask #2: a logo on the wall" in asked.text
    forged(slack, ben, user=ben.id)
    assert len(table.states()) == 2
    assert "Ask for: a logo on the wall" not in ana.types("/coach", in_=acme).buttons


def test_what_matters_in_the_plan_moves_up_what_is_proposed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = [b for b in ana.types("/coach", in_=acme).buttons if b != "Ledger"]
    form = (
        form_of(step(ana, acme, "Issues"))
        .fill("Issue", "reference")
        .fill("How much it matters to us", "100")
    )
    form.submit()
    after = [b for b in ana.types("/coach", in_=acme).buttons if b != "Ledger"]
    assert before[0] != after[0]
    assert "eference" in after[0]


def at_the_desk(table: Table) -> Services:
    return build_services(table.store, table.slack.clock)


def actor(table: Table, person: Hands) -> Actor:
    return Actor(
        team=table.deal.team,
        person=PersonId(person.id),
        channel=ChannelId(table.slack.channel("acme").id),
        today=table.slack.clock.now().date(),
    )


def they_offer(table: Table, person: Hands, price: int) -> None:
    request = RecordOffer(
        by=actor(table, person),
        deal=table.deal.id,
        party=PartyId(THEM),
        values={"price": Decimal(price), "term": Decimal(24)},
        once=f"offer {price}",
    )
    offers.record_offer(request, services=at_the_desk(table))


def we_accept(table: Table, person: Hands, once: str = "yes") -> object:
    request = AnswerOffer(
        by=actor(table, person),
        deal=table.deal.id,
        no=None,
        party=PartyId(US),
        accepted=True,
        once=once,
    )
    return offer_replies.answer_offer(request, services=at_the_desk(table))


def test_their_offer_is_checked_before_our_yes(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    form = (
        form_of(step(ana, acme, "Issues"))
        .fill("Issue", "term")
        .fill("Target", "36")
        .fill("Walk-away", "30 months")
    )
    form.submit()
    they_offer(table, ana, 170_000)
    checked = we_accept(table, ana)
    assert isinstance(checked, AcceptChecked)
    seen = ana.types("/coach should I accept their offer?", in_=acme)
    assert "Before accepting their offer 1, 170,000 EUR" in seen.text
    assert "Past the walk-away: no deal would be better." in seen.text
    assert "term: past the walk-away." in seen.text
    ana.presses("Accept their offer", on=seen)
    with table.store.reading() as work:
        (offer,) = work.offers.list_in_deal(table.deal.team, table.deal.id)
    assert offer.state is OfferState.ACCEPTED


def test_on_hold_the_plan_is_asked_first_and_who_may_not_see_it_is_asked_about_the_hold_alone(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/offer price 200k", in_=acme)
    ana.types("/offer they: price 170k", in_=acme)
    ana.types("/deal hold", in_=acme)
    assert (
        "The deal is on hold since Mon 23 Nov. Our yes to"
        in ben.types("/offer we accepted", in_=acme).text
    )
    checked = ana.types("/offer we accepted", in_=acme)
    assert "Past the walk-away: no deal would be better." in checked.text
    held = ana.presses("Accept their offer", on=checked)
    assert "Our yes to their offer 2 would give price 200k → 170k." in held.text
    assert table.states() == []
    assert "We accepted offer 2, theirs." in ana.presses("Accept all the same", on=held).text
    assert table.states() == ["give firm"]


def test_of_their_packages_the_plan_is_asked_about_the_one_we_take(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/offer they: price 230k, term 12 months or price 170k, term 24 months", in_=acme)
    either = ana.presses(
        "Accept their offer", on=ana.types("/coach should I accept their offer?", in_=acme)
    )
    assert "Which one do we accept?" in either.text
    checked = ana.presses("Accept B", on=either)
    assert "Before accepting their offer 1, 170,000 EUR" in checked.text
    assert "Past the walk-away: no deal would be better." in checked.text
    assert (
        "Agreed: price 170,000 EUR and term 24 months."
        in ana.presses("Accept their offer", on=checked).text
    )
    ana.types("/deal undo", in_=acme)
    again = ana.types("/offer we accepted", in_=acme)
    assert "Agreed: price 230,000 EUR and term 12 months." in ana.presses("Accept A", on=again).text


def test_what_the_plan_has_nothing_against_is_accepted_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    they_offer(table, ana, 185_000)
    assert isinstance(we_accept(table, ana), OfferAnswered)


def test_who_may_not_see_the_plan_accepts_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    they_offer(table, ana, 170_000)
    seen = ben.types("/coach should I accept offer 1?", in_=acme)
    assert "Compare it with what happens without this deal" in seen.text
    assert "walk-away" not in seen.text
    assert isinstance(we_accept(table, ben), OfferAnswered)


def test_a_step_takes_twenty_entries(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    add_give(ana, acme, "give 1")
    many = tuple(PlannedGive(what=f"give {no}") for no in range(1, 21))
    with table.store.work() as work:
        work.plans.save(table.deal.team, table.deal.id, Plan(gives=many[:19], version=2))
    form = form_of(ana.presses("Add", on=step(ana, acme, "Gives"))).fill(
        "What we are ready to give", "give 20"
    )
    form.submit()
    assert plan_of(table).gives == many
    assert "Add" not in step(ana, acme, "Gives").buttons


def test_a_draft_that_names_the_walk_away_is_warned_about_where_the_plan_may_be_seen(
    ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    draft = "/coach say We could come down to 180,000 for this"
    assert "It tells our limit" in ana.types(draft, in_=acme).text
    assert "It tells our limit" not in ben.types(draft, in_=acme).text
    assert "It tells our limit" not in ana.types(draft.replace("180", "190"), in_=acme).text
