"""Amounts, shares and currencies in forms: read as people of a locale write them, typed back so that they can be
corrected."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_territory_currencies, list_currencies

from bot.domain.deals import Rate
from bot.domain.levels import LevelOutOfBounds
from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.language.figures import read_amount, read_number
from bot.language.levels import find_level
from bot.slack.forms.fields import Read, Unfit

AMOUNT = "An amount such as 12k, 12,000 EUR, 10-15k, 20 pts, or a size: S, M, L, XL."
UNREAD = "Please write an amount such as 12k, 12,000 EUR, 10-15k, 20 pts, or a size: S, M, L, XL."
FALLBACK_CURRENCY = "EUR"


def amount_in(locale: str) -> Callable[[str], Worth]:
    """Reads an amount as people with this locale write it. Raises `Unfit`."""

    def read(text: str) -> Worth:
        worth = read_amount(text, locale)
        if worth is None:
            raise Unfit(UNREAD)
        return worth

    return read


def money_in(locale: str) -> Callable[[str], Figure]:
    """Reads an amount that is no size. Raises `Unfit`."""

    def read(text: str) -> Figure:
        worth = read_amount(text, locale)
        if not isinstance(worth, Figure) or worth.amount <= 0:
            raise Unfit("Please write an amount above zero, such as 240k EUR.")
        return worth

    return read


def typed_worth(worth: Worth) -> str:
    """An amount as it can be typed again: `~12000 EUR`, `10000-15000`, `M`."""
    if isinstance(worth, Size):
        return worth.value
    unit = f" {worth.unit}" if worth.unit and worth.amount else ""
    if worth.low is not None and worth.high is not None:
        return f"{_digits(worth.low)}-{_digits(worth.high)}{unit}"
    return f"{'~' if worth.estimate else ''}{_digits(worth.amount)}{unit}"


def _digits(amount: Decimal) -> str:
    """The digits of an amount. Three decimals would read as thousands in some places, so they get a fourth."""
    if amount == amount.to_integral_value():
        # `1,9 Mio.` is kept as 1900000.0, which nobody would type.
        return f"{amount:.0f}"
    return f"{amount:.4f}" if amount.as_tuple().exponent == -3 else f"{amount:f}"


def currency_of(locale: str) -> str:
    """The currency of a locale's country, where nobody named one."""
    try:
        territory = Locale.parse(locale, sep="-").territory or ""
    except (UnknownLocaleError, ValueError):
        territory = ""
    known = get_territory_currencies(territory) if territory else []
    return known[-1] if known else FALLBACK_CURRENCY


def read_unit(text: str) -> str:
    """An ISO currency code, or points. Raises `Unfit`."""
    unit = text.strip()
    if unit.casefold() in ("points", "point", POINTS):
        return POINTS
    if unit.upper() in list_currencies():
        return unit.upper()
    raise Unfit("Please write a currency's three letters, such as EUR, or pts for points.")


def read_share(text: str) -> Decimal:
    """A percentage as a share, 0..1. Raises `Unfit`."""
    share = _number(text.replace("%", "")) / 100
    if not 0 < share <= 1:
        raise Unfit("Please write a percentage between 0 and 100, such as 5 %.")
    return share


def typed_share(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"


def read_count(text: str) -> int:
    """A whole number from 1 to 1,000. Raises `Unfit`."""
    if text.strip().isdecimal() and 1 <= int(text.strip()[:5]) <= 1000:
        return int(text.strip())
    raise Unfit("Please write a whole number such as 14.")


def count_field(name: str, label: str, *, optional: bool = True, hint: str = "") -> Read[int]:
    """A question for a whole number from 1 to 1,000."""
    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=optional,
        reader=read_count,
        writer=str,
        longest=5,
    )


def number_field(
    name: str, label: str, locale: str, *, hint: str, optional: bool = False
) -> Read[Decimal]:
    """A question for one number that something stands at, read and written back as people with this locale do: `99.200`
    has three decimals in English, as in a typed line, and is ninety-nine thousand in German."""

    def read(text: str) -> Decimal:
        text = text.strip()
        try:
            found = find_level(text, locale)
        except LevelOutOfBounds:
            raise Unfit("Please write one number, such as 99.5.") from None
        if found is not None and found.after == len(text):
            return found.level.value
        # `net 60` has one number too.
        number = read_number(text, locale) if found is None else None
        if number is None:
            raise Unfit("Please write one number, such as 99.5.")
        return number

    def write(number: Decimal) -> str:
        return f"{number:f}".replace(".", get_decimal_symbol(locale.replace("-", "_")))

    return Read(
        name=name,
        label=label,
        hint=hint,
        optional=optional,
        reader=read,
        writer=write,
        longest=20,
    )


def read_sizes(text: str) -> dict[Size, Decimal]:
    """`S 1000, M 5k`: what a size stands for. Raises `Unfit`."""
    sizes: dict[Size, Decimal] = {}
    for part in filter(None, (p.strip() for p in re.split(r"[;\n]|,\s", text))):
        name, _, amount = part.replace("=", " ").partition(" ")
        worth = read_amount(amount, "en-US")
        if name.upper() not in Size.__members__ or not isinstance(worth, Figure):
            raise Unfit("Please write sizes with their amounts, such as S 1000, M 5000, L 20000.")
        sizes[Size(name.upper())] = worth.amount
    return sizes


def typed_sizes(sizes: Mapping[Size, Decimal]) -> str:
    return ", ".join(f"{size} {amount:f}" for size, amount in sizes.items())


def read_rates(text: str) -> tuple[Rate, ...]:
    """`USD 0.92 2026-11-01`, one per line: dated rates into the deal's currency. Raises `Unfit`."""
    return tuple(_rate(line) for line in filter(None, (line.strip() for line in text.splitlines())))


def _rate(line: str) -> Rate:
    parts = line.replace("=", " ").split()
    try:
        currency, rate, day = parts
        return Rate(currency=read_unit(currency), rate=_positive(rate), day=date.fromisoformat(day))
    except ValueError:
        raise Unfit("Please write one rate per line, such as USD 0.92 2026-11-01.") from None


def typed_rates(rates: tuple[Rate, ...]) -> str:
    return "\n".join(f"{rate.currency} {rate.rate:f} {rate.day.isoformat()}" for rate in rates)


def _positive(text: str) -> Decimal:
    number = _number(text)
    if number <= 0:
        raise Unfit("A rate is above zero, such as 0.92.")
    return number


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise Unfit("Please write a number such as 5.") from None
    if not number.is_finite():
        raise Unfit("Please write a number such as 5.")
    return number
