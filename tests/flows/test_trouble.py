"""What people read when something goes wrong, and what the log tells: a reference, and nothing of the deal."""

import json
import re
from datetime import timedelta
from io import StringIO

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, broken, form_of, opened
from tests.texts import without_chance

SORRY = "Sorry, that went wrong on our side. Please try again in a moment."
CODE = re.compile(r"this code: ([A-Z0-9]{4}-[A-Z0-9]{4})")


def without(table: Table, name: str) -> None:
    """A table of the database is gone, as after a bad restore."""
    table.disturb(f"ALTER TABLE {name} RENAME TO elsewhere")


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize(
    "line", ["/concede secret 5% off cost 2k", "/ask secret 24-month term", "/got secret call"]
)
def test_what_nobody_foresaw_gets_an_apology_and_a_reference(
    table: Table, ana: Hands, acme: Channel, log: StringIO, line: str
) -> None:
    opened(ana, acme)
    without(table, "entries")
    said = ana.types(line, in_=acme)
    assert said.lines[0] == SORRY
    assert f"You typed: {line.partition(' ')[2]}" in said.text
    told = [json.loads(one) for one in log.getvalue().splitlines()]
    (entry,) = [one for one in told if one.get("reference") == code_in(said.text)]
    assert entry["kind"] == "command"
    assert "OperationalError" in entry["error"]
    assert "secret" not in log.getvalue()
    assert "Acme renewal" not in log.getvalue()


def test_a_button_and_a_form_apologise_too(
    table: Table, ana: Hands, acme: Channel, log: StringIO
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    form = form_of(ana.types("/concede", in_=acme)).fill("What", "secret thing")
    home = ana.home()
    without(table, "entries")
    pressed = ana.presses("Already said", on=check)
    assert SORRY in pressed.text
    assert "Not a give yet" in ana.sees(acme)[-2].text
    sent = form.submit()
    assert SORRY in sent.text
    at_home = ana.presses("Already said", on=home)
    assert SORRY in at_home.text
    for said in (pressed, sent, at_home):
        assert code_in(said.text) in log.getvalue()
    assert "secret" not in log.getvalue()


def test_a_deal_in_trouble_can_be_used_again_afterwards(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    without(table, "entries")
    assert SORRY in ana.types("/ask reference call", in_=acme).text
    table.disturb("ALTER TABLE elsewhere RENAME TO entries")
    assert "Open ask #1" in ana.types("/ask reference call", in_=acme).text
    assert len(table.entries()) == 2


@pytest.mark.in_time
def test_a_ledger_that_is_busy_says_so_and_records_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    with table.database.transaction(writing=True):
        said = ana.types("/ask reference call", in_=acme)
    assert (
        "The ledger is busy right now. Nothing was recorded; please send it again in a moment."
        in said.text
    )
    assert table.states() == []
    assert "Open ask #1" in ana.types("/ask reference call", in_=acme).text


def test_slack_that_opens_no_form_is_said(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.board.faults.fail("internal_error", method="views.open")
    said = ana.types("/concede", in_=acme)
    assert said.form is None
    assert "Slack did not open the form. Please try again in a moment." in said.text
    slack.board.faults.rate_limit(method="views.open")
    assert "Slack did not open the form." in ana.types("/concede", in_=acme).text
    assert ana.types("/concede", in_=acme).form is not None


def test_a_lost_answer_to_a_click_shows_in_home(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    slack.board.faults.next(Fault(harm=Harm.BROKEN_BEFORE, method="response_url"))
    said = ana.presses("Already said", on=check)
    assert said.answers[0].ok
    assert said.messages == ()
    home = ana.home()
    assert "#1 in Acme renewal: 5% off" in home.text
    assert "To decide" not in home.text
    assert table.states() == ["give firm"]


def test_a_workspace_without_charts_reads_the_ledger_all_the_same(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, log: StringIO
) -> None:
    slack.workspace.unknown_blocks.add("data_visualization")
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/got reference call worth 5k for #1", in_=acme)
    ledger = ana.types("/deal log", in_=acme)
    assert "Given: 12,000 EUR, 1 give" in ledger.text
    shown = ana.presses("Show the chart", on=ledger)
    assert "Acme renewal" in shown.messages[0].message.text
    assert shown.blocks == []
    # What was refused once is not tried again.
    assert "Show the chart" not in ana.types("/deal log", in_=acme).buttons
    (told,) = [line for line in lines_of(log) if line["event"] == "not shown"]
    assert (told["error"], told["status"]) == ("invalid_blocks", 400)


@pytest.mark.parametrize(
    ("code", "status"), [("invalid_blocks", 400), ("msg_too_long", 400), ("expired_url", 404)]
)
def test_what_slack_refuses_at_the_link_is_logged_by_its_word(
    slack: FakeSlack, ana: Hands, acme: Channel, log: StringIO, code: str, status: int
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    slack.board.faults.fail(code, method="response_url")
    said = ana.presses("Already said", on=check)
    (told,) = [line for line in lines_of(log) if line["event"] == "not shown"]
    assert (told["error"], told["status"]) == (code, status)
    # A message that Slack cannot read is sent once more as text; a link that is gone is gone.
    assert ("Recorded #1" in said.text) is (status == 400)


def lines_of(log: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_home_that_slack_refuses_is_drawn_when_it_asks_again(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.board.faults.rate_limit(method="views.publish")
    assert "Acme renewal" in ana.home().text


def test_people_are_known_for_a_while_when_slack_is_down(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.board.faults.fail("internal_error", 5, method="users.info")
    slack.clock.wind(timedelta(minutes=5))
    assert "Recorded #1" in ana.types("/concede 5% off cost 2k", in_=acme).text


def test_an_ordinary_conversation_leaves_nothing_of_it_in_the_log(
    table: Table, ana: Hands, acme: Channel, log: StringIO
) -> None:
    opened(ana, acme)
    ana.types("/concede secret discount cost 12k for secret term", in_=acme)
    ana.types("/got secret term", in_=acme)
    ana.types("/deal log", in_=acme)
    ana.home()
    table.wind(days=1)
    assert "secret" not in log.getvalue()
    assert "12000" not in without_chance(log.getvalue())
    assert '"level":"error"' not in log.getvalue()


def test_a_deal_that_cannot_be_read_holds_up_no_other(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel, log: StringIO
) -> None:
    general = slack.channel("general")
    opened(ana, acme)
    ana.types("/concede net 60 cost 2k for a case study by 27 Nov", in_=acme)
    first = table.deal.id
    opened(ben, general, "/deal open Globex pilot selling 50k EUR")
    ben.types("/concede net 90 cost 2k for a case study by 27 Nov", in_=general)
    with broken(table, "deals", "policy", first):
        table.wind(days=9)
    (other,) = [deal for deal in table.deals() if deal.id != first]
    with table.store.reading() as work:
        moves = work.ledger.load(other.team, other.id).moves.values()
    assert [move.state for move in moves] == ["lapsed", "open"]
    told = [json.loads(one) for one in log.getvalue().splitlines()]
    assert any("lapses.py" in str(one.get("frames")) for one in told)
