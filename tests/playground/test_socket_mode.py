from collections.abc import Iterator

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.sync.client import connect

from bot.playground.fake_slack import FakeSlack
from tests.playground.small_bot import SmallBot


@pytest.fixture
def socket_bot(slack: FakeSlack) -> Iterator[SmallBot]:
    settings = slack.settings()
    bot = SmallBot(settings)
    web = WebClient(token=settings.app_token, base_url=settings.slack_api_url)
    before = slack.board.sockets.greeted
    handler = SocketModeHandler(bot.app, settings.app_token, web_client=web)
    handler.connect()  # type: ignore[no-untyped-call]
    slack.connect_socket()
    assert slack.wait_until(lambda: slack.board.sockets.greeted > before)
    yield bot
    handler.close()  # type: ignore[no-untyped-call]
    slack.board.disconnect()


def test_a_bot_on_a_socket_is_like_any_other_and_moves_when_asked(
    slack: FakeSlack, socket_bot: SmallBot
) -> None:
    ana, acme = slack.person("Ana"), slack.channel("acme")
    said = ana.types("/concede 5% off", in_=acme)
    assert said.text == "Recorded: 5% off [Undo]"
    assert ana.presses("Undo", on=said).text == "Undone."
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    assert form.fill("What", "nothing").submit().errors == {
        "What do you give?": "Say what you give."
    }
    assert ana.home().text == "My deals [New]"
    before = slack.board.sockets.greeted
    slack.board.sockets.ask_to_reconnect()
    assert slack.wait_until(
        lambda: slack.board.sockets.greeted > before and slack.board.sockets.count == 1, seconds=8
    )
    assert "Recorded" in ana.types("/concede 6% off", in_=acme).text


def test_without_a_ticket_nobody_connects(slack: FakeSlack) -> None:
    url = slack.url.replace("http", "ws", 1)
    with pytest.raises(Exception, match="403"), connect(f"{url}/link/?ticket=made-up", proxy=None):
        pass


def test_a_ticket_is_good_once(slack: FakeSlack) -> None:
    url = slack.board.api.answer("apps.connections.open", {}, slack.settings().app_token)["url"]
    with connect(url, proxy=None) as socket:
        assert '"type": "hello"' in str(socket.recv())
    with pytest.raises(Exception, match="403"), connect(url, proxy=None):
        pass


def test_where_no_socket_is_open_the_bot_does_not_respond(slack: FakeSlack) -> None:
    slack.connect_socket()
    assert slack.wait_until(lambda: slack.board.sockets.count == 0)
    assert (
        "did not respond" in slack.person("Ana").types("/concede x", in_=slack.channel("acme")).text
    )
