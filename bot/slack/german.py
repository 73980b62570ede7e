"""German: the words of `words`, and the phrases of `phrases`, under the same names.

The templates choose sentences in which nothing that people typed has to be inflected.
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.measures.fairness import Sum
from bot.domain.moves import Increase, Kind, Move, State
from bot.domain.worth import Figure, Size, Worth
from bot.slack import phrases
from bot.slack.markup import Markup
from bot.slack.words import LocaleWords

UNKNOWN = "noch kein Betrag"

_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = ("Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez")
_NTH = (
    "erstes",
    "zweites",
    "drittes",
    "viertes",
    "fünftes",
    "sechstes",
    "siebtes",
    "achtes",
    "neuntes",
    "zehntes",
)
_STANDS = {
    State.DRAFT: "Entwurf",
    State.CONDITIONAL: "bedingt",
    State.GOODWILL: "Kulanz",
    State.PROMISED: "versprochen",
    State.TAKEN_BACK: "zurückgenommen",
    State.OPEN: "offen",
    State.PARTLY: "teilweise zugesagt",
    State.GRANTED: "zugesagt",
    State.DECLINED: "abgelehnt",
    State.WITHDRAWN: "zurückgezogen",
    State.LAPSED: "verfallen",
    State.VOID: "storniert",
}


class GermanWords(LocaleWords):
    """The words for a reader of German. A count takes both forms of its noun, in the case that the sentence needs:
    `plural(3, "Tag", "Tagen")` after *seit*."""

    __slots__ = ()

    def worth(self, worth: Worth | None, unit: str = "") -> str:
        if worth is None:
            return UNKNOWN
        if isinstance(worth, Size):
            return f"Größe {worth}"
        return self._figure(worth, worth.unit or unit)

    def total(self, amount: Decimal, unfigured: int, unit: str) -> str:
        if not unfigured:
            return self.money(amount, unit)
        rest = f"{self.number(unfigured)} ohne Betrag"
        return f"{self.money(amount, unit)} + {rest}" if amount else rest

    def sum(self, added: Sum, unit: str) -> str:
        if not added.figured and not added.unfigured:
            return "nichts"
        return ("etwa " if added.estimate else "") + self.total(added.amount, added.unfigured, unit)

    def change(self, before: Decimal, after: Decimal, unit: str) -> str:
        """`12.000 auf 15.000 EUR`, after *von*."""
        return f"{self._amount(before, unit)} auf {self.money(after, unit)}"

    def rest(self, what: str) -> str:
        """`24 Monate Laufzeit (Rest)`, which needs no case."""
        return f"{what} (Rest)"

    def increase(self, what: str, increase: Increase) -> str:
        """`2% mehr (12% Rabatt insgesamt)`, `12% Rabatt zusätzlich`."""
        if increase.step is None:
            return f"{what} zusätzlich"
        return f"{self._step(increase.step, increase.unit)} mehr ({what} insgesamt)"

    def percent(self, share: Decimal, places: int = 0) -> str:
        hundredths = share * 100
        if 0 < hundredths < Decimal(1).scaleb(-places) / 2:
            return f"unter {self.number(Decimal(1).scaleb(-places), places)} %"
        return f"{self.number(hundredths.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP), places)} %"

    def day(self, day: date) -> str:
        """`Fr 27. Nov`; fits after *am* and *bis*."""
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{_WEEKDAYS[day.weekday()]} {day.day}. {_MONTHS[day.month - 1]}{year}"

    def when(self, day: date) -> str:
        """`heute`, `morgen`, else `am Fr 27. Nov`."""
        near = {-1: "gestern", 0: "heute", 1: "morgen"}
        return near.get((day - self.today).days) or f"am {self.day(day)}"

    def by(self, day: date) -> str:
        """A deadline after *bis*: `heute`, `Freitag`, `30. Nov`."""
        ahead = (day - self.today).days
        if 0 <= ahead < 2:
            return ("heute", "morgen")[ahead]
        if 0 < ahead < 7:
            return _DAYS[day.weekday()]
        return self.short(day)

    def days(self, count: int) -> str:
        return self.plural(count, "Tag", "Tage")

    def age(self, count: int) -> str:
        return "heute" if count <= 0 else self.days(count)

    def plural(self, count: int, one: str, many: str = "") -> str:
        """`1 Zugeständnis`, `3 Zugeständnisse`; without a second form it is the same, as in `3 Schritten`."""
        return f"{self.number(count)} {one if count == 1 else many or one}"

    def nth(self, count: int) -> str:
        """`zweites`, of a Zugeständnis; beyond ten the figure."""
        return _NTH[count - 1] if 1 <= count <= len(_NTH) else f"{count}."

    def stands(self, move: Move) -> str:
        if move.state is State.FIRM:
            return "gegeben" if move.kind is Kind.GIVE else "erhalten"
        return _STANDS[move.state]

    def listing(self, parts: Iterable[str], last: str = "und") -> Markup:
        return super().listing(parts, last)

    def _figure(self, figure: Figure, unit: str) -> str:
        if figure.low is not None and figure.high is not None:
            return super()._figure(figure, unit)
        return ("etwa " if figure.estimate else "") + self.money(figure.amount, unit)


_TO_THEM = {
    "sie": "Sie", "ihnen": "Ihnen", "ihr": "Ihr", "ihre": "Ihre", "ihren": "Ihren", "ihrem": "Ihrem", "ihrer": "Ihrer",
    "ihres": "Ihres",
}  # fmt: skip
_THEM = re.compile(r"\b(?:sie|ihnen|ihr(?:e[nmrs]?)?)\b")
_SIGNED = re.compile(r"^(bis .+ )(?:unterschrieben|unterzeichnet)$", re.IGNORECASE)
_ALREADY_IF = (
    "wenn ",
    "falls ",
    "sofern ",
    "sobald ",
    "solange ",
    "vorausgesetzt",
    "es sei denn",
    "unless ",
    "if ",
)


def said(text: str) -> str:
    """What was typed about them, as it is said to them: *sie unterschreiben* becomes *Sie unterschreiben*."""
    to_them = _THEM.sub(
        lambda found: _TO_THEM[found[0]], _SIGNED.sub(r"Sie \1unterschreiben", text)
    )
    return to_them if to_them != text else phrases.said(text)


def if_(condition: str) -> str:
    """A condition with its word: `wenn bis 30. Nov unterschrieben`."""
    return condition if condition.lower().startswith(_ALREADY_IF) else f"wenn {condition}"


def because(reason: str) -> str:
    """A reason with its word: `weil sie Volumen zusagen`, `wegen der Verzögerung`."""
    return (
        reason
        if reason.lower().startswith(("wegen ", "aufgrund ", "weil ", "because "))
        else f"weil {reason}"
    )


def as_said(what: str) -> str:
    """What we give or need, after a colon, where German needs no article and no ending."""
    return said(what)


def signed_by(day: date) -> str:
    """The condition that a deal is signed by a day."""
    return f"bis {day.day}. {_MONTHS[day.month - 1]} unterschrieben"
