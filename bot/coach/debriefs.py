"""The debrief of a deal: filled in from the ledger, answered by people of the deal, left and taken up again."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.actors import ALLOWED, Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.debriefs import DebriefQuestion, DebriefShown, PlanOutcome
from bot.coach.context import (
    DealSession,
    run_once_in_session,
    session_for_preview,
    session_for_reading,
)
from bot.coach.offer_changes import list_deal_offers
from bot.coach.plans import load_visible_plan
from bot.coach.refusals import Refused
from bot.coach.requests.debriefs import SaveDebrief
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.domain.debrief_facts import (
    find_measure_facts,
    find_moment_facts,
    find_next_facts,
    find_trade_facts,
    find_trust_facts,
    limit_facts,
)
from bot.domain.debriefs import (
    LINES,
    Debrief,
    DebriefAnswer,
    DebriefFact,
    DebriefTopic,
    FactKind,
    pick_to_begin,
)
from bot.domain.ids import DealId
from bot.domain.ledger import Verb
from bot.domain.measures.history import compute_exposure_curve
from bot.domain.measures.picture import compute_outline
from bot.domain.offers import Offer, OfferState, list_valid_offers
from bot.domain.planned import track_planned_gives
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.walkaway import compare_levels, compare_with_limits, find_deal_amount
from bot.language.wordings import WORDINGS


def show_debrief(actor: Actor, deal: DealId, *, services: Services) -> DebriefShown:
    """The debrief as far as it is answered; what nobody answered yet is what the ledger suggests."""
    with session_for_reading(services, actor, deal) as session:
        return _show_debrief(session)


def show_debrief_form(actor: Actor, deal: DealId, *, services: Services) -> DebriefShown:
    """The same, for somebody who may answer."""
    with session_for_preview(services, actor, deal, Need.LOOK_BACK) as session:
        return _show_debrief(session)


def build_debrief(session: DealSession) -> DebriefShown:
    """The same, on a deal that is open already."""
    return _show_debrief(session)


def _show_debrief(session: DealSession, *, just_saved: bool = False) -> DebriefShown:
    debrief = session.work.debriefs.find(session.by.team, session.deal.id)
    today = session.by.today
    return DebriefShown(
        deal=session.deal,
        today=today,
        outline=compute_outline(session.ledger, session.deal, today),
        curve=compute_exposure_curve(session.ledger, today),
        questions=_list_questions(list_debrief_facts(session), debrief),
        debrief=debrief,
        plan=_compare_with_plan(session),
        mine=Need.LOOK_BACK in ALLOWED[session.role],
        just_saved=just_saved,
        published=tuple(
            line.what
            for line in session.work.learning.list_lines_of_deal(session.by.team, session.deal.id)
        ),
    )


def list_debrief_facts(session: DealSession) -> tuple[DebriefFact, ...]:
    """What is known about the deal that may answer a question. It holds nothing of a plan, and no draft."""
    work, team, deal, today = session.work, session.by.team, session.deal, session.by.today
    rhythm = load_rhythm(work, deal)
    readings = work.rhythms.list_readings(team, deal.id)
    checkins = work.rhythms.list_checkins(team, deal.id)
    firings = work.rhythms.list_firings(team, deal.id)
    return limit_facts(
        [
            *_list_signals(session),
            *find_trust_facts(session.ledger, work.ledger.list_entries(team, deal.id)),
            *find_trade_facts(session.ledger, today),
            *find_measure_facts(rhythm.measures, readings),
            *find_moment_facts(checkins, rhythm.measures, readings, firings),
            *find_next_facts(session.ledger, today),
        ]
    )


def _list_signals(session: DealSession) -> list[DebriefFact]:
    """What was noted in meetings, newest first."""
    notes = session.work.signals.list_in_deal(session.by.team, session.deal.id)
    return [
        DebriefFact(
            key=f"signal:{note.no}",
            kind=FactKind.SIGNAL,
            what=note.what,
            about=note.about,
            on=note.on,
        )
        for note in reversed(notes)
    ]


def _list_questions(
    facts: Sequence[DebriefFact], debrief: Debrief | None
) -> tuple[DebriefQuestion, ...]:
    questions = []
    for topic in DebriefTopic:
        given = debrief.answers.get(topic) if debrief is not None else None
        suggested = DebriefAnswer(picked=pick_to_begin(facts, topic))
        question = DebriefQuestion(
            topic=topic,
            facts=tuple(fact for fact in facts if fact.topic is topic),
            answer=given or suggested,
            saved=given is not None,
        )
        questions.append(question)
    return tuple(questions)


def _compare_with_plan(session: DealSession) -> PlanOutcome | None:
    """How it came out against the plan, for who may see that; None for everybody else."""
    plan = load_visible_plan(session)
    if plan is None:
        return None
    deal, today = session.deal, session.by.today
    moves = session.ledger.moves.values()
    outcome = PlanOutcome(gives=track_planned_gives(plan.gives, moves, today))
    accepted = _find_accepted_offer(session)
    if accepted is None:
        return outcome
    values = accepted.with_pick_first.values
    amount = find_deal_amount(values, deal, WORDINGS)
    return replace(
        outcome,
        limits=compare_with_limits(plan, amount, deal, today) if amount is not None else (),
        levels=compare_levels(plan, values, deal.issues),
    )


def _find_accepted_offer(session: DealSession) -> Offer | None:
    """The offer that was accepted last, whoever made it."""
    offers = list_valid_offers(list_deal_offers(session))
    accepted = [offer for offer in offers if offer.state is OfferState.ACCEPTED]
    return accepted[-1] if accepted else None


def save_debrief(request: SaveDebrief, *, services: Services) -> DebriefShown:
    """Keeps what was answered. What was picked is kept as far as the ledger still knows it. Refused where somebody
    else saved the debrief since the form showed it."""

    def save(session: DealSession) -> DebriefShown:
        known = session.work.debriefs.find(session.by.team, session.deal.id)
        if (known.version if known else 0) != request.version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        keys = {fact.key for fact in list_debrief_facts(session)}
        answers = {
            topic: replace(answer, picked=tuple(key for key in answer.picked if key in keys))
            for topic, answer in request.answers.items()
        }
        debrief = Debrief(
            answers=answers,
            lines=request.lines[:LINES],
            person=session.by.person,
            at=services.clock.now(),
            version=request.version + 1,
        )
        session.mark_processed(request.once)
        session.work.debriefs.save(session.by.team, session.deal.id, debrief)
        session.write_audit(Verb.SET, "debrief")
        return _show_debrief(session, just_saved=True)

    return run_once_in_session(
        services,
        request.by,
        request.deal,
        request.once,
        save,
        _show_debrief,
        need=Need.LOOK_BACK,
    )


def publish_lines(
    actor: Actor, deal: DealId, *, version: int, key: str, services: Services
) -> DebriefShown:
    """Puts the lines of the debrief into the playbook of the workspace, in the place of those that the deal added
    before; everybody there reads them in deals of this side. Refused where the debrief is not as the person saw it, at
    `version`, so that nobody puts there what they did not read."""

    def publish(session: DealSession) -> DebriefShown:
        debrief = session.work.debriefs.find(session.by.team, session.deal.id)
        if debrief is None or debrief.version != version or session.deal.sample:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        lines = [
            PlaybookLine(
                team=session.by.team,
                deal=session.deal.id,
                place=place,
                side=session.deal.side,
                industry=session.deal.industry,
                what=line,
                person=session.by.person,
                on=session.by.today,
            )
            for place, line in enumerate(debrief.lines)
        ]
        return _replace_lines(session, lines, key)

    return run_once_in_session(
        services, actor, deal, key, publish, _show_debrief, need=Need.LOOK_BACK
    )


def withdraw_lines(actor: Actor, deal: DealId, *, key: str, services: Services) -> DebriefShown:
    """Takes the lines that a deal added out of the playbook again."""

    def withdraw(session: DealSession) -> DebriefShown:
        return _replace_lines(session, [], key)

    return run_once_in_session(
        services, actor, deal, key, withdraw, _show_debrief, need=Need.LOOK_BACK
    )


def _replace_lines(session: DealSession, lines: Sequence[PlaybookLine], key: str) -> DebriefShown:
    session.mark_processed(key)
    session.work.learning.replace_lines(session.by.team, session.deal.id, lines)
    session.write_audit(Verb.SET, "playbook")
    return _show_debrief(session)
