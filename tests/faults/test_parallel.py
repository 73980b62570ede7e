"""Many people at once in one deal: everything is recorded, in one order, and nobody is told to try again."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from tests.faults.conftest import Table, said
from tests.faults.fingers import Fingers, at_once, key_of
from tests.faults.programs import starting, wait_until_ready

MANY = 16
TOLD_NO = ("changed", "busy", "moment")


def test_sixteen_different_commands_at_once_are_all_recorded(table: Table, slack: object) -> None:
    people = [Fingers(slack=table.slack, name=name) for name in ("Ana", "Ben")]
    table.opened(people[0])
    lines = [f"/concede part {n} cost {n}k for favour {n}" if n % 2 else f"/ask wish {n}" for n in range(MANY)]
    sendings = [people[n % 2].types(line) for n, line in enumerate(lines)]
    programs = table.programs
    deeds = (partial(programs[n % len(programs)].send, sending) for n, sending in enumerate(sendings))
    texts = [said(answer)["text"] for answer in at_once(*deeds)]
    assert [text for text in texts if any(word in text for word in TOLD_NO)] == []
    assert None not in table.ledgers.taken(*map(key_of, sendings))
    table.ledgers.check()


def test_three_programs_may_begin_on_a_file_that_is_not_there_yet(local: FakeSlack, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    with ExitStack() as stack:
        programs = [stack.enter_context(starting(local, url, tmp_path)) for _ in range(3)]
        for program in programs:
            wait_until_ready(program)
    assert [program.log.read_text().count('"level":"error"') for program in programs] == [0, 0, 0]
