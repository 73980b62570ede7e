"""Calendar files, read by a reader of our own that knows the rules of RFC 5545 and nothing of the writer."""

from datetime import UTC, date, datetime
from itertools import count

from hypothesis import given
from hypothesis import strategies as some

from bot.coach.documents import CalendarContents
from bot.content.load import TEMPLATES
from bot.documents.calendar_file import write_calendar
from bot.domain.dated_items import DatedItem, DatedKind
from bot.playground.samples.links import RENEWAL
from bot.translations import load_catalogue

Event = dict[str, str]
NEEDED = {"UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY"}
LONGEST_LINE = 75
"""Bytes of a line without its end."""


def written(items: list[DatedItem], *, language: str = "en", sequence: int = 3) -> bytes:
    contents = CalendarContents(
        deal=RENEWAL,
        items=tuple(items),
        sequence=sequence,
        zone="Europe/Berlin",
        written_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    )
    return write_calendar(contents, load_catalogue(TEMPLATES, language))


def read(content: bytes) -> list[Event]:
    """The events of a calendar, each property once, texts as they were meant."""
    assert content.endswith(b"\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    whole: list[bytes] = []
    for line in lines:
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    texts = [line.decode() for line in whole]
    assert (texts[0], texts[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[Event] = []
    inside: Event | None = None
    for text in texts[1:-1]:
        name, _, value = text.partition(":")
        if text == "BEGIN:VEVENT":
            inside = {}
        elif text == "END:VEVENT":
            assert inside is not None
            events.append(inside)
            inside = None
        elif inside is not None:
            assert name not in inside
            inside[name] = unescape(value) if name in ("SUMMARY", "DESCRIPTION") else value
    return events


def unescape(value: str) -> str:
    """The text of a value: a backslash before n, comma, semicolon and itself."""
    marks, text = iter(value), ""
    for mark in marks:
        if mark != "\\":
            text += mark
            continue
        escaped = next(marks)
        assert escaped in "nN,;\\"
        text += "\n" if escaped in "nN" else escaped
    return text


typed = some.text(
    some.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=90
)


@given(typed, typed)
def test_whatever_was_typed_is_one_event_that_says_so(what: str, detail: str) -> None:
    item = DatedItem(
        kind=DatedKind.WINDOW, key="window-1", day=date(2027, 1, 15), what=what, detail=detail
    )
    (event,) = read(written([item]))
    assert event.keys() >= NEEDED
    assert event["SUMMARY"] == f"Acme renewal: approval: {what}"
    assert event.get("DESCRIPTION", "") == detail
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]) == ("20270115", "20270116")
    assert event["DTSTAMP"] == "20261123T080000Z"


def test_every_kind_is_named_in_both_languages_under_an_id_of_its_own() -> None:
    days = count(1)
    items = [
        DatedItem(kind=kind, key=f"{kind}-1", day=date(2027, 1, next(days)), no=1, what="it")
        for kind in DatedKind
    ]
    english, german = read(written(items)), read(written(items, language="de"))
    assert len({event["UID"] for event in english}) == len(items)
    assert [event["UID"] for event in english] == [event["UID"] for event in german]
    for one, other in zip(english, german, strict=True):
        assert one["SUMMARY"].startswith("Acme renewal: ")
        assert one["SUMMARY"] != other["SUMMARY"] or "Pilot" in one["SUMMARY"]


def test_what_was_called_off_is_taken_out_by_the_same_id_and_a_higher_number() -> None:
    item = DatedItem(kind=DatedKind.ASK, key="move-1", day=date(2027, 1, 15), no=1, what="it")
    gone = DatedItem(
        kind=DatedKind.ASK, key="move-1", day=date(2027, 1, 15), no=1, what="it", called_off=True
    )
    (before,), (after,) = read(written([item])), read(written([gone], sequence=4))
    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
