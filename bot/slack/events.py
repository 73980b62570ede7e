"""Events: Home is opened, a channel becomes shared or changes its id, a person changes."""

from collections.abc import Callable
from typing import Any

from bot.coach import channels, home, preferences
from bot.domain.ids import ChannelId, TeamId
from bot.slack.context import Body, context_of_event
from bot.slack.errors import Refusal
from bot.slack.replies import Turned
from bot.slack.services import SlackServices

Route = Callable[[SlackServices, Body, dict[str, Any]], None]


def home_opened(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Draws the person's Home; for whoever may not use the bot, one that says so."""
    if event.get("tab") != "home":
        return
    try:
        publish_home(services, str(body.get("team_id")), str(event["user"]))
    except Refusal as refusal:
        blocks = services.renderer.blocks(
            Turned(sentence=refusal.sentence),
            locale="en-US",
            today=services.coach.clock.now().date(),
        )
        services.client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": blocks}
        )


def publish_home(services: SlackServices, team: str, person: str) -> None:
    """Draws Home for a full member of ours; for nobody else."""
    context = context_of_event(team, person, services.directory)
    page = home.show_home(context.actor, services=services.coach)
    blocks = services.renderer.blocks(page, locale=context.actor.locale, today=context.actor.today)
    services.client.views_publish(user_id=person, view={"type": "home", "blocks": blocks})


def channel_id_changed(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A private channel became shared: its deals move to the new id and wait for their owner."""
    team = _ours(services)
    old, new = ChannelId(event["old_channel_id"]), ChannelId(event["new_channel_id"])
    channels.move_channel_deals(team, old, new, once=_once(body), services=services.coach)


def channel_shared(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Another company joins the channel: nothing more is shown there, and its deals wait for their owner."""
    channels.lock_shared_channel(
        _ours(services), ChannelId(event["channel"]), once=_once(body), services=services.coach
    )


def channel_unshared(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """The other company may have left: Slack is asked again before anything is shown there."""
    channels.forget_channel(_ours(services), ChannelId(event["channel"]), services=services.coach)


def channel_rename(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A channel has a new name; what is known of it is asked again."""
    channels.forget_channel(
        _ours(services), ChannelId(event["channel"]["id"]), services=services.coach
    )


def user_change(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A person became a guest, was deactivated, moved to another zone."""
    known = services.directory.save_user(_ours(services), event["user"], services.coach.clock.now())
    preferences.follow_time_zone(known.team, known.id, services=services.coach)


def _ours(services: SlackServices) -> TeamId:
    return services.directory.identity().team


def _once(body: Body) -> str:
    return str(body.get("event_id") or "")


EVENTS: dict[str, Route] = {
    "app_home_opened": home_opened,
    "channel_id_changed": channel_id_changed,
    "channel_shared": channel_shared,
    "channel_unshared": channel_unshared,
    "channel_rename": channel_rename,
    "user_change": user_change,
}
"""Every event by its type; the manifest subscribes to the same."""
