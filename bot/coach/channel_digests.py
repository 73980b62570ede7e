"""A deal's digest for a channel whose people chose it.

It says what waits, but not what a move costs, is worth or was done for, and its order tells none of that either. It is
never shown in a channel that another company may read, nor for a locked deal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Sentence
from bot.coach.answers.digests import ChannelDigestMade, ChannelDigestSet, DigestRow
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.digests import left_open_by_give, rebuild_line, snapshot_line, suggest_sentence
from bot.coach.hours import load_preferences, locate_person
from bot.coach.next_steps import MessageReader
from bot.coach.ports import UnitOfWork
from bot.coach.preferences import next_delivery_day
from bot.coach.quieting import (
    TopicTallies,
    fingerprint_moves,
    judge_tallies,
    reset_weekly_tallies,
    topics_still_weekly,
)
from bot.coach.records import Post
from bot.coach.refusals import Refused
from bot.coach.schedules import LATE_TOLERANCE, ScheduledRun, schedule_for_day
from bot.coach.services import Services
from bot.domain.calendar import USUAL_DAYS_OFF
from bot.domain.deals import Deal
from bot.domain.digests import LINES, About, Digest, DigestLine, find_waiting_lines
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.moves import State
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule, ScheduleKind

SHOWN_TOPICS = frozenset({About.OPEN_GIVE, About.STALLED_ASK, About.ASK_DUE})
"""What everybody in the deal can see already, in the view that both sides share."""

# Long enough to build a batch after Slack was asked, short enough that a channel shared meanwhile is noticed.
PRIVACY_BELIEVED_FOR = timedelta(minutes=10)
"""How old the knowledge may be that a channel is ours alone when something is shown there."""

DEFAULT_LOCALE = "en-US"
"""A channel has no language of its own: its digest is in that of the person who chose it, else in this one."""

PAUSE = timedelta(days=7)
DAY = timedelta(days=1)
LONGEST_HOLIDAYS = 30
"""Days that are looked ahead for a working day."""
DAYS_SAID_AHEAD = timedelta(days=400)
"""How far ahead a day may lie that a sentence names."""

IsPrivateChannel = Callable[[TeamId, ChannelId], bool]
"""Whether a channel is ours alone; asks Slack where that is not known freshly."""


class ChannelPrivacyUnknown(Exception):
    """Slack could not say just now whether a channel is ours alone; its digest is tried again, for an hour."""


def _schedule_id(deal: DealId, channel: ChannelId) -> str:
    return f"digest:{deal}:{channel}"


def _reader_of(schedule_id: str) -> PersonId:
    """The reader under which the tallies of a channel's digest are stored: its schedule, which is nobody's id."""
    return PersonId(schedule_id)


def set_channel_digest(
    actor: Actor, deal: DealId, *, on: bool, private: bool, services: Services
) -> ChannelDigestSet:
    """Starts or stops the deal's digest in the actor's channel. `private` says that the channel is ours alone; refused
    where a digest is to start and it is not."""
    with session_for_writing(services, actor, deal, Need.SHARE) as session:
        channel = actor.channel
        channels = session.work.deals.list_channels(actor.team, deal)
        if channel is None or channel not in channels:
            raise Refused(why=RefusalReason.NOT_HERE, deal=session.deal)
        if not on:
            _stop_digest(session, channel)
            return ChannelDigestSet(deal=session.deal, channel=channel, first=None)
        if not private:
            raise Refused(why=RefusalReason.SHARED_CHANNEL, deal=session.deal)
        first = _start_digest(session, channel)
        return ChannelDigestSet(deal=session.deal, channel=channel, first=first)


def _stop_digest(session: DealSession, channel: ChannelId) -> None:
    work, team = session.work, session.by.team
    schedule_id = _schedule_id(session.deal.id, channel)
    work.schedules.delete(team, schedule_id)
    # A digest that is chosen again later begins daily.
    work.digests.save_tallies(team, _reader_of(schedule_id), {})
    work.outbox.cancel_pending(team, f"{schedule_id}:", "stopped")


def _start_digest(session: DealSession, channel: ChannelId) -> date | None:
    """The first day of the digest, at the hour and in the zone of the person who chose it, on working days there."""
    work, by, services = session.work, session.by, session.services
    mine = load_preferences(work, by.team, by.person)
    mine = mine or Preferences(team=by.team, person=by.person)
    location = locate_person(mine, work.people.find(by.team, by.person), services.calendar)
    # The person's own days off and absences are theirs alone; the channel has working days.
    working_days = Preferences(team=by.team, person=by.person, hour=mine.hour)
    day = next_delivery_day(services, working_days, location)
    if day is None:
        return None
    schedule = Schedule(
        team=by.team,
        id=_schedule_id(session.deal.id, channel),
        occasion=ScheduleKind.CHANNEL_DIGEST,
        person=by.person,
        deal=session.deal.id,
        key=channel,
        zone=location.zone,
        hour=mine.hour,
    )
    work.schedules.save(schedule_for_day(schedule, day, services.calendar))
    return day


def pause_channel_digest(actor: Actor, deal: DealId, *, services: Services) -> ChannelDigestSet:
    """Stops the deal's digest in the actor's channel for a week."""
    with session_for_writing(services, actor, deal, Need.SHARE) as session:
        schedule = _find_schedule(session)
        first = _next_working_day(services, schedule, actor.today + PAUSE)
        session.work.schedules.save(schedule_for_day(schedule, first, services.calendar))
        return ChannelDigestSet(deal=session.deal, channel=ChannelId(schedule.key), first=first)


def resume_daily_channel_digest(
    actor: Actor, deal: DealId, *, services: Services
) -> ChannelDigestSet:
    """Makes the weekly topics of the actor's channel daily again; they are judged anew."""
    with session_for_writing(services, actor, deal, Need.SHARE) as session:
        schedule = _find_schedule(session)
        if schedule.day is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        reset_weekly_tallies(session.work, actor.team, _reader_of(schedule.id))
        return ChannelDigestSet(
            deal=session.deal, channel=ChannelId(schedule.key), first=schedule.day
        )


def _find_schedule(session: DealSession) -> Schedule:
    """The schedule of the deal's digest in the actor's channel. Refused where none comes there any more."""
    by, schedule = session.by, None
    if by.channel is not None:
        schedule_id = _schedule_id(session.deal.id, by.channel)
        schedule = session.work.schedules.find(by.team, schedule_id)
    if schedule is None:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    return schedule


def reload_channel_digest(
    actor: Actor, deal: DealId, key: str, *, services: Services
) -> ChannelDigestMade:
    """The channel's digest of that key (`channel:day`) with its lines as they stand now. Refused where the channel may
    not see it any more."""
    with session_for_reading(services, actor, deal) as session:
        work = session.work
        digest = work.digests.find(actor.team, f"digest:{deal}:{key}")
        channel = ChannelId(key.partition(":")[0])
        now = services.clock.now()
        if digest is None or not _may_be_shown(work, session.deal, channel, now):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        schedule = work.schedules.find(actor.team, _schedule_id(deal, channel))
        reader_of_post = _read_as_channel(
            work, session.deal, schedule, actor.today, services=services
        )
        rows: list[DigestRow] = []
        for printed in digest.lines:
            row = rebuild_line(session, printed, reader=reader_of_post)
            rows.append(replace(row, sentence=_without_reason(row.sentence)))
        reader = _reader_of(_schedule_id(deal, channel))
        return ChannelDigestMade(
            deal=session.deal,
            today=actor.today,
            since=digest.since,
            lines=tuple(rows),
            more=digest.more,
            weekly=topics_still_weekly(work, digest, reader),
            key=key,
        )


def _without_reason(sentence: Sentence | None) -> Sentence | None:
    """The sentence without its reason, which is its author's until they share it."""
    return replace(sentence, reason="") if sentence else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDigestJob:
    """Builds the digests of channels (`bot.coach.schedules.RecurringJob`)."""

    services: Services
    is_private: IsPrivateChannel

    def look_up(self, schedules: Sequence[Schedule]) -> None:
        """Asks Slack whether the channels are still ours alone; the answers are read from rows afterwards."""
        for schedule in schedules:
            self.is_private(schedule.team, ChannelId(schedule.key))

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:  # noqa: ARG002 - the protocol's
        if schedule.day is None:
            return []
        days = (schedule.day + n * DAY for n in range((until - schedule.day).days + 1))
        return [day for day in days if _is_working_day(self.services, schedule, day)]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        deal = work.deals.find(schedule.team, schedule.deal) if schedule.deal else None
        # Of a closed deal nothing is shown, but it may be opened again: its digest then goes on.
        if deal is None or deal.was_deleted:
            return None
        return self.next_delivery_day(work, schedule, after + DAY)

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        return _next_working_day(self.services, schedule, first)

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        """The channel's digest. Raises `ChannelPrivacyUnknown` as long as Slack may still say whose the channel is."""
        schedule = run.schedule
        deal = work.deals.find(schedule.team, schedule.deal) if schedule.deal else None
        if deal is None:
            return []
        may_be_shown = _may_be_shown(work, deal, ChannelId(schedule.key), run.now)
        if may_be_shown is None and schedule.wake and run.now - schedule.wake < LATE_TOLERANCE:
            # The failed schedule keeps its lease, and so is tried again after it, until it would be too late.
            raise ChannelPrivacyUnknown
        if not may_be_shown:
            return []
        topics = self._judge_topics(work, deal, run)
        lines = topics.keep_lines(self._list_lines(work, deal, run.day))
        shown = lines[:LINES]
        topics.save_nudges(work, deal.team, _reader_of(schedule.id), shown)
        if not shown:
            return []
        digest = Digest(
            team=deal.team,
            id=f"{schedule.id}:{run.day}",
            day=run.day,
            since=run.since,
            lines=tuple(snapshot_line(line) for line in shown),
            more=len(lines) - len(shown),
            quieter=topics.weekly_topics_in(shown),
        )
        work.digests.insert(digest)
        return [self._render_post(work, deal, digest, shown, run)]

    def _judge_topics(self, work: UnitOfWork, deal: Deal, run: ScheduledRun) -> TopicTallies:
        reader = _reader_of(run.schedule.id)
        tallies = work.digests.load_tallies(deal.team, [reader]).get(reader, {})
        waiting = work.ledger.list_waiting_moves(deal.team, [deal.id]).get(deal.id, ())
        # A draft is its author's alone: nothing that a channel hears may depend on it.
        visible = [move for move in waiting if move.state is not State.DRAFT]
        return judge_tallies(tallies, {deal.id: fingerprint_moves(visible)}, run.day)

    def _list_lines(self, work: UnitOfWork, deal: Deal, today: date) -> list[DigestLine]:
        """The lines that the channel may see, oldest first: an order by cost would tell costs."""
        ledger = work.ledger.load(deal.team, deal.id)
        left = left_open_by_give(ledger, today)
        lines = find_waiting_lines(deal, ledger.moves.values(), left, today, today + DAY)
        visible = [line for line in lines if line.about in SHOWN_TOPICS]
        return sorted(visible, key=lambda line: (-line.age, line.move.no))

    def _render_post(
        self,
        work: UnitOfWork,
        deal: Deal,
        digest: Digest,
        lines: Sequence[DigestLine],
        run: ScheduledRun,
    ) -> Post:
        schedule = run.schedule
        reader = _read_as_channel(work, deal, schedule, digest.day, services=self.services)
        rows = [
            DigestRow(
                line=line,
                sentence=_without_reason(suggest_sentence(work, line, reader, self.services)),
            )
            for line in lines
        ]
        made = ChannelDigestMade(
            deal=deal,
            today=digest.day,
            since=digest.since,
            lines=tuple(rows),
            more=digest.more,
            weekly=digest.quieter,
            key=f"{schedule.key}:{digest.day}",
        )
        body = self.services.render(made, locale=reader.locale, today=digest.day)
        return Post(
            id=digest.id, team=deal.team, to=schedule.key, body=body, due=run.now, deal=deal.id
        )


def _read_as_channel(
    work: UnitOfWork,
    deal: Deal,
    schedule: Schedule | None,
    today: date,
    *,
    services: Services,
) -> MessageReader:
    """The channel as a reader: in the language of whoever chose the digest, on the working days of its zone."""
    days_off = USUAL_DAYS_OFF
    if schedule is not None:
        country = services.calendar.country(schedule.zone)
        days_off = services.calendar.days_off(country, today, today + DAYS_SAID_AHEAD)
    chosen_by = schedule.person if schedule is not None else None
    person = work.people.find(deal.team, chosen_by) if chosen_by else None
    return MessageReader(
        person=chosen_by or PersonId(""),
        locale=person.locale if person else DEFAULT_LOCALE,
        today=today,
        days_off=days_off,
        is_channel=True,
    )


def _may_be_shown(work: UnitOfWork, deal: Deal, channel: ChannelId, now: datetime) -> bool | None:
    """Whether the deal's digest may stand in the channel; None where it is not known freshly whose the channel is."""
    if deal.locked or deal.closed_at is not None:
        return False
    if channel not in work.deals.list_channels(deal.team, deal.id):
        return False
    known = work.channels.find(deal.team, channel)
    if known is None:
        return None
    age = now - known.seen
    # What was seen "in the future" was seen before the clock was set back: nobody knows how old it is.
    is_fresh = timedelta() <= age < PRIVACY_BELIEVED_FOR
    return known.private_to_us if is_fresh else None


def _next_working_day(services: Services, schedule: Schedule, first: date) -> date:
    days = (first + n * DAY for n in range(LONGEST_HOLIDAYS))
    return next(day for day in days if _is_working_day(services, schedule, day))


def _is_working_day(services: Services, schedule: Schedule, day: date) -> bool:
    country = services.calendar.country(schedule.zone)
    return day not in services.calendar.days_off(country, day, day)
