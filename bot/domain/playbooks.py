"""Playbooks: what to do step by step on one side of the table, phase by phase."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.fillings import SentencePart
from bot.domain.phases import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookStep:
    """One thing to do: a sentence to say where there is one, and the ids of the cards that help."""

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
