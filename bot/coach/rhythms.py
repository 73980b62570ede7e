"""The rhythm of a deal: its steps, its one page, and who is reminded. Everybody in the deal sees it; whoever may record
changes it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.coach.access import MAY, Need
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.rhythms import Rhythmic, RhythmLine, RhythmPage, RhythmShown, RhythmStepShown
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.requests import Actor
from bot.coach.requests.rhythms import PutRhythmEntry, SetRhythmStep
from bot.coach.services import Services, run_once
from bot.coach.timetable import find_next_checkin, replan_checkins, save_reminder_schedules
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.rhythms import MOST_ENTRIES, Rhythm, RhythmStep, list_rhythm_gaps

FIELDS = {
    RhythmStep.CADENCE: ("cadence", "agenda", "country"),
    RhythmStep.OWNERS: ("owner", "their_owner", "decisions", "disputes"),
    RhythmStep.ESCALATION: ("escalation",),
    RhythmStep.DATES: ("renewal", "notice", "credits"),
    RhythmStep.GATES: ("gates",),
    RhythmStep.EXITS: ("exits",),
}
"""What of a rhythm each step that is one form sets."""


def show_rhythm(by: Actor, deal: DealId, *, services: Services) -> RhythmShown | NotDone:
    """The rhythm's steps, and what they still lack."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _shown(session)


def _shown(session: DealSession, saved: RhythmStep | None = None) -> RhythmShown:
    rhythm = load_rhythm(session.work, session.deal)
    counted_on = dict.fromkeys((rhythm.owner, *(rung.person for rung in rhythm.escalation)))
    return RhythmShown(
        deal=session.deal,
        today=session.by.today,
        steps=list_rhythm_gaps(rhythm),
        rhythm=rhythm,
        coming=find_next_checkin(
            session.work.rhythms.list_checkins(session.by.team, session.deal.id), session.by.today
        ),
        mine=Need.RECORD in MAY[session.role],
        reminded=session.by.person in rhythm.reminded,
        unreminded=tuple(
            person for person in counted_on if person and person not in rhythm.reminded
        ),
        saved=saved,
    )


def load_rhythm(work: UnitOfWork, deal: Deal) -> Rhythm:
    """The deal's rhythm; an empty one where none was begun."""
    return work.rhythms.find(deal.team, deal.id) or Rhythm()


def show_rhythm_step(
    by: Actor, deal: DealId, step: RhythmStep, *, services: Services
) -> RhythmStepShown | NotDone:
    """One step of the rhythm in full."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        mine = Need.RECORD in MAY[session.role]
        return RhythmStepShown(
            deal=session.deal, step=step, rhythm=load_rhythm(work, session.deal), mine=mine
        )


def rhythm_for_form(by: Actor, deal: DealId, *, services: Services) -> Rhythmic | NotDone:
    """What a form of the rhythm starts from, for those who may change it."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        return Rhythmic(
            deal=session.deal, today=by.today, rhythm=load_rhythm(session.work, session.deal)
        )


def show_rhythm_page(by: Actor, deal: DealId, *, services: Services) -> RhythmPage | NotDone:
    """The rhythm on one page."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return replace(build_rhythm_page(work, session.deal), today=by.today)


def build_rhythm_page(work: UnitOfWork, deal: Deal) -> RhythmPage:
    """The same for the operator of the store. Its day is the deal's first; the caller knows today."""
    rhythm = load_rhythm(work, deal)
    people = dict.fromkeys(
        filter(None, (rhythm.owner, *(rung.person for rung in rhythm.escalation)))
    )
    known = [(person, work.people.find(deal.team, person)) for person in people]
    names = tuple((person, found.name) for person, found in known if found is not None)
    return RhythmPage(deal=deal, today=deal.opened_at.date(), rhythm=rhythm, names=names)


def describe_rhythm(session: DealSession) -> str:
    """The rhythm in one line, as an offer carries it; "" where nobody set how often."""
    rhythm = load_rhythm(session.work, session.deal)
    if rhythm.cadence is None:
        return ""
    said = session.services.render(
        RhythmLine(rhythm=rhythm), locale=session.by.locale, today=session.by.today
    )
    return str(json.loads(said)["text"])


def find_people_outside_deal(
    by: Actor, deal: DealId, people: Iterable[PersonId], *, services: Services
) -> frozenset[PersonId]:
    """Those of the people who were taken out of the deal: they cannot own anything of its rhythm. Whoever is named
    without having taken part yet hears nothing before they ask to be reminded, in the deal's own channel."""
    with services.store.reading() as work:
        return frozenset(
            person for person in people if work.roles.find(by.team, deal, person) is Role.NOBODY
        )


def set_rhythm_step(request: SetRhythmStep, *, services: Services) -> RhythmShown | NotDone:
    """Sets a step that is one form."""
    fields = FIELDS[request.step]

    def change(rhythm: Rhythm) -> Rhythm:
        said = {name: getattr(request.filled, name) for name in fields}
        zone = request.zone if rhythm.version == 0 else rhythm.zone
        return replace(rhythm, zone=zone, **said)

    return _change(services, request, change)


def put_rhythm_entry(request: PutRhythmEntry, *, services: Services) -> RhythmShown | NotDone:
    """Adds, replaces or takes away one entry of a step that is a list."""
    name = request.step.value

    def change(rhythm: Rhythm) -> Rhythm:
        entries = list(getattr(rhythm, name))
        at = len(entries) if request.at is None else request.at
        entries[at : at + 1] = [] if request.entry is None else [request.entry]
        return replace(rhythm, **{name: tuple(entries[:MOST_ENTRIES])})  # type: ignore[arg-type] # by name

    return _change(services, request, change)


def _change(
    services: Services, request: SetRhythmStep | PutRhythmEntry, change: Callable[[Rhythm], Rhythm]
) -> RhythmShown | NotDone:
    key = f"{request.by.person}:{request.once}"

    def act(work: UnitOfWork) -> RhythmShown | NotDone:
        session = open_session(services, work, request.by, request.deal, Need.RECORD)
        rhythm = load_rhythm(work, session.deal)
        if rhythm.version != request.version:
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        session.work.keys.mark_processed(
            request.by.team,
            key,
            ProcessedRequest(deal=session.deal.id, seq=0),
            services.clock.now(),
        )
        save_rhythm(session, change(rhythm))
        session.note(Verb.SET, f"rhythm: {request.step}")
        return _shown(session, request.step)

    def again(work: UnitOfWork, taken: ProcessedRequest) -> RhythmShown | NotDone:
        session = open_session(services, work, request.by, taken.deal, Need.READ)
        return _shown(session, request.step)

    return run_once(services, request.by, key, act, again)


def save_rhythm(session: DealSession, rhythm: Rhythm) -> None:
    """Keeps the next version of the rhythm; its check-ins and reminders follow it."""
    before, after = (
        load_rhythm(session.work, session.deal),
        replace(rhythm, version=rhythm.version + 1),
    )
    session.work.rhythms.save(session.by.team, session.deal.id, after)
    replan_checkins(session.work, session.deal, after, before, services=session.services)


def set_reminding(
    by: Actor, deal: DealId, *, on: bool, zone: str, services: Services
) -> RhythmShown | NotDone:
    """The person wants to be reminded by direct message of what the rhythm counts on them for, or no more."""

    def act(work: UnitOfWork) -> RhythmShown | NotDone:
        session = open_session(services, work, by, deal, Need.READ)
        if work.roles.find(by.team, deal, by.person) is None:
            work.roles.save(by.team, deal, by.person, session.role)
        rhythm = load_rhythm(work, session.deal)
        if (by.person in rhythm.reminded) is not on:
            people = rhythm.reminded | {by.person} if on else rhythm.reminded - {by.person}
            save_rhythm(
                session,
                replace(rhythm, reminded=people, zone=rhythm.zone if rhythm.version else zone),
            )
        return _shown(session)

    return run_once(services, by, f"remind:{by.person}:{deal}", act, lambda work, _: act(work))


def reminder_post_prefix(person: PersonId) -> str:
    """What the ids of all reminders to a person begin with, so that those on their way can be held back."""
    return f"rhythm:{person}:"


def stop_reminding(work: UnitOfWork, by: Actor, *, services: Services) -> None:
    """No rhythm of the person's deals reminds them any more; their turns go to the next ones."""
    for mine in work.deals.list_of_person(by.team, by.person):
        rhythm = work.rhythms.find(by.team, mine.deal.id)
        if rhythm is not None and by.person in rhythm.reminded:
            fewer = replace(
                rhythm, reminded=rhythm.reminded - {by.person}, version=rhythm.version + 1
            )
            work.rhythms.save(by.team, mine.deal.id, fewer)
            save_reminder_schedules(work, mine.deal, fewer, services=services, drop_for=[by.person])


def may_remind(work: UnitOfWork, deal: Deal, rhythm: Rhythm, person: PersonId | None) -> bool:
    """Whether somebody may be reminded by direct message: a member who takes part in the deal and said yes."""
    if person is None or person not in rhythm.reminded:
        return False
    known = work.people.find(deal.team, person)
    role = work.roles.find(deal.team, deal.id, person)
    return known is not None and known.member and role is not None and role is not Role.NOBODY
