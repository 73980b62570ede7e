"""What becomes of commitments as an entry is written: a promised get is one of theirs, until it comes or is taken
back."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime

from bot.domain.commitments import (
    Commitment,
    CommitmentOrigin,
    CommitmentSide,
    CommitmentState,
    next_commitment_number,
    next_commitment_version,
)
from bot.domain.ids import CommitmentNo, MoveNo, PersonId
from bot.domain.moves import Kind, Move, State


def follow_promised_gets(
    moves: Iterable[Move],
    before: Iterable[Move],
    known: Sequence[Commitment],
    *,
    settled_here: AbstractSet[CommitmentNo],
    person: PersonId,
    now: datetime,
    today: date,
) -> tuple[list[Commitment], list[Commitment]]:
    """The commitments as an entry leaves them, and those of them that were there before as they stood.

    `known` are the deal's, `settled_here` those that the entry says something of itself. What follows from an offer is
    a term of the contract and no commitment of its own.
    """
    by_source = {each.source: each for each in known if each.source is not None}
    stood = {move.no: move for move in before}
    number = next_commitment_number(known)
    after: list[Commitment] = []
    changed: list[Commitment] = []
    for get in moves:
        if get.kind is not Kind.GET or get.offer is not None:
            continue
        commitment = by_source.get(get.no)
        if commitment is None and get.state is State.PROMISED:
            after.append(_commit_to_get(get, number, person=person, now=now))
            number = CommitmentNo(number + 1)
        elif commitment is not None and commitment.no not in settled_here:
            followed = _follow_get(commitment, get, stood.get(get.no), today)
            if followed != commitment:
                after.append(followed)
                changed.append(commitment)
    return after, changed


def _commit_to_get(
    get: Move, number: CommitmentNo, *, person: PersonId, now: datetime
) -> Commitment:
    return Commitment(
        no=number,
        side=CommitmentSide.THEIRS,
        what=get.what,
        at=now,
        person=person,
        due=get.due,
        origin=CommitmentOrigin.GET,
        source=MoveNo(get.no),
    )


def _follow_get(commitment: Commitment, get: Move, stood: Move | None, today: date) -> Commitment:
    """The commitment after its get changed: what it is called and its day go along while they are the same."""
    if not commitment.is_open:
        return commitment
    match get.state:
        case State.FIRM:
            return next_commitment_version(
                commitment, state=CommitmentState.DELIVERED, settled=today
            )
        case State.VOID | State.TAKEN_BACK | State.LAPSED:
            return next_commitment_version(commitment, state=CommitmentState.VOID, settled=today)
    if stood is None:
        return commitment
    new: dict[str, object] = {}
    if stood.what != get.what and commitment.what == stood.what:
        new["what"] = get.what
    if stood.due != get.due and commitment.due == stood.due:
        new["due"] = get.due
    return next_commitment_version(commitment, **new) if new else commitment
