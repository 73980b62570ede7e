"""Undo: what one entry added is void, what it changed stands as before. The entry itself stays in the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason, Undone
from bot.coach.context import (
    DealSession,
    LedgerChange,
    compare_exposure,
    record_in_deal,
    session_for_reading,
)
from bot.coach.endings import follow_lifecycle
from bot.coach.likeness import find_named
from bot.coach.plans import load_visible_plan
from bot.coach.refusals import Refused
from bot.coach.rhythms import tells_rhythm_change, tells_rhythm_undone
from bot.coach.services import Services
from bot.domain.commitments import Commitment, CommitmentState
from bot.domain.deals import Deal, Lifecycle, restore_lifecycle
from bot.domain.ids import DealId, MoveNo, OfferNo
from bot.domain.issues import Issue, Value
from bot.domain.ledger import Entry, Verb, next_version
from bot.domain.moves import Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.rhythms import Rhythm, agrees_the_same
from bot.language.clauses.references import read_numbers

Versioned = TypeVar("Versioned", Move, Offer, Commitment)
Offers = Mapping[OfferNo, Offer]
"""All offers of a deal as they stand."""

ENTRIES_LOOKED_THROUGH = 50
"""How many entries are looked through for the last one of a person."""
ENTRIES_LOOKED_AT_FIRST = 5
"""Of those: it is nearly always among so many."""


def undo_entry(
    actor: Actor,
    deal: DealId,
    *,
    seq: int | None = None,
    no: MoveNo | None = None,
    key: str,
    services: Services,
) -> Undone:
    """Undoes an entry: that number `seq`, or the one that recorded the move `no`; without both the person's last one.

    What it added is void, what it changed stands as before, ties are as they were. Raises `Refused` where it is not
    theirs, too old, or something later builds on it, and where there is no such move.
    """
    with record_in_deal(services, actor, deal, key, Need.UNDO) as session:
        if no is not None:
            last = session.work.ledger.list_entries(actor.team, session.deal.id)
            entry: Entry | None = _find_entry_of_move(session, no, last)
        else:
            entry, last = _find_among_last(session, seq)
        if entry is None:
            raise Refused(why=RefusalReason.NOTHING_TO_UNDO, deal=session.deal)
        if session.deal.is_closed and not _may_be_undone_after_end(session.deal, entry):
            raise Refused(why=RefusalReason.CLOSED, deal=session.deal)
        offers = _load_offers(session) if entry.offers else {}
        why = _why_not(session, entry, last, offers)
        if why is not None:
            if no is not None and why is RefusalReason.CHANGED:
                why = RefusalReason.BUILT_ON
            shown = no or (entry.moves[0].no if entry.moves else None)
            move = None
            if shown is not None:
                move = session.work.ledger.find_move(actor.team, session.deal.id, shown)
            raise Refused(why=why, deal=session.deal, no=shown, move=move)
        return _undo(session, entry, offers)


def undo_in_session(session: DealSession, seq: int) -> Undone:
    """Undoes the entry of that number in a deal that is open already. Raises `Refused` as `undo_entry` does."""
    entry, last = _find_among_last(session, seq)
    if entry is None:
        raise Refused(why=RefusalReason.NOTHING_TO_UNDO, deal=session.deal)
    offers = _load_offers(session) if entry.offers else {}
    why = _why_not(session, entry, last, offers)
    if why is not None:
        raise Refused(why=why, deal=session.deal)
    return _undo(session, entry, offers)


def find_move_to_undo(actor: Actor, deal: DealId, text: str, *, services: Services) -> MoveNo:
    """The move whose recording is to be undone, by what was typed of it: its number, or words that name it. Raises
    `Refused` where that names none, or several that were not recorded together."""
    with session_for_reading(services, actor, deal, typed=text) as session:
        numbers = [MoveNo(number) for number in read_numbers(text)]
        if not numbers:
            standing = [move for move in session.ledger.moves.values() if _stands_in_log(move)]
            named = find_named(text, filter(session.may_see, standing), session.by.locale)
            if named is None:
                raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, typed=text)
            return named.no
        entries = session.work.ledger.list_entries(actor.team, session.deal.id)
        found = {_find_entry_of_move(session, number, entries).seq for number in numbers}
        if len(found) > 1:
            raise Refused(why=RefusalReason.ONE_AT_A_TIME, deal=session.deal, typed=text)
        return numbers[0]


def _stands_in_log(move: Move) -> bool:
    return move.state is not State.VOID


def find_last_own_entry(actor: Actor, deal: DealId, *, services: Services) -> Entry | None:
    """The person's last entry in the deal that was not undone since, as far as it may still be undone; None where that
    was longer ago. A change of the rhythm leaves two entries once it is undone: neither is what the person means."""
    undone = 0
    with session_for_reading(services, actor, deal) as session:
        last = session.work.ledger.list_entries(
            actor.team, session.deal.id, last=ENTRIES_LOOKED_THROUGH
        )
        for entry in reversed(last):
            if entry.person != actor.person:
                continue
            if tells_rhythm_undone(entry):
                undone += 1
                continue
            if undone and tells_rhythm_change(entry):
                undone -= 1
                continue
            age = (services.clock.now() - entry.at) // timedelta(minutes=1)
            return entry if age <= session.deal.policy.undo_minutes else None
    return None


def _may_be_undone_after_end(deal: Deal, entry: Entry) -> bool:
    """Whether an entry of a closed deal may still be undone: how it ended, and what both sides do after it was won."""
    if entry.lifecycle is not None:
        return True
    return bool(entry.commitments) and deal.keeps_rhythm


def _find_entry_of_move(session: DealSession, no: MoveNo, entries: Sequence[Entry]) -> Entry:
    """The entry that recorded a move, or that made a draft of it count. Raises `Refused` where there is no such move,
    or where it is void already."""
    move = session.find_move(no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
    if move.state is State.VOID:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=no, move=move)
    for entry in reversed(entries):
        if entry.verb is Verb.UNDONE or _was_undone(entry, entries):
            continue
        before = next((each for each in entry.before if each.no == no), None)
        is_in_it = any(each.no == no for each in entry.moves)
        if is_in_it and (before is None or before.state is State.DRAFT):
            return entry
    raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)


def _find_among_last(session: DealSession, seq: int | None) -> tuple[Entry | None, Sequence[Entry]]:
    """The entry with that number, or the person's last one that was not undone; and the last entries, with all that
    came after it. Mostly it is among the very last: an import further back has thousands of moves to read."""
    ledger, by = session.work.ledger, session.by
    last = ledger.list_entries(by.team, session.deal.id, last=ENTRIES_LOOKED_AT_FIRST)
    entry = _find_entry(session, seq, last)
    is_all = len(last) < ENTRIES_LOOKED_AT_FIRST
    if is_all or (entry is not None and entry.seq >= last[0].seq):
        return entry, last
    last = ledger.list_entries(by.team, session.deal.id, last=ENTRIES_LOOKED_THROUGH)
    return _find_entry(session, seq, last), last


def _find_entry(session: DealSession, seq: int | None, last: Sequence[Entry]) -> Entry | None:
    """The entry with that number, or the person's last one that was not undone."""
    if seq is not None:
        entry = session.work.ledger.find_entry(session.by.team, session.deal.id, seq)
        return entry if entry is not None and _changed_something(entry) else None
    for entry in reversed(last):
        is_theirs = entry.person == session.by.person and _changed_something(entry)
        if is_theirs and not _was_undone(entry, last):
            return entry
    return None


def _changed_something(entry: Entry) -> bool:
    if entry.verb is Verb.UNDONE:
        return False
    changed = (entry.moves, entry.tied, entry.untied, entry.offers, entry.commitments)
    return any(changed) or entry.lifecycle is not None


def _load_offers(session: DealSession) -> Offers:
    offers = session.work.offers.list_in_deal(session.by.team, session.deal.id)
    return {offer.no: offer for offer in offers}


def _why_not(
    session: DealSession, entry: Entry, last: Sequence[Entry], offers: Offers
) -> RefusalReason | None:
    """Why the entry cannot be undone; None where it can."""
    if entry.person != session.by.person and not session.may(Need.SET):
        return RefusalReason.NOT_YOURS
    # In whole minutes, as people count them: ten minutes have passed only with the eleventh.
    age = (session.services.clock.now() - entry.at) // timedelta(minutes=1)
    if age > session.deal.policy.undo_minutes:
        return RefusalReason.TOO_LATE
    if _was_undone(entry, last):
        return RefusalReason.SETTLED
    if entry.verb is Verb.OPENED and _has_something(session):
        return RefusalReason.NOT_EMPTY
    if _is_built_on(session, entry) or not _stands(session, entry, offers):
        return RefusalReason.CHANGED
    return None


def _was_undone(entry: Entry, entries: Sequence[Entry]) -> bool:
    for later in entries:
        if later.verb is not Verb.UNDONE or later.seq <= entry.seq:
            continue
        ties = (later.untied, later.tied)
        if (
            _takes_lifecycle_back(later, entry)
            and ties == (entry.tied, entry.untied)
            and _are_alike(later.before, entry.moves)
            and _are_alike(later.offers_before, entry.offers)
            and _are_alike(later.commitments_before, entry.commitments)
        ):
            return True
    return False


def _takes_lifecycle_back(later: Entry, entry: Entry) -> bool:
    """Whether the later entry left the deal's name, agreements and end as they were before the earlier one."""
    before, after = entry.lifecycle_before, entry.lifecycle
    if before is None or after is None:
        return later.lifecycle is None
    if later.lifecycle_before is None:
        return False
    return restore_lifecycle(later.lifecycle_before, before, after) == later.lifecycle


def _are_alike(some: Iterable[Versioned], others: Iterable[Versioned]) -> bool:
    """Whether moves or offers say the same, however often they were changed and restored."""
    return [replace(one, version=1) for one in some] == [replace(one, version=1) for one in others]


def _has_something(session: DealSession) -> bool:
    """Whether anything that was recorded in the deal stands: a move, an offer, a commitment, the rhythm with what was
    read and settled in it, a plan that the person may see. Undoing the opening would take it all away."""
    if any(move.state is not State.VOID for move in session.ledger.moves.values()):
        return True
    if any(offer.state is not OfferState.VOID for offer in _load_offers(session).values()):
        return True
    team, deal = session.by.team, session.deal.id
    commitments = session.work.commitments.list_in_deal(team, deal)
    if any(each.state is not CommitmentState.VOID for each in commitments):
        return True
    if _has_rhythm(session):
        return True
    return load_visible_plan(session) is not None


def _has_rhythm(session: DealSession) -> bool:
    """Whether anything is agreed in the rhythm, or was read in it: one that was undone agrees nothing."""
    team, deal = session.by.team, session.deal.id
    rhythm = session.work.rhythms.find(team, deal)
    if rhythm is None:
        return False
    if not agrees_the_same(rhythm, Rhythm()):
        return True
    return bool(session.work.rhythms.list_readings(team, deal))


def _is_built_on(session: DealSession, entry: Entry) -> bool:
    """Whether a move that the entry added was tied by something later."""
    added = {move.no for move in entry.moves} - {move.no for move in entry.before}
    own = set(entry.tied)
    group = session.load_group(added)
    return any(tie not in own for no in added for tie in group.ties_of(no))


def _stands(session: DealSession, entry: Entry, offers: Offers) -> bool:
    """Whether nothing has happened to its moves, ties and offers since."""
    if entry.lifecycle is not None and _restore_lifecycle(session, entry) is None:
        return False
    tied = [no for tie in (*entry.tied, *entry.untied) for no in (tie.give, tie.get)]
    group = session.load_group([*(move.no for move in entry.moves), *tied])
    moves, ties = group.moves, group.ties
    if not (ties.issuperset(entry.tied) and ties.isdisjoint(entry.untied)):
        return False
    if not _are_alike((moves[move.no] for move in entry.moves), entry.moves):
        return False
    if entry.commitments and not _are_alike(_commitments_of(session, entry), entry.commitments):
        return False
    return not entry.offers or _offers_stand(entry, offers)


def _commitments_of(session: DealSession, entry: Entry) -> list[Commitment]:
    """The entry's commitments as they stand today, in its order."""
    known = session.work.commitments.list_in_deal(session.by.team, session.deal.id)
    by_number = {each.no: each for each in known}
    return [by_number[each.no] for each in entry.commitments]


def _offers_stand(entry: Entry, offers: Offers) -> bool:
    """Whether its offers are as it left them, and their sides put none on the table since."""
    sides = {offer.by for offer in entry.offers}
    known = [offer.no for offer in entry.offers]
    known += [reply.after for offer in entry.offers for reply in offer.replies]
    last = max(known)
    for offer in offers.values():
        if offer.no > last and offer.by in sides and offer.state is not OfferState.VOID:
            return False
    return _are_alike((offers[offer.no] for offer in entry.offers), entry.offers)


def _restore_lifecycle(session: DealSession, entry: Entry) -> Lifecycle | None:
    """The deal's name, agreements and end without the entry; None where it changed none, or they changed since."""
    if entry.lifecycle is None or entry.lifecycle_before is None:
        return None
    return restore_lifecycle(session.deal.lifecycle, entry.lifecycle_before, entry.lifecycle)


def _undo(session: DealSession, entry: Entry, offers: Offers) -> Undone:
    moves_now = tuple(session.load_moves(move.no for move in entry.moves))
    offers_now = tuple(offers[offer.no] for offer in entry.offers)
    commitments_now = _commitments_of(session, entry) if entry.commitments else []
    change = LedgerChange(
        verb=Verb.UNDONE,
        moves=_restore_moves(entry, moves_now),
        before=moves_now,
        tied=entry.untied,
        untied=entry.tied,
        offers=_restore_offers(entry, offers_now),
        offers_before=offers_now,
        commitments=_restore_commitments(entry, commitments_now),
        commitments_before=tuple(commitments_now),
        lifecycle=_restore_lifecycle(session, entry),
    )
    deal = _forget_issues(session.deal, entry, offers)
    if deal != session.deal:
        session.work.deals.update(deal)
    written = replace(session, deal=deal).write(change)
    if entry.lifecycle is not None:
        follow_lifecycle(session.work, written.session.deal, services=session.services)
    return Undone(
        deal=written.session.deal,
        verb=entry.verb,
        moves=_list_brought(entry),
        offers=_offers_concerned(entry),
        commitments=entry.commitments,
        exposure=compare_exposure(session.deal, written.before, written.after),
    )


def _list_brought(entry: Entry) -> tuple[Move, ...]:
    """The moves that an entry brought; where it only changed some, those."""
    before = {move.no for move in entry.before}
    return tuple(move for move in entry.moves if move.no not in before) or entry.moves


def _restore_moves(entry: Entry, moves_now: Sequence[Move]) -> tuple[Move, ...]:
    before = {move.no: move for move in entry.before}
    return tuple(
        replace(before[move.no], version=move.version + 1)
        if move.no in before
        else next_version(move, state=State.VOID)
        for move in moves_now
    )


def _restore_offers(entry: Entry, offers_now: Sequence[Offer]) -> tuple[Offer, ...]:
    before = {offer.no: offer for offer in entry.offers_before}
    return tuple(
        replace(before[offer.no], version=offer.version + 1)
        if offer.no in before
        else replace(offer, state=OfferState.VOID, version=offer.version + 1)
        for offer in offers_now
    )


def _restore_commitments(
    entry: Entry, commitments_now: Sequence[Commitment]
) -> tuple[Commitment, ...]:
    before = {each.no: each for each in entry.commitments_before}
    return tuple(
        replace(before[each.no], version=each.version + 1)
        if each.no in before
        else replace(each, state=CommitmentState.VOID, version=each.version + 1)
        for each in commitments_now
    )


def _forget_issues(deal: Deal, entry: Entry, offers: Offers) -> Deal:
    """The deal without the issues and options that the entry's offer brought, as far as nothing else was said of them
    since."""
    before = {offer.no for offer in entry.offers_before}
    added = [offer for offer in entry.offers if offer.no not in before]
    if not any(offer.opened or offer.options for offer in added):
        return deal
    used = _terms_of_others(offers, {offer.no for offer in added})
    opened = {name for offer in added for name in offer.opened}
    gone = opened - {name for name, _ in used}
    options = {term for offer in added for term in offer.options} - used
    issues = tuple(
        _without_options(issue, options)
        for issue in deal.issues
        if issue.name not in gone or not _is_untouched(issue)
    )
    if issues == deal.issues:
        return deal
    return replace(deal, issues=issues, version=deal.version + 1)


def _terms_of_others(offers: Offers, added: Collection[OfferNo]) -> set[tuple[str, Value]]:
    """What the deal's other offers say, as issue and value."""
    terms: set[tuple[str, Value]] = set()
    for offer in offers.values():
        if offer.no in added or offer.state is OfferState.VOID:
            continue
        for bundle in (offer.values, *offer.alternatives):
            terms.update(bundle.items())
    return terms


def _without_options(issue: Issue, options: Collection[tuple[str, Value]]) -> Issue:
    """The issue without those of its options, unless somebody has said since what they are worth."""
    if issue.scales:
        return issue
    left = tuple(option for option in issue.options if (issue.name, option) not in options)
    return replace(issue, options=left)


def _is_untouched(issue: Issue) -> bool:
    """Whether nobody has said since what the issue may be or what it is worth."""
    return issue.low is None and issue.high is None and not issue.scales


def _offers_concerned(entry: Entry) -> tuple[OfferNo, ...]:
    """The offers that an entry put on the table, else the one that it answered or changed."""
    before = {offer.no for offer in entry.offers_before}
    added = tuple(offer.no for offer in entry.offers if offer.no not in before)
    return added or tuple(offer.no for offer in entry.offers[:1])
