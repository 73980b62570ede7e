"""An offer of ours that would give something while the deal is on hold: it waits, as a line does, until the person who
put it says whether it goes on the table all the same."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict

from bot.coach.context import DealSession
from bot.coach.records import PendingInput
from bot.coach.requests.offers import RecordOffer
from bot.domain.ids import ChannelId, PartyId
from bot.domain.issues import Bundle, Value

HELD = "held offer"
"""What a waiting offer is kept as."""
NOWHERE = ChannelId("")

KeptBundle = dict[str, str | list[str]]
"""A number is kept as a list of one text, so that it is never taken for an option of the same spelling."""


class HeldOffer(TypedDict):
    """An offer that waits, as kept: all of it but the deal, who put it and under which key, which its line says."""

    party: str
    values: KeptBundle
    alternatives: list[KeptBundle]
    on: str | None
    until: str | None
    rhythm: str
    condition: str
    units: dict[str, str]
    typed: str


def keep_held(session: DealSession, request: RecordOffer) -> None:
    """Keeps the offer under its own key; the same request, sent again, waits once."""
    line = PendingInput(
        id=_line(session, request.once),
        person=session.by.person,
        channel=session.by.channel or NOWHERE,
        command=HELD,
        text=json.dumps(_kept(request)),
        at=session.services.clock.now(),
    )
    session.work.pending.take(session.by.team, line.id, line.person)
    session.work.pending.insert(session.by.team, line)


def take_held(session: DealSession, key: str) -> PendingInput | None:
    """The offer that the person was asked about in this deal, which then waits no more. Who does not put it on the
    table after all keeps the line again."""
    return session.work.pending.take(session.by.team, _line(session, key), session.by.person)


def offer_held(session: DealSession, line: PendingInput, once: str) -> RecordOffer:
    """The order that waited, now that the person was asked."""
    kept: HeldOffer = json.loads(line.text)
    return RecordOffer(
        by=session.by,
        deal=session.deal.id,
        party=PartyId(kept["party"]),
        values=_bundle(kept["values"]),
        alternatives=tuple(map(_bundle, kept["alternatives"])),
        on=_day(kept["on"]),
        until=_day(kept["until"]),
        rhythm=kept["rhythm"],
        condition=kept["condition"],
        units=kept["units"],
        typed=kept["typed"],
        anyway=True,
        once=once,
    )


def _line(session: DealSession, key: str) -> str:
    return f"{HELD} {session.deal.id} {session.by.person}:{key}"


def _kept(request: RecordOffer) -> HeldOffer:
    return {
        "party": request.party,
        "values": _bundle_plain(request.values),
        "alternatives": [_bundle_plain(bundle) for bundle in request.alternatives],
        "on": None if request.on is None else request.on.isoformat(),
        "until": None if request.until is None else request.until.isoformat(),
        "rhythm": request.rhythm,
        "condition": request.condition,
        "units": dict(request.units),
        "typed": request.typed,
    }


def _bundle_plain(bundle: Bundle) -> KeptBundle:
    return {
        name: [str(value)] if isinstance(value, Decimal) else value
        for name, value in bundle.items()
    }


def _bundle(kept: Mapping[str, str | list[str]]) -> dict[str, Value]:
    return {
        name: value if isinstance(value, str) else Decimal(value[0]) for name, value in kept.items()
    }


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
