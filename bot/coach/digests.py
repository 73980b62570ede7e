"""Digests: one message for one reader on their working days, where something of theirs waits.

What a batch of people needs is read together; each digest is made of that alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.coach.access import Need
from bot.coach.answers import NotDone, RefusalReason, Sentence
from bot.coach.answers.digests import DigestMade, DigestRow, Done, MoveSnoozed
from bot.coach.context import DealSession, open_session
from bot.coach.hours import locate_person
from bot.coach.ports import UnitOfWork
from bot.coach.preferences import digest_schedule_id
from bot.coach.records import Participation, Person, Post
from bot.coach.requests import Actor
from bot.coach.requests.digests import SnoozeMove
from bot.coach.schedules import RecurringJob, ScheduledRun
from bot.coach.sentences import ask_again, ask_for
from bot.coach.services import Services
from bot.domain.deals import Deal, Role
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
from bot.domain.schedules import Schedule
from bot.domain.totals import Totals
from bot.domain.trades import ZERO

RECORDING = frozenset({Role.OWNER, Role.MEMBER, Role.SCRIBE})
"""Who is reminded of what waits: those who can do something about it."""

QUIETED = (About.OPEN_GIVE, About.STALLED_ASK, About.REVIEW)
"""What would come every day, and so goes quieter where nobody does anything about it; the rest has a day of its own."""

AHEAD = timedelta(days=400)
"""How far ahead holidays are known to a digest."""

Where = tuple[TeamId, DealId]
Who = tuple[TeamId, PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestReader:
    """One person, with all that a digest for them is made of. `off` are the holidays where they are."""

    kept: Preferences
    known: Person
    off: AbstractSet[date]
    concerns: Sequence[Participation]
    snoozed: Mapping[tuple[DealId, MoveNo], date]
    tallies: Mapping[str, Tally]

    def next_day(self, first: date) -> date | None:
        """The next day that may bring them a digest."""
        return self.kept.next_day(first, self.off) if self.kept.digest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDigestJob:
    """How people's digests come round."""

    services: Services

    def ready(self, work: UnitOfWork, schedules: Sequence[Schedule], now: datetime) -> RecurringJob:
        """The digests of those schedules, with everything they are made of at hand."""
        by_team: dict[TeamId, list[PersonId]] = defaultdict(list)
        for each in schedules:
            if each.person:
                by_team[each.team].append(each.person)
        first = min((each.day for each in schedules if each.day), default=now.date())
        readers: dict[Who, DigestReader] = {}
        waiting: dict[Where, Sequence[Move]] = {}
        for team, people in by_team.items():
            readers |= {
                (team, each.kept.person): each
                for each in _readers(self.services, work, team, people, first)
            }
            deals = [
                each.deal.id for person in people for each in _concerns(readers.get((team, person)))
            ]
            waiting |= {
                (team, deal): moves
                for deal, moves in work.ledger.list_waiting_moves(team, deals).items()
            }
        return PersonalDigestBatch(services=self.services, readers=readers, waiting=waiting)


def _readers(
    services: Services, work: UnitOfWork, team: TeamId, people: Sequence[PersonId], first: date
) -> Iterator[DigestReader]:
    known, kept = work.people.find_many(team, people), work.preferences.find_many(team, people)
    tallies = work.digests.load_tallies(team, people)
    concerns: dict[PersonId, list[Participation]] = defaultdict(list)
    for each in work.roles.list_participations(team, people):
        if each.role in RECORDING:
            concerns[each.person].append(each)
    snoozed: dict[PersonId, dict[tuple[DealId, MoveNo], date]] = defaultdict(dict)
    for one in work.preferences.list_snoozes(team, people):
        snoozed[one.person][one.deal, one.move] = one.until
    off: dict[str, AbstractSet[date]] = {}
    for person in people:
        if person not in known or person not in kept:
            continue
        country = locate_person(kept[person], known[person], services.calendar).country
        if country not in off:
            off[country] = (
                services.calendar.holidays(country, first, first + AHEAD)
                if country
                else frozenset()
            )
        yield DigestReader(
            kept=kept[person],
            known=known[person],
            off=off[country],
            concerns=concerns.get(person, ()),
            snoozed=snoozed.get(person, {}),
            tallies=tallies.get(person, {}),
        )


def _concerns(reader: DigestReader | None) -> Sequence[Participation]:
    return reader.concerns if reader else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDigestBatch:
    """The digests of a batch of people."""

    services: Services
    readers: Mapping[Who, DigestReader]
    waiting: Mapping[Where, Sequence[Move]]

    def days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:  # noqa: ARG002 - the protocol's
        reader = self._reader(schedule)
        if reader is None or schedule.day is None or not reader.kept.digest:
            return []
        days = (schedule.day + timedelta(days=n) for n in range((until - schedule.day).days + 1))
        return [day for day in days if reader.kept.wants(day, reader.off)]

    def following(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:  # noqa: ARG002 - the protocol's
        reader = self._reader(schedule)
        return reader.next_day(after + timedelta(days=1)) if reader else None

    def next_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        reader = self._reader(schedule)
        return reader.next_day(first) if reader else None

    def make(self, work: UnitOfWork, turn: ScheduledRun) -> Sequence[Post]:
        reader = self._reader(turn.schedule)
        if reader is None or not reader.known.member:
            return []
        until = reader.next_day(turn.day + timedelta(days=1)) or turn.day + timedelta(days=1)
        lines = sort_lines(
            line
            for each in reader.concerns
            for line in self._lines(work, each, reader, turn.day, until)
        )
        marks = {
            each.deal.id: fingerprint_moves(self.waiting.get((each.deal.team, each.deal.id), ()))
            for each in reader.concerns
        }
        tallies, weekly = judge_tallies(reader.tallies, marks, turn.day)
        told = drop_quiet_lines(lines, weekly)
        shown = choose_lines(told)
        tallies = count_nudges(tallies, shown, marks, turn.day)
        if tallies != reader.tallies:
            work.digests.save_tallies(reader.kept.team, reader.kept.person, tallies)
        if not shown:
            return []
        return [
            self._post(
                work, reader, turn, shown, len(told) - len(shown), weekly_topics_in(shown, weekly)
            )
        ]

    def _reader(self, schedule: Schedule) -> DigestReader | None:
        return self.readers.get((schedule.team, schedule.person)) if schedule.person else None

    def _lines(
        self,
        work: UnitOfWork,
        concern: Participation,
        reader: DigestReader,
        today: date,
        until: date,
    ) -> list[DigestLine]:
        deal = concern.deal
        moves = self.waiting.get((deal.team, deal.id), ())
        left = compute_left_open(work, deal, moves, concern.totals, today) if moves else {}
        mine = [m for m in moves if m.state is not State.DRAFT or m.person == reader.kept.person]
        lines = find_waiting_lines(deal, mine, left, today, until)
        return [line for line in lines if reader.snoozed.get(line.key, today) <= today]

    def _post(
        self,
        work: UnitOfWork,
        reader: DigestReader,
        turn: ScheduledRun,
        lines: Sequence[DigestLine],
        more: int,
        weekly: tuple[About, ...],
    ) -> Post:
        id_ = f"{turn.schedule.id}:{turn.day}"
        printed = tuple(map(snapshot_line, lines))
        team = reader.kept.team
        work.digests.insert(
            Digest(
                team=team,
                id=id_,
                day=turn.day,
                since=turn.since,
                lines=printed,
                more=more,
                quieter=weekly,
            )
        )
        made = DigestMade(
            today=turn.day,
            since=turn.since,
            lines=tuple(
                DigestRow(line=each, sentence=suggest_sentence(each, turn.day)) for each in lines
            ),
            more=more,
            weekly=weekly,
            key=turn.day.isoformat(),
        )
        body = self.services.render(made, locale=reader.known.locale, today=turn.day)
        return Post(id=id_, team=team, to=reader.kept.person, body=body, due=turn.now)


def snapshot_line(line: DigestLine) -> Printed:
    """The move of a line as it stands while it is sent."""
    return Printed(about=line.about, deal=line.deal.id, no=line.move.no, version=line.move.version)


def compute_left_open(
    work: UnitOfWork, deal: Deal, moves: Sequence[Move], totals: Totals, today: date
) -> Left:
    """What is left open of each open give. Where the costs of all add up to the kept exposure none is answered in part;
    else the whole ledger is asked."""
    gives = [m for m in moves if m.kind is Kind.GIVE and m.counts_on(today)]
    costs = {give.no: deal.yardstick.amount(give.cost, give.on) for give in gives}
    whole = sum((cost for cost in costs.values() if cost is not None), ZERO)
    if not totals.is_stale(today) and (len(gives), whole) == (
        totals.open_gives,
        totals.exposure,
    ):
        return costs
    return left_open_by_give(work.ledger.load(deal.team, deal.id), today)


def left_open_by_give(ledger: Ledger, today: date) -> Left:
    """What is left of each open give of a whole ledger."""
    return {answer.give.no: answer.left for answer in ledger.open_gives(today)}


def fingerprint_moves(waiting: Iterable[Move]) -> int:
    """What tells a deal's waiting moves from what waits there after any of them changed, came or went. Whatever else is
    noted in the deal does not count: it answers no nudge."""
    return sum((move.no << 16) + move.version for move in waiting)


Weekly = Mapping[About, bool]
"""What comes once a week because little was done about it, with whether it comes today."""


def judge_tallies(
    tallies: Mapping[str, Tally], marks: Mapping[DealId, int], today: date
) -> tuple[Mapping[str, Tally], Weekly]:
    """A reader's tallies with what is known by now; and what comes once a week. What has gone quieter only now comes
    once more, to say so."""
    now = {rule: tally.judge_nudges(today, marks) for rule, tally in tallies.items()}
    weekly = {
        about: tally.due(today) or not tallies[about].weekly
        for about in QUIETED
        if (tally := now.get(about)) is not None and tally.weekly
    }
    return now, weekly


def drop_quiet_lines(lines: Iterable[DigestLine], weekly: Weekly) -> list[DigestLine]:
    """The lines without what comes once a week, and not today."""
    return [
        line for line in lines if line.about not in QUIETED or weekly.get(line.about) is not False
    ]


def weekly_topics_in(shown: Collection[DigestLine], weekly: Weekly) -> tuple[About, ...]:
    """What a digest shows that comes once a week now, to say so."""
    return tuple(
        about
        for about in QUIETED
        if weekly.get(about) and any(each.about is about for each in shown)
    )


def count_nudges(
    tallies: Mapping[str, Tally],
    lines: Iterable[DigestLine],
    marks: Mapping[DealId, int],
    today: date,
) -> Mapping[str, Tally]:
    """The tallies with today's lines, to be judged later."""
    named: dict[About, dict[DealId, int]] = defaultdict(dict)
    for line in lines:
        if line.about in QUIETED:
            named[line.about][line.deal.id] = marks[line.deal.id]
    fresh = {
        about.value: tallies.get(about, Tally()).add_nudge(today, deals)
        for about, deals in named.items()
    }
    return {**tallies, **fresh}


def suggest_sentence(line: DigestLine, today: date) -> Sentence | None:
    """What to say next about a line; where nothing was asked for a give yet, its template has a question."""
    if line.move.kind is Kind.ASK:
        return ask_again(replace(line.move, due=None), today)
    if line.about is About.OPEN_GIVE and line.ask is not None:
        return ask_for(line.ask, line.move, today)
    return None


def snooze_move(request: SnoozeMove, *, services: Services) -> MoveSnoozed | NotDone:
    """Leaves a move out of the person's digests until a day; nobody else's."""
    by = request.by
    with services.store.work() as work:
        session = open_session(services, work, by, request.deal, Need.READ)
        if isinstance(session, NotDone):
            return session
        move = session.move(request.no)
        if move is None:
            return NotDone(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
        work.preferences.save_snooze(
            by.team,
            Snooze(person=by.person, deal=session.deal.id, move=move.no, until=request.until),
        )
        return MoveSnoozed(deal=session.deal, move=move, until=request.until)


def resume_daily_digest(by: Actor, key: str, *, services: Services) -> DigestMade | NotDone:
    """What had gone quieter for the person comes daily again, and is judged anew."""
    with services.store.work() as work:
        reset_weekly_tallies(work, by.team, by.person)
    return reload_digest(by, key, services=services)


def reset_weekly_tallies(work: UnitOfWork, team: TeamId, reader: PersonId) -> None:
    """What had gone quieter for a reader comes daily again."""
    tallies = work.digests.load_tallies(team, [reader]).get(reader, {})
    fresh = {
        rule: Tally(told=tally.told) if tally.weekly else tally for rule, tally in tallies.items()
    }
    work.digests.save_tallies(team, reader, fresh)


def topics_still_weekly(work: UnitOfWork, kept: Digest, reader: PersonId) -> tuple[About, ...]:
    """What a digest said comes once a week, where that is still so."""
    tallies = work.digests.load_tallies(kept.team, [reader]).get(reader, {}) if kept.quieter else {}
    return tuple(about for about in kept.quieter if about in tallies and tallies[about].weekly)


def reload_digest(by: Actor, key: str, *, services: Services) -> DigestMade | NotDone:
    """The reader's digest of a day once more, as its lines stand now: what was seen to since says so."""
    with services.store.reading() as work:
        kept = work.digests.find(by.team, f"{digest_schedule_id(by.person)}:{key}")
        if kept is None:
            return NotDone(why=RefusalReason.CHANGED)
        books = {
            deal: open_session(services, work, by, deal, Need.READ)
            for deal in dict.fromkeys(p.deal for p in kept.lines)
        }
        snoozed = {
            (one.deal, one.move): one.until
            for one in work.preferences.list_snoozes(by.team, [by.person])
        }
        lines = [
            rebuild_line(
                session.deal,
                session.ledger,
                printed,
                by.today,
                snoozed.get((printed.deal, printed.no)),
            )
            for printed in kept.lines
            if isinstance(session := books[printed.deal], DealSession)
            and printed.no in session.ledger.moves
        ]
        weekly = topics_still_weekly(work, kept, by.person)
    return DigestMade(
        today=by.today, since=kept.since, lines=tuple(lines), more=kept.more, weekly=weekly, key=key
    )


def rebuild_line(
    deal: Deal, ledger: Ledger, printed: Printed, today: date, snoozed: date | None = None
) -> DigestRow:
    """A line that was sent, as its move stands now."""
    move, left = ledger.moves[printed.no], left_open_by_give(ledger, today)
    asks = [m for m in ledger.wanted() if m.ref == move.no]
    line = DigestLine(
        about=printed.about,
        deal=deal,
        move=move,
        left=left.get(move.no),
        age=(today - move.since).days,
        ask=asks[0] if asks and move.kind is Kind.GIVE else None,
    )
    if snoozed is not None and snoozed > today:
        return DigestRow(line=line, done=Done.SNOOZED, until=snoozed)
    done = _done(printed, move, open_=move.no in left)
    until = (
        move.due
        if done is Done.ASKED_AGAIN
        else move.review
        if move.state is State.GOODWILL
        else None
    )
    return DigestRow(
        line=line, sentence=None if done else suggest_sentence(line, today), done=done, until=until
    )


def _done(printed: Printed, move: Move, *, open_: bool) -> Done | None:
    """What became of a line, where something did."""
    if printed.about is About.OPEN_GIVE and move.state is State.FIRM:
        return None if open_ else Done.ANSWERED
    if printed.about in (About.STALLED_ASK, About.ASK_DUE) and move.state in UNANSWERED:
        return None if move.version == printed.version else Done.ASKED_AGAIN
    return (
        None
        if move.state is _STATES.get(printed.about) and move.version == printed.version
        else Done.CHANGED
    )


_STATES = {
    About.DRAFT: State.DRAFT,
    About.LAPSING: State.CONDITIONAL,
    About.REVIEW: State.GOODWILL,
}
