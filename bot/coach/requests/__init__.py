"""Orders to the coach. Whatever a person typed, pressed or filled in becomes one of these."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.actors import Actor
from bot.domain.ids import DealId, MoveNo
from bot.language.lines import ParsedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMove:
    """Record what a line says: base of give, get and ask. Without a `deal` that of the actor's channel is meant."""

    by: Actor
    deal: DealId | None = None
    line: ParsedLine
    typed: str
    once: str
    twice: bool = False
    """Whether the person said that the same line is meant a second time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGive(RecordMove):
    """Record a give of ours; `limit` where the line reads like how far we would go, `test` for an early give as a test,
    whose line says the reply hoped for and the day to judge it."""

    limit: bool = False
    test: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordGet(RecordMove):
    """Record a get of ours; `partly` what was asked, where the line says that `part`, which they gave, is less;
    `against` where it reads like something taken."""

    part: str = ""
    partly: str = ""
    against: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAsk(RecordMove):
    """Record an ask: ours, or theirs."""

    theirs: bool = False


class DraftChoice(StrEnum):
    """What becomes of a draft."""

    ALREADY_SAID = "already_said"
    GO_ON = "go_on"
    """It is a give (not a limit, not the same one): check it as one."""
    NOT_YET = "not_yet"
    """It was not said after all, whatever day the line named."""
    IN_ALL = "in_all"
    """The level is the total; only the difference to the earlier give is new."""
    MORE = "more"
    """The level comes on top of the earlier give."""
    GOODWILL = "goodwill"
    CONDITIONAL = "conditional"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDraft:
    """Decide about a draft. For `CONDITIONAL` either a condition or the key of a proposal to ask for; for `GOODWILL` a
    day to review."""

    by: Actor
    deal: DealId
    no: MoveNo
    version: int
    choice: DraftChoice
    condition: str = ""
    proposal: str = ""
    due: date | None = None
    review: date | None = None
    once: str


class GetChoice(StrEnum):
    """What a draft get was."""

    A_GET = "a_get"
    PARTLY = "partly"
    TAKEN_BACK = "taken_back"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleGetDraft:
    """Decide about a draft get."""

    by: Actor
    deal: DealId
    no: MoveNo
    version: int
    choice: GetChoice
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFor:
    """Open an ask from a proposal, in return for an open give where one is named."""

    by: Actor
    deal: DealId
    give: MoveNo | None
    proposal: str
    once: str


class AskAnswer(StrEnum):
    """How the other side answered an ask of ours, or that we no longer want it."""

    AGREED = "agreed"
    PARTLY = "partly"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsk:
    """Record the answer to an ask. `line` says what they gave, where it is not just what was asked."""

    by: Actor
    deal: DealId
    no: MoveNo
    version: int
    answer: AskAnswer
    line: ParsedLine | None = None
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMove:
    """Do something to one move that the person saw at `version`."""

    by: Actor
    deal: DealId
    no: MoveNo
    version: int
    once: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amend(ChangeMove):
    """Replace what a move says."""

    line: ParsedLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Void(ChangeMove):
    """Take a move out of every sum, with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetCondition(ChangeMove):
    """The condition of a give or get came true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse(ChangeMove):
    """The condition of a give or get will not come true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeGoodwill(ChangeMove):
    """An open give was goodwill, on purpose."""

    review: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver(ChangeMove):
    """A promised get was delivered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack(ChangeMove):
    """They took a get back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAskAgain(ChangeMove):
    """The same ask was put again, with a new day; `line` is that of one that waited for its person's choice."""

    due: date | None = None
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Tie a give to a get."""

    by: Actor
    deal: DealId
    give: MoveNo
    get: MoveNo
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatch(Match):
    """Undo a tie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Undo one entry of one's own, within the time the policy sets; the last one where `seq` is None."""

    by: Actor
    deal: DealId
    seq: int | None
    once: str
