"""The end of a deal: agreed by a yes, closed by a press, reopened, renamed, archived."""

from datetime import UTC, datetime

import pytest

from bot.domain.ledger import Verb
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_rhythm import set_cadence, set_owner, step


def state(table: Table) -> str:
    """Where the only deal is in its life."""
    return str(table.deal.state)


def test_an_accepted_offer_makes_the_deal_agreed_until_it_is_undone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    assert state(table) == "open"
    said = ana.types("/offer they accepted", in_=acme)
    assert "Acme renewal counts as agreed from now on." in said.text
    assert state(table) == "agreed"
    ana.presses("Undo", on=said)
    assert state(table) == "open"


def test_a_no_leaves_the_deal_open(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    said = ana.types("/offer they declined", in_=acme)
    assert "agreed" not in said.text
    assert state(table) == "open"


@pytest.mark.parametrize(
    ("typed", "outcome", "why"),
    [
        ("/deal close won", "won", ""),
        ("/deal close as won", "won", ""),
        ("/deal close Lost, too expensive", "lost", "too expensive"),
        ("/deal close lost because they hired in house", "lost", "they hired in house"),
        ("/deal close the deal we lost: price", "lost", "price"),
        ("/deal lost - budget cut", "lost", "budget cut"),
        ("/deal won", "won", ""),
        ("/deal close dropped; nobody answers", "dropped", "nobody answers"),
        ("/deal close cancelled", "dropped", ""),
        ("/deal archive", "archived", ""),
        ("/deal archive old pilot", "archived", "old pilot"),
    ],
)
def test_a_deal_is_closed_as_it_ended(
    table: Table, ana: Hands, acme: Channel, typed: str, outcome: str, why: str
) -> None:
    opened(ana, acme)
    said = ana.types(typed, in_=acme)
    assert f"Acme renewal: {outcome}" in said.text
    assert said.public == ()
    assert (state(table), table.entries()[-1].why) == (outcome, why)
    assert table.entries()[-1].verb is Verb.CLOSED


@pytest.mark.parametrize("typed", ["/deal close", "/deal close won't sign", "/deal close not won"])
def test_without_how_it_ended_it_asks_and_shows_what_is_open(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k on 12 Nov", in_=acme)
    ana.types("/ask reference call", in_=acme)
    ana.types("/got case study promised", in_=acme)
    ana.types("/concede net 60 cost 9k", in_=acme)
    asked = ana.types(typed, in_=acme)
    assert "How did Acme renewal end?" in asked.text
    assert "Open gives: #1 5% off (2,000 EUR)" in asked.text
    assert "Our open asks: #2 reference call" in asked.text
    assert "Your drafts: #4 net 60" in asked.text
    assert state(table) == "open"
    closed = ana.presses("Lost", on=asked)
    assert "Acme renewal: lost" in closed.text
    assert state(table) == "lost"
    assert table.entries()[-1].why == typed.removeprefix("/deal close").strip()


def test_closing_is_undone_and_the_deal_opened_again_later(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    closed = ana.types("/deal close won", in_=acme)
    assert "Undone: Acme renewal is open again." in ana.presses("Undo", on=closed).text
    assert state(table) == "open"
    ana.types("/deal close dropped", in_=acme)
    assert "Undone: Acme renewal is open again." in ana.types("/deal undo", in_=acme).text
    closed = ana.types("/deal close lost price", in_=acme)
    table.wind(minutes=30)
    assert "The time for undoing has passed" in ana.presses("Undo", on=closed).text
    reopened = ana.types("/deal reopen they came back", in_=acme)
    assert "Acme renewal is open again; it had been closed as lost" in reopened.text
    assert table.entries()[-1].why == "they came back"
    assert "is open already" in ana.types("/deal reopen", in_=acme).text
    ana.presses("Undo", on=reopened)
    assert state(table) == "lost"


def test_a_deal_that_ended_otherwise_is_closed_anew(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal close won", in_=acme)
    again = ana.types("/deal close won", in_=acme)
    assert "Acme renewal is closed as won already." in again.text
    ana.types("/deal renewal 31 Dec 2027", in_=acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    asked = ana.types("/deal lost they backed out", in_=acme)
    assert "Acme renewal is closed as won since Mon 23 Nov, by @Ana. Close it as lost instead?" in (
        asked.text
    )
    assert "Its check-ins and measures would end." in asked.text
    assert "1 commitment would no longer be brought up." in asked.text
    assert state(table) == "won"
    kept = ana.presses("Leave it as won", on=asked)
    assert "Kept: won on Mon 23 Nov" in kept.text
    asked = ana.types("/deal lost they backed out", in_=acme)
    other = ana.presses("Close it as lost", on=asked)
    assert "Reason: they backed out" in other.text
    assert "It had been closed as won." in other.text
    undone = ana.presses("Undo", on=other)
    assert "Undone: Acme renewal is closed as won again." in undone.text
    assert state(table) == "won"


def test_a_closed_deal_shows_its_end_and_its_terms_first(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/offer price 200k, 24 months", in_=acme)
    said = ana.types("/offer they accepted", in_=acme)
    agreed = ana.types("/deal", in_=acme)
    assert "Agreed on Mon 23 Nov, not closed yet." in agreed.text
    assert "price 200,000" in agreed.text
    ana.presses("Won", on=ana.presses("Close the deal", on=said))
    shown = ana.types("/deal", in_=acme)
    lines = shown.text.splitlines()
    assert lines[1] == "Closed: won on Mon 23 Nov by @Ana."
    assert lines[2].startswith("Terms of offer 1: price 200,000")
    assert "Ask next" not in shown.text
    assert "[Reopen]" in shown.text
    assert "Acme renewal, the ledger" in ana.types("/deal log", in_=acme).text


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("/concede 2% off cost 4k for 24-month term", ["ask open", "give conditional"]),
        ("/ask case study by Friday", ["ask open"]),
        ("/got case study worth 5k", ["get firm"]),
        ("/coach they want 10% off", ["ask open"]),
    ],
)
def test_a_move_in_a_closed_deal_asks_to_reopen_and_keeps_the_line(
    table: Table, ana: Hands, acme: Channel, typed: str, states: list[str]
) -> None:
    opened(ana, acme)
    ana.types("/deal close lost", in_=acme)
    asked = ana.types(typed, in_=acme)
    assert "Acme renewal is closed (lost), so nothing was recorded. Open it again" in asked.text
    assert f"You typed: {typed.partition(' ')[2]}" in asked.text
    assert table.states() == []
    ana.presses("Reopen and go on", on=asked)
    assert state(table) == "open"
    assert sorted(table.states()) == sorted(states)
    again = ana.presses("Reopen and go on", on=asked, even_if_gone=True)
    assert "is open already" in again.text
    assert sorted(table.states()) == sorted(states)


def test_an_import_into_a_closed_deal_is_refused(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal import", in_=acme))
    ana.types("/deal close won", in_=acme)
    form.fill("Rows, with their headings", "type,what\ngive,5% off")
    failed = form.submit()
    assert "This deal is closed" in str(failed.errors)
    assert table.states() == []


def test_a_form_that_was_open_keeps_what_was_filled_in(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/ask", in_=acme))
    ana.types("/deal close lost", in_=acme)
    failed = form.fill("What", "reference call").submit()
    assert "This deal is closed. `/deal reopen` opens it" in str(failed.errors)
    assert table.states() == []
    ana.types("/deal reopen", in_=acme)
    form.submit()
    assert table.states() == ["ask open"]


def test_old_buttons_of_a_closed_deal_do_nothing_but_offer_to_reopen(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.types("/deal close dropped", in_=acme)
    said = ana.presses("Already said", on=draft)
    assert "Acme renewal is closed (dropped), so nothing was changed in it." in said.text
    assert table.states() == ["give draft"]
    ana.presses("Reopen", on=said)
    assert state(table) == "open"


def test_a_closed_deal_frees_its_channel_and_leaves_the_lists(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k on 12 Nov", in_=acme)
    assert "#1 in Acme renewal" in ana.home().text
    ana.types("/deal close lost", in_=acme)
    home = ana.home().text
    assert "#1 in Acme renewal" not in home
    closed = ana.presses("Closed", on=ana.home())
    assert "Acme renewal, lost, Mon 23 Nov" in closed.text
    second = ana.types("/deal open Acme pilot selling 20k EUR", in_=acme)
    assert "Deal open: Acme pilot" in second.text
    assert "is open here too" not in second.text
    ana.types("/ask reference call", in_=acme)
    (pilot,) = [deal for deal in table.deals() if deal.name == "Acme pilot"]
    with table.store.reading() as work:
        assert len(work.ledger.load(pilot.team, pilot.id).moves) == 1
    reopened = ana.types("/deal reopen acme ren", in_=acme)
    assert "Acme renewal is open again" in reopened.text
    assert "1 other deal is open here too." in reopened.text


def test_which_of_several_closed_deals_is_opened_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    for name in ("Acme renewal", "Acme pilot"):
        ana.types(f"/deal open {name} selling 240k EUR", in_=acme)
        ana.types("/deal close lost", in_=acme)
    asked = ana.types("/deal reopen", in_=acme)
    assert "Which deal is to be open again?" in asked.text
    ana.presses("Acme pilot (lost)", on=asked)
    assert sorted(str(deal.state) for deal in table.deals()) == ["lost", "open"]


def test_a_deal_is_renamed_and_the_name_undone(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal rename to “Acme renewal 2027”", in_=acme)
    assert "Acme renewal is called Acme renewal 2027 from now on." in said.text
    assert table.deal.name == "Acme renewal 2027"
    ana.presses("Undo", on=said)
    assert table.deal.name == "Acme renewal"
    assert "This needs the new name." in ana.types("/deal rename", in_=acme).text
    assert "may have 80 characters" in ana.types(f"/deal rename {'x' * 81}", in_=acme).text
    assert "name is open here already" in ana.types("/deal rename Acme renewal", in_=acme).text
    ana.types("/deal open Acme pilot selling", in_=acme)
    assert "name is open here already" in ana.types("/deal rename acme renewal", in_=acme).text


def test_a_mistyped_deal_is_deleted_on_its_first_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Acem selling 2k", in_=acme)
    ana.types("/concede 5% off cost 100", in_=acme)
    asked = ana.types("/deal delete", in_=acme)
    assert "Delete Acem? 1 entry is in it and goes with it." in asked.text
    assert state(table) == "open"
    said = ana.presses("Delete it", on=asked)
    assert "Deleted: Acem." in said.text
    assert "Acem" not in ana.home().text
    assert "No deal is open in this channel" in ana.types("/deal log", in_=acme).text
    assert "Acem" not in ana.types("/deal", in_=acme).text
    assert "Acem" not in ana.types("/deal reopen", in_=acme).text
    assert "Undone: Acem is back." in ana.presses("Undo", on=said).text
    assert state(table) == "open"


def test_a_deal_of_yesterday_or_of_two_people_is_archived_instead(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    refused = ana.types("/deal delete", in_=acme)
    assert "while nobody else has recorded anything" in refused.text
    ana.presses("Archive it", on=refused)
    assert state(table) == "archived"
    ana.types("/deal open Acme pilot selling", in_=acme)
    table.wind(hours=25)
    assert "on its first day" in ana.types("/deal delete", in_=acme).text


def test_members_close_and_reopen_but_only_the_owner_renames_and_deletes(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    for typed in ("/deal rename Beta", "/deal delete"):
        assert "Your role in" in ben.types(typed, in_=acme).text
    assert "Acme renewal: won" in ben.types("/deal close won", in_=acme).text
    assert "is open again" in ben.types("/deal reopen", in_=acme).text
    for role in ("Scribe", "Viewer"):
        give_role(ana, acme, "Ben", role)
        assert "Your role in" in ben.types("/deal close won", in_=acme).text
    assert state(table) == "open"


def test_a_deal_of_others_is_neither_closed_nor_named(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal close lost", in_=acme)
    elsewhere = slack.channel("general")
    for typed in ("/deal reopen Acme", "/deal close won", "/deal rename Beta"):
        said = ben.types(typed, in_=elsewhere).text
        assert "Acme renewal" not in said.replace("/deal open Acme renewal selling", "")
    assert "Acme renewal" not in ben.home().text.replace("/deal open Acme renewal selling", "")
    assert state(table) == "lost"


def test_german_words_close_rename_and_reopen(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    asked = dana.types("/deal abschließen", in_=general)
    assert "Wie ist Acme Verlängerung ausgegangen?" in asked.text
    assert "[Gewonnen] [Verloren] [Nicht weiterverfolgt]" in asked.text
    lost = dana.types("/deal abschliessen verloren, weil zu teuer", in_=general)
    assert "Acme Verlängerung: verloren. Grund: zu teuer" in lost.text
    assert table.entries()[-1].why == "zu teuer"
    asked = dana.types("/concede 5% Rabatt Kosten 2k für 24 Monate", in_=general)
    assert "ist abgeschlossen (verloren), daher wurde nichts gespeichert" in asked.text
    reopened = dana.types("/deal wieder öffnen sie sind zurück", in_=general)
    assert "Acme Verlängerung ist wieder offen" in reopened.text
    assert table.entries()[-1].why == "sie sind zurück"
    renamed = dana.types("/deal umbenennen in Acme 2027", in_=general)
    assert "Acme Verlängerung heißt ab jetzt Acme 2027." in renamed.text
    assert "Acme 2027: gewonnen" in dana.types("/deal gewonnen", in_=general).text
    assert "Acme 2027, gewonnen" in dana.presses("Abgeschlossen", on=dana.home()).text
    dana.types("/deal wieder öffnen", in_=general)
    assert "Acme 2027: archiviert" in dana.types("/deal archivieren", in_=general).text
    dana.types("/deal wiedereröffnen", in_=general)
    assert "Gelöscht: Acme 2027" in dana.types("/deal löschen", in_=general).text


def wind_through(table: Table, *, until: datetime) -> None:
    """Every day until then passes, at nine o'clock in Berlin."""
    while table.slack.clock.now() < until:
        table.wind(days=1)


def told(person: Hands) -> list[str]:
    """What came unasked."""
    return [shown.text for shown in person.sees(person.dm)]


def govern(ana: Hands, acme: Channel) -> None:
    """A monthly rhythm that Ana owns, with a day for notice; she wants to be reminded."""
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    ana.presses("Remind me", on=ana.types("/deal rhythm", in_=acme))
    form = step(ana, acme, "Dates").fill("End of the term", "2027-03-31")
    form.fill("Last day for notice", "2026-12-31").submit()


def test_after_a_won_deal_its_check_ins_and_promises_go_on_and_its_asks_are_silent(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    govern(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/concede 5% off cost 2k on 12 Nov", in_=acme)
    ana.types("/ask reference call by 24 Nov", in_=acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    ana.types("/deal close won", in_=acme)
    wind_through(table, until=datetime(2026, 12, 5, tzinfo=UTC))
    said = told(ana)
    assert [text.splitlines()[3].partition(" [")[0] for text in said] == [
        "Check-in Mon 7 Dec",
        "In 30 days: Thu 31 Dec is the last day for notice.",
        "Check-in Mon 7 Dec",
    ]
    assert not any("Open give" in text or "Open ask" in text for text in said)
    agenda = ana.presses("Agenda", on=ana.sees(ana.dm)[-1])
    assert "Promised, not delivered yet: #3 a case study" in agenda.text
    wind_through(table, until=datetime(2026, 12, 7, 9, tzinfo=UTC))
    form = form_of(ana.presses("Held", on=agenda)).fill("What came of it", "on plan")
    assert "held. on plan" in form.submit().text
    ana.presses("Delivered", on=ana.types("/deal log #3", in_=acme))
    assert table.states()[-1] == "get firm"
    assert state(table) == "won"


def test_after_a_lost_deal_only_its_dates_are_left(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    govern(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/concede 5% off cost 2k on 12 Nov", in_=acme)
    ana.types("/deal close lost", in_=acme)
    wind_through(table, until=datetime(2026, 12, 9, tzinfo=UTC))
    assert [text.splitlines()[3].partition(" [")[0] for text in told(ana)] == [
        "In 30 days: Thu 31 Dec is the last day for notice.",
    ]
    ana.types("/deal reopen", in_=acme)
    wind_through(table, until=datetime(2026, 12, 11, tzinfo=UTC))
    assert "Open give" in told(ana)[-1]
    wind_through(table, until=datetime(2027, 1, 2, tzinfo=UTC))
    assert any("Check-in Mon 4 Jan" in text for text in told(ana))


def test_a_digest_of_before_says_that_the_deal_is_closed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/concede 5% off cost 2k on 12 Nov", in_=acme)
    ana.types("/ask reference call by 23 Nov", in_=acme)
    wind_through(table, until=datetime(2026, 11, 25, tzinfo=UTC))
    ana.types("/deal close lost", in_=acme)
    digest = ana.sees(ana.dm)[-1]
    ana.chooses("Snooze 1 day", in_="digest.more", on=digest)
    shown = ana.sees(ana.dm)[-1].text
    assert "Done: #1 5% off: the deal is closed." in shown
    assert table.states()[:2] == ["give firm", "ask open"]


def test_stop_stops_the_check_ins_of_a_won_deal_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    govern(ana, acme)
    ana.types("/deal close won", in_=acme)
    ana.types("/coach stop", in_=acme)
    wind_through(table, until=datetime(2026, 12, 9, tzinfo=UTC))
    assert told(ana) == []


def test_a_signature_makes_the_deal_agreed_and_leads_to_the_close(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    signed = ana.types("/got signed", in_=acme)
    assert state(table) == "agreed"
    status = ana.types("/deal", in_=acme).text
    assert "Agreed on Mon 23 Nov, not closed yet." in status
    assert "Ask next" not in status
    assert "Acme renewal is not agreed." in ana.presses("Undo", on=signed).text
    assert state(table) == "open"
    signed = ana.types("/got contract signed", in_=acme)
    ana.presses("Won", on=ana.presses("Close the deal", on=signed))
    assert state(table) == "won"


def test_with_two_parties_the_deal_is_agreed_once_both_have_said_yes(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    form.fill("The other side", "Acme, Beta").submit()
    ana.types("/offer price 200k, 24 months", in_=acme)
    said = ana.types("/offer Acme accepted", in_=acme)
    assert "It stays open until everybody at the table has said yes." in said.text
    assert state(table) == "open"
    ana.types("/offer Beta accepted", in_=acme)
    assert state(table) == "agreed"


def test_of_several_open_deals_it_asks_which_is_closed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal open Acme pilot selling 20k EUR", in_=acme)
    ana.types("/deal close lost price", in_=acme)
    states = {deal.name: str(deal.state) for deal in table.deals()}
    assert states == {"Acme renewal": "open", "Acme pilot": "lost"}
    assert "Acme renewal" in ana.types("/deal", in_=acme).text


def test_a_deal_whose_channel_became_shared_is_closed_but_its_entries_stay_as_they_are(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    table.disturb("UPDATE deals SET locked = 1")
    table.restart()
    for typed in ("/deal edit #1 cost 3k", "/deal void #1", "/deal match #1 #2"):
        assert "became shared with another company" in ana.types(typed, in_=acme).text
    assert table.states() == ["give firm"]
    assert "Acme renewal: archived" in ana.types("/deal archive", in_=acme).text


@pytest.mark.parametrize(
    "typed", ["/deal ended", "/deal close ended", "/deal ended the term is over"]
)
def test_only_a_deal_that_was_won_ends(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    assert "How did Acme renewal end?" in ana.types(typed, in_=acme).text
    ana.types("/deal won", in_=acme)
    shown = ana.types("/deal", in_=acme)
    assert "[Commitments] [The close] [It has ended] [Reopen]" in shown.text
    said = ana.types(typed, in_=acme)
    assert "Acme renewal: ended" in said.text
    assert "Its check-ins and measures end" in said.text
    assert (state(table), table.deal.keeps_rhythm) == ("ended", False)
    assert "Undone: Acme renewal is closed as won again." in ana.presses("Undo", on=said).text
    ana.presses("It has ended", on=ana.types("/deal", in_=acme))
    assert state(table) == "ended"
    refused = ana.types("/deal commit they send the logo", in_=acme)
    assert "Acme renewal is closed (ended)" in refused.text
    ana.presses("Close it as lost", on=ana.types("/deal lost", in_=acme))
    assert "Only a deal that was won can end" in ana.types("/deal ended", in_=acme).text


def test_what_was_asked_about_another_end_holds_no_more_once_it_changed(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal close won", in_=acme)
    asked = ana.types("/deal dropped", in_=acme)
    ben.presses("Close it as lost", on=ben.types("/deal lost", in_=acme))
    again = ana.presses("Close it as dropped", on=asked)
    assert "is closed as lost since" in again.text
    assert state(table) == "lost"


def test_how_a_deal_ended_that_was_only_put_away_is_said_without_a_question(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal archive", in_=acme)
    ana.types("/deal close lost", in_=acme)
    assert state(table) == "lost"


def test_another_end_is_asked_about_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/deal gewonnen", in_=general)
    asked = dana.types("/deal verloren zu teuer", in_=general)
    assert "ist seit Mo 23. Nov als gewonnen abgeschlossen, durch @Dana." in asked.text
    assert "Stattdessen als verloren abschließen?" in asked.text
    dana.presses("Als verloren abschließen", on=asked)
    assert state(table) == "lost"


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("/deal gewonnen", "won"),
        ("/deal verloren Preis", "lost"),
        ("/deal abschließen gewonnen", "won"),
        ("/deal abgebrochen", "dropped"),
        ("/deal archivieren", "archived"),
    ],
)
def test_it_ends_and_opens_again_in_german(
    table: Table, slack: FakeSlack, typed: str, outcome: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types(typed, in_=general)
    assert state(table) == outcome
    assert "wieder offen" in dana.types("/deal wieder öffnen", in_=general).text
    assert state(table) == "open"


def test_a_deleted_deal_is_gone_from_the_database_once_it_cannot_be_brought_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Acem selling 2k", in_=acme)
    ana.types("/concede 5% off the zeppelin cost 100", in_=acme)
    ana.types("/got verbal yes on a zeppelin ride", in_=acme)
    ana.presses("Delete it", on=ana.types("/deal delete", in_=acme))
    table.wind(minutes=5)
    assert "zeppelin" in table.everything_stored()
    table.wind(minutes=10)
    assert "zeppelin" not in table.everything_stored()
    assert table.deals() == []
    opened(ana, acme)
    assert state(table) == "open"
