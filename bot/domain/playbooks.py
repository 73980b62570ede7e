"""Playbooks: what to do step by step on one side of the table, phase by phase, in files that people edit."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.cards import Deck
from bot.domain.fillings import SentencePart, parse_sentence
from bot.domain.phases import Phase

STEPS_AT_MOST = 7
TEXT_AT_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookStep:
    """One thing to do: a sentence to say where there is one, and the cards that help."""

    do: str
    say: tuple[SentencePart, ...]
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookStage:
    """One phase of a playbook: what it is for, and its steps in order."""

    phase: Phase
    goal: str
    steps: tuple[PlaybookStep, ...]


Playbook = Mapping[Phase, PlaybookStage]


class UnreadablePlaybook(ValueError):
    """A playbook's file lacks a phase, names a card that is not there, or says too much."""


def read_playbook(text: str, deck: Deck) -> Playbook:
    """The playbook that a TOML file describes: a table for each phase. Raises `UnreadablePlaybook`."""
    try:
        tables = tomllib.loads(text)
        stages = {phase: _stage(phase, tables[phase.value]) for phase in Phase}
    except (KeyError, TypeError, ValueError) as reason:
        raise UnreadablePlaybook(str(reason)) from reason
    lost = {
        id_
        for stage in stages.values()
        for step in stage.steps
        for id_ in step.cards
        if deck.card(id_) is None
    }
    if lost or len(tables) > len(stages):
        raise UnreadablePlaybook(f"unknown: {', '.join(lost or set(tables) - set(Phase))}")
    return stages


def _stage(phase: Phase, table: Mapping[str, object]) -> PlaybookStage:
    rows = table["step"]
    if not isinstance(rows, list) or not 0 < len(rows) <= STEPS_AT_MOST:
        raise ValueError(f"{phase}: 1 to {STEPS_AT_MOST} steps")
    return PlaybookStage(phase=phase, goal=_text(table["goal"]), steps=tuple(map(_step, rows)))


def _step(row: Mapping[str, object]) -> PlaybookStep:
    cards = row.get("cards", [])
    if not isinstance(cards, list):
        raise TypeError("cards is a list of ids")
    say = row.get("say")
    return PlaybookStep(
        do=_text(row["do"]),
        say=parse_sentence(_text(say)) if say is not None else (),
        cards=tuple(str(id_) for id_ in cards),
    )


def _text(text: object) -> str:
    if not isinstance(text, str) or not 0 < len(text) <= TEXT_AT_MOST or "\n" in text:
        raise ValueError(f"a text is one line of 1 to {TEXT_AT_MOST} characters: {text!r}")
    return text
