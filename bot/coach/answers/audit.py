"""What is said about the audit of a workspace, as facts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.coach.answers.base import Answer
from bot.coach.answers.documents import NotSentReason
from bot.domain.audit import AuditAct, AuditWanted
from bot.domain.ids import DealId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One act as an admin reads it: when by the clock of where they are, and in which deal, by its name where they take
    part in it, else by its id alone."""

    at: datetime
    person: PersonId
    act: AuditAct
    deal_id: DealId | None = None
    deal_name: str = ""
    whom: str = ""
    detail: str = ""

    @property
    def details(self) -> tuple[str, ...]:
        """The words of the detail, one by one."""
        return tuple(self.detail.split(",")) if self.detail else ()

    @property
    def names_channel(self) -> bool:
        """Whether it is about a channel, not about somebody."""
        return self.act in (AuditAct.CHANNEL_ADDED, AuditAct.CHANNEL_REMOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditShown(Answer):
    """A page of the audit, the newest acts first. `key` stands in buttons for the part that is wanted;
    `months` is how long acts stay."""

    shows_names: ClassVar[bool] = True
    lines: tuple[AuditLine, ...]
    wanted: AuditWanted
    key: str
    page: int
    has_older: bool
    months: int
    legal_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPromised(Answer):
    """The audit comes as a file by direct message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSent(Answer):
    """The words above the file."""

    wanted: AuditWanted


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLinked(Answer):
    """The file could not be sent; it is behind a link, once and for a few minutes."""

    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNotSent(Answer):
    """The file could not be sent."""

    why: NotSentReason
    reference: str = ""
