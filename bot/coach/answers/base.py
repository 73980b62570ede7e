"""What every answer of the coach has in common."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.deals import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What happened, as facts. The template of the same name words it: `give_recorded.j2` words `GiveRecorded`.

    `shows_names` is on where it is about whom somebody chose, may ask or has to reach: then people have names also
    where they are shown as roles otherwise.
    """

    shows_names: ClassVar[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DealAnswer(Answer):
    """An answer about one deal."""

    deal: Deal
