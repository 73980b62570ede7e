"""What is said about a person's own data as a file, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.coach.answers.base import Answer
from bot.coach.answers.documents import NotSentReason
from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataPromised(Answer):
    """The file is being made. It is about `person`, None where that is who asks; it `goes_to_them`, or to the admin who
    asks where they left."""

    shows_names: ClassVar[bool] = True
    person: PersonId | None = None
    goes_to_them: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataSent(Answer):
    """What stands above the file. `person` is whom it is about, None for the reader."""

    shows_names: ClassVar[bool] = True
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataLinked(Answer):
    """The file waits under a link, for one person and ten minutes. `person` is whom it is about, None for the
    reader."""

    shows_names: ClassVar[bool] = True
    url: str
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataNotSent(Answer):
    """The file could not be sent, and why; `reference` is in the log."""

    why: NotSentReason
    reference: str = ""
