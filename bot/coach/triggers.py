"""Readings of the measures both sides share. A reading past its threshold fires the measure's trigger, which fires
again only after a recovery."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.checkins import MeasuresListed, MeasureState, ReadingRecorded, TriggerFired
from bot.coach.context import DealSession, record_in_deal, session_for_reading
from bot.coach.hours import load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.records import Post
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
from bot.language.measurements import Measurement

FIRINGS_LISTED = 5
"""How many of the last triggers that fired are listed."""


def list_measures(actor: Actor, deal: DealId, *, services: Services) -> MeasuresListed:
    """The measures and where they stand, and the triggers that fired last."""
    with session_for_reading(services, actor, deal) as session:
        return _list_measures(session)


def _list_measures(session: DealSession, typed: str = "") -> MeasuresListed:
    """The same; `typed` is a line that named none of them, shown back to the person."""
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
    actor: Actor,
    deal: DealId,
    measurement: Measurement,
    *,
    typed: str = "",
    once: str,
    services: Services,
) -> ReadingRecorded | MeasuresListed:
    """Records a reading. Where it fires the measure's trigger, the rhythm's owner gets a message. A name that fits no
    measure is answered with the measures there are; `typed` goes back to the person then."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        measure = find_measure(rhythm, measurement.name)
        if measure is None:
            return _list_measures(session, typed or measurement.name)
        earlier = session.work.rhythms.list_readings(actor.team, deal)
        reading = Reading(
            no=max((reading.no for reading in earlier), default=0) + 1,
            measure=measure.name,
            value=measurement.value,
            on=measurement.on,
            person=actor.person,
            at=services.clock.now(),
        )
        session.mark_processed(once)
        session.work.rhythms.insert_reading(actor.team, deal, reading)
        session.write_audit(Verb.MEASURED, f"{measure.name} {reading.value:f}")
        was_past = _state_of(measure, earlier).past
        state = _state_of(measure, [*earlier, reading])
        recorded = ReadingRecorded(
            deal=session.deal, today=actor.today, state=state, reading=reading
        )
        if fires_trigger(measure, earlier, reading):
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
