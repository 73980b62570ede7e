"""What a delivery says of an entry: ids, kinds and states; contents only where the operator chose so.

Never in it: plans, which leave no entry; drafts, which their author alone sees; anything written in a hiring deal.
"""

from collections.abc import Sequence
from hashlib import sha256

import orjson

from bot.coach.records import FeedEntry
from bot.domain.deals import Deal, DealState, Side
from bot.domain.ids import MoveNo
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Move, State
from bot.domain.worth import Figure, Worth

FORMAT = 1
"""Raised when something that receivers read changes its meaning; new fields do not raise it."""

TOLD_WHY = frozenset(
    {
        Verb.MEASURED,
        Verb.TRIGGERED,
        Verb.CHECKED_IN,
        Verb.CLOSED,
        Verb.REOPENED,
        Verb.RENAMED,
    }
)
"""Verbs whose reason is told where contents are: what it says of others may be meant for us alone."""


def delivery_id(team: str, deal: str, seq: int) -> str:
    """The id of the delivery of an entry: the same at each attempt, so that a receiver knows it again."""
    return sha256(f"{team}\x1f{deal}\x1f{seq}".encode()).hexdigest()[:32]


def has_something_to_tell(entry: Entry) -> bool:
    """Whether an entry is told at all: one that is about drafts alone is not."""
    touched = [*entry.moves, *entry.before]
    return not touched or bool(_select_told(entry))


def _select_told(entry: Entry) -> list[Move]:
    """The moves of an entry that others than their author may know of."""
    drafts = {move.no for move in entry.before if move.state is State.DRAFT}
    told = []
    for move in entry.moves:
        was_dropped = move.no in drafts and move.state is State.VOID
        if move.state is not State.DRAFT and not was_dropped:
            told.append(move)
    return told


def write_payload(fed: FeedEntry, deal: Deal, state: DealState, *, contents: bool) -> bytes:
    """The body of the delivery of an entry, of a deal that is there in its life."""
    with_contents = contents and deal.side is not Side.HIRING
    entry = fed.entry
    told = _select_told(entry)
    numbers = {move.no for move in told}
    before = [m for m in entry.before if m.no in numbers and m.state is not State.DRAFT]
    body: dict[str, object] = {
        "format": FORMAT,
        "id": delivery_id(fed.team, fed.deal, entry.seq),
        "kind": entry.verb,
        "team": fed.team,
        "deal": fed.deal,
        "entry": entry.seq,
        "at": entry.at,
        "references": [
            {"system": each.system, "id": each.id, "link": each.link} for each in deal.references
        ],
        "state": state,
        "outcome": deal.outcome,
        "moves": [_describe_move(move, deal, with_contents=with_contents) for move in told],
        "before": [_describe_move(move, deal, with_contents=with_contents) for move in before],
        "tied": _describe_ties(entry, numbers, tied=True),
        "untied": _describe_ties(entry, numbers, tied=False),
        "offers": [{"no": offer.no, "state": offer.state} for offer in entry.offers],
    }
    if with_contents:
        body["name"] = deal.name
        body["person"] = entry.person
        if entry.verb in TOLD_WHY and entry.why:
            body["why"] = entry.why
    return orjson.dumps(body)


def _describe_ties(entry: Entry, told: set[MoveNo], *, tied: bool) -> list[Sequence[int]]:
    """The ties that an entry made or undid. One with a draft is none of anybody's business."""
    drafts = {m.no for m in (*entry.moves, *entry.before) if m.no not in told}
    ties = entry.tied if tied else entry.untied
    return [[tie.give, tie.get] for tie in ties if not {tie.give, tie.get} & drafts]


def _describe_move(move: Move, deal: Deal, *, with_contents: bool) -> dict[str, object]:
    said: dict[str, object] = {
        "no": move.no,
        "kind": move.kind,
        "state": move.state,
        "version": move.version,
    }
    if with_contents:
        said |= {
            "what": move.what,
            "day": move.on,
            "due": move.due,
            "cost": _describe_worth(move.cost, deal),
            "worth": _describe_worth(move.worth, deal),
        }
    return said


def _describe_worth(worth: Worth | None, deal: Deal) -> dict[str, object] | None:
    """An amount as exact text with its unit; a size as its letter; None for what nobody knows."""
    if worth is None:
        return None
    if isinstance(worth, Figure):
        return {
            "amount": f"{worth.amount:f}",
            "unit": worth.unit or deal.unit,
            "estimate": worth.estimate,
        }
    return {"size": worth.value}


def write_test_payload(at: object) -> bytes:
    """The body of a delivery that only tries the way."""
    return orjson.dumps({"format": FORMAT, "id": "test", "kind": "test", "at": at})
