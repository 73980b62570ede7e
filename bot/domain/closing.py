"""The close in two layers. Layer one reads back all that was agreed, item by item, and says where each stands: in the
contract, waived, superseded, or left for later as a commitment or a question. Layer two is the rhythm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.commitments import Commitment, CommitmentState
from bot.domain.ids import CommitmentNo, MoveNo, OfferNo, PersonId
from bot.domain.issues import Issue, Value
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.offers import Offer


class CloseItemKind(StrEnum):
    """What is read back."""

    TERM = "term"
    """An issue of the accepted offer with its value."""
    CONDITION = "condition"
    """What the accepted offer depends on."""
    RHYTHM = "rhythm"
    """How the accepted offer says that the deal will be governed."""
    GIVE = "give"
    GET = "get"
    PROMISED = "promised"
    """A get that they promised and have not delivered."""
    CONDITIONAL = "conditional"
    """A give or a get that waits for its condition."""
    ASK = "ask"
    """An ask of either side that nobody answered."""
    NOTE = "note"
    """What somebody noted after a meeting."""


AGREED_KINDS = frozenset(
    {
        CloseItemKind.TERM,
        CloseItemKind.CONDITION,
        CloseItemKind.RHYTHM,
        CloseItemKind.GIVE,
        CloseItemKind.GET,
        CloseItemKind.PROMISED,
        CloseItemKind.CONDITIONAL,
    }
)
"""What both sides agreed to, and so may stand in the contract at one press. An ask or a note was agreed by nobody."""


class CloseStatus(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    CONTRACT = "contract"
    WAIVED = "waived"
    SUPERSEDED = "superseded"
    COMMITMENT = "commitment"
    """It is to be done: a commitment keeps it."""
    QUESTION = "question"
    """It is to be asked: it stays on the agenda until somebody answers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseItem:
    """One thing to settle at the close. `key` names it within its deal for as long as it says the same; `said` is what
    it says, `ours` whether our side gives or wants it, None for what concerns both."""

    key: str
    kind: CloseItemKind
    said: str
    ours: bool | None = None
    issue: Issue | None = None
    value: Value | None = None
    move: Move | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agreed to it."""
        return self.kind in AGREED_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDecision:
    """Where somebody said that an item stands. `detail` is where in the contract, who waived it, what supersedes it,
    or the question; `said` is what the item said then, so that an item that says something else since is open again."""

    key: str
    said: str
    status: CloseStatus
    detail: str = ""
    commitment: CommitmentNo | None = None
    person: PersonId
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How far a deal's close has come, after `version` changes. It holds no cost, no worth and nothing of a plan.

    `finished` is the day on which nothing was left open, `review` what those who closed it want to remember, `thanked`
    the day they were thanked on.
    """

    decisions: tuple[CloseDecision, ...] = ()
    finished: date | None = None
    finished_by: PersonId | None = None
    review: str = ""
    thanked: date | None = None
    version: int = 0

    @property
    def begun_on(self) -> date | None:
        """The day on which somebody first said where an item stands, while the close goes on; None before that, and
        once it is finished."""
        if self.finished is not None:
            return None
        return min((decision.on for decision in self.decisions), default=None)

    def with_decisions(self, decided: Iterable[CloseDecision]) -> "Closing":
        """The next version with these decisions in the place of earlier ones on the same items."""
        by_key = {each.key: each for each in self.decisions}
        by_key |= {each.key: each for each in decided}
        return replace(self, decisions=tuple(by_key.values()), version=self.version + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseLine:
    """An item with where it stands; without a decision it is open."""

    item: CloseItem
    decision: CloseDecision | None = None
    commitment: Commitment | None = None

    @property
    def status(self) -> CloseStatus:
        """Where it stands."""
        return self.decision.status if self.decision is not None else CloseStatus.OPEN

    @property
    def is_open(self) -> bool:
        """Whether nobody has said where it stands."""
        return self.decision is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingState:
    """What there is to read back: accepted offers, moves that stand, and notes by number."""

    offers: tuple[Offer, ...] = ()
    issues: tuple[Issue, ...] = ()
    moves: tuple[Move, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)


def list_close_items(state: ClosingState) -> list[CloseItem]:
    """Everything that was agreed, promised, made conditional, asked or noted, each once, in the order of a contract:
    terms, what we give, what we get, what waits, what was only asked, notes."""
    items: list[CloseItem] = []
    for offer in state.offers:
        items.extend(_list_items_of_offer(offer, state.issues))
    has_terms = bool(state.offers)
    moves = sorted(state.moves, key=_move_order)
    for move in moves:
        kind = _find_kind(move)
        # What followed from offers stands in the terms of the one that was accepted.
        is_term = has_terms and move.offer is not None and kind is not CloseItemKind.ASK
        if kind is None or is_term:
            continue
        items.append(
            CloseItem(key=f"move:{move.no}", kind=kind, said=move.what, ours=move.ours, move=move)
        )
    items.sort(key=lambda item: _KIND_ORDER[item.kind])
    for number, what in sorted(state.notes.items()):
        items.append(CloseItem(key=f"note:{number}", kind=CloseItemKind.NOTE, said=what))
    return items


_KIND_ORDER = {kind: place for place, kind in enumerate(CloseItemKind)}


def _move_order(move: Move) -> MoveNo:
    return move.no


def _list_items_of_offer(offer: Offer, issues: Sequence[Issue]) -> list[CloseItem]:
    by_name = {issue.name: issue for issue in issues}
    items: list[CloseItem] = []
    picked = offer.with_pick_first
    for name, value in picked.values.items():
        issue = by_name.get(name, Issue(name=name))
        items.append(
            CloseItem(
                key=f"term:{offer.no}:{name}",
                kind=CloseItemKind.TERM,
                said=f"{name} {value} {issue.unit}".strip(),
                issue=issue,
                value=value,
            )
        )
    if offer.condition:
        key, kind = _key_of_offer("condition", offer.no), CloseItemKind.CONDITION
        items.append(CloseItem(key=key, kind=kind, said=offer.condition))
    if offer.rhythm:
        key, kind = _key_of_offer("rhythm", offer.no), CloseItemKind.RHYTHM
        items.append(CloseItem(key=key, kind=kind, said=offer.rhythm))
    return items


def _key_of_offer(part: str, no: OfferNo) -> str:
    return f"{part}:{no}"


def _find_kind(move: Move) -> CloseItemKind | None:
    """What a move is at the close; None where it does not stand any more, or is somebody's draft."""
    if move.kind is Kind.ASK:
        return CloseItemKind.ASK if move.state in UNANSWERED else None
    match move.state:
        case State.CONDITIONAL:
            return CloseItemKind.CONDITIONAL
        case State.PROMISED:
            return CloseItemKind.PROMISED
        case State.FIRM | State.GOODWILL:
            return CloseItemKind.GIVE if move.kind is Kind.GIVE else CloseItemKind.GET
    return None


def read_close_lines(
    items: Iterable[CloseItem], closing: Closing, commitments: Iterable[Commitment]
) -> list[CloseLine]:
    """Each item with where it stands. A decision about what an item no longer says counts no more, nor does one whose
    commitment was undone."""
    decisions = {each.key: each for each in closing.decisions}
    by_number = {each.no: each for each in commitments}
    lines: list[CloseLine] = []
    for item in items:
        decision = decisions.get(item.key)
        commitment = None
        if decision is not None and decision.commitment is not None:
            commitment = by_number.get(decision.commitment)
            if commitment is None or commitment.state is CommitmentState.VOID:
                decision, commitment = None, None
        if decision is not None and decision.said != item.said:
            # The commitment stays where it is; what the item says now is to be looked at anew.
            decision, commitment = None, None
        lines.append(CloseLine(item=item, decision=decision, commitment=commitment))
    return lines


def count_statuses(lines: Iterable[CloseLine]) -> dict[CloseStatus, int]:
    """How many items stand where; 0 for where none does."""
    counts = dict.fromkeys(CloseStatus, 0)
    for line in lines:
        counts[line.status] += 1
    return counts


def count_paper_gap(lines: Iterable[CloseLine]) -> int:
    """The measure "paper gap": agreed items that are not in the contract, neither waived nor superseded."""
    settled = (CloseStatus.CONTRACT, CloseStatus.WAIVED, CloseStatus.SUPERSEDED)
    return sum(line.item.is_agreed and line.status not in settled for line in lines)


def choose_fallback(item: CloseItem) -> CloseStatus:
    """What becomes of an item that is still open when the close is finished: what somebody has to do is a commitment;
    what was never agreed, or belongs to both, is a question. A note that nobody made a term is let go."""
    if item.kind is CloseItemKind.NOTE:
        return CloseStatus.WAIVED
    if item.ours is None or item.kind is CloseItemKind.ASK:
        return CloseStatus.QUESTION
    return CloseStatus.COMMITMENT
