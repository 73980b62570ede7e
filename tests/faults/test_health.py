"""Whether a bot is ready says what it can still do."""

import httpx

from bot.jobs.heartbeat import SILENCE_SECONDS
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for


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
