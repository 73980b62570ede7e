"""Digits with marks between them, as a number: `12,000.50`, `12.000,50`, `12'500`, `1,00,000`."""

from decimal import Decimal

from bot.language.vocabulary import word_table

_DECIMAL_COMMA = word_table("amounts").words("decimal_comma")


def parse_decimal(digits: str, locale: str, *, shortened: bool) -> Decimal:
    """The number that the digits write in that locale. `shortened`: a multiple follows, so that `1.250` may be
    a broken number (`1.250k`)."""
    return Decimal(_with_decimal_point(digits, locale, shortened=shortened))


def _with_decimal_point(digits: str, locale: str, *, shortened: bool) -> str:
    if digits.isdigit():
        return digits
    digits = digits.replace("'", "").replace("’", "")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma < 0 and point < 0:
        return digits
    last_mark = "," if comma > point else "."
    if digits[0] == last_mark:
        # `$.50`, `,50 €`
        return f"0.{digits[1:]}"
    if comma >= 0 and point >= 0:
        return _split_at_last(digits, last_mark)
    if digits.count(last_mark) > 1:
        return digits.replace(last_mark, "")
    # Three digits after a lone mark are thousands, whatever the locale: money has no thousandths.
    digits_after = len(digits) - max(comma, point) - 1
    may_be_decimal = shortened and last_mark == _decimal_mark(locale)
    if digits_after == 3 and not may_be_decimal:
        return digits.replace(last_mark, "")
    return _split_at_last(digits, last_mark)


def _split_at_last(digits: str, mark: str) -> str:
    whole, _, rest = digits.rpartition(mark)
    return f"{whole.replace(',', '').replace('.', '')}.{rest}"


def _decimal_mark(locale: str) -> str:
    has_comma = locale[:2] in _DECIMAL_COMMA and locale != "de-CH"
    return "," if has_comma else "."
