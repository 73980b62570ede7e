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
    ParsedLine,
    QuestionAsked,
    Reading,
    TheirAsk,
    UnreadableLine,
)


def as_row(reading: Reading) -> dict[str, object]:
    """The fields of the move to be recorded, or `{refuse, hint}` where nothing would be recorded."""
    if isinstance(reading, ParsedLine):
        return _fields(reading)
    match reading:
        case UnreadableLine():
            return _refused(reading.hint)
        case QuestionAsked():
            return _refused(HintReason.QUESTION.value)
        case AskDeclined():
            return _refused(HintReason.DECLINED.value)
        case TheirAsk():
            return _refused(HintReason.THEIR_ASK.value)
        case LimitStated():
            return _refused(HintReason.LIMIT.value)
        case AskedAgain():
            return _fields(ParsedLine(what=reading.what))
        case _:
            return _fields(reading.line)


def _refused(hint: str) -> dict[str, object]:
    return {"refuse": True, "hint": hint}


def _fields(line: ParsedLine) -> dict[str, object]:
    row = {field.key: _plain_value(getattr(line, field.name)) for field in MOVE_FIELDS}
    return row | {
        "for_worth": _plain_value(line.for_worth),
        "goodwill": line.goodwill,
        "to": line.to,
        "ref": line.ref,
    }


def _plain_value(value: FieldValue) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Size | Figure):
        return _worth(value)
    return value


def _worth(worth: Worth) -> dict[str, object]:
    """An amount as text with its currency; a range with both ends; points and sizes under their own names."""
    if isinstance(worth, Size):
        return {"size": worth.value}
    if worth.unit == POINTS:
        return {
            "points": plain(worth.amount),
            "amount": plain(worth.amount),
            "currency": None,
            "estimate": worth.estimate,
        }
    row: dict[str, object] = {
        "amount": plain(worth.amount),
        "currency": worth.unit or None,
        "estimate": worth.estimate,
    }
    if worth.low is not None and worth.high is not None:
        row |= {"low": plain(worth.low), "high": plain(worth.high)}
    return row


def plain(amount: Decimal) -> str:
    """The digits of an amount without exponent or trailing zeros."""
    text = str(amount)
    if "E" in text:
        text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
