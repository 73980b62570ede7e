"""What to ask for: a starter library of things worth asking for on each side, ranked for one deal at one moment."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import MoveNo
from bot.domain.matching import STRONG, compute_likeness, subject_words
from bot.domain.moves import Kind, Move
from bot.domain.planned import rate_planned_give
from bot.domain.plans import IssuePlan, Plan, PlannedGive
from bot.domain.situation import Situation
from bot.domain.worth import Size

PROPOSED_AT_MOST = 3
LABEL_AT_MOST = 30
_PLAN = "plan"
"""What the key of a proposal from the plan begins with; then its place there, and the plan's version."""

_RANKS = {Size.S: 1, Size.M: 2, Size.L: 3, Size.XL: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tradeable:
    """Something one side can usually ask for. `label` fits a button, `what` is how the ask is recorded, `phrase` how a
    sentence says it. `cost` is what it usually costs them, `worth` what it is usually worth to us; both are rough.
    `about` are words that show that another move is about the same thing."""

    key: str
    label: str
    what: str
    phrase: str
    issue: str
    cost: Size
    worth: Size
    about: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A reversible test to offer instead of a no, for asks about those words; about no words: for any ask. `phrase`
    completes "we can try it: …"."""

    about: frozenset[str]
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The tradeables of one side, best known first, and the tests it can offer, the one for any ask last."""

    tradeables: tuple[Tradeable, ...]
    trials: tuple[Trial, ...]


class UnreadableLibrary(ValueError):
    """A library file lacks something, or says it twice."""


def read_library(text: str) -> Library:
    """The library that a TOML file describes. Raises `UnreadableLibrary` where it is not complete."""
    try:
        tables = tomllib.loads(text)
        tradeables = tuple(_tradeable(row) for row in tables["tradeable"])
        trials = tuple(
            Trial(about=_words(row["about"]), phrase=row["phrase"]) for row in tables["trial"]
        )
    except (KeyError, TypeError, ValueError) as reason:
        raise UnreadableLibrary(str(reason)) from reason
    if len({t.key for t in tradeables}) < len(tradeables) or not any(not t.about for t in trials):
        raise UnreadableLibrary("keys must differ, and one trial must suit any ask")
    return Library(tradeables=tradeables, trials=trials)


def translate_library(library: Library, text: str) -> Library:
    """The library in the words of a TOML file that names the same tradeables by key and the same trials in their order.
    Raises `UnreadableLibrary` where it does not. Sizes and issues stay; a move is known by words of either language."""
    try:
        tables = tomllib.loads(text)
        rows, trials = {row["key"]: row for row in tables["tradeable"]}, tables["trial"]
        if set(rows) != {t.key for t in library.tradeables}:
            raise UnreadableLibrary("the keys are not those of the library")
        return Library(
            tradeables=tuple(_worded(each, rows[each.key]) for each in library.tradeables),
            trials=tuple(
                Trial(about=each.about | _words(row["about"]), phrase=row["phrase"])
                for each, row in zip(library.trials, trials, strict=True)
            ),
        )
    except (KeyError, TypeError, ValueError) as reason:
        raise UnreadableLibrary(str(reason)) from reason


def _worded(tradeable: Tradeable, row: dict[str, str]) -> Tradeable:
    return replace(
        tradeable,
        label=_label(row["label"]),
        what=row.get("what", row["label"]),
        phrase=row["phrase"],
        about=tradeable.about | _words(row["about"]),
    )


def _label(label: str) -> str:
    if len(label) > LABEL_AT_MOST:
        raise UnreadableLibrary(label)
    return label


def _tradeable(row: dict[str, str]) -> Tradeable:
    label = _label(row["label"])
    return Tradeable(
        key=row["key"],
        label=label,
        what=row.get("what", label),
        phrase=row["phrase"],
        issue=row["issue"],
        cost=Size(row["cost"]),
        worth=Size(row["worth"]),
        about=_words(row["about"]),
    )


def _words(about: str) -> frozenset[str]:
    return subject_words(about)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to ask for now, and why. `key` finds it again; `ask` is our open ask where it was asked before, else
    None; `cost` is what it usually costs them, `worth` what it is usually worth to us, None where nobody knows."""

    key: str
    label: str
    what: str
    phrase: str
    issue: str
    why: Appeal
    cost: Size | None = None
    worth: Size | None = None
    ask: MoveNo | None = None


def propose_asks(
    situation: Situation, library: Library, plan: Plan | None = None
) -> list[Proposal]:
    """The best three things to ask for, best first.

    An ask of ours from an earlier day that is still open comes first; then tradeables worth much to us that cost them
    little and are near in size to the give in question (the one about to count, else the oldest open one). What was
    asked or got already is left out, and what is about the same issue as that give.

    A `plan` that the person may see comes before the library: what it asks for this give, then for its other gives;
    and tradeables on issues that matter to us come before the others.
    """
    move = situation.move
    give = (
        move
        if move is not None and move.kind is Kind.GIVE
        else next(iter(situation.open_gives), None)
    )
    return _proposals(situation, library, against=give, plan=plan)


def _proposals(
    situation: Situation, library: Library, *, against: Move | None, plan: Plan | None
) -> list[Proposal]:
    earlier = [a for a in situation.open_asks if a.on < situation.today]
    again = [_again(a) for a in earlier[:1]]
    size = None if against is None else _size_of(situation, against)
    fresh = [t for t in library.tradeables if not _taken(t, situation, against)]
    issues = () if plan is None else plan.issues
    fresh.sort(key=lambda t: _merit(t, size) + _matters(t, issues), reverse=True)
    planned = [] if plan is None else _planned(plan, situation, against)
    asked = {likely.what.casefold() for likely in (*again, *planned)}
    others = [
        _proposal(t, size)
        for t in fresh
        if not any(compute_likeness(t.what, what) >= STRONG for what in asked)
    ]
    return [*again, *planned, *others][:PROPOSED_AT_MOST]


def _matters(tradeable: Tradeable, issues: Sequence[IssuePlan]) -> float:
    """How far the plan moves it up: up to four steps for what matters to us, less up to two for what does to them."""
    for issue in issues:
        if compute_likeness(issue.issue, tradeable.issue) >= STRONG:
            return float(issue.importance or 0) / 25 - float(issue.theirs or 0) / 50
    return 0.0


def _planned(plan: Plan, situation: Situation, against: Move | None) -> list[Proposal]:
    """What the plan asks for and nobody asked for yet: for the give in question first, then in the plan's order."""
    asked_or_got = [
        m for m in situation.recent if m.kind is Kind.GET or (m.kind is Kind.ASK and m.ours)
    ]
    named = [m.what for m in (*situation.open_asks, *situation.loose_gets, *asked_or_got)]
    wanted = [
        (0 if against is not None and rate_planned_give(give, against) >= STRONG else 1, at)
        for at, give in enumerate(plan.gives)
        if give.ask and not any(compute_likeness(give.ask, what) >= STRONG for what in named)
    ]
    return [_of_plan(plan, at, plan.gives[at]) for _, at in sorted(wanted)]


def _of_plan(plan: Plan, at: int, give: PlannedGive) -> Proposal:
    return Proposal(
        key=f"{_PLAN}{at}.{plan.version}",
        label=_cut(give.ask),
        what=give.ask,
        phrase=give.ask,
        issue="",
        why=Appeal.PLANNED,
    )


def _again(ask: Move) -> Proposal:
    return Proposal(
        key=f"#{ask.no}",
        label=_cut(ask.what),
        what=ask.what,
        phrase=ask.what,
        issue=ask.issue,
        why=Appeal.ASKED_BEFORE,
        ask=ask.no,
    )


def _cut(what: str) -> str:
    return what if len(what) <= LABEL_AT_MOST else what[: LABEL_AT_MOST - 1].rstrip() + "…"


def _proposal(tradeable: Tradeable, size: Size | None) -> Proposal:
    return Proposal(
        key=tradeable.key,
        label=tradeable.label,
        what=tradeable.what,
        phrase=tradeable.phrase,
        issue=tradeable.issue,
        why=_appeal(tradeable, size),
        cost=tradeable.cost,
        worth=tradeable.worth,
    )


def _appeal(tradeable: Tradeable, size: Size | None) -> Appeal:
    if tradeable.worth is size:
        return Appeal.NEAR_IN_SIZE
    return Appeal.WORTH_MUCH if _RANKS[tradeable.worth] >= _RANKS[Size.L] else Appeal.COSTS_LITTLE


def _merit(tradeable: Tradeable, size: Size | None) -> float:
    """Twice the worth to us, less the cost to them, less how far its size is from that of the give."""
    worth = _RANKS[tradeable.worth]
    apart = 0 if size is None else abs(worth - _RANKS[size])
    return 2 * worth - _RANKS[tradeable.cost] - 1.5 * apart


def _size_of(situation: Situation, give: Move) -> Size | None:
    """How large a give is in this deal: small below the policy's small share, large from the share of a drip on."""
    if isinstance(give.cost, Size):
        return give.cost
    cost, policy = situation.cost_of(give), situation.deal.policy
    share: Decimal | None = None if cost is None else situation.deal.share(cost)
    if share is None:
        return None
    return Size.S if share < policy.small_share else Size.M if share < policy.drip_share else Size.L


def _taken(tradeable: Tradeable, situation: Situation, against: Move | None) -> bool:
    """Whether it was asked or got already, or is about the same issue as what it would be asked for."""
    if against is not None and _same(tradeable, against):
        return True
    asked_or_got = (
        m for m in situation.recent if m.kind is Kind.GET or (m.kind is Kind.ASK and m.ours)
    )
    return any(
        _same(tradeable, m) for m in (*situation.open_asks, *situation.loose_gets, *asked_or_got)
    )


def _same(tradeable: Tradeable, move: Move) -> bool:
    if move.issue and move.issue == tradeable.issue:
        return True
    return (
        bool(tradeable.about & subject_words(move.what))
        or compute_likeness(tradeable.what, move.what) >= STRONG
    )


def find_proposal(
    key: str, situation: Situation, library: Library, plan: Plan | None = None
) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    planned = (
        []
        if plan is None
        else [_of_plan(plan, at, give) for at, give in enumerate(plan.gives) if give.ask]
    )
    again = [_again(a) for a in situation.open_asks if key == f"#{a.no}"]
    known = [
        *(p for p in planned if p.key == key),
        *(_proposal(t, None) for t in library.tradeables if t.key == key),
    ]
    return next(iter([*again, *known]), None)


class CheckQuestion(StrEnum):
    """What to ask them about their ask before anything is given."""

    HOW_MUCH = "how_much"
    """It names no level."""
    WHAT_FOR = "what_for"
    """It has no reason: what would it let them do?"""
    WHAT_WORTH = "what_worth"
    """It is not known what it is worth to them."""
    BY_WHEN = "by_when"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFirst:
    """What to do about an ask of theirs before a give: a question, the best returns to ask for, and a reversible test
    to offer instead of a no."""

    question: CheckQuestion
    proposals: tuple[Proposal, ...]
    test: str


def advise_before_give(
    their_ask: Move, situation: Situation, library: Library, plan: Plan | None = None
) -> AskFirst:
    """What to ask first when they want something, and what to try instead of declining; with the plan, where the
    person may see it."""
    return AskFirst(
        question=_question(their_ask),
        proposals=tuple(_proposals(situation, library, against=their_ask, plan=plan)),
        test=_trial(their_ask.what, library.trials),
    )


def _question(ask: Move) -> CheckQuestion:
    if not any(c.isdecimal() for c in ask.what):
        return CheckQuestion.HOW_MUCH
    if not ask.reason:
        return CheckQuestion.WHAT_FOR
    return CheckQuestion.WHAT_WORTH if ask.worth is None else CheckQuestion.BY_WHEN


def _trial(what: str, trials: Sequence[Trial]) -> str:
    words = subject_words(what)
    suited = [t for t in trials if t.about & words]
    return next(t for t in [*suited, *trials] if t in suited or not t.about).phrase
