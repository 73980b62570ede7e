"""Lines about deals that were won and in which the other side has not been heard of for longer than their rhythm."""

from collections.abc import Iterator
from datetime import date

from bot.coach.answers.commitments import EngagementCooled
from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.context import DealMorning
from bot.domain.checkins import CheckInState
from bot.domain.commitments import CommitmentState
from bot.domain.deals import Role
from bot.domain.digests import About
from bot.domain.ids import US, PersonId
from bot.domain.mornings import Repeat
from bot.domain.moves import State
from bot.domain.offers import OfferState
from bot.domain.rhythms import has_cooled

NEVER_MADE = frozenset({State.DRAFT, State.VOID})


def find_cooling_lines(morning: DealMorning) -> Iterator[DueLine]:
    """The deal, for the owner of its rhythm, or its own where the rhythm has none: no check-in held, no word from them,
    nothing delivered by them for two of its turns."""
    deal, rhythm = morning.deal, morning.rhythm
    if rhythm is None or rhythm.cadence is None or not deal.is_closed or not deal.keeps_rhythm:
        return
    if not _looks_after_it(morning, rhythm.owner) or deal.closed_at is None:
        return
    since = max(deal.closed_at.date(), _find_last_meeting(morning))
    if has_cooled(rhythm.cadence, since, morning.today):
        # The whole ledger is read only where it may still say otherwise.
        since = max(since, _find_last_reply(morning))
    if not has_cooled(rhythm.cadence, since, morning.today):
        return
    yield DueLine(
        about=About.COOLING,
        deal=deal,
        subject="cooling",
        stage=str(since),
        facts=EngagementCooled(deal=deal, since=since),
        day=since,
        repeat=Repeat.MONTHLY,
    )


def _looks_after_it(morning: DealMorning, owner: PersonId | None) -> bool:
    if owner is None:
        return morning.participation.role is Role.OWNER
    return owner == morning.reader.person


def _find_last_meeting(morning: DealMorning) -> date:
    """The last day on which both sides met, something of theirs was noted, or they did what they were to do."""
    work, deal = morning.work, morning.deal
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    held = [checkin.day for checkin in checkins if checkin.state is CheckInState.HELD]
    noted = [note.on for note in work.signals.list_in_deal(deal.team, deal.id)]
    delivered = [
        each.settled
        for each in work.commitments.list_in_deal(deal.team, deal.id)
        if each.state is CommitmentState.DELIVERED and not each.is_ours and each.settled is not None
    ]
    return max([*held, *noted, *delivered], default=date.min)


def _find_last_reply(morning: DealMorning) -> date:
    """The last day on which they gave or asked for something, made an offer, or answered one of ours."""
    work, deal = morning.work, morning.deal
    moves = work.ledger.load(deal.team, deal.id).moves.values()
    moved = [move.on for move in moves if not move.ours and move.state not in NEVER_MADE]
    offers = work.offers.list_in_deal(deal.team, deal.id)
    standing = [offer for offer in offers if offer.state is not OfferState.VOID]
    offered = [offer.on for offer in standing if offer.by != US]
    answered = [reply.on for offer in standing for reply in offer.replies if reply.by != US]
    return max([*moved, *offered, *answered], default=date.min)
