"""The rhythm of a deal: its steps, its one page, and who is reminded. Everybody in the deal sees it; whoever may record
changes it."""

import json
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.rhythms import Rhythmic, RhythmLine, RhythmPage, RhythmShown, RhythmStepShown
from bot.coach.context import (
    DealSession,
    open_session,
    run_once_in_session,
    session_for_preview,
    session_for_reading,
)
from bot.coach.hours import load_delivery_hours
from bot.coach.mornings.urgent_checks import note_days_of_rhythm
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import load_roster
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.coach.timetable import (
    find_next_checkin,
    find_next_reminder_day,
    list_deals_with_reminders,
    next_cadence_days,
    replan_checkins,
    save_reminder_schedules,
)
from bot.coach.watched import list_watched_states
from bot.domain.calendar import add_months
from bot.domain.deals import Deal, DealState, Role
from bot.domain.governance import IndexBand, Limit
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.rhythms import (
    MOST_ENTRIES,
    Cadence,
    CadenceUnit,
    Gate,
    Measure,
    Rhythm,
    RhythmChange,
    RhythmStep,
    RiskEvent,
    Window,
    agrees_the_same,
    list_rhythm_gaps,
)
from bot.language.cadences import CadenceRead

RhythmEntry = Measure | Window | IndexBand | Limit | RiskEvent
"""One line of a step that is a list."""

FORM_FIELDS = {
    RhythmStep.CADENCE: ("cadence", "agenda", "country"),
    RhythmStep.OWNERS: ("owner", "their_owner", "decisions", "disputes"),
    RhythmStep.ESCALATION: ("escalation",),
    RhythmStep.DATES: (
        "renewal",
        "notice",
        "notice_period",
        "after_term",
        "renews_for",
        "credits",
    ),
    RhythmStep.GATES: ("gates",),
    RhythmStep.EXITS: ("exits",),
}
"""What of a rhythm each step that is one form sets."""


def show_rhythm(actor: Actor, deal: DealId, *, services: Services) -> RhythmShown:
    """The rhythm's steps, and what they still lack."""
    with session_for_reading(services, actor, deal) as session:
        return _show_rhythm(session)


def _show_rhythm(session: DealSession, saved: RhythmStep | None = None) -> RhythmShown:
    """The same; `saved` is the step that was just saved."""
    rhythm = load_rhythm(session.work, session.deal)
    checkins = session.work.rhythms.list_checkins(session.by.team, session.deal.id)
    roster = load_roster(session.work, session.deal, rhythm)
    people = roster.as_of(session.by.today).people
    told = {each.person for each in people if each.may_be_reminded}
    hours = load_delivery_hours(
        session.work, session.by.team, session.by.person, services=session.services
    )
    return RhythmShown(
        deal=session.deal,
        today=session.by.today,
        steps=list_rhythm_gaps(rhythm),
        rhythm=rhythm,
        coming=find_next_checkin(checkins, session.by.today),
        mine=session.may(Need.FOLLOW_UP),
        reminded=session.by.person in rhythm.reminded,
        is_quiet=session.by.person in rhythm.quiet,
        next_reminder=find_next_reminder_day(
            session.work, session.deal, roster, session.by.person, services=session.services
        ),
        hour=hours.preferences.hour,
        unreminded=tuple(person for person in _people_of(rhythm) if person not in told),
        saved=saved,
        is_closing=_is_being_closed(session),
    )


def _is_being_closed(session: DealSession) -> bool:
    """Whether the deal is agreed and not closed, or its close was begun and is not finished."""
    closing = session.work.closings.find(session.by.team, session.deal.id)
    is_begun = closing is not None and closing.begun_on is not None
    return is_begun or session.deal.state is DealState.AGREED


def load_rhythm(work: UnitOfWork, deal: Deal) -> Rhythm:
    """The deal's rhythm; an empty one where none was begun."""
    return work.rhythms.find(deal.team, deal.id) or Rhythm()


def _people_of(rhythm: Rhythm) -> list[PersonId]:
    """The people of ours that the rhythm counts on, each once: its owner, then the escalation path."""
    people = [rhythm.owner, *(rung.person for rung in rhythm.escalation)]
    return [person for person in dict.fromkeys(people) if person]


def show_rhythm_step(
    actor: Actor, deal: DealId, step: RhythmStep, *, services: Services
) -> RhythmStepShown:
    """One step of the rhythm in full."""
    with session_for_reading(services, actor, deal) as session:
        return RhythmStepShown(
            deal=session.deal,
            step=step,
            rhythm=load_rhythm(session.work, session.deal),
            mine=session.may(Need.FOLLOW_UP),
        )


def rhythm_for_form(actor: Actor, deal: DealId, *, services: Services) -> Rhythmic:
    """What a form of the rhythm starts from, for those who may change it."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        rhythm = load_rhythm(session.work, session.deal)
        return Rhythmic(deal=session.deal, today=actor.today, rhythm=rhythm)


def show_rhythm_page(actor: Actor, deal: DealId, *, services: Services) -> RhythmPage:
    """The rhythm on one page."""
    with session_for_reading(services, actor, deal) as session:
        return replace(build_rhythm_page(session.work, session.deal), today=actor.today)


def build_rhythm_page(work: UnitOfWork, deal: Deal) -> RhythmPage:
    """The same without a person, for the operator. Its `today` is the deal's first day: the caller knows the day."""
    rhythm = load_rhythm(work, deal)
    names: list[tuple[PersonId, str]] = []
    for person in _people_of(rhythm):
        known = work.people.find(deal.team, person)
        if known is not None:
            names.append((person, known.name))
    states = list_watched_states(work, deal, rhythm)
    return RhythmPage(
        deal=deal,
        today=deal.opened_at.date(),
        rhythm=rhythm,
        names=tuple(names),
        states=tuple(state for state in states if state.reading is not None),
    )


def describe_rhythm(session: DealSession) -> str:
    """The rhythm in one line of words, as an offer carries it; "" where nobody set how often."""
    rhythm = load_rhythm(session.work, session.deal)
    if rhythm.cadence is None:
        return ""
    # Words are made by templates alone; an offer stores the text, as its author read it.
    rendered = session.services.render(
        RhythmLine(rhythm=rhythm), locale=session.by.locale, today=session.by.today
    )
    return str(json.loads(rendered)["text"])


def find_people_outside_deal(
    actor: Actor, deal: DealId, people: Iterable[PersonId], *, services: Services
) -> frozenset[PersonId]:
    """Those of the people who were taken out of the deal: they cannot own anything of its rhythm.

    Somebody who has not taken part yet may be named: they get no message before they ask to be reminded, in the deal's
    own channel.
    """
    with services.store.reading() as work:
        return frozenset(
            person for person in people if work.roles.find(actor.team, deal, person) is Role.NOBODY
        )


def set_rhythm_step(
    actor: Actor,
    deal: DealId,
    step: RhythmStep,
    filled: Rhythm,
    *,
    zone: str,
    version: int,
    once: str,
    services: Services,
) -> RhythmShown:
    """Sets a step that is one form to what `filled` says of it. A rhythm that is begun by it is in the time zone
    `zone`, where the person is."""

    def change(rhythm: Rhythm) -> Rhythm:
        fields = {name: getattr(filled, name) for name in FORM_FIELDS[step]}
        if step is RhythmStep.GATES:
            fields["gates"] = keep_outcomes(rhythm.gates, filled.gates)
        is_new = rhythm.version == 0
        return replace(rhythm, zone=zone if is_new else rhythm.zone, **fields)

    return _change_rhythm(actor, deal, change, step, version=version, once=once, services=services)


def set_typed_cadence(
    actor: Actor,
    deal: DealId,
    read: CadenceRead,
    *,
    zone: str,
    once: str,
    services: Services,
) -> RhythmShown:
    """Sets how often people meet as a typed line says it; the agenda and the country stay. A line without a day begins
    with the next one that fits, or one whole interval from now where any day would."""
    cadence = Cadence(
        unit=read.unit,
        start=read.start or _choose_start(read, actor.today),
        every=read.every,
        weekday=read.weekday,
        nth=read.nth,
    )
    if read.start is None and read.weekday is not None:
        # The first of all such weekdays, so that a quarterly one need not wait for the next quarter.
        soonest = replace(cadence, every=1)
        first, *_ = next_cadence_days(soonest, cadence.start, 1, services)
        cadence = replace(cadence, start=first)

    def change(rhythm: Rhythm) -> Rhythm:
        is_new = rhythm.version == 0
        return replace(rhythm, zone=zone if is_new else rhythm.zone, cadence=cadence)

    shown = _change_rhythm(
        actor, deal, change, RhythmStep.CADENCE, version=None, once=once, services=services
    )
    return replace(shown, not_used=read.not_read)


def _choose_start(read: CadenceRead, today: date) -> date:
    """The day from which a cadence begins that was typed without one."""
    tomorrow = today + timedelta(days=1)
    if read.weekday is not None:
        return tomorrow
    if read.day_of_month is not None:
        # The first month from now on that has this day, and not yet behind it.
        months = (add_months(today.replace(day=1), ahead) for ahead in range(13))
        days = [
            first.replace(day=read.day_of_month)
            for first in months
            if monthrange(first.year, first.month)[1] >= read.day_of_month
        ]
        return next(day for day in days if day >= tomorrow)
    if read.unit is CadenceUnit.WEEKS:
        return today + timedelta(weeks=read.every)
    return add_months(today, read.every)


def keep_outcomes(before: Sequence[Gate], filled: Sequence[Gate]) -> tuple[Gate, ...]:
    """The gates as a form says them, with what became of each: the form does not ask that."""
    kept = []
    for at, gate in enumerate(filled):
        known = before[at] if at < len(before) else Gate()
        if not gate.says_something:
            kept.append(gate)  # taken out, with what became of it
            continue
        kept.append(replace(gate, outcome=known.outcome, decided=known.decided, note=known.note))
    return tuple(kept)


def put_rhythm_entry(
    actor: Actor,
    deal: DealId,
    step: RhythmStep,
    entry: RhythmEntry | None,
    *,
    at: int | None,
    version: int,
    once: str,
    services: Services,
) -> RhythmShown:
    """Puts an entry into a step that is a list: instead of the one at `at`, or at the end where that is None. Without
    an entry the one at `at` is taken out."""

    def change(rhythm: Rhythm) -> Rhythm:
        entries = list(getattr(rhythm, step.value))
        index = len(entries) if at is None else at
        entries[index : index + 1] = [] if entry is None else [entry]
        return replace(rhythm, **{step.value: tuple(entries[:MOST_ENTRIES])})  # type: ignore[arg-type] # by name

    return _change_rhythm(actor, deal, change, step, version=version, once=once, services=services)


def _change_rhythm(
    actor: Actor,
    deal: DealId,
    change: Callable[[Rhythm], Rhythm],
    step: RhythmStep,
    *,
    version: int | None,
    once: str,
    services: Services,
) -> RhythmShown:
    """Changes the rhythm once. Refused where it has changed since a form showed it at `version`; a typed line has
    none."""
    key = f"{actor.person}:{once}"

    def act(session: DealSession) -> RhythmShown:
        rhythm = load_rhythm(session.work, session.deal)
        if version is not None and rhythm.version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        processed = ProcessedRequest(deal=session.deal.id, seq=0)
        session.work.keys.mark_processed(actor.team, key, processed, services.clock.now())
        saved = save_rhythm(session, change(rhythm), step)
        session.write_audit(Verb.SET, f"rhythm: {step}")
        return replace(_show_rhythm(session, step), undo=saved)

    def again(session: DealSession) -> RhythmShown:
        return _show_rhythm(session, step)

    return run_once_in_session(services, actor, deal, key, act, again, need=Need.FOLLOW_UP)


def save_rhythm(session: DealSession, rhythm: Rhythm, step: RhythmStep, what: str = "") -> int:
    """Stores the next version of the rhythm, with what it takes to undo this change of `step`; check-ins and reminders
    follow it. Returns the version, which the button for undoing it names; 0 where it agrees the same as before."""
    before = load_rhythm(session.work, session.deal)
    replace_rhythm(session, rhythm)
    if agrees_the_same(before, rhythm):
        return 0
    after = load_rhythm(session.work, session.deal)
    change = RhythmChange(
        person=session.by.person,
        at=session.services.clock.now(),
        step=step,
        what=what,
        before=before,
        after=after,
    )
    session.work.rhythms.save_change(session.by.team, session.deal.id, change)
    return after.version


def tells_rhythm_change(entry: Entry) -> bool:
    """Whether an entry says that the rhythm was changed, or that something happened that was agreed about."""
    if entry.verb not in (Verb.SET, Verb.TRIGGERED):
        return False
    subject = entry.why.partition(":")[0]
    return subject in {"rhythm", "gate", "risk", *RhythmStep}


def tells_rhythm_undone(entry: Entry) -> bool:
    """Whether an entry says that a change of the rhythm was undone."""
    return entry.verb is Verb.SET and tells_rhythm_change(entry) and entry.why.endswith(":undone")


def replace_rhythm(session: DealSession, rhythm: Rhythm) -> None:
    """The same for what is not to be undone as a change: who is reminded, or an undoing itself."""
    before = load_rhythm(session.work, session.deal)
    _store_rhythm(session.work, session.deal, rhythm, services=session.services)
    # Who wants to be reminded is told by the answer when that begins.
    if replace(rhythm, reminded=before.reminded, quiet=before.quiet) != before:
        note_days_of_rhythm(
            session.work,
            session.deal,
            rhythm,
            session.by.person,
            at=session.services.clock.now(),
            today=session.by.today,
        )


def _store_rhythm(work: UnitOfWork, deal: Deal, rhythm: Rhythm, *, services: Services) -> None:
    before = load_rhythm(work, deal)
    after = replace(rhythm, version=rhythm.version + 1)
    work.rhythms.save(deal.team, deal.id, after)
    replan_checkins(work, deal, after, before, services=services)


def hand_over_rhythm(
    work: UnitOfWork,
    deal: Deal,
    before: Collection[PersonId],
    owner: PersonId,
    *,
    services: Services,
) -> None:
    """Makes a new owner of the deal the owner of its rhythm too, with its planned check-ins, where that was one of
    those `before`."""
    rhythm = work.rhythms.find(deal.team, deal.id)
    if rhythm is not None and rhythm.owner in before:
        _store_rhythm(work, deal, replace(rhythm, owner=owner), services=services)


def remind_person(session: DealSession, *, zone: str) -> None:
    """Has the deal's rhythm remind the person of the session from now on."""
    _set_reminding(session, on=True, zone=zone)


def _set_reminding(session: DealSession, *, on: bool, zone: str) -> None:
    person = session.by.person
    rhythm = load_rhythm(session.work, session.deal)
    reminded = rhythm.reminded | {person} if on else rhythm.reminded - {person}
    quiet = rhythm.quiet - {person} if on else rhythm.quiet | {person}
    if (reminded, quiet) == (rhythm.reminded, rhythm.quiet):
        return
    is_new = rhythm.version == 0
    zone = zone if is_new else rhythm.zone
    replace_rhythm(session, replace(rhythm, reminded=reminded, quiet=quiet, zone=zone))


def set_reminding(
    actor: Actor, deal: DealId, *, on: bool, zone: str, services: Services
) -> RhythmShown:
    """Starts or stops direct messages to the person about what the rhythm counts on them for. A rhythm that is begun by
    it is in the time zone `zone`."""

    def act(work: UnitOfWork) -> RhythmShown:
        session = open_session(services, work, actor, deal, Need.READ)
        # Reading alone gives no role; somebody who is reminded takes part in the deal.
        if work.roles.find(actor.team, deal, actor.person) is None:
            work.roles.save(actor.team, deal, actor.person, session.role, from_channel=True)
        _set_reminding(session, on=on, zone=zone)
        return _show_rhythm(session)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> RhythmShown:
        return act(work)

    # Doing it twice does no harm, so no key is stored; `run_once` is for its second try after a version conflict.
    return run_once(services, actor, f"remind:{actor.person}:{deal}", act, again)


def stop_reminding(
    work: UnitOfWork, team: TeamId, person: PersonId, *, services: Services
) -> tuple[Deal, ...]:
    """No rhythm of the person's deals reminds them any more; their turns go to the next in turn. Returns the deals that
    did."""
    stopped: list[Deal] = []
    for mine in list_deals_with_reminders(work, team, person):
        rhythm = work.rhythms.find(team, mine.deal.id)
        if rhythm is not None and person in rhythm.reminded:
            fewer = replace(rhythm, reminded=rhythm.reminded - {person})
            _store_reminded(work, mine.deal, fewer, person, services=services)
            stopped.append(mine.deal)
    return tuple(stopped)


def resume_reminding(
    work: UnitOfWork,
    team: TeamId,
    person: PersonId,
    deals: Collection[DealId],
    *,
    services: Services,
) -> tuple[Deal, ...]:
    """Those of the deals whose rhythms the person may still be reminded of remind them again. Returns these."""
    resumed: list[Deal] = []
    for mine in list_deals_with_reminders(work, team, person):
        rhythm = work.rhythms.find(team, mine.deal.id)
        if rhythm is None or mine.deal.id not in deals or person in rhythm.reminded:
            continue
        more = replace(rhythm, reminded=rhythm.reminded | {person}, quiet=rhythm.quiet - {person})
        _store_reminded(work, mine.deal, more, person, services=services)
        resumed.append(mine.deal)
    return tuple(resumed)


def _store_reminded(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, person: PersonId, *, services: Services
) -> None:
    after = replace(rhythm, version=rhythm.version + 1)
    work.rhythms.save(deal.team, deal.id, after)
    drop_for = [] if person in after.reminded else [person]
    save_reminder_schedules(work, deal, after, services=services, drop_for=drop_for)
