"""Rules about what comes back: open gives, asks without an answer, gets counted for too much, never asking."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from bot.domain.calendar import count_working_days, working_days_ago
from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move
from bot.domain.rules.rule import ALL_BUT_THEIR_ASKS, OUR_GIVES, THEIR_MOVES, Rule
from bot.domain.situation import Situation
from bot.domain.trades import ZERO


def find_open_give(situation: Situation) -> Iterable[Caution]:
    """A give has had nothing back for five working days.

    One caution for all such gives, about the one with the most cost × days: `days` are its working days, `amount` what
    is unanswered of all of them, `count` how many. A single one that is not large is only noted. Gives that cost
    nothing are left in peace, and so are those that were just matched, or whose return is asked for by a day to come.
    """
    policy, today = situation.deal.policy, situation.today
    until = working_days_ago(today, policy.open_days)
    aged = [g for g in situation.open_gives if g.since <= until]
    if aged:
        spared = situation.moves_dealt_with() | situation.gives_with_open_ask()
        aged = [g for g in aged if g.no not in spared]
    old = [
        (left or ZERO, (today - g.since).days, g)
        for g in aged
        if (left := situation.unanswered_cost(g)) != 0
    ]
    if not old:
        return
    _, _, first = max(old, key=lambda one: (one[0] * one[1], one[1]))
    amount = sum((left for left, _, _ in old), ZERO)
    share = situation.deal.share(amount) if amount else None
    small = len(old) == 1 and (share is None or share < policy.drip_share)
    yield Caution(
        rule="open_give",
        severity=Severity.NOTE if small else Severity.CAUTION,
        moves=(first.no, *(g.no for _, _, g in old if g is not first)),
        what=first.what,
        amount=amount or None,
        share=share,
        count=len(old),
        days=count_working_days(first.since, today),
        weight=amount,
    )


OPEN_GIVE = Rule(
    id="open_give",
    label="Open give",
    about="open gives",
    check=find_open_give,
    rank=50,
    severity=Severity.CAUTION,
    evidence=("E1", "E2", "E5", "E17"),
    thresholds=("open_days", "drip_share"),
    occasions=ALL_BUT_THEIR_ASKS,
)


def find_stalled_ask(situation: Situation) -> Iterable[Caution]:
    """An ask of ours is past its day, or has no day and no answer after five working days.

    One caution for all such asks, about the one that has waited longest: `days` working days past its day, or since it
    was asked. It weighs more while a give of ours is open. An ask that was just answered is not among them; one that
    was asked again, with a new day, is news when it stalls again.
    """
    until = working_days_ago(situation.today, situation.deal.policy.stalled_days)
    stalled = [
        (late, a)
        for a in situation.open_asks
        if (late := _late(a, situation.today, until)) is not None
    ]
    if stalled:
        spared = situation.moves_dealt_with()
        stalled = [(late, a) for late, a in stalled if a.no not in spared]
    if not stalled:
        return
    days, first = max(stalled, key=lambda pair: pair[0])
    yield Caution(
        rule="stalled_ask",
        severity=Severity.CAUTION if situation.totals.open_gives else Severity.NOTE,
        moves=(first.no, *(a.no for _, a in stalled if a is not first)),
        what=first.what,
        count=len(stalled),
        days=days,
        thing=f"{first.no} {first.due or first.on}",
        weight=Decimal(len(stalled)),
    )


STALLED_ASK = Rule(
    id="stalled_ask",
    label="Stalled ask",
    about="asks without an answer",
    check=find_stalled_ask,
    rank=80,
    severity=Severity.CAUTION,
    evidence=("E1", "E17"),
    thresholds=("stalled_days",),
    occasions=ALL_BUT_THEIR_ASKS,
)


def _late(ask: Move, today: date, until: date) -> int | None:
    """Working days past its day; of one without a day since it was asked, where that was by `until`."""
    if ask.due is not None:
        return count_working_days(ask.due, today) if ask.due < today else None
    return count_working_days(ask.on, today) if ask.on <= until else None


def find_one_get_many_gives(situation: Situation) -> Iterable[Caution]:
    """One get is claimed as the return for three gives or more.

    It still counts once, split between them by cost. `moves` are the get and its gives, `count` how many gives.
    """
    if len(situation.ties) < situation.deal.policy.shared_get:
        return
    gives: dict[MoveNo, list[MoveNo]] = defaultdict(list)
    for tie in situation.ties:
        gives[tie.get].append(tie.give)
    for get, tied in gives.items():
        if len(tied) >= situation.deal.policy.shared_get:
            yield Caution(
                rule="one_get_many_gives",
                severity=Severity.CAUTION,
                moves=(get, *tied),
                count=len(tied),
                weight=Decimal(len(tied)),
            )


ONE_GET_MANY_GIVES = Rule(
    id="one_get_many_gives",
    label="One get many gives",
    about="one get for many gives",
    check=find_one_get_many_gives,
    rank=130,
    severity=Severity.CAUTION,
    evidence=("E3",),
    thresholds=("shared_get",),
    occasions=ALL_BUT_THEIR_ASKS,
)


def find_no_asks(situation: Situation) -> Iterable[Caution]:
    """Three gives or more, and nothing was ever asked for.

    People who get on well often stop asking. `count` is the number of gives.
    """
    move, now = situation.move, situation.totals
    if now.asks or (move is not None and (move.kind is not Kind.GIVE or move.has_if)):
        return
    gives = now.gives + (situation.bare_give() is not None)
    if gives >= situation.deal.policy.asks_after and (now.open_gives or move is not None):
        yield Caution(rule="no_asks", severity=Severity.CAUTION, count=gives, weight=Decimal(gives))


NO_ASKS = Rule(
    id="no_asks",
    label="No asks",
    about="gives without any ask",
    check=find_no_asks,
    rank=140,
    severity=Severity.CAUTION,
    evidence=("E21",),
    thresholds=("asks_after",),
    occasions=OUR_GIVES,
)


def find_wrong_variable(situation: Situation) -> Iterable[Caution]:
    """A get is worth nothing to us.

    They gave something, but not on an issue that matters here; better said early than counted as a return.
    """
    move = situation.move
    gets = _gets(situation) if move is None else [move]
    nil = [
        g
        for g in gets
        if g.kind is Kind.GET and _worth(situation, g) == 0 and g.counts_on(situation.today)
    ]
    if nil:
        yield Caution(
            rule="wrong_variable",
            severity=Severity.NOTE,
            moves=tuple(g.no for g in nil),
            what=nil[0].what,
            amount=ZERO,
            count=len(nil),
            weight=Decimal(len(nil)),
        )


WRONG_VARIABLE = Rule(
    id="wrong_variable",
    label="Wrong variable",
    about="gets that are worth nothing to us",
    check=find_wrong_variable,
    rank=240,
    severity=Severity.NOTE,
    evidence=("E5",),
    occasions=THEIR_MOVES,
)


def _gets(situation: Situation) -> list[Move]:
    return [m for m in situation.recent if m.kind is Kind.GET]


def _worth(situation: Situation, get: Move) -> Decimal | None:
    return situation.deal.yardstick.amount(get.worth, get.on)


RULES = (
    OPEN_GIVE,
    STALLED_ASK,
    ONE_GET_MANY_GIVES,
    NO_ASKS,
    WRONG_VARIABLE,
)
