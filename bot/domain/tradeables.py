"""What to ask for: a starter library of things worth asking for on each side, ranked for one deal
at one moment."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

from bot.domain.ids import MoveNo
from bot.domain.matching import STRONG, KnownWordings, compute_likeness, subject_words
from bot.domain.moves import Kind, Move
from bot.domain.planned import rate_planned_give
from bot.domain.plans import IssuePlan, Plan
from bot.domain.situation import Situation
from bot.domain.sizing import RANKS, is_near, rough_size, worth_answered
from bot.domain.tradeable_outcomes import TrackRecord
from bot.domain.worth import Figure, Size, Worth

PROPOSED_AT_MOST = 3
LABEL_AT_MOST = 30
LARGE_ISSUES = frozenset({"payment", "price", "term", "volume"})
"""What is never asked for something small, however little it costs them: a year paid up front for a
pallet wrap. And never given unasked, however little it seems to cost us."""
HALF = Decimal("0.5")
SHORTEST_HEAD = 6
"""Letters of the shortest word that a longer one is looked for to end with."""
_PLAN = "plan"
"""What the key of a proposal from the plan begins with; then its place there, and the plan's
version."""


class ReadyPhrase(str):  # noqa: SLOT000 - a text has no room for slots of its own
    """Words that were written to stand in a sentence of that language as they are, as those of the
    library were; what people type is read first."""

    language: str

    def __new__(cls, words: str, language: str) -> Self:
        phrase = super().__new__(cls, words)
        phrase.language = language
        return phrase


class Suits(StrEnum):
    """Deals that something of a library suits alone."""

    SOFTWARE = "software"
    LASTING = "lasting"
    """Those that go on for a while: nobody asks the guests of a wedding for a 24-month term."""
    SINGLE_JOB = "single_job"
    """A single job or sale, after which nothing goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tradeable:
    """Something one side can usually ask for. `label` fits a button, `what` is how the ask is
    recorded, `phrase` how a sentence says it. `cost` is what it usually costs them, `worth` what it
    is usually worth to us; both are rough, and `exact` is the cost where somebody said it. `about`
    are words that show that another move is about the same thing. `is_own`: people added it;
    `suits`: the only deals that it suits, None for all."""

    key: str
    label: str
    what: str
    phrase: str
    issue: str
    cost: Size
    worth: Size
    about: frozenset[str]
    exact: Figure | None = None
    is_own: bool = False
    suits: Suits | None = None
    record: TrackRecord | None = None
    """What became of it in deals before; None where fewer than three tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How an ask of theirs about those words is met before anything is given; about no words: any
    ask.

    `question` is what to ask them first. `phrase` completes "we can …" and is the reversible
    test to offer instead of a no; `need` completes "if …" and is what it takes from them. Both are
    empty where nothing can be tried: a liability is there or it is not. `vague` are words that say
    that more or less is wanted, without how much: then that is asked first.
    """

    about: frozenset[str]
    question: str
    phrase: str = ""
    need: str = ""
    vague: frozenset[str] = frozenset()
    risk: bool = False
    """It is about a risk, a right or a say that no term or volume makes up for: nothing is proposed
    in return before the answer to the question is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The tradeables of one side, best known first, and the tests it can offer, the one for any ask
    last."""

    tradeables: tuple[Tradeable, ...]
    trials: tuple[Trial, ...]


class Appeal(StrEnum):
    """Why something is proposed."""

    ASKED_BEFORE = "asked_before"
    """It was asked for and is still open."""
    NEAR_IN_SIZE = "near_in_size"
    """It is about as large as what we give."""
    WORTH_MUCH = "worth_much"
    """It is usually worth much to us."""
    COSTS_LITTLE = "costs_little"
    """It usually costs them little."""
    PLANNED = "planned"
    """The plan says to ask for it."""
    GRANTED_BEFORE = "granted_before"
    """It was granted more often than not in deals before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to ask for now, and why. `key` finds it again.

    `ask` is our open ask where it was asked before, else None. `cost` is what it usually costs
    them, `worth` what it is usually worth to us; None where nobody knows.
    """

    key: str
    label: str
    what: str
    phrase: str
    issue: str
    why: Appeal
    cost: Size | None = None
    worth: Size | None = None
    ask: MoveNo | None = None
    record: TrackRecord | None = None

    @property
    def is_ours(self) -> bool:
        """Whether somebody of ours asked for it or planned it."""
        return self.why in (Appeal.ASKED_BEFORE, Appeal.PLANNED)


def propose_asks(
    situation: Situation, library: Library, plan: Plan | None = None
) -> list[Proposal]:
    """The best three things to ask for, best first.

    An ask of ours from an earlier day that is still open comes first; then tradeables worth much to
    us that cost them little and are near in size to the give in question (the one about to count,
    else the oldest open one). What was asked or got already is left out, and what is about the same
    issue as that give.

    A `plan` that the person may see comes before the library: what it asks for this give, then for
    its other gives. And tradeables on issues that matter to us come before the others.
    """
    give = situation.move
    if give is None or give.kind is not Kind.GIVE:
        give = situation.open_gives[0] if situation.open_gives else None
    return _propose(situation, library, in_return_for=give, plan=plan)


def find_proposal(
    key: str,
    situation: Situation,
    library: Library,
    plan: Plan | None = None,
) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    for ask in situation.open_asks:
        if key == f"#{ask.no}":
            return _propose_again(ask)
    if plan is not None:
        for at, give in enumerate(plan.gives):
            if give.ask and key == _plan_key(plan, at):
                return _propose_planned(plan, at)
    for tradeable in library.tradeables:
        if key == tradeable.key:
            return _propose_tradeable(tradeable, None)
    return None


def propose_returns(
    their_ask: Move, situation: Situation, library: Library, plan: Plan | None = None
) -> list[Proposal]:
    """The best three things to ask for where they want something from us, best first."""
    return _propose(situation, library, in_return_for=their_ask, plan=plan)


def add_track_records(library: Library, records: Mapping[str, TrackRecord]) -> Library:
    """The library with what became of its things in deals before: their records, and their usual cost and worth in the
    place of what the library says, but not of a figure that people of the workspace set."""
    if not records:
        return library
    tradeables = tuple(
        _with_record(each, records[each.key]) if each.key in records else each
        for each in library.tradeables
    )
    return replace(library, tradeables=tradeables)


def _with_record(tradeable: Tradeable, record: TrackRecord) -> Tradeable:
    cost, worth = record.cost, record.worth
    exact = tradeable.exact
    if exact is None and cost is not None and cost.amount is not None:
        exact = Figure(amount=cost.amount, unit=cost.unit, estimate=True)
    return replace(
        tradeable,
        record=record,
        cost=cost.size if cost is not None and cost.size is not None else tradeable.cost,
        worth=worth.size if worth is not None and worth.size is not None else tradeable.worth,
        exact=exact,
    )


def find_tradeable_of(move: Move, library: Library) -> Tradeable | None:
    """The thing of a library that a move is about: in nearly its words, else the only one about the same."""
    rated = [(compute_likeness(each.what, move.what), each) for each in library.tradeables]
    likeness, best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    if best is not None and likeness >= STRONG:
        return best
    about = [each for each in library.tradeables if _is_about_same(each, move)]
    return about[0] if len(about) == 1 else None


def find_trial(what: str, trials: Sequence[Trial]) -> Trial:
    """How to meet an ask of those words: the first trial about the same thing, else that of any
    ask."""
    words = subject_words(what)
    for trial in trials:
        if trial.about & words:
            return trial
    for trial in trials:
        if any(_ends_with(word, trial.about) for word in words):
            return trial
    return next(trial for trial in trials if not trial.about)


def _ends_with(word: str, known: AbstractSet[str]) -> bool:
    """Whether it is a compound of one of the words: *Papierzuschlag* of *Zuschlag*."""
    return any(len(head) >= SHORTEST_HEAD and word.endswith(head) for head in known)


# What is proposed, and in which order


def _propose(
    situation: Situation,
    library: Library,
    *,
    in_return_for: Move | None,
    plan: Plan | None,
) -> list[Proposal]:
    """The best things to ask for in return for a give of ours, or for what they ask of us."""
    known = _list_asked_or_got(situation)
    proposals = []
    earlier = [
        ask
        for ask in situation.open_asks
        if ask.on < situation.today and not _costs_them_too_much(situation, ask.cost, in_return_for)
    ]
    if earlier:
        proposals.append(_propose_again(earlier[0]))
    if plan is not None:
        proposals += _propose_from_plan(plan, known, in_return_for)
    said = {proposal.what.casefold() for proposal in proposals}
    size = None
    if in_return_for is not None:
        size = rough_size(situation, in_return_for.cost, in_return_for)
    issues = () if plan is None else plan.issues
    for tradeable in _rank_tradeables(library, known, in_return_for, size, issues):
        if _costs_them_too_much(situation, tradeable.exact or tradeable.cost, in_return_for):
            continue
        if not any(compute_likeness(tradeable.what, what) >= STRONG for what in said):
            proposals.append(_propose_tradeable(tradeable, size))
    return proposals[:PROPOSED_AT_MOST]


def _costs_them_too_much(situation: Situation, cost: Worth | None, answered: Move | None) -> bool:
    """Whether it is known to cost them more than what we give for it is worth to them."""
    if answered is None:
        return False
    return is_near(situation, cost, worth_answered(answered), answered) is False


def _list_asked_or_got(situation: Situation) -> list[Move]:
    """What we asked for or got already."""
    recent = [
        move
        for move in situation.recent
        if move.kind is Kind.GET or (move.kind is Kind.ASK and move.ours)
    ]
    return [*situation.open_asks, *situation.loose_gets, *recent]


def _propose_from_plan(
    plan: Plan, known: Sequence[Move], in_return_for: Move | None
) -> list[Proposal]:
    """What the plan asks for and nobody asked for yet: for the give in question first, then in the
    plan's order."""
    for_this: list[Proposal] = []
    for_others: list[Proposal] = []
    for at, give in enumerate(plan.gives):
        if not give.ask or any(compute_likeness(give.ask, m.what) >= STRONG for m in known):
            continue
        is_this = in_return_for is not None and rate_planned_give(give, in_return_for) >= STRONG
        proposals = for_this if is_this else for_others
        proposals.append(_propose_planned(plan, at))
    return [*for_this, *for_others]


def _rank_tradeables(
    library: Library,
    known: Sequence[Move],
    in_return_for: Move | None,
    size: Size | None,
    issues: Sequence[IssuePlan],
) -> list[Tradeable]:
    """The tradeables that can still be asked for, best first."""
    taken = known if in_return_for is None else [in_return_for, *known]
    issues_taken = {move.issue for move in taken if move.issue}
    wordings = KnownWordings(move.what for move in taken)
    fresh = [
        tradeable
        for tradeable in library.tradeables
        if not _is_taken(tradeable, issues_taken, wordings)
    ]

    def rate(tradeable: Tradeable) -> float:
        return _rate_merit(tradeable, size) + _rate_importance(tradeable, issues)

    return sorted(fresh, key=rate, reverse=True)


def _is_about_same(tradeable: Tradeable, move: Move) -> bool:
    """Whether a move is about what can be asked for."""
    return _is_taken(tradeable, {move.issue} - {""}, KnownWordings([move.what]))


def _is_taken(tradeable: Tradeable, issues: AbstractSet[str], wordings: KnownWordings) -> bool:
    """Whether moves on those issues, in those words, are about what can be asked for: on the same
    issue, about the same thing, or in the same words."""
    if tradeable.issue in issues or not tradeable.about.isdisjoint(wordings.subjects):
        return True
    return wordings.has_like(tradeable.what)


def _rate_merit(tradeable: Tradeable, size: Size | None) -> float:
    """Twice the worth to us, less the cost to them, less how far its size is from that of the give."""
    worth = RANKS[tradeable.worth]
    distance = 0 if size is None else abs(worth - RANKS[size])
    # By judgement: what is worth one size more to us makes up for one size more cost and half a
    # size of distance.
    merit = 2 * worth - RANKS[tradeable.cost] - 1.5 * distance
    # By judgement too: what was always granted goes up by three quarters of a size of worth to us, what never was down.
    if tradeable.record is not None:
        merit += 3 * (float(tradeable.record.rate) - 0.5)
    # What people of the trade added fits better than what a library says of all deals.
    return merit + 2 if tradeable.is_own else merit


def _rate_importance(tradeable: Tradeable, issues: Sequence[IssuePlan]) -> float:
    """How far the plan moves it up: up to four steps for what matters to us, less up to two for
    what does to them."""
    for issue in issues:
        if compute_likeness(issue.issue, tradeable.issue) >= STRONG:
            return float(issue.importance or 0) / 25 - float(issue.theirs or 0) / 50
    return 0.0


# The proposals themselves


def _plan_key(plan: Plan, at: int) -> str:
    """The key of what the plan asks for its give at that place. It holds for one version of the
    plan."""
    return f"{_PLAN}{at}.{plan.version}"


def _propose_planned(plan: Plan, at: int) -> Proposal:
    wanted = plan.gives[at].ask
    return Proposal(
        key=_plan_key(plan, at),
        label=_shorten(wanted),
        what=wanted,
        phrase=wanted,
        issue="",
        why=Appeal.PLANNED,
    )


def _propose_again(ask: Move) -> Proposal:
    return Proposal(
        key=f"#{ask.no}",
        label=_shorten(ask.what),
        what=ask.what,
        phrase=ask.what,
        issue=ask.issue,
        why=Appeal.ASKED_BEFORE,
        ask=ask.no,
    )


def _shorten(what: str) -> str:
    """The text as far as it fits a button."""
    return what if len(what) <= LABEL_AT_MOST else what[: LABEL_AT_MOST - 1].rstrip() + "…"


def _propose_tradeable(tradeable: Tradeable, size: Size | None) -> Proposal:
    return Proposal(
        key=tradeable.key,
        label=tradeable.label,
        what=tradeable.what,
        phrase=tradeable.phrase,
        issue=tradeable.issue,
        why=_find_appeal(tradeable, size),
        cost=tradeable.cost,
        worth=tradeable.worth,
        record=tradeable.record,
    )


def _find_appeal(tradeable: Tradeable, size: Size | None) -> Appeal:
    if tradeable.worth is size:
        return Appeal.NEAR_IN_SIZE
    if tradeable.record is not None and tradeable.record.rate > HALF:
        return Appeal.GRANTED_BEFORE
    if RANKS[tradeable.worth] >= RANKS[Size.L]:
        return Appeal.WORTH_MUCH
    return Appeal.COSTS_LITTLE
