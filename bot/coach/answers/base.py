"""What every answer of the coach has in common."""

from dataclasses import dataclass

from bot.domain.deals import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What happened, as facts. The template of the same name words it: `give_recorded.j2` words `GiveRecorded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealAnswer(Answer):
    """An answer about one deal."""

    deal: Deal
