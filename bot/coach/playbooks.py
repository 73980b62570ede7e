"""Playbooks: the steps of one phase for the deal's side, with sentences filled from the deal."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone
from bot.coach.answers.tactics import PlaybookShown, PlayStep
from bot.coach.cards import collect_blank_values, deck_for
from bot.coach.context import DealSession, open_session
from bot.coach.services import Services
from bot.domain.fillings import BlankValues, fill_sentence
from bot.domain.ids import DealId
from bot.domain.phases import Phase, guess_phase
from bot.domain.playbooks import PlaybookStep


def show_playbook(
    by: Actor, deal: DealId, phase: Phase | None, *, services: Services
) -> PlaybookShown | NotDone:
    """One phase of the playbook; where none is named, the one that the ledger looks like."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _shown(session, phase)


def _shown(session: DealSession, phase: Phase | None) -> PlaybookShown:
    named = phase or guess_phase(session.deal, session.ledger, session.by.today)
    stage = session.services.playbook(session.by.locale, session.deal.side)[named]
    knows = collect_blank_values(session)
    return PlaybookShown(
        deal=session.deal,
        phase=named,
        goal=stage.goal,
        steps=tuple(_step(session, step, knows) for step in stage.steps),
        guessed=phase is None,
    )


def _step(session: DealSession, step: PlaybookStep, knows: BlankValues) -> PlayStep:
    return PlayStep(
        do=step.do,
        said=fill_sentence(step.say, knows),
        cards=deck_for(session).select_cards(step.cards),
    )
