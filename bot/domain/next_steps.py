"""What to do next: from the state of a deal and what just happened to one step, with its reason.

Every answer that proposes something asks `choose_next_step`, so that all of them keep to the same
laws: while a give of ours is open nothing is proposed that gives more without being asked or without
a condition; nobody is offered their whole demand; what is proposed is near in size to what it
answers; and of ours no figure is named that was neither typed nor planned.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import ANYBODY, MoveNo, PartyId
from bot.domain.ladder import FIRM_FROM, Miss, MissKind
from bot.domain.matching import is_about_same
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.our_parts import OurPart, choose_counter, find_part, is_whole
from bot.domain.situation import Situation
from bot.domain.sizing import amount_of, is_near
from bot.domain.styles import Aim
from bot.domain.tradeables import (
    Library,
    Proposal,
    Trial,
    find_trial,
    propose_asks,
    propose_returns,
)
from bot.domain.trades import ZERO
from bot.domain.turns import WhoseTurn, find_turn


class Event(StrEnum):
    """What just happened."""

    LOOK = "look"
    """Nothing: somebody looks at the deal as it stands."""
    THEY_GAVE = "they_gave"
    THEY_ASK = "they_ask"
    NO_ANSWER = "no_answer"
    """They declined an ask of ours, or said nothing."""
    WE_GIVE = "we_give"
    """We think of a give, or made one."""
    ASK_NOW = "ask_now"
    """We want to ask for something."""
    NEAR_YES = "near_yes"
    """We are about to say yes."""


class StepKind(StrEnum):
    """What to do."""

    TIE = "tie"
    """Credit what they gave, and offer to tie it to what is open of ours."""
    ASK_REST = "ask_rest"
    """Credit it, and ask for the rest of what the give it answers is worth."""
    CREDIT = "credit"
    """Credit it, and leave it at that."""
    COUNTER = "counter"
    """Credit it, and answer with something of equal or lesser cost."""
    WHY_THIS = "why_this"
    """It moves nothing: ask what is behind it, and for something that does."""
    ANSWER_ASK = "answer_ask"
    """Ask about what they ask for, before anything is given."""
    ASK_IN_RETURN = "ask_in_return"
    """Ask for one specific thing in return for a give that is open."""
    ASK_AGAIN = "ask_again"
    """Put the same ask once more, with a new day."""
    LADDER = "ladder"
    """They did not answer more than once: choose from the menu, or hold."""
    WAIT = "wait"
    """It is with them, and its day has not come."""
    HOLD = "hold"
    """The deal is on hold: the next get ends it."""
    CHECK_GIVE = "check_give"
    """Say what comes back for a give before it counts."""
    CHECK_YES = "check_yes"
    """Look in private before a yes, and settle what is open."""
    WRITE_DOWN = "write_down"
    """Have what they promised by word of mouth put in writing."""
    ASK = "ask"
    """Nothing waits: ask for the best thing there is."""
    CLOSE = "close"
    """All have agreed: settle what is open, then close."""
    NOTHING = "nothing"
    """The deal is closed."""


class StepReason(StrEnum):
    """Why that is the step."""

    OURS_ARE_OPEN = "ours_are_open"
    """A give of ours is open, so that what they gave answers that first."""
    PART_IS_OPEN = "part_is_open"
    """A part of the give it answers is still open."""
    NOTHING_OPEN = "nothing_open"
    """Nothing of ours is open, and they asked for nothing."""
    THEY_ASKED = "they_asked"
    """They asked for something too."""
    RELATIONSHIP = "relationship"
    """They moved unasked, and the relationship matters more here."""
    MOVES_NOTHING = "moves_nothing"
    """It is worth nothing to us, or we do not want it."""
    THEY_HAVE_OURS = "they_have_ours"
    """They have something of ours already with nothing back."""
    PREPARED = "prepared"
    """There is a part of it that was typed or planned."""
    NO_FIGURE = "no_figure"
    """No level of ours was typed or planned for it, so that none is named."""
    PAST_DAY = "past_day"
    DECLINED = "declined"
    SILENT = "silent"
    MISSED_OFTEN = "missed_often"
    TEST_IS_DUE = "test_is_due"
    NOTHING_ASKED = "nothing_asked"
    """Nothing is asked for yet in return for it."""
    NOT_TIED = "not_tied"
    """What they gave is not tied to what they have from us."""
    THEIR_ASK_WAITS = "their_ask_waits"
    THEIR_OFFER_WAITS = "their_offer_waits"
    WITHIN_ITS_DAY = "within_its_day"
    OUR_OFFER_WAITS = "our_offer_waits"
    PROMISED_ONLY = "promised_only"
    ON_HOLD = "on_hold"
    ALL_AGREED = "all_agreed"
    NOTHING_WAITS = "nothing_waits"
    CLOSED = "closed"


_WORDS_OF_A_VAGUE_WISH = 4
"""`a longer payment term`: without a figure, longer wishes mostly say what they want."""


class Inquiry(StrEnum):
    """What to ask them about their ask before anything is given."""

    HOW_MUCH = "how_much"
    """It is something with a level, and names none."""
    ABOUT_IT = "about_it"
    """It has no reason: the question of the library for such an ask."""
    WHAT_WORTH = "what_worth"
    """It is not known what it is worth to them."""
    BY_WHEN = "by_when"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the libraries hold for a deal: what we can ask for, and what they can ask of us (None
    where nobody wrote that down)."""

    asks: Library
    gives: Library | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """One thing to do, and why.

    `about` is the move it is about: the get, the ask, or the give that is open. `open_give` is what
    they have from us with nothing back, and is named first; `left` is its unanswered cost.
    `proposals` is what to ask for, best first, `part` what of ours may be named, and only in return
    for something while `open_give` is there. `amount` is what their ask, or our give, comes to in
    the deal's unit, `near` what would be near to it where nothing proposed is known to be.
    `credited` is what they gave last, which is acknowledged first where the relationship matters.
    """

    kind: StepKind
    reason: StepReason
    turn: WhoseTurn = WhoseTurn.EITHER
    about: Move | None = None
    open_give: Move | None = None
    left: Decimal | None = None
    proposals: tuple[Proposal, ...] = ()
    part: OurPart | None = None
    inquiry: Inquiry | None = None
    question: str = ""
    """The library's question about what they ask for."""
    trial: Trial | None = None
    amount: Decimal | None = None
    near: Decimal | None = None
    offer: Offer | None = None
    credited: Move | None = None
    misses: tuple[Miss, ...] = field(default=())

    @property
    def best(self) -> Proposal | None:
        """What to ask for first."""
        return self.proposals[0] if self.proposals else None


def choose_next_step(
    event: Event,
    situation: Situation,
    shelf: Shelf,
    *,
    misses: Sequence[Miss] = (),
    unwanted: bool = False,
) -> NextStep:
    """The next step after that event. `situation.move` is what just happened, `situation.plan` the
    plan where the viewer may see it. `misses` are the times they did not answer, where those are
    known; `unwanted` says that somebody judged what they gave to move nothing. Where several sit at
    the table, the step is about one of them alone.
    """
    step = _choose(event, situation, shelf, misses=misses, unwanted=unwanted)
    party = _find_party(situation, step)
    if party is None:
        return step
    return _choose(event, situation.narrow_to(party), shelf, misses=misses, unwanted=unwanted)


def _find_party(situation: Situation, step: NextStep) -> PartyId | None:
    """Whom a step is about, where several others sit at the table; None where nobody was named."""
    if len(situation.deal.parties) < 2:
        return None
    for move in (situation.move, step.about, step.open_give):
        if move is not None:
            party = move.to if move.ours else move.frm
            return None if party == ANYBODY else party
    offer = step.offer
    return offer.by if offer is not None and not offer.ours else None


def _choose(
    event: Event,
    situation: Situation,
    shelf: Shelf,
    *,
    misses: Sequence[Miss],
    unwanted: bool,
) -> NextStep:
    desk = _Desk(situation=situation, shelf=shelf, turn=find_turn(situation))
    move = situation.move
    if situation.deal.is_closed:
        return desk.step(StepKind.NOTHING, StepReason.CLOSED)
    if situation.deal.is_agreed and event is not Event.THEY_ASK:
        return desk.step(StepKind.CLOSE, StepReason.ALL_AGREED, about=_find_promised(situation))
    if event is Event.THEY_GAVE and move is not None:
        return _answer_get(desk, move, unwanted=unwanted)
    if event is Event.THEY_ASK and move is not None:
        return _answer_their_ask(desk, move)
    if event is Event.WE_GIVE and move is not None:
        return _look_at_give(desk, move)
    if event is Event.ASK_NOW:
        return _ask_now(desk)
    if event is Event.NEAR_YES:
        return desk.step(StepKind.CHECK_YES, StepReason.THEIR_OFFER_WAITS, offer=situation.offer)
    if event is Event.NO_ANSWER:
        return _go_on_without_answer(desk, misses) or _find_what_waits(desk)
    if situation.deal.is_on_hold(situation.today):
        return desk.step(StepKind.HOLD, StepReason.ON_HOLD)
    step = _go_on_without_answer(desk, misses) or _find_what_waits(desk)
    return replace(step, credited=_find_progress(situation))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every step is chosen from."""

    situation: Situation
    shelf: Shelf
    turn: WhoseTurn

    def step(
        self,
        kind: StepKind,
        reason: StepReason,
        *,
        about: Move | None = None,
        offer: Offer | None = None,
    ) -> NextStep:
        """A step of that kind, with what is open of ours."""
        give = self.open_give_for(about)
        return NextStep(
            kind=kind,
            reason=reason,
            turn=self.turn,
            about=about,
            offer=offer,
            open_give=give,
            left=None if give is None else self.situation.unanswered_cost(give),
        )

    def open_give_for(self, about: Move | None) -> Move | None:
        """What they have from us with nothing back: that about the same thing, else the oldest."""
        gives = [
            give
            for give in self.situation.open_gives
            if about is None or (give.no != about.no and self._is_with_same_party(give, about))
        ]
        same = [
            give for give in gives if about is not None and is_about_same(give.what, about.what)
        ]
        return next(iter(same or gives), None)

    def _is_with_same_party(self, give: Move, move: Move) -> bool:
        party = move.to if move.ours else move.frm
        return self.situation.deal.may_be_same(give.to, party)

    def propose_for(self, give: Move | None) -> tuple[Proposal, ...]:
        """What to ask for, in return for that give or for the oldest that is open."""
        situation = replace(self.situation, move=give)
        return tuple(propose_asks(situation, self.shelf.asks, situation.plan))


def _find_progress(situation: Situation) -> Move | None:
    """What they gave last, where the relationship matters more than this transaction."""
    gets = situation.recent_gets()
    if situation.deal.style.aim is not Aim.RELATIONSHIP or not gets:
        return None
    return gets[-1]


# They gave something


def _answer_get(desk: _Desk, get: Move, *, unwanted: bool) -> NextStep:
    """Credits a get: first against what is open of ours, and never with a new give while something
    is."""
    situation = desk.situation
    tied = [tie.give for tie in situation.ties if tie.get == get.no]
    if unwanted or amount_of(situation, get.worth, get) == ZERO:
        step = desk.step(StepKind.WHY_THIS, StepReason.MOVES_NOTHING, about=get)
        return replace(step, proposals=desk.propose_for(None))
    give = _find_half_answered(situation, get, tied)
    if give is not None:
        step = desk.step(StepKind.ASK_REST, StepReason.PART_IS_OPEN, about=get)
        left = situation.left[give.no]
        return replace(step, open_give=give, left=left, proposals=desk.propose_for(give))
    step = desk.step(StepKind.CREDIT, StepReason.NOTHING_OPEN, about=get)
    if step.open_give is not None:
        kind = StepKind.CREDIT if tied else StepKind.TIE
        proposals = desk.propose_for(step.open_give)
        return replace(step, kind=kind, reason=StepReason.OURS_ARE_OPEN, proposals=proposals)
    if tied or situation.open_gives:
        return step
    if get.ref is not None:
        # a yes to our ask: whoever answers it with more gives for what was agreed already
        return step
    return _counter_get(desk, get, step)


def _find_half_answered(situation: Situation, get: Move, tied: Collection[MoveNo]) -> Move | None:
    """The first of the gives that a get is tied to and answers in part, unless it is all that we wanted for it."""
    given = {give.no: give for give in (*situation.open_gives, *situation.recent)}
    for no in tied:
        give = given.get(no)
        if give is None or no not in situation.left:
            continue
        if not _is_what_we_asked_for(get, give):
            return give
    return None


def _counter_get(desk: _Desk, get: Move, step: NextStep) -> NextStep:
    """Something of ours for a get that nothing of ours is open for, where there is a reason and a thing; else the step
    as it is."""
    reason = _why_counter(desk.situation)
    if reason is None:
        return step
    # Unasked, only what was planned is put forward: nobody gives more for a get that closed a trade.
    gives = desk.shelf.gives if reason is StepReason.THEY_ASKED else None
    part = choose_counter(desk.situation, get, gives)
    if part is None:
        return step
    return replace(step, kind=StepKind.COUNTER, reason=reason, part=part)


def _is_what_we_asked_for(get: Move, give: Move) -> bool:
    """Whether the give was made for what came: then both said what it is worth, and nobody asks for more."""
    return get.ref is not None and (get.ref in give.refs or bool(give.for_what))


def _why_counter(situation: Situation) -> StepReason | None:
    """Why to answer a get that nothing of ours is open for; None where credit is enough."""
    if situation.their_asks:
        return StepReason.THEY_ASKED
    if situation.deal.style.aim is Aim.RELATIONSHIP:
        return StepReason.RELATIONSHIP
    return None


# They ask for something


def _answer_their_ask(desk: _Desk, ask: Move) -> NextStep:
    """What they have already, what they ask for in figures, what to ask them, and a part of it in
    return for something; never the whole."""
    situation = desk.situation
    trial = find_trial(ask.what, desk.shelf.asks.trials)
    step = desk.step(StepKind.ANSWER_ASK, StepReason.NO_FIGURE, about=ask)
    amount = amount_of(situation, ask.cost, ask)
    wanted = [] if trial.risk else propose_returns(ask, situation, desk.shelf.asks, situation.plan)
    matching = [each for each in wanted if is_near(situation, ask.cost, each.worth) is not False]
    part = find_part(situation, ask, matching)
    reason = step.reason
    if part is not None:
        reason = StepReason.PREPARED
    elif step.open_give is not None:
        reason = StepReason.THEY_HAVE_OURS
    return replace(
        step,
        reason=reason,
        turn=WhoseTurn.OURS,
        proposals=tuple(matching),
        part=part,
        trial=trial if trial.phrase and not is_whole(trial.phrase, ask) else None,
        inquiry=_choose_inquiry(ask, trial),
        question=trial.question,
        amount=amount,
        near=None if matching or trial.risk else _find_near(situation, amount),
    )


def _find_near(situation: Situation, amount: Decimal | None) -> Decimal | None:
    """The least that would be near to that amount."""
    return None if amount is None else amount / situation.policy.near_factor


def _choose_inquiry(ask: Move, trial: Trial) -> Inquiry:
    # `half of the ticket revenue` and `an extra week of holiday` say how much, in words.
    words = [word.strip(",.").casefold() for word in ask.what.split()]
    is_vague = len(words) <= _WORDS_OF_A_VAGUE_WISH and not trial.vague.isdisjoint(words)
    if is_vague and not any(letter.isdecimal() for letter in ask.what):
        return Inquiry.HOW_MUCH
    if not ask.reason:
        return Inquiry.ABOUT_IT
    if ask.worth is None:
        return Inquiry.WHAT_WORTH
    return Inquiry.BY_WHEN


# We give, or think of it


def _look_at_give(desk: _Desk, give: Move) -> NextStep:
    """What to ask for in return for a give about to count, or for one that counts with nothing
    back."""
    situation = desk.situation
    is_made = give.state is State.FIRM
    kind = StepKind.ASK_IN_RETURN if is_made else StepKind.CHECK_GIVE
    step = desk.step(kind, StepReason.NOTHING_ASKED, about=give)
    proposals = desk.propose_for(give)
    amount = situation.cost_of(give)
    is_some_near = any(is_near(situation, give.cost, each.worth) is not False for each in proposals)
    return replace(
        step,
        proposals=proposals,
        amount=amount,
        near=None if is_some_near else _find_near(situation, amount),
    )


# They did not answer


def _go_on_without_answer(desk: _Desk, misses: Sequence[Miss]) -> NextStep | None:
    """The step of the ladder: a neutral fact and one ask first, then the menu. None where nothing
    was missed."""
    situation = desk.situation
    gives = situation.open_gives
    if not misses or not gives or situation.deal.is_on_hold(situation.today):
        return None
    last = misses[-1]
    if len(misses) >= FIRM_FROM:
        step = desk.step(StepKind.LADDER, StepReason.MISSED_OFTEN, about=last.move)
        # The menu is for choosing; the ask is the one thing prepared, where that is chosen.
        return replace(step, misses=tuple(misses), proposals=desk.propose_for(gives[0])[:1])
    reason = _MISS_REASONS[last.kind]
    # An ask that was put again meanwhile has a new day, and is no longer the move that was missed.
    waiting = {ask.no: ask for ask in situation.open_asks}
    if last.kind is MissKind.PAST_DAY and waiting.get(last.move.no) == last.move:
        return replace(desk.step(StepKind.ASK_AGAIN, reason, about=last.move), misses=(last,))
    step = replace(desk.step(StepKind.ASK_IN_RETURN, reason, about=gives[0]), open_give=gives[0])
    return replace(
        step,
        left=situation.unanswered_cost(gives[0]),
        misses=(last,),
        proposals=desk.propose_for(gives[0]),
    )


_MISS_REASONS = {
    MissKind.PAST_DAY: StepReason.PAST_DAY,
    MissKind.DECLINED: StepReason.DECLINED,
    MissKind.OPEN_GIVE: StepReason.SILENT,
    MissKind.TEST: StepReason.TEST_IS_DUE,
}


# Nothing just happened


def _find_what_waits(desk: _Desk) -> NextStep:
    """The one thing to do next in a deal as it stands, what is most pressing first."""
    situation = desk.situation
    if situation.open_gives and situation.loose_gets:
        return desk.step(StepKind.TIE, StepReason.NOT_TIED, about=situation.loose_gets[0])
    offer = _find_their_open_offer(situation)
    if offer is not None:
        return desk.step(StepKind.CHECK_YES, StepReason.THEIR_OFFER_WAITS, offer=offer)
    if situation.their_asks:
        step = _answer_their_ask(desk, situation.their_asks[-1])
        return replace(step, reason=StepReason.THEIR_ASK_WAITS)
    late = [ask for ask in situation.open_asks if ask.due is not None and ask.due < situation.today]
    if late:
        return desk.step(StepKind.ASK_AGAIN, StepReason.PAST_DAY, about=late[0])
    give = _find_give_not_asked_for(situation)
    if give is not None:
        step = desk.step(StepKind.ASK_IN_RETURN, StepReason.NOTHING_ASKED, about=give)
        left = situation.unanswered_cost(give)
        return replace(step, open_give=give, left=left, proposals=desk.propose_for(give))
    if situation.open_asks:
        about = _first_due(situation.open_asks)
        return _wait(desk.step(StepKind.WAIT, StepReason.WITHIN_ITS_DAY, about=about))
    ours = _find_our_open_offer(situation)
    if ours is not None:
        return _wait(desk.step(StepKind.WAIT, StepReason.OUR_OFFER_WAITS, offer=ours))
    promised = _find_promised(situation)
    if promised is not None:
        return desk.step(StepKind.WRITE_DOWN, StepReason.PROMISED_ONLY, about=promised)
    return _ask_now(desk)


def _wait(step: NextStep) -> NextStep:
    """What waits for their answer is their turn, also where the last move was theirs."""
    return replace(step, turn=WhoseTurn.THEIRS)


def _ask_now(desk: _Desk) -> NextStep:
    """The best thing to ask for, in return for what is open longest where something is."""
    is_open = bool(desk.situation.open_gives)
    reason = StepReason.OURS_ARE_OPEN if is_open else StepReason.NOTHING_WAITS
    return replace(desk.step(StepKind.ASK, reason), proposals=desk.propose_for(None))


def _find_give_not_asked_for(situation: Situation) -> Move | None:
    """The oldest open give for which nothing is asked in return."""
    asked = {no for ask in situation.open_asks for no in ask.refs}
    for give in situation.open_gives:
        if give.no not in asked:
            return give
    return None


def _first_due(asks: Sequence[Move]) -> Move:
    """The ask whose day comes first; one without a day comes after those with one."""
    return min(asks, key=lambda ask: (ask.due is None, ask.due or ask.on, ask.no))


def _find_promised(situation: Situation) -> Move | None:
    """The oldest get that is only promised."""
    moves = {move.no: move for move in (*situation.recent, *situation.loose_gets)}
    promised = [
        move for move in moves.values() if move.kind is Kind.GET and move.state is State.PROMISED
    ]
    return min(promised, key=lambda move: move.no, default=None)


def _find_their_open_offer(situation: Situation) -> Offer | None:
    """Their last offer, where it is open and no later one of ours is on the table."""
    offers = [offer for offer in situation.offers if offer.state is not OfferState.VOID]
    last = offers[-1] if offers else None
    if last is None or last.ours or last.state is not OfferState.OPEN:
        return None
    return last


def _find_our_open_offer(situation: Situation) -> Offer | None:
    for offer in reversed(situation.offers):
        if offer.ours and offer.state is OfferState.OPEN:
            return offer
    return None
