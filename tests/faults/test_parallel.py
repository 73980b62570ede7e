"""Many people at once in one deal: everything is recorded, in one order, and nobody is told to try again."""

from functools import partial

from tests.faults.conftest import Table, said
from tests.faults.fingers import Fingers, at_once, key_of

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
