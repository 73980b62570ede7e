"""Readings of the measures both sides share, and the triggers they fire: once, and again only after a recovery."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.access import Need
from bot.coach.answers import MoveShown, NotDone
from bot.coach.answers.checkins import MeasuresListed, MeasureState, ReadingRecorded, TriggerFired
from bot.coach.context import DealSession, open_session
from bot.coach.hours import load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.recording import run_once_in_deal
from bot.coach.records import Post, ProcessedRequest
from bot.coach.requests import Actor
from bot.coach.requests.checkins import RecordReading
from bot.coach.rhythms import load_rhythm, may_remind, reminder_post_prefix
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.rhythms import Measure, Rhythm
from bot.domain.triggers import (
    Firing,
    Reading,
    find_latest_reading,
    fires_trigger,
    is_past_threshold,
)

LATELY = 5
"""How many triggers that fired are listed."""


def list_measures(
    by: Actor, deal: DealId, typed: str = "", *, services: Services
) -> MeasuresListed | NotDone:
    """The measures and where they stand; `typed` is a line that named none of them."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return session if isinstance(session, NotDone) else _listed(session, typed)


def _listed(session: DealSession, typed: str = "") -> MeasuresListed:
    rhythm = load_rhythm(session.work, session.deal)
    return MeasuresListed(
        deal=session.deal,
        today=session.by.today,
        states=measure_states(session.work, session.deal, rhythm),
        firings=tuple(
            reversed(session.work.rhythms.list_firings(session.by.team, session.deal.id))
        )[:LATELY],
        typed=typed,
    )


def measure_states(work: UnitOfWork, deal: Deal, rhythm: Rhythm) -> tuple[MeasureState, ...]:
    """Each measure with its latest reading."""
    readings = work.rhythms.list_readings(deal.team, deal.id) if rhythm.measures else ()
    return tuple(_state(measure, readings) for measure in rhythm.measures)


def _state(measure: Measure, readings: Sequence[Reading]) -> MeasureState:
    reading = find_latest_reading(readings, measure.name)
    return MeasureState(
        measure=measure,
        reading=reading,
        past=reading is not None and is_past_threshold(measure, reading.value),
    )


def record_reading(
    request: RecordReading, *, services: Services
) -> ReadingRecorded | MeasuresListed | MoveShown | NotDone:
    """Keeps a reading; where it fires the measure's trigger, the owner of the rhythm hears of it."""
    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordReading) -> ReadingRecorded | MeasuresListed:
    rhythm = load_rhythm(session.work, session.deal)
    measure = find_measure(rhythm, request.measure)
    if measure is None:
        return _listed(session, request.typed or request.measure)
    now, team, deal = session.services.clock.now(), session.by.team, session.deal
    before = session.work.rhythms.list_readings(team, deal.id)
    reading = Reading(
        no=max((r.no for r in before), default=0) + 1,
        measure=measure.name,
        value=request.value,
        on=request.on,
        person=session.by.person,
        at=now,
    )
    session.work.keys.mark_processed(
        team, request.once, ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1), now
    )
    session.work.rhythms.insert_reading(team, deal.id, reading)
    session.note(Verb.MEASURED, f"{measure.name} {reading.value:f}")
    was, state = _state(measure, before), _state(measure, [*before, reading])
    recorded = ReadingRecorded(deal=deal, today=session.by.today, state=state, reading=reading)
    if fires_trigger(measure, before, reading):
        return _fire(session, rhythm, recorded)
    return replace(recorded, recovered=was.past and not state.past)


def find_measure(rhythm: Rhythm, name: str) -> Measure | None:
    """The measure of that name, or the only one whose name begins like that."""
    wanted = name.strip().casefold()
    exact = [m for m in rhythm.measures if m.name.casefold() == wanted]
    near = [m for m in rhythm.measures if wanted and m.name.casefold().startswith(wanted)]
    return exact[0] if exact else near[0] if len(near) == 1 else None


def _fire(session: DealSession, rhythm: Rhythm, recorded: ReadingRecorded) -> ReadingRecorded:
    measure, reading, deal = recorded.state.measure, recorded.reading, session.deal
    firing = Firing(
        measure=measure.name,
        reading=reading.no,
        on=reading.on,
        action=measure.action or measure.credit or measure.response.value,
        at=reading.at,
    )
    session.work.rhythms.insert_firing(deal.team, deal.id, firing)
    told = (
        rhythm.owner
        if rhythm.owner != session.by.person
        and may_remind(session.work, deal, rhythm, rhythm.owner)
        else None
    )
    if told is not None:
        _tell(
            session,
            told,
            TriggerFired(deal=deal, today=session.by.today, state=recorded.state),
            reading.no,
        )
    return replace(recorded, firing=firing, told=told)


def _tell(session: DealSession, person: PersonId, fired: TriggerFired, no: int) -> None:
    """At once, or on the next of the person's own days."""
    work, services, team = session.work, session.services, session.by.team
    known = work.people.find(team, person)
    at = load_delivery_hours(work, team, person, services=services).next_moment(
        services.clock.now(), services.calendar
    )
    body = services.render(fired, locale=known.locale if known else "en-US", today=fired.today)
    key = f"{reminder_post_prefix(person)}{fired.deal.id}:trigger:{no}"
    work.outbox.insert(Post(id=key, team=team, to=person, body=body, due=at, deal=fired.deal.id))
