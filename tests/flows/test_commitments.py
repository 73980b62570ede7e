"""What either side has to do: typed, from promised gets, delivered, waived, moved, undone."""

import pytest

from bot.domain.commitments import Commitment
from bot.domain.ledger import Verb
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, form_of, give_role, opened


def commitments(table: Table) -> list[Commitment]:
    """Those of the only deal, by number."""
    deal = table.deal
    with table.store.reading() as work:
        return list(work.commitments.list_in_deal(deal.team, deal.id))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "/deal commit they send the case study by 15 Jan",
            "They: send the case study, by Fri 15 Jan 2027",
        ),
        (
            "/deal commit they'll send the case study, in MSA 4.2 by 15 Jan",
            "They: send the case study, by Fri 15 Jan 2027; in the contract: MSA 4.2",
        ),
        (
            "/deal commit we deliver onboarding by 1 Feb owner @ben",
            "We: deliver onboarding, by Mon 1 Feb 2027, @Ben",
        ),
        (
            "/deal commit @ben will send the roster by wed",
            "We: send the roster, by Wed 25 Nov, @Ben",
        ),
        (
            "/deal commit we will train their team in 3 weeks",
            "We: train their team, by Mon 14 Dec, @Ana",
        ),
        (
            "/deal commitment reference call from them by friday",
            "They: reference call, by Fri 27 Nov",
        ),
        ("/deal promise they owe us a workshop owner their CFO", "They: a workshop, their CFO"),
        ("/giveget deal commit we owe them a sandbox", "We: a sandbox, @Ana"),
    ],
)
def test_a_commitment_is_typed_as_people_say_it(
    table: Table, ana: Hands, acme: Channel, typed: str, shown: str
) -> None:
    opened(ana, acme)
    said = ana.types(typed, in_=acme)
    assert f"c1 {shown}" in said.text
    assert said.public == ()
    assert table.entries()[-1].verb is Verb.COMMITTED
    assert f"c1 {shown}" in ana.types("/deal commitments", in_=acme).text


def test_whose_it_is_is_asked_where_nobody_said(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    asked = ana.types("/deal commit case study by 15 Jan", in_=acme)
    assert "Who has to do it? case study" in asked.text
    assert commitments(table) == []
    kept = ana.presses("They", on=asked)
    assert "c1 They: case study, by Fri 15 Jan 2027" in kept.text
    turned = ana.presses("It is ours", on=kept)
    assert "c1 We: case study, by Fri 15 Jan 2027, @Ana" in turned.text


@pytest.mark.parametrize(
    "typed", ["/deal commit by 15 Jan", "/deal commit they", "/deal commit we will"]
)
def test_nothing_to_do_is_said_with_an_example(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    said = ana.types(typed, in_=acme)
    assert "This does not say what is to be done." in said.text
    assert "/deal commit they send the case study by 15 Jan" in said.text
    assert typed.removeprefix("/deal commit ") in said.text


def test_it_is_delivered_by_a_press_and_by_typing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 27 Nov", in_=acme)
    ana.types("/deal commit we deliver onboarding by 30 Nov", in_=acme)
    ana.types("/deal commit they name a project lead", in_=acme)
    done = ana.presses("Delivered", on=ana.types("/deal c1", in_=acme))
    assert "c1 They: send the case study, by Fri 27 Nov; delivered on Mon 23 Nov" in done.text
    form = form_of(ana.presses("Add a link or note", on=done))
    noted = form.fill("How is it known?", "https://acme.example/case").submit()
    assert "(https://acme.example/case)" in noted.text
    table.wind(days=14)
    late = ana.types("/deal delivered onboarding Ben has the minutes", in_=acme)
    assert "delivered on Mon 7 Dec, 7 days late (Ben has the minutes)" in late.text
    listed = ana.types("/deal commitments", in_=acme)
    assert "c3 They: name a project lead" in listed.text
    assert "They: 1 of 1 that was due delivered" in listed.text
    assert "We: 1 of 1 that was due delivered, 1 of them late" in listed.text


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/deal delivered #c1 link", "delivered"),
        ("/deal delivered the case study", "delivered"),
        ("/deal delivered", "delivered"),
        ("/deal done c1", "delivered"),
        ("/deal c1 delivered", "delivered"),
        ("/deal waived c1 they do without it", "waived"),
        ("/deal waive case study", "waived"),
        ("/deal c1 waived because the plan changed", "waived"),
    ],
)
def test_what_became_of_it_is_typed_sloppily(
    table: Table, ana: Hands, acme: Channel, typed: str, state: str
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types(typed, in_=acme)
    assert [each.state for each in commitments(table)] == [state]
    assert "Undone: the commitment send the case study." in ana.types("/deal undo", in_=acme).text
    assert [each.state for each in commitments(table)] == ["open"]


@pytest.mark.parametrize(
    "typed",
    [
        "/deal moved c1 to 1 Feb",
        "/deal move c1 to 1 Feb",
        "/deal c1 by 1 Feb",
        "/deal edit c1 1 Feb",
        "/deal postpone the case study to 1 Feb",
        "/deal moved c1 1 feb they need it later",
    ],
)
def test_it_gets_another_day(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    assert "by Mon 1 Feb 2027" in ana.types(typed, in_=acme).text
    assert table.entries()[-1].verb is Verb.AMENDED


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/deal delivered c1 c2", "delivered"),
        ("/deal delivered c1 and c2 by mail", "delivered"),
        ("/deal waived c1, c2", "waived"),
        ("/deal waived c2 & c1 they do without them", "waived"),
    ],
)
def test_several_are_settled_in_one_line_and_undone_as_one(
    table: Table, ana: Hands, acme: Channel, typed: str, state: str
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types("/deal commit we deliver onboarding by 1 Feb", in_=acme)
    said = ana.types(typed, in_=acme)
    assert state.capitalize() in said.text
    assert [each.state for each in commitments(table)] == [state, state]
    undone = ana.presses("Undo all", on=said)
    assert "send the case study" in undone.text
    assert "deliver onboarding" in undone.text
    assert [each.state for each in commitments(table)] == ["open", "open"]
    ana.types("/deal delivered c1 see c2 for the link", in_=acme)
    assert [each.state for each in commitments(table)] == ["delivered", "open"]
    again = ana.types(typed.replace("waived", "delivered"), in_=acme).text
    assert "Settled before, so not changed: c1" in again
    assert [each.state for each in commitments(table)] == ["delivered", "delivered"]
    undone = ana.types("/deal undo", in_=acme)
    assert [each.state for each in commitments(table)] == ["delivered", "open"]


def test_of_several_promised_gets_each_counts_and_the_undo_takes_all_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    ana.types("/got verbal yes on a logo on our site", in_=acme)
    said = ana.types("/deal delivered c1 and c2", in_=acme)
    assert table.states() == ["get firm", "get firm"]
    ana.presses("Undo all", on=said)
    assert table.states() == ["get promised", "get promised"]
    assert [each.state for each in commitments(table)] == ["open", "open"]


def test_where_one_of_several_is_not_there_none_is_settled(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    said = ana.types("/deal waived c1 and c9", in_=acme)
    assert "No commitment in Acme renewal has that number" in said.text
    assert [each.state for each in commitments(table)] == ["open"]


def test_several_are_settled_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    dana.types("/deal zusage sie schicken die Fallstudie bis 15. Jan", in_=general)
    dana.types("/deal zusage wir liefern das Onboarding bis 1. Feb", in_=general)
    said = dana.types("/deal erlassen c1 und c2", in_=general)
    assert "Erlassen" in said.text
    assert [each.state for each in commitments(table)] == ["waived", "waived"]
    dana.presses("Alle rückgängig", on=said)
    assert [each.state for each in commitments(table)] == ["open", "open"]


def test_what_names_none_changes_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study", in_=acme)
    assert (
        "No commitment in Acme renewal has that number"
        in ana.types("/deal delivered c9", in_=acme).text
    )
    said = ana.types("/deal delivered the moon", in_=acme)
    assert "nothing was changed" in said.text
    assert "the moon" in said.text
    assert "This needs a day" in ana.types("/deal moved c1 somewhere", in_=acme).text
    assert [each.state for each in commitments(table)] == ["open"]


def test_a_promised_get_is_a_commitment_of_theirs(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    (one,) = commitments(table)
    assert (one.side, one.what, one.origin, one.source) == ("theirs", "a case study", "get", 1)
    shown = ana.types("/deal c1", in_=acme)
    assert "From the promised get #1." in shown.text
    ana.presses("Delivered", on=shown)
    assert table.states() == ["get firm"]
    ana.types("/deal undo", in_=acme)
    assert table.states() == ["get promised"]
    assert commitments(table)[0].state == "open"
    ana.types("/got case study", in_=acme)
    assert table.states() == ["get firm"]
    assert commitments(table)[0].state == "delivered"


def test_undoing_the_promise_takes_its_commitment_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    ana.types("/deal undo", in_=acme)
    assert commitments(table)[0].state == "void"
    assert "None yet" in ana.types("/deal commitments", in_=acme).text


def test_after_the_deal_was_won_they_go_on_and_after_a_loss_they_do_not(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal close won", in_=acme)
    kept = ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    assert "c1 They: send the case study" in kept.text
    assert "Undone" in ana.presses("Undo", on=kept).text
    ana.presses("Close it as lost", on=ana.types("/deal close lost", in_=acme))
    refused = ana.types("/deal commit they send the logo", in_=acme)
    assert "Acme renewal is closed (lost)" in refused.text
    assert "they send the logo" in refused.text


def test_the_form_keeps_and_changes_one(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal commit", in_=acme))
    kept = (
        form.fill("Who has to do it?", "We")
        .fill("What is to be done?", "deliver onboarding")
        .fill("By which day?", "2027-02-01")
        .fill("Where in the contract?", "SOW 2")
        .submit()
    )
    assert "c1 We: deliver onboarding, by Mon 1 Feb 2027, @Ana; in the contract: SOW 2" in kept.text
    form = form_of(ana.presses("Edit", on=kept))
    assert (
        "c1 We: deliver training"
        in form.fill("What is to be done?", "deliver training").submit().text
    )
    listed = ana.types("/deal commitments", in_=acme)
    shown = ana.chooses("c1 deliver training", in_="commitment.show", on=listed)
    form = form_of(ana.presses("Waived", on=shown))
    waived = form.fill("Why is it waived?", "their own team trains").submit()
    assert "waived on Mon 23 Nov (their own team trains)" in waived.text


def test_a_viewer_sees_them_and_changes_none(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study", in_=acme)
    give_role(ana, acme, "Ben", "Viewer")
    listed = ben.types("/deal commitments", in_=acme)
    assert "c1 They: send the case study" in listed.text
    assert "[Delivered]" not in listed.text
    assert "does not allow this" in ben.types("/deal delivered c1", in_=acme).text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (
            "we deliver the training by 14 Jan and they name 2 trainees by 7 Jan",
            ["We: deliver the training, by Thu 14 Jan 2027", "They: name 2 trainees, by Thu 7 Jan"],
        ),
        (
            "they pay 50% by 1 Feb and 50% by 1 Mar",
            ["They: pay 50%, by Mon 1 Feb 2027", "They: pay 50%, by Mon 1 Mar 2027"],
        ),
        (
            "we deliver the manual by 20 Jan, docs by 22 Jan",
            ["We: deliver the manual, by Wed 20 Jan 2027", "We: deliver docs, by Fri 22 Jan 2027"],
        ),
        ("we send the draft and they sign it", ["We: send the draft", "They: sign it"]),
        (
            "wir liefern die Schulung bis 14.1. und sie benennen zwei Teilnehmer bis 7.1.",
            [
                "Wir: die Schulung liefern, bis Do 14. Jan 2027",
                "Gegenseite: zwei Teilnehmer benennen, bis Do 7. Jan 2027",
            ],
        ),
    ],
)
def test_several_in_one_line_are_kept_and_undone_as_one(
    table: Table, slack: FakeSlack, typed: str, kept: list[str]
) -> None:
    who, general = (
        slack.person("Dana" if typed.startswith("wir") else "Ana"),
        slack.channel("general"),
    )
    opened(who, general)
    said = who.types(f"/deal commit {typed}", in_=general)
    for each in kept:
        assert each in said.text
    assert len(commitments(table)) == len(kept)
    who.types("/deal undo", in_=general)
    assert [each.state for each in commitments(table)] == ["void"] * len(kept)


@pytest.mark.parametrize(
    "typed",
    [
        "they send the NDA, order form and our invoice by 7 Jan",
        "we deliver training and documents by 20 Jan",
        "they meet us and the auditor",
    ],
)
def test_a_list_with_one_day_stays_one(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "Kept as a commitment" in ana.types(f"/deal commit {typed}", in_=acme).text
    assert len(commitments(table)) == 1


def test_whose_several_are_is_asked_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    asked = ana.types("/deal commit deliver the manual by 20 Jan, docs by 22 Jan", in_=acme)
    assert "Who has to do it? deliver the manual by 20 Jan, docs by 22 Jan" in asked.text
    kept = ana.presses("We", on=asked).text
    assert "c1 We: deliver the manual" in kept
    assert "c2 We: deliver docs" in kept


def test_people_type_and_read_them_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    said = dana.types("/deal zusage sie schicken die Fallstudie bis 15. Januar", in_=general)
    assert "c1 Gegenseite: die Fallstudie schicken, bis Fr 15. Jan 2027" in said.text
    said = dana.types(
        "/deal zusage wir stellen einen Raum bereit bis Freitag laut Vertrag §4", in_=general
    )
    assert (
        "c2 Wir: einen Raum bereitstellen, bis Fr 27. Nov, @Dana; im Vertrag: Vertrag §4"
        in said.text
    )
    done = dana.types("/deal geliefert c1 Link an Ben", in_=general)
    assert "geliefert am Mo 23. Nov (an Ben)" in done.text
    moved = dana.types("/deal verschoben c2 auf den 4. Dezember", in_=general)
    assert "bis Fr 4. Dez" in moved.text
    short = dana.types("/deal verschoben c2 auf 5.12.", in_=general)
    assert "bis Sa 5. Dez" in short.text
    both = dana.types("/deal geliefert c1 und c2", in_=general)
    assert "Schon vorher erledigt, also nicht geändert: c1" in both.text
    asked = dana.types("/deal zusage Workshop im Februar", in_=general)
    assert "c3 Gegenseite: Workshop" in dana.presses("Gegenseite", on=asked).text
    assert "erlassen" in dana.types("/deal erlassen Workshop", in_=general).text
    listed = dana.types("/deal zusagen", in_=general)
    assert "c2 Wir: einen Raum bereitstellen" in listed.text
    assert "Gegenseite: 1 von 1 fälligen Zusage geliefert" in listed.text


def told(person: Hands) -> str:
    """All that came unasked."""
    return "\n".join(shown.text for shown in person.sees(person.dm))


def test_our_owner_is_told_in_time_and_delivers_from_the_message(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    ben.types("/coach start", in_=acme)
    give_role(ana, acme, "Ben", "Member")
    ana.types("/deal commit we deliver onboarding by 1 Dec owner @ben", in_=acme)
    ana.types("/deal commit they send the case study by 26 Nov", in_=acme)
    ana.types("/deal commit we think about it", in_=acme)
    for _ in range(2):
        table.wind(days=1)
    assert "c1 deliver onboarding" in told(ben)
    assert "Ours to do, due Tue 1 Dec." in told(ben)
    assert "case study" not in told(ben)
    assert "c2 send the case study" in told(ana)
    assert "Theirs to do, due tomorrow." in told(ana)
    assert "onboarding" not in told(ana)
    message = ben.sees(ben.dm)[-1]
    after = ben.presses("Delivered", on=message)
    assert "All of this is seen to" in after.text
    assert "Done: c1 deliver onboarding: delivered." in after.text
    assert commitments(table)[0].state == "delivered"
    for _ in range(2):
        table.wind(days=1)
    late = ana.sees(ana.dm)[-1]
    assert "Theirs to do, 1 day late." in late.text
    form = form_of(ana.presses("Another day", on=late))
    moved = form.fill("By which day?", "2026-12-04").submit()
    assert "by Fri 4 Dec" in moved.text


def test_what_somebody_looked_after_who_left_is_told_to_who_is_next_in_line(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "Co-owner")
    ben.types("/coach start", in_=acme)
    ana.types("/deal commit they send 3 cvs by 26 Nov", in_=acme)
    ana.types("/deal commit we send the roster by 27 Nov", in_=acme)
    table.wind(days=1)
    assert "roster" not in told(ben)
    deactivate(slack, ana)
    for _ in range(4):
        table.wind(days=1)
    assert "c2 send the roster" in told(ben)
    assert "c1 send 3 cvs" in told(ben)
    assert "Theirs to do, 1 day late." in told(ben)
    assert "c1 send 3 cvs" in ben.types("/coach waiting", in_=acme).text


def test_what_is_to_be_done_is_told_after_the_deal_was_won_and_not_after_it_was_lost(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/deal commit we deliver onboarding by 27 Nov", in_=acme)
    ana.types("/deal close won", in_=acme)
    table.wind(days=1)
    assert "Ours to do, due Fri 27 Nov." in told(ana)
    before = len(ana.sees(ana.dm))
    ana.presses("Close it as lost", on=ana.types("/deal close lost", in_=acme))
    for _ in range(4):
        table.wind(days=1)
    assert len(ana.sees(ana.dm)) == before


def test_a_commitment_is_meant_by_its_bare_number_where_no_words_name_one(
    ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they deliver 2 forklifts by 15 Jan", in_=acme)
    ana.types("/deal commit we send the site plan til Friday", in_=acme)
    done = ana.types("/deal delivered 2 via mail", in_=acme).text
    assert "c2 We: send the site plan" in done
    assert "delivered on Mon 23 Nov" in done
    # Two of something are no number of a commitment.
    assert "c2" not in ana.types("/deal waived 2 spare batteries", in_=acme).text.split("Done")[0]
    said = ana.types("/deal delivered 9", in_=acme)
    assert "No commitment in Acme renewal has that number" in said.text


def test_what_comes_again_keeps_its_words_and_is_sent_to_the_rhythm(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/deal commit they call us every friday", in_=acme).text
    assert "call us every friday" in said
    assert "/deal rhythm every Friday" in said


def test_who_has_to_do_it_is_asked_with_the_day_and_for_that_part_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    asked = ana.types("/deal commit dana sends the plan mon and we send keys tue", in_=acme)
    assert "Who has to do it? dana sends the plan, by" in asked.text
    kept = ana.presses("They", on=asked)
    assert "They: dana sends the plan" in kept.text
    assert "We: send keys" in kept.text
