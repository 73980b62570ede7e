"""When they do not answer: a neutral fact and one ask, then a menu, then a hold that the next get ends."""

from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor
from bot.coach.answers import Sentence
from bot.coach.answers.ladder import (
    DealHeld,
    HoldEnded,
    LadderAccepted,
    LadderAsked,
    LadderPaused,
    LadderShown,
    Waited,
)
from bot.coach.context import DealSession, run_once_in_session, session_for_reading
from bot.coach.next_steps import (
    list_asks,
    load_misses,
    step_for_give,
    step_for_open_give,
    step_without_answer,
)
from bot.coach.plans import load_visible_plan
from bot.coach.sentences import ask_in_return, call_out
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ladder import FIRM_FROM, find_oldest_open_give
from bot.domain.ledger import Verb
from bot.domain.measures.picture import compute_outline
from bot.domain.moves import Kind, Move, State
from bot.domain.next_steps import StepKind
from bot.domain.offers import OfferState

LISTED = 5
"""How many conditional gives, offers or open gives are listed with buttons."""


def summarize_misses(session: DealSession) -> Waited | None:
    """What they did not answer; None where nothing was missed, or where the deal is on hold already."""
    misses = load_misses(session)
    give = find_oldest_open_give(session.ledger, session.by.today)
    if not misses or give is None:
        return None
    step = step_without_answer(session, misses)
    ask = step.about if step.kind is StepKind.ASK_AGAIN else None
    proposals = step.proposals[:1] if ask is None else ()
    sentence = None
    # Once may be chance; the second time it is said aloud, and neutrally.
    if len(misses) >= FIRM_FROM:
        sentence = call_imbalance_out(session, give)
    elif proposals:
        sentence = ask_in_return(step_for_open_give(session, give), session.working_days)
    return Waited(misses=misses, give=give, ask=ask, proposals=proposals, sentence=sentence)


def call_imbalance_out(session: DealSession, give: Move) -> Sentence | None:
    """What to say about a give with nothing back; None where something came back for it already, or there is nothing to
    ask for."""
    if session.ledger.find_answer(give, session.by.today).share:
        return None
    return call_out(give, step_for_open_give(session, give).best, session.working_days)


def show_ladder(actor: Actor, deal: DealId, *, services: Services) -> LadderShown:
    """What to do when they do not answer, and what they missed."""
    with session_for_reading(services, actor, deal) as session:
        return LadderShown(deal=session.deal, today=actor.today, waited=summarize_misses(session))


def show_pause(actor: Actor, deal: DealId, *, services: Services) -> LadderPaused:
    """What the deal holds so far, to compare with what happens without it."""
    with session_for_reading(services, actor, deal) as session:
        plan = load_visible_plan(session)
        alternatives = plan.alternatives if plan else ()
        return LadderPaused(
            deal=session.deal,
            picture=compute_outline(session.ledger, session.deal, actor.today),
            alternatives=tuple(alternative.what for alternative in alternatives),
        )


def show_one_ask(actor: Actor, deal: DealId, *, services: Services) -> LadderAsked:
    """One specific thing to ask for, in return for the give that has been open for longest."""
    with session_for_reading(services, actor, deal) as session:
        give = find_oldest_open_give(session.ledger, actor.today)
        proposals = list_asks(session) if give is None else step_for_give(session, give).proposals
        return LadderAsked(deal=session.deal, give=give, proposals=proposals)


def show_acceptance(actor: Actor, deal: DealId, *, services: Services) -> LadderAccepted:
    """The gives that would be goodwill if we accept that nothing comes back."""
    with session_for_reading(services, actor, deal) as session:
        open_gives = [answer.give for answer in session.ledger.open_gives(actor.today)]
        firm = [give for give in open_gives if give.state is State.FIRM]
        return LadderAccepted(deal=session.deal, gives=tuple(firm[:LISTED]), unit=session.deal.unit)


def begin_hold(
    actor: Actor,
    deal: DealId,
    *,
    until: date | None = None,
    why: str = "",
    once: str,
    services: Services,
) -> DealHeld:
    """Puts a deal on hold: every further give is asked about first, until they give something or that day comes. On
    hold already, it takes the new day where one is given."""

    def begin(session: DealSession) -> DealHeld:
        before = session.deal
        is_on_hold = before.is_on_hold(actor.today)
        if is_on_hold and until in (None, before.held_until):
            return _describe_hold(session, again=True)
        changed = replace(
            before,
            held_since=before.held_since if is_on_hold else actor.today,
            held_until=until,
            version=before.version + 1,
        )
        session.mark_processed(once)
        session.write_audit(Verb.HELD, why)
        session.work.deals.update(changed)
        return _describe_hold(replace(session, deal=changed), again=False)

    def again(session: DealSession) -> DealHeld:
        return _describe_hold(session, again=True)

    return run_once_in_session(services, actor, deal, once, begin, again)


def end_hold(actor: Actor, deal: DealId, *, once: str, services: Services) -> HoldEnded:
    """Ends the hold of a deal."""

    def end(session: DealSession) -> HoldEnded:
        if not session.deal.is_on_hold(actor.today):
            return HoldEnded(deal=session.deal, was=False)
        changed = replace(
            session.deal, held_since=None, held_until=None, version=session.deal.version + 1
        )
        session.mark_processed(once)
        session.write_audit(Verb.RESUMED, "")
        session.work.deals.update(changed)
        return HoldEnded(deal=changed)

    def again(session: DealSession) -> HoldEnded:
        return HoldEnded(deal=session.deal)

    return run_once_in_session(services, actor, deal, once, end, again)


def _describe_hold(session: DealSession, *, again: bool) -> DealHeld:
    """The deal on hold; `again`: it was already."""
    conditional = [
        move
        for move in session.ledger.moves.values()
        if move.kind is Kind.GIVE and move.state is State.CONDITIONAL
    ]
    offers = [
        offer
        for offer in session.work.offers.list_in_deal(session.by.team, session.deal.id)
        if offer.ours and offer.state is OfferState.OPEN
    ]
    return DealHeld(
        deal=session.deal,
        conditional=tuple(conditional[:LISTED]),
        offers=tuple(offers[:LISTED]),
        again=again,
    )
