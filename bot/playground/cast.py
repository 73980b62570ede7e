"""Who is in the playground, when it opens, and in which channels. Roles, not real people or companies."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.workspace import Channel, Clock, Kind, Person, Team, Workspace

ZONE = "Europe/Berlin"
"""Where the playground's clock hangs."""
OPENING = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo(ZONE))
"""A Monday morning with two working weeks behind it: whatever day it is outside, the first minutes are the same."""

OURS = Team(id="T00000OUR", name="Giveget playground", domain="giveget-playground")
THEIRS = Team(id="T0000ACME", name="Acme", domain="acme")

ANA, BEN, CHRIS, DANA = "U000000ANA", "U000000BEN", "U00000CHRIS", "U00000DANA"
GUS, OLGA, FINN, BOT = "U000000GUS", "U00000OLGA", "U00000FINN", "U0000COACH"


def opening_scene(clock: Clock) -> Workspace:
    """A deal with Acme in a private channel, one in public, one shared with Acme, and one the bot is not in."""
    return Workspace(clock=clock, teams=[OURS, THEIRS], people=_people(), channels=_channels())


def _people() -> list[Person]:
    ours = OURS.id
    return [
        Person(id=ANA, name="Ana", title="Account executive", kind=Kind.MEMBER, team=ours),
        Person(id=BEN, name="Ben", title="Ana's manager", kind=Kind.ADMIN, team=ours),
        Person(
            id=CHRIS,
            name="Chris",
            title="Partnerships and purchasing",
            kind=Kind.MEMBER,
            team=ours,
            zone="America/New_York",
        ),
        Person(
            id=DANA, name="Dana", title="Hiring lead", kind=Kind.MEMBER, team=ours, locale="de-DE"
        ),
        Person(id=GUS, name="Gus", title="Single-channel guest", kind=Kind.GUEST, team=ours),
        Person(id=OLGA, name="Olga", title="Buyer at Acme", kind=Kind.OUTSIDER, team=THEIRS.id),
        Person(id=FINN, name="Finn", title="Left the company", kind=Kind.DEACTIVATED, team=ours),
        Person(id=BOT, name="Giveget", title="Coach", kind=Kind.BOT, team=ours),
    ]


def _channels() -> list[Channel]:
    all_of_us = [ANA, BEN, CHRIS, DANA, BOT]
    return [
        Channel(id="C00GENERAL", name="general", members=all_of_us, topic="Everyone"),
        Channel(
            id="C0000ACME", name="acme", members=[ANA, BEN, BOT], private=True, topic="Acme renewal"
        ),
        Channel(
            id="C00GLOBEX",
            name="globex",
            members=[ANA, BEN, CHRIS, GUS, BOT],
            topic="Globex partnership",
        ),
        Channel(
            id="C00INITECH",
            name="initech",
            members=[BEN, CHRIS, BOT],
            private=True,
            topic="Support from Initech",
        ),
        Channel(
            id="C00HIRING",
            name="hiring",
            members=[BEN, DANA],
            private=True,
            topic="The bot is not in here",
        ),
        Channel(
            id="C0ACMESHRD",
            name="acme-shared",
            members=[ANA, BEN, OLGA, BOT],
            shared=True,
            topic="With Acme",
        ),
    ]
