"""Issues and offers as JSON text, field by field, as `bodies.py` does it for moves.

A number is kept as a list of one text, so that it is never taken for an option of the same spelling.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypedDict

import orjson

from bot.domain.ids import OfferNo, PartyId, PersonId
from bot.domain.issues import Bundle, Issue, Joint, LinearScale, Points, Scale, Shape, Value
from bot.domain.offers import Offer, OfferReply, OfferState
from bot.store.sql import Unstorable
from bot.store.worths import moment, stamp


class KeptScale(TypedDict, total=False):
    """What an issue is worth to one side, as kept: a slope and a start, points, or points by another issue's value."""

    weight: str
    estimate: bool
    slope: str
    start: str
    points: dict[str, str]
    other: str
    joint: list[list[str]]


class KeptIssue(TypedDict, total=False):
    """An issue as kept."""

    name: str
    unit: str
    low: str | None
    high: str | None
    options: list[str]
    more_is_ours: bool | None
    scales: dict[str, KeptScale]


KeptBundle = dict[str, str | list[str]]


class OfferBody(TypedDict, total=False):
    """An offer as kept."""

    no: int
    by: str
    values: KeptBundle
    stated: list[str]
    opened: list[str]
    options: list[list[str]]
    alternatives: list[KeptBundle]
    on: str
    at: str
    person: str
    state: str
    replies: list[tuple[str, bool, str, int]]
    leaned: int | None
    until: str | None
    rhythm: str
    condition: str
    typed: str
    version: int


def issues_text(issues: Iterable[Issue]) -> str:
    """A deal's issues as kept."""
    return written([_issue_plain(issue) for issue in issues])


@lru_cache(maxsize=1024)
def issues(text: str) -> tuple[Issue, ...]:
    """The issues that were kept."""
    return tuple(_issue(kept) for kept in orjson.loads(text))


def offer_text(offer: Offer) -> str:
    """An offer as kept."""
    return written(_offer_plain(offer))


def offer_of(text: str) -> Offer:
    """The offer that was kept."""
    return _offer(orjson.loads(text))


def written(plain: object) -> str:
    """JSON text; raises `Unstorable` where a text cannot be kept."""
    try:
        return orjson.dumps(plain).decode()
    except orjson.JSONEncodeError as error:
        raise Unstorable from error


def _issue_plain(issue: Issue) -> KeptIssue:
    return {
        "name": issue.name,
        "unit": issue.unit,
        "low": None if issue.low is None else str(issue.low),
        "high": None if issue.high is None else str(issue.high),
        "options": list(issue.options),
        "more_is_ours": issue.more_is_ours,
        "scales": {party: _scale_plain(scale) for party, scale in issue.scales.items()},
    }


def _issue(kept: KeptIssue) -> Issue:
    return Issue(
        name=kept["name"],
        unit=kept.get("unit", ""),
        low=_number(kept.get("low")),
        high=_number(kept.get("high")),
        options=tuple(kept.get("options", ())),
        more_is_ours=kept.get("more_is_ours"),
        scales={PartyId(party): _scale(scale) for party, scale in kept.get("scales", {}).items()},
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _scale_plain(scale: Scale) -> KeptScale:
    kept: KeptScale = {"weight": str(scale.weight), "estimate": scale.estimate}
    match scale.shape:
        case LinearScale(slope=slope, start=start):
            kept |= {"slope": str(slope), "start": str(start)}
        case Points(of=of):
            kept |= {"points": {name: str(worth) for name, worth in of.items()}}
        case Joint(other=other, of=joint):
            kept |= {
                "other": other,
                "joint": [[*pair, str(worth)] for pair, worth in joint.items()],
            }
    return kept


def _scale(kept: KeptScale) -> Scale:
    return Scale(
        weight=Decimal(kept["weight"]), estimate=kept.get("estimate", False), shape=_shape(kept)
    )


def _shape(kept: KeptScale) -> Shape:
    if "points" in kept:
        return Points(of={name: Decimal(worth) for name, worth in kept["points"].items()})
    if "joint" in kept:
        return Joint(
            other=kept["other"],
            of={(there, here): Decimal(worth) for there, here, worth in kept["joint"]},
        )
    return LinearScale(slope=Decimal(kept["slope"]), start=Decimal(kept["start"]))


def _offer_plain(offer: Offer) -> OfferBody:
    return {
        "no": offer.no,
        "by": offer.by,
        "values": _bundle_plain(offer.values),
        "stated": sorted(offer.stated),
        "opened": sorted(offer.opened),
        "options": sorted(map(list, offer.options)),
        "alternatives": [_bundle_plain(bundle) for bundle in offer.alternatives],
        "on": offer.on.isoformat(),
        "at": stamp(offer.at),
        "person": offer.person,
        "state": offer.state.value,
        "replies": [(r.by, r.accepted, r.on.isoformat(), r.after) for r in offer.replies],
        "leaned": offer.leaned,
        "until": None if offer.until is None else offer.until.isoformat(),
        "rhythm": offer.rhythm,
        "condition": offer.condition,
        "typed": offer.typed,
        "version": offer.version,
    }


def _offer(kept: OfferBody) -> Offer:
    until = kept.get("until")
    return Offer(
        no=OfferNo(kept["no"]),
        by=PartyId(kept["by"]),
        values=_bundle(kept["values"]),
        stated=frozenset(kept["stated"]),
        opened=frozenset(kept.get("opened", ())),
        options=frozenset((issue, option) for issue, option in kept.get("options", ())),
        alternatives=tuple(_bundle(bundle) for bundle in kept.get("alternatives", ())),
        on=date.fromisoformat(kept["on"]),
        at=moment(kept["at"]),
        person=PersonId(kept["person"]),
        state=OfferState(kept["state"]),
        replies=tuple(_reply(*reply) for reply in kept.get("replies", ())),
        leaned=kept.get("leaned"),
        until=None if until is None else date.fromisoformat(until),
        rhythm=kept.get("rhythm", ""),
        condition=kept.get("condition", ""),
        typed=kept.get("typed", ""),
        version=kept.get("version", 1),
    )


def _reply(by: str, accepted: bool, on: str, after: int) -> OfferReply:  # noqa: FBT001 - as it was kept
    return OfferReply(
        by=PartyId(by), accepted=accepted, on=date.fromisoformat(on), after=OfferNo(after)
    )


def _bundle_plain(bundle: Bundle) -> KeptBundle:
    return {
        name: [str(value)] if isinstance(value, Decimal) else value
        for name, value in bundle.items()
    }


def _bundle(kept: KeptBundle) -> dict[str, Value]:
    return {
        name: value if isinstance(value, str) else Decimal(value[0]) for name, value in kept.items()
    }
