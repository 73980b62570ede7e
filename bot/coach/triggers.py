"""Readings of the measures both sides share. A reading past its threshold fires the measure's trigger, which fires
again only after a recovery."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import MoveShown, NotDone
from bot.coach.answers.checkins import MeasuresListed, MeasureState, ReadingRecorded, TriggerFired
from bot.coach.context import DealSession, open_session
from bot.coach.hours import load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.recording import run_once_in_deal
from bot.coach.records import Post, ProcessedRequest
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

FIRINGS_LISTED = 5
"""How many of the last triggers that fired are listed."""


def list_measures(
    by: Actor, deal: DealId, typed: str = "", *, services: Services
) -> MeasuresListed | NotDone:
    """The measures and where they stand. `typed` is a line that named none of them, shown back to the person."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _list_measures(session, typed)


def _list_measures(session: DealSession, typed: str = "") -> MeasuresListed:
    rhythm = load_rhythm(session.work, session.deal)
    firings = session.work.rhythms.list_firings(session.by.team, session.deal.id)
    newest_first = tuple(reversed(firings))
    return MeasuresListed(
        deal=session.deal,
        today=session.by.today,
        states=measure_states(session.work, session.deal, rhythm),
        firings=newest_first[:FIRINGS_LISTED],
        typed=typed,
    )


def measure_states(work: UnitOfWork, deal: Deal, rhythm: Rhythm) -> tuple[MeasureState, ...]:
    """Each measure of the rhythm with its latest reading."""
    if not rhythm.measures:
        return ()
    readings = work.rhythms.list_readings(deal.team, deal.id)
    return tuple(_state_of(measure, readings) for measure in rhythm.measures)


def _state_of(measure: Measure, readings: Sequence[Reading]) -> MeasureState:
    reading = find_latest_reading(readings, measure.name)
    is_past = reading is not None and is_past_threshold(measure, reading.value)
    return MeasureState(measure=measure, reading=reading, past=is_past)


def record_reading(
    request: RecordReading, *, services: Services
) -> ReadingRecorded | MeasuresListed | MoveShown | NotDone:
    """Records a reading. Where it fires the measure's trigger, the rhythm's owner gets a message. A name that fits no
    measure is answered with the measures there are."""
    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordReading) -> ReadingRecorded | MeasuresListed:
    rhythm = load_rhythm(session.work, session.deal)
    measure = find_measure(rhythm, request.measure)
    if measure is None:
        return _list_measures(session, request.typed or request.measure)
    now, team, deal = session.services.clock.now(), session.by.team, session.deal
    before = session.work.rhythms.list_readings(team, deal.id)
    reading = Reading(
        no=max((earlier.no for earlier in before), default=0) + 1,
        measure=measure.name,
        value=request.value,
        on=request.on,
        person=session.by.person,
        at=now,
    )
    processed = ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1)
    session.work.keys.mark_processed(team, request.once, processed, now)
    session.work.rhythms.insert_reading(team, deal.id, reading)
    session.note(Verb.MEASURED, f"{measure.name} {reading.value:f}")
    was_past = _state_of(measure, before).past
    state = _state_of(measure, [*before, reading])
    recorded = ReadingRecorded(deal=deal, today=session.by.today, state=state, reading=reading)
    if fires_trigger(measure, before, reading):
        return _fire_trigger(session, rhythm, recorded)
    return replace(recorded, recovered=was_past and not state.past)


def find_measure(rhythm: Rhythm, name: str) -> Measure | None:
    """The measure of that name, else the only one whose name begins like that; None where none or several do."""
    wanted = name.strip().casefold()
    if not wanted:
        return None
    similar = [m for m in rhythm.measures if m.name.casefold().startswith(wanted)]
    for measure in similar:
        if measure.name.casefold() == wanted:
            return measure
    return similar[0] if len(similar) == 1 else None


def _fire_trigger(
    session: DealSession, rhythm: Rhythm, recorded: ReadingRecorded
) -> ReadingRecorded:
    measure, reading, deal = recorded.state.measure, recorded.reading, session.deal
    firing = Firing(
        measure=measure.name,
        reading=reading.no,
        on=reading.on,
        action=measure.action or measure.credit or measure.response.value,
        at=reading.at,
    )
    session.work.rhythms.insert_firing(deal.team, deal.id, firing)
    recorded = replace(recorded, firing=firing)
    owner = rhythm.owner
    # Whoever records the reading sees the answer, and needs no message about it.
    if owner is None or owner == session.by.person:
        return recorded
    if not may_remind(session.work, deal, rhythm, owner):
        return recorded
    fired = TriggerFired(deal=deal, today=session.by.today, state=recorded.state)
    _post_to_owner(session, owner, fired, reading.no)
    return replace(recorded, told=owner)


def _post_to_owner(
    session: DealSession, owner: PersonId, fired: TriggerFired, reading_no: int
) -> None:
    """Puts the message into the outbox: for now, or for the next of the owner's own days."""
    work, services, team = session.work, session.services, session.by.team
    hours = load_delivery_hours(work, team, owner, services=services)
    known = work.people.find(team, owner)
    post = Post(
        id=f"{reminder_post_prefix(owner)}{fired.deal.id}:trigger:{reading_no}",
        team=team,
        to=owner,
        body=services.render(fired, locale=known.locale if known else "en-US", today=fired.today),
        due=hours.next_moment(services.clock.now(), services.calendar),
        deal=fired.deal.id,
    )
    work.outbox.insert(post)
