"""Gives: record one, check it before it counts, and decide about a draft."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.coach.actors import Actor
from bot.coach.addresses import ask_about_address
from bot.coach.answers import (
    Doubt,
    DraftDropped,
    GiveChecked,
    GiveRecorded,
    RefusalReason,
    Sentence,
)
from bot.coach.asks import find_open_asks_for
from bot.coach.cautions import SAID_BY_THE_CHECK, find_caution
from bot.coach.changes import drop_draft
from bot.coach.context import (
    DealSession,
    LedgerChange,
    WrittenEntry,
    compare_exposure,
    record_in_deal,
)
from bot.coach.likeness import find_corrected, find_same, read_wanted, thing_of
from bot.coach.moves import SeenMove, build_give, find_same_line, load_draft
from bot.coach.next_steps import find_asked, step_for_give
from bot.coach.offer_gives import drop_offer, with_rest_of_offer
from bot.coach.other_readings import is_open_question, prefer_known_return, read_other_way
from bot.coach.parties import meet_parties
from bot.coach.preferences import ask_about_nudges
from bot.coach.refusals import Refused
from bot.coach.sentences import offer_if
from bot.coach.services import Services
from bot.domain.checks import check_give
from bot.domain.comparison import compare
from bot.domain.ids import US, DealId, MoveNo, PartyId
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import UNANSWERED, Increase, Kind, Move, State
from bot.domain.things import Likeness
from bot.domain.totals import add_move_to_totals
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Worth
from bot.language.figures import read_figure_at_end
from bot.language.item_lists import split_items
from bot.language.lines import ParsedLine
from bot.language.quantities import find_quantity

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

GiveAnswer = GiveRecorded | GiveChecked


class DraftChoice(StrEnum):
    """What becomes of a draft."""

    ALREADY_SAID = "already_said"
    GO_ON = "go_on"
    """It is a give, not the same one again: check it as one."""
    NOT_YET = "not_yet"
    """It was not said after all, whatever day the line named."""
    IN_ALL = "in_all"
    """The level is the total; only the difference to the earlier give is new."""
    MORE = "more"
    """The level comes on top of the earlier give."""
    RETURN = "return"
    """The end of what was typed is what comes back."""
    GOODWILL = "goodwill"
    CONDITIONAL = "conditional"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a draft give. For `CONDITIONAL` a condition, with a day it lapses, the key of a
    proposal to ask for, or an ask that is open; for `GOODWILL` a day to review it."""

    choice: DraftChoice
    condition: str = ""
    due: date | None = None
    proposal: str = ""
    ask: MoveNo | None = None
    review: date | None = None


def record_give(
    actor: Actor,
    line: ParsedLine,
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    test: bool = False,
    services: Services,
) -> GiveAnswer:
    """Records a give, in the deal of the actor's channel where none is named.

    It counts at once where it has a return, a condition or is goodwill, or is a first small one; otherwise it is kept
    as a draft and the check asks. `test`: it is an early give as a
    test, whose line says the reply hoped for and the day to judge it.
    """
    with record_in_deal(services, actor, deal, key, typed=typed) as session:
        return place_give_line(meet_parties(session, [line]), line, typed, test=test)


def place_give_line(
    session: DealSession,
    line: ParsedLine,
    typed: str,
    *,
    test: bool = False,
    checks: bool | None = None,
) -> GiveAnswer:
    """Records the give that a line says in the open deal. `checks`: whether it is checked first; None where that is
    told by the give itself."""
    known = (*session.snapshot.open_asks, *session.snapshot.loose_gets)
    line = prefer_known_return(session, line, known)
    line = line._replace(refs=(*line.refs, *session.by.tied_to))
    give = build_give(session, line, typed)
    same = find_same_line(session, give)
    if same is not None and same.state is State.DRAFT:
        return check_draft(session, same, session.snapshot.entries, Doubt.UNANSWERED)
    if same is not None:
        return _keep_draft(session, give, Doubt.SAME_AGAIN, same)
    lower = _find_lower_level(session, give)
    if lower is not None:
        return _keep_draft(session, give, Doubt.TOTAL_OR_MORE, lower)
    if session.deal.is_on_hold(session.by.today):
        return _keep_draft(session, give, Doubt.HELD)
    if is_open_question(line) and line.other is not None and not test:
        check = _keep_draft(session, give, Doubt.RETURN_OR_PART)
        return replace(check, may_return=line.other.for_what)
    if _is_cost_of_a_part(give, line) or (needs_check(session, give) if checks is None else checks):
        return replace(_keep_draft(session, give, Doubt.UNANSWERED), cost_per=line.per)
    if test and give.test:
        written = session.write(LedgerChange(verb=Verb.RECORDED, moves=(give,)))
        return _give_recorded(written, give, ())
    return place_give(session, give, for_worth=line.for_worth)


def _find_lower_level(session: DealSession, give: Move) -> Move | None:
    """An earlier give of the same thing at a lower level: 10 % before this 12 %, 10 % more volume before 12 %."""
    for earlier in session.snapshot.recent:
        if earlier.kind is not Kind.GIVE or earlier.state not in (State.FIRM, State.CONDITIONAL):
            continue
        if session.deal.may_be_same(earlier.to, give.to) and _is_raised(session, earlier, give):
            return earlier
    return None


def _is_raised(session: DealSession, earlier: Move, give: Move) -> bool:
    """Whether two gives are levels of one thing, and the second is the higher."""
    before, now = find_quantity(earlier.what), find_quantity(give.what)
    if before is not None and now is not None and before.same_scale(now):
        return before.amount < now.amount
    was, is_now = thing_of(session, earlier), thing_of(session, give)
    if was.words != is_now.words or not was.words or len(is_now.extents) != 1:
        return False
    if len(was.extents) != 1:
        return False
    unit = is_now.extents[0].unit
    # A bare number may tell two things apart: `option 2`.
    return unit != "" and was.extents[0].unit == unit and compare(is_now, was) is Likeness.MORE


def _is_cost_of_a_part(give: Move, line: ParsedLine) -> bool:
    """Whether a give with nothing back has the cost of a month or a week alone: as small as it looks, nobody knows how
    much it is."""
    answered = give.for_what or give.condition or give.ref or give.state is State.GOODWILL
    return line.per != "" and give.cost is not None and not answered


def needs_check(session: DealSession, give: Move) -> bool:
    """Whether the give has nothing that comes back for it, and is more than a first small one."""
    answered = give.for_what or give.condition or give.ref or give.state is State.GOODWILL
    return not answered and check_give(session.situation(give)) is not None


def _keep_draft(
    session: DealSession, give: Move, doubt: Doubt, earlier: Move | None = None
) -> GiveChecked:
    draft = replace(give, state=State.DRAFT)
    written = session.write(LedgerChange(verb=Verb.DRAFTED, moves=(draft,)))
    check = check_draft(session, draft, written.entry.seq, doubt, earlier)
    return replace(check, free=give.state is State.GOODWILL)


def check_draft(
    session: DealSession, draft: Move, seq: int, doubt: Doubt, earlier: Move | None = None
) -> GiveChecked:
    """What the give would mean, before it counts."""
    as_firm = replace(draft, state=State.FIRM)
    now = session.snapshot.totals
    then = add_move_to_totals(now, as_firm, session.deal.yardstick)
    open_gives = [give for give in session.snapshot.open_gives if give.no != draft.no]
    return GiveChecked(
        deal=session.deal,
        give=draft,
        seq=seq,
        today=session.by.today,
        doubt=doubt,
        exposure=compare_exposure(session.deal, now, then),
        nth=session.situation(as_firm).place_in_run(as_firm),
        open_give=open_gives[0] if open_gives else None,
        earlier=earlier,
        proposals=step_for_give(session, draft).proposals,
        sign_by=session.working_days.choose_month_end(),
        caution=find_caution(session, as_firm, but=SAID_BY_THE_CHECK),
        cost_in_words=find_cost_in_words(session, draft),
        corrects=find_corrected(session, draft),
    )


def find_cost_in_words(session: DealSession, give: Move) -> Figure | None:
    """The amount at the end of a give's words that may be its cost: `2 free seats 3k`."""
    if give.cost is not None:
        return None
    found = read_figure_at_end(give.what, session.by.locale)
    return found.figure.in_unit(session.deal.unit) if found is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What a give is given for: a get at hand, an ask already open, or an ask to open with it. `asks_again` is the open
    ask with what the line says of it."""

    get: Move | None = None
    ask: Move | None = None
    asks_again: Move | None = None
    opens: Move | None = None

    @property
    def waits_for(self) -> Move | None:
        """The ask that the give waits for."""
        return self.ask or self.opens


def place_give(
    session: DealSession,
    give: Move,
    *,
    for_worth: Worth | None = None,
    draft: Move | None = None,
) -> GiveRecorded:
    """Puts a give where its return says: tied to gets, waiting for asks or a condition, or firm with nothing back.
    `draft` is the draft it was until now."""
    backs = _find_returns(session, give, for_worth)
    asked = [back.waits_for.no for back in backs if back.waits_for is not None]
    placed = replace(give, ref=asked[0] if asked else None, also=tuple(asked[1:]))
    if (give.condition or asked) and give.state is not State.GOODWILL:
        placed = replace(placed, state=State.CONDITIONAL)
    moves, before = [placed], [draft] if draft else []
    for back in backs:
        if back.opens is not None:
            moves.append(back.opens)
        if back.asks_again is not None:
            moves.append(back.asks_again)
            if back.ask is not None:
                before.append(back.ask)
    gets = [back.get.no for back in backs if back.get is not None]
    change = LedgerChange(
        verb=Verb.CONFIRMED if draft else Verb.RECORDED,
        moves=tuple(moves),
        before=tuple(before),
        tied=tuple(Tie(give=placed.no, get=no) for no in gets),
    )
    if draft is not None and draft.offer is not None:
        change = with_rest_of_offer(session, change, placed, draft)
    return _give_recorded(session.write(change), placed, backs)


def _find_returns(session: DealSession, give: Move, for_worth: Worth | None) -> list[Return]:
    """What a give is given for: one return for each number, or for each thing that its words name."""
    if give.refs:
        return [_find_return_by_number(session, no, give.typed) for no in give.refs]
    if not give.for_what:
        return []
    # Under one figure several things are one package.
    things = split_items(give.for_what).items if for_worth is None else (give.for_what,)
    backs: list[Return] = []
    for thing in things:
        opened = sum(back.opens is not None for back in backs)
        backs.append(_find_return(session, replace(give, for_what=thing), for_worth, opened=opened))
    return backs


def _find_return(
    session: DealSession, give: Move, for_worth: Worth | None, *, opened: int
) -> Return:
    """The get or the ask of one thing; `opened` asks are opened for the same give before it."""
    wanted = read_wanted(session, give.for_what)
    get = _choose(find_same(session, wanted, _from(session, give, session.snapshot.loose_gets)))
    if get is not None:
        return Return(get=get)
    opens = _build_ask_for(session, give, for_worth, opened=opened)
    known = _choose(find_open_asks_for(session, opens))
    if known is not None:
        return Return(ask=known, asks_again=_take_worth(known, for_worth))
    standing = [move for move in session.snapshot.recent if _is_standing_get(move)]
    get = _choose(find_same(session, wanted, _from(session, give, standing)))
    return Return(get=get) if get is not None else Return(opens=opens)


def _from(session: DealSession, give: Move, gets: Iterable[Move]) -> list[Move]:
    """The gets that may be from the party that the give is to."""
    return [get for get in gets if session.deal.may_be_same(get.frm, give.to)]


def _choose(moves: list[Move]) -> Move | None:
    """The first of the moves that are all about the same thing."""
    return moves[0] if moves else None


def _take_worth(ask: Move, worth: Worth | None) -> Move | None:
    """The ask with the worth that a line says it has; None where that is nothing new."""
    if worth is None or worth == ask.worth:
        return None
    return next_version(ask, worth=worth)


def _is_standing_get(move: Move) -> bool:
    return move.kind is Kind.GET and move.state in (State.FIRM, State.PROMISED)


def _find_return_by_number(session: DealSession, no: MoveNo, typed: str) -> Return:
    move = session.find_move(no)
    if move is None:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=typed)
    if _is_standing_get(move):
        return Return(get=move)
    if move.kind is Kind.ASK and move.ours and move.state in UNANSWERED:
        return Return(ask=move)
    raise Refused(why=RefusalReason.WRONG_KIND, deal=session.deal, no=no, move=move, typed=typed)


def _build_ask_for(session: DealSession, give: Move, worth: Worth | None, *, opened: int) -> Move:
    """The ask of ours for what the give is given for."""
    return Move(
        # A draft that is confirmed keeps its number, so that the next free one may be just behind it.
        no=MoveNo(max(session.next_no, give.no + 1) + opened),
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


def _give_recorded(written: WrittenEntry, give: Move, backs: Sequence[Return]) -> GiveRecorded:
    session = written.session
    gets = tuple(back.get for back in backs if back.get is not None)
    bare = give.state is State.FIRM and not gets
    group = session.load_group([give.no]) if gets else None
    left = group.find_answer(give, session.by.today).left if group is not None else None
    first_nudge = None
    corrects = find_corrected(session, give)
    sentence = _say_if(give, backs) if give.has_if and corrects is None else None
    asks_address = ask_about_address(session, sentence)
    # one question at a time that has nothing to do with what was typed
    if not asks_address and _has_room_for_question(session, give, bare=bare):
        first_nudge = ask_about_nudges(session.services, session.work, session.by)
    return GiveRecorded(
        deal=session.deal,
        give=give,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        opened=tuple(back.opens for back in backs if back.opens is not None),
        awaits=tuple(back.asks_again or back.ask for back in backs if back.ask is not None),
        matched=gets,
        left=left,
        proposals=step_for_give(session, give).proposals if bare else (),
        loose_gets=_list_loose_gets(session, give) if bare else (),
        sentence=sentence,
        asks_address=asks_address,
        caution=find_caution(session, give, written.entry.tied),
        first_nudge=first_nudge,
        their_asks=written.their_asks,
        cost_in_words=find_cost_in_words(session, give),
        corrects=corrects,
    )


def _say_if(give: Move, backs: Sequence[Return]) -> Sentence | None:
    """The sentence that offers a give for what it waits for; for several things in the words of the line."""
    asked = [back.waits_for for back in backs if back.waits_for is not None]
    if len(asked) > 1 and give.for_what:
        return offer_if(give, replace(asked[0], what=give.for_what))
    if asked and _says_more_exactly(give.for_what, asked[0].what):
        return offer_if(give, replace(asked[0], what=give.for_what))
    return offer_if(give, asked[0] if asked else None)


def _says_more_exactly(typed: str, known: str) -> bool:
    """Whether the line has a figure that the open ask does not have: `for 5 free standby days`."""
    return not set(_FIGURE.findall(typed)) <= set(_FIGURE.findall(known))


def _list_loose_gets(session: DealSession, give: Move) -> tuple[Move, ...]:
    """Gets that may answer a give and are matched with none."""
    gets = session.snapshot.loose_gets
    if len(session.deal.parties) < 2:
        return gets
    return tuple(get for get in gets if get.frm == give.to)


def _has_room_for_question(session: DealSession, give: Move, *, bare: bool) -> bool:
    """Whether the answer may also ask about nudges. After a deal's first bare give the one thing to look at is what to
    ask for in return; for goodwill there is nothing to be nudged about."""
    if give.state is State.GOODWILL:
        return False
    is_first = not session.snapshot.totals.gives
    return not (bare and is_first)


def settle_give_draft(
    actor: Actor, seen: SeenMove, decision: Decision, *, key: str, services: Services
) -> GiveAnswer | DraftDropped:
    """Does with a draft give what the person decided."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        return settle_draft(session, load_draft(session, seen, Kind.GIVE), decision)


def settle_draft(
    session: DealSession, draft: Move, decision: Decision
) -> GiveAnswer | DraftDropped:
    """Does with a draft give of the open deal what the person decided."""
    give = next_version(draft, state=State.FIRM, at=session.services.clock.now())
    match decision.choice:
        case DraftChoice.DROP if draft.offer is not None:
            return drop_offer(session, draft)
        case DraftChoice.DROP:
            return drop_draft(session, draft)
        case DraftChoice.ALREADY_SAID:
            return place_give(session, give, draft=draft)
        case DraftChoice.GOODWILL:
            return _confirm_goodwill(session, draft, give, decision.review)
        case DraftChoice.CONDITIONAL:
            return _confirm_conditional(session, draft, give, decision)
        case DraftChoice.RETURN if (other := read_other_way(session, give)) is not None:
            return place_give(session, other, draft=draft)
        case _:
            return _check_again(session, draft, give, decision.choice)


def _confirm_goodwill(
    session: DealSession, draft: Move, give: Move, review: date | None
) -> GiveRecorded:
    give = replace(give, state=State.GOODWILL, review=draft.review or review)
    if not give.test:
        return place_give(session, give, draft=draft)
    # A test names the reply it hopes for, which is nothing that it waits for.
    written = session.write(LedgerChange(verb=Verb.CONFIRMED, moves=(give,), before=(draft,)))
    return _give_recorded(written, give, ())


def _confirm_conditional(
    session: DealSession, draft: Move, give: Move, decision: Decision
) -> GiveRecorded:
    """The give on a condition, or for what was proposed: an ask already open, or one to open."""
    give = replace(
        give, condition=decision.condition or give.condition, due=decision.due or give.due
    )
    proposal = find_asked(session, decision.proposal)
    if decision.ask is not None:
        give = replace(give, ref=decision.ask)
    elif proposal is not None:
        give = replace(give, for_what=proposal.what, ref=proposal.ask)
    if not (give.condition or give.for_what or give.ref):
        # The proposal of the button can no longer be made.
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=draft.no, move=draft)
    return place_give(session, give, draft=draft)


def _check_again(session: DealSession, draft: Move, give: Move, choice: DraftChoice) -> GiveAnswer:
    """After a question about what the line meant: the check, or the give itself where it needs none."""
    earlier = _find_lower_level(session, draft)
    if choice is DraftChoice.IN_ALL and earlier is not None:
        give = _reduce_to_increase(session, give, earlier)
    elif choice is DraftChoice.MORE:
        give = replace(give, increase=Increase())
    elif choice is DraftChoice.NOT_YET:
        give = replace(give, on=session.by.today)
    if choice is not DraftChoice.NOT_YET and not needs_check(session, give):
        return place_give(session, give, draft=draft)
    if (give.increase, give.on) == (draft.increase, draft.on):
        return check_draft(session, draft, session.snapshot.entries, Doubt.UNANSWERED)
    return _amend_draft(session, draft, replace(give, state=State.DRAFT))


def recheck_give_draft(session: DealSession, draft: Move, amended: Move) -> GiveAnswer:
    """A draft that says something else now: the check once more, or the give itself where it needs none."""
    give = replace(amended, state=State.FIRM, at=session.services.clock.now())
    if not needs_check(session, give):
        return place_give(session, give, draft=draft)
    return _amend_draft(session, draft, amended)


def _amend_draft(session: DealSession, draft: Move, amended: Move) -> GiveChecked:
    change = LedgerChange(verb=Verb.AMENDED, moves=(amended,), before=(draft,))
    written = session.write(change)
    return check_draft(session, amended, written.entry.seq, Doubt.UNANSWERED)


def _reduce_to_increase(session: DealSession, give: Move, earlier: Move) -> Move:
    """The give as the step from the earlier level: what it says, and its cost where both have figures."""
    yardstick = session.deal.yardstick
    whole = yardstick.amount(give.cost, give.on)
    before = yardstick.amount(earlier.cost, earlier.on)
    cost = give.cost
    if whole is not None and before is not None and whole > before:
        cost = Figure(amount=whole - before, unit=session.deal.unit, estimate=True)
    return replace(give, increase=_find_increase(earlier, give), cost=cost)


def _find_increase(earlier: Move, give: Move) -> Increase | None:
    """The step from the level of an earlier give to that of this one."""
    before, now = find_quantity(earlier.what), find_quantity(give.what)
    if before is None or now is None:
        return None
    return Increase(step=(now.amount - before.amount).normalize(), unit=now.unit)
