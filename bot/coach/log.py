"""The picture of a deal: where it stands, its ledger page by page, one move in full."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import (
    AsksListed,
    DealLog,
    DealStatus,
    LogRow,
    Matchable,
    MoveShown,
    OpenWithParty,
    RefusalReason,
)
from bot.coach.answers.endings import AgreedTerms, DealEnded, StillOpen
from bot.coach.answers.entries import EntryShown, TieShown
from bot.coach.approval_lists import list_waiting_in_deal
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.deal_states import find_deal_state
from bot.coach.deal_sums import sum_up_deal
from bot.coach.log_pages import with_measures
from bot.coach.next_steps import step_as_it_stands
from bot.coach.plans import find_next_planned_give
from bot.coach.refusals import Refused
from bot.coach.savings import saving_of
from bot.coach.services import Services
from bot.coach.timetable import find_next_checkin
from bot.domain.closing import ClosingState, list_close_items
from bot.domain.deals import DealState
from bot.domain.fields import FieldChange, list_changes
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.measures.classes import find_move_classes
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.trades import TIEABLE_GETS, TIEABLE_GIVES, ZERO
from bot.domain.worth import sum_known

PAGE = 20
"""Moves on one page of the ledger."""


def show_status(
    by: Actor, deal: DealId, *, planned: bool = False, services: Services
) -> DealStatus:
    """Where a deal stands today; `planned` adds the next give of the plan, for those who may see it."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return replace(
            _status(session),
            planned=find_next_planned_give(session) if planned else None,
            saving=saving_of(session),
        )


def _status(session: DealSession) -> DealStatus:
    if session.deal.is_closed:
        return _status_of_closed(session)
    ledger, today = session.recent_ledger, session.by.today
    moves = ledger.moves.values()
    waiting = list_waiting_in_deal(session)
    held = {move.no for facts in waiting for move in facts.approval.change.before}
    return DealStatus(
        deal=session.deal,
        today=today,
        picture=sum_up_deal(session),
        open_gives=tuple(list_weightiest_gives(session)),
        open_asks=tuple(ledger.unanswered_asks()),
        their_asks=tuple(ledger.unanswered_asks(ours=False)),
        open_by_party=_sum_by_party(session),
        drafts=tuple(
            m for m in moves if m.state is State.DRAFT and session.may_see(m) and m.no not in held
        ),
        waiting=tuple(waiting),
        conditional=tuple(m for m in moves if m.state is State.CONDITIONAL),
        step=step_as_it_stands(session),
        offers=list_open_offers(session),
        loose_gets=tuple(ledger.loose_gets(today)) if ledger.open_gives(today) else (),
        agreed=find_agreed_terms(session),
    )


def _sum_by_party(session: DealSession) -> tuple[OpenWithParty, ...]:
    """What is open with each party, where several sit at the table."""
    deal = session.deal
    if len(deal.parties) < 2:
        return ()
    answers = session.recent_ledger.open_gives(session.by.today)
    known = {party.id: party.name for party in deal.parties}
    sums = []
    for party in dict.fromkeys([*known, *(answer.give.to for answer in answers)]):
        gives = [answer for answer in answers if answer.give.to == party]
        exposure = sum_known(answer.left for answer in gives)
        name = known.get(party, str(party))
        sums.append(OpenWithParty(name=name, exposure=exposure, open_gives=len(gives)))
    return tuple(sums)


def _status_of_closed(session: DealSession) -> DealStatus:
    """How a closed deal ended: nothing in it waits any more, but its check-ins where it is kept."""
    is_kept = find_deal_state(session.work, session.deal) is DealState.KEPT
    check_ins = session.work.rhythms.list_checkins(session.by.team, session.deal.id)
    return DealStatus(
        deal=session.deal,
        today=session.by.today,
        picture=sum_up_deal(session),
        open_gives=(),
        open_asks=(),
        drafts=(),
        conditional=(),
        step=step_as_it_stands(session),
        agreed=find_agreed_terms(session),
        ended=find_end(session),
        is_kept=is_kept,
        next_check_in=find_next_checkin(check_ins, session.by.today) if is_kept else None,
        still_open=list_still_open(session),
        deleted_after=_find_last_day(session),
    )


def _find_last_day(session: DealSession) -> date | None:
    """The last day of a closed deal that is deleted for its age, once that was announced."""
    planned = session.work.retention.find(session.by.team, session.deal.id)
    return planned.last_day if planned is not None else None


def find_end(session: DealSession) -> DealEnded | None:
    """Who closed the deal last; None where it was closed before anybody kept that."""
    entries = session.work.ledger.list_entries(session.by.team, session.deal.id)
    for entry in reversed(entries):
        if entry.verb is Verb.CLOSED:
            return DealEnded(person=entry.person, on=entry.at.date(), why=entry.why)
    return None


def list_still_open(session: DealSession) -> StillOpen:
    """What waits for somebody in the deal. Drafts are those that the person may see."""
    ledger, today = session.recent_ledger, session.by.today
    moves = sorted(ledger.moves.values(), key=lambda move: move.no)
    return StillOpen(
        gives=tuple(ledger.open_gives(today)),
        asks=tuple(ledger.unanswered_asks()),
        their_asks=tuple(ledger.unanswered_asks(ours=False)),
        conditional=tuple(m for m in moves if m.state is State.CONDITIONAL),
        promised=tuple(m for m in moves if m.kind is Kind.GET and m.state is State.PROMISED),
        drafts=tuple(m for m in moves if m.state is State.DRAFT and session.may_see(m)),
        offers=list_open_offers(session),
        held=count_held_gives(session),
    )


def count_held_gives(session: DealSession) -> int:
    """How many gives in the deal wait for approval; which they are is for their authors and who approves."""
    waiting = session.work.approvals.list_waiting_in_deal(session.by.team, session.deal.id)
    return sum(len(approval.gives) for approval in waiting)


def find_agreed_terms(session: DealSession) -> AgreedTerms | None:
    """What the parties agreed on; None where they did not."""
    deal = session.deal
    if not deal.agreed and deal.state not in (DealState.WON, DealState.ENDED):
        return None
    accepted = {agreement.offer for agreement in deal.agreed if agreement.offer is not None}
    offers = session.work.offers.list_in_deal(session.by.team, deal.id)
    offer = next((offer for offer in reversed(offers) if offer.no in accepted), None)
    moves = list(session.ledger.moves.values())
    if offer is not None:
        # What followed from offers stands in the terms.
        moves = [move for move in moves if move.offer is None]
    items = list_close_items(ClosingState(moves=tuple(moves)))
    agreed = [item.move for item in items if item.is_agreed and item.move is not None]
    issues = {issue.name: issue for issue in deal.issues}
    terms = offer.values.items() if offer is not None else ()
    return AgreedTerms(
        offer=offer,
        terms=tuple((issues[name], value) for name, value in terms if name in issues),
        gives=tuple(move for move in agreed if move.ours),
        gets=tuple(move for move in agreed if not move.ours),
    )


def list_open_offers(session: DealSession) -> tuple[Offer, ...]:
    """The offers of either side that wait for an answer."""
    offers = session.work.offers.list_in_deal(session.by.team, session.deal.id)
    return tuple(
        o
        for o in offers
        if o.state is OfferState.OPEN and (o.until is None or o.until >= session.by.today)
    )


def list_weightiest_gives(session: DealSession) -> list[LogRow]:
    """Open gives in the digest's order: by value-days, those without a figure after those with one of the same age
    band, then by age."""
    today = session.by.today
    ledger = session.recent_ledger
    rows = [build_log_row(ledger, a.give, session) for a in ledger.open_gives(today)]
    return sorted(rows, key=weigh_row)


def weigh_row(row: LogRow) -> tuple[int, object, int]:
    """What the digest sorts open gives by: value × age first, then age; those without a figure after the others."""
    age = row.age or 0
    return (0, -(row.left * age), -age) if row.left is not None else (1, ZERO, -age)


def build_log_row(ledger: Ledger, move: Move, session: DealSession) -> LogRow:
    """One line of the ledger."""
    today = session.by.today
    ties = tuple(t.get if move.kind is Kind.GIVE else t.give for t in ledger.ties_of(move.no))
    if move.kind is not Kind.GIVE or not move.counts_on(today):
        return LogRow(
            move=move, ties=ties, age=(today - move.on).days if move.is_waiting() else None
        )
    answer = ledger.find_answer(move, today)
    age = (today - move.since).days if answer.open else None
    return LogRow(move=move, ties=ties, share=answer.share, left=answer.left, age=age)


def show_log(by: Actor, deal: DealId, *, page: int = 1, services: Services) -> DealLog:
    """One page of the ledger, newest first, with the measures and what the rules found."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return _log(session, page)


def _log(session: DealSession, page: int) -> DealLog:
    count = session.snapshot.totals.last - _count_hidden(session)
    pages = max(1, -(-count // PAGE))
    page = min(max(page, 1), pages)
    log = DealLog(
        deal=session.deal,
        today=session.by.today,
        rows=_list_rows(session, page),
        page=page,
        pages=pages,
        offers=list_open_offers(session),
        agreed=None if count else find_agreed_terms(session),
    )
    if page > 1:
        return log
    return with_measures(session, log)


def _count_hidden(session: DealSession) -> int:
    """How many moves the person may not see."""
    if not session.snapshot.totals.drafts:
        return 0
    drafts = [move for kind in Kind for move in session.list_moves(kind, State.DRAFT)]
    return sum(not session.may_see(draft) for draft in drafts)


def _list_rows(session: DealSession, page: int) -> tuple[LogRow, ...]:
    """The rows of one page, newest first."""
    first = (page - 1) * PAGE
    if session.has_few_moves:
        ledger = session.recent_ledger
        seen = filter(session.may_see, ledger.moves.values())
        moves = sorted(seen, key=lambda m: (m.on, m.no), reverse=True)[first : first + PAGE]
    else:
        by, pages = session.by, session.work.move_pages
        moves = [*pages.list_page(by.team, session.deal.id, by.person, skip=first, most=PAGE)]
        ledger = session.load_group(move.no for move in moves)
    return tuple(build_log_row(ledger, move, session) for move in moves)


def list_open_asks(by: Actor, deal: DealId, *, services: Services) -> AsksListed:
    """The asks that wait for an answer, of both sides."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        ledger = session.recent_ledger
        ours, theirs = (tuple(ledger.unanswered_asks(ours=side)) for side in (True, False))
        return AsksListed(deal=session.deal, today=by.today, ours=ours, theirs=theirs)


def list_gives_on_condition(by: Actor, deal: DealId, *, services: Services) -> tuple[Move, ...]:
    """The gives that wait for a condition in words, which the other side may say yes to."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        waiting = session.list_moves(Kind.GIVE, State.CONDITIONAL)
        return tuple(give for give in waiting if give.condition and give.offer is None)


def list_matchable(by: Actor, deal: DealId, *, services: Services) -> Matchable:
    """Gives and gets that may be tied together, those not matched yet first, then the newest."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        return _matchable(session)


def _matchable(session: DealSession) -> Matchable:
    ledger, today = session.ledger, session.by.today
    loose = {a.give.no for a in ledger.open_gives(today)} | {g.no for g in ledger.loose_gets(today)}

    def first(move: Move) -> tuple[bool, int]:
        return move.no not in loose, -move.no

    gives = sorted(
        (m for m in ledger.moves.values() if m.kind is Kind.GIVE and m.state in TIEABLE_GIVES),
        key=first,
    )
    gets = sorted(
        (m for m in ledger.moves.values() if m.kind is Kind.GET and m.state in TIEABLE_GETS),
        key=first,
    )
    if not (gives and gets):
        raise Refused(why=RefusalReason.NO_PAIR, deal=session.deal)
    return Matchable(deal=session.deal, gives=tuple(gives), gets=tuple(gets))


def show_move(by: Actor, deal: DealId, no: MoveNo, *, services: Services) -> MoveShown:
    """One move in full, with its history."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return describe_move(session, no)


def show_editable_move(by: Actor, deal: DealId, no: MoveNo, *, services: Services) -> MoveShown:
    """One move, for somebody who may change it."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        return describe_move(session, no)


def find_kind(by: Actor, deal: DealId, no: MoveNo, *, services: Services) -> Kind | None:
    """What kind of move a number is; None where there is none."""
    with services.store.reading() as work:
        move = work.ledger.find_move(by.team, deal, no)
        return move.kind if move else None


def describe_move(session: DealSession, no: MoveNo) -> MoveShown:
    """One move of an open deal, in full."""
    move = session.ledger.moves.get(no)
    if move is None or not session.may_see(move):
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
    entries = session.work.ledger.list_entries(session.by.team, session.deal.id)
    return MoveShown(
        deal=session.deal,
        today=session.by.today,
        row=build_log_row(session.ledger, move, session),
        history=_list_history(session, no, entries),
        ties=_list_ties(session, move),
        move_class=find_move_classes(
            session.ledger, session.deal, session.by.today, among={no}
        ).get(no),
    )


def _list_history(
    session: DealSession, no: MoveNo, entries: Sequence[Entry]
) -> tuple[EntryShown, ...]:
    """The entries that speak of a move, oldest first, with what each changed."""
    history: list[EntryShown] = []
    for entry in entries:
        before = next((move for move in entry.before if move.no == no), None)
        after = next((move for move in entry.moves if move.no == no), None)
        ties = [tie for tie in (*entry.tied, *entry.untied) if no in (tie.give, tie.get)]
        if after is None and not ties:
            continue
        changes: tuple[FieldChange, ...] = ()
        if before is not None and after is not None:
            changes = list_changes(before, after, session.deal.unit)
        others = tuple(tie.get if tie.give == no else tie.give for tie in ties)
        history.append(EntryShown(entry=entry, changes=changes, others=others))
    return tuple(history)


def _list_ties(session: DealSession, move: Move) -> tuple[TieShown, ...]:
    """What a move is matched with. A tie to somebody else's draft is left out."""
    ledger, today = session.ledger, session.by.today
    shown: list[TieShown] = []
    for tie in ledger.ties_of(move.no):
        other = ledger.moves[tie.get if tie.give == move.no else tie.give]
        if not session.may_see(other):
            continue
        counts = move.counts_on(today) and other.counts_on(today)
        shown.append(TieShown(move=other, share=ledger.share(tie, today) if counts else None))
    return tuple(shown)


def show_processed(actor: Actor, key: str, *, services: Services) -> MoveShown:
    """The move that a request which was processed before led to. Raises `Refused` where it led to none, or was somebody
    else's, so that nobody gets their answer; and where it failed after all."""
    with services.store.reading() as work:
        processed = work.keys.find_processed(actor.team, key)
        if processed is None:
            raise Refused(why=RefusalReason.BUSY)
        entry = work.ledger.find_entry(actor.team, processed.deal, processed.seq)
        if entry is not None and entry.person != actor.person:
            raise Refused(why=RefusalReason.SETTLED)
        session = open_session(services, work, actor, processed.deal, Need.READ)
        if entry is None or not entry.moves:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
        return describe_move(session, entry.moves[0].no)
