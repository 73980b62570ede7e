"""Personal digests: one message for one reader on their working days, where something of theirs waits.

What a batch of people needs is read together; each digest is then built from that alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Sentence
from bot.coach.answers.digests import DigestMade, DigestRow, Done, MoveSnoozed
from bot.coach.context import DealSession, open_session, session_for_writing
from bot.coach.hours import locate_person
from bot.coach.next_steps import MessageReader, say_ask_in_return
from bot.coach.ports import UnitOfWork
from bot.coach.preferences import digest_schedule_id
from bot.coach.quieting import (
    fingerprint_moves,
    judge_tallies,
    reset_weekly_tallies,
    topics_still_weekly,
)
from bot.coach.records import Participation, Person, Post
from bot.coach.refusals import Refused
from bot.coach.schedules import RecurringJob, ScheduledRun
from bot.coach.sentences import ask_again, ask_for
from bot.coach.services import Services
from bot.domain.calendar import DaysOff, WorkingDays
from bot.domain.deals import Deal
from bot.domain.digests import (
    About,
    Digest,
    DigestLine,
    Left,
    Printed,
    choose_lines,
    find_waiting_lines,
    sort_lines,
)
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Ledger
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.preferences import Preferences, Snooze
from bot.domain.quieting import Tally
from bot.domain.recipients import RECORDING_ROLES
from bot.domain.schedules import Schedule
from bot.domain.totals import Totals
from bot.domain.trades import ZERO

# A reader may be away for a year (LONGEST_AWAY); their next day must still know its holidays.
HOLIDAYS_AHEAD = timedelta(days=400)
"""How far ahead holidays are loaded for a batch of digests."""

DAY = timedelta(days=1)

DealKey = tuple[TeamId, DealId]
PersonKey = tuple[TeamId, PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReader:
    """One person, with everything that their digest is built from. `days_off` are those where they are; `snoozed` says
    until when each move stays out."""

    preferences: Preferences
    known: Person
    days_off: DaysOff
    participations: Sequence[Participation]
    snoozed: Mapping[tuple[DealId, MoveNo], date]
    tallies: Mapping[str, Tally]

    def next_day(self, first: date) -> date | None:
        """The first day from `first` on that may bring them a digest; None where they want none."""
        if not self.preferences.digest:
            return None
        return self.preferences.next_day(first, self.days_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDigestJob:
    """Builds the digests of people (`bot.coach.schedules.BatchedJob`)."""

    services: Services

    def load_batch(
        self, work: UnitOfWork, schedules: Sequence[Schedule], now: datetime
    ) -> RecurringJob:
        """The readers of those schedules and the moves that wait in their deals."""
        first_day = min(
            (schedule.day for schedule in schedules if schedule.day), default=now.date()
        )
        people_by_team: dict[TeamId, list[PersonId]] = defaultdict(list)
        for schedule in schedules:
            if schedule.person:
                people_by_team[schedule.team].append(schedule.person)
        readers: dict[PersonKey, DigestReader] = {}
        waiting: dict[DealKey, Sequence[Move]] = {}
        for team, people in people_by_team.items():
            deals: list[DealId] = []
            for reader in _load_readers(self.services, work, team, people, first_day):
                readers[team, reader.preferences.person] = reader
                deals += [participation.deal.id for participation in reader.participations]
            for deal, moves in work.ledger.list_waiting_moves(team, deals).items():
                waiting[team, deal] = moves
        return PersonalDigestBatch(services=self.services, readers=readers, waiting=waiting)


def _load_readers(
    services: Services, work: UnitOfWork, team: TeamId, people: Sequence[PersonId], first_day: date
) -> Iterator[DigestReader]:
    """Those of the people who are known and have preferences, in a handful of statements for all of them."""
    known, preferences = (
        work.people.find_many(team, people),
        work.preferences.find_many(team, people),
    )
    tallies = work.digests.load_tallies(team, people)
    follows = work.roles.list_follows(team, people)
    participations: dict[PersonId, list[Participation]] = defaultdict(list)
    for participation in work.deals.list_participations(team, people):
        is_followed = participation.deal.id in follows.get(participation.person, frozenset())
        if participation.role in RECORDING_ROLES or is_followed:
            participations[participation.person].append(participation)
    snoozed: dict[PersonId, dict[tuple[DealId, MoveNo], date]] = defaultdict(dict)
    for snooze in work.preferences.list_snoozes(team, people):
        snoozed[snooze.person][snooze.deal, snooze.move] = snooze.until
    # People of one country share its days off: looking them up is the slowest part of loading a reader.
    days_off: dict[str, DaysOff] = {}
    for person in people:
        if person not in known or person not in preferences:
            continue
        location = locate_person(preferences[person], known[person], services.calendar)
        if location.country not in days_off:
            days_off[location.country] = location.days_off(
                services.calendar, first_day, HOLIDAYS_AHEAD.days
            )
        yield DigestReader(
            preferences=preferences[person],
            known=known[person],
            days_off=days_off[location.country],
            participations=participations.get(person, ()),
            snoozed=snoozed.get(person, {}),
            tallies=tallies.get(person, {}),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDigestBatch:
    """Builds the digests of a batch of people whose data is loaded (`bot.coach.schedules.RecurringJob`)."""

    services: Services
    readers: Mapping[PersonKey, DigestReader]
    waiting: Mapping[DealKey, Sequence[Move]]

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:  # noqa: ARG002 - the protocol's
        reader = self._find_reader(schedule)
        if reader is None or schedule.day is None or not reader.preferences.digest:
            return []
        days = (schedule.day + n * DAY for n in range((until - schedule.day).days + 1))
        return [day for day in days if reader.preferences.wants(day, reader.days_off)]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        return self.next_delivery_day(work, schedule, after + DAY)

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        reader = self._find_reader(schedule)
        return reader.next_day(first) if reader else None

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        reader = self._find_reader(run.schedule)
        # Somebody who left the workspace or became a guest gets nothing more, whatever they set.
        if reader is None or not reader.known.member:
            return []
        tomorrow = run.day + DAY
        next_digest_day = reader.next_day(tomorrow) or tomorrow
        lines: list[DigestLine] = []
        fingerprints: dict[DealId, int] = {}
        for participation in reader.participations:
            lines += self._lines_of_deal(work, participation, reader, run.day, next_digest_day)
            fingerprints[participation.deal.id] = fingerprint_moves(
                self._waiting_in(participation.deal)
            )
        topics = judge_tallies(reader.tallies, fingerprints, run.day)
        lines = topics.keep_lines(sort_lines(lines))
        shown = choose_lines(lines)
        topics.save_nudges(work, reader.preferences.team, reader.preferences.person, shown)
        if not shown:
            return []
        digest = Digest(
            team=reader.preferences.team,
            id=f"{run.schedule.id}:{run.day}",
            day=run.day,
            since=run.since,
            lines=tuple(snapshot_line(line) for line in shown),
            more=len(lines) - len(shown),
            quieter=topics.weekly_topics_in(shown),
        )
        work.digests.insert(digest)
        return [self._render_post(work, digest, reader, shown, run.now)]

    def _find_reader(self, schedule: Schedule) -> DigestReader | None:
        return self.readers.get((schedule.team, schedule.person)) if schedule.person else None

    def _waiting_in(self, deal: Deal) -> Sequence[Move]:
        return self.waiting.get((deal.team, deal.id), ())

    def _lines_of_deal(
        self,
        work: UnitOfWork,
        participation: Participation,
        reader: DigestReader,
        today: date,
        next_digest_day: date,
    ) -> list[DigestLine]:
        deal, person = participation.deal, reader.preferences.person
        moves = self._waiting_in(deal)
        if not moves:
            return []
        left = compute_left_open(work, deal, moves, participation.totals, today)
        visible = [move for move in moves if move.state is not State.DRAFT or move.person == person]
        lines = find_waiting_lines(deal, visible, left, today, next_digest_day)
        return [line for line in lines if reader.snoozed.get(line.key, today) <= today]

    def _render_post(
        self,
        work: UnitOfWork,
        digest: Digest,
        reader: DigestReader,
        lines: Sequence[DigestLine],
        now: datetime,
    ) -> Post:
        person = MessageReader(
            person=reader.preferences.person,
            locale=reader.known.locale,
            today=digest.day,
            days_off=reader.days_off,
        )
        rows = [
            DigestRow(line=line, sentence=suggest_sentence(work, line, person, self.services))
            for line in lines
        ]
        made = DigestMade(
            today=digest.day,
            since=digest.since,
            lines=tuple(rows),
            more=digest.more,
            weekly=digest.quieter,
            key=digest.day.isoformat(),
        )
        body = self.services.render(made, locale=reader.known.locale, today=digest.day)
        return Post(
            id=digest.id, team=digest.team, to=reader.preferences.person, body=body, due=now
        )


def snapshot_line(line: DigestLine) -> Printed:
    """The line as it is sent, to be compared with its move later."""
    return Printed(about=line.about, deal=line.deal.id, no=line.move.no, version=line.move.version)


def compute_left_open(
    work: UnitOfWork, deal: Deal, moves: Sequence[Move], totals: Totals, today: date
) -> Left:
    """What is left open of each open give among the waiting moves."""
    gives = [move for move in moves if move.kind is Kind.GIVE and move.counts_on(today)]
    costs = {give.no: deal.yardstick.amount(give.cost, give.on) for give in gives}
    total_cost = sum((cost for cost in costs.values() if cost is not None), ZERO)
    # Where the costs add up to the stored exposure no give is answered in part, and the whole ledger need not be read.
    nothing_answered = (len(gives), total_cost) == (totals.open_gives, totals.exposure)
    if nothing_answered and not totals.is_stale(today):
        return costs
    return left_open_by_give(work.ledger.load(deal.team, deal.id), today)


def left_open_by_give(ledger: Ledger, today: date) -> Left:
    """What is left of each open give of a whole ledger."""
    return {answer.give.no: answer.left for answer in ledger.open_gives(today)}


def suggest_sentence(
    work: UnitOfWork, line: DigestLine, reader: MessageReader, services: Services
) -> Sentence | None:
    """What to say next about a line; None where there is nothing to say, or its words would make no sentence."""
    if line.about is About.OPEN_GIVE and line.ask is None:
        return say_ask_in_return(work, line.deal, line.move, reader=reader, services=services)
    return repeat_what_was_asked(line, reader.working_days)


def repeat_what_was_asked(line: DigestLine, days: WorkingDays) -> Sentence | None:
    """Puts the ask of a line once more, be it one of its own or that for a give; None where nothing was asked."""
    if line.move.kind is Kind.ASK:
        return ask_again(replace(line.move, due=None), days)
    if line.about is About.OPEN_GIVE and line.ask is not None:
        return ask_for(line.ask, line.move, days)
    return None


def snooze_move(
    actor: Actor, deal: DealId, no: MoveNo, until: date, *, services: Services
) -> MoveSnoozed:
    """Leaves a move out of the person's own digests until a day."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        move = session.find_move(no)
        if move is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
        snooze = Snooze(person=actor.person, deal=deal, move=move.no, until=until)
        session.work.preferences.save_snooze(actor.team, snooze)
        return MoveSnoozed(deal=session.deal, move=move, until=until)


def resume_daily_digest(actor: Actor, key: str, *, services: Services) -> DigestMade:
    """Makes the person's weekly topics daily again; answers with the digest of that key as it stands now."""
    with services.store.work() as work:
        reset_weekly_tallies(work, actor.team, actor.person)
    return reload_digest(actor, key, services=services)


def reload_digest(actor: Actor, key: str, *, services: Services) -> DigestMade:
    """The person's digest of the day `key` with its lines as they stand now. Lines of deals that they may no longer see
    are left out."""
    with services.store.reading() as work:
        digest = work.digests.find(actor.team, f"{digest_schedule_id(actor.person)}:{key}")
        if digest is None:
            raise Refused(why=RefusalReason.CHANGED)
        sessions = _open_sessions(services, work, actor, digest)
        snoozed = {
            (snooze.deal, snooze.move): snooze.until
            for snooze in work.preferences.list_snoozes(actor.team, [actor.person])
        }
        rows: list[DigestRow] = []
        for printed in digest.lines:
            session = sessions.get(printed.deal)
            if session is not None and printed.no in session.ledger.moves:
                until = snoozed.get((printed.deal, printed.no))
                rows.append(rebuild_line(session, printed, until))
        weekly = topics_still_weekly(work, digest, actor.person)
    return DigestMade(
        today=actor.today,
        since=digest.since,
        lines=tuple(rows),
        more=digest.more,
        weekly=weekly,
        key=key,
    )


def _open_sessions(
    services: Services, work: UnitOfWork, actor: Actor, digest: Digest
) -> dict[DealId, DealSession]:
    """The deals of a digest that the person may still see, each opened once."""
    sessions: dict[DealId, DealSession] = {}
    for deal in {printed.deal for printed in digest.lines}:
        try:
            sessions[deal] = open_session(services, work, actor, deal, Need.READ)
        except Refused:  # the person left the deal since the digest was sent
            continue
    return sessions


def rebuild_line(
    session: DealSession,
    printed: Printed,
    snoozed_until: date | None = None,
    *,
    reader: MessageReader | None = None,
) -> DigestRow:
    """A line that was sent, as its move stands now, and what became of it where somebody acted on it. `reader` is the
    channel that it was sent to; None: it is the person's own."""
    ledger, today = session.ledger, session.by.today
    move = ledger.moves[printed.no]
    left = left_open_by_give(ledger, today)
    asks_for_it = [ask for ask in ledger.unanswered_asks() if ask.ref == move.no]
    line = DigestLine(
        about=printed.about,
        deal=session.deal,
        move=move,
        left=left.get(move.no),
        age=(today - move.since).days,
        ask=asks_for_it[0] if asks_for_it and move.kind is Kind.GIVE else None,
    )
    if session.deal.is_closed:
        return DigestRow(line=line, done=Done.CLOSED)
    if snoozed_until is not None and snoozed_until > today:
        return DigestRow(line=line, done=Done.SNOOZED, until=snoozed_until)
    done = _find_outcome(printed, move, is_open=move.no in left)
    if done is None:
        reader = reader or MessageReader(
            person=session.by.person,
            locale=session.by.locale,
            today=today,
            days_off=session.working_days.days_off,
        )
        sentence = suggest_sentence(session.work, line, reader, session.services)
        return DigestRow(line=line, sentence=sentence, until=_review_day(move))
    until = move.due if done is Done.ASKED_AGAIN else _review_day(move)
    return DigestRow(line=line, done=done, until=until)


def _review_day(move: Move) -> date | None:
    return move.review if move.state is State.GOODWILL else None


def _find_outcome(printed: Printed, move: Move, *, is_open: bool) -> Done | None:
    """What became of a sent line; None where it stands as it was sent."""
    unchanged = move.version == printed.version
    if printed.about is About.OPEN_GIVE and move.state is State.FIRM:
        return None if is_open else Done.ANSWERED
    if printed.about in (About.STALLED_ASK, About.ASK_DUE) and move.state in UNANSWERED:
        return None if unchanged else Done.ASKED_AGAIN
    if unchanged and move.state is STATE_OF_TOPIC.get(printed.about):
        return None
    return Done.CHANGED


STATE_OF_TOPIC = {
    About.DRAFT: State.DRAFT,
    About.LAPSING: State.CONDITIONAL,
    About.REVIEW: State.GOODWILL,
}
"""The state that a move has as long as its line of that topic is still true."""
