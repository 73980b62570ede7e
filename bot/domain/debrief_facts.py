"""What the ledger, the rhythm and the notes of a deal know that may answer a question of its
debrief."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.debriefs import FACTS_AT_MOST, DebriefFact, DebriefTopic, FactKind
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Ledger, Verb, by_day
from bot.domain.moves import Kind, Move, State
from bot.domain.rhythms import Measure
from bot.domain.trades import ZERO
from bot.domain.triggers import Firing, Reading, is_past_threshold, list_counted_readings

LEAST_READINGS = 3
"""Readings of a measure below which nothing is said about how it behaves."""
NOISY_CROSSINGS = 2
"""Once past a threshold and back is what a threshold is for; twice or more is noise. Judgement."""


def find_trust_facts(ledger: Ledger, entries: Iterable[Entry]) -> list[DebriefFact]:
    """What they gave unasked, kept, have not kept and took back, oldest first."""
    delivered = {m.no for e in entries if e.verb is Verb.DELIVERED for m in e.moves}
    facts = []
    for get in sorted(ledger.moves.values(), key=by_day):
        kind = _find_trust_kind(get, ledger, delivered) if get.kind is Kind.GET else None
        if kind is not None:
            facts.append(_build_fact(kind, get))
    return facts


def _find_trust_kind(get: Move, ledger: Ledger, delivered: set[MoveNo]) -> FactKind | None:
    if get.state is State.TAKEN_BACK:
        return FactKind.TAKEN_BACK
    if get.state is State.PROMISED:
        return FactKind.NOT_DELIVERED
    if get.state is not State.FIRM:
        return None
    if get.no in delivered:
        return FactKind.DELIVERED
    # A get that answers an ask or is tied to a give was part of a trade, and says nothing of good will.
    was_asked = get.ref is not None or get.offer is not None or ledger.ties_of(get.no)
    return None if was_asked else FactKind.VOLUNTEERED


def _build_fact(kind: FactKind, move: Move) -> DebriefFact:
    return DebriefFact(key=f"{kind}:{move.no}", kind=kind, what=move.what, on=move.since)


def find_trade_facts(ledger: Ledger, today: date) -> list[DebriefFact]:
    """Each get that counts with the gives it answers: what they cost us and what it was worth, those that gained
    most first. A get of several gives is one trade; what one get of several brought is shared by cost."""
    facts = []
    for get in ledger.gets(today):
        gives = [ledger.moves[tie.give] for tie in ledger.ties_of(get.no)]
        gives = [give for give in gives if give.counts_on(today)]
        if gives:
            facts.append(_build_trade_fact(get, gives, ledger))
    return sorted(facts, key=_weigh_trade)


def _build_trade_fact(get: Move, gives: Sequence[Move], ledger: Ledger) -> DebriefFact:
    worth = ledger.yardstick.amount(get.worth, get.on)
    costs = [_cost_in_trade(give, get, ledger) for give in gives]
    known = [cost for cost in costs if cost is not None]
    cost = sum(known, ZERO) if len(known) == len(costs) else None
    kind = FactKind.NOT_VALUED
    if worth is not None and cost is not None:
        kind = FactKind.GAINED if worth > cost else FactKind.COST_MORE
    return DebriefFact(
        key=f"trade:{get.no}",
        kind=kind,
        what=" + ".join(give.what for give in gives),
        other=get.what,
        on=get.since,
        cost=cost,
        worth=worth,
    )


def _cost_in_trade(give: Move, get: Move, ledger: Ledger) -> Decimal | None:
    """The give's cost as far as it falls on this get: where several gets answer it, each bears a part by its worth,
    else an equal one."""
    cost = ledger.yardstick.amount(give.cost, give.on)
    if cost is None:
        return None
    gets = [ledger.moves[tie.get] for tie in ledger.ties_of(give.no)]
    worths = [ledger.yardstick.amount(each.worth, each.on) for each in gets]
    whole = sum((worth for worth in worths if worth is not None), ZERO)
    own = ledger.yardstick.amount(get.worth, get.on)
    if None in worths or own is None or not whole:
        return cost / len(gets)
    return cost * own / whole


def _weigh_trade(fact: DebriefFact) -> tuple[int, Decimal]:
    if fact.cost is None or fact.worth is None:
        return 1, ZERO
    return 0, fact.cost - fact.worth


def find_measure_facts(
    measures: Iterable[Measure], readings: Sequence[Reading]
) -> list[DebriefFact]:
    """How each measure of the rhythm behaved: noisy, on its threshold, steady, or hardly read."""
    return [
        _build_measure_fact(measure, list_counted_readings(readings, measure.name))
        for measure in measures
    ]


def _build_measure_fact(measure: Measure, readings: Sequence[Reading]) -> DebriefFact:
    past = [is_past_threshold(measure, reading.value) for reading in readings]
    crossings = sum(one is not other for one, other in pairwise(past))
    on_it = sum(reading.value == measure.threshold for reading in readings)
    kind, count = FactKind.STEADY, sum(past)
    if len(readings) < LEAST_READINGS:
        kind, count = FactKind.UNREAD, len(readings)
    elif crossings >= NOISY_CROSSINGS:
        kind, count = FactKind.NOISY, crossings
    elif on_it * 2 > len(readings):
        # Kept to the letter: people may work on the figure instead of what it stands for.
        kind, count = FactKind.ON_THE_LINE, on_it
    return DebriefFact(
        key=f"measure:{measure.name}"[:140],
        kind=kind,
        what=measure.name,
        count=count,
        whole=len(readings),
        on=readings[0].on if readings else None,
    )


def find_moment_facts(
    checkins: Iterable[CheckIn],
    measures: Iterable[Measure],
    readings: Sequence[Reading],
    firings: Iterable[Firing],
) -> list[DebriefFact]:
    """Check-ins at which something was decided, triggers after which the measure recovered, and check-ins that were
    left out, newest first of each."""
    held, skipped = [], []
    for checkin in sorted(checkins, key=lambda each: each.day, reverse=True):
        if checkin.state is CheckInState.HELD and (checkin.decisions or checkin.outcome):
            held.append(_build_moment(FactKind.HELD, checkin, checkin.decisions or checkin.outcome))
        elif checkin.state is CheckInState.SKIPPED:
            skipped.append(_build_moment(FactKind.SKIPPED, checkin, checkin.why))
    recovered = [
        fact
        for firing in firings
        if (fact := _build_recovery(firing, measures, readings)) is not None
    ]
    return [*held, *recovered, *skipped]


def _build_moment(kind: FactKind, checkin: CheckIn, what: str) -> DebriefFact:
    return DebriefFact(key=f"checkin:{checkin.no}", kind=kind, what=what, on=checkin.day)


def _build_recovery(
    firing: Firing, measures: Iterable[Measure], readings: Sequence[Reading]
) -> DebriefFact | None:
    """That a measure came back within its threshold after a trigger; None where it did not."""
    named = firing.measure.casefold()
    measure = next((each for each in measures if each.name.casefold() == named), None)
    if measure is None:
        return None
    later = [
        reading
        for reading in list_counted_readings(readings, measure.name)
        if (reading.on, reading.no) > (firing.on, firing.reading)
        and not is_past_threshold(measure, reading.value)
    ]
    if not later:
        return None
    return DebriefFact(
        key=f"firing:{firing.reading}",
        kind=FactKind.RECOVERED,
        what=firing.action,
        about=measure.name,
        on=firing.on,
    )


def find_next_facts(ledger: Ledger, today: date) -> list[DebriefFact]:
    """What the next equal offers may hold: gives of ours that were worth more to them than they cost us, what they
    agreed to, and what they did not agree to."""
    facts = []
    for give in ledger.gives(today):
        cost = ledger.yardstick.amount(give.cost, give.on)
        worth = ledger.yardstick.amount(give.worth, give.on)
        if cost is not None and worth is not None and worth > cost:
            fact = DebriefFact(
                key=f"cheap:{give.no}",
                kind=FactKind.CHEAP_GIVE,
                what=give.what,
                on=give.since,
                cost=cost,
                worth=worth,
            )
            facts.append(fact)
    # The cheapest for what it is worth to them comes first.
    facts.sort(key=lambda fact: (fact.cost or ZERO) / (fact.worth or 1))
    answered = {State.GRANTED: FactKind.GRANTED, State.DECLINED: FactKind.DECLINED}
    for state, kind in answered.items():
        facts += [_build_fact(kind, ask) for ask in ledger.asks() if ask.state is state]
    return facts


def limit_facts(facts: Iterable[DebriefFact]) -> tuple[DebriefFact, ...]:
    """The first facts of each question, as many as a list can hold."""
    counts = dict.fromkeys(DebriefTopic, 0)
    kept = []
    for fact in facts:
        counts[fact.topic] += 1
        if counts[fact.topic] <= FACTS_AT_MOST:
            kept.append(fact)
    return tuple(kept)
