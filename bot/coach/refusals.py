"""What a use case raises instead of an answer; the transaction it was made in rolls back."""

from collections.abc import Sequence

from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, PersonId
from bot.domain.moves import Move


class Refused(Exception):
    """Nothing was changed. `typed` goes back to the person to correct."""

    def __init__(
        self,
        *,
        why: RefusalReason,
        deal: Deal | None = None,
        no: MoveNo | None = None,
        move: Move | None = None,
        typed: str = "",
        deals: Sequence[Deal] = (),
        people: Sequence[PersonId] = (),
    ) -> None:
        super().__init__(why.value)
        self.answer = NotDone(
            why=why,
            deal=deal,
            no=no,
            move=move,
            typed=typed,
            deals=tuple(deals),
            people=tuple(people),
        )
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
            people=answer.people,
        )

    @property
    def why(self) -> RefusalReason:
        """Why nothing was done."""
        return self.answer.why


class AlreadyProcessed(Exception):
    """The same request was processed before, or is being processed in parallel: Slack delivered it twice.

    `answer` is what came of it as far as the stored rows tell; None where only the ledger's entry under `key` can.
    """

    def __init__(self, key: str, answer: Answer | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.answer = answer


class HeldForApproval(Exception):
    """A give that somebody was about to record waits for approval. What was stored for that stays; the rest of the
    request is not done. `answer` is what the person reads."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(type(answer).__name__)
        self.answer = answer
