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
from bot.coach.answers.mornings import DueLine
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.digests import left_open_by_give, rebuild_line, suggest_sentence
from bot.coach.hours import load_preferences, locate_person
from bot.coach.mornings.moves import build_move_line
from bot.coach.mornings.parts import print_line
from bot.coach.mornings.schedule import next_morning
from bot.coach.next_steps import MessageReader
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.refusals import Refused
from bot.coach.schedules import LATE_TOLERANCE, ScheduledRun, schedule_for_day
from bot.coach.services import Services
from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff
from bot.domain.checkins import last_working_day
from bot.domain.deals import Deal
from bot.domain.digests import About, Digest, DigestLine, find_waiting_lines
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.mornings import (
    MorningDays,
    MorningMemory,
    Repeat,
    choose_lines,
    is_first_of_week,
    remember_morning,
)
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
    """The reader under which it is stored what a channel was told: its schedule, which is nobody's id."""
    return PersonId(schedule_id)


def set_channel_digest(
    actor: Actor,
    deal: DealId,
    *,
    on: bool,
    private: bool,
    is_daily: bool = False,
    services: Services,
) -> ChannelDigestSet:
    """Starts or stops the deal's digest in the actor's channel, `is_daily` with all that is open every day. `private`
    says that the channel is ours alone; refused where a digest is to start and it is not."""
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
        first = _start_digest(session, channel, is_daily=is_daily)
        return ChannelDigestSet(deal=session.deal, channel=channel, first=first, is_daily=is_daily)


def _stop_digest(session: DealSession, channel: ChannelId) -> None:
    work, team = session.work, session.by.team
    schedule_id = _schedule_id(session.deal.id, channel)
    work.schedules.delete(team, schedule_id)
    # Where it is chosen again later everything that waits is new to the channel.
    work.mornings.delete_memory(team, _reader_of(schedule_id))
    work.outbox.cancel_pending(team, f"{schedule_id}:", "stopped")


def _start_digest(session: DealSession, channel: ChannelId, *, is_daily: bool) -> date | None:
    """The first day of the digest, at the hour and in the zone of the person who chose it, on working days there."""
    work, by, services = session.work, session.by, session.services
    mine = load_preferences(work, by.team, by.person)
    mine = mine or Preferences(team=by.team, person=by.person)
    location = locate_person(mine, work.people.find(by.team, by.person), services.calendar)
    # The person's own days off and absences are theirs alone; the channel has working days.
    working_days = Preferences(team=by.team, person=by.person, hour=mine.hour)
    day = next_morning(services, working_days, location)
    if day is None:
        return None
    schedule = Schedule(
        team=by.team,
        id=_schedule_id(session.deal.id, channel),
        occasion=ScheduleKind.CHANNEL_LIST if is_daily else ScheduleKind.CHANNEL_DIGEST,
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
        answer = _move_digest(session, schedule, first)
        return replace(answer, is_paused=True)


def resume_channel_digest(actor: Actor, deal: DealId, *, services: Services) -> ChannelDigestSet:
    """Ends a pause of the deal's digest in the actor's channel: it comes on the next working day."""
    with session_for_writing(services, actor, deal, Need.SHARE) as session:
        schedule = _find_schedule(session)
        today = services.calendar.local(services.clock.now(), schedule.zone).date()
        hour = services.calendar.instant(today, schedule.hour, schedule.zone)
        soonest = today if hour > services.clock.now() else today + DAY
        return _move_digest(session, schedule, _next_working_day(services, schedule, soonest))


def _move_digest(session: DealSession, schedule: Schedule, first: date) -> ChannelDigestSet:
    calendar = session.services.calendar
    session.work.schedules.save(schedule_for_day(schedule, first, calendar))
    return ChannelDigestSet(
        deal=session.deal,
        channel=ChannelId(schedule.key),
        first=first,
        is_daily=schedule.occasion is ScheduleKind.CHANNEL_LIST,
    )


def _find_schedule(session: DealSession) -> Schedule:
    """The schedule of the deal's digest in the actor's channel. Refused where none comes there any more."""
    by, schedule = session.by, None
    if by.channel is not None:
        schedule_id = _schedule_id(session.deal.id, by.channel)
        schedule = session.work.schedules.find(by.team, schedule_id)
    if schedule is None:
        raise Refused(why=RefusalReason.NO_DIGEST, deal=session.deal)
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
            sentence = _without_reason(row.sentence)
            rows.append(replace(row, sentence=sentence, is_last=printed.is_over))
        return ChannelDigestMade(
            deal=session.deal,
            today=actor.today,
            since=digest.since,
            lines=tuple(rows),
            more=digest.more,
            as_before=digest.as_before,
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
    is_daily: bool = False
    """Whether all that is open comes every day."""

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
        lines = self._list_lines(work, deal, schedule, run.day)
        reader = _reader_of(schedule.id)
        memory = work.mornings.load_memories(deal.team, [reader]).get(reader, MorningMemory())
        days_off = _find_days_off(self.services, schedule, run.day)
        previous = last_working_day(run.day - DAY, days_off)
        is_summary_day = is_first_of_week(run.day, previous, days_off)
        morning = choose_lines(
            lines,
            memory,
            run.day,
            is_summary_day=is_summary_day,
            is_daily=self.is_daily,
        )
        after = remember_morning(memory, morning, lines, run.day, is_summary_day=is_summary_day)
        if after.lines != memory.lines:
            work.mornings.save_memory(deal.team, reader, after)
        if morning.is_silent:
            return []
        shown = [line for line in lines if line in morning.listed]
        digest = Digest(
            team=deal.team,
            id=f"{schedule.id}:{run.day}",
            day=run.day,
            since=run.since,
            lines=tuple(print_line(line, is_over=line in morning.over) for line in shown),
            more=morning.more,
            as_before=morning.as_before,
        )
        work.digests.insert(digest)
        return [self._render_post(work, deal, digest, shown, run)]

    def _list_lines(
        self, work: UnitOfWork, deal: Deal, schedule: Schedule, today: date
    ) -> list[DueLine]:
        """The lines that the channel may see, oldest first: an order by cost would tell costs."""
        ledger = work.ledger.load(deal.team, deal.id)
        left = left_open_by_give(ledger, today)
        following = _next_working_day(self.services, schedule, today + DAY)
        days = MorningDays(
            today=today,
            next=following,
            after=_next_working_day(self.services, schedule, following + DAY),
        )
        lines = find_waiting_lines(deal, ledger.moves.values(), left, days, is_daily=self.is_daily)
        visible = [_hide_cost(line) for line in lines if line.about in SHOWN_TOPICS]
        visible.sort(key=lambda line: (-line.age, line.move.no))
        return [build_move_line(line) for line in visible]

    def _render_post(
        self,
        work: UnitOfWork,
        deal: Deal,
        digest: Digest,
        lines: Sequence[DueLine],
        run: ScheduledRun,
    ) -> Post:
        schedule = run.schedule
        reader = _read_as_channel(work, deal, schedule, digest.day, services=self.services)
        is_over = {printed.no: printed.is_over for printed in digest.lines}
        rows: list[DigestRow] = []
        for line in lines:
            if isinstance(line.facts, DigestLine):
                sentence = suggest_sentence(work, line.facts, reader, self.services)
                row = DigestRow(
                    line=line.facts, sentence=_without_reason(sentence), is_last=is_over[line.no]
                )
                rows.append(row)
        made = ChannelDigestMade(
            deal=deal,
            today=digest.day,
            since=digest.since,
            lines=tuple(rows),
            more=digest.more,
            as_before=digest.as_before,
            key=f"{schedule.key}:{digest.day}",
        )
        body = self.services.render(made, locale=reader.locale, today=digest.day)
        return Post(
            id=digest.id, team=deal.team, to=schedule.key, body=body, due=run.now, deal=deal.id
        )


def _hide_cost(line: DigestLine) -> DigestLine:
    """A line that stands and comes again without regard to what it costs, which would show when it is told."""
    if line.about is not About.OPEN_GIVE:
        return line
    return replace(line, stage="open", repeat=Repeat.FADES)


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
    return day not in _find_days_off(services, schedule, day)


def _find_days_off(services: Services, schedule: Schedule, around: date) -> DaysOff:
    country = services.calendar.country(schedule.zone)
    return services.calendar.days_off(
        country, around - LONGEST_HOLIDAYS * DAY, around + LONGEST_HOLIDAYS * DAY
    )
