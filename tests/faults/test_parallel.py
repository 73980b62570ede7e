"""Many people at once in one deal: everything is recorded, in one order; nobody's write is refused for another's.

On a machine that has no time some may be told that the ledger is busy, and send again as they are asked to.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bot.playground.cast import BOT
from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Answer
from bot.playground.workspace import Channel, Kind, Person
from tests.faults.conftest import Table, said
from tests.faults.fingers import Fingers, at_once, key_of
from tests.faults.programs import starting, wait_until_ready

MANY, TRIES = 16, 5
CHANGED, BUSY = "changed", "busy"


def heard(deeds: Sequence[Callable[[], Answer]]) -> None:
    """All at once, and again for those who are told that the ledger is busy, until each was answered."""
    for _ in range(TRIES):
        texts = [said(answer)["text"] for answer in at_once(*deeds)]
        assert [text for text in texts if CHANGED in text] == []
        deeds = [deed for deed, text in zip(deeds, texts, strict=True) if BUSY in text]
        if not deeds:
            return
    raise AssertionError("the ledger stayed busy")


def test_sixteen_different_commands_at_once_are_all_recorded(table: Table, slack: object) -> None:
    people = [Fingers(slack=table.slack, name=name) for name in ("Ana", "Ben")]
    table.opened(people[0])
    lines = [
        f"/concede part {n} cost {n}k for favour {n}" if n % 2 else f"/ask wish {n}"
        for n in range(MANY)
    ]
    sendings = [people[n % 2].types(line) for n, line in enumerate(lines)]
    programs = table.programs
    heard(
        [partial(programs[n % len(programs)].send, sending) for n, sending in enumerate(sendings)]
    )
    assert None not in table.ledgers.taken(*map(key_of, sendings))
    table.ledgers.check()


def test_the_first_moves_of_a_person_may_be_made_at_once(table: Table) -> None:
    workspace, programs = table.slack.workspace, table.programs
    for n in range(3):
        new = Person(id=f"UNEW{n}", name=f"New {n}", kind=Kind.MEMBER, team=workspace.team.id)
        workspace.people[new.id] = new
        channels = [
            Channel(id=f"CNEW{n}{k}", name=f"new-{n}-{k}", members=[new.id, BOT], private=True)
            for k in range(4)
        ]
        workspace.channels |= {channel.id: channel for channel in channels}
        fingers = [
            Fingers(slack=table.slack, name=new.name, channel=channel.name) for channel in channels
        ]
        for each in fingers:
            said(table.program.send(each.types(f"/deal open {each.channel} selling 240k EUR")))
        heard(
            [
                partial(
                    programs[k % len(programs)].send,
                    each.types(f"/concede part {k} cost 2k for wish {n}"),
                )
                for k, each in enumerate(fingers)
            ]
        )
    table.ledgers.check()


def test_three_programs_may_begin_on_a_file_that_is_not_there_yet(
    local: FakeSlack, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with ExitStack() as stack:
        programs = [stack.enter_context(starting(local, url, tmp_path)) for _ in range(3)]
        for program in programs:
            wait_until_ready(program)
    assert [program.log.read_text().count('"level":"error"') for program in programs] == [0, 0, 0]
