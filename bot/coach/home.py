"""Home: what waits for the person in all of their deals, and the deals page by page, those that need them first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import LogRow
from bot.coach.answers.approvals import ApprovalFacts
from bot.coach.answers.home import Home, OpenMove
from bot.coach.answers.lists import (
    WaitingCheckIn,
    WaitingClose,
    WaitingCommitment,
    WaitingDeletion,
    WaitingDue,
    WaitingEnd,
)
from bot.coach.approval_lists import list_waiting_for
from bot.coach.context import DealSession, open_session
from bot.coach.deal_lists import DealFilter, WaitingMoves, WaitingRhythms
from bot.coach.handovers import list_orphaned_deals
from bot.coach.leads import load_lead_view
from bot.coach.log import list_weightiest_gives, weigh_row
from bot.coach.my_deals import load_deal_page
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.rhythms import ContractDate, Rhythm, RhythmDueKind, list_rhythm_dues
from bot.domain.trades import ZERO

GIVES = 5
DEALS_LED = 5
DEALS_ORPHANED = 5
DEALS_ASKED = 3
DELETIONS = 5
"""How many of each Home shows; of the others the store lists as many."""
ENDS_AHEAD = timedelta(days=30)
"""How long before it Home shows a renewal or the last day for notice."""

# Each costs a few statements while Slack waits for Home.
DEALS_OPENED = 5
"""How many deals Home takes open gives from: those that need the person first."""
DUE_AHEAD = timedelta(days=7)
"""How long before its day Home shows a commitment, a gate, or what is due after an event."""

# Slack takes a hundred blocks, and a row that waits has one or two of them.
MOST_ROWS = 24
"""How many rows of what waits Home has room for at full length."""
ROWS_OF_A_FULL_HOME = 3
"""How many of each kind stand there where there are more."""
# What waits: the rows, and the count of those left out.
SECTIONS = (
    ("drafts", "more_drafts"),
    ("check_ins", "more_check_ins"),
    ("commitments", "more_commitments"),
    ("closes", "more_closes"),
    ("dues", "more_dues"),
    ("ends", "more_ends"),
    ("deletions", "more_deletions"),
    ("due_asks", "more_due_asks"),
    ("open_gives", "more_gives"),
    ("their_asks", "more_their_asks"),
)


def show_home(
    actor: Actor,
    *,
    which: DealFilter = DealFilter.ALL,
    page: int = 1,
    services: Services,
) -> Home:
    """What the person sees first: what waits for them, and a page of their deals. However many deals they have, the
    database reads only what is shown."""
    team, person, today = actor.team, actor.person, actor.today
    with services.store.reading() as work:
        listed = load_deal_page(work, actor, which, page)
        first = listed
        if which is not DealFilter.ALL or listed.page != 1:
            first = load_deal_page(work, actor, DealFilter.ALL, 1)
        gives: list[OpenMove] = []
        for card in [card for card in first.cards if card.open_gives][:DEALS_OPENED]:
            try:
                session = open_session(services, work, actor, card.deal.id, Need.READ)
            except Refused:  # the person's role was taken away since the deals were listed
                continue
            gives += _list_open_gives(session)
        lists = work.deal_lists
        drafts = lists.list_drafts(team, person)
        due_asks = lists.list_due_asks(team, person, today)
        their_asks = lists.list_their_asks(team, person)
        check_ins = lists.list_waiting_check_ins(team, person, today)
        ending = lists.list_ending(team, person, today + ENDS_AHEAD)
        commitments = lists.list_due_commitments(team, person, today + DUE_AHEAD)
        closes = lists.list_begun_closes(team, person)
        with_dues = lists.list_with_dues(team, person, today + DUE_AHEAD)
        all_open_gives = lists.count_open_gives(team, person)
        leading = load_lead_view(work, actor, DEALS_LED)
        orphaned = list_orphaned_deals(work, actor, DEALS_ORPHANED)
        asked = _list_asked(work, actor)
        sample = work.deals.find_sample(actor.team, actor.person)
        to_approve, waiting = list_waiting_for(work, actor)
        deletions = work.retention.list_of_person(team, person)
    drafts = _without_waiting(drafts, waiting)
    gives.sort(key=lambda give: weigh_row(give.row))
    home = Home(
        today=today,
        listed=listed,
        drafts=_with_age(drafts, today),
        more_drafts=drafts.total - len(drafts.moves),
        due_asks=_with_age(due_asks, today),
        more_due_asks=due_asks.total - len(due_asks.moves),
        their_asks=_with_age(their_asks, today),
        more_their_asks=their_asks.total - len(their_asks.moves),
        check_ins=tuple(
            WaitingCheckIn(deal=deal, checkin=checkin) for deal, checkin in check_ins.checkins
        ),
        more_check_ins=check_ins.total - len(check_ins.checkins),
        ends=_list_ends(ending),
        more_ends=ending.total - len(ending.rhythms),
        deletions=tuple(
            WaitingDeletion(deal=deal, last_day=last_day)
            for deal, last_day in deletions[:DELETIONS]
        ),
        more_deletions=len(deletions[DELETIONS:]),
        commitments=tuple(
            WaitingCommitment(deal=deal, commitment=commitment)
            for deal, commitment in commitments.commitments
        ),
        more_commitments=commitments.total - len(commitments.commitments),
        closes=tuple(
            WaitingClose(deal=deal, since=closing.begun_on or today, settled=len(closing.decisions))
            for deal, closing in closes.closes
        ),
        more_closes=closes.total - len(closes.closes),
        dues=_list_dues(with_dues, today + DUE_AHEAD),
        more_dues=with_dues.total - len(with_dues.rhythms),
        open_gives=tuple(gives[:GIVES]),
        more_gives=max(0, all_open_gives - len(gives[:GIVES])),
        leading=leading if leading.deals else None,
        orphaned=tuple(each for each in orphaned if each.missing.deal not in asked),
        asked_to_take_over=asked,
        has_sample=sample is not None,
        to_approve=to_approve,
        waiting=waiting,
    )
    return fit_rows(home)


def fit_rows(home: Home) -> Home:
    """Home as it is, or with fewer rows of each kind where it has more than Slack has room for."""
    if sum(len(getattr(home, rows)) for rows, _more in SECTIONS) <= MOST_ROWS:
        return home
    fitting: dict[str, object] = {}
    for rows, more in SECTIONS:
        found = getattr(home, rows)
        left_out = len(found[ROWS_OF_A_FULL_HOME:])
        fitting |= {rows: found[:ROWS_OF_A_FULL_HOME], more: getattr(home, more) + left_out}
    return replace(home, **fitting)  # type: ignore[arg-type] # by name


def _without_waiting(drafts: WaitingMoves, waiting: Sequence[ApprovalFacts]) -> WaitingMoves:
    """The drafts without those that wait for approval: there is nothing to decide about them."""
    held = {(facts.deal.id, move.no) for facts in waiting for move in facts.approval.change.before}
    left = tuple((deal, move) for deal, move in drafts.moves if (deal.id, move.no) not in held)
    return replace(drafts, moves=left, total=drafts.total - len(drafts.moves) + len(left))


def _with_age(waiting: WaitingMoves, today: date) -> tuple[OpenMove, ...]:
    return tuple(
        OpenMove(deal=deal, row=LogRow(move=move, age=(today - move.on).days))
        for deal, move in waiting.moves
    )


def _list_asked(work: UnitOfWork, actor: Actor) -> tuple[Deal, ...]:
    """The deals that the person was asked to take over and did not say; nothing is asked a second time elsewhere."""
    asks = work.preferences.list_consent_asks(actor.team, [actor.person])
    unanswered = [ask for ask in asks if ask.answer is None][:DEALS_ASKED]
    found = [work.deals.find(actor.team, ask.deal) for ask in unanswered]
    return tuple(deal for deal in found if deal is not None and not deal.was_deleted)


def _list_ends(waiting: WaitingRhythms) -> tuple[WaitingEnd, ...]:
    """The day that comes first in each of the rhythms."""
    ends: list[WaitingEnd] = []
    for deal, rhythm in waiting.rhythms:
        of = rhythm.find_next_end()
        for kind in (ContractDate.NOTICE, ContractDate.RENEWAL):
            if of is not None and rhythm.find_day(kind) == of and not rhythm.find_outcome(kind):
                ends.append(WaitingEnd(deal=deal, kind=kind, of=of))
                break
    return tuple(ends)


def _list_dues(waiting: WaitingRhythms, until: date) -> tuple[WaitingDue, ...]:
    """What is to be settled first in each of the rhythms."""
    return tuple(_find_first_due(deal, rhythm, until) for deal, rhythm in waiting.rhythms)


def _find_first_due(deal: Deal, rhythm: Rhythm, until: date) -> WaitingDue:
    first, *others = [due for due in list_rhythm_dues(rhythm) if due.day <= until]
    is_gate = first.kind is RhythmDueKind.GATE
    return WaitingDue(
        deal=deal,
        place=first.place,
        gate=rhythm.gates[first.place] if is_gate else None,
        occurrence=None if is_gate else rhythm.occurrences[first.place],
        others=len(others),
    )


def _list_open_gives(session: DealSession) -> list[OpenMove]:
    rows = _rows_from_snapshot(session)
    if rows is None:
        rows = list_weightiest_gives(session)
    return [OpenMove(deal=session.deal, row=row) for row in rows]


def _rows_from_snapshot(session: DealSession) -> list[LogRow] | None:
    """The open gives without reading the whole ledger; None where the snapshot does not hold all of them, or where
    gets answer some of them in part, which shows in costs that do not add up to the exposure."""
    gives, totals, today = (
        session.snapshot.open_gives,
        session.snapshot.totals,
        session.by.today,
    )
    costs = [session.deal.yardstick.amount(give.cost, give.on) for give in gives]
    total_cost = sum((cost for cost in costs if cost is not None), ZERO)
    if (len(gives), total_cost) != (totals.open_gives, totals.exposure):
        return None
    rows = [
        LogRow(move=give, share=ZERO, left=cost, age=(today - give.since).days)
        for give, cost in zip(gives, costs, strict=True)
    ]
    return sorted(rows, key=weigh_row)
