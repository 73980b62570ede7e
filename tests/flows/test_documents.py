"""Documents: asked for in a channel, sent as files into the person's own direct messages."""

import csv
import json
from dataclasses import replace
from io import BytesIO, StringIO

import pypdfium2
import pytest
import vobject
from icalendar import Calendar, Component
from python_calamine import CalamineWorkbook

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel, StoredFile
from bot.slack.uploads import SCOPE
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_close import ten_items
from tests.flows.test_plans import fill_limits
from tests.flows.test_rhythm import set_cadence
from tests.texts import without_chance

GIVE = "/concede 5% off cost 12k for 24-month term"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German."""
    return slack.person("Dana")


def without_scope(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, *scopes: str) -> None:
    """The workspace did not grant these."""
    manifest = slack.board.manifest
    granted = tuple(scope for scope in manifest.scopes if scope not in scopes)
    monkeypatch.setattr(slack.board, "manifest", replace(manifest, scopes=granted))
    monkeypatch.setattr(slack.board.api, "manifest", replace(manifest, scopes=granted))


def sent_to(person: Hands) -> Shown:
    """The last message in somebody's direct messages."""
    return person.sees(person.dm)[-1]


def file_of(table: Table, person: Hands) -> StoredFile:
    """The file in it."""
    table.tick()
    (file,) = sent_to(person).message.files
    return file


def content_of(table: Table, person: Hands) -> bytes:
    content = file_of(table, person).content
    assert content is not None
    return content


def test_the_ledger_comes_as_a_spreadsheet(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    said = ana.types("/deal export as Excel please", in_=acme)
    assert "On its way: Acme renewal, the ledger as a spreadsheet." in said.text
    assert said.public == ()
    file = file_of(table, ana)
    assert file.name == "Acme renewal, ledger, 2026-11-23.xlsx"
    assert "our side only" in sent_to(ana).text
    assert file.content is not None
    (sheet,) = CalamineWorkbook.from_filelike(BytesIO(file.content)).sheet_names
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(file.content)).get_sheet_by_name(sheet).to_python()
    )
    assert rows[0][2:5] == ["move", "what", "day"]
    assert [row[3] for row in rows[1:]] == ["5% off", "24-month term"]


def test_amounts_of_a_spreadsheet_can_be_summed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2500.50 for 24-month term worth 30k", in_=acme)
    ana.types("/concede pilot cost 1-2k for reference call worth about 4k", in_=acme)
    ana.types("/deal export xlsx", in_=acme)
    book = CalamineWorkbook.from_filelike(BytesIO(content_of(table, ana)))
    rows = book.get_sheet_by_index(0).to_python()
    columns = {heading: place for place, heading in enumerate(rows[0])}
    assert [row[columns["cost"]] for row in rows[1:]] == [2500.5, "", "1000-2000", ""]
    assert [row[columns["worth"]] for row in rows[1:]] == ["", 30000, "", "~4000"]


@pytest.mark.parametrize("typed", ["csv", "ledger csv", "the log as CSV", "moves, csv"])
def test_sloppy_words_are_understood(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types(f"/deal export {typed}", in_=acme)
    text = content_of(table, ana).decode("utf-8-sig")
    assert next(csv.reader(StringIO(text)))[:3] == ["id", "deal", "move"]


def test_without_a_word_a_form_asks(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal export", in_=acme))
    said = form.fill("Which document?", "Ledger with all entries (JSON)").submit()
    assert "On its way" in said.text
    told = json.loads(content_of(table, ana))
    assert told["deal"]["name"] == "Acme renewal"


def test_what_means_nothing_is_answered_with_an_example(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/deal export banana", in_=acme)
    assert "export banana" in said.text
    assert "/deal export xlsx" in said.text


def test_a_form_that_a_document_does_not_have_is_said(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/deal export calendar as xlsx", in_=acme)
    assert "Dates do not come as XLSX, but as ICS" in said.text
    assert form_of(ana.presses("Download…", on=said)).title == "Download a document"
    table.tick()
    assert ana.sees(ana.dm) == []


def test_dates_come_as_a_calendar_that_is_changed_by_the_next_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme)
    ana.types("/ask 24-month term by 4 Dec", in_=acme)
    ana.types("/deal export ics", in_=acme)
    before = events(content_of(table, ana))
    names = {str(event["summary"]) for event in before.values()}
    assert "Acme renewal: our ask #1: 24-month term" in names
    assert "Acme renewal: QBR" in names or "Acme renewal: check-in" in names
    ana.types("/ask decline 24-month term", in_=acme)
    table.wind(minutes=3)
    ana.types("/deal export dates", in_=acme)
    after = events(content_of(table, ana))
    assert before.keys() == after.keys()
    (ask,) = [uid for uid in after if uid.startswith("move-1.")]
    assert (str(before[ask]["status"]), str(after[ask]["status"])) == ("CONFIRMED", "CANCELLED")
    assert int(str(after[ask]["sequence"])) > int(str(before[ask]["sequence"]))


def test_what_either_side_has_to_do_is_in_the_calendar_until_it_is_done(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types("/deal commit we deliver onboarding by 1 Feb", in_=acme)
    ana.types("/deal export ics", in_=acme)
    found = events(content_of(table, ana))
    names = sorted(str(event["summary"]) for event in found.values())
    assert names[0].startswith("Acme renewal: they deliver: ")
    assert names[1].startswith("Acme renewal: we deliver: ")
    assert {str(event["status"]) for event in found.values()} == {"CONFIRMED"}
    assert "20270115" in content_of(table, ana).decode()


def test_index_bands_and_what_follows_an_event_are_in_the_calendar(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal band CPI base 2.1% band 2-4% cap 5% recalibrate quarterly", in_=acme)
    ana.types("/deal risk when an outage lasts a day, both owners meet within 2 days", in_=acme)
    ana.types("/deal happened outage", in_=acme)
    ana.types("/deal export ics", in_=acme)
    found = events(content_of(table, ana))
    days = [
        str(event.decoded("dtstart")) for uid, event in found.items() if uid.startswith("band-1-")
    ]
    assert days == ["2027-02-23", "2027-05-23", "2027-08-23", "2027-11-23"]
    band = next(event for uid, event in found.items() if uid.startswith("band-1-1."))
    assert str(band["summary"]) == "Acme renewal: index band of CPI set anew"
    due = next(event for uid, event in found.items() if uid.startswith("event-1."))
    assert str(due["summary"]) == "Acme renewal: due after what happened: both owners meet"
    assert (str(due.decoded("dtstart")), str(due["description"])) == (
        "2026-11-25",
        "an outage lasts a day",
    )
    ana.types("/deal risk done outage", in_=acme)
    table.wind(minutes=3)
    ana.types("/deal export ics", in_=acme)
    after = events(content_of(table, ana))
    assert {str(event["status"]) for uid, event in after.items() if uid.startswith("event-")} == {
        "CANCELLED"
    }


def test_another_reader_of_calendars_finds_the_same_days_and_words(
    table: Table, slack: FakeSlack, dana: Hands, ana: Hands, acme: Channel
) -> None:
    """`icalendar` wrote the file; vobject is a parser of its own, which checks what a calendar has to have."""
    opened(ana, acme)
    set_cadence(ana, acme)
    ana.types("/deal renewal 31 Dec 2027 notice 3 months", in_=acme)
    ana.types("/deal band CPI base 2.1% band 2-4% cap 5% recalibrate yearly", in_=acme)
    ana.types("/deal gate pilot: one site, two shifts; by 29 Jan", in_=acme)
    ana.types(
        "/ask a term, of 24 months; with a very long line behind it, \\ and all by 4 Dec", in_=acme
    )
    ana.types("/deal commit they send the case study by 15 Jan", in_=acme)
    ana.types("/deal export ics", in_=acme)
    expect_same_events(content_of(table, ana))
    general = slack.channel("general")
    dana.types("/deal eröffnen Müller & Söhne, Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/ask Prüfung größerer Stückzahlen bis 4. Dezember", in_=general)
    dana.types("/deal export ics", in_=general)
    expect_same_events(content_of(table, dana))


def expect_same_events(content: bytes) -> None:
    """That both parsers read the same events, and that each is as RFC 5545 wants it."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    assert calendar.version.value == "2.0"
    read = {
        each.uid.value: (
            each.summary.value,
            each.dtstart.value,
            each.dtend.value,
            each.status.value,
            getattr(each, "description", None) and each.description.value,
        )
        for each in calendar.vevent_list
    }
    written = {
        uid: (
            str(event["summary"]),
            event.decoded("dtstart"),
            event.decoded("dtend"),
            str(event["status"]),
            str(event["description"]) if "description" in event else None,
        )
        for uid, event in events(content).items()
    }
    assert read == written
    assert read


def test_what_was_looked_back_on_comes_as_pages(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/deal close won", in_=acme)
    ana.types("/deal debrief pdf", in_=acme)
    words = " ".join(pages_of(content_of(table, ana)))
    assert words.startswith("Looking back November 23, 2026 Acme renewal")
    ben.types("/deal debrief pdf", in_=acme)
    assert "180,000" not in " ".join(pages_of(content_of(table, ben)))


def test_the_sheet_of_the_close_has_nothing_that_only_we_know_and_the_rhythm_behind_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    read_back = ten_items(ana, acme)
    ana.presses("All in the contract", on=ana.types("/deal terms", in_=acme))
    assert "agreed" in read_back.text
    set_cadence(ana, acme)
    assert "On its way: Acme renewal, what was agreed, as PDF." in (
        ana.types("/deal sheet pdf", in_=acme).text
    )
    words = " ".join(pages_of(content_of(table, ana)))
    assert words.startswith("What was agreed November 23, 2026 Acme renewal")
    assert "price: 200,000 EUR (in the contract)" in words
    assert "We meet" in words
    for own in ("2,000", "1,000", "2k", "1k", "goodwill", "verbal"):
        assert own not in words, own


def events(content: bytes) -> dict[str, Component]:
    """The events of a calendar file by their ids."""
    calendar = Calendar.from_ical(content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_german_words_bring_a_german_file(table: Table, slack: FakeSlack, dana: Hands) -> None:
    general = slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/ask Referenzgespräch bis 4. Dezember", in_=general)
    said = dana.types("/deal exportieren Kalender", in_=general)
    assert "Unterwegs: Acme Verlängerung, die Termine als Kalenderdatei." in said.text
    file = file_of(table, dana)
    assert file.name == "Acme Verlängerung, Termine, 2026-11-23.ics"
    assert file.content is not None
    (event,) = events(file.content).values()
    assert str(event["summary"]) == ("Acme Verlängerung: unsere Forderung #1: Referenzgespräch")


def test_drafts_of_others_are_in_no_file(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede secret rebate cost 12k", in_=acme)
    for form in ("json", "csv"):
        ben.types(f"/deal export {form}", in_=acme)
        assert b"secret rebate" not in content_of(table, ben)
    ana.types("/deal export json", in_=acme)
    assert b"secret rebate" in content_of(table, ana)


def test_who_was_taken_out_meanwhile_gets_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ben.types("/deal export xlsx", in_=acme)
    give_role(ana, acme, "Ben", "Nobody")
    table.tick()
    said = sent_to(ben)
    assert said.message.files == ()
    assert "was not sent" in said.text
    assert "Acme" not in said.text


def test_who_is_not_in_the_deal_is_refused(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "Nobody")
    assert "not part of this deal" in ben.types("/deal export xlsx", in_=acme).text
    table.tick()
    assert slack.calls("files.getUploadURLExternal") == []


def test_without_the_permission_the_cure_is_said(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_scope(slack, monkeypatch, SCOPE)
    opened(ana, acme)
    ana.types("/deal export xlsx", in_=acme)
    table.tick()
    said = sent_to(ana)
    assert "Not sent: Acme renewal, the ledger as a spreadsheet." in said.text
    assert "files:write" in said.text
    table.wind(hours=1)
    assert len(ana.sees(ana.dm)) == 1


def test_a_file_arrives_where_direct_messages_may_not_be_opened(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_scope(slack, monkeypatch, "im:write")
    opened(ana, acme)
    ana.types("/deal export csv", in_=acme)
    assert file_of(table, ana).name.endswith(".csv")


def test_what_slack_does_not_take_is_said(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.refuses("files.completeUploadExternal", "file_uploads_disabled")
    ana.types("/deal export csv", in_=acme)
    table.tick()
    assert "Slack did not take the file." in sent_to(ana).text


def test_asked_for_twice_at_once_it_is_sent_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal export csv", in_=acme, times=2)
    table.wind(minutes=1)
    assert len(ana.sees(ana.dm)) == 1


def test_no_figure_of_a_deal_waits_in_the_outbox(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede quiet rebate cost 4711 for 24-month term", in_=acme)
    ana.types("/deal export xlsx", in_=acme)
    with table.database.engine.connect() as connection:
        bodies = "".join(connection.exec_driver_sql("SELECT body FROM posts").scalars())
    assert "quiet rebate" not in bodies
    assert "4711" not in without_chance(bodies)


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    pdf = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    finally:
        pdf.close()


def test_the_rhythm_comes_as_pages_from_its_button(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, agenda="what went well\nŁódź, Ελλάδα, 5 € more")
    page = ana.types("/deal rhythm page", in_=acme)
    assert "On its way: Acme renewal, how you work together, as PDF." in (
        ana.presses("Download", on=page).text
    )
    file = file_of(table, ana)
    assert file.name == "Acme renewal, how we work together, 2026-11-23.pdf"
    assert "it may go to the other side" in sent_to(ana).text
    (words,) = pages_of(file.content or b"")
    assert words.startswith("How we work together November 23, 2026 Acme renewal We meet")
    assert "what went well; Łódź, Ελλάδα, 5 € more" in words


def test_where_both_sides_stand_has_no_figure_of_ours(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term because of volume", in_=acme)
    ana.types("/concede training days cost 4711 as goodwill review 15 Jan", in_=acme)
    fill_limits(ana, acme)
    ana.types("/deal share pdf", in_=acme)
    (words,) = pages_of(content_of(table, ana))
    assert "5% off" in words
    assert "24-month term" in words
    for private in ("12,000", "12k", "4711", "training", "volume", "180"):
        assert private not in words, private


def test_the_plan_comes_to_its_owner_as_pages(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    said = ana.types("/deal plan pdf", in_=acme)
    assert "On its way: Acme renewal, the private plan as PDF." in said.text
    (words,) = pages_of(content_of(table, ana))
    assert words.startswith("Private plan November 23, 2026 Acme renewal Alternatives")
    assert "Walk-away: 180,000 EUR" in words
    assert "Private: for the deal's owner" in words
    ana.types("/deal export plan as markdown", in_=acme)
    assert "Walk-away: 180,000 EUR" in content_of(table, ana).decode()


def test_others_learn_nothing_of_a_plan_by_asking_for_it(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/concede 2% off for a reference", in_=acme)
    before = [ben.types(line, in_=acme).text for line in ("/deal plan pdf", "/deal plan")]
    fill_limits(ana, acme)
    after = [ben.types(line, in_=acme).text for line in ("/deal plan pdf", "/deal plan")]
    assert before == after
    assert after[0] == after[1]
    table.tick()
    assert slack.calls("files.getUploadURLExternal") == []


def test_an_owner_without_a_plan_is_shown_where_to_begin(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Plan of Acme renewal" in ana.types("/deal plan pdf", in_=acme).text


def test_the_log_offers_every_document(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    log = ana.types("/deal log", in_=acme)
    form = form_of(ana.presses("Download…", on=log))
    form.fill("Which document?", "Where both sides stand (PDF)").submit()
    assert "Where both sides stand" in pages_of(content_of(table, ana))[0]


def test_many_moves_go_over_pages_under_their_titles(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for number in range(50):
        ana.types(f"/ask reference call with their site number {number} worth 1k", in_=acme)
    ana.types("/deal share pdf", in_=acme)
    pages = pages_of(content_of(table, ana))
    assert len(pages) > 1
    assert all("# Day Who What" in page for page in pages)
    assert pages[-1].endswith(f"{len(pages)} / {len(pages)}")
