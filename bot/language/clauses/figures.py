"""What a move costs and is worth: `costs us 4k`, `worth 9k to them`, `saves us`, `no cost`, an amount in brackets."""

from decimal import Decimal

from bot.domain.worth import POINTS, Figure, Worth
from bot.language import hints, phrases
from bot.language.amounts import Amount, parse_amount
from bot.language.clauses.goodwill import NEGATIONS
from bot.language.clauses.line import (
    ASK,
    BARE,
    CONCEDE,
    COST,
    FOR,
    REST,
    SAID,
    THEM,
    US,
    WORTH,
    AmountParty,
    AmountVerb,
    Walk,
    is_end,
    party_at,
)
from bot.language.marker_words import MARKER_WORDS


def bare(line: Walk, i: int) -> int:
    """An amount on its own: between separators, or after `approx`."""
    if not line.words.gaps[i] and line.role in SAID:
        return 0
    amount = parse_amount(line.words, i, line.locale, sized=False)
    if amount is None or not _stands_alone(line, amount.after):
        return 0
    if amount.worth is None:
        return (
            _unusable(line, amount)
            if amount.money or amount.problem is not hints.HintReason.NEGATIVE
            else 0
        )
    if not amount.money or (isinstance(amount.worth, Figure) and amount.worth.unit == POINTS):
        return 0
    return _take(line, BARE, i, amount, None)


def estimated(line: Walk, at: int, _i: int) -> int:
    return bare(line, at)


def _stands_alone(line: Walk, i: int) -> bool:
    words = line.words
    whom, _ = party_at(words, i)
    return (
        i >= words.count
        or bool(words.gaps[i])
        or words.low[i] in MARKER_WORDS
        or whom is not None
        or phrases.is_filler(words.low[i])
    )


def _unusable(line: Walk, amount: Amount) -> int:
    line.refuse(amount.problem or hints.HintReason.NO_NUMBER)
    return amount.after


def cost(line: Walk, at: int, i: int) -> int:
    if line.words.low[at - 1] == "at" and at and not _plain_amount(line, i):
        return 0
    return _amount_clause(line, COST, at, i)


def _plain_amount(line: Walk, i: int) -> bool:
    return parse_amount(line.words, i, line.locale) is not None


def worth(line: Walk, at: int, i: int) -> int:
    if line.words.low[i] in ("of", "it", "while", "considering"):
        return 0
    return _amount_clause(line, WORTH, at, i)


def saves(line: Walk, at: int, i: int) -> int:
    whom, j = party_at(line.words, i)
    amount = parse_amount(line.words, j, line.locale, sized=whom is not None)
    if amount is None or (whom is None and not amount.money):
        return 0
    return _amount_clause(line, WORTH, at, i)


def _amount_clause(line: Walk, verb: AmountVerb, at: int, i: int) -> int:
    words = line.words
    if words.low[i] == "on":
        return 0
    if verb is COST and at and words.low[at - 1] in NEGATIONS and (free := _no_cost(line, at, i)):
        return free
    owner = _OWNERS.get(words.low[at - 1]) if at else None
    whom, j = party_at(words, i)
    amount = parse_amount(words, j, line.locale)
    if amount is None:
        return _unknown_amount(line, at, j, named=whom is not None)
    if amount.worth is None:
        return _unusable(line, amount)
    if _counts_things(line, amount):
        return _unknown_amount(line, at, j, named=whom is not None)
    return _take(line, verb, at, amount, whom or owner)


def _no_cost(line: Walk, at: int, i: int) -> int:
    """`no cost to us`, `doesn't cost us anything`: a cost of zero. `at no cost` to them says nothing of ours."""
    words = line.words
    whom, j = party_at(words, i)
    said_of = words.low[at - 2] == "at" if at > 1 else False
    if words.low[at - 1] == "no":
        if (said_of and whom is None) or not is_end(words, j) or whom is _receiver(line):
            return 0
    elif words.low[j] not in ("anything", "a", "much", "us", "extra"):
        return 0
    while not is_end(words, j):
        j += 1
    first = at - 1 - said_of
    return _take(line, COST, first, Amount(Figure(amount=Decimal(0)), j), whom)


def _receiver(line: Walk) -> AmountParty:
    return THEM if line.command is CONCEDE else US


def _counts_things(line: Walk, amount: Amount) -> bool:
    """`costs us 2 days`, `worth 5 seats`: a number of things, not an amount."""
    following = line.words.low[amount.after]
    if (
        line.words.gaps[amount.after]
        or amount.after >= line.words.count
        or not isinstance(amount.worth, Figure)
    ):
        return False
    return following in _COUNTED or not (
        amount.money
        or amount.worth.unit
        or amount.worth.amount == 0
        or _stands_alone(line, amount.after)
    )


_COUNTED = frozenset(
    "pcs pieces units users seats hours hrs days weeks wks months mos years yrs people heads calls orders points% "
    "%".split()
)


_OWNERS = {"our": US, "their": THEM}


_VAGUE = {"lot", "bit", "ton", "bunch", "little", "fortune"}


def _unknown_amount(line: Walk, at: int, i: int, *, named: bool) -> int:
    """A cost said without a figure (`costs us a lot`, `cost tbd`): unknown, and no part of the item."""
    words = line.words
    if words.low[i] in _BROKEN_NUMBERS:
        line.refuse(hints.HintReason.NO_NUMBER)
    vague = words.low[i] in ("tbd", "tbc", "unknown", "unclear") or words.low[i + 1] in _VAGUE
    if not (named or vague) or at <= line.start:
        return 0
    j = i
    while not is_end(words, j):
        j += 1
    return line.cut(REST, at, j)


_BROKEN_NUMBERS = {"nan", "inf", "infinity", "∞", "infinite", "null", "undefined"}


def _take(line: Walk, verb: AmountVerb, at: int, amount: Amount, whom: AmountParty | None) -> int:
    """Put an amount where its verb and its owner say, and end the part before it."""
    words = line.words
    after_whom, j = party_at(words, amount.after)
    whom = whom or after_whom
    while words.low[j] in ("each", "total", "overall", "max") and words.gaps[j] == "":
        j += 1
    counter = line.role is FOR
    attached = counter and ("(" in words.gaps[at] or "[" in words.gaps[at] or not words.gaps[at])
    _fill(line, _field(line, verb, whom, counter=counter, attached=attached), amount.worth)
    _note_unit(line, amount.worth)
    return line.cut(REST, phrases.before_amount(words, line.start, at), j)


def _field(
    line: Walk, verb: AmountVerb, whom: AmountParty | None, *, counter: bool, attached: bool
) -> str:
    giver, receiver = (US, THEM) if line.command is CONCEDE else (THEM, US)
    if verb is COST:
        return _cost_field(line, whom, giver, counter=counter)
    if verb is BARE:
        plain = "cost" if line.command is CONCEDE else "worth"
        return "for_worth" if attached and whom is not receiver else plain
    if whom is giver:
        return "for_worth"
    if whom is None and (attached or (counter and line.worth is not None)):
        return "for_worth"
    return "worth"


def _cost_field(line: Walk, whom: AmountParty | None, giver: AmountParty, *, counter: bool) -> str:
    if whom is not None and whom is not giver:
        return "for_worth" if counter else ""
    if line.command is ASK:
        return "for_worth" if counter and whom is None else ""
    return "cost"


def _fill(line: Walk, name: str, worth: Worth | None) -> None:
    """Fill a field once; a second, different figure means two moves in one line."""
    if not name:
        return
    known: Worth | None = getattr(line, name)
    if known is not None and known != worth:
        line.refuse(hints.HintReason.TWO_MOVES)
    setattr(line, name, worth)


def _note_unit(line: Walk, worth: Worth | None) -> None:
    unit = worth.unit if isinstance(worth, Figure) else ""
    if unit and unit != POINTS:
        if line.unit and line.unit != unit:
            line.refuse(hints.HintReason.TWO_CURRENCIES)
        line.unit = unit
