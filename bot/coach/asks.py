"""Asks: ours and theirs, and how they were answered."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.addresses import ask_about_address
from bot.coach.answers import (
    AskAnswered,
    AskRecorded,
    MoveChanged,
    MoveShown,
    RefusalReason,
    Sentence,
    TheirAskRecorded,
    WhichAsk,
)
from bot.coach.cautions import find_caution
from bot.coach.changes import write_change
from bot.coach.context import (
    DealSession,
    LedgerChange,
    WrittenEntry,
    record_in_deal,
)
from bot.coach.ladder import summarize_misses
from bot.coach.likeness import (
    find_corrected,
    find_lapsed_for,
    find_named,
    find_same,
    find_same_of,
    is_meant_by,
    list_gives_to_match,
    our_open_asks,
    thing_of,
)
from bot.coach.log import describe_move
from bot.coach.moves import (
    SeenMove,
    build_ask,
    build_get,
    find_same_line,
    take_back_in,
    with_worth_behind_return,
)
from bot.coach.next_steps import find_asked, step_after_get, step_for_their_ask
from bot.coach.other_readings import prefer_known_return
from bot.coach.parties import meet_parties
from bot.coach.records import PendingDay
from bot.coach.refusals import Refused
from bot.coach.sentences import (
    answer_in_part,
    ask_first,
    ask_for,
    credit,
    offer_test,
    thank_for_part,
)
from bot.coach.services import Services
from bot.coach.settlements import (
    Settlement,
    list_awaited,
    list_parts,
    thank_and_ask_rest,
    work_out_settlement,
    worth_of_rest,
)
from bot.domain.comparison import is_nested
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import Suggested
from bot.domain.moves import REST, UNANSWERED, Kind, Move, State
from bot.domain.next_steps import NextStep
from bot.domain.things import Thing
from bot.language.inclusions import restore_included
from bot.language.lines import ParsedLine
from bot.language.things import names_known_thing, without_reply_day


class AskAnswer(StrEnum):
    """How the other side answered an ask of ours, or that we no longer want it."""

    AGREED = "agreed"
    PARTLY = "partly"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


VERBS = {
    AskAnswer.AGREED: Verb.GRANTED,
    AskAnswer.PARTLY: Verb.PARTLY,
    AskAnswer.DECLINED: Verb.DECLINED,
    AskAnswer.WITHDRAWN: Verb.WITHDRAWN,
}
"""What the ledger says of an answer."""


def record_ask(
    actor: Actor,
    line: ParsedLine,
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    theirs: bool = False,
    in_return: bool = False,
    services: Services,
) -> AskRecorded | TheirAskRecorded | MoveChanged | WhichAsk:
    """Opens an ask of ours, or notes one of `theirs`, in the deal of the actor's channel where none is named. Nothing
    is given by it. `in_return`: the line asks for it in return for what was given, which is the one open give, where
    there is just one, or the one that was recorded right before."""
    with record_in_deal(services, actor, deal, key, typed=typed) as session:
        gives = session.snapshot.open_gives
        if in_return and len(gives) > 1:
            last = session.snapshot.recent[0]
            gives = tuple(give for give in gives if give.no == last.no)
        if in_return and len(gives) == 1 and not line.refs:
            line = line._replace(refs=(gives[0].no,))
        return place_ask(meet_parties(session, [line]), line, typed, theirs=theirs)


def place_ask(
    session: DealSession, line: ParsedLine, typed: str, *, theirs: bool = False
) -> AskRecorded | TheirAskRecorded | MoveChanged | WhichAsk:
    """Opens the ask that a line says in the open deal."""
    line = prefer_known_return(session, line, session.snapshot.open_gives)
    ask = build_ask(session, line, typed, theirs=theirs)
    gives = [] if theirs else find_gives_asked_for(session, line, typed)
    if not theirs:
        ask = with_worth_behind_return(ask, line)
    if not gives:
        ask = take_back_in(ask)
    same = find_same_line(session, ask)
    if same is not None:
        raise Refused(
            why=RefusalReason.SAME_AGAIN,
            deal=session.deal,
            no=same.no,
            move=same,
            typed=typed,
        )
    if theirs:
        known = _find_their_open_ask(session, ask)
        return _open_their_ask(session, ask) if known is None else _note_again(session, known, ask)
    return open_or_repeat_ask(session, ask, gives, line)


def open_or_repeat_ask(
    session: DealSession, ask: Move, gives: Sequence[Move], line: ParsedLine
) -> AskRecorded | MoveChanged | WhichAsk:
    """Opens an ask of ours. Where one for the same thing is open, in whatever words, that is asked again."""
    known = find_open_asks_for(session, ask)
    if not known:
        return open_ask(session, ask, gives)
    if len(known) > 1:
        return WhichAsk(
            deal=session.deal,
            verb=Verb.ASKED_AGAIN,
            what=ask.what,
            typed=ask.typed,
            asks=tuple(known),
        )
    again = repeat_in_other_words(session, known[0], ask, has_day=line.due is not None)
    if gives:
        again = _in_return_for(again, gives)
    return write_change(session, Verb.ASKED_AGAIN, known[0], again)


def find_open_asks_for(session: DealSession, ask: Move) -> list[Move]:
    """The open asks of the same party for the same thing."""
    open_asks = [
        known for known in our_open_asks(session) if session.deal.may_be_same(known.to, ask.to)
    ]
    wanted = _read_without_reply_day(session, ask)
    things = {known.no: _read_without_reply_day(session, known) for known in open_asks}
    same = find_same_of(wanted, [(known, things[known.no]) for known in open_asks])
    # `exclusivity for Austria` says something else than `12-month exclusivity`, and neither would be kept whole.
    nested = [known for known in same if is_nested(wanted, things[known.no])]
    if nested or not names_known_thing(ask.what):
        return nested
    meant = [known for known in open_asks if is_meant_by(wanted, things[known.no])]
    return meant if len(meant) == 1 else []


def _read_without_reply_day(session: DealSession, ask: Move) -> Thing:
    return without_reply_day(thing_of(session, ask), ask.what, session.by.locale)


def repeat_in_other_words(session: DealSession, known: Move, ask: Move, *, has_day: bool) -> Move:
    """An open ask after the line that asked for it again: what the line says besides is true of it now."""
    due = (
        ask.due
        if has_day
        else max(known.due or session.by.today, session.working_days.choose_reply_day())
    )
    says_more = thing_of(session, ask).detail > thing_of(session, known).detail
    return next_version(
        known,
        what=ask.what if says_more else known.what,
        worth=ask.worth or known.worth,
        cost=ask.cost or known.cost,
        condition=ask.condition or known.condition,
        reason=ask.reason or known.reason,
        due=due,
    )


def find_gives_asked_for(session: DealSession, line: ParsedLine, typed: str) -> list[Move]:
    """The gives that the ask wants a return for: by number, or the one that is named in the line."""
    if not line.refs:
        named = line.for_what and find_named(
            line.for_what, session.snapshot.open_gives, session.by.locale
        )
        return [named] if named else []
    gives = []
    for no in map(MoveNo, line.refs):
        give = session.find_move(no)
        if give is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=typed)
        if give.kind is not Kind.GIVE:
            raise Refused(
                why=RefusalReason.WRONG_KIND, deal=session.deal, no=no, move=give, typed=typed
            )
        gives.append(give)
    return gives


def _in_return_for(ask: Move, gives: Sequence[Move]) -> Move:
    """The ask as one for the return of those gives."""
    numbers = [give.no for give in gives]
    return replace(ask, ref=numbers[0] if numbers else None, also=tuple(numbers[1:]))


def open_ask(session: DealSession, ask: Move, gives: Sequence[Move]) -> AskRecorded:
    """Adds an ask of ours, in return for gives where there are any."""
    ask = _in_return_for(ask, gives)
    give = gives[0] if gives else None
    written = session.write(LedgerChange(verb=Verb.RECORDED, moves=(ask,)))
    corrects = find_corrected(session, ask)
    sentence = ask_for(ask, give, session.working_days) if corrects is None else None
    return AskRecorded(
        deal=session.deal,
        ask=ask,
        seq=written.entry.seq,
        today=session.by.today,
        for_give=give,
        sentence=sentence,
        asks_address=ask_about_address(session, sentence),
        caution=find_caution(session, ask),
        corrects=corrects,
    )


def _find_their_open_ask(session: DealSession, ask: Move) -> Move | None:
    """The open ask of theirs for the same thing, which they put once more."""
    theirs = [
        known
        for known in session.snapshot.open_asks
        if not known.ours and session.deal.may_be_same(known.frm, ask.frm)
    ]
    same = find_same(session, thing_of(session, ask), theirs)
    return same[0] if same else None


def _note_again(session: DealSession, known: Move, ask: Move) -> MoveChanged:
    """They asked for the same thing again: what the line says besides is true of it now."""
    again = next_version(
        known,
        due=ask.due or known.due,
        cost=ask.cost or known.cost,
        worth=ask.worth or known.worth,
        reason=ask.reason or known.reason,
        condition=ask.condition or known.condition,
    )
    noted = write_change(session, Verb.ASKED_AGAIN, known, again)
    # It is theirs: what we may say answers it, and asks for nothing of ours again.
    step = step_for_their_ask(session, again)
    sentence = answer_in_part(step, session.working_days) or ask_first(step)
    return replace(noted, sentence=sentence)


def _open_their_ask(session: DealSession, ask: Move) -> TheirAskRecorded:
    written = session.write(LedgerChange(verb=Verb.RECORDED, moves=(ask,)))
    today = session.by.today
    step = step_for_their_ask(session, ask)
    question = ask_first(step)
    return TheirAskRecorded(
        deal=session.deal,
        ask=ask,
        seq=written.entry.seq,
        today=today,
        exposure=written.exposure,
        step=step,
        ask_first=question,
        asks_address=ask_about_address(session, question),
        sentence=answer_in_part(step, session.working_days),
        try_it=offer_test(step, session.working_days),
        caution=find_caution(session, ask),
    )


def open_proposed_ask(
    actor: Actor,
    deal: DealId,
    proposal: str,
    *,
    give: MoveNo | None,
    key: str,
    services: Services,
) -> AskRecorded | MoveChanged | MoveShown:
    """Opens the ask of the proposal with that key, in return for an open give. Where the proposal is an ask that is
    open already, that is put again; where the same ask is open, it is shown."""
    with record_in_deal(services, actor, deal, key) as session:
        found = find_asked(session, proposal)
        if found is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        if found.ask is not None:
            return _ask_once_more(session, found.ask)
        for ask in session.snapshot.open_asks:
            if ask.ours and ask.what == found.what:  # the button was pressed before
                return describe_move(session, ask.no)
        ask = build_ask(session, ParsedLine(what=found.what), "")
        found_give = session.find_move(give) if give else None
        return open_ask(session, ask, [found_give] if found_give else [])


def _ask_once_more(session: DealSession, no: MoveNo) -> MoveChanged:
    ask = session.find_move(no)
    if ask is None or ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=no, move=ask)
    again = next_version(ask, due=session.working_days.choose_reply_day())
    return write_change(session, Verb.ASKED_AGAIN, ask, again)


def answer_ask(
    actor: Actor,
    seen: SeenMove,
    answer: AskAnswer,
    *,
    line: ParsedLine | None = None,
    has_come: bool = False,
    key: str,
    services: Services,
) -> AskAnswered:
    """Records how the other side answered; `line` says what they gave, where that is not just what was asked, and
    `has_come` that it is here already.

    Agreed: a promised get, which makes the gives that waited for it firm and is tied to them. Declined or withdrawn:
    the gives that waited for it lapse.
    """
    with record_in_deal(services, actor, seen.deal, key) as session:
        ask = session.find_move(seen.no)
        if ask is None or ask.kind is not Kind.ASK:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=seen.no)
        if ask.state not in UNANSWERED:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=seen.no, move=ask)
        if ask.version != seen.version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=seen.no, move=ask)
        get = _build_get_for(session, ask, answer, line)
        if get is not None and has_come:
            get = replace(get, state=State.FIRM)
        return settle_ask(session, ask, answer, get)


def _build_get_for(
    session: DealSession, ask: Move, answer: AskAnswer, line: ParsedLine | None
) -> Move | None:
    """What they gave with their answer; None where they gave nothing, or nobody said what."""
    if answer not in (AskAnswer.AGREED, AskAnswer.PARTLY) or not ask.ours:
        return None
    if line is None:
        if answer is AskAnswer.PARTLY:
            return None
        if ask.state is State.PARTLY:
            line = _describe_rest(session, ask)
        else:
            line = ParsedLine(what=ask.what, cost=ask.cost, worth=ask.worth)
    return replace(build_get(session, line, ""), ref=ask.no, state=State.PROMISED)


def _describe_rest(session: DealSession, ask: Move) -> ParsedLine:
    """What they still gave of an ask that they had granted in part."""
    return ParsedLine(what=f"{REST}{ask.what}", worth=worth_of_rest(session, ask))


def settle_ask(
    session: DealSession,
    ask: Move,
    answer: AskAnswer,
    get: Move | None,
    *,
    draft: Move | None = None,
    gives: Sequence[Move] = (),
) -> AskAnswered:
    """Writes an ask's answer with all that follows from it, as one entry. `draft` is what `get` was before, `gives`
    are those that the get was given for as well."""
    settlement = work_out_settlement(session, ask, VERBS[answer], get, gives)
    before = settlement.before if draft is None else (*settlement.before, draft)
    written = session.write(
        LedgerChange(
            verb=VERBS[answer],
            moves=settlement.moves,
            before=before,
            tied=settlement.tied,
        )
    )
    return describe_answered(written, settlement, gives)


def describe_answered(
    written: WrittenEntry, settlement: Settlement, gives: Sequence[Move] = ()
) -> AskAnswered:
    """What happened to an ask, as the answer that people read."""
    session = written.session
    ask, get = settlement.ask, settlement.get
    sentence = waited = step = None
    matched: tuple[Move, ...] = ()
    suggested: tuple[Suggested, ...] = ()
    if get is not None:
        step = step_after_get(session, get)
        sentence = say_to_answer(session, settlement, get, step)
        matched = _list_matched(session, ask, gives)
        recent = session.recent_ledger
        group = recent if get.no in recent.moves else session.load_group([get.no])
        if not group.ties_of(get.no):
            suggested = list_gives_to_match(session, get)
    if ask.state is State.DECLINED and ask.ours:
        waited = summarize_misses(session)
    awaited = {each.no: each for give in settlement.waiting for each in list_awaited(session, give)}
    return AskAnswered(
        deal=session.deal,
        ask=ask,
        verb=written.entry.verb,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        get=get,
        step=step,
        matched=matched,
        firm=settlement.firm,
        lapsed=settlement.lapsed,
        waiting=settlement.waiting,
        late=find_lapsed_for(session, get, ask) if get is not None else (),
        awaited=tuple(awaited.values()),
        suggested=suggested,
        sentence=sentence,
        asks_address=ask_about_address(session, sentence),
        caution=find_caution(session, get or ask, written.entry.tied),
        waited=waited,
        resumed=written.resumed,
    )


def say_to_answer(
    session: DealSession, settlement: Settlement, get: Move, step: NextStep
) -> Sentence | None:
    """What to say to what came of an ask: for a part of it, or where the same give waits for others, what the rest
    takes. Thanks alone would sound as if nothing were missing."""
    ask = settlement.ask
    if ask.ours and ask.state is State.PARTLY:
        return thank_for_part(get, ask, [*list_parts(session, ask), get], session.by.locale)
    rest = thank_and_ask_rest(session, get, ask, settlement.waiting)
    said = rest or credit(step, session.working_days)
    if said is None or said.get != get.what:
        return said
    return replace(said, get=restore_included(get.what, ask.what))


def _list_matched(session: DealSession, ask: Move, gives: Sequence[Move]) -> tuple[Move, ...]:
    """The gives made before that a get for the ask was tied to: those that the line names, else the one the ask wanted
    a return for."""
    numbers = {give.no for give in gives}
    if not numbers:
        numbers.update(ask.refs)
    recent = session.recent_ledger.moves
    missing = {move.no: move for move in session.load_moves(sorted(numbers - recent.keys()))}
    found = [recent.get(no) or missing.get(no) for no in sorted(numbers)]
    return tuple(move for move in found if move is not None)


def ask_which_ask(actor: Actor, question: WhichAsk, *, services: Services) -> WhichAsk:
    """Asks which ask is meant, and keeps the day that was typed for it until that is said."""
    if question.due is None or not question.asks:
        return question
    waiting = PendingDay(
        id=uuid4().hex, person=actor.person, at=services.clock.now(), day=question.due
    )
    with services.store.work() as work:
        work.pending.save(actor.team, waiting)
    return replace(question, line=waiting.id)
