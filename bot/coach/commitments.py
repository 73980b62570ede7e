"""Commitments: what either side has to do, kept, changed, delivered and waived, before the yes and after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from bot.coach.actors import ALLOWED, Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.commitments import (
    CommitmentForm,
    CommitmentsAdded,
    CommitmentSaved,
    CommitmentShown,
    CommitmentSideAsked,
    CommitmentsListed,
    CommitmentsSettled,
)
from bot.coach.context import (
    DealSession,
    LedgerChange,
    record_in_deal,
    session_for_preview,
    session_for_reading,
    session_for_writing,
)
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.commitments import (
    Commitment,
    CommitmentOrigin,
    CommitmentSide,
    CommitmentState,
    measure_delivery,
    next_commitment_number,
    next_commitment_version,
    sort_by_urgency,
)
from bot.domain.comparison import compare
from bot.domain.ids import CommitmentNo, DealId
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.things import Likeness
from bot.language.clean import clean_text
from bot.language.commitments import CommitmentRead, comes_again, without_fillers
from bot.language.things import read_thing

SETTLED_LISTED = 5
"""How many commitments that are done are listed."""
COMMIT_COMMAND = "commit"
"""Marks a pending line that is a commitment whose side is asked for, not a command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCommitment:
    """A commitment as somebody saw it. `version` is 0 where they typed its number and saw none."""

    deal: DealId
    no: CommitmentNo
    version: int = 0


def add_commitment(
    actor: Actor,
    deal: DealId,
    said: CommitmentRead,
    typed: str = "",
    *,
    origin: CommitmentOrigin = CommitmentOrigin.TYPED,
    key: str,
    services: Services,
) -> CommitmentSaved:
    """Keeps what a side has to do. Where the line names nobody of ours for what is ours, whoever typed it owns it."""
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP, typed) as session:
        commitment = build_commitment(session, said, typed, origin=origin)
        return _write(session, Verb.COMMITTED, commitment, None)


def add_commitments(
    actor: Actor,
    deal: DealId,
    said: Sequence[CommitmentRead],
    typed: str = "",
    *,
    key: str,
    services: Services,
) -> CommitmentsAdded:
    """Keeps several in one entry, which is undone as one."""
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP, typed) as session:
        first = build_commitment(session, said[0], typed, origin=CommitmentOrigin.TYPED)
        added = [first]
        for each in said[1:]:
            no = CommitmentNo(added[-1].no + 1)
            added.append(
                build_commitment(session, each, typed, origin=CommitmentOrigin.TYPED, no=no)
            )
        written = session.write(
            LedgerChange(verb=Verb.COMMITTED, moves=(), commitments=tuple(added))
        )
        return CommitmentsAdded(
            deal=written.session.deal,
            today=actor.today,
            commitments=tuple(added),
            seq=written.entry.seq,
        )


def build_commitment(
    session: DealSession,
    said: CommitmentRead,
    typed: str = "",
    *,
    origin: CommitmentOrigin,
    no: CommitmentNo | None = None,
) -> Commitment:
    """The commitment that a line or a form says, under the next free number unless another one is given."""
    known = session.work.commitments.list_in_deal(session.by.team, session.deal.id)
    side = said.side or CommitmentSide.THEIRS
    is_unowned = side is CommitmentSide.OURS and said.owner is None and not said.role
    return Commitment(
        no=no or next_commitment_number(known),
        side=side,
        what=said.what,
        at=session.services.clock.now(),
        person=session.by.person,
        owner=session.by.person if is_unowned else said.owner,
        role=said.role,
        due=said.due,
        where=said.where,
        origin=origin,
        typed=typed,
    )


def ask_whose_commitment(
    actor: Actor, deal: DealId, said: CommitmentRead, typed: str, *, services: Services
) -> CommitmentSideAsked:
    """Asks whether we or they have to do it; the line is kept until that is said."""
    with session_for_writing(services, actor, deal, Need.FOLLOW_UP, typed) as session:
        line = ""
        if actor.channel is not None:
            pending = PendingCommand(
                id=uuid4().hex,
                person=actor.person,
                at=services.clock.now(),
                channel=actor.channel,
                command=COMMIT_COMMAND,
                text=typed,
            )
            session.work.pending.save(actor.team, pending)
            line = pending.id
        return CommitmentSideAsked(deal=session.deal, what=said.what, line=line, due=said.due)


def take_asked_line(actor: Actor, deal: DealId, line: str, *, services: Services) -> str:
    """The line that waited for its side; refused where it waits no more."""
    with session_for_writing(services, actor, deal, Need.FOLLOW_UP) as session:
        pending = session.work.pending.take(actor.team, line, actor.person, PendingCommand)
        if pending is None or pending.command != COMMIT_COMMAND:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return pending.text


def list_commitments(
    actor: Actor, deal: DealId, *, typed: str = "", services: Services
) -> CommitmentsListed:
    """What both sides have to do, and how far they kept it."""
    with session_for_reading(services, actor, deal) as session:
        return _list(session, typed)


def _list(session: DealSession, typed: str = "") -> CommitmentsListed:
    known = list_standing_commitments(session)
    today = session.by.today
    settled = sorted(
        (each for each in known if not each.is_open),
        key=lambda each: (each.settled or date.min, each.no),
        reverse=True,
    )
    return CommitmentsListed(
        deal=session.deal,
        today=today,
        open=tuple(sort_by_urgency(each for each in known if each.is_open)),
        settled=tuple(settled[:SETTLED_LISTED]),
        ours=measure_delivery(known, CommitmentSide.OURS, today),
        theirs=measure_delivery(known, CommitmentSide.THEIRS, today),
        mine=_may_follow_up(session),
        typed=typed,
    )


def list_standing_commitments(session: DealSession) -> list[Commitment]:
    """All commitments of the deal but those that were voided, by number."""
    known = session.work.commitments.list_in_deal(session.by.team, session.deal.id)
    return [each for each in known if each.state is not CommitmentState.VOID]


def _may_follow_up(session: DealSession) -> bool:
    return Need.FOLLOW_UP in ALLOWED[session.role] and session.deal.keeps_rhythm


def show_commitment(
    actor: Actor, deal: DealId, no: CommitmentNo, *, typed: str = "", services: Services
) -> CommitmentShown:
    """One commitment in full. Refused where there is none of that number."""
    with session_for_reading(services, actor, deal, typed) as session:
        commitment = _find(session, SeenCommitment(deal=deal, no=no), typed)
        return CommitmentShown(
            deal=session.deal,
            today=actor.today,
            commitment=commitment,
            mine=_may_follow_up(session),
        )


def commitment_for_form(
    actor: Actor, deal: DealId, no: CommitmentNo | None, *, services: Services
) -> CommitmentForm:
    """What a form about a commitment starts from, for those who may change it."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        commitment = _find(session, SeenCommitment(deal=deal, no=no)) if no else None
        return CommitmentForm(deal=session.deal, today=actor.today, commitment=commitment)


def _find(session: DealSession, seen: SeenCommitment, typed: str = "") -> Commitment:
    """The commitment as it stands. Refused where there is none, or it changed since somebody saw it."""
    for commitment in session.work.commitments.list_in_deal(session.by.team, session.deal.id):
        if commitment.no != seen.no or commitment.state is CommitmentState.VOID:
            continue
        if seen.version not in (0, commitment.version):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, typed=typed)
        return commitment
    raise Refused(why=RefusalReason.NO_COMMITMENT, deal=session.deal, typed=typed)


def find_named_commitment(
    actor: Actor, deal: DealId, text: str, *, services: Services
) -> tuple[CommitmentNo, str] | None:
    """The only open commitment that the text begins to name, and what follows its name (`case study https://…`). None
    where it names none or several; without any words, the only open one there is."""
    with session_for_reading(services, actor, deal) as session:
        open_ones = [each for each in list_standing_commitments(session) if each.is_open]
    wanted = without_fillers(text)
    if not wanted:
        return (open_ones[0].no, "") if len(open_ones) == 1 else None
    words = clean_text(text).split()
    for length in range(len(words), 0, -1):
        name, rest = without_fillers(" ".join(words[:length])).split(), " ".join(words[length:])
        found = [each for each in open_ones if name and _holds_words(each, name)]
        if len(found) == 1:
            return found[0].no, rest
        if found:
            return None
    thing = read_thing(wanted, actor.locale)
    alike = [
        each
        for each in open_ones
        if compare(thing, read_thing(each.what, actor.locale)) is Likeness.SAME
    ]
    return (alike[0].no, "") if len(alike) == 1 else None


def _holds_words(commitment: Commitment, words: Sequence[str]) -> bool:
    """Whether a commitment is called so: *case study* names *send the case study*."""
    said = set(without_fillers(commitment.what).casefold().split())
    return {word.casefold() for word in words} <= said


def deliver_commitment(
    actor: Actor, seen: SeenCommitment, proof: str = "", *, key: str, services: Services
) -> CommitmentSaved:
    """What was to be done is done. A get that was promised counts as delivered with it."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        commitment = _find(session, seen)
        if commitment.state is CommitmentState.DELIVERED:
            return _say_again(session, Verb.DELIVERED, commitment)
        delivered = next_commitment_version(
            commitment,
            state=CommitmentState.DELIVERED,
            proof=proof or commitment.proof,
            settled=actor.today,
        )
        get = _find_promised_get(session, commitment)
        moves = (next_version(get, state=State.FIRM),) if get is not None else ()
        before = (get,) if get is not None else ()
        return _write(session, Verb.DELIVERED, delivered, commitment, moves, before)


def _find_promised_get(session: DealSession, commitment: Commitment) -> Move | None:
    """The get that the commitment comes from, where it is only promised so far."""
    if commitment.source is None:
        return None
    move = session.find_move(commitment.source)
    if move is None or move.kind is not Kind.GET or move.state is not State.PROMISED:
        return None
    return move


def waive_commitment(
    actor: Actor, seen: SeenCommitment, why: str = "", *, key: str, services: Services
) -> CommitmentSaved:
    """It need not be done any more. A promised get that it comes from stays as it was recorded."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        commitment = _find(session, seen)
        if commitment.state is CommitmentState.WAIVED:
            return _say_again(session, Verb.WAIVED, commitment)
        waived = next_commitment_version(
            commitment, state=CommitmentState.WAIVED, proof=why, settled=actor.today
        )
        return _write(session, Verb.WAIVED, waived, commitment)


SETTLED_STATES = {
    Verb.DELIVERED: CommitmentState.DELIVERED,
    Verb.WAIVED: CommitmentState.WAIVED,
}


def settle_commitments(
    actor: Actor,
    deal: DealId,
    numbers: Sequence[CommitmentNo],
    verb: Verb,
    note: str = "",
    *,
    typed: str = "",
    key: str,
    services: Services,
) -> CommitmentsSettled:
    """Several are delivered, or waived, in one entry, which is undone as one; those that are settled so already stay.
    Refused where one of them is not there: then none of them changes."""
    state = SETTLED_STATES[verb]
    with record_in_deal(services, actor, deal, key, Need.FOLLOW_UP) as session:
        known = [
            _find(session, SeenCommitment(deal=deal, no=no), typed) for no in dict.fromkeys(numbers)
        ]
        before = [each for each in known if each.state is not state]
        settled = CommitmentsSettled(
            deal=session.deal,
            today=actor.today,
            verb=verb,
            unchanged=tuple(each for each in known if each.state is state),
        )
        if not before:
            return settled
        after = [
            next_commitment_version(
                each, state=state, proof=note or each.proof, settled=actor.today
            )
            for each in before
        ]
        promised: list[Move] = []
        if verb is Verb.DELIVERED:
            found = [_find_promised_get(session, each) for each in before]
            promised = [get for get in found if get is not None]
        change = LedgerChange(
            verb=verb,
            moves=tuple(next_version(get, state=State.FIRM) for get in promised),
            before=tuple(promised),
            commitments=tuple(after),
            commitments_before=tuple(before),
        )
        written = session.write(change)
        return replace(
            settled,
            deal=written.session.deal,
            commitments=tuple(after),
            seq=written.entry.seq,
        )


def amend_commitment(
    actor: Actor,
    seen: SeenCommitment,
    changes: Mapping[str, object],
    *,
    key: str,
    services: Services,
) -> CommitmentSaved:
    """Changes what a commitment says, by the names of its fields; one that was delivered or waived is to be done again
    where it gets another day."""
    with record_in_deal(services, actor, seen.deal, key, Need.FOLLOW_UP) as session:
        commitment = _find(session, seen)
        new = dict(changes)
        if "due" in new and new["due"] != commitment.due and not commitment.is_open:
            new |= {"state": CommitmentState.OPEN, "settled": None}
        differing = {
            name: value for name, value in new.items() if getattr(commitment, name) != value
        }
        if not differing:
            return _say_again(session, Verb.AMENDED, commitment)
        amended = next_commitment_version(commitment, **differing)
        return _write(session, Verb.AMENDED, amended, commitment)


def _say_again(session: DealSession, verb: Verb, commitment: Commitment) -> CommitmentSaved:
    return CommitmentSaved(
        deal=session.deal,
        today=session.by.today,
        verb=verb,
        commitment=commitment,
        again=True,
    )


def _write(
    session: DealSession,
    verb: Verb,
    commitment: Commitment,
    before: Commitment | None,
    moves: tuple[Move, ...] = (),
    moves_before: tuple[Move, ...] = (),
) -> CommitmentSaved:
    change = LedgerChange(
        verb=verb,
        moves=moves,
        before=moves_before,
        commitments=(commitment,),
        commitments_before=(before,) if before is not None else (),
    )
    written = session.write(change)
    return CommitmentSaved(
        deal=written.session.deal,
        today=session.by.today,
        verb=verb,
        commitment=commitment,
        before=before,
        seq=written.entry.seq,
        comes_again=comes_again(commitment.what),
    )
