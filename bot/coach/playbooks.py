"""Playbooks: the steps of one phase for the deal's side, with sentences filled from the deal."""

from bot.coach.actors import Actor
from bot.coach.answers.tactics import PlaybookShown, PlayStep
from bot.coach.cards import collect_blank_values, deck_for
from bot.coach.context import DealSession, session_for_reading
from bot.coach.services import Services
from bot.domain.fillings import fill_sentence
from bot.domain.ids import DealId
from bot.domain.phases import Phase, guess_phase
from bot.domain.playbook_lines import PlaybookLine, merge_lines

LEARNED_SHOWN = 8
"""Lines of the workspace's own that are shown."""


def show_playbook(
    actor: Actor, deal: DealId, phase: Phase | None, *, services: Services
) -> PlaybookShown:
    """One phase of the playbook; where none is named, the one that the ledger looks like."""
    with session_for_reading(services, actor, deal) as session:
        # Most people do not say where they are in a deal; the ledger shows it.
        named = phase or guess_phase(session.deal, session.ledger, actor.today)
        stage = services.playbook(actor.locale, session.deal.side)[named]
        blanks = collect_blank_values(session)
        steps = [
            PlayStep(
                do=step.do,
                said=fill_sentence(step.say, blanks),
                cards=deck_for(session).select_cards(step.cards),
            )
            for step in stage.steps
        ]
        lines = _list_lines(session)
        return PlaybookShown(
            deal=session.deal,
            phase=named,
            goal=stage.goal,
            steps=tuple(steps),
            guessed=phase is None,
            learned=merge_lines(lines)[:LEARNED_SHOWN],
            debriefs=len({line.deal for line in lines}),
            since=min((line.on for line in lines), default=None),
        )


def _list_lines(session: DealSession) -> list[PlaybookLine]:
    """What debriefs added for the deal's side: the lines of its trade, and those of no trade."""
    lines = session.work.learning.list_lines(session.by.team, session.deal.side)
    return [line for line in lines if line.industry in (None, session.deal.industry)]
