"""Recorded negotiations as values: who sat at the table, what each value was worth to them, and what they offered.

Traces come from many places and are read loosely. What a trace says of an issue beyond its values (ranges, lists of
options) is passed over, so that an offer outside of them is still an offer; a side without a stated utility on an issue
gets nothing from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeGuard

from bot.domain.ids import THEM, US, PartyId
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

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceMove:
    """An offer, or the acceptance of one. `at` is the moment as the trace writes it. An offer that names no value has
    an empty `values` and says nothing."""

    at: object
    by: PartyId
    accepts: bool
    values: Bundle
    alternatives: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A recorded negotiation. `names` are the parties' own names. The first party is taken for our side; for what an
    offer changes it makes no difference which one is."""

    id: object
    names: Mapping[PartyId, str]
    issues: tuple[Issue, ...]
    moves: tuple[TraceMove, ...]


def parse_trace(row: Json) -> Trace:
    """The trace that a row holds; what is missing or of the wrong kind counts as not said."""
    move_rows = _select_moves(row)
    names = _name_parties(row, move_rows)
    issue_rows = list(_objects_in(row.get("issues")))
    numeric = {str(issue.get("name")) for issue in issue_rows if not _has_options(issue)}
    parser = _MoveParser(names=names, numeric=frozenset(numeric))
    moves = tuple(map(parser.parse_move, move_rows))
    issues = _IssueParser(
        names=names,
        numeric=frozenset(numeric),
        moves=moves,
        spans={party: _utility_span(row, name) for party, name in names.items()},
    )
    return Trace(
        id=row.get("id"),
        names=names,
        issues=tuple(map(issues.parse_issue, issue_rows)),
        moves=moves,
    )


def _select_moves(row: Json) -> list[Json]:
    """The offers and acceptances, in the order of their moments where all of these are numbers."""
    moves = [
        move for move in _objects_in(row.get("moves")) if move.get("kind") in ("offer", "accept")
    ]
    moments = [moment for move in moves if _is_number(moment := move.get("t"))]
    if len(moments) < len(moves):
        return moves
    in_time = sorted(range(len(moves)), key=moments.__getitem__)
    return [moves[place] for place in in_time]


def _name_parties(row: Json, moves: Sequence[Json]) -> dict[PartyId, str]:
    """The parties by our ids for them: those that the trace lists, then any other that makes a move."""
    listed = [str(party.get("id")) for party in _objects_in(row.get("parties"))]
    moving = [str(move.get("by")) for move in moves]
    names = list(dict.fromkeys([*listed, *moving]))
    return {_party_id(place, len(names)): name for place, name in enumerate(names)}


def _party_id(place: int, count: int) -> PartyId:
    if place == 0:
        return PartyId(US)
    return PartyId(THEM) if count == 2 else PartyId(f"p{place}")


def _utility_span(row: Json, party: str) -> Decimal:
    """The difference between a party's highest and lowest total utility, by which its weights are divided; 1 where the
    trace does not say."""
    scales = row.get("utility_scale")
    scale = scales.get(party) if _is_object(scales) else None
    if not _is_object(scale):
        return ONE
    low, high = _parse_number(scale.get("min")), _parse_number(scale.get("max"))
    if low is None or high is None or high <= low:
        return ONE
    return high - low


def _has_options(issue: Json) -> bool:
    """Whether an issue's values are names: some party's utility is told option by option and nobody's by a slope, or
    nobody's is told and the trace calls the issue categorical."""
    utility = issue.get("utility")
    told = _objects_in(list(utility.values())) if _is_object(utility) else iter(())
    kinds = {each.get("kind") for each in told}
    if kinds:
        return "linear" not in kinds
    return issue.get("kind") == "categorical"


@dataclass(frozen=True, slots=True, kw_only=True)
class _MoveParser:
    """Parses moves. Values of the issues in `numeric` are numbers, all others options."""

    names: Mapping[PartyId, str]
    numeric: frozenset[str]

    def parse_move(self, move: Json) -> TraceMove:
        name = str(move.get("by"))
        alternatives = map(self._parse_bundle, _objects_in(move.get("alternatives")))
        return TraceMove(
            at=move.get("t"),
            by=next(party for party, known in self.names.items() if known == name),
            accepts=move.get("kind") == "accept",
            values=self._parse_bundle(move.get("bundle")),
            alternatives=tuple(bundle for bundle in alternatives if bundle),
        )

    def _parse_bundle(self, said: object) -> dict[str, Value]:
        """The values of a bundle by their issue, without those that cannot be used."""
        bundle: dict[str, Value] = {}
        if _is_object(said):
            for name, found in said.items():
                value = self._parse_value(name, found)
                if value is not None:
                    bundle[name] = value
        return bundle

    def _parse_value(self, issue: str, said: object) -> Value | None:
        if said is None or said == "":
            return None
        return _parse_number(said) if issue in self.numeric else _parse_option(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _IssueParser:
    """Parses issues. Options that only a move names count as options too; `spans` are the parties' utility spans."""

    names: Mapping[PartyId, str]
    numeric: frozenset[str]
    moves: Sequence[TraceMove]
    spans: Mapping[PartyId, Decimal]

    def parse_issue(self, issue: Json) -> Issue:
        name = str(issue.get("name"))
        options = self._find_options(name, issue)
        utility = issue.get("utility")
        scales: dict[PartyId, Scale] = {}
        if _is_object(utility) and utility:
            for party, known_as in self.names.items():
                scales[party] = self._parse_scale(utility.get(known_as), party, options)
        return Issue(name=name, options=options, scales=scales)

    def _find_options(self, name: str, issue: Json) -> tuple[str, ...]:
        """The options that the trace lists, then those that moves name."""
        listed = issue.get("options")
        options: list[str] = []
        if name not in self.numeric and isinstance(listed, list):
            options.extend(map(_parse_option, listed))
        for move in self.moves:
            for bundle in (move.values, *move.alternatives):
                value = bundle.get(name)
                if isinstance(value, str):
                    options.append(value)
        return tuple(dict.fromkeys(options))

    def _parse_scale(self, utility: object, party: PartyId, options: Sequence[str]) -> Scale:
        """What an issue is worth to a party: nothing where nobody says, at weight 1 where no weight is told."""
        weight = _parse_number(utility.get("weight")) if _is_object(utility) else ZERO
        if weight is None:
            weight = ONE
        return Scale(weight=weight / self.spans[party], shape=_parse_shape(utility, options))


def _parse_shape(utility: object, options: Sequence[str]) -> Shape:
    """The worth of an issue's values; an option that the trace does not list is worth nothing."""
    worthless = dict.fromkeys(options, ZERO)
    if not _is_object(utility):
        return Points(of=worthless) if options else LinearScale(slope=ZERO)
    listed = utility.get("values")
    worths = dict[str, Decimal]()
    if _is_object(listed):
        worths = {key: _parse_number(value) or ZERO for key, value in listed.items()}
    kind = utility.get("kind")
    if kind == "table2":
        return _parse_joint(str(utility.get("with")), worths)
    if worths or kind == "table":
        listed_worths = {_parse_option(key): worth for key, worth in worths.items()}
        return Points(of=worthless | listed_worths)
    return LinearScale(
        slope=_parse_number(utility.get("a")) or ZERO,
        start=_parse_number(utility.get("b")) or ZERO,
    )


def _parse_joint(other: str, worths: Mapping[str, Decimal]) -> Joint:
    """The worth of pairs written as `value there|value here`."""
    by_pair: dict[tuple[str, str], Decimal] = {}
    for key, worth in worths.items():
        there, _, here = key.partition("|")
        by_pair[_parse_option(there), _parse_option(here)] = worth
    return Joint(other=other, of=by_pair)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _objects_in(value: object) -> Iterator[Json]:
    """The objects in a list; none where it is no list."""
    if isinstance(value, list):
        yield from filter(_is_object, value)


def _parse_number(value: object) -> Decimal | None:
    """A number, also one written as text with commas between thousands, a currency or a percent sign."""
    if not _is_number(value) and not isinstance(value, str):
        return None
    try:
        number = Decimal(str(value).replace(",", "").strip(" $€£%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _parse_option(value: object) -> str:
    """An option by its one name: 3, 3.0 and "3" are the same."""
    is_decimal_text = isinstance(value, str) and value.replace(".", "", 1).isdigit()
    if not (_is_number(value) or is_decimal_text):
        return str(value)
    return f"{Decimal(str(value)).normalize():f}"
