"""Several moves said in one line: recorded as one entry, checked and undone together."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from bot.coach.actors import Actor
from bot.coach.answers import (
    AskAnswered,
    AskRecorded,
    Doubt,
    DraftDropped,
    GetChecked,
    GetRecorded,
    GiveChecked,
    GiveRecorded,
    MoveChanged,
    RefusalReason,
    TheirAskRecorded,
)
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.several import RecordedItem, SeveralChecked, SeveralRecorded, SplitOffered
from bot.coach.asks import AskAnswer, find_gives_asked_for, place_ask, settle_ask
from bot.coach.batches import Batch
from bot.coach.cautions import SAID_BY_THE_CHECK, find_caution
from bot.coach.conditions import meet_conditions
from bot.coach.context import DealSession, WrittenEntry, compare_exposure, record_in_deal
from bot.coach.gets import GetAnswer, place_get_line
from bot.coach.gives import Decision, needs_check, place_give_line, settle_draft
from bot.coach.moves import build_ask, build_give, take_back_in
from bot.coach.next_steps import step_for_give
from bot.coach.parties import meet_parties
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.undo import undo_in_session
from bot.domain.cautions import Caution
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.totals import add_move_to_totals
from bot.domain.trades import ZERO
from bot.domain.worth import Figure
from bot.language.grammar import read_line
from bot.language.item_lists import split_items
from bot.language.lines import MOVE_COMMANDS, ParsedLine
from bot.language.parties import find_party


def record_asks(
    actor: Actor,
    lines: Sequence[ParsedLine],
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    theirs: bool = False,
    services: Services,
) -> SeveralRecorded:
    """Opens the asks of one line, in the deal of the actor's channel where none is named."""
    with record_in_deal(services, actor, deal, key, typed=typed) as opened:
        session = meet_parties(opened, lines)
        lines = _share_party(session, lines)
        if not theirs:
            lines = _leave_purpose_to_last(session, lines, typed)
        batch = Batch(base=session)
        parts = [place_ask(batch.session, line, typed, theirs=theirs) for line in lines]
        return _several_recorded(session, batch.write(), parts)


def _share_party(session: DealSession, lines: Sequence[ParsedLine]) -> list[ParsedLine]:
    """The lines with the party that the last one names, where they name none: `data and lab access from Tavrin`."""
    names = [party.name for party in session.deal.parties]
    named = find_party(lines[-1].what, names) if len(names) > 1 else None
    if named is None:
        return list(lines)
    return [
        line if line.to or find_party(line.what, names) else line._replace(to=named)
        for line in lines
    ]


def _leave_purpose_to_last(
    session: DealSession, lines: Sequence[ParsedLine], typed: str
) -> list[ParsedLine]:
    """The asks, where what the last is for is no give of ours and stands behind it: `3 year contract, parking for the
    trucks`. That says nothing of those before it."""
    last = build_ask(session, lines[-1], typed)
    is_its_own = take_back_in(last) is not last
    if not is_its_own or find_gives_asked_for(session, lines[-1], typed):
        return list(lines)
    return [*(line._replace(for_what=None) for line in lines[:-1]), lines[-1]]


def record_gets(
    actor: Actor,
    lines: Sequence[ParsedLine],
    typed: str,
    *,
    limited: AbstractSet[str] = frozenset(),
    declined: Sequence[MoveNo] = (),
    key: str,
    deal: DealId | None = None,
    services: Services,
) -> SeveralRecorded:
    """Records the gets of one line: each answers its own ask, all are tied to the gives that the line names. `limited`
    are those that are no more than a part of what was asked for; the asks `declined` by the same line got a no."""
    with record_in_deal(services, actor, deal, key, typed=typed) as opened:
        session = meet_parties(opened, lines)
        lines = _share_party(session, lines)
        batch = Batch(base=session)
        parts: list[Answer] = [
            _place_get(batch, line, typed, limited=line.what in limited) for line in lines
        ]
        parts += [_decline_ask(batch, no) for no in declined]
        return _several_recorded(session, batch.write(), parts)


def _place_get(batch: Batch, line: ParsedLine, typed: str, *, limited: bool = False) -> GetAnswer:
    """Records one of the gets, with the conditions of gives that it meets."""
    answer = place_get_line(batch.session, line, typed, limited=limited, counters=True)
    if not isinstance(answer, GetRecorded | AskAnswered) or answer.get is None:
        return answer
    met = meet_conditions(batch, answer.get, limited=limited)
    return replace(answer, firm=(*answer.firm, *met.firm))


def offer_split(answer: DealAnswer) -> SplitOffered | None:
    """The offer to take what was recorded as one thing for several, where nobody could tell; None elsewhere."""
    match answer:
        case AskRecorded(ask=move) | TheirAskRecorded(ask=move):
            pass
        case GiveRecorded(give=move) | GiveChecked(give=move) | GetRecorded(get=move):
            pass
        case _:
            return None
    items = split_items(move.what).perhaps
    if not items or not move.typed:
        return None
    return SplitOffered(deal=answer.deal, move=move, seq=answer.seq, items=items)


def split_entry(
    actor: Actor, deal: DealId, no: MoveNo, seq: int, *, key: str, services: Services
) -> SeveralRecorded | SeveralChecked:
    """Records what was read as one thing as the several that it may be, in the place of the entry that recorded it.
    Raises `Refused` where that entry cannot be undone any more."""
    with record_in_deal(services, actor, deal, key) as session:
        move = session.find_move(no)
        lines = _read_again(session, move) if move is not None else ()
        if move is None or not lines:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=no, move=move)
        batch = Batch(base=session)
        undo_in_session(batch.session, seq)
        if move.kind is Kind.GIVE:
            return _place_gives(session, batch, lines, move.typed)
        parts: list[Answer] = []
        for line in lines:
            if move.kind is Kind.GET:
                parts.append(_place_get(batch, line, move.typed))
            else:
                parts.append(place_ask(batch.session, line, move.typed, theirs=not move.ours))
        return _several_recorded(session, batch.write(), parts)


def _read_again(session: DealSession, move: Move) -> tuple[ParsedLine, ...]:
    """The lines of the things that a move may be, with the clauses of the line that it was typed in."""
    items = split_items(move.what).perhaps
    actor = session.by
    command = MOVE_COMMANDS[move.kind]
    reading = read_line(move.typed, command=command, locale=actor.locale, today=actor.today)
    line = reading if isinstance(reading, ParsedLine) else ParsedLine(what=move.what)
    return tuple(line._replace(what=item, not_read="") for item in items)


def decline_asks(
    actor: Actor, deal: DealId, numbers: Sequence[MoveNo], *, key: str, services: Services
) -> SeveralRecorded:
    """They said no to several of our asks, or we to several of theirs. Raises `Refused` where one is no open ask."""
    with record_in_deal(services, actor, deal, key) as session:
        batch = Batch(base=session)
        parts = [_decline_ask(batch, no) for no in numbers]
        return _several_recorded(session, batch.write(), parts)


def _decline_ask(batch: Batch, no: MoveNo) -> AskAnswered:
    """Settles an open ask with a no. Raises `Refused` where it is none."""
    deal = batch.session.deal
    ask = batch.session.find_move(no)
    if ask is None or ask.kind is not Kind.ASK:
        raise Refused(why=RefusalReason.NO_MOVE, deal=deal, no=no)
    if ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=deal, no=no, move=ask)
    return settle_ask(batch.session, ask, AskAnswer.DECLINED, None)


def record_gives(
    actor: Actor,
    lines: Sequence[ParsedLine],
    typed: str,
    *,
    declined: Sequence[MoveNo] = (),
    key: str,
    deal: DealId | None = None,
    services: Services,
) -> SeveralRecorded | SeveralChecked:
    """Records the gives of one line. Where one of them, or all together, should be looked at first, all are kept as
    drafts, and the check is about all of them. To the asks of theirs that are `declined` the same line says no."""
    with record_in_deal(services, actor, deal, key, typed=typed) as opened:
        session = meet_parties(opened, lines)
        lines = _share_party(session, lines)
        return _place_gives(session, Batch(base=session), lines, typed, declined)


def _place_gives(
    session: DealSession,
    batch: Batch,
    lines: Sequence[ParsedLine],
    typed: str,
    declined: Sequence[MoveNo] = (),
) -> SeveralRecorded | SeveralChecked:
    checks = _need_check(batch.session, lines, typed)
    parts: list[Answer] = [
        place_give_line(batch.session, line, typed, checks=checks) for line in lines
    ]
    parts += [_decline_ask(batch, no) for no in declined]
    written = batch.write()
    drafts = tuple(part.give for part in parts if _waits_for_check(part))
    if len(drafts) == len(parts):
        return _check_drafts(session, drafts, written.entry.seq)
    return _several_recorded(session, written, parts)


def _waits_for_check(answer: Answer) -> TypeGuard[GiveChecked]:
    return isinstance(answer, GiveChecked) and answer.doubt is Doubt.UNANSWERED


def _need_check(session: DealSession, lines: Sequence[ParsedLine], typed: str) -> bool:
    """Whether one of the gives should be looked at first, or all of them as one."""
    gives = [build_give(session, line, typed) for line in lines]
    together = replace(gives[0], cost=_sum_costs(session, gives))
    return any(needs_check(session, give) for give in (*gives, together))


def _sum_costs(session: DealSession, gives: Sequence[Move]) -> Figure | None:
    """What the gives cost together; None where one has no figure."""
    costs = [session.deal.yardstick.amount(give.cost, give.on) for give in gives]
    known = [cost for cost in costs if cost is not None]
    if len(known) < len(costs):
        return None
    return Figure(amount=sum(known, ZERO), unit=session.deal.unit)


def _check_drafts(before: DealSession, drafts: tuple[Move, ...], seq: int) -> SeveralChecked:
    """What the gives would mean together, before they count, for the deal as it was without them."""
    as_firm = [replace(draft, state=State.FIRM) for draft in drafts]
    now = then = before.snapshot.totals
    for give in as_firm:
        then = add_move_to_totals(then, give, before.deal.yardstick)
    numbers = {draft.no for draft in drafts}
    open_gives = [give for give in before.snapshot.open_gives if give.no not in numbers]
    return SeveralChecked(
        deal=before.deal,
        gives=drafts,
        seq=seq,
        today=before.by.today,
        exposure=compare_exposure(before.deal, now, then),
        nth=before.situation(as_firm[0]).place_in_run(as_firm[0]),
        open_give=open_gives[0] if open_gives else None,
        proposals=step_for_give(before, drafts[0]).proposals,
        sign_by=before.working_days.choose_month_end(),
        caution=_first_caution(before, as_firm, but=SAID_BY_THE_CHECK),
    )


def _first_caution(
    session: DealSession, moves: Sequence[Move], *, but: AbstractSet[str] = frozenset()
) -> Caution | None:
    """The first caution about one of the moves."""
    for move in moves:
        caution = find_caution(session, move, but=but)
        if caution is not None:
            return caution
    return None


def settle_drafts(
    actor: Actor, deal: DealId, seq: int, decision: Decision, *, key: str, services: Services
) -> SeveralRecorded | SeveralChecked | DraftDropped:
    """Does with the draft gives of one entry what the person decided about all of them. Raises `Refused` where one of
    them is no draft of theirs any more, or was changed since."""
    with record_in_deal(services, actor, deal, key) as session:
        drafts = _load_drafts(session, seq)
        batch = Batch(base=session)
        parts: list[GiveRecorded | GiveChecked | DraftDropped] = []
        for draft in drafts:
            part = settle_draft(batch.session, draft, decision)
            if isinstance(part, GiveRecorded) and decision.proposal:
                # The proposal is an open ask now, and the others wait for the same one.
                asked = part.opened or part.awaits
                decision = replace(decision, proposal="", ask=asked[0].no if asked else None)
            parts.append(part)
        written = batch.write()
        dropped = tuple(part.move for part in parts if isinstance(part, DraftDropped))
        if dropped:
            return DraftDropped(deal=session.deal, move=dropped[0], others=dropped[1:])
        checked = tuple(part.give for part in parts if _waits_for_check(part))
        if len(checked) == len(parts):
            return _check_drafts(session, checked, written.entry.seq)
        return _several_recorded(session, written, parts)


def _load_drafts(session: DealSession, seq: int) -> list[Move]:
    entry = session.work.ledger.find_entry(session.by.team, session.deal.id, seq)
    if entry is None:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    drafts = []
    for kept in entry.moves:
        if kept.kind is not Kind.GIVE or kept.state is not State.DRAFT:
            continue
        draft = session.find_move(kept.no)
        if draft is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=kept.no)
        if draft.state is State.DRAFT and draft.version == kept.version:
            drafts.append(draft)
        else:
            why = RefusalReason.CHANGED if draft.state is State.DRAFT else RefusalReason.SETTLED
            raise Refused(why=why, deal=session.deal, no=kept.no, move=draft)
    if not drafts:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
    return drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class _ChangedMoves:
    """What the parts of a line changed beside what they record: gives that are firm now or lapsed, asks that were
    opened or are waited for."""

    firm: dict[MoveNo, Move] = field(default_factory=dict)
    lapsed: dict[MoveNo, Move] = field(default_factory=dict)
    opened: dict[MoveNo, Move] = field(default_factory=dict)
    awaited: dict[MoveNo, Move] = field(default_factory=dict)


def _gather_changed(parts: Sequence[Answer]) -> _ChangedMoves:
    changed = _ChangedMoves()
    for part in parts:
        if isinstance(part, AskAnswered | GetRecorded):
            changed.firm.update((give.no, give) for give in part.firm)
        if isinstance(part, AskAnswered):
            changed.lapsed.update((give.no, give) for give in part.lapsed)
        if isinstance(part, GiveRecorded):
            changed.opened.update((ask.no, ask) for ask in part.opened)
            changed.awaited.update((ask.no, ask) for ask in part.awaits)
    return changed


def _several_recorded(
    before: DealSession, written: WrittenEntry, parts: Sequence[Answer]
) -> SeveralRecorded:
    session = written.session
    moves = session.ledger.moves
    items = [_as_it_stands(item, moves) for part in parts for item in _describe(part)]
    changed = _gather_changed(parts)
    is_give = items[0].move.kind is Kind.GIVE
    give_questions = [part for part in parts if isinstance(part, GiveChecked)]
    get_questions = [part for part in parts if isinstance(part, GetChecked)]
    return SeveralRecorded(
        deal=session.deal,
        items=tuple(items),
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        opened=tuple(changed.opened.values()),
        awaited=tuple(ask for no, ask in changed.awaited.items() if no not in changed.opened),
        firm=tuple(changed.firm.values()),
        lapsed=tuple(changed.lapsed.values()),
        # A rule counts a give about to count on top of those before it; a get or an ask may have answered something.
        caution=_first_caution(before if is_give else session, [item.move for item in items]),
        give_question=give_questions[0] if give_questions else None,
        get_question=get_questions[0] if get_questions else None,
        resumed=written.resumed,
    )


def _describe(answer: Answer) -> list[RecordedItem]:
    """What one part of the line came to."""
    match answer:
        case AskRecorded() | TheirAskRecorded():
            return [RecordedItem(move=answer.ask)]
        case MoveChanged():
            return [RecordedItem(move=answer.move, again=True)]
        case AskAnswered():
            get = answer.get
            if get is None:
                return [RecordedItem(move=answer.ask)]
            matched = tuple(answer.matched)
            return [RecordedItem(move=get, answered=answer.ask, matched=matched)]
        case GetRecorded():
            return [RecordedItem(move=answer.get, answered=answer.answered, matched=answer.matched)]
        case GetChecked():
            return [RecordedItem(move=answer.get)]
        case GiveRecorded():
            return [RecordedItem(move=answer.give, matched=answer.matched)]
        case GiveChecked():
            return [RecordedItem(move=answer.give)]
    return []


def _as_it_stands(item: RecordedItem, moves: Mapping[MoveNo, Move]) -> RecordedItem:
    """The item with its moves as they stand after the whole line: a later part may have changed them."""
    answered = item.answered
    return replace(
        item,
        move=moves[item.move.no],
        answered=moves[answered.no] if answered is not None else None,
    )
