"""Gives: record one, check it before it counts, and decide about a draft."""

from dataclasses import dataclass, replace

from bot.coach.answers import (
    Doubt,
    DraftDropped,
    GiveChecked,
    GiveRecorded,
    MoveShown,
    RefusalReason,
)
from bot.coach.cautions import SAID_BY_THE_CHECK, find_caution
from bot.coach.changes import drop
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, compare_exposure
from bot.coach.moves import build_give, find_same_line
from bot.coach.preferences import ask_about_nudges
from bot.coach.proposals import find_proposal, list_proposals
from bot.coach.recording import run_once_in_deal
from bot.coach.refusals import Refused
from bot.coach.requests import DraftChoice, RecordGive, SettleDraft
from bot.coach.sentences import offer_if
from bot.coach.services import Services
from bot.domain.calendar import choose_month_end
from bot.domain.checks import check_give
from bot.domain.ids import US, MoveNo, PartyId
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import find_named_move
from bot.domain.moves import UNANSWERED, Increase, Kind, Move, State
from bot.domain.totals import add_move_to_totals
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Worth
from bot.language.quantities import find_quantity

GiveAnswer = GiveRecorded | GiveChecked | MoveShown


def record_give(request: RecordGive, *, services: Services) -> GiveAnswer:
    """Records a give: at once where it has a return, a real condition or is goodwill, or is a first small one;
    as a draft with the check otherwise."""

    return run_once_in_deal(services, request, lambda session: _record(session, request))


def _record(session: DealSession, request: RecordGive) -> GiveAnswer:
    give = build_give(session, request.line, request.typed)
    doubt, earlier = _doubt(session, give, request)
    if doubt is Doubt.SAME_AGAIN and earlier is not None and earlier.state is State.DRAFT:
        return checked(session, earlier, session.snapshot.entries, Doubt.UNANSWERED)
    if doubt is not None:
        return _draft(session, give, doubt, earlier, request.once)
    if request.test and give.test:
        return _recorded(
            session.write(LedgerChange(verb=Verb.RECORDED, moves=(give,)), request.once),
            give,
            Return(),
        )
    return place(session, give, request.once, for_worth=request.line.for_worth)


def _doubt(
    session: DealSession, give: Move, request: RecordGive
) -> tuple[Doubt | None, Move | None]:
    """Why to ask before the give counts, and the move it is compared with."""
    if request.limit:
        return Doubt.LIMIT, None
    same = find_same_line(session, give)
    if same is not None and not request.twice:
        return Doubt.SAME_AGAIN, same
    lower = _lower_level(session, give)
    if lower is not None:
        return Doubt.TOTAL_OR_MORE, lower
    if session.deal.held_since is not None:
        return Doubt.HELD, None
    return (Doubt.UNANSWERED, None) if _bare(give) and _checked(session, give) else (None, None)


def _lower_level(session: DealSession, give: Move) -> Move | None:
    """An earlier give of the same kind of quantity at a lower level: 10 % before this 12 %."""
    now = find_quantity(give.what)
    if now is None or now.added:
        return None
    for earlier in session.snapshot.recent:
        before = find_quantity(earlier.what) if _comparable(earlier) else None
        if before is not None and before.same_scale(now) and before.amount < now.amount:
            return earlier
    return None


def _comparable(move: Move) -> bool:
    return move.kind is Kind.GIVE and move.state in (State.FIRM, State.CONDITIONAL)


def _bare(give: Move) -> bool:
    return not (give.for_what or give.condition or give.ref or give.state is State.GOODWILL)


def _checked(session: DealSession, give: Move) -> bool:
    return check_give(session.situation(give)) is not None


def _draft(
    session: DealSession, give: Move, doubt: Doubt, earlier: Move | None, key: str
) -> GiveChecked:
    draft = replace(give, state=State.DRAFT)
    written = session.write(LedgerChange(verb=Verb.DRAFTED, moves=(draft,)), key)
    found = checked(session, draft, written.entry.seq, doubt, earlier)
    return replace(found, free=give.state is State.GOODWILL)


def checked(
    session: DealSession, draft: Move, seq: int, doubt: Doubt, earlier: Move | None = None
) -> GiveChecked:
    """What an unanswered give means, before it counts."""
    now = session.snapshot.totals
    as_firm = replace(draft, state=State.FIRM)
    then = add_move_to_totals(now, as_firm, session.deal.yardstick)
    situation = session.situation(as_firm)
    open_gives = [g for g in session.snapshot.open_gives if g.no != draft.no]
    return GiveChecked(
        deal=session.deal,
        give=draft,
        seq=seq,
        today=session.by.today,
        doubt=doubt,
        exposure=compare_exposure(session.deal, now, then),
        nth=situation.place_in_run(as_firm),
        open_give=open_gives[0] if open_gives else None,
        earlier=earlier,
        proposals=list_proposals(session, as_firm),
        sign_by=choose_month_end(session.by.today),
        caution=find_caution(session, as_firm, but=SAID_BY_THE_CHECK),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What a give is given for: a get at hand, an ask already open, or an ask to open with it."""

    get: Move | None = None
    ask: Move | None = None
    opens: Move | None = None


def place(
    session: DealSession,
    give: Move,
    key: str,
    *,
    for_worth: Worth | None = None,
    draft: Move | None = None,
) -> GiveRecorded:
    """Puts a give where its return says: tied to a get, waiting for an ask or a condition, or firm with nothing
    back. `draft` is the draft it was until now."""
    back = _return(session, give, for_worth)
    waits = bool(give.condition) or back.ask is not None or back.opens is not None
    asked = back.ask or back.opens
    placed = replace(
        give,
        state=State.CONDITIONAL if waits and give.state is not State.GOODWILL else give.state,
        ref=asked.no if asked else None,
    )
    change = LedgerChange(
        verb=Verb.CONFIRMED if draft else Verb.RECORDED,
        moves=(placed, *((back.opens,) if back.opens else ())),
        before=(draft,) if draft else (),
        tied=(Tie(give=placed.no, get=back.get.no),) if back.get else (),
    )
    return _recorded(session.write(change, key), placed, back)


def _return(session: DealSession, give: Move, for_worth: Worth | None) -> Return:
    if give.ref is not None:
        return _by_number(session, give.ref, give.typed)
    if not give.for_what:
        return Return()
    gets = {m.no: m for m in (*session.snapshot.loose_gets, *_gets(session.snapshot.recent))}
    get = find_named_move(give.for_what, gets.values())
    if get is not None:
        return Return(get=get)
    ask = find_named_move(give.for_what, [a for a in session.snapshot.open_asks if a.ours])
    return Return(ask=ask) if ask else Return(opens=_ask_for(session, give, for_worth))


def _gets(moves: tuple[Move, ...]) -> list[Move]:
    return [m for m in moves if m.kind is Kind.GET and m.state in (State.FIRM, State.PROMISED)]


def _by_number(session: DealSession, no: MoveNo, typed: str) -> Return:
    move = session.move(no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=typed)
    if _gets((move,)):
        return Return(get=move)
    if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
        return Return(ask=move)
    raise Refused(why=RefusalReason.WRONG_KIND, deal=session.deal, no=no, move=move, typed=typed)


def _ask_for(session: DealSession, give: Move, worth: Worth | None) -> Move:
    return Move(
        no=MoveNo(max(session.next_no, give.no + 1)),
        kind=Kind.ASK,
        what=give.for_what,
        state=State.OPEN,
        on=session.by.today,
        at=give.at,
        person=give.person,
        frm=PartyId(US),
        to=give.to,
        worth=worth,
        due=give.due,
    )


def _recorded(written: WrittenEntry, give: Move, back: Return) -> GiveRecorded:
    session = written.session
    bare = give.state is State.FIRM and back.get is None
    left = None if back.get is None else session.ledger.find_answer(give, session.by.today).left
    return GiveRecorded(
        deal=session.deal,
        give=give,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        opened=back.opens,
        awaits=back.ask,
        matched=back.get,
        left=left,
        proposals=list_proposals(session, give) if bare else (),
        sentence=offer_if(give, back.ask or back.opens) if give.has_if else None,
        caution=find_caution(session, give, written.entry.tied),
        first_nudge=ask_about_nudges(session.services, session.work, session.by)
        if _leaves_room(session, give, bare=bare)
        else None,
    )


def _leaves_room(session: DealSession, give: Move, *, bare: bool) -> bool:
    """Whether the answer has room for another question. After a deal's first bare give the one thing to look at is
    what to ask for in return; for goodwill nothing is to be nudged to."""
    return give.state is not State.GOODWILL and not (bare and not session.snapshot.totals.gives)


def settle_draft(request: SettleDraft, *, services: Services) -> GiveAnswer | DraftDropped:
    """Does with a draft give what the person decided."""

    return run_once_in_deal(services, request, lambda session: _settle(session, request))


def _settle(session: DealSession, request: SettleDraft) -> GiveAnswer | DraftDropped:
    draft = session.move(request.no)
    if draft is None or draft.kind is not Kind.GIVE:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=request.no)
    if draft.state is not State.DRAFT:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=request.no, move=draft)
    if draft.version != request.version:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=request.no, move=draft)
    if request.choice is DraftChoice.DROP:
        return drop(session, draft, request.once)
    return _decided(session, draft, request)


def _decided(session: DealSession, draft: Move, request: SettleDraft) -> GiveAnswer:
    give = next_version(draft, state=State.FIRM, at=session.services.clock.now())
    if request.choice is DraftChoice.GOODWILL:
        give = replace(give, state=State.GOODWILL, review=draft.review or request.review)
        if give.test:
            change = LedgerChange(verb=Verb.CONFIRMED, moves=(give,), before=(draft,))
            return _recorded(session.write(change, request.once), give, Return())
    elif request.choice is DraftChoice.CONDITIONAL:
        give = _made_conditional(session, give, request)
        if not (give.condition or give.for_what or give.ref):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=draft.no, move=draft)
    elif request.choice is not DraftChoice.ALREADY_SAID:
        return _look_again(session, draft, give, request)
    return place(session, give, request.once, draft=draft)


def _made_conditional(session: DealSession, give: Move, request: SettleDraft) -> Move:
    """The give on a condition, or for what was proposed: an ask already open, or one to open."""
    wanted = find_proposal(session, request.proposal)
    return replace(
        give,
        condition=request.condition or give.condition,
        for_what=wanted.what if wanted else give.for_what,
        ref=wanted.ask if wanted else give.ref,
        due=request.due or give.due,
    )


def _look_again(session: DealSession, draft: Move, give: Move, request: SettleDraft) -> GiveAnswer:
    """After a question about what the line meant: the check, or the give itself where it needs none."""
    earlier = _lower_level(session, draft)
    if request.choice is DraftChoice.IN_ALL and earlier is not None:
        give = _only_the_difference(session, give, earlier)
    elif request.choice is DraftChoice.MORE:
        give = replace(give, increase=Increase())
    elif request.choice is DraftChoice.NOT_YET:
        give = replace(give, on=session.by.today)
    if request.choice is not DraftChoice.NOT_YET and not (_bare(give) and _checked(session, give)):
        return place(session, give, request.once, draft=draft)
    if (give.increase, give.on) == (draft.increase, draft.on):
        return checked(session, draft, session.snapshot.entries, Doubt.UNANSWERED)
    kept = replace(give, state=State.DRAFT)
    written = session.write(
        LedgerChange(verb=Verb.AMENDED, moves=(kept,), before=(draft,)), request.once
    )
    return checked(session, kept, written.entry.seq, Doubt.UNANSWERED)


def recheck(session: DealSession, draft: Move, amended: Move, key: str) -> GiveAnswer:
    """A draft that says something else now: the check once more, or the give itself where it needs none."""
    give = replace(amended, state=State.FIRM, at=session.services.clock.now())
    if not (_bare(give) and _checked(session, give)):
        return place(session, give, key, draft=draft)
    written = session.write(LedgerChange(verb=Verb.AMENDED, moves=(amended,), before=(draft,)), key)
    return checked(session, amended, written.entry.seq, Doubt.UNANSWERED)


def _only_the_difference(session: DealSession, give: Move, earlier: Move) -> Move:
    """The give as the step from the earlier level: what it says, and its cost where both have figures."""
    whole, before = (session.deal.yardstick.amount(m.cost, m.on) for m in (give, earlier))
    step = whole - before if whole is not None and before is not None and whole > before else None
    cost = give.cost if step is None else Figure(amount=step, unit=session.deal.unit, estimate=True)
    return replace(give, increase=_increase(earlier, give), cost=cost)


def _increase(earlier: Move, give: Move) -> Increase | None:
    """The step from the level of an earlier give to that of this one."""
    before, now = find_quantity(earlier.what), find_quantity(give.what)
    if before is None or now is None:
        return None
    return Increase(step=(now.amount - before.amount).normalize(), unit=now.unit)
