"""Structured values as JSON text, field by field, so that renaming a field never changes what was kept.

What a field holds by default is left out; a field unknown to this version is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

import orjson

from bot.domain.deals import Party, Rate, Yardstick
from bot.domain.ids import MoveNo, OfferNo, PartyId, PersonId
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.policy import Policy
from bot.domain.styles import Aim, Phrasing, Style, Unsuited
from bot.domain.totals import Totals
from bot.domain.trades import Tie
from bot.domain.worth import Size
from bot.store.packages import offer_of, offer_text
from bot.store.sql import Unstorable
from bot.store.worths import (
    increase,
    increase_text,
    moment,
    stamp,
    worth,
    worth_text,
)

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
KeptT = TypeVar("KeptT", Policy, Totals)

KINDS = {str(kind): kind for kind in Kind}
STATES = {str(state): state for state in State}
"""The same as calling the enum, at a tenth of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What an entry says beside who, when and what was done."""

    moves: tuple[Move, ...]
    before: tuple[Move, ...]
    tied: tuple[Tie, ...]
    untied: tuple[Tie, ...]
    offers: tuple[Offer, ...]
    offers_before: tuple[Offer, ...]
    why: str


def body_text(body: Body) -> str:
    """An entry's body as kept."""
    return _text(
        {
            "moves": [_move_plain(m) for m in body.moves],
            "before": [_move_plain(m) for m in body.before],
            "tied": _pairs(body.tied),
            "untied": _pairs(body.untied),
            "offers": [offer_text(o) for o in body.offers],
            "offers_before": [offer_text(o) for o in body.offers_before],
            "why": body.why,
        }
    )


def body(text: str) -> Body:
    """The body that was kept."""
    kept = orjson.loads(text)
    return Body(
        moves=tuple(_move(m) for m in kept.get("moves", ())),
        before=tuple(_move(m) for m in kept.get("before", ())),
        tied=_ties(kept.get("tied", ())),
        untied=_ties(kept.get("untied", ())),
        offers=tuple(offer_of(o) for o in kept.get("offers", ())),
        offers_before=tuple(offer_of(o) for o in kept.get("offers_before", ())),
        why=kept.get("why", ""),
    )


def _text(plain: Mapping[str, Plain] | list[Plain]) -> str:
    """What holds nothing is left out."""
    if isinstance(plain, Mapping):
        plain = {name: value for name, value in plain.items() if value not in (None, "", [])}
    try:
        return orjson.dumps(plain).decode()
    except orjson.JSONEncodeError as error:
        raise Unstorable from error


def _move_plain(move: Move) -> dict[str, Plain]:
    plain: dict[str, Plain] = {
        "no": move.no,
        "kind": move.kind,
        "what": move.what,
        "state": move.state,
        "on": move.on.isoformat(),
        "at": stamp(move.at),
        "person": move.person,
        "from": move.frm,
        "to": move.to,
        "issue": move.issue,
        "cost": worth_text(move.cost),
        "worth": worth_text(move.worth),
        "for": move.for_what,
        "ref": move.ref,
        "condition": move.condition,
        "due": _day_text(move.due),
        "reason": move.reason,
        "review": _day_text(move.review),
        "settled": _day_text(move.settled),
        "settled_after": move.settled_after,
        "offer": move.offer,
        "increase": increase_text(move.increase),
        "typed": move.typed,
        "version": move.version,
    }
    return {name: value for name, value in plain.items() if value not in (None, "")}


def _move(kept: Mapping[str, str]) -> Move:
    get = kept.get
    return Move(
        no=MoveNo(int(kept["no"])),
        kind=KINDS[kept["kind"]],
        what=get("what", ""),
        state=STATES[kept["state"]],
        on=date.fromisoformat(kept["on"]),
        at=moment(kept["at"]),
        person=PersonId(get("person", "")),
        frm=PartyId(get("from", "")),
        to=PartyId(get("to", "")),
        issue=get("issue", ""),
        cost=worth(get("cost")),
        worth=worth(get("worth")),
        for_what=get("for", ""),
        ref=_no(get("ref")),
        condition=get("condition", ""),
        due=_day(get("due")),
        reason=get("reason", ""),
        review=_day(get("review")),
        settled=_day(get("settled")),
        settled_after=_no(get("settled_after")),
        offer=_offer_no(get("offer")),
        increase=increase(get("increase")),
        typed=get("typed", ""),
        version=int(get("version", 1)),
    )


def _no(kept: str | int | None) -> MoveNo | None:
    return None if kept is None else MoveNo(int(kept))


def _offer_no(kept: str | int | None) -> OfferNo | None:
    return None if kept is None else OfferNo(int(kept))


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _pairs(ties: Iterable[Tie]) -> list[Plain]:
    return [[t.give, t.get] for t in ties]


def _ties(kept: Iterable[tuple[int, int]]) -> tuple[Tie, ...]:
    return tuple(Tie(give=MoveNo(give), get=MoveNo(get)) for give, get in kept)


def standing_text(totals: Totals) -> str:
    """Running sums as kept."""
    theirs = totals.theirs
    return _text(
        {
            "last": totals.last,
            "gives": totals.gives,
            "given": str(totals.given),
            "given_unfigured": totals.given_unfigured,
            "gives_if": totals.gives_if,
            "gets": totals.gets,
            "got": str(totals.got),
            "got_unfigured": totals.got_unfigured,
            "open_gives": totals.open_gives,
            "exposure": str(totals.exposure),
            "exposure_days": str(totals.exposure_days),
            "unfigured": totals.unfigured,
            "run": totals.run,
            "run_cost": str(totals.run_cost),
            "run_offer": totals.run_offer,
            "theirs": None if theirs is None else [theirs[0].isoformat(), theirs[1]],
            "asks": totals.asks,
            "granted": totals.granted,
            "open_asks": totals.open_asks,
            "drafts": totals.drafts,
            "conditional": totals.conditional,
            "recheck": _day_text(totals.recheck),
        }
    )


def totals(text: str) -> Totals:
    """The running sums that were kept."""
    kept = orjson.loads(text)
    for name in ("given", "got", "exposure", "exposure_days", "run_cost"):
        kept[name] = Decimal(kept[name])
    theirs = kept.pop("theirs", None)
    recheck = kept.pop("recheck", None)
    return Totals(
        **(kept if kept.keys() <= _SUMS else {name: kept[name] for name in kept.keys() & _SUMS}),
        theirs=None if theirs is None else (date.fromisoformat(theirs[0]), MoveNo(theirs[1])),
        recheck=_day(recheck),
    )


_SUMS = frozenset(field.name for field in fields(Totals))


def sizes_text(sizes: Mapping[Size, Decimal]) -> str:
    """The amounts that sizes stand for, as kept."""
    return _text({size.value: str(amount) for size, amount in sizes.items()})


def rates_text(rates: Iterable[Rate]) -> str:
    """Rates as kept."""
    return _text([[r.currency, str(r.rate), r.day.isoformat()] for r in rates])


@lru_cache(maxsize=1024)
def yardstick(unit: str, sizes: str, rates: str) -> Yardstick:
    """The yardstick that was kept."""
    return Yardstick(
        unit=unit,
        sizes={Size(size): Decimal(amount) for size, amount in orjson.loads(sizes).items()},
        rates=tuple(
            Rate(currency=currency, rate=Decimal(rate), day=date.fromisoformat(day))
            for currency, rate, day in orjson.loads(rates)
        ),
    )


def parties_text(parties: Iterable[Party]) -> str:
    """Parties as kept."""
    return _text([[p.id, p.name] for p in parties])


@lru_cache(maxsize=1024)
def parties(text: str) -> tuple[Party, ...]:
    """The parties that were kept."""
    return tuple(Party(id=PartyId(id_), name=name) for id_, name in orjson.loads(text))


def style_text(style: Style) -> str:
    """A style as kept."""
    kept: dict[str, Plain] = {
        "aim": style.aim.value,
        "phrasing": style.phrasing.value,
        "model": style.model,
    }
    doubts = list[Plain](sorted(doubt.value for doubt in style.doubts))
    return _text(kept | {"doubts": doubts} if doubts else kept)


@lru_cache(maxsize=1024)
def style(text: str) -> Style:
    """The style that was kept."""
    kept = orjson.loads(text)
    return Style(
        aim=Aim(kept.get("aim", Aim.RELATIONSHIP)),
        phrasing=Phrasing(kept.get("phrasing", Phrasing.DIRECT)),
        model=kept.get("model", ""),
        doubts=frozenset(doubt for doubt in Unsuited if doubt.value in kept.get("doubts", ())),
    )


_START = Policy()


def policy_text(policy: Policy) -> str:
    """What a deal set itself; what it did not set follows the starting values."""
    return _text(
        {
            f.name: _limit_plain(getattr(policy, f.name))
            for f in fields(Policy)
            if _is_set(policy, f.name)
        }
    )


def _is_set(policy: Policy, name: str) -> bool:
    return bool(getattr(policy, name) != getattr(_START, name))


def _limit_plain(limit: Decimal | int | frozenset[str]) -> Plain:
    if isinstance(limit, frozenset):
        return {"rules": list[Plain](sorted(limit))}
    return str(limit) if isinstance(limit, Decimal) else limit


@lru_cache(maxsize=1024)
def policy(text: str) -> Policy:
    """The policy that was kept."""
    known = {f.name for f in fields(Policy)}
    limits = {name: _limit(kept) for name, kept in orjson.loads(text).items() if name in known}
    return Policy(**limits)  # type: ignore[arg-type]  # each limit is kept in a form of its own type


def _limit(kept: str | int | dict[str, list[str]]) -> Decimal | int | frozenset[str]:
    if isinstance(kept, dict):
        return frozenset(kept["rules"])
    return Decimal(kept) if isinstance(kept, str) else kept
