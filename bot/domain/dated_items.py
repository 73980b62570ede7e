"""What of a deal has a day: check-ins, dates of the contract, and what is due or lapses, each under a key that stays
the same however often it is asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.commitments import Commitment
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rhythms import Rhythm


class DatedKind(StrEnum):
    """What comes on a day."""

    CHECK_IN = "check_in"
    QBR = "qbr"
    RENEWAL = "renewal"
    NOTICE = "notice"
    WINDOW = "window"
    """The last day of an approval."""
    GATE = "gate"
    """A pilot, a checkpoint or the start at scale."""
    ASK = "ask"
    """The day by which we want an answer."""
    THEIR_ASK = "their_ask"
    CONDITION = "condition"
    """The last day of a condition."""
    PROMISE = "promise"
    """The day by which they deliver."""
    OFFER = "offer"
    """The last day of an offer of ours."""
    THEIR_OFFER = "their_offer"
    COMMITMENT = "commitment"
    """The day by which we have to do something."""
    THEIR_COMMITMENT = "their_commitment"
    BAND = "band"
    """The day on which an index band is set anew."""
    OCCURRENCE = "occurrence"
    """The day by which that follows which was agreed for an event that happened."""


BANDS_AHEAD = timedelta(days=366)
"""How far ahead the days of index bands are listed, which never end."""


_AWAITED = (State.OPEN, State.PARTLY, State.CONDITIONAL, State.PROMISED)
"""States of a move whose day is still waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItem:
    """Something on a day. `key` names it within its deal, whatever becomes of it; `no` is its number where it has one.
    `called_off`: it no longer comes, and a calendar that has it takes it out."""

    kind: DatedKind
    key: str
    day: date
    no: int = 0
    what: str = ""
    detail: str = ""
    called_off: bool = False


def list_dated_items(
    rhythm: Rhythm,
    checkins: Iterable[CheckIn],
    moves: Iterable[Move],
    offers: Iterable[Offer],
    commitments: Sequence[Commitment] = (),
    *,
    today: date,
) -> tuple[DatedItem, ...]:
    """Everything that has a day, by day. Drafts, which are their author's alone, are left out, and of what comes again
    and again the days before `today`."""
    # A promise that became a commitment is dated there.
    promised = {each.source for each in commitments if each.source is not None}
    found = [
        *map(_date_check_in, checkins),
        *_date_rhythm(rhythm),
        *_date_bands(rhythm, today),
        *_date_occurrences(rhythm),
        *_date_moves(move for move in moves if move.no not in promised),
        *_date_offers(offers),
        *_date_commitments(commitments),
    ]
    return tuple(sorted(found, key=lambda item: (item.day, item.key)))


def _date_check_in(checkin: CheckIn) -> DatedItem:
    return DatedItem(
        kind=DatedKind.QBR if checkin.quarterly else DatedKind.CHECK_IN,
        key=f"check-in-{checkin.no}",
        day=checkin.day,
        no=checkin.no,
        detail=checkin.outcome or checkin.why,
        # One that was moved is another check-in now, with a number of its own.
        called_off=checkin.state in (CheckInState.MOVED, CheckInState.SKIPPED),
    )


def _date_rhythm(rhythm: Rhythm) -> Iterator[DatedItem]:
    if rhythm.renewal:
        yield DatedItem(kind=DatedKind.RENEWAL, key="renewal", day=rhythm.renewal)
    if rhythm.notice:
        yield DatedItem(kind=DatedKind.NOTICE, key="notice", day=rhythm.notice)
    for place, window in enumerate(rhythm.windows, 1):
        if window.closes:
            yield DatedItem(
                kind=DatedKind.WINDOW, key=f"window-{place}", day=window.closes, what=window.what
            )
    for place, gate in enumerate(rhythm.gates, 1):
        if gate.day:
            yield DatedItem(
                kind=DatedKind.GATE,
                key=f"gate-{place}",
                day=gate.day,
                no=place,
                what=gate.what,
                detail=gate.passes,
            )


def _date_bands(rhythm: Rhythm, today: date) -> Iterator[DatedItem]:
    for place, band in enumerate(rhythm.bands, 1):
        for turn, day in enumerate(band.list_recalibrations(today + BANDS_AHEAD), 1):
            if day >= today:
                yield DatedItem(
                    kind=DatedKind.BAND,
                    key=f"band-{place}-{turn}",
                    day=day,
                    what=band.name,
                    detail=band.source,
                )


def _date_occurrences(rhythm: Rhythm) -> Iterator[DatedItem]:
    for place, occurrence in enumerate(rhythm.occurrences, 1):
        yield DatedItem(
            kind=DatedKind.OCCURRENCE,
            key=f"event-{place}",
            day=occurrence.due,
            what=occurrence.then,
            detail=occurrence.when,
            called_off=occurrence.done is not None,
        )


def _date_moves(moves: Iterable[Move]) -> Iterator[DatedItem]:
    for move in moves:
        kind = _find_kind_of_move(move)
        if kind is None or move.due is None:
            continue
        yield DatedItem(
            kind=kind,
            key=f"move-{move.no}",
            day=move.due,
            no=move.no,
            what=move.what,
            detail=move.condition,
            called_off=move.state not in _AWAITED,
        )


def _find_kind_of_move(move: Move) -> DatedKind | None:
    """What the day of a move means; None for drafts, which are nothing yet."""
    if move.state is State.DRAFT:
        return None
    if move.kind is Kind.ASK:
        return DatedKind.ASK if move.ours else DatedKind.THEIR_ASK
    if move.condition:
        return DatedKind.CONDITION
    return DatedKind.PROMISE if move.kind is Kind.GET else None


def _date_offers(offers: Iterable[Offer]) -> Iterator[DatedItem]:
    for offer in offers:
        if offer.until is None:
            continue
        yield DatedItem(
            kind=DatedKind.OFFER if offer.ours else DatedKind.THEIR_OFFER,
            key=f"offer-{offer.no}",
            day=offer.until,
            no=offer.no,
            called_off=offer.state is not OfferState.OPEN,
        )


def _date_commitments(commitments: Iterable[Commitment]) -> Iterator[DatedItem]:
    for each in commitments:
        if each.due is None:
            continue
        yield DatedItem(
            kind=DatedKind.COMMITMENT if each.is_ours else DatedKind.THEIR_COMMITMENT,
            key=f"commitment-{each.no}",
            day=each.due,
            no=each.no,
            what=each.what,
            detail=each.where,
            called_off=not each.is_open,
        )
