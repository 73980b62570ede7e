"""When they do not answer: what counts as a miss, and which step of the ladder we are on.

Neutral on the first miss, firm on the second, forgiving after any get (E17).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from bot.domain.calendar import count_working_days
from bot.domain.ledger import Entry, Ledger, Verb, by_day
from bot.domain.measures.pace import compute_reply_lag
from bot.domain.moves import Move, State
from bot.domain.policy import Policy

FIRM_FROM = 2
"""From so many misses on there is a menu, and a hold is proposed."""


class MissKind(StrEnum):
    """How they did not answer."""

    OPEN_GIVE = "open_give"
    """A give of ours had nothing back for as long as they usually take, and no ask is still within its day."""
    DECLINED = "declined"
    """They declined an ask of ours."""
    PAST_DAY = "past_day"
    """An ask of ours is past its day, or was before it was asked again."""
    TEST = "test"
    """An early give as a test: the reply hoped for did not come by its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One time they did not answer: about which move, since which day, and how many working days ago that is."""

    kind: MissKind
    move: Move
    since: date
    days: int


def list_misses(
    ledger: Ledger, policy: Policy, today: date, entries: Iterable[Entry] = ()
) -> tuple[Miss, ...]:
    """The times they did not answer since their last get, oldest first. Only while a give of ours is open, else there
    is nothing they would have to answer. `entries` tell of asks that were past their day before they were asked
    again; without them those are left out."""
    open_gives = [answer.give for answer in ledger.open_gives(today)]
    if not open_gives:
        return ()
    gets = ledger.gets(today)
    since_get = max((get.since for get in gets), default=date.min)
    first_give = min(give.since for give in open_gives)
    late = [*_past_day(ledger, today), *_asked_again(ledger, entries)]
    asks = [*_declined(ledger, gets), *(miss for miss in late if miss[2] > since_get)]
    asks = [miss for miss in asks if miss[2] >= first_give]
    tests = [
        (MissKind.TEST, g, g.review)
        for g in open_gives
        if g.test and g.review and g.since > since_get
    ]
    covered = {move.ref for move in ledger.unanswered_asks()} | {move.ref for _, move, _ in asks}
    waited, patient = (
        {ask.no for ask in ledger.unanswered_asks()},
        compute_patience(ledger, policy, today),
    )
    silent = [
        (MissKind.OPEN_GIVE, give, start)
        for give in open_gives
        if not give.test and give.no not in covered and give.ref not in waited
        for start in (max(_since(give), since_get),)
        if count_working_days(start, today) >= patient
    ]
    found = sorted([*asks, *tests, *silent], key=lambda miss: (miss[2], miss[1].no))
    return tuple(
        Miss(kind=k, move=m, since=day, days=count_working_days(day, today)) for k, m, day in found
    )


Found = tuple[MissKind, Move, date]


def _declined(ledger: Ledger, gets: Sequence[Move]) -> list[Found]:
    """Asks of ours that they declined; one of the day of a get counts where it was declined after it."""
    last = max((get.turn for get in gets), default=None)
    return [
        (MissKind.DECLINED, ask, ask.settled)
        for ask in ledger.asks()
        if ask.state is State.DECLINED
        and ask.settled is not None
        and (last is None or ask.turn > last)
    ]


def _past_day(ledger: Ledger, today: date) -> list[Found]:
    return [
        (MissKind.PAST_DAY, ask, ask.due)
        for ask in ledger.unanswered_asks()
        if ask.due is not None and ask.due < today
    ]


def _asked_again(ledger: Ledger, entries: Iterable[Entry]) -> list[Found]:
    stands = {ask.no for ask in ledger.asks() if ask.state is not State.WITHDRAWN}
    again = [e for e in entries if e.verb is Verb.ASKED_AGAIN]
    return [
        (MissKind.PAST_DAY, before, before.due)
        for entry in again
        for before in entry.before
        if before.no in stands and before.due is not None and before.due < entry.at.date()
    ]


def _since(give: Move) -> date:
    """The day from which an answer could be hoped for: goodwill waits for nothing until its review."""
    return (
        max(give.since, give.review) if give.state is State.GOODWILL and give.review else give.since
    )


def compute_patience(ledger: Ledger, policy: Policy, today: date) -> int:
    """Working days after which a give without an answer is a miss: the policy's, or longer where this party usually
    takes longer."""
    usual = compute_reply_lag(ledger, today).theirs
    return max(policy.open_days, ceil(usual)) if usual is not None else policy.open_days


def find_oldest_open_give(ledger: Ledger, today: date) -> Move | None:
    """The give that has been open for longest."""
    return min((answer.give for answer in ledger.open_gives(today)), key=by_day, default=None)
