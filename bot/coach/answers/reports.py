"""Answers to reports of what was due, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.base import DealAnswer
from bot.domain.commitments import Commitment
from bot.domain.moves import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold(DealAnswer):
    """Something that was due came, did not come, or went wrong, as `kind` says; nothing is recorded yet. What may be
    meant: our open asks, promised gets, conditional gives by what they wait for, and commitments; `is_named` where the
    words name just one. `line` is the id under which the sentence waits."""

    kind: str
    typed: str
    line: str
    today: date
    is_named: bool = False
    asks: tuple[Move, ...] = ()
    gets: tuple[Move, ...] = ()
    gives: tuple[Move, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    sentence: Sentence | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing that is open may be meant."""
        return not (self.asks or self.gets or self.gives or self.commitments)
