"""The rhythm of a deal: its steps, its one page, and who is reminded. Everybody in the deal sees it; whoever may record
changes it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.coach.access import MAY, Need
from bot.coach.answers import NotDone, Why
from bot.coach.answers.rhythms import Rhythmic, RhythmLine, RhythmPage, RhythmShown, RhythmStepShown
from bot.coach.book import Book, about_to, opened
from bot.coach.desk import Desk, once
from bot.coach.ports import Once, Work
from bot.coach.requests import Actor
from bot.coach.requests.rhythms import PutRhythmEntry, SetRhythmStep
from bot.coach.timetable import next_planned, replan, set_schedules
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.rhythms import MOST_ENTRIES, Rhythm, RhythmStep, completeness

FIELDS = {
    RhythmStep.CADENCE: ("cadence", "agenda", "country"),
    RhythmStep.OWNERS: ("owner", "their_owner", "decisions", "disputes"),
    RhythmStep.ESCALATION: ("escalation",),
    RhythmStep.DATES: ("renewal", "notice", "credits"),
    RhythmStep.GATES: ("gates",),
    RhythmStep.EXITS: ("exits",),
}
"""What of a rhythm each step that is one form sets."""


def show(by: Actor, deal: DealId, *, desk: Desk) -> RhythmShown | NotDone:
    """The rhythm's steps, and what they still lack."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _shown(book)


def _shown(book: Book, saved: RhythmStep | None = None) -> RhythmShown:
    rhythm = rhythm_of(book.work, book.deal)
    counted_on = dict.fromkeys((rhythm.owner, *(rung.person for rung in rhythm.escalation)))
    return RhythmShown(
        deal=book.deal,
        today=book.by.today,
        steps=completeness(rhythm),
        rhythm=rhythm,
        coming=next_planned(book.work.checkins(book.by.team, book.deal.id), book.by.today),
        mine=Need.RECORD in MAY[book.role],
        reminded=book.by.person in rhythm.reminded,
        unreminded=tuple(
            person for person in counted_on if person and person not in rhythm.reminded
        ),
        saved=saved,
    )


def rhythm_of(work: Work, deal: Deal) -> Rhythm:
    """The deal's rhythm; an empty one where none was begun."""
    return work.rhythm(deal.team, deal.id) or Rhythm()


def show_step(
    by: Actor, deal: DealId, step: RhythmStep, *, desk: Desk
) -> RhythmStepShown | NotDone:
    """One step of the rhythm in full."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        mine = Need.RECORD in MAY[book.role]
        return RhythmStepShown(
            deal=book.deal, step=step, rhythm=rhythm_of(work, book.deal), mine=mine
        )


def rhythmic(by: Actor, deal: DealId, *, desk: Desk) -> Rhythmic | NotDone:
    """What a form of the rhythm starts from, for those who may change it."""
    with about_to(desk, by, deal, Need.RECORD) as book:
        if isinstance(book, NotDone):
            return book
        return Rhythmic(deal=book.deal, today=by.today, rhythm=rhythm_of(book.work, book.deal))


def page(by: Actor, deal: DealId, *, desk: Desk) -> RhythmPage | NotDone:
    """The rhythm on one page."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return (
            book if isinstance(book, NotDone) else replace(page_of(work, book.deal), today=by.today)
        )


def page_of(work: Work, deal: Deal) -> RhythmPage:
    """The same for the operator of the store. Its day is the deal's first; the caller knows today."""
    rhythm = rhythm_of(work, deal)
    people = dict.fromkeys(
        filter(None, (rhythm.owner, *(rung.person for rung in rhythm.escalation)))
    )
    known = [(person, work.person(deal.team, person)) for person in people]
    names = tuple((person, found.name) for person, found in known if found is not None)
    return RhythmPage(deal=deal, today=deal.opened_at.date(), rhythm=rhythm, names=names)


def line_of(book: Book) -> str:
    """The rhythm in one line, as an offer carries it; "" where nobody set how often."""
    rhythm = rhythm_of(book.work, book.deal)
    if rhythm.cadence is None:
        return ""
    said = book.desk.render(RhythmLine(rhythm=rhythm), locale=book.by.locale, today=book.by.today)
    return str(json.loads(said)["text"])


def outside(
    by: Actor, deal: DealId, people: Iterable[PersonId], *, desk: Desk
) -> frozenset[PersonId]:
    """Those of the people who were taken out of the deal: they cannot own anything of its rhythm. Whoever is named
    without having taken part yet hears nothing before they ask to be reminded, in the deal's own channel."""
    with desk.store.reading() as work:
        return frozenset(
            person for person in people if work.role(by.team, deal, person) is Role.NOBODY
        )


def set_step(request: SetRhythmStep, *, desk: Desk) -> RhythmShown | NotDone:
    """Sets a step that is one form."""
    fields = FIELDS[request.step]

    def change(rhythm: Rhythm) -> Rhythm:
        said = {name: getattr(request.filled, name) for name in fields}
        zone = request.zone if rhythm.version == 0 else rhythm.zone
        return replace(rhythm, zone=zone, **said)

    return _change(desk, request, change)


def put_entry(request: PutRhythmEntry, *, desk: Desk) -> RhythmShown | NotDone:
    """Adds, replaces or takes away one entry of a step that is a list."""
    name = request.step.value

    def change(rhythm: Rhythm) -> Rhythm:
        entries = list(getattr(rhythm, name))
        at = len(entries) if request.at is None else request.at
        entries[at : at + 1] = [] if request.entry is None else [request.entry]
        return replace(rhythm, **{name: tuple(entries[:MOST_ENTRIES])})  # type: ignore[arg-type] # by name

    return _change(desk, request, change)


def _change(
    desk: Desk, request: SetRhythmStep | PutRhythmEntry, change: Callable[[Rhythm], Rhythm]
) -> RhythmShown | NotDone:
    key = f"{request.by.person}:{request.once}"

    def act(work: Work) -> RhythmShown | NotDone:
        book = opened(desk, work, request.by, request.deal, Need.RECORD)
        if isinstance(book, NotDone):
            return book
        rhythm = rhythm_of(work, book.deal)
        if rhythm.version != request.version:
            return NotDone(why=Why.CHANGED, deal=book.deal)
        book.work.take(request.by.team, key, Once(deal=book.deal.id, seq=0), desk.clock.now())
        save(book, change(rhythm))
        book.note(Verb.SET, f"rhythm: {request.step}")
        return _shown(book, request.step)

    def again(work: Work, taken: Once) -> RhythmShown | NotDone:
        book = opened(desk, work, request.by, taken.deal, Need.READ)
        return book if isinstance(book, NotDone) else _shown(book, request.step)

    return once(desk, request.by, key, act, again)


def save(book: Book, rhythm: Rhythm) -> None:
    """Keeps the next version of the rhythm; its check-ins and reminders follow it."""
    before, after = rhythm_of(book.work, book.deal), replace(rhythm, version=rhythm.version + 1)
    book.work.save_rhythm(book.by.team, book.deal.id, after)
    replan(book.work, book.deal, after, before, desk=book.desk)


def remind(by: Actor, deal: DealId, *, on: bool, zone: str, desk: Desk) -> RhythmShown | NotDone:
    """The person wants to be reminded by direct message of what the rhythm counts on them for, or no more."""

    def act(work: Work) -> RhythmShown | NotDone:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        if work.role(by.team, deal, by.person) is None:
            work.give_role(by.team, deal, by.person, book.role)
        rhythm = rhythm_of(work, book.deal)
        if (by.person in rhythm.reminded) is not on:
            people = rhythm.reminded | {by.person} if on else rhythm.reminded - {by.person}
            save(
                book, replace(rhythm, reminded=people, zone=rhythm.zone if rhythm.version else zone)
            )
        return _shown(book)

    return once(desk, by, f"remind:{by.person}:{deal}", act, lambda work, _: act(work))


def posts_to(person: PersonId) -> str:
    """What the ids of all reminders to a person begin with, so that those on their way can be held back."""
    return f"rhythm:{person}:"


def stop_reminding(work: Work, by: Actor, *, desk: Desk) -> None:
    """No rhythm of the person's deals reminds them any more; their turns go to the next ones."""
    for mine in work.deals_of(by.team, by.person):
        rhythm = work.rhythm(by.team, mine.deal.id)
        if rhythm is not None and by.person in rhythm.reminded:
            fewer = replace(
                rhythm, reminded=rhythm.reminded - {by.person}, version=rhythm.version + 1
            )
            work.save_rhythm(by.team, mine.deal.id, fewer)
            set_schedules(work, mine.deal, fewer, desk=desk, but=[by.person])


def wants(work: Work, deal: Deal, rhythm: Rhythm, person: PersonId | None) -> bool:
    """Whether somebody may be reminded by direct message: a member who takes part in the deal and said yes."""
    if person is None or person not in rhythm.reminded:
        return False
    known = work.person(deal.team, person)
    role = work.role(deal.team, deal.id, person)
    return known is not None and known.member and role is not None and role is not Role.NOBODY
