"""Slack is slow, down or out of patience at the moment somebody waits: they are told within the budget."""

from collections.abc import Callable, Iterator

import pytest

from bot.main import PATIENCE, Bot
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.faults.budget import BUDGET
from tests.faults.conftest import migrated
from tests.faults.house import House, built

pytestmark = pytest.mark.in_time
TAKES_ITS_TIME = 25.0
"""Seconds that Slack takes where it is slow: longer than anybody waits."""


@pytest.fixture(scope="module")
def built_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house whose bot waits for Slack no longer than it does in the world."""
    url = migrated(f"sqlite:///{tmp_path_factory.mktemp('house') / 'giveget.db'}")
    with built(url, patience=PATIENCE) as house:
        yield house


@pytest.fixture
def ana(local: FakeSlack, bot: Bot) -> Hands:
    return local.person("Ana")


@pytest.fixture
def acme(local: FakeSlack) -> Channel:
    return local.channel("acme")


def moves(house: House) -> int:
    with house.store.reading() as work:
        return sum(
            len(work.ledger.load(deal.team, deal.id).moves) for deal in work.deals.list_all()
        )


def in_time(seen: Seen) -> str:
    """What somebody reads, where the bot answered within the budget."""
    assert max(answer.seconds for answer in seen.answers) < BUDGET
    return seen.text


def rate_limited(slack: FakeSlack) -> None:
    slack.board.faults.rate_limit(times=50, seconds=30)


def failing(slack: FakeSlack) -> None:
    slack.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, times=50))


def slow(slack: FakeSlack) -> None:
    slack.board.faults.slow = TAKES_ITS_TIME


def sluggish(slack: FakeSlack) -> None:
    slack.board.faults.slow = 0.8


def garbled(slack: FakeSlack) -> None:
    slack.board.faults.next(Fault(harm=Harm.NOT_JSON, times=50))


Trouble = Callable[[FakeSlack], None]
OPEN = "/deal open Acme renewal selling 240k EUR"


@pytest.mark.parametrize("trouble", [rate_limited, failing, slow, garbled])
def test_whoever_slack_cannot_tell_of_is_refused_and_nothing_is_recorded(
    local: FakeSlack, ana: Hands, acme: Channel, house: House, trouble: Trouble
) -> None:
    ben = local.person("Ben")
    ben.types(OPEN, in_=acme)
    trouble(local)
    assert "could not check with Slack who you are" in in_time(
        ana.types("/concede 5% off cost 12k", in_=acme)
    )
    assert moves(house) == 0
    local.board.faults.clear()
    assert "#1" in ana.types("/concede 5% off cost 12k for 24-month term", in_=acme).text


def test_the_first_request_of_all_is_refused_while_slack_is_out_of_reach(
    house: House, local: FakeSlack, acme: Channel
) -> None:
    ana = local.person("Ana")
    with house.another_bot() as new:
        local.connect(new.web)
        slow(local)
        assert "could not check with Slack who you are" in in_time(ana.types(OPEN, in_=acme))
        local.board.faults.clear()
        assert "Deal open" in ana.types(OPEN, in_=acme).text


@pytest.mark.timing
def test_somebody_known_records_without_slack(local: FakeSlack, ana: Hands, acme: Channel) -> None:
    ana.types(OPEN, in_=acme)
    slow(local)
    said = ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    assert "Conditional give #1" in in_time(said)
    assert max(answer.seconds for answer in said.answers) < 1


@pytest.mark.parametrize("trouble", [rate_limited, slow])
def test_a_form_that_slack_does_not_open_is_told(
    local: FakeSlack, ana: Hands, acme: Channel, trouble: Trouble
) -> None:
    ana.types(OPEN, in_=acme)
    trouble(local)
    assert "Slack did not open the form." in in_time(ana.types("/concede", in_=acme))


@pytest.mark.parametrize("trouble", [failing, slow, sluggish])
def test_a_channel_that_slack_cannot_tell_of_counts_as_shared(
    local: FakeSlack, ana: Hands, acme: Channel, trouble: Trouble
) -> None:
    ana.types(OPEN, in_=acme)
    trouble(local)
    seen = ana.types("/deal share", in_=acme)
    assert "may be" in in_time(seen)
    assert seen.public == ()


def test_a_deal_opens_while_slack_cannot_tell_of_its_channel(
    local: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.types("/giveget help", in_=acme)
    slow(local)
    assert "Deal open: Acme renewal" in in_time(ana.types(OPEN, in_=acme))


@pytest.mark.parametrize("harm", [Harm.RATE_LIMITED, Harm.BROKEN_BEFORE, Harm.SLOW])
def test_a_click_whose_answer_does_not_arrive_is_done_and_shown_in_home(
    local: FakeSlack, ana: Hands, acme: Channel, harm: Harm
) -> None:
    ana.types(OPEN, in_=acme)
    draft = ana.types("/concede a training day cost 31k", in_=acme)
    local.board.faults.next(Fault(harm=harm, method="response_url", seconds=TAKES_ITS_TIME))
    pressed = ana.presses("Already said", on=draft)
    assert all(answer.ok for answer in pressed.answers)
    in_time(pressed)
    assert "a training day" not in pressed.text
    assert "1 open give" in ana.home().text
