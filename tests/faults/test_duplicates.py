"""The same request delivered several times at once counts once, and everyone who sent it reads the same."""

from collections.abc import Iterator
from functools import partial

import pytest

from bot.playground.wire import Answer, Sending
from tests.faults.conftest import Table, said
from tests.faults.fingers import Fingers, another, at_once, key_of
from tests.faults.links import Links, listening

COPIES = 4
ACME = "Acme renewal"
LINES = [
    "/concede {} cost 12k for {} in return",
    "/concede {} cost 30k",
    "/concede {} as goodwill",
    "/ask {} worth 30k by Friday",
    "/got {} worth 5k",
    "/concede they want {}",
]


@pytest.fixture
def links() -> Iterator[Links]:
    with listening() as links:
        yield links


def delivered(table: Table, sending: Sending, *, copies: int = COPIES) -> list[list[Answer]]:
    """The copies, all at once and in turn to each program; the answers of each program."""
    programs = table.programs
    answers = at_once(
        *(partial(programs[n % len(programs)].send, sending) for n in range(copies * len(programs)))
    )
    return [answers[n :: len(programs)] for n in range(len(programs))]


def winners(answers: list[list[Answer]]) -> int:
    """How many programs gave more than one answer, apart from what tells that it was recorded before."""
    return sum(len({answer.body for answer in one}) > 1 for one in answers)


@pytest.mark.parametrize("line", LINES)
def test_a_command_delivered_four_times_at_once_is_recorded_once(
    table: Table, ana: Fingers, line: str
) -> None:
    table.opened(ana)
    what = f"thing {LINES.index(line)}"
    sending = ana.types(line.format(what, what))
    answers = delivered(table, sending)
    assert all(said(answer)["text"] for one in answers for answer in one)
    assert winners(answers) == 0, [answer.body for one in answers for answer in one]
    (taken,) = table.ledgers.taken(key_of(sending))
    assert taken is not None
    deal = table.ledgers.named(ACME)
    typed = [m.typed for e in table.ledgers.entries(deal) for m in e.moves]
    assert typed.count(sending.payload["text"]) == 1
    table.ledgers.check()


def test_a_question_about_a_line_is_put_the_same_way_to_every_copy(
    table: Table, ana: Fingers
) -> None:
    table.opened(ana)
    said(table.program.send(ana.types("/concede 10% off the list for early payment")))
    answers = delivered(table, ana.types("/concede 12% off the list"))
    assert winners(answers) == 0
    assert any("in all, or on top?" in said(one[0])["text"] for one in answers)


def test_an_undo_delivered_four_times_at_once_undoes_one_entry(table: Table, ana: Fingers) -> None:
    table.opened(ana)
    for text in ("first of two", "second of two"):
        said(table.program.send(ana.types(f"/concede {text} for a favour")))
    answers = delivered(table, ana.types("/deal undo"))
    assert winners(answers) == 0
    entries = table.ledgers.entries(table.ledgers.named(ACME))
    assert [entry.verb for entry in entries[-3:]] == ["recorded", "recorded", "undone"]
    table.ledgers.check()


def test_a_form_sent_twice_at_once_is_recorded_once(table: Table, ana: Fingers) -> None:
    table.opened(ana)
    table.slack.connect(table.program.address)
    form = table.slack.person("Ana").types("/got", in_=ana.place).form
    assert form is not None
    form.fill("What", "a logo on the site")
    sending = another(ana.submits(form), "a logo on the site")
    answers = delivered(table, sending, copies=2)
    assert winners(answers) == 0
    assert all("a logo on the site" in answer.body.decode() for one in answers for answer in one)
    assert table.ledgers.texts(table.ledgers.named(ACME)).count("a logo on the site") == 1
    table.ledgers.check()


def test_a_button_pressed_four_times_at_once_is_taken_once(
    table: Table, ana: Fingers, links: Links
) -> None:
    table.opened(ana)
    draft = said(table.program.send(ana.types("/concede a training day cost 31k")))
    pressed = ana.presses("Already said", draft, links.new("said"))
    assert all(answer.ok for one in delivered(table, pressed) for answer in one)
    assert len(links.came["said"]) == COPIES * len(table.programs)
    if len(table.programs) == 1:
        assert len(set(links.came["said"])) == 1
    deal = table.ledgers.named(ACME)
    confirmed = [
        e
        for e in table.ledgers.entries(deal)
        if e.verb == "confirmed" and e.moves[0].what == "a training day"
    ]
    assert len(confirmed) == 1
    table.ledgers.check()


def test_a_deal_opened_four_times_at_once_is_opened_once(table: Table, slack: object) -> None:
    ben = Fingers(slack=table.slack, name="Ben", channel="globex")
    answers = delivered(table, ben.types("/deal open Globex partnership partnering 90k EUR"))
    assert all("Globex partnership" in said(answer)["text"] for one in answers for answer in one)
    assert [deal.name for deal in table.ledgers.deals()].count("Globex partnership") == 1
    assert winners(answers) == 0
