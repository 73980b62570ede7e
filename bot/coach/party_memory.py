"""Party memory: how a company answered before.

Only where an admin allowed it, only from deals that the person takes part in, on the side of the deal it is asked for;
never of natural persons and never in hiring deals. All of it is worked out from ledgers when it is asked for, so that
nothing is left of a deal that is erased."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.party_memory import MemoryState, PartyHistoryShown, SimilarParty
from bot.coach.context import DealSession, session_for_reading, session_for_writing
from bot.coach.outcomes import allows_learning
from bot.coach.records import Learning
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.commitments import Commitment, CommitmentOrigin, CommitmentSide, CommitmentState
from bot.domain.deals import Deal, Side
from bot.domain.ids import DealId, PartyId
from bot.domain.ledger import Verb
from bot.domain.party_memory import (
    DEALS_LOOKED_AT,
    PartyHistory,
    PartyRuling,
    PartyTable,
    PartyVerdict,
    compute_party_history,
    has_legal_form,
    keep_with_party,
    may_be_same_party,
)
from bot.language.names import is_erased_name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    """A party at the table of one deal."""

    deal: Deal
    party: PartyId
    name: str


def show_party_history(
    actor: Actor, deal: DealId, typed: str = "", *, services: Services
) -> PartyHistoryShown:
    """How the deal's party answered before, or the one of that name in another deal of the person."""
    with session_for_reading(services, actor, deal) as session:
        return _show_history(session, typed)


def _show_history(session: DealSession, typed: str) -> PartyHistoryShown:
    answer = PartyHistoryShown(deal=session.deal, state=MemoryState.NOT_ALLOWED, typed=typed)
    if session.deal.side is Side.HIRING:
        return replace(answer, state=MemoryState.HIRING)
    if not allows_learning(session.work, session.by.team, Learning.PARTIES):
        return answer
    seats = _list_seats(session)
    names = [party.name for party in session.deal.parties if _is_remembered(party.name)]
    if typed:
        name = _find_name(typed, names, seats)
        if not name:
            return replace(answer, state=MemoryState.UNKNOWN)
    elif not names:
        return replace(answer, state=MemoryState.NO_NAME)
    elif len(names) > 1:
        return replace(answer, state=MemoryState.WHICH, names=tuple(names))
    else:
        name = names[0]
    return _recall(session, replace(answer, name=name), seats)


def recall_for_brief(session: DealSession) -> PartyHistory | None:
    """How the deal's one party answered before; None where that is not known, or may not be told."""
    if len(session.deal.parties) > 1:
        return None
    shown = _show_history(session, "")
    return shown.history if shown.state is MemoryState.TOLD else None


def _list_seats(session: DealSession) -> list[_Seat]:
    """The named parties of the person's deals on the side of this one, the latest deals first; this one among them."""
    work, team, person = session.work, session.by.team, session.by.person
    mine = [
        *work.deals.list_of_person(team, person),
        *work.deals.list_closed_of_person(team, person),
    ]
    deals = {each.deal.id: each.deal for each in mine}
    deals[session.deal.id] = session.deal
    same_side = [
        deal for deal in deals.values() if deal.side is session.deal.side and not deal.sample
    ]
    same_side.sort(key=lambda deal: deal.opened_at, reverse=True)
    return [
        _Seat(deal=deal, party=party.id, name=party.name)
        for deal in same_side
        for party in deal.parties
        if _is_remembered(party.name)
    ]


def _is_remembered(name: str) -> bool:
    """Whether a party has a name; a role that stands for an erased one is the same for everybody."""
    return bool(name) and not is_erased_name(name)


def _find_name(typed: str, here: Sequence[str], seats: Sequence[_Seat]) -> str:
    """The name that was meant: one at this table, else one of another deal; "" where there is none."""
    names = [*here, *(seat.name for seat in seats)]
    wanted = typed.casefold()
    exact = [name for name in names if name.casefold() == wanted]
    if exact:
        return exact[0]
    return next((name for name in names if may_be_same_party(name, typed)), "")


def _recall(
    session: DealSession, answer: PartyHistoryShown, seats: Sequence[_Seat]
) -> PartyHistoryShown:
    rulings = session.work.learning.list_rulings(
        session.by.team, list(dict.fromkeys(seat.deal.id for seat in seats))
    )
    group = _find_group(answer.name, seats, rulings)
    deals = {seat.deal.id for seat in group}
    about = {ruling.verdict for ruling in rulings if ruling.deal in deals}
    if PartyVerdict.PERSON in about:
        return replace(answer, state=MemoryState.PERSON)
    is_company = PartyVerdict.COMPANY in about or any(has_legal_form(seat.name) for seat in group)
    if not is_company:
        return replace(answer, state=MemoryState.COMPANY_ASKED)
    earlier = [seat for seat in group if seat.deal.id != session.deal.id][:DEALS_LOOKED_AT]
    answer = replace(
        answer,
        state=MemoryState.TOO_FEW,
        deals=len(earlier),
        since=min((seat.deal.opened_at.date() for seat in earlier), default=None),
        similar=_find_similar(session, answer.name, seats, deals, rulings),
    )
    tables = [_load_table(session, seat) for seat in earlier]
    history = compute_party_history(tables, session.by.today)
    if history is None:
        return answer
    return replace(answer, state=MemoryState.TOLD, history=history)


def _find_group(name: str, seats: Sequence[_Seat], rulings: Sequence[PartyRuling]) -> list[_Seat]:
    """The seats of the party of that name: those of the same name, and those that somebody said are the same."""
    names = {name.casefold()}
    same = [ruling for ruling in rulings if ruling.verdict is PartyVerdict.SAME]
    by_deal: dict[DealId, list[_Seat]] = {}
    for seat in seats:
        by_deal.setdefault(seat.deal.id, []).append(seat)
    while True:
        group = [seat for seat in seats if seat.name.casefold() in names]
        deals = {seat.deal.id for seat in group}
        before = len(names)
        for ruling in same:
            for one, other in ((ruling.deal, ruling.other), (ruling.other, ruling.deal)):
                if one in deals:
                    names.update(_names_like(by_deal.get(other, ()), names))
        if len(names) == before:
            return group


def _names_like(seats: Sequence[_Seat], names: set[str]) -> set[str]:
    """Of several at one table the one whose name is like one of those; the only one is meant whatever its name."""
    if len(seats) == 1:
        return {seats[0].name.casefold()}
    return {
        seat.name.casefold()
        for seat in seats
        if any(may_be_same_party(seat.name, name) for name in names)
    }


def _find_similar(
    session: DealSession,
    name: str,
    seats: Sequence[_Seat],
    known: set[DealId],
    rulings: Sequence[PartyRuling],
) -> SimilarParty | None:
    """A party of another deal that may be the same, as of which nobody said anything yet."""
    ruled = {frozenset((ruling.deal, ruling.other)) for ruling in rulings}
    for seat in seats:
        is_new = seat.deal.id not in known and seat.deal.id != session.deal.id
        pair = frozenset((session.deal.id, seat.deal.id))
        if is_new and pair not in ruled and may_be_same_party(seat.name, name):
            return SimilarParty(name=seat.name, deal=seat.deal.id)
    return None


def _load_table(session: DealSession, seat: _Seat) -> PartyTable:
    """What happened with that party in that deal."""
    work, team = session.work, session.by.team
    ledger = work.ledger.load(team, seat.deal.id)
    entries = work.ledger.list_entries(team, seat.deal.id)
    delivered = frozenset(
        move.no for entry in entries if entry.verb is Verb.DELIVERED for move in entry.moves
    )
    theirs = _list_their_commitments(session, seat)
    kept = sum(each.state is CommitmentState.DELIVERED for each in theirs)
    return PartyTable(
        deal=seat.deal,
        ledger=keep_with_party(ledger, seat.deal, seat.party),
        delivered=delivered,
        kept=kept,
        due=kept + sum(each.state is CommitmentState.OPEN for each in theirs),
    )


def _list_their_commitments(session: DealSession, seat: _Seat) -> list[Commitment]:
    """What the party had to do in that deal, but for promised gets, which count by themselves. None where several
    parties sit at the table: a commitment does not say whose of them it is."""
    if len(seat.deal.parties) > 1:
        return []
    return [
        commitment
        for commitment in session.work.commitments.list_in_deal(session.by.team, seat.deal.id)
        if commitment.side is CommitmentSide.THEIRS
        and commitment.origin is not CommitmentOrigin.GET
    ]


def rule_on_party(
    actor: Actor,
    deal: DealId,
    verdict: PartyVerdict,
    other: DealId | None = None,
    *,
    services: Services,
) -> PartyHistoryShown:
    """Keeps what somebody said about the deal's party, and shows what is remembered then. About another deal only for
    somebody who takes part in that one too."""
    with session_for_writing(services, actor, deal, Need.LOOK_BACK) as session:
        if other is not None and other not in {seat.deal.id for seat in _list_seats(session)}:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        ruling = PartyRuling(
            deal=session.deal.id,
            other=other or session.deal.id,
            verdict=verdict,
            person=actor.person,
            at=services.clock.now(),
        )
        session.work.learning.save_ruling(actor.team, ruling)
        session.write_audit(Verb.SET, "party")
        return _show_history(session, "")
