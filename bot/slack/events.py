"""Events: Home is opened, a channel becomes shared or changes its id, a person changes."""

from collections.abc import Callable
from typing import Any

from bot.coach import channels, home, preferences
from bot.domain.ids import ChannelId, TeamId
from bot.slack.bench import Bench
from bot.slack.errors import Refusal
from bot.slack.replies import Turned
from bot.slack.where import Body, of_event

Route = Callable[[Bench, Body, dict[str, Any]], None]


def home_opened(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """Draws the person's Home; for whoever may not use the bot, one that says so."""
    if event.get("tab") != "home":
        return
    try:
        publish_home(bench, str(body.get("team_id")), str(event["user"]))
    except Refusal as refusal:
        blocks = bench.renderer.blocks(
            Turned(sentence=refusal.sentence), locale="en-US", today=bench.desk.clock.now().date()
        )
        bench.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})


def publish_home(bench: Bench, team: str, person: str) -> None:
    """Draws Home for a full member of ours; for nobody else."""
    where = of_event(team, person, bench.directory)
    page = home.home(where.actor, desk=bench.desk)
    blocks = bench.renderer.blocks(page, locale=where.actor.locale, today=where.actor.today)
    bench.client.views_publish(user_id=person, view={"type": "home", "blocks": blocks})


def channel_id_changed(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """A private channel became shared: its deals move to the new id and wait for their owner."""
    team = _ours(bench)
    old, new = ChannelId(event["old_channel_id"]), ChannelId(event["new_channel_id"])
    channels.moved(team, old, new, once=_once(body), desk=bench.desk)


def channel_shared(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """Another company joins the channel: nothing more is shown there, and its deals wait for their owner."""
    channels.became_shared(
        _ours(bench), ChannelId(event["channel"]), once=_once(body), desk=bench.desk
    )


def channel_unshared(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """The other company may have left: Slack is asked again before anything is shown there."""
    channels.forgotten(_ours(bench), ChannelId(event["channel"]), desk=bench.desk)


def channel_rename(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """A channel has a new name; what is known of it is asked again."""
    channels.forgotten(_ours(bench), ChannelId(event["channel"]["id"]), desk=bench.desk)


def user_change(bench: Bench, body: Body, event: dict[str, Any]) -> None:
    """A person became a guest, was deactivated, moved to another zone."""
    known = bench.directory.learn(_ours(bench), event["user"], bench.desk.clock.now())
    preferences.moved(known.team, known.id, desk=bench.desk)


def _ours(bench: Bench) -> TeamId:
    return bench.directory.us().team


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
