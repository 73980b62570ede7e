"""Playbooks: the steps of one phase for the deal's side, with sentences filled from the deal."""

from bot.coach.access import Need
from bot.coach.answers import NotDone
from bot.coach.answers.tactics import PlaybookShown, PlayStep
from bot.coach.book import Book, opened
from bot.coach.cards import deck_of, known
from bot.coach.desk import Desk
from bot.coach.requests import Actor
from bot.domain.fillings import Known, fill
from bot.domain.ids import DealId
from bot.domain.phases import Phase, phase_of
from bot.domain.playbooks import Step


def show_playbook(
    by: Actor, deal: DealId, phase: Phase | None, *, desk: Desk
) -> PlaybookShown | NotDone:
    """One phase of the playbook; where none is named, the one that the ledger looks like."""
    with desk.store.reading() as work:
        book = opened(desk, work, by, deal, Need.READ)
        return book if isinstance(book, NotDone) else _shown(book, phase)


def _shown(book: Book, phase: Phase | None) -> PlaybookShown:
    named = phase or phase_of(book.deal, book.ledger, book.by.today)
    stage = book.desk.playbook(book.by.locale, book.deal.side)[named]
    knows = known(book)
    return PlaybookShown(
        deal=book.deal,
        phase=named,
        goal=stage.goal,
        steps=tuple(_step(book, step, knows) for step in stage.steps),
        guessed=phase is None,
    )


def _step(book: Book, step: Step, knows: Known) -> PlayStep:
    return PlayStep(do=step.do, said=fill(step.say, knows), cards=deck_of(book).among(step.cards))
