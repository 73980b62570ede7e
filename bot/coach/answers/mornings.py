"""What the one message of a morning says."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.coach.answers import Sentence
from bot.coach.answers.approvals import ApprovalFacts
from bot.coach.answers.base import Answer
from bot.coach.answers.checkins import CheckInLate, CheckInNudged, DateNudged
from bot.coach.answers.commitments import CommitmentDue, EngagementCooled
from bot.coach.answers.digests import Done
from bot.coach.answers.retention import DeletionComes
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.digests import About, DigestLine
from bot.domain.ids import NO_MOVE, ChannelId, MoveNo
from bot.domain.mornings import OpenTotal, Repeat
from bot.domain.moves import Move
from bot.domain.offers import Offer, OfferState
from bot.domain.rhythms import DateOutcome
from bot.domain.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferEnding:
    """An offer on the table ends after its day `until`."""

    deal: Deal
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTopic:
    """What a line is about, as it stands now: a move, a promise, an offer, a check-in, or the day `of` of the contract
    with its `cause`, where it was said what became of it (`outcome`) or it is another one now (`moved_to`)."""

    deal: Deal
    move: Move | None = None
    commitment: Commitment | None = None
    offer: Offer | None = None
    checkin: CheckIn | None = None
    cause: str = ""
    of: date | None = None
    outcome: DateOutcome | None = None
    moved_to: date | None = None

    @property
    def is_settled(self) -> bool:
        """Whether somebody has seen to it."""
        if self.commitment is not None:
            return not self.commitment.is_open
        if self.offer is not None:
            return self.offer.state is not OfferState.OPEN
        if self.checkin is not None:
            return self.checkin.state is not CheckInState.PLANNED
        return self.outcome is not None or self.moved_to is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWaits:
    """A give waits for the reader's yes (`is_asked`), or one of the reader's for somebody else's."""

    facts: ApprovalFacts
    is_asked: bool


LineFacts: TypeAlias = (
    DigestLine
    | ApprovalWaits
    | OfferEnding
    | CheckInNudged
    | CheckInLate
    | DateNudged
    | CommitmentDue
    | EngagementCooled
    | DeletionComes
    | LineTopic
)
"""What the template of a line reads. Each kind of line adds its own here."""

MOST_IN_FULL = 14
"""As many lines with their buttons as fit into one message of Slack, each in a deal of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing that a morning may tell somebody.

    `about` is its kind, and names its template. `subject` tells what it is about from everything else in its deal, for
    good; `stage` says how it stands, and must change exactly when it is to be told anew. `day` sorts lines of a kind.
    `binds`: it binds us or lapses today or by the reader's next morning, and is never cut. `no` and `version` are those
    of the move it is about.
    """

    about: About
    deal: Deal
    subject: str
    stage: str
    facts: LineFacts
    day: date
    binds: bool = False
    repeat: Repeat = Repeat.NEVER
    no: MoveNo = NO_MOVE
    version: int = 0
    is_own: bool = True
    """Whether it is the reader's own, or their turn; else it is said in neutral words."""

    @property
    def is_patient(self) -> bool:
        """Whether it waits for the first message of a week: it is somebody else's, and nothing binds."""
        return not self.is_own and not self.binds

    @property
    def key(self) -> str:
        """What it is about, among all deals of a reader."""
        return f"{self.deal.id}|{self.subject}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningRow:
    """A line with what to say next. `done` tells that somebody has seen to it since, then `until` may say for how long;
    `is_over` that it is asked whether it is over, since it comes no more otherwise."""

    line: DueLine
    sentence: Sentence | None = None
    done: Done | None = None
    until: date | None = None
    is_over: bool = False

    @property
    def style(self) -> Style:
        """How sentences are said in its deal."""
        return self.line.deal.style


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPart:
    """The lines of one deal. `channel` is where the deal lives, None where it has none."""

    deal: Deal
    rows: tuple[MorningRow, ...]
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningMade(Answer):
    """What one person is told on a morning. It covers the time since `since` where days were missed. `more` counts what
    it had no room for, `as_before` what was told before and stands unchanged, `settled` what is settled since
    and has no line any more. `key` finds it again."""

    today: date
    since: date
    total: OpenTotal
    parts: tuple[DealPart, ...]
    more: int = 0
    as_before: int = 0
    settled: int = 0
    key: str = ""
    is_urgent: bool = False
    """Whether it came at once, since what it tells is due before the reader's next morning."""

    @property
    def count(self) -> int:
        """How many of its lines still wait."""
        return sum(row.done is None for part in self.parts for row in part.rows)

    @property
    def is_brief(self) -> bool:
        """Whether it has so many lines that each is one sentence without buttons."""
        return sum(len(part.rows) for part in self.parts) > MOST_IN_FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingListed(Answer):
    """One page of all that waits in a person's deals, whether a message told it or only counted it. `count` are the
    lines on all pages."""

    today: date
    total: OpenTotal
    parts: tuple[DealPart, ...]
    count: int = 0
    page: int = 0
    pages: int = 1
