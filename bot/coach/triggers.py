"""Readings of the measures both sides share, and the triggers they fire: once, and again only after a recovery."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.access import Need
from bot.coach.acts import once_in_book
from bot.coach.answers import MoveShown, NotDone
from bot.coach.answers.checkins import MeasuresListed, MeasureState, ReadingRecorded, TriggerFired
from bot.coach.book import Book, opened
from bot.coach.desk import Desk
from bot.coach.hours import hours_of
from bot.coach.ports import Once, Post, Work
from bot.coach.requests import Actor
from bot.coach.requests.checkins import RecordReading
from bot.coach.rhythms import posts_to, rhythm_of, wants
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.rhythms import Measure, Rhythm
from bot.domain.triggers import Firing, Reading, fires, latest, past

LATELY = 5
"""How many triggers that fired are listed."""


def listed(by: Actor, deal: DealId, typed: str = "", *, desk: Desk) -> MeasuresListed | NotDone:
    """The measures and where they stand; `typed` is a line that named none of them."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _listed(book, typed)


def _listed(book: Book, typed: str = "") -> MeasuresListed:
    rhythm = rhythm_of(book.work, book.deal)
    return MeasuresListed(
        deal=book.deal,
        today=book.by.today,
        states=states(book.work, book.deal, rhythm),
        firings=tuple(reversed(book.work.firings(book.by.team, book.deal.id)))[:LATELY],
        typed=typed,
    )


def states(work: Work, deal: Deal, rhythm: Rhythm) -> tuple[MeasureState, ...]:
    """Each measure with its latest reading."""
    readings = work.measured(deal.team, deal.id) if rhythm.measures else ()
    return tuple(_state(measure, readings) for measure in rhythm.measures)


def _state(measure: Measure, readings: Sequence[Reading]) -> MeasureState:
    reading = latest(readings, measure.name)
    return MeasureState(
        measure=measure, reading=reading, past=reading is not None and past(measure, reading.value)
    )


def record_reading(
    request: RecordReading, *, desk: Desk
) -> ReadingRecorded | MeasuresListed | MoveShown | NotDone:
    """Keeps a reading; where it fires the measure's trigger, the owner of the rhythm hears of it."""
    return once_in_book(desk, request, lambda book: _record(book, request))


def _record(book: Book, request: RecordReading) -> ReadingRecorded | MeasuresListed:
    rhythm = rhythm_of(book.work, book.deal)
    measure = named(rhythm, request.measure)
    if measure is None:
        return _listed(book, request.typed or request.measure)
    now, team, deal = book.desk.clock.now(), book.by.team, book.deal
    before = book.work.measured(team, deal.id)
    reading = Reading(
        no=max((r.no for r in before), default=0) + 1,
        measure=measure.name,
        value=request.value,
        on=request.on,
        person=book.by.person,
        at=now,
    )
    book.work.take(team, request.once, Once(deal=deal.id, seq=book.glance.entries + 1), now)
    book.work.add_reading(team, deal.id, reading)
    book.note(Verb.MEASURED, f"{measure.name} {reading.value:f}")
    was, state = _state(measure, before), _state(measure, [*before, reading])
    recorded = ReadingRecorded(deal=deal, today=book.by.today, state=state, reading=reading)
    if fires(measure, before, reading):
        return _fire(book, rhythm, recorded)
    return replace(recorded, recovered=was.past and not state.past)


def named(rhythm: Rhythm, name: str) -> Measure | None:
    """The measure of that name, or the only one whose name begins like that."""
    wanted = name.strip().casefold()
    exact = [m for m in rhythm.measures if m.name.casefold() == wanted]
    near = [m for m in rhythm.measures if wanted and m.name.casefold().startswith(wanted)]
    return exact[0] if exact else near[0] if len(near) == 1 else None


def _fire(book: Book, rhythm: Rhythm, recorded: ReadingRecorded) -> ReadingRecorded:
    measure, reading, deal = recorded.state.measure, recorded.reading, book.deal
    firing = Firing(
        measure=measure.name,
        reading=reading.no,
        on=reading.on,
        action=measure.action or measure.credit or measure.response.value,
        at=reading.at,
    )
    book.work.add_firing(deal.team, deal.id, firing)
    told = (
        rhythm.owner
        if rhythm.owner != book.by.person and wants(book.work, deal, rhythm, rhythm.owner)
        else None
    )
    if told is not None:
        _tell(
            book,
            told,
            TriggerFired(deal=deal, today=book.by.today, state=recorded.state),
            reading.no,
        )
    return replace(recorded, firing=firing, told=told)


def _tell(book: Book, person: PersonId, fired: TriggerFired, no: int) -> None:
    """At once, or on the next of the person's own days."""
    work, desk, team = book.work, book.desk, book.by.team
    known = work.person(team, person)
    at = hours_of(work, team, person, desk=desk).next_moment(desk.clock.now(), desk.calendar)
    body = desk.render(fired, locale=known.locale if known else "en-US", today=fired.today)
    key = f"{posts_to(person)}{fired.deal.id}:trigger:{no}"
    work.post(Post(id=key, team=team, to=person, body=body, due=at, deal=fired.deal.id))
