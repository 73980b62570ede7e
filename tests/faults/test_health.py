"""Whether a bot is ready says what it can still do."""

from datetime import timedelta

import httpx

from bot.clock.system_clock import SystemClock
from bot.jobs.heartbeat import SILENCE_SECONDS
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from tests.faults.house import Wrong

HOW_TO_GO_ON = (
    "differs, 2880 minutes ahead: nothing is sent; "
    "set the machine's clock, then it goes on by itself"
)


def test_a_bot_whose_heart_stopped_is_not_ready_until_it_beats_again(
    local: FakeSlack, sqlite_url: str
) -> None:
    bot = build(settings_for(local.settings(sqlite_url)), clock=local.clock)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        bot.liveness.record_beat()
        assert client.get("/health/ready").status_code == 200
        bot.liveness.record_beat(seconds_ago=SILENCE_SECONDS + 1)
        stopped = client.get("/health/ready")
        assert (stopped.status_code, stopped.json()) == (
            503,
            {"ready": False, "database": "ok", "heartbeat": "stopped"},
        )
        assert client.get("/health/live").status_code == 200
        bot.liveness.record_beat()
        assert client.get("/health/ready").status_code == 200
    bot.close()


def test_a_bot_whose_clock_is_not_slacks_sends_nothing_and_says_how_to_go_on(
    local: FakeSlack, sqlite_url: str
) -> None:
    """The local Slack tells the real time in its answers; a clock that is two days ahead of it is wrong."""
    right = SystemClock()
    wrong = Wrong(right, timedelta(days=2))
    bot = build(settings_for(local.settings(sqlite_url)), clock=wrong)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        assert not bot.clock_watch.check()
        told = client.get("/health/ready")
        assert (told.status_code, told.json()["clock"]) == (
            503,
            HOW_TO_GO_ON,
        )
    bot.close()
    bot = build(settings_for(local.settings(sqlite_url)), clock=right)
    assert bot.clock_watch.check()
    bot.close()
