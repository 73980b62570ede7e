"""Messages that wait for Slack: the owner hears once that a deal was locked, whatever Slack answers on the way."""

import io
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import wiring
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.hands import Hands
from bot.slack.poster import LATER, LEASE
from bot.store.engine import connect
from bot.store.store import SqlStore

POST = "chat.postMessage"
Beat = Callable[..., None]


@pytest.fixture
def ana(local: FakeSlack, bot: wiring.Bot) -> Hands:
    """The owner of a deal in a channel that another company has just joined."""
    ana, acme = local.person("Ana"), local.channel("acme")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    local.shares(acme)
    return ana


@pytest.fixture
def beat(local: FakeSlack, bot: wiring.Bot) -> Beat:
    """Time passes, and the heart beats."""

    def beat(wait: timedelta = timedelta()) -> None:
        local.clock.wind(wait)
        bot.tick()

    return beat


def heard(ana: Hands) -> int:
    """How often she was told that the deal is locked."""
    return sum("Acme renewal" in shown.text for shown in ana.sees(ana.dm))


def states(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "giveget.db") as database:
        return [state for (state,) in database.execute("SELECT state FROM posts")]


def test_the_owner_hears_once_that_a_deal_is_locked(ana: Hands, beat: Beat, tmp_path: Path) -> None:
    assert heard(ana) == 0
    for _ in range(3):
        beat(LEASE)
    assert heard(ana) == 1
    assert states(tmp_path) == ["sent"]


def test_an_event_told_four_times_at_once_is_one_message(
    local: FakeSlack, ana: Hands, beat: Beat, tmp_path: Path
) -> None:
    local.event("channel_shared", channel=local.channel("acme").id, times=4)
    globex = local.channel("globex")
    ana.types("/deal open Globex partnership partnering 90k EUR", in_=globex)
    local.event("channel_shared", channel=globex.id, times=4)
    beat()
    assert states(tmp_path) == ["sent", "sent"]


def test_a_post_waits_as_long_as_slack_asks(local: FakeSlack, ana: Hands, beat: Beat) -> None:
    local.board.faults.rate_limit(method=POST, seconds=120)
    beat()
    beat(timedelta(seconds=100))
    assert heard(ana) == 0
    assert len(local.calls(POST)) == 0
    beat(timedelta(seconds=20))
    assert heard(ana) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(harm=Harm.RATE_LIMITED, method=POST, seconds=0),
        Fault(harm=Harm.BROKEN_BEFORE, method=POST),
        Fault(harm=Harm.ERROR, method=POST, error="internal_error"),
        Fault(harm=Harm.ERROR, method=POST, error="fatal_error"),
        Fault(harm=Harm.ERROR, method=POST, error="ratelimited"),
        Fault(harm=Harm.ERROR, method=POST, error="service_unavailable"),
    ],
    ids=str,
)
def test_a_post_that_slack_could_not_take_is_sent_later(local: FakeSlack, ana: Hands, beat: Beat, fault: Fault) -> None:
    local.board.faults.next(fault)
    beat()
    assert heard(ana) == 0
    beat(LATER)
    assert heard(ana) == 1


@pytest.mark.parametrize("harm", [Harm.BROKEN_AFTER, Harm.CUT, Harm.NOT_JSON])
def test_a_post_whose_answer_is_lost_is_never_lost_itself(
    local: FakeSlack, ana: Hands, beat: Beat, tmp_path: Path, harm: Harm
) -> None:
    local.board.faults.next(Fault(harm=harm, method=POST))
    beat()
    beat(LATER)
    assert heard(ana) >= 1
    assert states(tmp_path) == ["sent"]


@pytest.mark.parametrize("error", ["is_archived", "token_revoked", "account_inactive", "channel_not_found"])
def test_a_post_that_slack_will_not_take_is_kept_and_not_tried_again(
    local: FakeSlack, ana: Hands, beat: Beat, tmp_path: Path, error: str
) -> None:
    local.board.faults.fail(error, method=POST)
    beat()
    beat(timedelta(days=1))
    assert heard(ana) == 0
    assert states(tmp_path) == ["blocked"]


def test_a_worker_that_died_with_a_post_in_hand_leaves_it_to_the_next(
    local: FakeSlack, ana: Hands, beat: Beat, sqlite_url: str
) -> None:
    database, now = connect(sqlite_url, threads=1), local.clock.now()
    with SqlStore(database).work() as work:
        assert len(work.claim_posts(now, now + LEASE, 10)) == 1
    database.close()
    beat()
    assert heard(ana) == 0
    beat(LEASE)
    beat(LEASE)
    assert heard(ana) == 1


def test_one_message_that_cannot_be_sent_does_not_hold_up_the_others(
    local: FakeSlack, ana: Hands, beat: Beat, tmp_path: Path
) -> None:
    globex = local.channel("globex")
    ana.types("/deal open Globex partnership partnering 90k EUR", in_=globex)
    local.shares(globex)
    local.board.faults.next(Fault(harm=Harm.NOT_JSON, method=POST))
    beat()
    assert sorted(states(tmp_path)) == ["pending", "sent"]


def test_a_post_that_slack_calls_wrong_is_given_up_and_logged(
    local: FakeSlack, ana: Hands, beat: Beat, tmp_path: Path, log: io.StringIO
) -> None:
    local.board.faults.fail("invalid_blocks", method=POST)
    beat()
    assert states(tmp_path) == ["dead"]
    assert '"kind":"post"' in log.getvalue()
    assert "Acme renewal" not in log.getvalue()
