"""A deal's digest for a channel that its people chose: what waits, never what it costs, is worth or was done for, in no
order that would tell. In a channel that another company may read, and in a locked deal, never."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.access import Need
from bot.coach.answers import NotDone, RefusalReason, Sentence
from bot.coach.answers.digests import ChannelDigestMade, ChannelDigestSet, DigestRow
from bot.coach.context import DealSession, open_session
from bot.coach.digests import (
    Weekly,
    count_nudges,
    drop_quiet_lines,
    fingerprint_moves,
    judge_tallies,
    left_open_by_give,
    rebuild_line,
    reset_weekly_tallies,
    snapshot_line,
    suggest_sentence,
    topics_still_weekly,
    weekly_topics_in,
)
from bot.coach.hours import load_preferences, locate_person
from bot.coach.ports import UnitOfWork
from bot.coach.preferences import next_delivery_day
from bot.coach.records import Post
from bot.coach.requests import Actor
from bot.coach.schedules import LATE_TOLERANCE, ScheduledRun, schedule_for_day
from bot.coach.services import Services
from bot.domain.calendar import is_working_day
from bot.domain.deals import Deal
from bot.domain.digests import LINES, About, Digest, DigestLine, find_waiting_lines
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.moves import State
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule, ScheduleKind

SHOWN = frozenset({About.OPEN_GIVE, About.STALLED_ASK, About.ASK_DUE})
"""What everybody in the deal can see already, in the view that both sides share."""

BELIEVED = timedelta(minutes=10)
"""How old what is known of a channel may be before something is shown there."""


class ChannelPrivacyUnknown(Exception):
    """Slack could not say just now whether a channel is ours alone; its digest is tried again, for an hour."""


LOCALE = "en-US"
"""A channel has no language of its own: its digest speaks that of the person who chose it, else this."""

PAUSE = timedelta(days=7)

Private = Callable[[TeamId, ChannelId], bool]
"""Whether a channel is ours alone; asks Slack where that is not known freshly."""


def _id(deal: DealId, channel: ChannelId) -> str:
    return f"digest:{deal}:{channel}"


def _reader(schedule: str) -> PersonId:
    """Under whom the tallies of a channel's digest are kept: its schedule, which is nobody's id."""
    return PersonId(schedule)


def set_channel_digest(
    by: Actor, deal: DealId, *, on: bool, private: bool, services: Services
) -> ChannelDigestSet | NotDone:
    """The deal's digest comes to the actor's channel from now on, or no more."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SHARE)
        if isinstance(session, NotDone):
            return session
        channel = by.channel
        if channel is None or channel not in work.deals.list_channels(by.team, deal):
            return NotDone(why=RefusalReason.NOT_HERE, deal=session.deal)
        if not on:
            work.schedules.delete(by.team, _id(deal, channel))
            work.digests.save_tallies(by.team, _reader(_id(deal, channel)), {})
            work.outbox.cancel_pending(by.team, f"{_id(deal, channel)}:", "stopped")
            return ChannelDigestSet(deal=session.deal, channel=channel, first=None)
        if not private:
            return NotDone(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
        return ChannelDigestSet(deal=session.deal, channel=channel, first=_begun(session, channel))


def pause_channel_digest(
    by: Actor, deal: DealId, *, services: Services
) -> ChannelDigestSet | NotDone:
    """The deal's digest leaves the actor's channel alone for a week."""

    def act(session: DealSession, channel: ChannelId, schedule: Schedule) -> ChannelDigestSet:
        first = next(
            day
            for n in range(30)
            if _works(services, schedule, day := by.today + PAUSE + timedelta(days=n))
        )
        session.work.schedules.save(schedule_for_day(schedule, first, services))
        return ChannelDigestSet(deal=session.deal, channel=channel, first=first)

    return _in_its_channel(by, deal, act, services)


def resume_daily_channel_digest(
    by: Actor, deal: DealId, *, services: Services
) -> ChannelDigestSet | NotDone:
    """What had gone quieter for the actor's channel comes daily again, and is judged anew."""

    def act(
        session: DealSession, channel: ChannelId, schedule: Schedule
    ) -> ChannelDigestSet | NotDone:
        if schedule.day is None:
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        reset_weekly_tallies(session.work, by.team, _reader(schedule.id))
        return ChannelDigestSet(deal=session.deal, channel=channel, first=schedule.day)

    return _in_its_channel(by, deal, act, services)


Act = Callable[[DealSession, ChannelId, Schedule], ChannelDigestSet | NotDone]


def _in_its_channel(
    by: Actor, deal: DealId, act: Act, services: Services
) -> ChannelDigestSet | NotDone:
    """Does something about the deal's digest in the actor's channel, where one comes."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SHARE)
        if isinstance(session, NotDone):
            return session
        schedule = work.schedules.find(by.team, _id(deal, by.channel)) if by.channel else None
        if by.channel is None or schedule is None:
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        return act(session, by.channel, schedule)


def reload_channel_digest(
    by: Actor, deal: DealId, key: str, *, services: Services
) -> ChannelDigestMade | NotDone:
    """A channel's digest once more, as its lines stand now, for somebody who may see the deal."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        if isinstance(session, NotDone):
            return session
        kept = work.digests.find(by.team, f"digest:{deal}:{key}")
        channel = ChannelId(key.partition(":")[0])
        if kept is None or not _may_be_shown(work, session.deal, channel, services.clock.now()):
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        lines = [rebuild_line(session.deal, session.ledger, each, by.today) for each in kept.lines]
        return ChannelDigestMade(
            deal=session.deal,
            today=by.today,
            since=kept.since,
            lines=tuple(replace(each, sentence=_unreasoned(each.sentence)) for each in lines),
            more=kept.more,
            weekly=topics_still_weekly(work, kept, _reader(_id(deal, channel))),
            key=key,
        )


def _unreasoned(sentence: Sentence | None) -> Sentence | None:
    """A reason is its author's until they share it."""
    return replace(sentence, reason="") if sentence else None


def _begun(session: DealSession, channel: ChannelId) -> date | None:
    """At the hour, and on the days, of the person who chose it."""
    work, by, services = session.work, session.by, session.services
    mine = load_preferences(work, by.team, by.person) or Preferences(team=by.team, person=by.person)
    place = locate_person(mine, work.people.find(by.team, by.person), services.calendar)
    usual = Preferences(team=by.team, person=by.person, hour=mine.hour)
    day = next_delivery_day(services, usual, place)
    schedule = Schedule(
        team=by.team,
        id=_id(session.deal.id, channel),
        occasion=ScheduleKind.CHANNEL_DIGEST,
        person=by.person,
        deal=session.deal.id,
        key=channel,
        zone=place.zone,
        hour=mine.hour,
    )
    if day is not None:
        work.schedules.save(schedule_for_day(schedule, day, services))
    return day


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDigestJob:
    """How the digests of channels come round."""

    services: Services
    private: Private

    def before(self, schedules: Sequence[Schedule]) -> None:
        """Slack is asked before anything is shown whether the channels are still ours alone."""
        for each in schedules:
            self.private(each.team, ChannelId(each.key))

    def days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:  # noqa: ARG002 - the protocol's
        if schedule.day is None:
            return []
        days = (schedule.day + timedelta(days=n) for n in range((until - schedule.day).days + 1))
        return [day for day in days if _works(self.services, schedule, day)]

    def following(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        deal = work.deals.find(schedule.team, schedule.deal) if schedule.deal else None
        if deal is None or deal.closed_at is not None:
            return None
        return self.next_day(work, schedule, after + timedelta(days=1))

    def next_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        days = (first + timedelta(days=n) for n in range(30))
        return next(day for day in days if _works(self.services, schedule, day))

    def make(self, work: UnitOfWork, turn: ScheduledRun) -> Sequence[Post]:
        schedule = turn.schedule
        deal = work.deals.find(schedule.team, schedule.deal) if schedule.deal else None
        channel = ChannelId(schedule.key)
        shown = _may_be_shown(work, deal, channel, turn.now) if deal else False
        if shown is None and schedule.wake and turn.now - schedule.wake < LATE_TOLERANCE:
            raise ChannelPrivacyUnknown
        if deal is None or not shown:
            return []
        told, weekly = self._told(work, deal, turn)
        if not told:
            return []
        return [
            self._post(
                work,
                deal,
                turn,
                told[:LINES],
                len(told[LINES:]),
                weekly_topics_in(told[:LINES], weekly),
            )
        ]

    def _told(
        self, work: UnitOfWork, deal: Deal, turn: ScheduledRun
    ) -> tuple[list[DigestLine], Weekly]:
        """What there is to tell today; it is judged later, as a person's digest is."""
        reader = _reader(turn.schedule.id)
        before = work.digests.load_tallies(deal.team, [reader]).get(reader, {})
        marks = {deal.id: _mark(work, deal)}
        tallies, weekly = judge_tallies(before, marks, turn.day)
        told = drop_quiet_lines(self._lines(work, deal, turn.day), weekly)
        tallies = count_nudges(tallies, told[:LINES], marks, turn.day)
        if tallies != before:
            work.digests.save_tallies(deal.team, reader, tallies)
        return told, weekly

    def _post(
        self,
        work: UnitOfWork,
        deal: Deal,
        turn: ScheduledRun,
        lines: Sequence[DigestLine],
        more: int,
        weekly: tuple[About, ...],
    ) -> Post:
        schedule, id_ = turn.schedule, f"{turn.schedule.id}:{turn.day}"
        printed = tuple(map(snapshot_line, lines))
        work.digests.insert(
            Digest(
                team=deal.team,
                id=id_,
                day=turn.day,
                since=turn.since,
                lines=printed,
                more=more,
                quieter=weekly,
            )
        )
        told = tuple(
            DigestRow(line=each, sentence=_unreasoned(suggest_sentence(each, turn.day)))
            for each in lines
        )
        made = ChannelDigestMade(
            deal=deal,
            today=turn.day,
            since=turn.since,
            lines=told,
            more=more,
            weekly=weekly,
            key=f"{schedule.key}:{turn.day}",
        )
        chose = work.people.find(deal.team, schedule.person) if schedule.person else None
        body = self.services.render(made, locale=chose.locale if chose else LOCALE, today=turn.day)
        return Post(id=id_, team=deal.team, to=schedule.key, body=body, due=turn.now, deal=deal.id)

    def _lines(self, work: UnitOfWork, deal: Deal, today: date) -> list[DigestLine]:
        """Oldest first: an order by cost would tell costs."""
        ledger = work.ledger.load(deal.team, deal.id)
        tomorrow = today + timedelta(days=1)
        lines = find_waiting_lines(
            deal, ledger.moves.values(), left_open_by_give(ledger, today), today, tomorrow
        )
        return sorted(
            (line for line in lines if line.about in SHOWN),
            key=lambda line: (-line.age, line.move.no),
        )


def _mark(work: UnitOfWork, deal: Deal) -> int:
    """The mark of what waits in the deal; a draft is its author's alone, and nothing a channel hears follows it."""
    waiting = work.ledger.list_waiting_moves(deal.team, [deal.id]).get(deal.id, ())
    return fingerprint_moves(move for move in waiting if move.state is not State.DRAFT)


def _may_be_shown(work: UnitOfWork, deal: Deal, channel: ChannelId, now: datetime) -> bool | None:
    """Whether the deal's digest may stand in the channel; None where nobody knows by now whether that is ours alone."""
    if (
        deal.locked
        or deal.closed_at is not None
        or channel not in work.deals.list_channels(deal.team, deal.id)
    ):
        return False
    known = work.channels.find(deal.team, channel)
    fresh = known is not None and timedelta() <= now - known.seen < BELIEVED
    return known.private_to_us if known is not None and fresh else None


def _works(services: Services, schedule: Schedule, day: date) -> bool:
    country = services.calendar.country(schedule.zone)
    off = services.calendar.holidays(country, day, day) if country else frozenset()
    return is_working_day(day, off)
