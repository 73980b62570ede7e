"""A reading as a row of plain values, for the command line."""

from datetime import date
from decimal import Decimal

from bot.domain.fields import MOVE_FIELDS, FieldValue
from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.language.hints import HintReason
from bot.language.lines import (
    AskDeclined,
    AskedAgain,
    LimitStated,
    MessagePasted,
    NotAMove,
    NumberAnswered,
    ParsedLine,
    Partly,
    QuestionAsked,
    Reading,
    TakenBack,
    TheirAsk,
    UnreadableLine,
)

_REFUSALS = {
    QuestionAsked: HintReason.QUESTION,
    AskDeclined: HintReason.DECLINED,
    TheirAsk: HintReason.THEIR_ASK,
    LimitStated: HintReason.LIMIT,
    TakenBack: HintReason.TAKEN_BACK,
    MessagePasted: HintReason.MESSAGE,
}
"""Asides that record nothing when they are read alone."""

_FIGURES = (Size, Figure)


def as_row(reading: Reading) -> dict[str, object]:
    """The fields of the move to be recorded, or `{refuse, hint}` where nothing would be recorded."""
    if isinstance(reading, ParsedLine):
        return _fields_of_line(reading)
    if isinstance(reading, UnreadableLine):
        return {"refuse": True, "hint": reading.hint}
    if isinstance(reading, AskedAgain):
        return _fields_of_line(ParsedLine(what=reading.what))
    if isinstance(reading, NumberAnswered) and not reading.line.refs:
        return {"refuse": True, "hint": HintReason.YES.value}
    if isinstance(reading, Partly | NumberAnswered):
        return _fields_of_line(reading.line)
    if isinstance(reading, TakenBack) and not reading.reversal:
        return _fields_of_line(reading.line)
    if isinstance(reading, NotAMove):
        return {"refuse": True, "hint": HintReason[reading.kind.name].value}
    return {"refuse": True, "hint": _REFUSALS[type(reading)].value}


def _fields_of_line(line: ParsedLine) -> dict[str, object]:
    row = {field.key: _plain_value(getattr(line, field.name)) for field in MOVE_FIELDS}
    return row | {
        "for_worth": _plain_value(line.for_worth),
        "goodwill": line.goodwill,
        "to": line.to,
        "refs": list(line.refs),
        "not_read": line.not_read,
    }


def _plain_value(value: FieldValue) -> str | dict[str, object] | None:
    # Most fields of most lines are empty or text.
    if value is None or type(value) is str:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, _FIGURES):
        return _figure_fields(value)
    return value


def _figure_fields(worth: Worth) -> dict[str, object]:
    """An amount as text with its currency; a range with both ends; points and sizes under their own names."""
    if isinstance(worth, Size):
        return {"size": worth.value}
    if worth.unit == POINTS:
        return {
            "points": format_plainly(worth.amount),
            "amount": format_plainly(worth.amount),
            "currency": None,
            "estimate": worth.estimate,
        }
    row: dict[str, object] = {
        "amount": format_plainly(worth.amount),
        "currency": worth.unit or None,
        "estimate": worth.estimate,
    }
    if worth.low is not None and worth.high is not None:
        row |= {"low": format_plainly(worth.low), "high": format_plainly(worth.high)}
    return row


def format_plainly(amount: Decimal) -> str:
    """The digits of an amount without exponent or trailing zeros."""
    text = str(amount)
    if "E" in text:
        text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
