from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.manifest import Manifest
from bot.playground.wire import UNHURRIED
from tests.playground.small_bot import SmallBot

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)

MANIFEST = """
display_information: {name: Giveget}
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  slash_commands:
    - {command: /concede, url: https://bot.invalid/slack/events, description: Give, should_escape: true}
    - {command: /plain, url: https://bot.invalid/slack/events, description: Unescaped}
  shortcuts:
    - {name: Log as give, type: message, callback_id: give.log, description: Log}
    - {name: Open a deal, type: global, callback_id: give.log, description: Open}
oauth_config:
  scopes:
    bot: [commands, "chat:write", "channels:read", "groups:read", "users:read"]
    bot_optional: ["im:history", "im:write"]
settings:
  event_subscriptions:
    request_url: https://bot.invalid/slack/events
    bot_events: [app_home_opened, app_uninstalled, channel_id_changed, channel_rename, channel_shared,
                 member_joined_channel, tokens_revoked, user_change]
  interactivity: {is_enabled: true, request_url: https://bot.invalid/slack/events}
"""


@pytest.fixture(scope="session")
def shared_slack() -> Iterator[FakeSlack]:
    with FakeSlack(manifest=Manifest.parse(MANIFEST), now=MONDAY, patience=UNHURRIED) as slack:
        yield slack


@pytest.fixture
def slack(shared_slack: FakeSlack) -> FakeSlack:
    shared_slack.reset(now=MONDAY)
    return shared_slack


@pytest.fixture
def bot(slack: FakeSlack) -> SmallBot:
    """A small bot, connected."""
    bot = SmallBot(slack.settings())
    slack.connect(bot.wsgi)
    return bot
