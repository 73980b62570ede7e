"""Channels change: one becomes shared with another company, or gets another id by it. Its deals stop until their owner
says so; nothing waiting to be shown there is shown."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.coach.answers import ChannelClosed, DealLocked
from bot.coach.ports import DuplicateSubmission, UnitOfWork
from bot.coach.records import Channel, Post, ProcessedRequest
from bot.coach.services import Services
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, TeamId

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""Older than anything that is still believed."""


def move_channel_deals(
    team: TeamId, old: ChannelId, new: ChannelId, *, once: str, services: Services
) -> tuple[Deal, ...]:
    """A channel's id changed, which happens when it becomes shared: its deals move along and are locked."""
    try:
        with services.store.work() as work:
            _take(services, work, team, once)
            work.deals.move_channel(team, old, new)
            _mark_shared(services, work, team, new)
            return _lock(services, work, team, new)
    except DuplicateSubmission:
        return ()


def lock_shared_channel(
    team: TeamId, channel: ChannelId, *, once: str, services: Services
) -> tuple[Deal, ...]:
    """Another company is in a channel, or about to be: its deals are locked."""
    try:
        with services.store.work() as work:
            _take(services, work, team, once)
            _mark_shared(services, work, team, channel)
            return _lock(services, work, team, channel)
    except DuplicateSubmission:
        return ()


def forget_channel(team: TeamId, channel: ChannelId, *, services: Services) -> None:
    """What is known of a channel is out of date: it counts as shared until Slack is asked again."""
    with services.store.work() as work:
        known = work.channels.find(team, channel)
        if known is not None:
            work.channels.save(replace(known, private_to_us=False, seen=LONG_AGO))


def _take(services: Services, work: UnitOfWork, team: TeamId, key: str) -> None:
    """Slack sends an event up to four times."""
    if key:
        work.keys.mark_processed(
            team, key, ProcessedRequest(deal=DealId(""), seq=0), services.clock.now()
        )


def _mark_shared(services: Services, work: UnitOfWork, team: TeamId, channel: ChannelId) -> None:
    known = work.channels.find(team, channel)
    name = known.name if known else ""
    work.channels.save(
        Channel(team=team, id=channel, name=name, private_to_us=False, seen=services.clock.now())
    )


def _lock(
    services: Services, work: UnitOfWork, team: TeamId, channel: ChannelId
) -> tuple[Deal, ...]:
    deals = [d for d in work.deals.list_in_channel(team, channel) if not d.locked]
    locked = tuple(replace(deal, locked=True, version=deal.version + 1) for deal in deals)
    for deal in locked:
        work.deals.update(deal)
        _tell_owners(
            services, work, deal, DealLocked(deal=deal), key=f"locked:{deal.id}:{deal.version}"
        )
    return locked


def tell_owners_of_blocked_post(post: Post, *, services: Services) -> None:
    """A deal's channel takes no message: its owners hear of it once. What waits for it is kept."""
    if post.deal is None or post.to.startswith(("U", "W")):
        return
    with services.store.work() as work:
        deal = work.deals.find(post.team, post.deal)
        if deal is not None:
            closed = ChannelClosed(deal=deal, channel=ChannelId(post.to))
            _tell_owners(services, work, deal, closed, key=f"closed:{deal.id}:{post.to}")


def _tell_owners(services: Services, work: UnitOfWork, deal: Deal, told: object, key: str) -> None:
    owners = (
        person for person, role in work.roles.list_in_deal(deal.team, deal.id) if role is Role.OWNER
    )
    now = services.clock.now()
    for owner in owners:
        known = work.people.find(deal.team, owner)
        body = services.render(told, locale=known.locale if known else "en-US", today=now.date())
        work.outbox.insert(
            Post(id=f"{key}:{owner}", team=deal.team, to=owner, body=body, due=now, deal=deal.id)
        )
