"""Topics of a digest go quieter: what nobody does anything about comes once a week instead of daily.

The tallies (`bot.domain.quieting`) belong to a reader: a person, or the schedule of a channel's digest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.coach.ports import UnitOfWork
from bot.domain.digests import About, Digest, DigestLine
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.moves import Move
from bot.domain.quieting import Tally

DAILY_TOPICS = (About.OPEN_GIVE, About.STALLED_ASK, About.REVIEW)
"""Topics that would come every day, and so may go quieter. Every other topic has a day of its own."""

# Move numbers go into the high bits, so that no sum of versions can look like another move.
VERSION_BITS = 16


def fingerprint_moves(waiting: Iterable[Move]) -> int:
    """A number for the moves that wait in a deal: another one as soon as any of them changed, came or went. Nothing
    else that happens in the deal counts as acting on a nudge."""
    return sum((move.no << VERSION_BITS) + move.version for move in waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTallies:
    """A reader's tallies by topic: as stored `before`, and `judged` today.

    `weekly` holds the topics that come once a week, with whether they come today. `fingerprints` are those of the
    moves that wait in each deal now.
    """

    today: date
    before: Mapping[str, Tally]
    judged: Mapping[str, Tally]
    weekly: Mapping[About, bool]
    fingerprints: Mapping[DealId, int]

    def keep_lines(self, lines: Iterable[DigestLine]) -> list[DigestLine]:
        """The lines without topics that come once a week, and not today."""
        return [line for line in lines if self.weekly.get(line.about, True)]

    def weekly_topics_in(self, lines: Collection[DigestLine]) -> tuple[About, ...]:
        """The topics of these lines that come once a week now, so that the digest can say so."""
        shown = {line.about for line in lines}
        return tuple(about for about in DAILY_TOPICS if self.weekly.get(about) and about in shown)

    def save_nudges(
        self, work: UnitOfWork, team: TeamId, reader: PersonId, lines: Iterable[DigestLine]
    ) -> None:
        """Stores the tallies with today's lines added, to be judged on later days."""
        nudged: dict[About, dict[DealId, int]] = defaultdict(dict)
        for line in lines:
            if line.about in DAILY_TOPICS:
                nudged[line.about][line.deal.id] = self.fingerprints[line.deal.id]
        counted = dict(self.judged)
        for about, deals in nudged.items():
            tally = self.judged.get(about, Tally())
            counted[about.value] = tally.add_nudge(self.today, deals)
        # Without lines too: what was judged today must not be lost. Most readers have nothing new, and no write.
        if counted != self.before:
            work.digests.save_tallies(team, reader, counted)


def judge_tallies(
    before: Mapping[str, Tally], fingerprints: Mapping[DealId, int], today: date
) -> TopicTallies:
    """The tallies with what is known by now of earlier nudges. A topic that turns weekly today comes once more, to say
    so."""
    judged = {topic: tally.judge_nudges(today, fingerprints) for topic, tally in before.items()}
    weekly: dict[About, bool] = {}
    for about in DAILY_TOPICS:
        tally = judged.get(about)
        if tally is not None and tally.weekly:
            turned_weekly_today = not before[about].weekly
            weekly[about] = tally.due(today) or turned_weekly_today
    return TopicTallies(
        today=today, before=before, judged=judged, weekly=weekly, fingerprints=fingerprints
    )


def reset_weekly_tallies(work: UnitOfWork, team: TeamId, reader: PersonId) -> None:
    """Makes the reader's weekly topics daily again; they are judged anew from here."""
    tallies = work.digests.load_tallies(team, [reader]).get(reader, {})
    fresh = {
        topic: Tally(told=tally.told) if tally.weekly else tally for topic, tally in tallies.items()
    }
    work.digests.save_tallies(team, reader, fresh)


def topics_still_weekly(work: UnitOfWork, digest: Digest, reader: PersonId) -> tuple[About, ...]:
    """Those topics of a sent digest that said they come once a week, and still do."""
    if not digest.quieter:
        return ()
    tallies = work.digests.load_tallies(digest.team, [reader]).get(reader, {})
    return tuple(about for about in digest.quieter if about in tallies and tallies[about].weekly)
