"""Messages that wait for Slack: the owner hears once that a deal was locked, whatever Slack answers on the way."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import cast

import httpx
import pytest
from slack_sdk import WebClient

from bot.coach.channels import LONG_AGO
from bot.coach.records import Post
from bot.domain.ids import PersonId, TeamId
from bot.main import Bot
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.hands import Hands
from bot.playground.wire import UNHURRIED
from bot.slack.poster import (
    AUDIT_AFTER,
    LEASE,
    MAX_SENDS,
    MOST_HISTORY_PAGES,
    RETRY_AFTER,
    _find_copies,
)
from bot.store.backups import back_up, restore
from tests.faults.house import House

POST = "chat.postMessage"
Beat = Callable[..., None]


@pytest.fixture
def ana(local: FakeSlack, bot: Bot) -> Hands:
    """The owner of a deal in a channel that another company has just joined."""
    ana, acme = local.person("Ana"), local.channel("acme")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/coach start", in_=acme)
    local.shares(acme)
    return ana


@pytest.fixture
def beat(local: FakeSlack, bot: Bot) -> Beat:
    """Time passes, and the heart beats."""

    def beat(wait: timedelta = timedelta()) -> None:
        local.clock.wind(wait)
        bot.tick()

    return beat


def heard(ana: Hands) -> int:
    """How often she was told that the deal is locked."""
    return sum("Acme renewal" in shown.text for shown in ana.sees(ana.dm))


def test_the_owner_hears_once_that_a_deal_is_locked(ana: Hands, beat: Beat, house: House) -> None:
    assert heard(ana) == 0
    for _ in range(3):
        beat(LEASE)
    assert heard(ana) == 1
    assert house.states() == ["sent"]


def test_an_event_told_four_times_at_once_is_one_message(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.event("channel_shared", channel=local.channel("acme").id, times=4)
    globex = local.channel("globex")
    ana.types("/deal open Globex partnership partnering 90k EUR", in_=globex)
    ana.types("/coach start", in_=globex)
    local.event("channel_shared", channel=globex.id, times=4)
    beat()
    assert house.states() == ["sent", "sent"]


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
        Fault(harm=Harm.ERROR, method=POST, error="ratelimited"),
    ],
    ids=lambda fault: f"{fault.harm} {fault.error}",
)
def test_a_post_that_slack_could_not_take_is_sent_later(
    local: FakeSlack, ana: Hands, beat: Beat, fault: Fault
) -> None:
    local.board.faults.next(fault)
    beat()
    assert heard(ana) == 0
    beat(RETRY_AFTER)
    assert heard(ana) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(harm=Harm.BROKEN_BEFORE, method=POST),
        Fault(harm=Harm.ERROR, method=POST, error="internal_error"),
        Fault(harm=Harm.ERROR, method=POST, error="fatal_error"),
        Fault(harm=Harm.ERROR, method=POST, error="service_unavailable"),
    ],
    ids=lambda fault: f"{fault.harm} {fault.error}",
)
def test_a_post_that_did_not_arrive_is_looked_for_twice_and_sent_again(
    local: FakeSlack, ana: Hands, beat: Beat, house: House, fault: Fault
) -> None:
    local.board.faults.next(fault)
    beat()
    assert house.states() == ["uncertain"]
    beat(RETRY_AFTER)
    assert (heard(ana), house.states()) == (0, ["uncertain"])
    beat(RETRY_AFTER)
    assert heard(ana) == 1
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


@pytest.mark.parametrize("harm", [Harm.BROKEN_AFTER, Harm.CUT, Harm.NOT_JSON, Harm.TORN])
def test_a_post_whose_answer_is_lost_is_found_and_not_sent_again(
    local: FakeSlack, ana: Hands, beat: Beat, house: House, harm: Harm
) -> None:
    local.board.faults.next(Fault(harm=harm, method=POST))
    beat()
    assert house.states() == ["uncertain"]
    beat(RETRY_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])
    assert len(local.calls(POST)) == 1


def test_where_nobody_may_look_a_post_is_sent_again_and_says_so(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    beat()
    local.board.faults.fail("missing_scope", method="conversations.history")
    beat(RETRY_AFTER)
    assert heard(ana) == 2
    assert "This message may be there twice" in ana.sees(ana.dm)[-1].text
    assert "This message may be there twice" not in ana.sees(ana.dm)[0].text
    assert house.states() == ["sent"]


def test_of_two_copies_the_one_that_came_late_goes(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.workspace.history_lag = timedelta(minutes=3)
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    beat()
    for _ in range(3):
        beat(RETRY_AFTER)
    assert heard(ana) == 2
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_looking_waits_while_slack_is_busy(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    beat()
    local.board.faults.rate_limit(method="conversations.history", seconds=60)
    beat(RETRY_AFTER)
    assert (heard(ana), house.states()) == (1, ["uncertain"])
    beat(timedelta(seconds=60))
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_what_slack_does_not_understand_is_sent_in_words(
    local: FakeSlack, ana: Hands, beat: Beat, house: House, log: io.StringIO
) -> None:
    local.board.faults.fail("invalid_blocks", method=POST)
    beat()
    assert heard(ana) == 1
    assert ana.sees(ana.dm)[-1].message.blocks is None
    assert house.states() == ["sent"]
    assert '"kind":"post"' in log.getvalue()
    assert "Acme renewal" not in log.getvalue()


def test_a_channel_that_takes_nothing_is_told_to_the_owner_once(
    local: FakeSlack, beat: Beat, house: House
) -> None:
    ana, acme = local.person("Ana"), local.channel("acme")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/coach start", in_=acme)
    with house.store.work() as work:
        (deal,) = work.deals.list_all()
        for no in range(2):
            body = '{"text":"x","blocks":[{"type":"divider"}]}'
            work.outbox.insert(
                Post(
                    id=f"p{no}",
                    team=deal.team,
                    to=acme.id,
                    body=body,
                    due=local.clock.now(),
                    deal=deal.id,
                )
            )
    acme.archived = True
    beat()
    beat(RETRY_AFTER)
    (told,) = ana.sees(ana.dm)
    assert "takes no message from me any more: #acme" in told.text
    assert house.states() == ["blocked", "blocked", "sent"]


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "restricted_action"])
def test_a_post_that_slack_will_not_take_is_kept_and_not_tried_again(
    local: FakeSlack, ana: Hands, beat: Beat, house: House, error: str
) -> None:
    local.board.faults.fail(error, method=POST)
    beat()
    beat(timedelta(days=1))
    assert heard(ana) == 0
    assert house.states() == ["blocked"]


def test_a_worker_that_died_with_a_post_in_hand_leaves_it_to_be_looked_for(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    now = local.clock.now()
    with house.store.work() as work:
        assert len(work.outbox.claim_due(now, now + LEASE, 10)) == 1
    beat()
    assert heard(ana) == 0
    beat(LEASE)
    beat(RETRY_AFTER)
    assert heard(ana) == 1


def test_one_message_that_cannot_be_sent_does_not_hold_up_the_others(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    globex = local.channel("globex")
    ana.types("/deal open Globex partnership partnering 90k EUR", in_=globex)
    ana.types("/coach start", in_=globex)
    local.shares(globex)
    local.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, method=POST))
    beat()
    assert sorted(house.states()) == ["sent", "uncertain"]


def test_a_post_that_slack_calls_wrong_in_words_too_is_given_up(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.fail("invalid_blocks", 2, method=POST)
    beat()
    assert house.states() == ["dead"]


def test_what_a_workspace_did_not_take_goes_out_once_the_app_is_installed_again(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.tokens.revoked = True
    beat()
    beat(timedelta(days=1))
    assert (heard(ana), house.states()) == (0, ["blocked"])
    local.board.tokens.revoked = False
    beat(timedelta(minutes=10))
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_a_start_with_a_token_that_works_lets_out_what_was_blocked(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.fail("account_inactive", method=POST)
    beat()
    assert house.states() == ["blocked"]
    with house.another_bot() as again:
        again.tick()
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_where_the_token_goes_while_a_post_is_looked_for_it_is_looked_for_later(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    beat()
    local.board.tokens.revoked = True
    beat(RETRY_AFTER)
    assert house.states() == ["uncertain"]
    local.board.tokens.revoked = False
    beat(timedelta(minutes=10))
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_being_asked_to_wait_is_no_attempt(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.board.faults.rate_limit(30, method=POST, seconds=1)
    for _ in range(31):
        beat(timedelta(seconds=1))
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_being_asked_to_wait_does_not_use_up_the_attempts_of_a_post(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    """Many waits, and only then an attempt that ends unclear: it is looked for, and sent again."""
    local.board.faults.rate_limit(MAX_SENDS + 5, method=POST, seconds=1)
    for _ in range(MAX_SENDS + 5):
        beat(timedelta(seconds=1))
    local.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, method=POST))
    beat(timedelta(seconds=1))
    for _ in range(6):
        beat(RETRY_AFTER)
    assert heard(ana) == 1
    assert "dead" not in house.states()


def test_each_attempt_that_ended_unclear_is_looked_for_twice(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.workspace.history_lag = timedelta(seconds=45)
    for _ in range(2):
        local.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, method=POST))
        beat(RETRY_AFTER)
        beat(RETRY_AFTER)
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    for _ in range(4):
        beat(RETRY_AFTER)
    assert heard(ana) == 1
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_a_second_copy_that_shows_only_after_the_first_was_found_goes(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.workspace.history_lag = timedelta(seconds=70)
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST, times=2))
    for _ in range(5):
        beat(RETRY_AFTER)
    assert heard(ana) == 2
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_looking_at_a_copy_once_more_waits_while_slack_is_busy(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    local.workspace.history_lag = timedelta(minutes=3)
    local.board.faults.next(Fault(harm=Harm.BROKEN_AFTER, method=POST))
    for _ in range(4):
        beat(RETRY_AFTER)
    assert heard(ana) == 2
    local.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, method="conversations.history"))
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (2, ["resent"])
    beat(RETRY_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_a_sender_that_slept_past_everything_leaves_one_copy(
    local: FakeSlack, ana: Hands, beat: Beat, house: House
) -> None:
    late = Fault(harm=Harm.LATE, method=POST, seconds=UNHURRIED / 2)
    local.board.faults.next(late)
    with house.another_bot() as other:
        sleeper = Thread(target=other.drain)
        sleeper.start()
        assert local.wait_until(lambda: house.states() == ["sending"])
        for wait in (LEASE, RETRY_AFTER, RETRY_AFTER, AUDIT_AFTER):
            beat(wait)
        assert (heard(ana), house.states()) == (1, ["sent"])
        late.let_go.set()
        sleeper.join()
    assert heard(ana) == 2
    beat(AUDIT_AFTER)
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_told_to_stop_a_worker_gives_back_what_it_has_not_begun(
    local: FakeSlack, ana: Hands, bot: Bot, beat: Beat, house: House
) -> None:
    globex = local.channel("globex")
    ana.types("/deal open Globex partnership partnering 90k EUR", in_=globex)
    ana.types("/coach start", in_=globex)
    local.person("Ben").types(
        "/deal open Initech hiring hiring 90k EUR", in_=local.channel("general")
    )
    local.shares(globex)
    slow = Fault(harm=Harm.SLOW_AFTER, method=POST, seconds=UNHURRIED / 2)
    local.board.faults.next(slow)
    worker = Thread(target=bot.drain)
    worker.start()
    assert local.wait_until(lambda: "sending" in house.states())
    bot.stopping.set()
    slow.let_go.set()
    worker.join()
    assert sorted(house.states()) == ["pending", "sent"]


def test_operations_see_what_waits_and_nothing_of_a_deal(
    local: FakeSlack, ana: Hands, bot: Bot
) -> None:
    local.board.tokens.revoked = True
    local.clock.wind(timedelta(minutes=5))
    bot.tick()
    text = metrics(bot)
    assert 'giveget_posts{state="blocked"} 1.0' in text
    assert "giveget_oldest_post_seconds 0.0" in text
    assert "giveget_schedules_overdue 0.0" in text
    assert float(text.partition("\ngiveget_tick_age_seconds ")[2].split()[0]) < 600
    assert "Acme" not in text


def metrics(bot: Bot) -> str:
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        return client.get("/metrics").text


def test_a_bot_that_was_told_to_stop_is_not_ready(bot: Bot) -> None:
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        assert client.get("/health/ready").status_code == 200
        bot.stopping.set()
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "server": "stopping"})


def test_messages_for_one_conversation_follow_one_another_at_slacks_pace(
    local: FakeSlack, ana: Hands, bot: Bot, house: House
) -> None:
    body = '{"text":"x","blocks":[{"type":"divider"}]}'
    with house.store.work() as work:
        (deal,) = work.deals.list_all()
        for no in range(4):
            work.outbox.insert(
                Post(
                    id=f"p{no}",
                    team=deal.team,
                    to=local.person("Ben").person.id,
                    body=body,
                    due=LONG_AGO,
                )
            )
    bot.drain()
    assert house.states() == ["sent"] * 5
    said = [shown.message.at for shown in local.person("Ben").sees(local.person("Ben").dm)]
    assert all(later - sooner >= timedelta(seconds=0.9) for sooner, later in pairwise(said))


@pytest.mark.parametrize(
    "wrong", [timedelta(hours=1), timedelta(hours=-1), timedelta(seconds=90)], ids=str
)
@pytest.mark.parametrize("harm", [Harm.BROKEN_BEFORE, Harm.BROKEN_AFTER])
def test_of_two_programs_one_of_which_has_a_wrong_clock_comes_one_message(
    local: FakeSlack, house: House, wrong: timedelta, harm: Harm
) -> None:
    ana, acme = local.person("Ana"), local.channel("acme")
    with house.another_bot(wrong) as other:
        local.connect(other.web)
        ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
        ana.types("/coach start", in_=acme)
        local.shares(acme)
        local.board.faults.next(Fault(harm=harm, method=POST))
        for wait in (
            timedelta(),
            RETRY_AFTER,
            RETRY_AFTER,
            RETRY_AFTER,
            AUDIT_AFTER,
            timedelta(hours=1),
            AUDIT_AFTER,
            RETRY_AFTER,
        ):
            local.clock.wind(wait)
            other.tick()
            house.bot.tick()
    assert (heard(ana), house.states()) == (1, ["sent"])


def test_what_was_sent_after_the_backup_that_was_restored_is_not_sent_again(
    local: FakeSlack, ana: Hands, beat: Beat, house: House, tmp_path: Path
) -> None:
    back_up(house.database, tmp_path / "old.db")
    beat()
    assert heard(ana) == 1
    url = f"sqlite:///{tmp_path / 'giveget.db'}"
    restore(url, tmp_path / "old.db", now=local.clock.now())
    with house.another_bot(url=url) as again:
        for wait in (timedelta(hours=20), RETRY_AFTER, RETRY_AFTER, AUDIT_AFTER):
            local.clock.wind(wait)
            again.tick()
    assert heard(ana) == 1


def test_a_post_for_a_channel_that_changed_its_id_is_kept_and_told_to_the_owner(
    local: FakeSlack, beat: Beat, house: House
) -> None:
    ana, private = local.person("Ana"), local.channel("acme")
    private.private = True
    ana.types("/deal open Acme renewal selling 240k EUR", in_=private)
    ana.types("/coach start", in_=private)
    with house.store.work() as work:
        (deal,) = work.deals.list_all()
        body = '{"text":"x","blocks":[{"type":"divider"}]}'
        work.outbox.insert(
            Post(
                id="p",
                team=deal.team,
                to=private.id,
                body=body,
                due=local.clock.now(),
                deal=deal.id,
            )
        )
    before = private.id
    local.shares(private)
    assert private.id != before
    for wait in (timedelta(), RETRY_AFTER, RETRY_AFTER):
        beat(wait)
    assert not any(said.text == "x" for said in private.messages)
    assert sorted(house.states()) == ["blocked", "sent", "sent"]
    assert heard(ana) == 2


class EndlessHistory:
    """A Slack whose history always has one more page."""

    def __init__(self) -> None:
        self.pages = 0

    def conversations_history(self, **_asked: object) -> dict[str, object]:
        self.pages += 1
        return {"messages": [], "response_metadata": {"next_cursor": "more"}}


def test_a_history_that_never_ends_is_looked_through_for_so_many_pages() -> None:
    history = EndlessHistory()
    post = Post(
        id="p",
        team=TeamId("T1"),
        to=PersonId("C1"),
        body="{}",
        due=datetime(2026, 11, 23, tzinfo=UTC),
    )
    assert _find_copies(cast(WebClient, history), post, "C1") == []
    assert history.pages == MOST_HISTORY_PAGES
