"""Events: Home is opened, a channel becomes shared or changes its id, a person changes."""

from dataclasses import replace
from typing import Any

from bot.coach import channels, home, preferences
from bot.domain.ids import ChannelId, TeamId
from bot.slack.authors import show_roles_in_answer
from bot.slack.context import Body, context_of_event
from bot.slack.errors import Refusal
from bot.slack.home_places import HomePlace, write_place
from bot.slack.replies import Turned
from bot.slack.routing import Routes
from bot.slack.services import SlackServices

FIRST_PLACE = HomePlace()


def draw_home(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Draws the person's Home; for whoever may not use the bot, one that says so."""
    # The same event tells of the app's other tabs.
    if event.get("tab") != "home":
        return
    person = str(event["user"])
    try:
        publish_home(services, services.directory.installations.find_team(body), person)
    except Refusal as refusal:
        today = services.coach.clock.now().date()
        turned = Turned(sentence=refusal.sentence)
        blocks = services.renderer.blocks(turned, locale="en-US", today=today)
        client = services.client_for(body)
        client.views_publish(user_id=person, view={"type": "home", "blocks": blocks})


def publish_home(
    services: SlackServices,
    team: TeamId,
    person: str,
    place: HomePlace = FIRST_PLACE,
) -> None:
    """Draws Home for a full member of ours, turned to that place. Raises `Refusal` for anybody else."""
    context = context_of_event(team, person, services.directory)
    shown = home.show_home(
        context.actor,
        which=place.which,
        page=place.page,
        offsets=place.offsets,
        services=services.coach,
    )
    shown = replace(shown, hears_messages=services.directory.hears_messages(team))
    blocks = services.renderer.blocks(shown, locale=context.actor.locale, today=context.actor.today)
    blocks = show_roles_in_answer(services, context, shown, blocks)
    # So that whatever is pressed on this page comes back to it.
    place = HomePlace(which=shown.listed.which, page=shown.listed.page, offsets=shown.offsets)
    view = {"type": "home", "blocks": blocks, "private_metadata": write_place(place)}
    services.client_of(team).views_publish(user_id=person, view=view)


def move_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A private channel became shared: its deals move to the new id and wait for their owner."""
    old, new = ChannelId(event["old_channel_id"]), ChannelId(event["new_channel_id"])
    for team in services.directory.installations.list_event_teams(body, old):
        channels.move_channel_deals(team, old, new, once=event_id(body), services=services.coach)


def lock_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Another company joins the channel: nothing more is shown there, and its deals wait for their owner."""
    channel = ChannelId(event["channel"])
    for team in services.directory.installations.list_event_teams(body, channel):
        channels.lock_shared_channel(team, channel, once=event_id(body), services=services.coach)


def forget_unshared_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """The other company may have left: Slack is asked again before anything is shown there."""
    _forget_channel(services, body, ChannelId(event["channel"]))


def forget_renamed_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A channel has a new name; what is known of it is asked again."""
    _forget_channel(services, body, ChannelId(event["channel"]["id"]))


def look_again_at_channel(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """Somebody came into a channel, who may be a guest or of another company, or the bot was taken out of it: what was
    known of it is asked again before anything is shown there."""
    _forget_channel(services, body, ChannelId(event["channel"]))


def _forget_channel(services: SlackServices, body: Body, channel: ChannelId) -> None:
    for team in services.directory.installations.list_event_teams(body, channel):
        channels.forget_channel(team, channel, services=services.coach)


def update_person(services: SlackServices, body: Body, event: dict[str, Any]) -> None:
    """A person became a guest, was deactivated, moved to another zone."""
    now = services.coach.clock.now()
    team = services.directory.installations.find_team(body)
    known = services.directory.save_user(team, event["user"], now)
    preferences.follow_time_zone(known.team, known.id, services=services.coach)


def event_id(body: Body) -> str:
    """Slack's id of the event, the same each time that it is delivered; where it has none, the moment it tells of."""
    event = body.get("event") or {}
    return str(body.get("event_id") or event.get("event_ts") or event.get("ts") or "")


ROUTES = Routes(
    events={
        "app_home_opened": draw_home,
        "channel_id_changed": move_channel,
        "channel_shared": lock_channel,
        "channel_unshared": forget_unshared_channel,
        "channel_rename": forget_renamed_channel,
        "group_rename": forget_renamed_channel,
        "channel_left": look_again_at_channel,
        "group_left": look_again_at_channel,
        "member_joined_channel": look_again_at_channel,
        "team_join": update_person,
        "user_change": update_person,
    }
)
