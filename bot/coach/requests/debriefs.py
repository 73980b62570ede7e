"""Orders about debriefs."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.debriefs import DebriefAnswer, DebriefTopic
from bot.domain.ids import DealId


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDebrief:
    """Keep what was answered. `version` is that of the debrief that the form showed, 0 where there was none."""

    by: Actor
    deal: DealId
    answers: Mapping[DebriefTopic, DebriefAnswer]
    lines: tuple[str, ...]
    version: int
    once: str
