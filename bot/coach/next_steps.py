"""What to do next in a deal, with the libraries of its side and the plan of whoever may see it."""

from dataclasses import dataclass, replace
from datetime import date

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason, Sentence
from bot.coach.answers.steps import NextStepShown, StepExplained, TheirAskAdvised
from bot.coach.context import DealSession, session_for_reading, situation_of
from bot.coach.libraries import build_library, load_library
from bot.coach.outcomes import load_outcomes
from bot.coach.plans import load_plan_of_reader, load_visible_plan
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.sentences import (
    answer_in_part,
    ask_again,
    ask_first,
    ask_for,
    ask_in_return,
    offer_test,
)
from bot.coach.services import Services
from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff, WorkingDays
from bot.domain.commitments import Commitment, sort_by_urgency
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo, PersonId
from bot.domain.ladder import Miss, list_misses
from bot.domain.ledger import Ledger
from bot.domain.moves import UNANSWERED, Kind, Move
from bot.domain.next_steps import Event, NextStep, Shelf, StepKind, choose_next_step
from bot.domain.our_parts import ACROSS
from bot.domain.situation import Situation, build_situation
from bot.domain.tradeable_outcomes import summarize_outcomes
from bot.domain.tradeables import (
    LARGE_ISSUES,
    Library,
    Proposal,
    add_track_records,
    find_proposal,
)
from bot.domain.worth import Figure, Size
from bot.language.quantities import find_quantity
from bot.language.wordings import WORDINGS

PERCENT = "%"
ENTRIES_SEARCHED = 200
"""Among so many of the last entries asks that were put again are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReader:
    """Who a message is for that comes by itself."""

    person: PersonId
    locale: str
    today: date
    days_off: DaysOff = USUAL_DAYS_OFF
    is_channel: bool = False

    @property
    def working_days(self) -> WorkingDays:
        """The day it is where they read, and when they work."""
        return WorkingDays(today=self.today, days_off=self.days_off)


def show_next_step(actor: Actor, deal: DealId, *, services: Services) -> NextStepShown:
    """Whose turn it is in a deal, and the one thing to do next."""
    with session_for_reading(services, actor, deal) as session:
        step = step_as_it_stands(session)
        return NextStepShown(
            deal=session.deal,
            today=actor.today,
            step=step,
            sentence=say_step(session, step),
            commitments=_list_commitments_left(session) if step.kind is StepKind.NOTHING else (),
        )


def _list_commitments_left(session: DealSession) -> tuple[Commitment, ...]:
    """What either side still has to do after the close."""
    if not session.deal.keeps_rhythm:
        return ()
    known = session.work.commitments.list_in_deal(session.by.team, session.deal.id)
    return tuple(sort_by_urgency(each for each in known if each.is_open))


def explain_step(
    actor: Actor, deal: DealId, no: MoveNo | None = None, *, services: Services
) -> StepExplained:
    """Why that is the next step: after the move of that number, or in the deal as it stands."""
    with session_for_reading(services, actor, deal) as session:
        move = session.find_move(no) if no else None
        step = step_as_it_stands(session) if move is None else _step_after(session, move)
        return StepExplained(deal=session.deal, step=step)


def advise_on_their_ask(
    actor: Actor, deal: DealId, no: MoveNo, *, services: Services
) -> TheirAskAdvised:
    """How to answer an open ask of theirs."""
    with session_for_reading(services, actor, deal) as session:
        ask = session.find_move(no)
        if ask is None or ask.kind is not Kind.ASK or ask.ours:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no)
        if ask.state not in UNANSWERED:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=no, move=ask)
        step = step_for_their_ask(session, ask)
        return TheirAskAdvised(
            deal=session.deal,
            ask=ask,
            today=actor.today,
            step=step,
            ask_first=ask_first(step),
            sentence=answer_in_part(step, session.working_days),
            try_it=offer_test(step, session.working_days),
        )


def say_step(session: DealSession, step: NextStep) -> Sentence | None:
    """What to say next, where the step is something to say and its words make a sentence."""
    days, about = session.working_days, step.about
    match step.kind:
        case StepKind.ANSWER_ASK:
            return ask_first(step)
        case StepKind.ASK_IN_RETURN:
            return ask_in_return(step, days)
        case StepKind.ASK_AGAIN if about is not None:
            return ask_again(about, days)
        case StepKind.ASK if about is not None:
            return ask_for(about, None, days)
    return None


def load_misses(session: DealSession) -> tuple[Miss, ...]:
    """The times they did not answer since their last get, oldest first; none while the deal is on hold."""
    ledger, today, policy = session.recent_ledger, session.by.today, session.deal.policy
    if session.deal.is_on_hold(today):
        return ()
    # Most deals have none: their entries, which tell of asks put again, need not be read.
    if not list_misses(ledger, policy, today):
        return ()
    entries = session.work.ledger.list_entries(
        session.by.team, session.deal.id, last=ENTRIES_SEARCHED
    )
    return list_misses(ledger, policy, today, entries)


def _step_after(session: DealSession, move: Move) -> NextStep:
    if move.kind is Kind.GET:
        return step_after_get(session, move)
    if move.kind is Kind.GIVE:
        return step_for_give(session, move)
    return step_as_it_stands(session) if move.ours else step_for_their_ask(session, move)


def step_for_give(session: DealSession, give: Move, *, small: bool = False) -> NextStep:
    """What to ask for in return for a give that is about to count or just did; `small`: of the
    library only what costs them little."""
    situation = _with_plan(session, session.situation(give))
    return choose_next_step(Event.WE_GIVE, situation, _shelf(session, small=small))


def step_for_open_give(session: DealSession, give: Move) -> NextStep:
    """What to ask for in return for a give that is open."""
    return replace(step_for_give(session, give), open_give=give)


def step_for_their_ask(session: DealSession, ask: Move) -> NextStep:
    """How to answer what they ask for."""
    situation = _with_plan(session, session.situation(with_size_in_words(session, ask)))
    return choose_next_step(Event.THEY_ASK, situation, _shelf(session))


def step_after_get(session: DealSession, get: Move, *, unwanted: bool = False) -> NextStep:
    """What to say to what they gave, as the ledger stands with it."""
    ledger = session.recent_ledger
    if get.no not in ledger.moves:
        ledger = session.work.ledger.load_recent(session.by.team, session.deal, [get.no])
    ties = tuple(ledger.ties_of(get.no))
    situation = replace(_situation_of_deal(session, ledger), move=get, ties=ties)
    return choose_next_step(Event.THEY_GAVE, situation, _shelf(session), unwanted=unwanted)


def step_as_it_stands(session: DealSession) -> NextStep:
    """The one thing to do next in the deal."""
    situation = _situation_of_deal(session, session.recent_ledger)
    misses = load_misses(session)
    return choose_next_step(Event.LOOK, situation, _shelf(session), misses=misses)


def step_without_answer(session: DealSession, misses: tuple[Miss, ...]) -> NextStep:
    """What to do where they did not answer."""
    situation = _situation_of_deal(session, session.recent_ledger)
    return choose_next_step(Event.NO_ANSWER, situation, _shelf(session), misses=misses)


def list_asks(session: DealSession) -> tuple[Proposal, ...]:
    """The best things to ask for now."""
    situation = _with_plan(session, session.situation(None))
    return choose_next_step(Event.ASK_NOW, situation, _shelf(session)).proposals


def find_asked(session: DealSession, key: str) -> Proposal | None:
    """The proposal with that key, where it can still be asked for."""
    if not key:
        return None
    situation = session.situation(None)
    return find_proposal(
        key, situation, load_library(session, session.deal.side), load_visible_plan(session)
    )


def name_best_ask(actor: Actor, deal: DealId, no: MoveNo, *, services: Services) -> str:
    """What to ask for first in return for a give, as an ask is recorded; "" where there is nothing."""
    with session_for_reading(services, actor, deal) as session:
        give = session.find_move(no)
        if give is None or give.kind is not Kind.GIVE:
            return ""
        best = step_for_give(session, give).best
        return best.what if best is not None else ""


def say_ask_in_return(
    work: UnitOfWork, deal: Deal, give: Move, *, reader: MessageReader, services: Services
) -> Sentence | None:
    """Asks for one specific thing in return for an open give, for a message that comes by itself: the one that was
    planned for it, where its reader may see the plan. Nothing of a plan goes into a channel; there costs are left out
    as well, because what is near in size would tell of them."""
    snapshot = work.ledger.load_snapshot(deal.team, deal.id, reader.person)
    if snapshot is None:
        return None
    if reader.is_channel:
        give = replace(give, cost=None, worth=None)
    situation = situation_of(snapshot, deal, reader.today, give)
    if not reader.is_channel:
        plan = load_plan_of_reader(work, deal, snapshot, reader.person, snapshot.role)
        situation = replace(situation, plan=plan)
    # What a person's own deals taught is for that person alone.
    learner = None if reader.is_channel else reader.person
    shelf = _load_shelf(services, work, deal, reader.locale, learner)
    step = choose_next_step(Event.WE_GIVE, situation, shelf)
    return ask_in_return(replace(step, open_give=give), reader.working_days)


def _with_plan(session: DealSession, situation: Situation) -> Situation:
    return replace(situation, plan=load_visible_plan(session))


def _situation_of_deal(session: DealSession, ledger: Ledger) -> Situation:
    """The deal as its last moves, all that waits and its offers tell it."""
    totals = session.snapshot.totals
    return build_situation(
        session.deal,
        ledger,
        session.by.today,
        # No step looks at a sum; those of more moves than are at hand are as they were before this request.
        totals=None if len(ledger.moves) >= totals.last else totals,
        wordings=WORDINGS,
        offers=session.work.offers.list_in_deal(session.by.team, session.deal.id),
        plan=load_visible_plan(session),
    )


def with_size_in_words(session: DealSession, ask: Move) -> Move:
    """A move with what it comes to, where its words tell: 8% off in a deal of 1.2m."""
    whole = session.deal.yardstick.amount(session.deal.size, session.by.today)
    quantity = find_quantity(ask.what)
    if ask.cost is not None or whole is None or quantity is None:
        return ask
    if quantity.unit != PERCENT or not WORDINGS.mentions_price(ask.what):
        return ask
    amount = whole * quantity.amount / 100
    return replace(ask, cost=Figure(amount=amount, unit=session.deal.unit, estimate=True))


def _shelf(session: DealSession, *, small: bool = False) -> Shelf:
    shelf = _load_shelf(
        session.services, session.work, session.deal, session.by.locale, session.by.person
    )
    return replace(shelf, asks=_keep_small(shelf.asks)) if small else shelf


def _load_shelf(
    services: Services, work: UnitOfWork, deal: Deal, locale: str, learner: PersonId | None
) -> Shelf:
    """What either side can ask of the other; with what became of it in deals before, as far as `learner` may know."""
    across = ACROSS.get(deal.side)
    # What people added is read once for both sides: every answer that proposes something waits for it.
    own = work.tradeables.list_of_team(deal.team)
    asks = build_library(services, own, deal, locale, deal.side)
    gives = build_library(services, own, deal, locale, across) if across is not None else None
    if learner is not None:
        taught = load_outcomes(work, deal, learner)
        asks = add_track_records(asks, summarize_outcomes(taught, ours=False, unit=deal.unit))
        if gives is not None:
            gives = add_track_records(gives, summarize_outcomes(taught, ours=True, unit=deal.unit))
    return Shelf(asks=asks, gives=gives)


def _keep_small(library: Library) -> Library:
    """What costs them little, and is no large thing."""
    cheap = tuple(
        each
        for each in library.tradeables
        if each.cost is Size.S and each.issue not in LARGE_ISSUES
    )
    return replace(library, tradeables=cheap)
