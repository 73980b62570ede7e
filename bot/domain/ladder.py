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
    """A give of ours had nothing back for as long as they usually take, and no ask is still within
    its day."""
    DECLINED = "declined"
    """They declined an ask of ours."""
    PAST_DAY = "past_day"
    """An ask of ours is past its day, or was before it was asked again."""
    TEST = "test"
    """An early give as a test: the reply hoped for did not come by its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One time they did not answer: about which move, since which day, and how many working days
    ago that is."""

    kind: MissKind
    move: Move
    since: date
    days: int


def list_misses(
    ledger: Ledger,
    policy: Policy,
    today: date,
    entries: Iterable[Entry] = (),
) -> tuple[Miss, ...]:
    """The times they did not answer since their last get, oldest first.

    Without an open give of ours there is nothing they would have to answer, and so none. `entries`
    tell of asks that were past their day before they were asked again; without them those are left
    out.
    """
    open_gives = [answer.give for answer in ledger.open_gives(today)]
    if not open_gives:
        return ()
    gets = ledger.gets(today)
    since_get = max((get.since for get in gets), default=date.min)
    first_give = min(give.since for give in open_gives)
    declined = _list_declined(ledger, gets, today)
    late = [*_list_past_day(ledger, today), *_list_asked_again(ledger, entries, today)]
    asks = [*declined, *(miss for miss in late if miss.since > since_get)]
    asks = [miss for miss in asks if miss.since >= first_give]
    tests = _list_failed_tests(open_gives, since_get, today)
    silent = []
    for give in _drop_asked_for(open_gives, ledger, [miss.move for miss in asks]):
        since = max(_day_from_which_to_wait(give), since_get)
        if count_working_days(since, today) >= policy.open_days:
            silent.append(_build_miss(MissKind.OPEN_GIVE, give, since, today))
    if silent:
        # How long they usually take only makes us wait longer, so it is worked out for these alone.
        patience = compute_patience(ledger, policy, today)
        silent = [miss for miss in silent if miss.days >= patience]
    misses = [*asks, *tests, *silent]
    return tuple(sorted(misses, key=lambda miss: (miss.since, miss.move.no)))


def _build_miss(kind: MissKind, move: Move, since: date, today: date) -> Miss:
    return Miss(
        kind=kind,
        move=move,
        since=since,
        days=count_working_days(since, today),
    )


def _list_declined(ledger: Ledger, gets: Sequence[Move], today: date) -> list[Miss]:
    """Asks of ours that they declined after their last get, be it on the same day."""
    last_get = max((get.turn for get in gets), default=None)
    declined = []
    for ask in ledger.asks():
        if ask.state is not State.DECLINED or ask.settled is None:
            continue
        if last_get is None or ask.turn > last_get:
            declined.append(_build_miss(MissKind.DECLINED, ask, ask.settled, today))
    return declined


def _list_past_day(ledger: Ledger, today: date) -> list[Miss]:
    """Unanswered asks of ours whose day has passed."""
    return [
        _build_miss(MissKind.PAST_DAY, ask, ask.due, today)
        for ask in ledger.unanswered_asks()
        if ask.due is not None and ask.due < today
    ]


def _list_asked_again(ledger: Ledger, entries: Iterable[Entry], today: date) -> list[Miss]:
    """Asks of ours whose day had passed when they were asked again with a new day."""
    standing = {ask.no for ask in ledger.asks() if ask.state is not State.WITHDRAWN}
    misses = []
    for entry in entries:
        asks = entry.before if entry.verb is Verb.ASKED_AGAIN else ()
        for ask in asks:
            if ask.no not in standing or ask.due is None:
                continue
            if ask.due < entry.at.date():
                misses.append(_build_miss(MissKind.PAST_DAY, ask, ask.due, today))
    return misses


def _list_failed_tests(open_gives: Iterable[Move], since_get: date, today: date) -> list[Miss]:
    """Early gives as a test, made since their last get, whose review came without the reply hoped
    for."""
    return [
        _build_miss(MissKind.TEST, give, give.review, today)
        for give in open_gives
        if give.test and give.review and give.since > since_get
    ]


def _drop_asked_for(
    open_gives: Iterable[Move], ledger: Ledger, missed_asks: Iterable[Move]
) -> list[Move]:
    """Open gives for which no ask wants a return or did, and which no ask waits for; tests are left
    out too."""
    unanswered = ledger.unanswered_asks()
    covered = {ask.ref for ask in (*unanswered, *missed_asks)}
    asked = {ask.no for ask in unanswered}
    return [
        give
        for give in open_gives
        if not give.test and give.no not in covered and give.ref not in asked
    ]


def _day_from_which_to_wait(give: Move) -> date:
    """The day from which an answer could be hoped for: goodwill waits for nothing until its review."""
    if give.state is State.GOODWILL and give.review:
        return max(give.since, give.review)
    return give.since


def compute_patience(ledger: Ledger, policy: Policy, today: date) -> int:
    """Working days after which a give without an answer is a miss: the policy's, or longer where
    this party usually takes longer."""
    usual = compute_reply_lag(ledger, today).theirs
    return max(policy.open_days, ceil(usual)) if usual is not None else policy.open_days


def find_oldest_open_give(ledger: Ledger, today: date) -> Move | None:
    """The give that has been open for longest."""
    return min((answer.give for answer in ledger.open_gives(today)), key=by_day, default=None)
