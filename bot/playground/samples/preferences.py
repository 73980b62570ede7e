"""Sample answers about how a person is nudged."""

from dataclasses import replace
from datetime import date

from bot.coach.answers.base import Answer
from bot.coach.answers.preferences import NudgesSet, NudgesStopped
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences

MINE = Preferences(team=TeamId("T0HOME"), person=PersonId("U0ANA"), digest=True)
AWAY = Preferences(
    team=TeamId("T0HOME"),
    person=PersonId("U0ANA"),
    digest=True,
    away_from=date(2026, 11, 23),
    away_until=date(2026, 11, 30),
)
OFF = Preferences(team=TeamId("T0HOME"), person=PersonId("U0ANA"), digest=False)

SAMPLES: list[tuple[str, Answer]] = [
    (
        "nudges set",
        NudgesSet(preferences=MINE, first=date(2026, 11, 24), zone="Europe/Berlin", country="DE"),
    ),
    (
        "nudges set, away",
        NudgesSet(preferences=AWAY, first=date(2026, 12, 1), zone="America/New_York", country="-"),
    ),
    (
        "nudges set, as a daily list",
        NudgesSet(
            preferences=replace(MINE, daily=True),
            first=date(2026, 11, 24),
            zone="Europe/Berlin",
            country="DE",
        ),
    ),
    (
        "nudges set, muted",
        NudgesSet(
            preferences=replace(MINE, muted_from=date(2026, 11, 24), muted_until=date(2026, 12, 1)),
            first=date(2026, 12, 2),
            zone="Europe/Berlin",
            country="DE",
            is_muted=True,
        ),
    ),
    ("nudges set, no day left", NudgesSet(preferences=MINE, first=None, zone="UTC", country="")),
    ("nudges set, off", NudgesSet(preferences=OFF, first=None, zone="UTC", country="")),
    ("nudges stopped", NudgesStopped(held=0)),
    ("nudges stopped, one on the way", NudgesStopped(held=1)),
    (
        "nudges stopped, with reminders",
        NudgesStopped(held=0, reminders=("Acme renewal",), followed=("Globex pilot",)),
    ),
    (
        "nudges set, the next one is known",
        NudgesSet(
            preferences=MINE,
            first=date(2026, 11, 24),
            zone="Europe/Berlin",
            country="DE",
            next_message=date(2026, 11, 25),
            looked_until=date(2026, 11, 25),
            resumed=("Acme renewal",),
        ),
    ),
    (
        "nudges set, nothing at the moment",
        NudgesSet(
            preferences=MINE,
            first=date(2026, 11, 24),
            zone="Europe/Berlin",
            country="DE",
            looked_until=date(2026, 12, 21),
        ),
    ),
    ("nudges stopped, two on the way", NudgesStopped(held=2)),
]
