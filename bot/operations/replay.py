"""`giveget replay`: recorded negotiations played again.

Each trace becomes a deal whose offers are recorded through the use cases behind `/offer`; what every offer changed and
how it was answered comes out as rows of JSON.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

import orjson

from bot.clock.system_clock import SystemClock
from bot.coach.actors import Actor
from bot.coach.answers.base import Answer
from bot.coach.answers.offers import OfferRecorded, OfferRow
from bot.coach.offer_replies import answer_offer
from bot.coach.offers import list_offers, record_offer
from bot.coach.refusals import Refused
from bot.coach.requests.offers import AnswerOffer, RecordOffer
from bot.coach.services import Services
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import US, DealId, OfferNo, PersonId, TeamId
from bot.domain.issues import ONE, ZERO
from bot.domain.policy import Policy
from bot.domain.steps import OfferStep, ResponseKind, TermChange
from bot.domain.worth import POINTS, Figure
from bot.main import build_services
from bot.operations.rows import InvalidField, Row, UnusableRow, parse_row
from bot.operations.traces import Trace, TraceMove, parse_trace
from bot.store.in_memory import in_memory_store

EXACT = Decimal("0.000001")
"""Changes below this share of the whole count as none; the wider band of the policy is for people's screens."""
OPEN = "open"
"""The class of a step that only names issues for the first time; it exists only here."""

ANSWERED = (ResponseKind.RECIPROCATED, ResponseKind.ACCEPTED)

TEAM, DEAL, PERSON = TeamId("replay"), DealId("trace"), PersonId("replay")


class UnusableTrace(UnusableRow):
    """A trace is a JSON object with an id, issues and moves."""


class RecordsOffers(Protocol):
    """A use case that records an offer."""

    def __call__(self, request: RecordOffer, *, services: Services) -> Answer: ...


def replay_traces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each trace answered by a row `{id, steps, totals}`, in their order; empty lines are passed over. Each is played
    on a store of its own. Raises `UnusableTrace` at the first line that is no trace."""
    services = build_services(in_memory_store(), SystemClock())

    def fresh() -> Services:
        return replace(services, store=in_memory_store())

    return replay_with(lines, new_services=fresh)


def replay_with(
    lines: Iterable[bytes],
    *,
    new_services: Callable[[], Services],
    record: RecordsOffers = record_offer,
) -> Iterator[bytes]:
    """As `replay_traces`, through these services and this use case; `new_services` is called for every trace."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            trace = _parse_line(line, number)
            answer = _replay_trace(trace, new_services(), record)
            yield orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)


def _parse_line(line: bytes, number: int) -> Trace:
    try:
        row = parse_row(line)
    except InvalidField:
        raise UnusableTrace(number) from None
    if not isinstance(row.get("moves"), list):
        raise UnusableTrace(number)
    return parse_trace(row)


def _replay_trace(trace: Trace, services: Services, record: RecordsOffers) -> Row:
    actor = Actor(team=TEAM, person=PERSON, channel=None, today=services.clock.now().date())
    with services.store.work() as work:
        work.deals.insert(_open_deal(trace, services), None, PERSON)
    moments: dict[OfferNo, object] = {}
    for number, move in enumerate(trace.moves):
        try:
            answer = _play_move(move, actor, f"{number}", services, record)
        except Refused:  # the row then has no step for that move
            continue
        if isinstance(answer, OfferRecorded):
            moments[answer.offer.no] = move.at
    rows = list_offers(actor, DEAL, services=services).rows
    return {
        "id": trace.id,
        "steps": [
            _describe_step(row, row.step, moments[row.offer.no], trace)
            for row in rows
            if row.step is not None
        ],
        "totals": {
            name: _sum_up([row for row in rows if row.offer.by == party])
            for party, name in trace.names.items()
        },
    }


def _open_deal(trace: Trace, services: Services) -> Deal:
    """The deal that a trace tells of. It is counted in points and 1 in all, so that shares are utilities."""
    others = [party for party in trace.names if party != US]
    return Deal(
        team=TEAM,
        id=DEAL,
        name="trace",
        side=Side.SELLING,
        yardstick=Yardstick(unit=POINTS),
        opened_at=services.clock.now(),
        opened_by=PERSON,
        size=Figure(amount=ONE, unit=POINTS),
        parties=tuple(Party(id=party, name=trace.names[party]) for party in others),
        policy=Policy(class_tolerance=EXACT),
        issues=trace.issues,
    )


def _play_move(
    move: TraceMove, by: Actor, once: str, services: Services, record: RecordsOffers
) -> Answer | None:
    """The answer of the use case; None for an offer that names no value."""
    if move.accepts:
        acceptance = AnswerOffer(
            by=by,
            deal=DEAL,
            no=None,
            party=move.by,
            accepted=True,
            bundle=0,
            checked=True,
            once=once,
        )
        return answer_offer(acceptance, services=services)
    if not move.values:
        return None
    offer = RecordOffer(
        by=by,
        deal=DEAL,
        party=move.by,
        values=move.values,
        alternatives=move.alternatives,
        confirmed=True,
        once=once,
    )
    return record(offer, services=services)


def _describe_step(row: OfferRow, step: OfferStep, moment: object, trace: Trace) -> Row:
    return {
        "t": moment,
        "by": trace.names[step.by],
        "class": _class_of(step),
        "is_concession": step.is_concession,
        "gives": _issue_names(step.gives),
        "takes": _issue_names(step.takes),
        "packaged": step.is_package,
        "bids_against_self": step.against_self,
        "response": row.response.status if row.response else ResponseKind.ENDED,
    }


def _class_of(step: OfferStep) -> str:
    if step.kind is not None:
        return step.kind
    only_opens = step.opens and not (step.gives or step.takes or step.unclear)
    return OPEN if only_opens else "silent"


def _issue_names(changes: Sequence[TermChange]) -> list[str]:
    return [change.issue for change in changes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcessionRun:
    """Concessions in a row that were neither returned nor accepted, and what they cost."""

    length: int = 0
    cost: Decimal = ZERO


def _sum_up(rows: Sequence[OfferRow]) -> Mapping[str, object]:
    """The totals of one party, whose offers these are."""
    steps = [row.step for row in rows if row.step is not None]
    conceding = [row for row in rows if row.step is not None and row.step.is_concession]
    responses = [row.response.status for row in conceding if row.response is not None]
    returned = (*ANSWERED, ResponseKind.OPP_OPENING)
    longest = _find_longest_run(conceding)
    return {
        "offers": len(rows),
        "concessions": len(conceding),
        "conceded": _round(sum((-step.own for step in steps if step.is_concession), ZERO)),
        "reciprocated": responses.count(ResponseKind.RECIPROCATED),
        "accepted": responses.count(ResponseKind.ACCEPTED),
        "unreciprocated": sum(status not in returned for status in responses),
        "bids_against_self": sum(step.against_self for step in steps),
        "longest_unreciprocated_run": longest.length,
        "longest_run_cost": _round(longest.cost),
    }


def _find_longest_run(conceding: Sequence[OfferRow]) -> ConcessionRun:
    """The longest run of concessions that got nothing back; of several of that length the first."""
    longest = run = ConcessionRun()
    for row in conceding:
        if row.response is not None and row.response.status in ANSWERED:
            run = ConcessionRun()
        elif row.step is not None:
            run = ConcessionRun(length=run.length + 1, cost=run.cost - row.step.own)
        if run.length > longest.length:
            longest = run
    return longest


def _round(share: Decimal) -> float:
    return round(float(share), 4)
