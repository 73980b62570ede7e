"""What was acknowledged is there once, and nothing is there by half, whenever the program is killed."""

import random
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Answer, Sending
from tests.faults.conftest import said
from tests.faults.fingers import Fingers, another, each, key_of
from tests.faults.programs import PATIENCE, Program, running
from tests.faults.soundness import Ledgers, each_once, reading

TYPED = [
    "/concede {} cost 2k for {} in return",
    "/concede {} cost 9k",
    "/ask {}",
    "/got {} worth 4k",
]


def different(ana: Fingers, form: Sending, many: int, numbers: Iterator[int]) -> list[Sending]:
    """Commands and forms, each with a text of its own."""
    named = [f"part {next(numbers)} of many" for _ in range(many)]
    return [
        another(form, text) if n % 5 == 4 else ana.types(TYPED[n % 4].format(text, text))
        for n, text in enumerate(named)
    ]


def opened(program: Program, slack: FakeSlack, ana: Fingers) -> Sending:
    """A deal, and in it a form as it is sent off, to be sent again under other names."""
    said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
    slack.connect(program.address)
    form = slack.person("Ana").types("/got", in_=ana.place).form
    assert form is not None
    form.fill("What", "a form")
    return ana.submits(form)


def acknowledged(program: Program, sendings: Sequence[Sending], after: int) -> list[Sending]:
    """What was answered before the program was killed, which happens at the answer of that number."""
    answered = count(1)

    def send(sending: Sending) -> Answer:
        answer = program.send(sending)
        if recorded(answer) and next(answered) == after:
            program.kill()
        return answer

    answers = each(send, sendings)
    return [sending for sending, answer in zip(sendings, answers, strict=True) if recorded(answer)]


def recorded(answer: Answer) -> bool:
    """Whether the person was told so; where the ledger is busy or has changed they are told that nothing was."""
    return answer.ok and not any(
        no in answer.body for no in (b"Nothing was recorded", b"nothing was done")
    )


def until_recorded(program: Program, waiting: Sequence[Sending]) -> None:
    """Sends again what was not acknowledged, as often as it takes."""
    deadline = time.monotonic() + PATIENCE
    while waiting:
        assert time.monotonic() < deadline
        answers = each(program.send, waiting)
        waiting = [
            sending
            for sending, answer in zip(waiting, answers, strict=True)
            if not recorded(answer)
        ]


def lives(slack: FakeSlack, url: str, folder: Path, kills: int, many: int) -> tuple[int, int]:
    """A program is killed again and again while people type; whatever was not answered they send again.

    Returns how much was acknowledged before a kill, and how much only afterwards.
    """
    ana, numbers, chance = Fingers(slack=slack), count(), random.Random(7)
    early = late = 0
    waiting: list[Sending] = []
    everything: list[Sending] = []
    form: Sending | None = None
    with reading(url) as ledgers:
        for life in range(kills + 1):
            with running(slack, url, folder) as program:
                form = form or opened(program, slack, ana)
                until_recorded(program, waiting)
                late += len(waiting)
                _check(ledgers, everything)
                if life < kills:
                    new = different(ana, form, many, numbers)
                    done = acknowledged(program, new, chance.randint(1, many * 3 // 4))
                    early += len(done)
                    waiting = [sending for sending in new if sending not in done]
                    everything += new
                    _check(ledgers, done)
    return early, late


def _check(ledgers: Ledgers, sendings: Sequence[Sending]) -> None:
    """All of these are there once, with their entries and the keys under which they count once."""
    ledgers.check()
    deal = ledgers.named("Acme renewal")
    entries = {entry.seq: entry for entry in ledgers.entries(deal)}
    taken = ledgers.taken(*map(key_of, sendings))
    assert None not in taken
    assert all(found is not None and entries[found.seq].moves for found in taken)
    each_once(ledgers.texts(deal), map(text_of, sendings))


def text_of(sending: Sending) -> str:
    view = sending.payload.get("view")
    if view:
        (kept,) = view["state"]["values"]["what"].values()
        return str(kept["value"])
    words: list[str] = sending.payload["text"].split()
    return " ".join(words[:4])


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(
    slack: FakeSlack, url: str, tmp_path: Path
) -> None:
    early, late = lives(slack, url, tmp_path, kills=1, many=40)
    assert early + late == 40
    assert early
    assert late
