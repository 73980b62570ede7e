"""The form of a person's nudges: whether, when, and which days are left out."""

import re
from datetime import time
from uuid import uuid4
from zoneinfo import available_timezones

from bot.coach.actors import Actor
from bot.coach.answers.preferences import NudgesSettable
from bot.coach.hours import NO_HOLIDAYS
from bot.domain.preferences import Preferences
from bot.slack.blocks import Block
from bot.slack.forms.fields import (
    Checks,
    ChoiceField,
    DayField,
    Read,
    Unfit,
    options_of,
)
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled

YES, DAILY, NO = "yes", "daily", "no"
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|uhr)?")
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
NO_SUCH_HOUR = "Please write an hour of the day, such as 9:00 or 17:30."
NO_SUCH_COUNTRY = (
    "Please write a country by its code, with a region where you like, such as DE or DE-BY."
)
NO_PLACE_OR_DASH = "Please write a country by its code, with a region where you like, such as DE or DE-BY; - for none."


def read_hour(text: str) -> time:
    """`9`, `9:30`, `17.30`, `9 am`. Raises `Unfit`."""
    found = _HOUR.fullmatch(text.strip().casefold())
    if found is None:
        raise Unfit(NO_SUCH_HOUR)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half in ("am", "pm"):
        if hour > 12:
            raise Unfit(NO_SUCH_HOUR)
        # Twelve o'clock is the first hour of its half: 12 am is midnight, 12 pm noon.
        hour %= 12
        if half == "pm":
            hour += 12
    if hour > 23 or minute > 59:
        raise Unfit(NO_SUCH_HOUR)
    return time(hour, minute)


def write_hour(hour: time) -> str:
    """The hour as it can be typed again."""
    return hour.strftime("%H:%M")


def read_zone(text: str) -> str:
    """A time zone by its IANA name, in any case. Raises `Unfit`."""
    wanted = text.strip().replace(" ", "_").casefold()
    for zone in available_timezones():
        if zone.casefold() == wanted:
            return zone
    raise Unfit(
        "Please write a time zone by continent and city, such as Europe/Berlin or America/New_York."
    )


def read_country_code(text: str) -> str:
    """What looks like a country's code, with a region after a hyphen. Raises `Unfit`."""
    code = text.strip().upper()
    if not _COUNTRY.fullmatch(code):
        raise Unfit(NO_SUCH_COUNTRY)
    return code


def read_country(text: str) -> str:
    """A country by its code, or that no holidays are kept. Raises `Unfit`."""
    if text.strip().upper() in ("-", "NONE", "KEINE", "KEINES"):
        return NO_HOLIDAYS
    try:
        return read_country_code(text)
    except Unfit:
        raise Unfit(NO_PLACE_OR_DASH) from None


ON = ChoiceField(
    name="on",
    label="One message in the morning?",
    hint="What is new or falls due, and once a week what stays open. The daily list has all of it every day.",
    options=options_of({YES: "Yes", DAILY: "Yes, as a daily list", NO: "No"}),
)
HOUR: Read[time] = Read(
    name="hour", label="At", reader=read_hour, writer=write_hour, longest=10, placeholder="09:00"
)
ZONE: Read[str] = Read(
    name="zone",
    label="Time zone",
    hint="Empty means the one that Slack has.",
    optional=True,
    reader=read_zone,
    writer=str,
    placeholder="Europe/Berlin",
)
COUNTRY: Read[str] = Read(
    name="country",
    label="Public holidays of",
    hint="Empty means the country of the time zone; - means none.",
    optional=True,
    reader=read_country,
    writer=str,
    longest=8,
    placeholder="DE-BY",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
QUIET = Checks(
    name="quiet",
    label="Days without a message",
    optional=True,
    options=options_of({str(no): name for no, name in enumerate(WEEKDAYS)}),
)
AWAY_FROM = DayField(name="away_from", label="Away from", optional=True)
AWAY_UNTIL = DayField(
    name="away_until", label="Away until", optional=True, hint="That day included."
)

NUDGES = Form(
    route="nudges.set",
    title="My nudges",
    submit="Save",
    fields=(ON, HOUR, ZONE, COUNTRY, QUIET, AWAY_FROM, AWAY_UNTIL),
)


def nudges_view(found: NudgesSettable) -> Block:
    """The form, with what is set now."""
    preferences = found.preferences
    starts = [
        ON.starts(_choose_start(preferences)),
        HOUR.starts(preferences.hour),
        ZONE.starts(preferences.zone or None),
        COUNTRY.starts(preferences.country or None),
        QUIET.starts(frozenset(map(str, found.quiet))),
        AWAY_FROM.starts(preferences.away_from),
        AWAY_UNTIL.starts(preferences.away_until),
    ]
    return NUDGES.view(FormMetadata(once=uuid4().hex, version=found.version), starts)


def _choose_start(preferences: Preferences) -> str:
    if preferences.digest is False:
        return NO
    # Yes also where nobody answered yet: who opens the form wants to be nudged.
    return DAILY if preferences.daily else YES


def read_nudges(filled: Filled, by: Actor) -> Preferences:
    """What the form says, at the version that it showed. Raises `NotFilled` where its days do not fit together."""
    away_from, away_until = filled.get(AWAY_FROM), filled.get(AWAY_UNTIL)
    if away_from and (away_until is None or away_until < away_from):
        raise NotFilled({AWAY_UNTIL.name: "Please choose the last day away, not before the first."})
    chosen = filled.need(ON)
    on = chosen != NO
    quiet = frozenset(int(day) for day in filled.need(QUIET))
    if on and len(quiet) == len(WEEKDAYS):
        raise NotFilled(
            {QUIET.name: "No day is left for a message. Please leave one, or choose No above."}
        )
    return Preferences(
        team=by.team,
        person=by.person,
        digest=on,
        hour=filled.need(HOUR),
        zone=filled.get(ZONE) or "",
        country=filled.get(COUNTRY) or "",
        quiet=quiet,
        away_from=away_from,
        away_until=away_until,
        daily=chosen == DAILY,
        version=filled.metadata.version,
    )
