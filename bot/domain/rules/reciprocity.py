"""Rules about what comes back: open gives, asks without an answer, gets counted for too much, never
asking."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from bot.domain.calendar import count_working_days, working_days_ago
from bot.domain.cautions import Caution, Severity, caution_about, put_first
from bot.domain.ids import MoveNo
from bot.domain.moves import Move
from bot.domain.rules.rule import ALL_BUT_THEIR_ASKS, OUR_GIVES, THEIR_MOVES, Rule
from bot.domain.situation import Situation
from bot.domain.trades import ZERO
from bot.domain.worth import sum_known


def find_open_give(situation: Situation) -> Iterable[Caution]:
    """A give has had nothing back for five working days.

    One caution for all such gives, about the one with the most cost × days: `days` are its working
    days, `amount` what is unanswered of all of them, `count` how many, `loose` gets that may answer
    them. A single one that is not
    large is only noted. Gives that cost nothing are left in peace, and so are those that were just
    matched, or whose return is asked for by a day to come.
    """
    gives = _gives_open_for_long(situation)
    if not gives:
        return

    worst = max(gives, key=partial(_value_days_and_age, situation))
    dealt_with = situation.moves_dealt_with()
    amount = sum_known(map(situation.unanswered_cost, gives))
    share = situation.deal.share(amount) if amount else None
    is_small = share is None or share < situation.policy.drip_share
    severity = Severity.NOTE if len(gives) == 1 and is_small else Severity.CAUTION
    yield replace(
        caution_about(put_first(worst, gives), rule="open_give", severity=severity),
        amount=amount or None,
        share=share,
        days=count_working_days(worst.since, situation.today),
        partly=worst.no in situation.left,
        loose=tuple(get.no for get in situation.loose_gets if get.no not in dealt_with),
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


def _value_days_and_age(situation: Situation, give: Move) -> tuple[Decimal, int]:
    age = (situation.today - give.since).days
    return (situation.unanswered_cost(give) or ZERO) * age, age


def _gives_open_for_long(situation: Situation) -> list[Move]:
    cutoff = working_days_ago(situation.today, situation.policy.open_days)
    gives = [give for give in situation.open_gives if give.since <= cutoff]
    # Most commands meet no old give, so what they deal with is looked up only where there is one.
    if not gives:
        return []
    spared = situation.moves_dealt_with() | situation.gives_with_open_ask()
    return [
        give for give in gives if give.no not in spared and situation.unanswered_cost(give) != 0
    ]


def find_stalled_ask(situation: Situation) -> Iterable[Caution]:
    """An ask of ours is past its day, or has no day and no answer after five working days.

    One caution for all such asks, about the one that has waited longest: `days` working days past
    its day, or since it was asked. It weighs more while a give of ours is open. An ask that was
    just answered is not among them; one that was asked again, with a new day, is news when it
    stalls again.
    """
    today = situation.today
    cutoff = working_days_ago(today, situation.policy.stalled_days)
    dealt_with = situation.moves_dealt_with()
    asks = [
        ask
        for ask in situation.open_asks
        if ask.no not in dealt_with and _is_stalled(ask, today, cutoff)
    ]
    if not asks:
        return

    days_late = {ask.no: count_working_days(ask.due or ask.on, today) for ask in asks}
    # Its day was Friday and today is Sunday: nobody was at work to answer it yet.
    asks = [ask for ask in asks if days_late[ask.no] > 0]
    if not asks:
        return
    latest = max(asks, key=lambda ask: days_late[ask.no])
    severity = Severity.CAUTION if situation.totals.open_gives else Severity.NOTE
    yield replace(
        caution_about(put_first(latest, asks), rule="stalled_ask", severity=severity),
        days=days_late[latest.no],
        # With its day in it, an ask that was put again is news when it stalls again.
        thing=f"{latest.no} {latest.due or latest.on}",
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


def _is_stalled(ask: Move, today: date, cutoff: date) -> bool:
    """Whether its day has passed; of an ask without a day, whether it was made by `cutoff`."""
    if ask.due is not None:
        return ask.due < today
    return ask.on <= cutoff


def find_one_get_many_gives(situation: Situation) -> Iterable[Caution]:
    """One get is claimed as the return for three gives or more.

    It still counts once, split between them by cost. `moves` are the get and its gives, `count` how
    many gives.
    """
    # A get that answers several gives still counts once; the point is how much is asked of it.
    gives_by_get: dict[MoveNo, list[MoveNo]] = defaultdict(list)
    for tie in situation.ties:
        gives_by_get[tie.get].append(tie.give)
    for get, gives in gives_by_get.items():
        if len(gives) >= situation.policy.shared_get:
            yield Caution(
                rule="one_get_many_gives",
                severity=Severity.CAUTION,
                moves=(get, *gives),
                count=len(gives),
                weight=Decimal(len(gives)),
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
    move, totals = situation.move, situation.totals
    if totals.asks or (move is not None and move.has_if):
        return
    # With nothing open there is nothing left to ask a return for.
    if move is None and not totals.open_gives:
        return
    gives = totals.gives + (situation.bare_give() is not None)
    if gives >= situation.policy.asks_after:
        yield Caution(
            rule="no_asks",
            severity=Severity.CAUTION,
            count=gives,
            weight=Decimal(gives),
        )


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

    They gave something, but not on an issue that matters here; better said early than counted as a
    return.
    """
    gets = situation.recent_gets() if situation.move is None else [situation.move]
    worthless = [
        get for get in gets if get.counts_on(situation.today) and situation.worth_of(get) == 0
    ]
    if worthless:
        caution = caution_about(worthless, rule="wrong_variable", severity=Severity.NOTE)
        yield replace(caution, amount=ZERO)


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


RULES = (
    OPEN_GIVE,
    STALLED_ASK,
    ONE_GET_MANY_GIVES,
    NO_ASKS,
    WRONG_VARIABLE,
)
