"""Gets: what they gave, answering an ask or of their own accord."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from bot.coach.actors import Actor
from bot.coach.addresses import ask_about_address
from bot.coach.answers import (
    AskAnswered,
    Doubt,
    DraftDropped,
    GetChecked,
    GetRecorded,
    MoveChanged,
    MoveShown,
    RefusalReason,
)
from bot.coach.answers.take_backs import TakeBackAsked
from bot.coach.asks import AskAnswer, describe_answered, settle_ask
from bot.coach.batches import Batch
from bot.coach.cautions import find_caution
from bot.coach.changes import drop_draft, write_change
from bot.coach.conditions import (
    MetConditions,
    list_related,
    meet_conditions,
    meets_a_condition,
    touches_a_condition,
)
from bot.coach.context import DealSession, LedgerChange, WrittenEntry, record_in_deal
from bot.coach.deeds import find_ask_done
from bot.coach.likeness import (
    find_answered_ask,
    find_corrected,
    find_gives_met_by,
    find_lapsed_for,
    find_promised,
    find_related_asks,
    is_our_open_ask,
    list_gives_to_match,
    our_open_asks,
    thing_of,
)
from bot.coach.log import describe_move
from bot.coach.moves import (
    SeenMove,
    build_get,
    find_party_named,
    find_same_line,
    load_draft,
    load_seen_move,
    take_back_in,
    with_worth_behind_return,
)
from bot.coach.named_moves import find_gives_named_by, find_named_moves
from bot.coach.next_steps import step_after_get
from bot.coach.other_readings import prefer_known_return
from bot.coach.parties import meet_parties
from bot.coach.refusals import Refused
from bot.coach.sentences import credit, thank_for, thank_for_delivery
from bot.coach.services import Services
from bot.coach.settlements import (
    Settlement,
    inherit_from_ask,
    list_awaited,
    work_out_settlement,
)
from bot.coach.take_backs import find_reversed, write_take_back
from bot.domain.answering import Answered, AskFit
from bot.domain.comparison import is_exactly
from bot.domain.deals import Side
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.matching import Suggested
from bot.domain.moves import REST, UNANSWERED, Kind, Move, State
from bot.domain.replies import share_of_deal
from bot.domain.things import Likeness
from bot.domain.trades import ZERO, Tie
from bot.language.asides import names_limit
from bot.language.lines import ParsedLine
from bot.language.price_words import names_rise

_FIGURE = re.compile(r"\d")

GetAnswer = GetRecorded | GetChecked | AskAnswered | MoveChanged | MoveShown


class GetChoice(StrEnum):
    """What a draft get was."""

    A_GET = "a_get"
    TAKEN_BACK = "taken_back"
    DROP = "drop"


def record_get(
    actor: Actor,
    line: ParsedLine,
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    part: str = "",
    limited: bool = False,
    against: bool = False,
    services: Services,
) -> GetAnswer:
    """Records a get, in the deal of the actor's channel where none is named: answering an ask, delivering what was
    promised, tied to a give that it names, or on its own with gives it may be tied to.

    `part` is what they gave where the line says what they did not (`18 months not 24`); `limited` that it is no more
    than a part of what was asked for, whatever it is called (`ok but only 6 months`). Where the line reads like
    something they took (`against`), it becomes a draft and the coach asks.
    """
    with record_in_deal(services, actor, deal, key, typed=typed) as opened:
        session = meet_parties(opened, [line])
        get = build_get(session, line, typed)
        corrected = find_corrected(session, get)
        is_plain = bool(line.what) and not (line.condition or line.refs or against)
        said = replace(get, what=part) if part else get
        if not is_plain or not meets_a_condition(session, said, limited=limited):
            answer = place_get_line(
                session, line, typed, part=part, limited=limited, against=against
            )
            return _ask_about_corrected(answer, corrected)
        batch = Batch(base=session)
        answer = place_get_line(batch.session, line, typed, part=part, limited=limited)
        return _ask_about_corrected(_meet_conditions(batch, answer, limited=limited), corrected)


def _ask_about_corrected(answer: GetAnswer, corrected: Move | None) -> GetAnswer:
    """The answer with the question whether the get is instead of an earlier one; nothing is said to them before."""
    if corrected is None or not isinstance(answer, GetRecorded | AskAnswered):
        return answer
    return replace(answer, corrects=corrected, sentence=None, asks_address=False)


def _meet_conditions(batch: Batch, answer: GetAnswer, *, limited: bool) -> GetAnswer:
    """Writes a get together with the conditions of gives that it meets."""
    get = answer.get if isinstance(answer, GetRecorded | AskAnswered) else None
    met = MetConditions() if get is None else meet_conditions(batch, get, limited=limited)
    written = batch.write()
    if not isinstance(answer, GetRecorded | AskAnswered) or get is None:
        return answer
    return replace(
        answer,
        firm=(*answer.firm, *met.firm),
        waiting=(*answer.waiting, *met.waiting),
        suggested=(),
        exposure=written.exposure,
        caution=find_caution(written.session, get, written.entry.tied),
        resumed=written.resumed,
    )


def place_get_line(
    session: DealSession,
    line: ParsedLine,
    typed: str,
    *,
    part: str = "",
    limited: bool = False,
    against: bool = False,
    counters: bool = False,
) -> GetAnswer:
    """Records the get that a line says in the open deal. `counters`: another figure of the one thing that it may
    answer is a part of that, since no question can be asked about it (`notice 3 months` in a line of several)."""
    line = prefer_known_return(session, line, session.snapshot.open_gives)
    get = build_get(session, line, typed)
    if part:
        get = replace(get, what=part)
    get = with_worth_behind_return(get, line)
    same = find_same_line(session, get)
    if same is not None:
        return _keep_draft(session, get, Doubt.SAME_AGAIN, earlier=same)
    if against and not _is_welcome(session.deal.side, get.what):
        return _keep_draft(session, get, Doubt.TAKEN_BACK)
    numbers = tuple(MoveNo(number) for number in line.refs)
    if not get.what:
        return _place_number_alone(session, get, numbers)
    numbers = (*numbers, *session.by.tied_to)
    asks = _list_asks_of_party(session, line)
    return _place_get(session, get, asks, numbers=numbers, limited=limited, counters=counters)


def _list_asks_of_party(session: DealSession, line: ParsedLine) -> list[Move]:
    """The open asks that a line may answer: of the party that it names, or of any."""
    asks = our_open_asks(session)
    party = find_party_named(session, line)
    if party is None:
        return asks
    return [ask for ask in asks if session.deal.may_be_same(ask.to, party)]


def _is_welcome(side: Side, what: str) -> bool:
    """Whether a rise is good news: for a seller a higher price is a get."""
    return side is Side.SELLING and names_rise(what)


def _keep_draft(
    session: DealSession,
    get: Move,
    doubt: Doubt,
    *,
    earlier: Move | None = None,
) -> GetChecked:
    draft = replace(get, state=State.DRAFT)
    written = session.write(LedgerChange(verb=Verb.DRAFTED, moves=(draft,)))
    return GetChecked(
        deal=session.deal,
        get=draft,
        seq=written.entry.seq,
        today=session.by.today,
        doubt=doubt,
        earlier=earlier,
    )


def _place_get(
    session: DealSession,
    get: Move,
    asks: Sequence[Move],
    *,
    numbers: tuple[MoveNo, ...] = (),
    limited: bool = False,
    counters: bool = False,
    draft: Move | None = None,
) -> GetAnswer:
    """Puts a get where its line says: an answer to one of the asks, tied to the gives that it names, or loose."""
    named = find_named_moves(session, get, numbers)
    get = replace(get, ref=None, also=())
    gives = named.gives or find_gives_named_by(session, get)
    if not gives:
        get = take_back_in(get)
    # A get that only happens on a condition answers nothing yet.
    if get.state is State.CONDITIONAL:
        return _write_get(session, get, gives, draft=draft)
    if named.promised is not None:
        return _deliver(session, named.promised, get, gives, draft)
    if named.ask is not None:
        return _answer_named(session, get, named.ask, gives, draft, limited=limited)
    answered = _find_answered(session, get, asks, counters=counters)
    answer = _limit_answer(answered.answer) if limited else answered.answer
    promised = find_promised(session, get)
    if promised and not _is_better_answered(session, get, answer, promised[0]):
        return _deliver(session, promised[0], get, gives, draft)
    if answer is not None:
        return _settle_by_get(session, get, answer, gives, draft)
    if not gives and not answered.candidates and not limited:
        # It may be just what a give waited for: `3 % bonus if they take 500 racks`.
        gives = find_gives_met_by(session, get)
    candidates = answered.candidates
    if not gives and not candidates:
        candidates = find_related_asks(session, get, asks)
    return _write_get(session, get, gives, draft=draft, candidates=candidates)


def _find_answered(
    session: DealSession, get: Move, asks: Sequence[Move], *, counters: bool
) -> Answered:
    """The ask that a get answers, by its words, else by what it says is done."""
    answered = find_answered_ask(session, get, asks)
    if answered.answer is None:
        answered = find_ask_done(session, get, asks) or answered
    return _take_as_counter(get, answered) if counters else answered


def _place_number_alone(session: DealSession, get: Move, numbers: tuple[MoveNo, ...]) -> GetAnswer:
    """`/got #3`: the ask of that number is granted, or what was promised is delivered. Other moves are shown."""
    moves = [session.find_move(no) for no in numbers]
    asks = [move for move in moves if move is not None and is_our_open_ask(move)]
    if len(asks) == len(numbers):
        answers = [AskFit(ask=ask, likeness=Likeness.SAME) for ask in asks]
        return _settle_asks(session, get, answers)
    first = moves[0]
    if first is not None and first.kind is Kind.GET and first.state is State.PROMISED:
        return _deliver(session, first, get, (), None)
    return describe_move(session, numbers[0])


def _is_better_answered(
    session: DealSession, get: Move, answer: AskFit | None, promised: Move
) -> bool:
    """Whether an open ask is meant rather than a get that was promised: the one that says exactly the same, else the
    ask that it answers whole."""
    if answer is None or answer.is_part:
        return False
    thing = thing_of(session, get)
    is_ask_exact = is_exactly(thing, thing_of(session, answer.ask))
    is_promised_exact = is_exactly(thing, thing_of(session, promised))
    return is_ask_exact or not is_promised_exact


def _limit_answer(answer: AskFit | None) -> AskFit | None:
    """The answer as a part of the ask, since the line says that it is limited, unless that limit was asked for."""
    if answer is None or answer.is_part or names_limit(answer.ask.what):
        return answer
    return replace(answer, likeness=Likeness.LESS)


def _take_as_counter(get: Move, answered: Answered) -> Answered:
    """The only ask that a get may answer, as answered in part, where both have a figure: which of the two is more,
    nobody can tell."""
    if len(answered.candidates) != 1:
        return answered
    ask = answered.candidates[0]
    if not (_FIGURE.search(get.what) and _FIGURE.search(ask.what)):
        return answered
    return Answered(answer=AskFit(ask=ask, likeness=Likeness.LESS))


def _answer_named(
    session: DealSession,
    get: Move,
    ask: Move,
    gives: Sequence[Move],
    draft: Move | None,
    *,
    limited: bool = False,
) -> GetAnswer:
    """A get for an ask that the line names by its number: all of it where no words say less."""
    answered = find_answered_ask(session, get, [ask])
    # A yes to the ask that was named leaves no doubt; another figure of something like it does.
    is_doubtful = not limited and _FIGURE.search(get.what) is not None
    if answered.candidates and is_doubtful:
        return _write_get(session, get, gives, draft=draft, candidates=answered.candidates)
    answer = answered.answer or AskFit(ask=ask, likeness=Likeness.SAME)
    if limited and not names_limit(ask.what):
        answer = replace(answer, likeness=Likeness.LESS)
    return _settle_by_get(session, get, answer, gives, draft)


def _settle_by_get(
    session: DealSession,
    get: Move,
    answer: AskFit,
    gives: Sequence[Move],
    draft: Move | None = None,
) -> AskAnswered:
    """A get as the answer to an ask: all of it, or a part that leaves the rest open."""
    whole = not answer.is_part
    inherited = inherit_from_ask(session, get, answer.ask, whole=whole, share=answer.share)
    how = AskAnswer.AGREED if whole else AskAnswer.PARTLY
    return settle_ask(session, answer.ask, how, inherited, draft=draft, gives=gives)


def _deliver(
    session: DealSession,
    promised: Move,
    get: Move,
    gives: Sequence[Move],
    draft: Move | None,
) -> MoveChanged:
    """What was promised has come; the line may say more of it than was known."""
    delivered = next_version(
        promised,
        state=promised.state if get.state is State.PROMISED else State.FIRM,
        worth=get.worth or promised.worth,
        cost=get.cost or promised.cost,
    )
    gone = [next_version(draft, state=State.VOID)] if draft is not None else []
    ties = [Tie(give=give.no, get=promised.no) for give in gives]
    known = session.load_group([promised.no]).ties if ties else ()
    new_ties = tuple(tie for tie in ties if tie not in known)
    written = session.write(
        LedgerChange(
            verb=Verb.DELIVERED,
            moves=(delivered, *gone),
            before=(promised, draft) if draft is not None else (promised,),
            tied=new_ties,
        )
    )
    return MoveChanged(
        deal=session.deal,
        verb=Verb.DELIVERED,
        before=promised,
        move=delivered,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        sentence=thank_for_delivery(delivered) if delivered.state is State.FIRM else None,
    )


def _write_get(
    session: DealSession,
    get: Move,
    gives: Sequence[Move],
    *,
    draft: Move | None = None,
    candidates: tuple[Move, ...] = (),
) -> GetRecorded:
    """Adds a get, tied to the gives it was given for; conditional gives that waited for it become firm. It may answer
    one of the `candidates`, which the person is asked about."""
    moves, before = [get], [draft] if draft else []
    matched = []
    for give in gives:
        is_met = give.state is State.CONDITIONAL and len(list_awaited(session, give)) < 2
        if is_met and get.state is not State.CONDITIONAL:
            before.append(give)
            firm = session.settle(give, State.FIRM)
            moves.append(firm)
            matched.append(firm)
        else:
            matched.append(give)
    related = () if matched or candidates else list_related(session, get)
    is_open = bool(candidates or related) or (not matched and touches_a_condition(session, get))
    written = session.write(
        LedgerChange(
            verb=Verb.CONFIRMED if draft else Verb.RECORDED,
            moves=tuple(moves),
            before=tuple(before),
            tied=tuple(Tie(give=give.no, get=get.no) for give in matched),
        )
    )
    return _get_recorded(written, get, tuple(matched), candidates, related, is_open=is_open)


def _get_recorded(
    written: WrittenEntry,
    get: Move,
    matched: tuple[Move, ...],
    candidates: tuple[Move, ...],
    related: tuple[Suggested, ...],
    *,
    is_open: bool,
) -> GetRecorded:
    """`related` are the gives whose condition it may meet; `is_open`: it is not known yet whether that is
    all that was asked for."""
    session = written.session
    left = sentence = step = None
    suggested: tuple[Suggested, ...] = ()
    if matched:
        left = _sum_what_is_left(session, matched)
    elif get.state is not State.CONDITIONAL:
        # One question at a time: which give it answers is asked once its ask is known.
        suggested = () if candidates else _list_gives_meant(session, get, related)
    if get.state is not State.CONDITIONAL:
        step = step_after_get(session, get)
        # Whether it is all or a part decides what to say, so nothing is proposed while that is asked.
        said = credit(step, session.working_days)
        if matched and _is_mostly_answered(session, matched, left):
            # To ask for more on top would be out of proportion to what is left.
            said = thank_for(get)
        sentence = None if is_open else said
    return GetRecorded(
        deal=session.deal,
        get=get,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        step=step,
        matched=matched,
        left=left,
        suggested=suggested,
        candidates=candidates,
        late=() if get.state is State.CONDITIONAL else find_lapsed_for(session, get),
        sentence=sentence,
        asks_address=ask_about_address(session, sentence),
        caution=find_caution(session, get, written.entry.tied),
        resumed=written.resumed,
        share=share_of_deal(session.deal, get),
    )


def _list_gives_meant(
    session: DealSession, get: Move, related: tuple[Suggested, ...]
) -> tuple[Suggested, ...]:
    """The gives that a get may be for: those whose condition it may meet, then those that are open."""
    numbers = {each.move.no for each in related}
    others = list_gives_to_match(session, get)
    return (*related, *(each for each in others if each.move.no not in numbers))


def _is_mostly_answered(session: DealSession, gives: Sequence[Move], left: Decimal | None) -> bool:
    """Whether at least half of what the gives cost is answered; not where nobody knows what one of them costs."""
    if left is None:
        return False
    costs = [session.deal.yardstick.amount(give.cost, give.on) for give in gives]
    known = [cost for cost in costs if cost is not None]
    return len(known) == len(gives) and left * 2 <= sum(known, ZERO)


def _sum_what_is_left(session: DealSession, gives: Sequence[Move]) -> Decimal | None:
    """What of the gives' cost is not answered; None where no cost is known, or none of them counts: goodwill is not
    open."""
    today = session.by.today
    group = session.load_group(give.no for give in gives)
    answers = [group.find_answer(give, today) for give in gives if give.counts_on(today)]
    known = [answer.left for answer in answers if answer.left is not None]
    return sum(known, ZERO) if known else None


def settle_get_draft(
    actor: Actor, seen: SeenMove, choice: GetChoice, *, key: str, services: Services
) -> GetAnswer | DraftDropped | TakeBackAsked:
    """Does with a draft get what the person decided: it is a get, they took something back, or nothing."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        draft = load_draft(session, seen, Kind.GET)
        state = State.CONDITIONAL if draft.condition else State.FIRM
        get = next_version(draft, state=state, at=session.services.clock.now())
        match choice:
            case GetChoice.DROP:
                return drop_draft(session, draft)
            case GetChoice.TAKEN_BACK:
                return _take_back(session, draft)
        numbers = draft.refs
        return _place_get(session, get, our_open_asks(session), numbers=numbers, draft=draft)


def _take_back(session: DealSession, draft: Move) -> MoveChanged | TakeBackAsked:
    """A draft turns out to be a step back: the get that it reverses is taken back, and the draft is gone with it. Which
    get that is, is asked where it may be one of several; where there is none, the step back itself is noted."""
    reversed_gets = find_reversed(session, draft.what)
    if len(reversed_gets) == 1:
        return write_take_back(session, reversed_gets[0], draft=draft)
    if not reversed_gets:
        taken_back = session.settle(draft, State.TAKEN_BACK)
        return write_change(session, Verb.TAKEN_BACK, draft, taken_back)
    drop_draft(session, draft)
    return TakeBackAsked(deal=session.deal, typed=draft.typed, moves=tuple(reversed_gets))


def answer_with_get(
    actor: Actor,
    seen: SeenMove,
    asks: Sequence[MoveNo],
    *,
    part: bool = False,
    key: str,
    services: Services,
) -> AskAnswered:
    """A get that was recorded on its own answers this ask after all, or all of several: then it was given once for
    each. `part`: it is only a part of it."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        get = load_seen_move(session, seen)
        if get.kind is not Kind.GET or get.state not in (State.FIRM, State.PROMISED):
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=get.no, move=get)
        if get.ref is not None:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=get.no, move=get)
        wanted = [_load_open_ask(session, no) for no in asks]
        answers = [_judge(session, get, ask, part=part) for ask in wanted]
        return _settle_asks(session, get, answers, recorded=get)


def _load_open_ask(session: DealSession, no: MoveNo) -> Move:
    ask = session.find_move(no)
    if ask is None or ask.kind is not Kind.ASK or not ask.ours:
        raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
    if ask.state not in UNANSWERED:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=no, move=ask)
    return ask


def _judge(session: DealSession, get: Move, ask: Move, *, part: bool) -> AskFit:
    """How the get stands beside an ask that the person chose: whole unless its words or the person say less."""
    if part:
        return AskFit(ask=ask, likeness=Likeness.LESS)
    found = find_answered_ask(session, get, [ask]).answer
    return found or AskFit(ask=ask, likeness=Likeness.SAME)


def _settle_asks(
    session: DealSession, get: Move, answers: Sequence[AskFit], *, recorded: Move | None = None
) -> AskAnswered:
    """Writes the answers to all these asks as one entry: the get itself for the first, one like it for each other.
    `recorded` is the get as it stood before, where it was recorded on its own."""
    settlements: list[Settlement] = []
    mine = get if recorded is None else next_version(get)
    next_no = get.no + 1 if recorded is None else session.next_no
    for answer in answers:
        whole = not answer.is_part
        named = replace(mine, what=mine.what or _name_answer(answer.ask))
        inherited = inherit_from_ask(session, named, answer.ask, whole=whole, share=answer.share)
        verb = Verb.GRANTED if whole else Verb.PARTLY
        settlements.append(work_out_settlement(session, answer.ask, verb, inherited))
        # What it is worth was said of one.
        mine = replace(get, no=MoveNo(next_no), version=1, worth=None, cost=None)
        next_no += 1
    before = tuple(move for each in settlements for move in each.before)
    written = session.write(
        LedgerChange(
            verb=Verb.PARTLY if answers[0].is_part else Verb.GRANTED,
            moves=tuple(move for each in settlements for move in each.moves),
            before=before if recorded is None else (recorded, *before),
            tied=tuple(tie for each in settlements for tie in each.tied),
        )
    )
    also = tuple(each.ask for each in settlements[1:])
    return replace(describe_answered(written, settlements[0]), also=also)


def _name_answer(ask: Move) -> str:
    """What came where only the number of the ask was said."""
    return f"{REST}{ask.what}" if ask.state is State.PARTLY else ask.what
