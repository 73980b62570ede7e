"""Channels change: one becomes shared with another company, or gets another id by it.

Its deals are locked until their owner says otherwise. Nothing that waits to be shown there is shown.
"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.coach.answers import ChannelClosed, DealLocked
from bot.coach.answers.base import Answer
from bot.coach.notices import post_notice
from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import find_addressees
from bot.coach.records import Channel, Post, ProcessedRequest
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId, TeamId

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Older than anything that is still believed."""


def move_channel_deals(
    team: TeamId, old: ChannelId, new: ChannelId, *, once: str, services: Services
) -> tuple[Deal, ...]:
    """Moves the deals of a channel whose id changed to the new id, and locks them: an id changes when a channel becomes
    shared. Returns the deals that were locked by it."""
    try:
        with services.store.work() as work:
            _mark_event_processed(services, work, team, once)
            work.deals.move_channel(team, old, new)
            return _lock_deals(services, work, team, new)
    except DuplicateSubmission:
        return ()


def lock_shared_channel(
    team: TeamId, channel: ChannelId, *, once: str, services: Services
) -> tuple[Deal, ...]:
    """Locks the deals of a channel that another company is in, or about to be; returns those locked by it."""
    try:
        with services.store.work() as work:
            _mark_event_processed(services, work, team, once)
            return _lock_deals(services, work, team, channel)
    except DuplicateSubmission:
        return ()


def forget_channel(team: TeamId, channel: ChannelId, *, services: Services) -> None:
    """Makes a channel count as shared until Slack is asked again: what is known of it is out of date."""
    with services.store.work() as work:
        known = work.channels.find(team, channel)
        # A channel of which nothing is known counts as shared anyway.
        if known is not None:
            work.channels.save(replace(known, private_to_us=False, seen=LONG_AGO))


def _mark_event_processed(
    services: Services, work: UnitOfWork, team: TeamId, event_id: str
) -> None:
    """Slack sends an event up to four times. Raises `DuplicateSubmission` for all but the first."""
    if event_id:
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(team, event_id, processed, services.clock.now())


def _lock_deals(
    services: Services, work: UnitOfWork, team: TeamId, channel: ChannelId
) -> tuple[Deal, ...]:
    _mark_shared(services, work, team, channel)
    unlocked = [deal for deal in work.deals.list_in_channel(team, channel) if not deal.locked]
    locked = tuple(replace(deal, locked=True, version=deal.version + 1) for deal in unlocked)
    for deal in locked:
        work.deals.update(deal)
        # With the version in its key: a deal that is unlocked and locked again is told of again.
        key = f"locked:{deal.id}:{deal.version}"
        _tell_owners(services, work, deal, DealLocked(deal=deal), key)
    return locked


def _mark_shared(services: Services, work: UnitOfWork, team: TeamId, channel: ChannelId) -> None:
    known = work.channels.find(team, channel)
    now = services.clock.now()
    name = known.name if known else ""
    work.channels.save(Channel(team=team, id=channel, name=name, private_to_us=False, seen=now))


def tell_owners_of_blocked_post(post: Post, *, services: Services) -> None:
    """Tells a deal's owners once that its channel takes no message. What waits for it is kept. Nobody is told about
    messages to people, whose ids begin with a U or a W."""
    if post.deal is None or post.to.startswith(("U", "W")):
        return
    with services.store.work() as work:
        deal = work.deals.find(post.team, post.deal)
        if deal is not None:
            closed = ChannelClosed(deal=deal, channel=ChannelId(post.to))
            _tell_owners(services, work, deal, closed, f"closed:{deal.id}:{post.to}")


def _tell_owners(
    services: Services, work: UnitOfWork, deal: Deal, answer: Answer, key: str
) -> None:
    """Tells the deal's owner, or who comes after them among those who said yes to messages; a key brings each of them
    one message for good. Whoever never said yes sees it in the deal."""
    for person in find_addressees(work, deal, services.clock.now().date()):
        # Whatever the hour: it says that another company is, or may be, in the channel.
        post_notice(services, work, deal, person, answer, key, is_urgent=True)
