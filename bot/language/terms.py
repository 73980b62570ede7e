"""One term of an offer as people type it: `price 95k`, `24 months`, `24-month term`, `net 60`, `onboarding: free`.

Read against the issues that the deal knows; what it does not know gets the name it was typed with.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple, TypeVar

from bot.domain.issues import Issue, Value
from bot.domain.worth import POINTS, Figure
from bot.language.amounts import parse_amount
from bot.language.clean import clean_text
from bot.language.currencies import CURRENCY_WORDS
from bot.language.splitting import split_words
from bot.language.word_list import WordList

T = TypeVar("T")

LONGEST_NAME, LONGEST_VALUE = 60, 150


class Unclear(StrEnum):
    """Why an offer, or a part of it, cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    PART = "part"
    """A part of it names no issue, or no value."""
    TWICE = "twice"
    """One issue has two values."""
    CURRENCY = "currency"
    UNIT = "unit"
    OPTION = "option"
    """A value that is none of the issue's options, where it is known what each of them is worth."""
    RANGE = "range"
    """A range instead of one number."""
    NUMBER = "number"
    RELATIVE = "relative"
    """It says how much more, not how much."""
    NO_SUCH_DAY = "no_such_day"
    TO_COME = "to_come"
    """An offer of a day to come."""
    WHOSE = "whose"
    """Several parties sit on the other side, and it does not say which."""
    WHO = "who"
    """Nobody of that name sits at this table."""
    MIXED = "mixed"
    """An answer to an offer, and something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A part of an offer that cannot be read: why, the part as typed, and what the issue takes instead."""

    why: Unclear
    part: str = ""
    issue: str = ""
    takes: tuple[str, ...] = ()


class Term(NamedTuple):
    """What an offer says on one issue."""

    issue: str
    value: Value
    unit: str = ""


class Number(NamedTuple):
    """A number with its unit, and the word after it."""

    value: Decimal
    unit: str
    after: int


_UNITS = {
    word: unit
    for unit, words in {
        "months": "month months mo mos mth mths monat monate monaten",
        "years": "year years yr yrs y jahr jahre jahren",
        "weeks": "week weeks wk wks woche wochen",
        "days": "day days d tag tage tagen",
        "quarters": "quarter quarters qtr qtrs quartal quartale",
        "hours": "hour hours hr hrs h stunde stunden",
        "%": "% percent pct prozent",
        POINTS: "pts pt points point punkte",
    }.items()
    for word in words.split()
}
_LENGTHS = {"months": Decimal(1), "years": Decimal(12), "quarters": Decimal(3)}
_SPANS = {"days": Decimal(1), "weeks": Decimal(7)}
_GLUED = re.compile(r"([-−]?\d+(?:[.,]\d+)*)-?(%|pp|[a-z]+)")


def plain(name: str) -> str:
    """A name as it is compared: lower case, hyphens as spaces, each word in the singular."""
    return " ".join(_singular(word) for word in name.casefold().replace("-", " ").split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_ALIKE = tuple(
    tuple(map(plain, names))
    for names in (
        ("price", "fee", "total", "amount", "preis", "gesamtpreis", "annual fee", "contract value"),
        (
            "term",
            "duration",
            "length",
            "contract term",
            "contract length",
            "laufzeit",
            "vertragslaufzeit",
        ),
        (
            "net",
            "netto",
            "payment",
            "payment term",
            "payment day",
            "payment target",
            "zahlungsziel",
        ),
        ("discount", "off", "rebate", "rabatt", "nachlass"),
    )
)
"""Names that people use for the same issue, as they are compared."""

COMMON = frozenset(name for names in _ALIKE for name in names) | {
    "seat",
    "volume",
    "onboarding",
    "support",
    "sla",
}
"""Names that begin or end a term even where the deal does not know them yet."""

_BY_UNIT = {"months": "term", "years": "term", "quarters": "term", "%": "discount"}
_VALUES = frozenset(
    "free included excluded waived yes no none full partial standard premium basic unlimited optional required "
    "kostenlos inklusive inbegriffen ja nein".split()
)
"""Words that are a value by themselves, of an issue named before or after them."""

_LEADING = {
    "free": "free",
    "no": "no",
    "without": "no",
    "with": "yes",
    "including": "included",
    "incl": "included",
    "kostenlose": "kostenlos",
    "kostenloses": "kostenlos",
    "kein": "nein",
    "keine": "nein",
}
FILLERS = frozenset(
    "a an the at for of is are be to then now also please plus and with it's its stays remains on over offer".split()
)
_TALK = frozenset(
    "want wants wanted need needs needed will would can could should shall must have has had is are was were did do "
    "does what when where why who how which not never don't they them their we us our you your i he she it".split()
)
"""Words that say something about an offer, so that they are no part of an issue's name."""

_LINKING = frozenset({"for", "at", "over", "on", "to", "of"})
"""Words that belong to what is agreed where they open it: `at cost`, `for two years`."""

_MORE = frozenset("more extra additional less fewer longer shorter cheaper mehr weniger".split())


def unit_of(word: str) -> str:
    """A unit under its one name: `mths` as `months`; what is not known stays as it is."""
    return _UNITS.get(word.casefold(), word)


def is_unit(word: str) -> bool:
    """Whether a word is a unit that is not money: `months`, `%`."""
    return word.casefold() in _UNITS


def named_issue(name: str, issues: Sequence[Issue]) -> Issue | None:
    """The issue that a name means: the same, one of the same kind, or one that is surely misspelt."""
    wanted = plain(name)
    by_name = {plain(issue.name): issue for issue in issues}
    if wanted in by_name:
        return by_name[wanted]
    alike = next((names for names in _ALIKE if wanted in names), ())
    same = [issue for known, issue in by_name.items() if known in alike]
    if len(same) == 1:
        return same[0]
    return _near(wanted, by_name)


def _near(wanted: str, by_name: Mapping[str, T]) -> T | None:
    """What is surely meant by a misspelt name: the only one that is nearly the same, with as many words."""
    alike = [name for name in by_name if name.count(" ") == wanted.count(" ")]
    near = get_close_matches(wanted, alike, n=2, cutoff=0.8) if len(wanted) > 3 else []
    return by_name[near[0]] if len(near) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContext:
    """What is known while an offer is read: the deal's issues, its currency or points, the reader's locale."""

    issues: tuple[Issue, ...]
    unit: str
    locale: str


def read_term(words: WordList, first: int, after: int, known: OfferContext) -> Term | Doubtful:
    """The term that these words say, or why it cannot be told."""
    first, after = _trimmed(words, first, after)
    if first >= after:
        return Doubtful(why=Unclear.PART, part=words.typed(first, max(after, first + 1)))
    at = _divide(words, first, after)
    if at is not None:
        return _of_name(words, (first, at), (at, after), known)
    span = name_in(words, first, after, known.issues)
    if span is not None:
        return _around(words, first, after, span, known)
    return _unnamed(words, first, after, known)


def _trimmed(words: WordList, first: int, after: int) -> tuple[int, int]:
    """Without the words around a term that say nothing."""
    while first < after and words.low[first] in FILLERS:
        first += 1
    while first < after and words.low[after - 1] in FILLERS:
        after -= 1
    return first, after


def _value_from(words: WordList, value: tuple[int, int]) -> tuple[int, int]:
    """Where a value begins and ends, without the `net` before a number of days."""
    first, after = _trimmed(words, *value)
    net = (
        first + 1 < after
        and words.low[first] in ("net", "netto")
        and words.low[first + 1][:1].isdigit()
    )
    return first + net, after


def _divide(words: WordList, first: int, after: int) -> int | None:
    """Where a colon parts the name from the value."""
    return next((i for i in range(first + 1, after) if ":" in words.gaps[i]), None)


def name_in(
    words: WordList, first: int, after: int, issues: Sequence[Issue]
) -> tuple[int, int, Issue | None] | None:
    """The words that name an issue: one of the deal's, the longest first, else a common one."""
    spans = [(i, i + size) for size in (4, 3, 2, 1) for i in range(first, after - size + 1)]
    for i, j in spans:
        issue = _issue_at(words, i, j, issues)
        if issue is not None:
            return i, j, issue
    common = next(((i, j) for i, j in spans if plain(" ".join(words.low[i:j])) in COMMON), None)
    return None if common is None else (*common, None)


def _issue_at(words: WordList, i: int, j: int, issues: Sequence[Issue]) -> Issue | None:
    text = " ".join(words.low[i:j])
    nothing = text[:1].isdigit() or text in _VALUES or text in _UNITS or words.low[i] in _LEADING
    return None if nothing else named_issue(text, issues)


def _of_name(
    words: WordList, name: tuple[int, int], value: tuple[int, int], known: OfferContext
) -> Term | Doubtful:
    """A term whose name is set apart."""
    typed = words.typed(*name)
    issue = named_issue(typed, known.issues)
    if issue is not None:
        return _valued(words, value, issue, known)
    return _new(words, typed, value, known)


def _around(
    words: WordList,
    first: int,
    after: int,
    span: tuple[int, int, Issue | None],
    known: OfferContext,
) -> Term | Doubtful:
    """A term with its name before or after the value."""
    i, j, issue = span
    part = words.typed(first, after)
    value = _rest(words, first, after, i, j)
    if value is None:
        return Doubtful(why=Unclear.PART, part=part)
    if _MORE.intersection(words.low[value[0] : value[1]]):
        return Doubtful(why=Unclear.RELATIVE, part=part)
    found = (
        _valued(words, value, issue, known)
        if issue is not None
        else _new(words, _called(words, i, j), value, known)
    )
    return (
        found
        if isinstance(found, Term)
        else Doubtful(why=found.why, part=part, issue=found.issue, takes=found.takes)
    )


def _called(words: WordList, i: int, j: int) -> str:
    typed = words.typed(i, j)
    return "discount" if typed.casefold() == "off" else typed


def _rest(words: WordList, first: int, after: int, i: int, j: int) -> tuple[int, int] | None:
    """The value beside a name: what follows it, or what stands before it (`24 months term`, `free onboarding`)."""
    low = words.low
    if (
        j < after
        and i > first
        and low[first] not in _LEADING
        and _number_at(words, first, "en-US") is None
    ):
        return (j, after)
    if j < after and i == first:
        return (j, after)
    if i > first:
        return (first, i)
    return None


def _valued(
    words: WordList, value: tuple[int, int], issue: Issue, known: OfferContext
) -> Term | Doubtful:
    """The value of an issue that the deal knows."""
    if issue.options:
        return _chosen(words, value, issue)
    first, after = _value_from(words, value)
    part = words.typed(first, after) if first < after else ""
    number = _number_at(words, first, known.locale) if first < after else None
    if isinstance(number, Doubtful):
        return Doubtful(why=number.why, part=part, issue=issue.name)
    if number is None or number.after < after:
        return Doubtful(
            why=Unclear.NUMBER,
            part=part,
            issue=issue.name,
            takes=(issue.unit,) if issue.unit else (),
        )
    return in_unit_of(issue, number, known.unit, part)


def in_unit_of(issue: Issue, number: Number, money: str, part: str) -> Term | Doubtful:
    """The number in the unit of its issue: years as months, weeks as days; another currency is not turned into it."""
    unit = unit_of(issue.unit) or (money if number.unit in _CURRENCIES else "")
    if not unit or number.unit in ("", unit):
        return Term(issue.name, number.value, unit)
    for same in (_LENGTHS, _SPANS):
        if unit in same and number.unit in same:
            return Term(issue.name, _whole(number.value * same[number.unit] / same[unit]), unit)
    why = Unclear.CURRENCY if number.unit in _CURRENCIES else Unclear.UNIT
    return Doubtful(why=why, part=part, issue=issue.name, takes=(unit,))


_CURRENCIES = frozenset(code.upper() for code in CURRENCY_WORDS) | {
    "CZK",
    "HUF",
    "BRL",
    "MXN",
    "ZAR",
    "AED",
    "ILS",
    "XXX",
}


def _chosen(words: WordList, value: tuple[int, int], issue: Issue) -> Term | Doubtful:
    """One of the issue's options; a new one only where nobody said what the options are worth."""
    text, bare = words.typed(*value), words.typed(*_within(value, _trimmed(words, *value)))
    option = next(
        (o for said in (text, bare, _leading(bare)) if (o := option_named(said, issue.options))),
        None,
    )
    if option is not None:
        return Term(issue.name, option)
    if issue.scales or len(text) > LONGEST_VALUE:
        return Doubtful(why=Unclear.OPTION, part=text, issue=issue.name, takes=issue.options)
    return Term(issue.name, _leading(bare))


def _within(value: tuple[int, int], trimmed: tuple[int, int]) -> tuple[int, int]:
    """The trimmed words, where any are left."""
    return trimmed if trimmed[0] < trimmed[1] else value


def option_named(text: str, options: Iterable[str]) -> str | None:
    """The option that a text means: the same in any case, singular or plural, or one that is surely misspelt."""
    by_name = {plain(option): option for option in options}
    wanted = plain(text)
    if wanted in by_name:
        return by_name[wanted]
    return _near(wanted, by_name)


def _leading(text: str) -> str:
    return _LEADING.get(text.casefold(), text)


def _new(
    words: WordList, name: str, value: tuple[int, int], known: OfferContext
) -> Term | Doubtful:
    """A term on an issue that the deal does not know yet."""
    first, after = _value_from(words, value)
    part = f"{name} {words.typed(*value)}" if value[0] < value[1] else name
    text = words.typed(*value) if first < after else ""
    if not text or len(name) > LONGEST_NAME or len(text) > LONGEST_VALUE:
        return Doubtful(why=Unclear.PART, part=part)
    number = _number_at(words, first, known.locale)
    if isinstance(number, Doubtful):
        return Doubtful(why=number.why, part=part, issue=name)
    if number is None or number.after < after - (not number.unit):
        return Term(
            name,
            _leading(words.typed(first, after) if words.low[value[0]] not in _LINKING else text),
        )
    unit = number.unit or (
        _counted_in(words, number.after) if number.after < after else _usual(name, known.unit)
    )
    if plain(unit) == plain(name):
        return Doubtful(why=Unclear.PART, part=part)
    if unit in _CURRENCIES and unit != known.unit and known.unit:
        return Doubtful(why=Unclear.CURRENCY, part=part, issue=name, takes=(known.unit,))
    return Term(name, number.value, unit)


def _counted_in(words: WordList, i: int) -> str:
    """What a number counts, where one word follows it: `10,000 units`."""
    return words.typed(i, i + 1)


def _usual(name: str, money: str) -> str:
    """The unit of an issue where none was typed: a price counts in the deal's currency, `net 60` in days."""
    wanted = plain(name)
    if wanted in _ALIKE[0]:
        return money
    return "days" if wanted in _ALIKE[2] else ""


def _unnamed(words: WordList, first: int, after: int, known: OfferContext) -> Term | Doubtful:
    """A term without a name that is known: an option, a number whose unit tells, or a new name beside a value."""
    part = words.typed(first, after)
    of_option = _by_option(part, known.issues)
    if of_option is not None:
        return of_option
    if _MORE.intersection(words.low[first:after]):
        return Doubtful(why=Unclear.RELATIVE, part=part)
    number = _number_at(words, first, known.locale)
    if isinstance(number, Doubtful):
        return Doubtful(why=number.why, part=part)
    if number is not None:
        return _by_number(words, number, after, known, part)
    return _by_value(words, first, after, known, part)


def _by_option(text: str, issues: Sequence[Issue]) -> Term | None:
    found = [
        (issue, option)
        for issue in issues
        if (option := option_named(text, issue.options)) is not None
    ]
    return Term(found[0][0].name, found[0][1]) if len(found) == 1 else None


def _by_number(
    words: WordList, number: Number, after: int, known: OfferContext, part: str
) -> Term | Doubtful:
    """A number first: what follows names it (`50 seats`), else its unit tells (`24 months`; an amount is the price)."""
    if number.after < after:
        return _counted(words.typed(number.after, after), number, known)
    issue = _issue_of(number, known.issues)
    if issue is not None:
        return in_unit_of(issue, number, known.unit, part)
    if number.unit in _BY_UNIT:
        return Term(_BY_UNIT[number.unit], number.value, number.unit)
    if number.unit in ("", POINTS, known.unit):
        return Term("price", number.value, number.unit or known.unit)
    if number.unit in _CURRENCIES:
        return Doubtful(why=Unclear.CURRENCY, part=part, takes=(known.unit,))
    return Doubtful(why=Unclear.PART, part=part)


def _counted(name: str, number: Number, known: OfferContext) -> Term | Doubtful:
    if (
        len(name) > LONGEST_NAME
        or plain(name) in _VALUES
        or _TALK.intersection(name.casefold().split())
    ):
        return Doubtful(why=Unclear.PART, part=name)
    issue = named_issue(name, known.issues)
    if issue is not None and issue.is_numeric:
        return in_unit_of(issue, number, known.unit, name)
    return Term(name, number.value, number.unit)


def _issue_of(number: Number, issues: Sequence[Issue]) -> Issue | None:
    """The one issue that a bare number can be about: by its unit, or the price."""
    numeric = [issue for issue in issues if issue.is_numeric]
    if number.unit and number.unit not in _CURRENCIES:
        kin = next((set(same) for same in (_LENGTHS, _SPANS) if number.unit in same), {number.unit})
        same_unit = [issue for issue in numeric if unit_of(issue.unit) in kin]
        return same_unit[0] if len(same_unit) == 1 else None
    priced = [issue for issue in numeric if plain(issue.name) in _ALIKE[0]]
    in_money = [issue for issue in numeric if issue.unit in _CURRENCIES]
    return next((found[0] for found in (priced, in_money) if len(found) == 1), None)


def _by_value(
    words: WordList, first: int, after: int, known: OfferContext, part: str
) -> Term | Doubtful:
    """A name that is new, with a number or a word such as `free` beside it."""
    low = words.low
    if _TALK.intersection(low[first:after]):
        return Doubtful(why=Unclear.PART, part=part)
    at = next(
        (i for i in range(first + 1, after) if _number_at(words, i, known.locale) is not None), None
    )
    if at is not None and at - first <= 4:
        return _new(words, words.typed(first, at), (at, after), known)
    if low[after - 1] in _VALUES and 1 < after - first <= 5:
        return _new(words, words.typed(first, after - 1), (after - 1, after), known)
    if low[first] in _LEADING and 1 < after - first <= 5:
        return _new(words, words.typed(first + 1, after), (first, first + 1), known)
    return Doubtful(why=Unclear.PART, part=part)


def _number_at(words: WordList, i: int, locale: str) -> Number | Doubtful | None:
    """The number that the words from `i` name, with its unit; a range or what is no number is said to be one."""
    glued = _GLUED.fullmatch(words.low[i])
    if glued and (glued[2] in _UNITS or glued[2] == "pp"):
        return _scaled(i, glued, locale)
    found = parse_amount(words, i, locale, sized=False)
    if found is None:
        return None
    if not isinstance(found.worth, Figure):
        return Doubtful(why=Unclear.NUMBER)
    if found.worth.low is not None:
        return Doubtful(why=Unclear.RANGE)
    return _with_unit(words, Number(_whole(found.worth.amount), found.worth.unit, found.after))


def _whole(value: Decimal) -> Decimal:
    """A whole number without the decimals that a multiple left."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _scaled(i: int, glued: re.Match[str], locale: str) -> Number | Doubtful | None:
    """`5%`, `24mo`, `24-month`."""
    found = parse_amount(split_words(glued[1]), 0, locale, sized=False)
    if found is None or not isinstance(found.worth, Figure):
        return Doubtful(why=Unclear.NUMBER)
    return Number(_whole(found.worth.amount), _UNITS.get(glued[2], "%"), i + 1)


def _with_unit(words: WordList, number: Number) -> Number:
    i = number.after
    if number.unit or words.gaps[i] not in ("", "-"):
        return number
    if words.low[i] in ("business", "working", "calendar") and words.low[i + 1] in ("days", "day"):
        return Number(number.value, "days", i + 2)
    unit = _UNITS.get(words.low[i])
    return number if unit is None else Number(number.value, unit, i + 1)


def starts_number(words: WordList, i: int, locale: str) -> bool:
    """Whether the words from `i` begin with a number."""
    return _number_at(words, i, locale) is not None


def read_value(text: str, issue: Issue, *, unit: str, locale: str) -> Term | Doubtful:
    """The value of one issue, as typed into its field of a form."""
    words = split_words(clean_text(text))
    if not words.count:
        return Doubtful(why=Unclear.EMPTY, issue=issue.name)
    return _valued(
        words, (0, words.count), issue, OfferContext(issues=(issue,), unit=unit, locale=locale)
    )
