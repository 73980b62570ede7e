"""A pasted message is told apart from a typed line, and what counts in it is found."""

from datetime import date

import pytest

from bot.language.grammar import read_line
from bot.language.lines import Command, MessagePart, MessagePartKind, MessagePasted, ParsedLine
from bot.language.messages import find_message_parts

TODAY = date(2026, 11, 23)
ASK, OFFER, PROMISE, DAY = MessagePartKind

LEASE = """Dear Mr Kline,

Following our call, the landlord would contribute 20k to the fit-out provided you sign a 7-year lease.
We also need a personal guarantee. Please confirm by 4 December.

Kind regards,
Susan Bell"""
PAY = (
    "Hello, we can't go beyond 62k base for this role but could add a 5k sign-on. Would you be able to start on "
    "4 January? Best wishes, HR"
)
UNION = (
    "Hi team, the union insists on a 2.5% lump sum. Our members could accept a two-year term. You also said you would "
    "look after the canteen. Regards, Mike"
)
DELIVERY = """Hallo Herr Wolf,
wir können die Lieferzeit halten, wenn Sie 30 % anzahlen. Dafür würden wir die Fracht übernehmen.
Sie hatten uns die Schulung zugesagt. Bitte um Rückmeldung bis 2.12.
MfG
Petra Lang"""


@pytest.mark.parametrize(
    ("text", "locale", "parts"),
    [
        (
            LEASE,
            "en-US",
            [
                (OFFER, "contribute 20k to the fit-out"),
                (ASK, "sign a 7-year lease"),
                (ASK, "a personal guarantee"),
                (ASK, "confirm by 4 December"),
            ],
        ),
        (PAY, "en-US", [(OFFER, "add a 5k sign-on"), (ASK, "start on 4 January")]),
        (
            UNION,
            "en-US",
            [
                (ASK, "a 2.5% lump sum"),
                (OFFER, "a two-year term"),
                (PROMISE, "look after the canteen"),
            ],
        ),
        (
            DELIVERY,
            "de-DE",
            [
                (OFFER, "die Lieferzeit halten"),
                (ASK, "30 % anzahlen"),
                (OFFER, "die Fracht übernehmen"),
                (PROMISE, "die Schulung"),
                (DAY, "Bitte um Rückmeldung bis 2.12"),
            ],
        ),
    ],
)
def test_what_counts_in_a_message_is_found(
    text: str, locale: str, parts: list[tuple[MessagePartKind, str]]
) -> None:
    found = read_line(text, command=Command.GOT, locale=locale, today=TODAY)
    assert isinstance(found, MessagePasted)
    assert found.parts == tuple(MessagePart(kind=kind, what=what) for kind, what in parts)


@pytest.mark.parametrize(
    "typed",
    [
        "5% off. Cost 12k. For a case study.",
        "hi, 5% off for the Leeds plant cost 12k by friday thanks",
        "10 extra dock slots per week, cost 4k. They pay the driver. We get the forecast",
        "if you sign by friday we throw in the training for your team and the setup, cost 3k",
    ],
)
def test_a_typed_line_is_no_message(typed: str) -> None:
    found = read_line(typed, command=Command.CONCEDE, locale="en-US", today=TODAY)
    assert isinstance(found, ParsedLine)


def test_a_message_without_anything_in_it_has_no_parts() -> None:
    text = "Hey Ana! Saw your note, all good on our side. Talk soon. Thx, Lee"
    assert find_message_parts(text, locale="en-US", today=TODAY) == ()
