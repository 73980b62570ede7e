"""Lines that name entries by their numbers, told from lines that record moves."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.language.entries import EntryDeed, read_entry_request, read_fields_anew
from bot.language.lines import Command

SHOW, EDIT, VOID = EntryDeed.SHOW, EntryDeed.EDIT, EntryDeed.VOID
MATCH, UNMATCH, UNDO = EntryDeed.MATCH, EntryDeed.UNMATCH, EntryDeed.UNDO


@pytest.mark.parametrize(
    ("typed", "deed", "numbers", "rest"),
    [
        ("#4", SHOW, (4,), ""),
        ("4", SHOW, (4,), ""),
        ("show 4", SHOW, (4,), ""),
        ("show me #4", SHOW, (4,), ""),
        ("zeige #4", SHOW, (4,), ""),
        ("edit #4 cost 8k", EDIT, (4,), "cost 8k"),
        ("Edit # 4, cost 8k.", EDIT, (4,), "cost 8k."),
        ("edit give no. 4: rent-free month", EDIT, (4,), "rent-free month"),
        ("edit #4 2 pallets", EDIT, (4,), "2 pallets"),
        ("change the worth of #4 to 9k", EDIT, (4,), "worth 9k"),
        ("ändere die Kosten von #4 auf 8k", EDIT, (4,), "Kosten 8k"),
        ("void #4 never agreed", VOID, (4,), "never agreed"),
        ("#4 void", VOID, (4,), ""),
        ("no. 4", SHOW, (4,), ""),
        ("edit#4 cost 8k", EDIT, (4,), "cost 8k"),
        ("match #5,#9", MATCH, (5, 9), ""),
        ("match #5/#9", MATCH, (5, 9), ""),
        ("match#5+#9", MATCH, (5, 9), ""),
        ("4 void", VOID, (4,), ""),
        ("Nr.4", SHOW, (4,), ""),
        ("Nr. 4", SHOW, (4,), ""),
        ("remove the cost of #4", EDIT, (4,), "remove cost"),
        ("entferne die Bedingung von #4", EDIT, (4,), "entferne Bedingung"),
        ("void the 5% off #4 twice", VOID, (4,), "twice"),
        ("#4 löschen", VOID, (4,), ""),
        ("match #5 #9", MATCH, (5, 9), ""),
        ("match 5 9", MATCH, (5, 9), ""),
        ("match #5, #6 and #9", MATCH, (5, 6, 9), ""),
        ("tie give #5 to get #9 please", MATCH, (5, 9), ""),
        ("ordne #5 #9 zu", MATCH, (5, 9), ""),
        ("#5 and #9 match", MATCH, (5, 9), ""),
        ("unmatch #5 from #9", UNMATCH, (5, 9), ""),
        ("undo #4", UNDO, (4,), ""),
        ("edit", EDIT, (), ""),
        ("edit cost 8k", EDIT, (), "cost 8k"),
    ],
)
def test_a_line_says_what_is_to_be_done_with_which_entries(
    typed: str, deed: EntryDeed, numbers: tuple[int, ...], rest: str
) -> None:
    request = read_entry_request(typed)
    assert request is not None
    assert (request.deed, request.numbers, request.rest) == (deed, numbers, rest)


@pytest.mark.parametrize(
    "typed", ["", "log", "log #3", "close won", "match", "undo the last one", "4 weeks"]
)
def test_other_words_after_deal_are_none_of_these(typed: str) -> None:
    assert read_entry_request(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "5% off for #1",
        "#1 worth 4k",
        "remove 2 seats",
        "show 3 demos",
        "change of venue",
        "change in scope for #1",
        "delete the late fee",
        "update for #3",
        "cancel 2 shifts for #4",
        "edit suite for 3 days",
        "void deck space",
        "4",
        "match day tickets",
    ],
)
def test_things_that_move_are_no_entries(typed: str) -> None:
    assert read_entry_request(typed, in_move_line=True) is None


@pytest.mark.parametrize(
    ("typed", "deed", "numbers"),
    [
        ("#21", SHOW, (21,)),
        ("edit #1 on 16 Nov", EDIT, (1,)),
        ("edit", EDIT, ()),
        ("void", VOID, ()),
        ("show 3", SHOW, (3,)),
        ("remove #2", VOID, (2,)),
        ("undo 4", UNDO, (4,)),
        ("unmatch #5 #9", UNMATCH, (5, 9)),
        ("bearbeiten", EDIT, ()),
    ],
)
def test_a_deed_with_its_number_is_no_move(
    typed: str, deed: EntryDeed, numbers: tuple[int, ...]
) -> None:
    request = read_entry_request(typed, in_move_line=True)
    assert request is not None
    assert (request.deed, request.numbers) == (deed, numbers)


def figure(amount: int) -> Figure:
    return Figure(amount=Decimal(amount))


@pytest.mark.parametrize(
    ("typed", "command", "fields", "why"),
    [
        ("cost 8k", Command.CONCEDE, {"cost": figure(8000)}, ""),
        ("8k", Command.CONCEDE, {"cost": figure(8000)}, ""),
        ("8k", Command.GOT, {"worth": figure(8000)}, ""),
        ("30k by 11 Dec", Command.ASK, {"worth": figure(30000), "due": date(2026, 12, 11)}, ""),
        ("6% off", Command.CONCEDE, {"what": "6% off"}, ""),
        ("by 4 Dec", Command.ASK, {"due": date(2026, 12, 4)}, ""),
        ("on 12 Nov", Command.GOT, {"on": date(2026, 11, 12)}, ""),
        ("because they plan early", Command.CONCEDE, {"reason": "they plan early"}, ""),
        ("what 6% off", Command.CONCEDE, {"what": "6% off"}, ""),
        ("reason: they plan early", Command.CONCEDE, {"reason": "they plan early"}, ""),
        ("date 12 Nov", Command.GOT, {"on": date(2026, 11, 12)}, ""),
        ("cost 8k because it is net", Command.CONCEDE, {"cost": figure(8000)}, "it is net"),
    ],
)
def test_only_what_is_said_is_read_anew(
    typed: str, command: Command, fields: dict[str, object], why: str
) -> None:
    read = read_fields_anew(
        typed, command=command, ours=True, locale="en-US", today=date(2026, 11, 23)
    )
    assert (dict(read.fields), read.why, read.not_read) == (fields, why, "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("remove the cost", "cost"),
        ("clear worth", "worth"),
        ("cost unknown", "cost"),
        ("drop the deadline", "due"),
        ("entferne die Bedingung", "condition"),
    ],
)
def test_a_field_is_emptied(typed: str, field: str) -> None:
    read = read_fields_anew(
        typed, command=Command.CONCEDE, ours=True, locale="en-US", today=date(2026, 11, 23)
    )
    assert list(read.fields) == [field]
    assert not read.fields[field]


@pytest.mark.parametrize("typed", ["cost", "remove the what", "as goodwill"])
def test_what_names_a_field_and_no_value_is_not_read(typed: str) -> None:
    read = read_fields_anew(
        typed, command=Command.CONCEDE, ours=True, locale="en-US", today=date(2026, 11, 23)
    )
    assert read.not_read
    assert not read.fields


def test_what_an_entry_is_for_is_no_field() -> None:
    read = read_fields_anew(
        "for a 24-month term",
        command=Command.CONCEDE,
        ours=True,
        locale="en-US",
        today=date(2026, 11, 23),
    )
    assert read.tied
