"""What is sent more than once counts once, and everybody gets the answer."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.wire import Answer
from bot.playground.workspace import Channel
from tests.flows.table import OPEN, Table, forged, form_of, opened


def bodies(answers: tuple[Answer, ...]) -> set[bytes]:
    assert all(answer.ok for answer in answers)
    return {answer.body for answer in answers}


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("/concede free onboarding call cost 2k", ["give firm"]),
        ("/concede 5% off cost 12k", ["give draft"]),
        ("/concede 5% off cost 12k for 24-month term", ["give conditional", "ask open"]),
        ("/ask 24-month term", ["ask open"]),
        ("/got reference call", ["get firm"]),
        ("/coach they want 15% off", ["ask open"]),
    ],
)
def test_a_command_delivered_four_times_leaves_one_row_and_one_answer(
    table: Table, ana: Hands, acme: Channel, line: str, states: list[str]
) -> None:
    opened(ana, acme)
    said = ana.types(line, in_=acme, times=4)
    assert len(said.answers) == 4
    assert len(bodies(said.answers)) == 1
    assert table.states() == states
    assert len(table.entries()) == 2


def test_a_deal_opened_four_times_at_once_is_one_deal(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types(OPEN, in_=acme, times=4)
    assert len(bodies(said.answers)) == 1
    assert "Deal open: Acme renewal" in said.text
    assert len(table.deals()) == 1


def test_an_undo_delivered_four_times_undoes_one_thing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    ana.types("/ask reference call", in_=acme)
    said = ana.types("/deal undo", in_=acme, times=4)
    assert len(bodies(said.answers)) == 1
    assert table.states() == ["ask open", "ask void"]


def test_after_a_restart_the_same_command_is_still_taken_once(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede free onboarding call cost 2k", in_=acme)
    table.restart()
    again = slack.deliver(slack.board.sent[-1])
    assert b"Give #1* in Acme renewal: free onboarding call" in again[0].body
    assert table.states() == ["give firm"]


def test_a_form_sent_twice_counts_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/concede", in_=acme)).fill("What", "5% off").fill("Cost to us", "2k")
    sent = form.submit(times=2)
    assert len(bodies(sent.answers)) == 1
    assert "Recorded #1: 5% off." in sent.text
    assert table.states() == ["give firm"]


def test_settings_sent_twice_are_saved_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sent = (
        form_of(ana.types("/deal settings", in_=acme))
        .fill("Name of the deal", "Acme 2027")
        .submit(times=2)
    )
    assert len(bodies(sent.answers)) == 1
    assert "Settings saved for Acme 2027" in sent.text
    assert table.deal.version == 2


def test_a_button_delivered_four_times_counts_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    said = ana.presses("Already said", on=check, times=4)
    assert "Recorded #1: 5% off." in said.text
    assert "already" not in said.text
    assert table.states() == ["give firm"]
    assert len(table.entries()) == 3


def test_a_double_click_takes_nothing_away(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.presses("Already said", on=check)
    again = ana.presses("Already said", on=check, even_if_gone=True)
    assert "#1, 5% off, is already given. Nothing was changed." in again.text
    assert "Recorded #1: 5% off." in "\n".join(one.text for one in ana.sees(acme))
    assert table.states() == ["give firm"]


@pytest.mark.parametrize("button", ["They agreed", "They declined", "Undo"])
def test_an_ask_is_answered_once(table: Table, ana: Hands, acme: Channel, button: str) -> None:
    opened(ana, acme)
    said = ana.types("/ask 24-month term", in_=acme)
    ana.presses(button, on=said, times=3)
    before = table.entries()
    assert len(before) == 3
    ana.presses(button, on=said, even_if_gone=True)
    assert table.entries() == before


def test_a_match_pressed_twice_is_one_match(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    said = ana.types("/got reference call", in_=acme)
    ana.presses("#1 5% off", on=said, times=2)
    again = ana.presses("#1 5% off", on=said, even_if_gone=True)
    assert "#1 and #2 are matched already." in again.text
    assert len(table.ledger.ties) == 1


def test_a_share_pressed_four_times_is_posted_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.presses("Post it to the channel", on=ana.types("/deal share", in_=acme), times=4)
    assert len(ben.sees(acme)) == 1


def test_two_people_who_ask_for_the_same_ask_once_and_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    assert "Asked again #1" in ben.types("/ask 24-month term", in_=acme).text


def test_moves_of_many_at_once_are_all_there(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for number in range(5):
        assert "Open ask" in ana.types(f"/ask {number + 2} more seats", in_=acme).text
        assert "Open ask" in ben.types(f"/ask visit to plant {number + 2}", in_=acme).text
    assert sorted(table.ledger.moves) == list(range(1, 11))
    assert table.sums.open_asks == 10


def test_a_button_in_a_form_delivered_four_times_counts_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    sent = (
        form_of(ana.types("/concede", in_=acme))
        .fill("What", "5% off")
        .fill("Cost to us", "2k")
        .submit()
    )
    undone = ana.presses("Undo", on=form_of(sent), times=4)
    assert "Undone: #1, 5% off." in form_of(undone).text
    assert len(table.entries()) == 3


def test_what_one_person_sent_answers_nobody_else(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/deal", in_=acme)
    sent = (
        form_of(ana.types("/concede", in_=acme))
        .fill("What", "5% off")
        .fill("Cost to us", "20k")
        .submit()
    )
    assert "Not a give yet" in sent.text
    for _ in range(2):
        again = forged(slack, ben, user=ben.id)
        assert "This is already settled. Nothing was changed." in str(again.answers[-1].body)
        assert "5% off" not in again.text + str(again.answers[-1].body)
        table.restart()
    assert table.states() == ["give draft"]
