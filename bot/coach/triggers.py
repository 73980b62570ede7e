"""Readings of the measures both sides share. A reading past a threshold sets off what was agreed, once, and again only
after a recovery; a reading that was wrong is corrected by another one."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.checkins import (
    MeasuresListed,
    ReadingAsked,
    ReadingQuestion,
    ReadingRecorded,
    ReadingToCorrect,
    TriggerFired,
)
from bot.coach.context import DealSession, record_in_deal, session_for_preview, session_for_reading
from bot.coach.notices import post_reminder
from bot.coach.recipients import find_addressees
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.watched import list_states_of, list_watched_states
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.levels import PERCENT, LevelOutOfBounds, check_level
from bot.domain.rhythms import Rhythm
from bot.domain.triggers import (
    Consequence,
    Firing,
    Reading,
    find_consequences,
    find_watched,
    is_back_within,
    list_corrected_numbers,
    list_counted_readings,
    list_watched_names,
)
from bot.language.levels import normalize_level_unit
from bot.language.measurements import Measurement, find_similar_name, read_measurement

FIRINGS_LISTED = 5
"""How many of the last triggers that fired are listed."""
READINGS_LISTED = 5
"""How many readings of a measure are named where none of them is the one meant."""


def list_measures(actor: Actor, deal: DealId, *, services: Services) -> MeasuresListed:
    """All that is watched and where it stands, and what fired last."""
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
        states=list_watched_states(session.work, session.deal, rhythm),
        names=tuple(list_watched_names(rhythm)),
        firings=newest_first[:FIRINGS_LISTED],
        typed=typed,
    )


def record_typed_reading(
    actor: Actor, deal: DealId, text: str, *, typed: str, once: str, services: Services
) -> ReadingRecorded | ReadingAsked | MeasuresListed:
    """The same for a line as it was typed."""
    with session_for_reading(services, actor, deal) as session:
        names = list_watched_names(load_rhythm(session.work, session.deal))
        measurement = read_measurement(text, actor.locale, actor.today, names)
        if not names:
            return _list_measures(session, typed)
        if measurement.withdrawn and not measurement.name:
            return _ask(session, ReadingQuestion.WITHDRAW_WHICH, typed, names[0])
        if measurement.flaw is not None:
            question = ReadingQuestion(measurement.flaw.value)
            return _ask(session, question, typed, measurement.name)
    return record_reading(actor, deal, measurement, typed=typed, once=once, services=services)


def _ask(
    session: DealSession,
    question: ReadingQuestion,
    typed: str,
    name: str,
    readings: Sequence[Reading] = (),
) -> ReadingAsked:
    watched = find_watched(load_rhythm(session.work, session.deal), name)
    counted = list_counted_readings(readings, name)
    return ReadingAsked(
        deal=session.deal,
        question=question,
        typed=typed,
        name=watched[0].name if watched else name,
        unit=_unit_of(load_rhythm(session.work, session.deal), name),
        readings=tuple(reversed(counted[-READINGS_LISTED:])),
    )


def _unit_of(rhythm: Rhythm, name: str) -> str:
    """The unit that all of that name are in; "" where none says one."""
    return next((each.unit for each in find_watched(rhythm, name) if each.unit), "")


def record_reading(
    actor: Actor,
    deal: DealId,
    measurement: Measurement,
    *,
    typed: str = "",
    once: str,
    services: Services,
) -> ReadingRecorded | ReadingAsked | MeasuresListed:
    """Records a reading, or the correction of one. Where it sets something off, the rhythm's owner gets a message, or
    who comes after them. A name that fits no measure is answered with the measures there are; `typed` goes back to the
    person then."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP, typed=typed) as session:
        rhythm = load_rhythm(session.work, session.deal)
        name = _find_name(rhythm, measurement.name)
        if not name:
            return _list_measures(session, typed or measurement.name)
        earlier = session.work.rhythms.list_readings(actor.team, deal)
        question = _find_question(rhythm, name, measurement)
        if question is not None:
            return _ask(session, question, typed, name)
        corrected = _find_corrected(earlier, name, measurement)
        if corrected is None and measurement.corrects:
            nothing = (
                ReadingQuestion.NOTHING_TO_WITHDRAW
                if measurement.withdrawn
                else ReadingQuestion.NOTHING_TO_CORRECT
            )
            return _ask(session, nothing, typed, name, earlier)
        reading = _make_reading(session, name, measurement, earlier, corrected)
        session.mark_processed(once)
        session.work.rhythms.insert_reading(actor.team, deal, reading)
        recorded = _follow_reading(session, rhythm, reading, earlier, corrected, measurement)
        said = _describe_reading(reading, corrected)
        fired = recorded.firing or recorded.taken_back
        if fired is None:
            session.write_audit(Verb.MEASURED, said)
        else:
            sign = "-" if recorded.firing is None else ""
            session.write_audit(Verb.TRIGGERED, f"{said}: {sign}{_describe_firing(fired)}")
        return recorded


def preview_correction(
    actor: Actor, deal: DealId, no: int, *, services: Services
) -> ReadingToCorrect:
    """What a form that corrects a reading starts from. Refused where the reading counts no more."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        reading = _find_counted(session, no)
        rhythm = load_rhythm(session.work, session.deal)
        return ReadingToCorrect(
            deal=session.deal, reading=reading, unit=_unit_of(rhythm, reading.measure)
        )


def _find_counted(session: DealSession, no: int) -> Reading:
    readings = session.work.rhythms.list_readings(session.by.team, session.deal.id)
    for reading in readings:
        if reading.no == no and reading in list_counted_readings(readings, reading.measure):
            return reading
    raise Refused(why=RefusalReason.CHANGED, deal=session.deal)


def correct_reading(
    actor: Actor, deal: DealId, no: int, value: Decimal | None, *, once: str, services: Services
) -> ReadingRecorded | ReadingAsked | MeasuresListed:
    """Records that a reading stood at `value` instead; without one nothing takes its place. Refused where it counts no
    more."""
    with session_for_reading(services, actor, deal) as session:
        wrong = _find_counted(session, no)
    measurement = Measurement(
        name=wrong.measure,
        value=value,
        on=wrong.on,
        since=wrong.since,
        corrects=True,
        instead_of=wrong.value,
        withdrawn=value is None,
        dated=True,
    )
    return record_reading(actor, deal, measurement, once=once, services=services)


def ask_what_to_remove(
    actor: Actor, deal: DealId, *, typed: str, services: Services
) -> ReadingAsked | MeasuresListed:
    """Asks which reading, or which measure, a line means that takes one away and does not say which."""
    with session_for_reading(services, actor, deal) as session:
        names = list_watched_names(load_rhythm(session.work, session.deal))
        if not names:
            return _list_measures(session, typed)
        return _ask(session, ReadingQuestion.WITHDRAW_WHICH, typed, names[0])


def restore_reading(
    actor: Actor, deal: DealId, no: int, *, once: str, services: Services
) -> ReadingRecorded | ReadingAsked | MeasuresListed:
    """Records a reading again that was taken away. Refused where it was not, or was recorded again since."""
    with session_for_reading(services, actor, deal) as session:
        readings = session.work.rhythms.list_readings(actor.team, deal)
        taken = next((each for each in readings if each.no == no and not each.withdrawn), None)
        is_gone = any(each.corrects == no and each.withdrawn for each in readings)
        if taken is None or not is_gone:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        counted = list_counted_readings(readings, taken.measure)
        if any((each.on, each.since) == (taken.on, taken.since) for each in counted):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    measurement = Measurement(
        name=taken.measure, value=taken.value, on=taken.on, since=taken.since, dated=True
    )
    return record_reading(actor, deal, measurement, once=once, services=services)


def _find_name(rhythm: Rhythm, typed: str) -> str:
    """The name of what is watched that was meant; "" where none or several were."""
    names = list_watched_names(rhythm)
    wanted = typed.strip().casefold()
    exact = [name for name in names if name.casefold() == wanted]
    return exact[0] if exact else find_similar_name(typed.strip(), names)


def _find_question(rhythm: Rhythm, name: str, measurement: Measurement) -> ReadingQuestion | None:
    """What has to be asked before a reading of that name is recorded."""
    unit = _unit_of(rhythm, name)
    said = normalize_level_unit(measurement.unit)
    # A share is never something else, and the other way round; `99 pts` and `99 points` are alike.
    if said and unit and (said == PERCENT) is not (normalize_level_unit(unit) == PERCENT):
        return ReadingQuestion.OTHER_UNIT
    if (
        said
        and unit
        and said.casefold() not in unit.casefold()
        and unit.casefold() not in said.casefold()
    ):
        return ReadingQuestion.OTHER_UNIT
    if measurement.value is None:
        return None if measurement.withdrawn else ReadingQuestion.NO_NUMBER
    try:
        check_level(measurement.value, normalize_level_unit(unit))
    except LevelOutOfBounds:
        return ReadingQuestion.OUT_OF_BOUNDS
    return None


def _find_corrected(
    earlier: Sequence[Reading], name: str, measurement: Measurement
) -> Reading | None:
    """The reading that a new one stands for: the one that the line names; of a period without such words that of the
    same period, since a period has one reading."""
    counted = list_counted_readings(earlier, name)
    if not measurement.corrects:
        same = [r for r in counted if _is_same_period(r, measurement)]
        return same[-1] if same else None
    if measurement.instead_of is not None:
        counted = [r for r in counted if r.value == measurement.instead_of]
    if measurement.dated:
        counted = [
            r
            for r in counted
            if _is_same_period(r, measurement)
            or (r.since is None and measurement.since is None and r.on == measurement.on)
        ]
    return counted[-1] if counted else None


def _is_same_period(reading: Reading, measurement: Measurement) -> bool:
    if measurement.since is None or reading.since != measurement.since:
        return False
    # One that was recorded before its period was over ended on the day of recording.
    return reading.on == measurement.on or reading.on == reading.at.date()


def _make_reading(
    session: DealSession,
    name: str,
    measurement: Measurement,
    earlier: Sequence[Reading],
    corrected: Reading | None,
) -> Reading:
    value, on, since = measurement.value, measurement.on, measurement.since
    if corrected is not None and not measurement.dated:
        on, since = corrected.on, corrected.since
    if value is None:
        # Only one that is withdrawn has none of its own.
        value = corrected.value if corrected is not None else Decimal(0)
    return Reading(
        no=max((reading.no for reading in earlier), default=0) + 1,
        measure=name,
        value=value,
        on=on,
        since=since,
        person=session.by.person,
        at=session.services.clock.now(),
        corrects=None if corrected is None else corrected.no,
        withdrawn=measurement.withdrawn,
    )


def _describe_reading(reading: Reading, corrected: Reading | None) -> str:
    """The reading as the ledger's log keeps it."""
    if corrected is None:
        return f"{reading.measure} {reading.value:f}"
    if reading.withdrawn:
        return f"{reading.measure} -{corrected.value:f}"
    return f"{reading.measure} {corrected.value:f} → {reading.value:f}"


def _follow_reading(
    session: DealSession,
    rhythm: Rhythm,
    reading: Reading,
    earlier: Sequence[Reading],
    corrected: Reading | None,
    measurement: Measurement,
) -> ReadingRecorded:
    """What comes of a reading that was recorded."""
    readings = [*earlier, reading]
    recorded = ReadingRecorded(
        deal=session.deal,
        today=session.by.today,
        states=list_states_of(find_watched(rhythm, reading.measure), readings),
        reading=reading,
        unit=_unit_of(rhythm, reading.measure),
        recovered=is_back_within(rhythm, earlier, reading),
        corrected=corrected,
        not_used=measurement.not_read,
    )
    consequences = find_consequences(rhythm, earlier, reading)
    if consequences:
        return _fire(session, rhythm, recorded, consequences)
    if corrected is not None and not any(state.past for state in recorded.states):
        return _take_back(session, rhythm, recorded)
    return recorded


def _fire(
    session: DealSession,
    rhythm: Rhythm,
    recorded: ReadingRecorded,
    consequences: tuple[Consequence, ...],
) -> ReadingRecorded:
    """Remembers what a reading set off, and tells whoever is to hear of it."""
    reading, deal = recorded.reading, session.deal
    first = consequences[0]
    firing = Firing(
        measure=reading.measure,
        reading=reading.no,
        on=reading.on,
        action=first.terms or first.credit or first.response.value,
        at=reading.at,
        consequences=consequences,
    )
    session.work.rhythms.insert_firing(deal.team, deal.id, firing)
    recorded = replace(recorded, firing=firing, their_owner=rhythm.their_owner)
    return _tell(session, rhythm, recorded, consequences)


def _describe_firing(firing: Firing) -> str:
    said = [
        f"{each.response} ({each.standing} {each.edge:f} {each.unit}".rstrip() + ")"
        for each in firing.consequences
    ]
    return ", ".join(said)


def _take_back(session: DealSession, rhythm: Rhythm, recorded: ReadingRecorded) -> ReadingRecorded:
    """What a reading had set off was a mistake where its correction leaves nothing past its edge."""
    deal, reading = session.deal, recorded.reading
    firings = session.work.rhythms.list_firings(deal.team, deal.id)
    readings = session.work.rhythms.list_readings(deal.team, deal.id)
    before = list_corrected_numbers(readings, reading)
    standing = [
        firing for firing in firings if firing.taken_back is None and firing.reading in before
    ]
    if not standing:
        return recorded
    session.work.rhythms.take_back_firing(deal.team, deal.id, standing[0].reading, by=reading.no)
    recorded = replace(
        recorded, taken_back=standing[0], recovered=False, their_owner=rhythm.their_owner
    )
    return _tell(session, rhythm, recorded, standing[0].consequences, taken_back=True)


def _tell(
    session: DealSession,
    rhythm: Rhythm,
    recorded: ReadingRecorded,
    consequences: tuple[Consequence, ...],
    *,
    taken_back: bool = False,
) -> ReadingRecorded:
    """Tells the owner of the rhythm, or who comes after them and whom a message reaches. Whoever recorded the reading
    sees the answer, and needs no message about it."""
    candidates = [rhythm.owner, *(rung.person for rung in rhythm.escalation)]
    people = [person for person in dict.fromkeys(candidates) if person]
    if session.by.person in people[:1]:
        return recorded
    found = find_addressees(session.work, session.deal, session.by.today, turn=people)
    reached = [person for person in found if person != session.by.person]
    if people and people[0] not in reached[:1]:
        recorded = replace(recorded, unreached=people[0])
    if not reached:
        return recorded
    fired = TriggerFired(
        deal=session.deal,
        today=session.by.today,
        reading=recorded.reading,
        unit=recorded.unit,
        consequences=consequences,
        taken_back=taken_back,
    )
    key = f"trigger:{recorded.reading.no}"
    for person in reached:
        post_reminder(session.services, session.work, session.deal, person, fired, key)
    # The last one is there; those before are away, and hear of it when they are back.
    return replace(recorded, told=reached[-1])
