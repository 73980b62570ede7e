"""A request that is refused: the transaction it was made in rolls back, and nothing of it stays."""

from collections.abc import Sequence

from bot.coach.answers import NotDone, RefusalReason
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.moves import Move


class Refused(Exception):
    """Nothing was changed. Carries why, and the facts that the person is told with it; `typed` goes back to the person
    to correct."""

    def __init__(
        self,
        *,
        why: RefusalReason,
        deal: Deal | None = None,
        no: MoveNo | None = None,
        move: Move | None = None,
        typed: str = "",
        deals: Sequence[Deal] = (),
    ) -> None:
        super().__init__(why.value)
        self.answer = NotDone(why=why, deal=deal, no=no, move=move, typed=typed, deals=tuple(deals))
        """What the person reads."""

    @classmethod
    def from_answer(cls, answer: NotDone) -> "Refused":
        """The refusal that an answer tells of."""
        return cls(
            why=answer.why,
            deal=answer.deal,
            no=answer.no,
            move=answer.move,
            typed=answer.typed,
            deals=answer.deals,
        )

    @property
    def why(self) -> RefusalReason:
        """Why nothing was done."""
        return self.answer.why
