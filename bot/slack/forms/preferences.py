"""The form of a person's nudges: whether, when, and which days are left out."""

import re
from datetime import time
from uuid import uuid4
from zoneinfo import available_timezones

from bot.coach.actors import Actor
from bot.coach.answers.preferences import NudgesSettable
from bot.coach.preferences import NO_HOLIDAYS
from bot.coach.requests.preferences import SetNudges
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, ChoiceField, DayField, Option, Read, Unfit
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled

YES, NO = "yes", "no"
_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|uhr)?")
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


def read_hour(text: str) -> time:
    """`9`, `9:30`, `17.30`, `9 am`."""
    found = _HOUR.fullmatch(text.strip().casefold())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if found and found[3] in ("am", "pm"):
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise Unfit("Please write an hour of the day, such as 9:00 or 17:30.")
    return time(hour, minute)


def typed_hour(hour: time) -> str:
    return hour.strftime("%H:%M")


def read_zone(text: str) -> str:
    """A time zone by its IANA name, in any case."""
    wanted = text.strip().replace(" ", "_").casefold()
    found = next((zone for zone in available_timezones() if zone.casefold() == wanted), None)
    if found is None:
        raise Unfit(
            "Please write a time zone by continent and city, such as Europe/Berlin or America/New_York."
        )
    return found


def read_country(text: str) -> str:
    """A country by its code, with a region after a hyphen."""
    written = text.strip().upper()
    if written in ("-", "NONE", "KEINE", "KEINES"):
        return NO_HOLIDAYS
    if not _COUNTRY.fullmatch(written):
        raise Unfit(NO_SUCH_COUNTRY)
    return written


NO_SUCH_COUNTRY = "Please write a country by its code, with a region where you like, such as DE or DE-BY; - for none."

ON = ChoiceField(
    name="on",
    label="One message on days where something is open?",
    options=(Option(value=YES, label="Yes"), Option(value=NO, label="No")),
)
HOUR: Read[time] = Read(
    name="hour", label="At", reader=read_hour, writer=typed_hour, longest=10, placeholder="09:00"
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
QUIET = Checks(
    name="quiet",
    label="Days without a message",
    optional=True,
    options=tuple(
        Option(value=str(no), label=label)
        for no, label in enumerate(
            ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        )
    ),
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
    kept = found.preferences
    starts = [
        ON.starts(NO if kept.digest is False else YES),
        HOUR.starts(kept.hour),
        ZONE.starts(kept.zone or None),
        COUNTRY.starts(kept.country or None),
        QUIET.starts(frozenset(map(str, kept.quiet))),
        AWAY_FROM.starts(kept.away_from),
        AWAY_UNTIL.starts(kept.away_until),
    ]
    return NUDGES.view(FormMetadata(once=uuid4().hex, version=found.version), starts)


def nudges_of(filled: Filled, by: Actor) -> SetNudges:
    """What the form says. Raises `NotFilled` where its days do not fit together."""
    start, end = filled.get(AWAY_FROM), filled.get(AWAY_UNTIL)
    if start and (end is None or end < start):
        raise NotFilled({AWAY_UNTIL.name: "Please choose the last day away, not before the first."})
    chosen = filled.need(QUIET)
    quiet = frozenset(int(day) for day in chosen)
    on = filled.need(ON) == YES
    if on and len(quiet) == len(QUIET.options):
        raise NotFilled(
            {QUIET.name: "No day is left for a message. Please leave one, or choose No above."}
        )
    return SetNudges(
        by=by,
        on=on,
        hour=filled.need(HOUR),
        zone=filled.get(ZONE) or "",
        country=filled.get(COUNTRY) or "",
        quiet=quiet,
        away_from=start,
        away_until=end,
        version=filled.metadata.version,
        once=filled.metadata.once,
    )
