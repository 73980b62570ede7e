"""What is said about documents: which there are, that one is on its way, and what comes with it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import MutualRow
from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.documents import DocumentForm, DocumentKind
from bot.domain.ids import PersonId
from bot.domain.moves import State

_UNSETTLED = (State.OPEN, State.CONDITIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPromised(DealAnswer):
    """A document is being made and comes to the person as a direct message."""

    kind: DocumentKind
    form: DocumentForm


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSent(DealAnswer):
    """What stands above a document that was asked for."""

    kind: DocumentKind
    form: DocumentForm


class NotSentReason(StrEnum):
    """Why a document could not be sent."""

    NO_SCOPE = "no_scope"
    """The workspace does not let the app send files."""
    NOT_TAKEN = "not_taken"
    """Slack did not take the file."""
    FAILED = "failed"
    """It could not be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNotSent(DealAnswer):
    """A document could not be sent, and why; `reference` is in the log."""

    kind: DocumentKind
    form: DocumentForm
    why: NotSentReason
    reference: str = ""
    is_private: bool = False
    """Whether it is sent as a file and by no other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLinked(DealAnswer):
    """A document that cannot be sent as a file waits under a link, for one person and ten minutes."""

    kind: DocumentKind
    form: DocumentForm
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWithheld(Answer):
    """A document that was asked for is not sent, because the person may not see it any more, or it is gone. It names
    nothing of what it was about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongForm(DealAnswer):
    """A document does not come in the form that was named; `forms` are those it comes in."""

    kind: DocumentKind
    form: DocumentForm
    forms: tuple[DocumentForm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MutualPage(DealAnswer):
    """What both sides know of, for a document: all of it, newest first. `them` is what the other side is called."""

    today: date
    rows: tuple[MutualRow, ...]
    them: str = ""

    @property
    def settled(self) -> tuple[MutualRow, ...]:
        """What was given, got, promised or agreed."""
        return tuple(row for row in self.rows if row.move.state not in _UNSETTLED)

    @property
    def conditional(self) -> tuple[MutualRow, ...]:
        """What only counts if something happens."""
        return tuple(row for row in self.rows if row.move.state is State.CONDITIONAL)

    @property
    def asked(self) -> tuple[MutualRow, ...]:
        """What is asked for and not answered."""
        return tuple(row for row in self.rows if row.move.state is State.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasPromised(DealAnswer):
    """Where both sides stand is being kept as a canvas in the channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasKept(DealAnswer):
    """The channel keeps where both sides stand as a canvas, by somebody's word."""

    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasNotKept(DealAnswer):
    """There is no canvas, and why."""

    why: NotSentReason
