"""What the first page of a ledger says of all its moves: the measures, what the rules find, and the curve. Of a long
ledger only the moves are read that it takes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from bot.coach.answers import CurvePoint, DealLog
from bot.coach.cautions import review_cautions
from bot.coach.context import DealSession
from bot.coach.log_measures import measure_log
from bot.coach.plans import load_visible_plan
from bot.coach.records import LAST_MOVES, CountedFigure
from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.ledger import Ledger
from bot.domain.measures.kept import KeptMeasures
from bot.domain.measures.picture import compute_outline, read_log_measures
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import ZERO

CURVE_DAYS = 20
"""As many days as the chart of the ledger shows."""


def with_measures(session: DealSession, log: DealLog) -> DealLog:
    """The first page with what it says of the whole ledger."""
    if session.has_few_moves:
        ledger = session.recent_ledger
        return replace(
            log,
            picture=compute_outline(ledger, session.deal, session.by.today),
            cautions=review_cautions(session, ledger),
            curve=build_curve(ledger, session),
        )
    return with_kept_measures(session, log)


def with_kept_measures(session: DealSession, log: DealLog) -> DealLog:
    """The same of a long ledger, from what is kept of it."""
    kept = measure_log(session.work, session.deal, session.snapshot.entries)
    ledger, gapless_from = _load_telling(session, kept)
    today = session.by.today
    goodwill = [give for give in ledger.gives(today) if give.state is State.GOODWILL]
    return replace(
        log,
        picture=read_log_measures(session.snapshot.totals, kept, ledger, session.deal, today),
        cautions=review_cautions(session, ledger, gapless_from),
        curve=_read_curve(session, goodwill),
    )


def _load_telling(session: DealSession, kept: KeptMeasures) -> tuple[Ledger, MoveNo]:
    """What the rules have to see of a long ledger, and the number from which on no move of it is missing."""
    totals, team, deal = session.snapshot.totals, session.by.team, session.deal
    plan = load_visible_plan(session) if session.snapshot.planned else None
    if not totals.gets or totals.theirs is None or (plan is not None and plan.gives):
        # How much was given before the first get, and in which order what was planned, only all gives tell.
        return session.ledger, MoveNo(0)
    numbers = set(kept.telling)
    if totals.run:
        since = totals.theirs[0]
        run = session.work.ledger.list_moves(team, deal.id, Kind.GIVE, {State.FIRM}, since=since)
        numbers.update(give.no for give in run)
    ledger = session.work.ledger.load_recent(team, deal, numbers)
    return ledger, MoveNo(totals.last - LAST_MOVES + 1)


def _read_curve(session: DealSession, goodwill: Iterable[Move]) -> tuple[CurvePoint, ...]:
    """The last days of the curve, back from what was given and got until today."""
    team, deal, totals = session.by.team, session.deal.id, session.snapshot.totals
    latest = session.work.log_measures.list_latest_days(team, deal, CURVE_DAYS)
    days = sorted({*latest, *(give.since for give in goodwill)}, reverse=True)[:CURVE_DAYS]
    if not days:
        return ()
    first, measured = days[-1], session.deal.yardstick
    counted = session.work.log_measures.list_figures(team, deal, first)
    for_free = [give for give in goodwill if give.since >= first]
    given = _sum_by_day([*counted[Kind.GIVE], *_figures_of(for_free)], measured)
    got = _sum_by_day(counted[Kind.GET], measured)
    points: list[CurvePoint] = []
    given_so_far, got_so_far = totals.given, totals.got
    for day in days:
        points.append(CurvePoint(day=day, given=given_so_far, got=got_so_far))
        given_so_far -= given[day]
        got_so_far -= got[day]
    return tuple(reversed(points))


def build_curve(ledger: Ledger, session: DealSession) -> tuple[CurvePoint, ...]:
    """The shape of concessions: what was given and got up to each day on which one of them moved."""
    today, measured = session.by.today, ledger.yardstick
    gives, gets = ledger.gives(today), ledger.gets(today)
    given = _sum_by_day(_figures_of(gives), measured)
    got = _sum_by_day(_figures_of(gets), measured)
    days = sorted({*given, *got})
    ours, theirs = accumulate(given[day] for day in days), accumulate(got[day] for day in days)
    return tuple(
        CurvePoint(day=day, given=a, got=b) for day, a, b in zip(days, ours, theirs, strict=True)
    )


def _figures_of(moves: Iterable[Move]) -> list[CountedFigure]:
    return [
        CountedFigure(
            since=move.since, on=move.on, figure=move.cost if move.kind is Kind.GIVE else move.worth
        )
        for move in moves
    ]


def _sum_by_day(figures: Iterable[CountedFigure], yardstick: Yardstick) -> Mapping[date, Decimal]:
    """What the figures come to on each day from which one of them counts."""
    sums = defaultdict[date, Decimal](Decimal)
    for each in figures:
        sums[each.since] += yardstick.amount(each.figure, each.on) or ZERO
    return sums
