"""Rehearsal: the readout of a quarterly talk, a red team on credits and bands, the other side's test of fairness. All
of it is filled from what both sides may know."""

from bot.coach.actors import Actor
from bot.coach.answers.rehearsals import RehearsalCard, RehearsalShown
from bot.coach.context import DealSession, session_for_reading
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.shares import list_mutual_rows
from bot.coach.watched import list_watched_states
from bot.domain.commitments import CommitmentStanding, sort_by_urgency
from bot.domain.ids import DealId
from bot.domain.moves import Kind, State
from bot.domain.rhythms import TriggerResponse

LISTED = 4
"""How many of each kind a card names: it is read aloud."""


def show_rehearsal(
    actor: Actor, deal: DealId, card: RehearsalCard, *, services: Services
) -> RehearsalShown:
    """One card to rehearse with."""
    with session_for_reading(services, actor, deal) as session:
        match card:
            case RehearsalCard.READOUT:
                return _build_readout(session)
            case RehearsalCard.RED_TEAM:
                return _build_red_team(session)
            case RehearsalCard.ROLES:
                return _build_roles(session)


def _build_readout(session: DealSession) -> RehearsalShown:
    """What was kept, what is late and what is open of both sides, and where the measures stand."""
    work, team, deal, today = session.work, session.by.team, session.deal, session.by.today
    commitments = sort_by_urgency(work.commitments.list_in_deal(team, deal.id))
    by_standing = {each: each.standing_on(today) for each in commitments}
    delivered = (CommitmentStanding.DELIVERED, CommitmentStanding.DELIVERED_LATE)
    kept = [each for each, standing in by_standing.items() if standing in delivered]
    late = [each for each, standing in by_standing.items() if standing is CommitmentStanding.LATE]
    waiting = [
        each for each, standing in by_standing.items() if standing is CommitmentStanding.OPEN
    ]
    return RehearsalShown(
        deal=deal,
        card=RehearsalCard.READOUT,
        today=today,
        kept=tuple(kept[:LISTED]),
        late=tuple(late[:LISTED]),
        open=tuple(waiting[:LISTED]),
        states=list_watched_states(work, deal, load_rhythm(work, deal)),
    )


def _build_red_team(session: DealSession) -> RehearsalShown:
    """The measures that bring a credit, the credits as worded, and the index bands."""
    rhythm = load_rhythm(session.work, session.deal)
    measures = [
        measure
        for measure in rhythm.measures
        if measure.response is TriggerResponse.CREDIT or measure.credit
    ]
    return RehearsalShown(
        deal=session.deal,
        card=RehearsalCard.RED_TEAM,
        today=session.by.today,
        credit_measures=tuple(measures[:LISTED]),
        credits=rhythm.credits,
        bands=rhythm.bands[:LISTED],
    )


def _build_roles(session: DealSession) -> RehearsalShown:
    """What either side gave, as both know it, and the last thing they asked for and did not get."""
    rows = list_mutual_rows(session, with_goodwill=True)
    given = [row for row in rows if row.move.state in (State.FIRM, State.PROMISED)]
    waiting = session.ledger.unanswered_asks(ours=False)
    return RehearsalShown(
        deal=session.deal,
        card=RehearsalCard.ROLES,
        today=session.by.today,
        ours=tuple(row for row in given if row.move.kind is Kind.GIVE)[:LISTED],
        theirs=tuple(row for row in given if row.move.kind is Kind.GET)[:LISTED],
        wanted=waiting[-1].what if waiting else "",
    )
