"""Opaque ids in what Slack sends back when a button is pressed: which deal, which move as it was seen, never contents.

Anyone who sees a message can forge one, so each id is checked again when it comes back.
"""

from dataclasses import dataclass

from bot.coach.moves import SeenMove
from bot.domain.deals import Deal
from bot.domain.ids import NO_MOVE, DealId, MoveNo
from bot.domain.moves import Move

SEPARATOR = "|"
MORNING_MARK = "@"
"""Stands in a button's value before the key of the morning's message that it stands in."""
LARGEST = 2**31 - 1
LONGEST_NUMBER = 9
"""Digits of a number in a key: no number of ours has more, and every database takes one of so many."""


class UnknownButton(Exception):
    """This button is none of ours, or too old. Please look at the deal again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonValue:
    """What a button is about. `no` and `version` are the move as it was shown, `seq` the entry to undo, `other` a
    second move, `key` a name that only code knows: a proposal, a rule, a choice, a day. `morning` is the key of the
    morning's message that the button stands in, where its line is about no move."""

    deal: DealId
    no: MoveNo = NO_MOVE
    version: int = 0
    seq: int = 0
    other: MoveNo = NO_MOVE
    key: str = ""
    morning: str = ""

    @property
    def number(self) -> int | None:
        """The number that the key is; None where it is none."""
        return read_key_number(self.key)

    @property
    def seen_move(self) -> SeenMove:
        """The move that the button is about, as it was shown."""
        return SeenMove(deal=self.deal, no=self.no, version=self.version)


def read_key_number(text: str) -> int | None:
    """The number that a key, or a part of one, is; None where it is none: a key may be forged."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def ref(
    deal: Deal | None,
    move: Move | None = None,
    *,
    seq: int = 0,
    other: Move | int = 0,
    key: object = "",
    morning: str = "",
) -> str:
    """A button's value."""
    if morning:
        key = f"{key}{MORNING_MARK}{morning}"
    no, version = (move.no, move.version) if move else (0, 0)
    return SEPARATOR.join(
        map(
            str,
            (
                deal.id if deal else "",
                no,
                version,
                seq,
                other if isinstance(other, int) else other.no,
                key,
            ),
        )
    )


def parse_button_value(value: str) -> ButtonValue:
    """What a pressed button is about. Raises `UnknownButton` where it is none of ours."""
    try:
        deal, no, version, seq, other, key = value.split(SEPARATOR, 5)
        numbers = [int(part) for part in (no, version, seq, other)]
    except ValueError:
        raise UnknownButton from None
    if any(number < 0 or number > LARGEST for number in numbers):
        raise UnknownButton
    key, _, morning = key.partition(MORNING_MARK)
    return ButtonValue(
        deal=DealId(deal),
        no=MoveNo(numbers[0]),
        version=numbers[1],
        seq=numbers[2],
        other=MoveNo(numbers[3]),
        key=key,
        morning=morning,
    )
