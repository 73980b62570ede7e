"""Home: what waits for the person in all of their deals, and the deals page by page, those that need them first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from bot.coach.actors import Actor, Need
from bot.coach.admins import is_admin
from bot.coach.answers import LogRow
from bot.coach.answers.approvals import ApprovalFacts
from bot.coach.answers.home import Home, HomeSection, OpenMove
from bot.coach.answers.lists import (
    ListedDeals,
    WaitingCheckIn,
    WaitingClose,
    WaitingCommitment,
    WaitingDeletion,
    WaitingDue,
    WaitingEnd,
)
from bot.coach.approval_lists import list_waiting_for
from bot.coach.context import DealSession, open_session
from bot.coach.deal_lists import (
    WAITING_LISTED,
    DealFilter,
    WaitingCheckIns,
    WaitingCloses,
    WaitingCommitments,
    WaitingMoves,
    WaitingRhythms,
)
from bot.coach.handovers import list_orphaned_deals
from bot.coach.leads import load_lead_view
from bot.coach.log import list_weightiest_gives, weigh_row
from bot.coach.my_deals import load_deal_page
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.workspace_health import load_health
from bot.domain.deals import Deal, Role
from bot.domain.moves import Move
from bot.domain.rhythms import ContractDate, Rhythm, RhythmDueKind, list_rhythm_dues
from bot.domain.trades import ZERO

DEALS_LED = 5
DEALS_ORPHANED = 5
DEALS_ASKED = 3
"""How many of each Home shows; of the others the store lists as many."""
ENDS_AHEAD = timedelta(days=30)
"""How long before it Home shows a renewal or the last day for notice."""

# Each costs a few statements while Slack waits for Home.
DEALS_OPENED = 5
"""How many deals Home takes open gives from at once: those that need the person first."""
DUE_AHEAD = timedelta(days=7)
"""How long before its day Home shows a commitment, a gate, or what is due after an event."""

# Slack takes a hundred blocks, and a row that waits has one or two of them.
MOST_ROWS = 24
"""How many rows of what waits Home has room for at full length."""
ROWS_OF_A_FULL_HOME = 3
"""How many of each kind stand there where there are more."""
# What waits: the list, and the count of what stands behind the rows shown.
SECTIONS = (
    (HomeSection.DRAFTS, "more_drafts"),
    (HomeSection.CHECK_INS, "more_check_ins"),
    (HomeSection.COMMITMENTS, "more_commitments"),
    (HomeSection.CLOSES, "more_closes"),
    (HomeSection.DUES, "more_dues"),
    (HomeSection.ENDS, "more_ends"),
    (HomeSection.DELETIONS, "more_deletions"),
    (HomeSection.DUE_ASKS, "more_due_asks"),
    (HomeSection.OPEN_GIVES, "more_gives"),
    (HomeSection.THEIR_ASKS, "more_their_asks"),
)


def show_home(
    actor: Actor,
    *,
    which: DealFilter = DealFilter.ALL,
    page: int = 1,
    offsets: Mapping[HomeSection, int] | None = None,
    services: Services,
) -> Home:
    """What the person sees first: what waits for them, and a page of their deals. Each list of what waits begins with
    the row that `offsets` names; the last ones are shown where there are no more that far. However many deals they
    have, the database reads only what is shown; of open gives, what stands before it too."""
    with services.store.reading() as work:
        listed = load_deal_page(work, actor, which, page)
        first = listed
        if which is not DealFilter.ALL or listed.page != 1:
            first = load_deal_page(work, actor, DealFilter.ALL, 1)
        to_approve, waiting = list_waiting_for(work, actor)
        lists = _load_lists(services, work, actor, first, waiting, Counter(offsets or {}))
        leading = load_lead_view(work, actor, DEALS_LED)
        orphaned = list_orphaned_deals(work, actor, DEALS_ORPHANED)
        asked = _list_asked(work, actor)
        sample = work.deals.find_sample(actor.team, actor.person)
        health = load_health(services, work, actor.team) if is_admin(work, actor) else None
    home = Home(
        today=actor.today,
        listed=listed,
        leading=leading if leading.deals else None,
        orphaned=tuple(each for each in orphaned if each.missing.deal not in asked),
        asked_to_take_over=asked,
        has_sample=sample is not None,
        to_approve=to_approve,
        waiting=waiting,
        health=health,
    )
    return fit_rows(_add_lists(home, lists, actor.today))


RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ShownRows(Generic[RowT]):
    """The rows of a list that are shown, from `offset` on, of `total`."""

    rows: Sequence[RowT]
    total: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _HomeLists:
    """What waits for the person, list by list, as it is stored."""

    drafts: WaitingMoves
    check_ins: WaitingCheckIns
    commitments: WaitingCommitments
    closes: WaitingCloses
    dues: WaitingRhythms
    ends: WaitingRhythms
    deletions: _ShownRows[tuple[Deal, date]]
    due_asks: WaitingMoves
    open_gives: _ShownRows[OpenMove]
    their_asks: WaitingMoves

    def find_offsets(self) -> dict[HomeSection, int]:
        """Where each list begins that does not begin with its first row."""
        found = {section: int(getattr(self, section).offset) for section, _more in SECTIONS}
        return {section: offset for section, offset in found.items() if offset}


def _load_lists(
    services: Services,
    work: UnitOfWork,
    actor: Actor,
    first: ListedDeals,
    waiting: Sequence[ApprovalFacts],
    wanted: Counter[HomeSection],
) -> _HomeLists:
    """Each list from the row that is `wanted`. `first` is the first page of the person's deals, `waiting` their gives
    that wait for approval."""
    lists, team, person, today = work.deal_lists, actor.team, actor.person, actor.today
    until = today + DUE_AHEAD
    all_gives = lists.count_open_gives(team, person)
    gives_offset = wanted[HomeSection.OPEN_GIVES]
    needed = min(all_gives, gives_offset + WAITING_LISTED)
    gives = _list_gives(services, work, actor, first, needed)
    deletions = work.retention.list_of_person(team, person)
    return _HomeLists(
        drafts=_list_drafts(work, actor, waiting, wanted[HomeSection.DRAFTS]),
        check_ins=lists.list_waiting_check_ins(
            team, person, today, offset=wanted[HomeSection.CHECK_INS]
        ),
        commitments=lists.list_due_commitments(
            team, person, until, offset=wanted[HomeSection.COMMITMENTS]
        ),
        closes=lists.list_begun_closes(team, person, offset=wanted[HomeSection.CLOSES]),
        dues=lists.list_with_dues(team, person, until, offset=wanted[HomeSection.DUES]),
        ends=lists.list_ending(team, person, today + ENDS_AHEAD, offset=wanted[HomeSection.ENDS]),
        deletions=_show_from(wanted[HomeSection.DELETIONS], deletions, total=len(deletions)),
        due_asks=lists.list_due_asks(team, person, today, offset=wanted[HomeSection.DUE_ASKS]),
        open_gives=_show_from(gives_offset, gives, total=all_gives),
        their_asks=lists.list_their_asks(team, person, offset=wanted[HomeSection.THEIR_ASKS]),
    )


def _show_from(offset: int, rows: Sequence[RowT], *, total: int) -> _ShownRows[RowT]:
    offset = _fit_offset(offset, len(rows))
    return _ShownRows(rows=rows[offset : offset + WAITING_LISTED], total=total, offset=offset)


def _add_lists(home: Home, lists: _HomeLists, today: date) -> Home:
    """Home with the lists of what waits."""
    check_ins, commitments, closes = lists.check_ins, lists.commitments, lists.closes
    deletions, gives = lists.deletions, lists.open_gives
    return replace(
        home,
        offsets=lists.find_offsets(),
        drafts=_with_age(lists.drafts, today),
        more_drafts=_count_more(lists.drafts, lists.drafts.moves),
        due_asks=_with_age(lists.due_asks, today),
        more_due_asks=_count_more(lists.due_asks, lists.due_asks.moves),
        their_asks=_with_age(lists.their_asks, today),
        more_their_asks=_count_more(lists.their_asks, lists.their_asks.moves),
        check_ins=tuple(
            WaitingCheckIn(deal=deal, checkin=checkin) for deal, checkin in check_ins.checkins
        ),
        more_check_ins=_count_more(check_ins, check_ins.checkins),
        ends=_list_ends(lists.ends),
        more_ends=_count_more(lists.ends, lists.ends.rhythms),
        deletions=tuple(
            WaitingDeletion(deal=deal, last_day=last_day) for deal, last_day in deletions.rows
        ),
        more_deletions=_count_more(deletions, deletions.rows),
        commitments=tuple(
            WaitingCommitment(deal=deal, commitment=commitment)
            for deal, commitment in commitments.commitments
        ),
        more_commitments=_count_more(commitments, commitments.commitments),
        closes=tuple(
            WaitingClose(deal=deal, since=closing.begun_on or today, settled=len(closing.decisions))
            for deal, closing in closes.closes
        ),
        more_closes=_count_more(closes, closes.closes),
        dues=_list_dues(lists.dues, today + DUE_AHEAD),
        more_dues=_count_more(lists.dues, lists.dues.rhythms),
        open_gives=tuple(gives.rows),
        more_gives=_count_more(gives, gives.rows),
    )


class _CountedRows(Protocol):
    """Rows of a list, of which some may stand before and behind them."""

    @property
    def total(self) -> int: ...

    @property
    def offset(self) -> int: ...


def _count_more(found: _CountedRows, shown: Sequence[object]) -> int:
    """How many of a list stand behind those that are shown."""
    return max(0, found.total - found.offset - len(shown))


def _fit_offset(offset: int, count: int) -> int:
    """The offset, or where the last rows begin if there are none so far any more."""
    while offset and offset >= count:
        offset = max(0, offset - WAITING_LISTED)
    return offset


def fit_rows(home: Home) -> Home:
    """Home as it is, or with fewer rows of each kind where it has more than Slack has room for."""
    if sum(len(getattr(home, rows)) for rows, _more in SECTIONS) <= MOST_ROWS:
        return home
    fitting: dict[str, object] = {"rows_each": ROWS_OF_A_FULL_HOME}
    for rows, more in SECTIONS:
        found = getattr(home, rows)
        left_out = len(found[ROWS_OF_A_FULL_HOME:])
        fitting |= {rows: found[:ROWS_OF_A_FULL_HOME], more: getattr(home, more) + left_out}
    return replace(home, **fitting)  # type: ignore[arg-type] # by name


def _list_drafts(
    work: UnitOfWork, actor: Actor, waiting: Sequence[ApprovalFacts], offset: int
) -> WaitingMoves:
    """The drafts from `offset` on, without those that wait for approval: there is nothing to decide about them."""
    lists = work.deal_lists
    held = {(facts.deal.id, move.no) for facts in waiting for move in facts.approval.change.before}
    if not held:
        return lists.list_drafts(actor.team, actor.person, offset=offset)
    drafts: list[tuple[Deal, Move]] = []
    read, total = 0, 1
    # Only the database's own rows can be skipped in the database.
    while read < total and len(drafts) < offset + WAITING_LISTED:
        found = lists.list_drafts(actor.team, actor.person, offset=read)
        drafts += [(deal, move) for deal, move in found.moves if (deal.id, move.no) not in held]
        read, total = read + WAITING_LISTED, found.total
    left = len(drafts) + max(0, total - read)
    offset = _fit_offset(offset, len(drafts))
    return WaitingMoves(moves=drafts[offset : offset + WAITING_LISTED], total=left, offset=offset)


def _with_age(waiting: WaitingMoves, today: date) -> tuple[OpenMove, ...]:
    return tuple(
        OpenMove(deal=deal, row=LogRow(move=move, age=(today - move.on).days))
        for deal, move in waiting.moves
    )


def _list_asked(work: UnitOfWork, actor: Actor) -> tuple[Deal, ...]:
    """The deals that the person was asked to take over and did not say; nothing is asked a second time elsewhere.
    Whoever was taken out of one since is not told its name any more."""
    asks = work.preferences.list_consent_asks(actor.team, [actor.person])
    found: list[Deal] = []
    for ask in asks:
        deal = work.deals.find(actor.team, ask.deal) if ask.answer is None else None
        if deal is None or deal.was_deleted:
            continue
        if work.roles.find(actor.team, deal.id, actor.person) is not Role.NOBODY:
            found.append(deal)
    return tuple(found[:DEALS_ASKED])


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


def _list_gives(
    services: Services, work: UnitOfWork, actor: Actor, first: ListedDeals, count: int
) -> list[OpenMove]:
    """The first open gives, at least so many where there are as many: those of the deals that need the person first,
    and of a few deals together the weightiest first."""
    found: list[OpenMove] = []
    listed = first
    while len(found) < count:
        with_gives = [card for card in listed.cards if card.open_gives]
        for at in range(0, len(with_gives), DEALS_OPENED):
            few: list[OpenMove] = []
            for card in with_gives[at : at + DEALS_OPENED]:
                try:
                    session = open_session(services, work, actor, card.deal.id, Need.READ)
                except Refused:  # the person's role was taken away since the deals were listed
                    continue
                few += _list_open_gives(session)
            found += sorted(few, key=lambda give: weigh_row(give.row))
            if len(found) >= count:
                break
        if listed.page >= listed.pages:
            break
        listed = load_deal_page(work, actor, DealFilter.ALL, listed.page + 1)
    return found


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
