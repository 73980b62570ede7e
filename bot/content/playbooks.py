"""Playbooks from TOML files: one for each side, with a table for each phase."""

from bot.content.parsing import (
    Table,
    UnreadableContent,
    parse_toml,
    report_unreadable,
    take_tables,
    take_text,
    take_texts,
)
from bot.domain.cards import Deck
from bot.domain.fillings import parse_sentence
from bot.domain.phases import Phase
from bot.domain.playbooks import Playbook, PlaybookStage, PlaybookStep

STEPS_AT_MOST = 7
TEXT_AT_MOST = 500
"""How long a phase and its texts may be, so that a phase fits into one message."""


def parse_playbook(text: str, deck: Deck) -> Playbook:
    """The playbook of a file. Raises `UnreadableContent` where it lacks a phase, names a card that
    is not in the deck, or says too much."""
    with report_unreadable("playbook"):
        tables = parse_toml(text)
        stages = {}
        for phase in Phase:
            table = tables.pop(phase.value)
            if not isinstance(table, dict):
                raise TypeError(f"{phase} is not a table")
            stages[phase] = _build_stage(phase, table)
    if tables:
        raise UnreadableContent(f"unknown phases: {', '.join(tables)}")
    steps = [step for stage in stages.values() for step in stage.steps]
    missing = {id_ for step in steps for id_ in step.cards if deck.find_card(id_) is None}
    if missing:
        raise UnreadableContent(f"unknown cards: {', '.join(missing)}")
    return stages


def _build_stage(phase: Phase, table: Table) -> PlaybookStage:
    steps = take_tables(table, "step")
    if not 0 < len(steps) <= STEPS_AT_MOST:
        raise ValueError(f"{phase} has not 1 to {STEPS_AT_MOST} steps")
    return PlaybookStage(
        phase=phase,
        goal=take_text(table, "goal", most=TEXT_AT_MOST),
        steps=tuple(map(_build_step, steps)),
    )


def _build_step(table: Table) -> PlaybookStep:
    say = take_text(table, "say", most=TEXT_AT_MOST) if "say" in table else ""
    return PlaybookStep(
        do=take_text(table, "do", most=TEXT_AT_MOST),
        say=parse_sentence(say),
        cards=take_texts(table, "cards"),
    )
