"""Recorded negotiations played again: each trace becomes a deal whose offers are recorded through the use cases behind
`/offer`; what every offer changed and how it was answered comes out as rows of JSON.

Traces come from many places. What they say of an issue beyond its values (ranges, lists of options) is passed over, so
that an offer outside of them is still an offer; a side without a stated utility on an issue gets nothing from it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol, TypeGuard

import orjson

from bot.coach.answers import NotDone
from bot.coach.answers.offers import OfferRecorded, OfferRow
from bot.coach.offers import answer_offer, list_offers, record_offer
from bot.coach.requests import Actor
from bot.coach.requests.offers import AnswerOffer, RecordOffer
from bot.coach.services import Services
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, OfferNo, PartyId, PersonId, TeamId
from bot.domain.issues import (
    ONE,
    ZERO,
    Bundle,
    Issue,
    Joint,
    LinearScale,
    Points,
    Scale,
    Shape,
    Value,
)
from bot.domain.policy import Policy
from bot.domain.steps import OfferStep, Status, TermChange
from bot.domain.worth import POINTS, Figure

EXACT = Decimal("0.000001")
"""Changes below this share of the whole count as none; the wider band of the policy is for people's screens."""
OPEN = "open"
"""The class of a step that only names issues for the first time; it exists only here."""

ANSWERED = (Status.RECIPROCATED, Status.ACCEPTED)

Json = Mapping[str, object]
TEAM, DEAL, PERSON = TeamId("replay"), DealId("trace"), PersonId("replay")


class UnusableTrace(Exception):
    """A trace is a JSON object with an id, issues and moves."""

    def __str__(self) -> str:
        return f"Line {self.args[0]} cannot be used: {UnusableTrace.__doc__}"


class Records(Protocol):
    """A use case that records an offer."""

    def __call__(self, request: RecordOffer, *, services: Services) -> object: ...


def replays(
    lines: Iterable[bytes], *, services: Callable[[], Services], record: Records = record_offer
) -> Iterator[bytes]:
    """Each trace answered by a row `{id, steps, totals}`, in their order; empty lines are passed over. `desk` sets up a
    fresh desk for every trace."""
    for number, line in enumerate(lines, 1):
        if line and not line.isspace():
            yield orjson.dumps(
                _replayed(_parsed(line, number), services(), record),
                option=orjson.OPT_APPEND_NEWLINE,
            )


def _parsed(line: bytes, number: int) -> Json:
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise UnusableTrace(number) from None
    if not _is_row(row) or not isinstance(row.get("moves"), list):
        raise UnusableTrace(number)
    return row


def _replayed(trace: Json, services: Services, record: Records) -> Json:
    table = _TraceReader(trace)
    actor = Actor(team=TEAM, person=PERSON, channel=None, today=services.clock.now().date())
    with services.store.work() as work:
        work.open_deal(table.deal(services), None, PERSON)
    when: dict[OfferNo, object] = {}
    for number, move in enumerate(table.moves):
        done = _played(table, move, actor, f"{number}", services, record)
        if isinstance(done, OfferRecorded):
            when[done.offer.no] = move.get("t")
    listed = list_offers(actor, DEAL, services=services)
    rows = () if isinstance(listed, NotDone) else listed.rows
    steps = [(row, row.step) for row in rows if row.step is not None]
    shown = [_shown(row, step, when[row.offer.no], table) for row, step in steps]
    return {"id": trace.get("id"), "steps": shown, "totals": _totals(rows, table)}


def _played(
    table: "_TraceReader", move: Json, by: Actor, once: str, services: Services, record: Records
) -> object:
    party = table.party(move.get("by"))
    if move.get("kind") == "accept":
        order = AnswerOffer(
            by=by, deal=DEAL, no=None, party=party, accepted=True, bundle=0, checked=True, once=once
        )
        return answer_offer(order, services=services)
    values = table.bundle(move.get("bundle"))
    others = move.get("alternatives")
    alternatives = [table.bundle(other) for other in others] if isinstance(others, list) else []
    offer = RecordOffer(
        by=by,
        deal=DEAL,
        party=party,
        values=values,
        alternatives=tuple(bundle for bundle in alternatives if bundle),
        once=once,
    )
    return record(offer, services=services) if values else None


def _shown(row: OfferRow, step: OfferStep, when: object, table: "_TraceReader") -> Json:
    only_opens = step.opens and not (step.gives or step.takes or step.unclear) and step.kind is None
    kind = OPEN if only_opens else step.kind or "silent"
    return {
        "t": when,
        "by": table.names[step.by],
        "class": kind,
        "is_concession": step.concession,
        "gives": _issues(step.gives),
        "takes": _issues(step.takes),
        "packaged": step.packaged,
        "bids_against_self": step.against_self,
        "response": row.response.status if row.response else Status.ENDED,
    }


def _issues(changes: Sequence[TermChange]) -> list[str]:
    return [change.issue for change in changes]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Concessions in a row that were neither returned nor accepted, and what they cost."""

    length: int = 0
    cost: Decimal = ZERO


def _totals(rows: Sequence[OfferRow], table: "_TraceReader") -> Json:
    return {
        name: _totals_of([row for row in rows if row.offer.by == party])
        for party, name in table.names.items()
    }


def _totals_of(rows: Sequence[OfferRow]) -> Json:
    conceded = [
        (row.step, row.response) for row in rows if row.step is not None and row.step.concession
    ]
    ways = [response.status for _, response in conceded if response is not None]
    longest = run = _Run()
    for step, response in conceded:
        answered = response is not None and response.status in ANSWERED
        run = _Run() if answered else _Run(length=run.length + 1, cost=run.cost - step.own)
        longest = max(longest, run, key=lambda r: r.length)
    return {
        "offers": len(rows),
        "concessions": len(conceded),
        "conceded": _short(sum((-step.own for step, _ in conceded), ZERO)),
        "reciprocated": ways.count(Status.RECIPROCATED),
        "accepted": ways.count(Status.ACCEPTED),
        "unreciprocated": sum(way not in (*ANSWERED, Status.OPP_OPENING) for way in ways),
        "bids_against_self": sum(row.step.against_self for row in rows if row.step is not None),
        "longest_unreciprocated_run": longest.length,
        "longest_run_cost": _short(longest.cost),
    }


def _short(share: Decimal) -> float:
    return round(float(share), 4)


class _TraceReader:
    """A trace in our words: its parties, its issues with what they are worth to each, and its offers and answers. The
    first party is taken for our side; for the steps it makes no difference which one is."""

    def __init__(self, trace: Json) -> None:
        moves = [
            move for move in _rows(trace.get("moves")) if move.get("kind") in ("offer", "accept")
        ]
        self.moves = (
            sorted(moves, key=_turn) if all(_is_number(move.get("t")) for move in moves) else moves
        )
        self.scales = trace.get("utility_scale")
        named = dict.fromkeys(_name(p.get("id")) for p in _rows(trace.get("parties")))
        named |= dict.fromkeys(_name(move.get("by")) for move in self.moves)
        self.names = {_party_id(place, len(named)): name for place, name in enumerate(named)}
        self._ids = {name: party for party, name in self.names.items()}
        self._told = list(_rows(trace.get("issues")))
        self._numbers = {_name(issue.get("name")) for issue in self._told if not _is_choice(issue)}

    def party(self, name: object) -> PartyId:
        return self._ids[_name(name)]

    def bundle(self, said: object) -> dict[str, Value]:
        """What a move says, issue by issue; values that are no value are passed over."""
        if not _is_row(said):
            return {}
        values = ((_name(name), self.value(_name(name), value)) for name, value in said.items())
        return {name: value for name, value in values if value is not None}

    def value(self, name: str, said: object) -> Value | None:
        if said is None or said == "":
            return None
        return _number(said) if name in self._numbers else _option(said)

    def deal(self, services: Services) -> Deal:
        """The deal that a trace tells of. It is counted in points and 1 in all, so that shares are utilities."""
        return Deal(
            team=TEAM,
            id=DEAL,
            name="trace",
            side=Side.SELLING,
            yardstick=Yardstick(unit=POINTS),
            opened_at=services.clock.now(),
            opened_by=PERSON,
            size=Figure(amount=ONE, unit=POINTS),
            parties=tuple(
                Party(id=party, name=name) for party, name in self.names.items() if party != US
            ),
            policy=Policy(class_tolerance=EXACT),
            issues=tuple(self.issue(told) for told in self._told),
        )

    def issue(self, told: Json) -> Issue:
        name = _name(told.get("name"))
        said = [value for bundle in self._said() if (value := bundle.get(name)) is not None]
        options = [] if name in self._numbers else told.get("options")
        listed = [_option(option) for option in options] if isinstance(options, list) else []
        named = [value for value in said if isinstance(value, str)]
        words = tuple(dict.fromkeys([*listed, *named]))
        utility = told.get("utility")
        of = utility if _is_row(utility) else {}
        scales = (
            {party: self.scale(of.get(n), party, words) for party, n in self.names.items()}
            if of
            else {}
        )
        return Issue(name=name, options=words, scales=scales)

    def _said(self) -> Iterator[Bundle]:
        for move in self.moves:
            yield self.bundle(move.get("bundle"))
            for other in _rows(move.get("alternatives")):
                yield self.bundle(other)

    def scale(self, told: object, party: PartyId, words: Sequence[str]) -> Scale:
        """What an issue is worth to a party; nothing where nobody says."""
        weight = _number(told.get("weight")) if _is_row(told) else ZERO
        weight = ONE if weight is None else weight
        return Scale(weight=weight / self.span(party), shape=_shape(told, words))

    def span(self, party: PartyId) -> Decimal:
        """What a party's utilities span, by which they are divided."""
        scale = self.scales.get(self.names[party]) if _is_row(self.scales) else None
        low, high = (
            (_number(scale.get(end)) for end in ("min", "max")) if _is_row(scale) else (None, None)
        )
        return high - low if low is not None and high is not None and high > low else ONE


def _shape(told: object, words: Sequence[str]) -> Shape:
    """The worth of an issue's values; an option that the trace does not list is worth nothing."""
    if not _is_row(told):
        return Points(of=dict.fromkeys(words, ZERO)) if words else LinearScale(slope=ZERO)
    listed = told.get("values")
    table = (
        {key: _number(value) or ZERO for key, value in listed.items()} if _is_row(listed) else {}
    )
    if told.get("kind") == "table2":
        pairs = (key.partition("|")[::2] for key in table)
        return Joint(
            other=_name(told.get("with")),
            of={
                (_option(there), _option(here)): worth
                for (there, here), worth in zip(pairs, table.values(), strict=True)
            },
        )
    if table or told.get("kind") == "table":
        return Points(
            of={
                **dict.fromkeys(words, ZERO),
                **{_option(key): worth for key, worth in table.items()},
            }
        )
    return LinearScale(slope=_number(told.get("a")) or ZERO, start=_number(told.get("b")) or ZERO)


def _is_choice(issue: Json) -> bool:
    """Whether an issue's values are names: what it is worth is told option by option, or nobody says that it is not."""
    utility = issue.get("utility")
    kinds = {u.get("kind") for u in utility.values() if _is_row(u)} if _is_row(utility) else set()
    if kinds:
        return "linear" not in kinds
    return issue.get("kind") == "categorical"


def _party_id(place: int, parties: int) -> PartyId:
    return PartyId(US if place == 0 else THEM if parties == 2 else f"p{place}")


def _turn(move: Json) -> float:
    when = move.get("t")
    return float(when) if _is_number(when) else 0.0


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_row(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _rows(rows: object) -> Iterator[Json]:
    return (row for row in rows if _is_row(row)) if isinstance(rows, list) else iter(())


def _name(value: object) -> str:
    return str(value)


def _number(value: object) -> Decimal | None:
    """A number, also one written as text with commas between thousands, a currency or a percent sign."""
    if not isinstance(value, int | float | str) or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).replace(",", "").strip(" $€£%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _option(value: object) -> str:
    """An option by its one name: 3, 3.0 and "3" are the same."""
    number = (
        Decimal(str(value))
        if _is_number(value) or (isinstance(value, str) and value.replace(".", "", 1).isdigit())
        else None
    )
    return str(value) if number is None else f"{number.normalize():f}"
