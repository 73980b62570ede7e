"""Lines read in bulk: the same answers in the same order, however many cores read them."""

from datetime import date

import orjson
import pytest

from bot.language.lines import Command
from bot.operations.read import BATCH_SIZE, UnusableLine, read_lines

TODAY = date(2026, 11, 23)


def rows(count: int) -> list[bytes]:
    return [
        orjson.dumps({"id": n, "text": f"{n % 90 + 1}% off for 24-month term"})
        for n in range(count)
    ]


def answered(lines: list[bytes]) -> list[bytes]:
    return b"".join(
        read_lines(lines, command=Command.CONCEDE, locale="en-US", today=TODAY)
    ).splitlines()


def test_a_file_for_several_cores_is_answered_row_by_row_in_its_order() -> None:
    asked = rows(2 * BATCH_SIZE + 3)
    one_by_one = [
        answer for at in range(0, len(asked), 500) for answer in answered(asked[at : at + 500])
    ]
    assert answered(asked) == one_by_one
    assert [orjson.loads(answer)["id"] for answer in one_by_one] == list(range(len(asked)))


def test_what_came_before_an_unusable_row_is_answered_and_the_row_is_named() -> None:
    asked = [*rows(BATCH_SIZE + 7), b"nonsense", *rows(BATCH_SIZE)]
    told: list[bytes] = []
    with pytest.raises(UnusableLine, match=f"Line {BATCH_SIZE + 8} cannot be used"):
        told.extend(read_lines(asked, command=Command.CONCEDE, locale="en-US", today=TODAY))
    assert len(b"".join(told).splitlines()) == BATCH_SIZE + 7
