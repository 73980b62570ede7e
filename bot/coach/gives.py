"""Gives: record one, check it before it counts, and decide about a draft."""

from dataclasses import dataclass, replace

from bot.coach.acts import once_in_book
from bot.coach.answers import (
    Doubt,
    DraftDropped,
    GiveChecked,
    GiveRecorded,
    MoveShown,
    NotDone,
    Why,
)
from bot.coach.book import Book, Change, Written, exposure
from bot.coach.cautions import SAID_BY_THE_CHECK, caution
from bot.coach.changes import drop
from bot.coach.desk import Desk
from bot.coach.moves import give_of, same_again
from bot.coach.ports import AlreadyTaken
from bot.coach.preferences import to_ask
from bot.coach.proposals import find_proposal, proposals
from bot.coach.requests import Choice, RecordGive, SettleDraft
from bot.coach.sentences import offer_if
from bot.domain.calendar import month_end
from bot.domain.checks import needs_check
from bot.domain.ids import US, MoveNo, PartyId
from bot.domain.ledger import Verb, changed
from bot.domain.matching import named
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.standing import advance
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Worth
from bot.language.levels import level

GiveAnswer = GiveRecorded | GiveChecked | MoveShown | NotDone


def record_give(request: RecordGive, *, desk: Desk) -> GiveAnswer:
    """Records a give: at once where it has a return, a real condition or is goodwill, or is a first small one;
    as a draft with the check otherwise."""

    return once_in_book(desk, request, lambda book: _record(book, request))


def _record(book: Book, request: RecordGive) -> GiveAnswer:
    give = give_of(book, request.line, request.typed)
    doubt, earlier = _doubt(book, give, request)
    if doubt is Doubt.SAME_AGAIN and earlier is not None and earlier.state is State.DRAFT:
        if book.work.once(book.by.team, request.once) is not None:
            raise AlreadyTaken
        return checked(book, earlier, book.glance.entries, Doubt.UNANSWERED)
    if doubt is not None:
        return _draft(book, give, doubt, earlier, request.once)
    if request.test and give.test:
        return _recorded(
            book.write(Change(verb=Verb.RECORDED, moves=(give,)), request.once), give, Return()
        )
    return place(book, give, request.once, for_worth=request.line.for_worth)


def _doubt(book: Book, give: Move, request: RecordGive) -> tuple[Doubt | None, Move | None]:
    """Why to ask before the give counts, and the move it is compared with."""
    if request.limit:
        return Doubt.LIMIT, None
    same = same_again(book, give)
    if same is not None and not request.twice:
        return Doubt.SAME_AGAIN, same
    lower = _lower_level(book, give)
    if lower is not None:
        return Doubt.TOTAL_OR_MORE, lower
    if book.deal.held_since is not None:
        return Doubt.HELD, None
    return (Doubt.UNANSWERED, None) if _bare(give) and _checked(book, give) else (None, None)


def _lower_level(book: Book, give: Move) -> Move | None:
    """An earlier give of the same kind of quantity at a lower level: 10 % before this 12 %."""
    now = level(give.what)
    if now is None or now.added:
        return None
    for earlier in book.glance.recent:
        before = level(earlier.what) if _comparable(earlier) else None
        if before is not None and before.same_scale(now) and before.amount < now.amount:
            return earlier
    return None


def _comparable(move: Move) -> bool:
    return move.kind is Kind.GIVE and move.state in (State.FIRM, State.CONDITIONAL)


def _bare(give: Move) -> bool:
    return not (give.for_what or give.condition or give.ref or give.state is State.GOODWILL)


def _checked(book: Book, give: Move) -> bool:
    return needs_check(book.situation(give)) is not None


def _draft(book: Book, give: Move, doubt: Doubt, earlier: Move | None, key: str) -> GiveChecked:
    draft = replace(give, state=State.DRAFT)
    written = book.write(Change(verb=Verb.DRAFTED, moves=(draft,)), key)
    found = checked(book, draft, written.entry.seq, doubt, earlier)
    return replace(found, free=give.state is State.GOODWILL)


def checked(
    book: Book, draft: Move, seq: int, doubt: Doubt, earlier: Move | None = None
) -> GiveChecked:
    """What an unanswered give means, before it counts."""
    now = book.glance.standing
    as_firm = replace(draft, state=State.FIRM)
    then = advance(now, as_firm, book.deal.yardstick)
    situation = book.situation(as_firm)
    open_gives = [g for g in book.glance.open_gives if g.no != draft.no]
    return GiveChecked(
        deal=book.deal,
        give=draft,
        seq=seq,
        today=book.by.today,
        doubt=doubt,
        exposure=exposure(book.deal, now, then),
        nth=situation.nth(as_firm),
        open_give=open_gives[0] if open_gives else None,
        earlier=earlier,
        more=_difference(earlier, draft),
        proposals=proposals(book, as_firm),
        sign_by=month_end(book.by.today),
        caution=caution(book, as_firm, but=SAID_BY_THE_CHECK),
    )


def _difference(earlier: Move | None, draft: Move) -> str:
    """The step from the earlier level, in words: `2% more`."""
    before, now = level(earlier.what) if earlier else None, level(draft.what)
    if before is None or now is None:
        return ""
    step = f"{(now.amount - before.amount).normalize():f}"
    return f"{step}% more" if now.unit == "%" else f"{step} {now.unit} more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What a give is given for: a get at hand, an ask already open, or an ask to open with it."""

    get: Move | None = None
    ask: Move | None = None
    opens: Move | None = None


def place(
    book: Book, give: Move, key: str, *, for_worth: Worth | None = None, draft: Move | None = None
) -> GiveRecorded | NotDone:
    """Puts a give where its return says: tied to a get, waiting for an ask or a condition, or firm with nothing
    back. `draft` is the draft it was until now."""
    back = _return(book, give, for_worth)
    if isinstance(back, NotDone):
        return back
    waits = bool(give.condition) or back.ask is not None or back.opens is not None
    asked = back.ask or back.opens
    placed = replace(
        give,
        state=State.CONDITIONAL if waits and give.state is not State.GOODWILL else give.state,
        ref=asked.no if asked else None,
    )
    change = Change(
        verb=Verb.CONFIRMED if draft else Verb.RECORDED,
        moves=(placed, *((back.opens,) if back.opens else ())),
        before=(draft,) if draft else (),
        tied=(Tie(give=placed.no, get=back.get.no),) if back.get else (),
    )
    return _recorded(book.write(change, key), placed, back)


def _return(book: Book, give: Move, for_worth: Worth | None) -> Return | NotDone:
    if give.ref is not None:
        return _by_number(book, give.ref, give.typed)
    if not give.for_what:
        return Return()
    gets = {m.no: m for m in (*book.glance.loose_gets, *_gets(book.glance.recent))}
    get = named(give.for_what, gets.values())
    if get is not None:
        return Return(get=get)
    ask = named(give.for_what, [a for a in book.glance.open_asks if a.ours])
    return Return(ask=ask) if ask else Return(opens=_ask_for(book, give, for_worth))


def _gets(moves: tuple[Move, ...]) -> list[Move]:
    return [m for m in moves if m.kind is Kind.GET and m.state in (State.FIRM, State.PROMISED)]


def _by_number(book: Book, no: MoveNo, typed: str) -> Return | NotDone:
    move = book.move(no)
    if move is None:
        return NotDone(why=Why.NO_MOVE, deal=book.deal, no=no, typed=typed)
    if _gets((move,)):
        return Return(get=move)
    if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
        return Return(ask=move)
    return NotDone(why=Why.WRONG_KIND, deal=book.deal, no=no, move=move, typed=typed)


def _ask_for(book: Book, give: Move, worth: Worth | None) -> Move:
    return Move(
        no=MoveNo(max(book.next_no, give.no + 1)),
        kind=Kind.ASK,
        what=give.for_what,
        state=State.OPEN,
        on=book.by.today,
        at=give.at,
        person=give.person,
        frm=PartyId(US),
        to=give.to,
        worth=worth,
        due=give.due,
    )


def _recorded(written: Written, give: Move, back: Return) -> GiveRecorded:
    book = written.book
    bare = give.state is State.FIRM and back.get is None
    left = None if back.get is None else book.ledger.answer(give, book.by.today).left
    return GiveRecorded(
        deal=book.deal,
        give=give,
        seq=written.entry.seq,
        today=book.by.today,
        exposure=written.exposure,
        opened=back.opens,
        awaits=back.ask,
        matched=back.get,
        left=left,
        proposals=proposals(book, give) if bare else (),
        sentence=offer_if(give, back.ask or back.opens) if give.made_if else None,
        caution=caution(book, give, written.entry.tied),
        first_nudge=to_ask(book.desk, book.work, book.by)
        if _leaves_room(book, give, bare=bare)
        else None,
    )


def _leaves_room(book: Book, give: Move, *, bare: bool) -> bool:
    """Whether the answer has room for another question. After a deal's first bare give the one thing to look at is
    what to ask for in return; for goodwill nothing is to be nudged to."""
    return give.state is not State.GOODWILL and not (bare and not book.glance.standing.gives)


def settle_draft(request: SettleDraft, *, desk: Desk) -> GiveAnswer | DraftDropped:
    """Does with a draft give what the person decided."""

    return once_in_book(desk, request, lambda book: _settle(book, request))


def _settle(book: Book, request: SettleDraft) -> GiveAnswer | DraftDropped:
    draft = book.move(request.no)
    if draft is None or draft.kind is not Kind.GIVE:
        return NotDone(why=Why.NO_MOVE, deal=book.deal, no=request.no)
    if draft.state is not State.DRAFT:
        return NotDone(why=Why.SETTLED, deal=book.deal, no=request.no, move=draft)
    if draft.version != request.version:
        return NotDone(why=Why.CHANGED, deal=book.deal, no=request.no, move=draft)
    if request.choice is Choice.DROP:
        return drop(book, draft, request.once)
    return _decided(book, draft, request)


def _decided(book: Book, draft: Move, request: SettleDraft) -> GiveAnswer:
    give = changed(draft, state=State.FIRM, at=book.desk.clock.now())
    if request.choice is Choice.GOODWILL:
        give = replace(give, state=State.GOODWILL, review=draft.review or request.review)
        if give.test:
            change = Change(verb=Verb.CONFIRMED, moves=(give,), before=(draft,))
            return _recorded(book.write(change, request.once), give, Return())
    elif request.choice is Choice.CONDITIONAL:
        give = _made_conditional(book, give, request)
        if not (give.condition or give.for_what or give.ref):
            return NotDone(why=Why.CHANGED, deal=book.deal, no=draft.no, move=draft)
    elif request.choice is not Choice.ALREADY_SAID:
        return _look_again(book, draft, give, request)
    return place(book, give, request.once, draft=draft)


def _made_conditional(book: Book, give: Move, request: SettleDraft) -> Move:
    """The give on a condition, or for what was proposed: an ask already open, or one to open."""
    wanted = find_proposal(book, request.proposal)
    return replace(
        give,
        condition=request.condition or give.condition,
        for_what=wanted.what if wanted else give.for_what,
        ref=wanted.ask if wanted else give.ref,
        due=request.due or give.due,
    )


def _look_again(book: Book, draft: Move, give: Move, request: SettleDraft) -> GiveAnswer:
    """After a question about what the line meant: the check, or the give itself where it needs none."""
    earlier = _lower_level(book, draft)
    if request.choice is Choice.IN_ALL and earlier is not None:
        give = _only_the_difference(book, give, earlier)
    elif request.choice is Choice.MORE:
        give = replace(give, what=f"{give.what} more")
    elif request.choice is Choice.NOT_YET:
        give = replace(give, on=book.by.today)
    if request.choice is not Choice.NOT_YET and not (_bare(give) and _checked(book, give)):
        return place(book, give, request.once, draft=draft)
    if (give.what, give.on) == (draft.what, draft.on):
        return checked(book, draft, book.glance.entries, Doubt.UNANSWERED)
    kept = replace(give, state=State.DRAFT)
    written = book.write(Change(verb=Verb.AMENDED, moves=(kept,), before=(draft,)), request.once)
    return checked(book, kept, written.entry.seq, Doubt.UNANSWERED)


def recheck(book: Book, draft: Move, amended: Move, key: str) -> GiveAnswer:
    """A draft that says something else now: the check once more, or the give itself where it needs none."""
    give = replace(amended, state=State.FIRM, at=book.desk.clock.now())
    if not (_bare(give) and _checked(book, give)):
        return place(book, give, key, draft=draft)
    written = book.write(Change(verb=Verb.AMENDED, moves=(amended,), before=(draft,)), key)
    return checked(book, amended, written.entry.seq, Doubt.UNANSWERED)


def _only_the_difference(book: Book, give: Move, earlier: Move) -> Move:
    """The give as the step from the earlier level: what it says, and its cost where both have figures."""
    whole, before = (book.deal.yardstick.amount(m.cost, m.on) for m in (give, earlier))
    step = whole - before if whole is not None and before is not None and whole > before else None
    cost = give.cost if step is None else Figure(amount=step, unit=book.deal.unit, estimate=True)
    more = _difference(earlier, give)
    return replace(give, what=f"{more} ({give.what} in all)", cost=cost)
