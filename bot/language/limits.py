"""How far we would go, or what we aim for, as somebody says it: `my floor is 138k`, `mehr als 33k zahlen wir nicht`.

That belongs into the private plan and nowhere else.
"""

import re
from dataclasses import dataclass

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("limits")
_SIDES = pattern_table("offer_sides")
_LONGEST = 200
"""Characters of a line that is looked at."""
_AMOUNT = r"(?P<amount>[~≈]?(?:[A-Z]{3}\s?)?[$€£¥]?\s?\d(?:[^,;!?()]|,(?=\d))*?)"
_BEHIND = (
    rf"(?:\s+(?:{_WORDS.alternatives('behind')}))*"
    rf"(?:[\s.!?]*$|\s*(?:[;()]|,(?!\d)).*|\s+(?:{_WORDS.alternatives('goes_on')})\s.*)"
)
_BEFORE = rf"(?:(?:{_WORDS.alternatives('before')})[,:\s]+)*"
_OUR = rf"(?:{_SIDES.alternatives('our')})"
_WE = rf"(?:{_SIDES.alternatives('we')})"
_LIMIT = rf"(?:{_WORDS.alternatives('limit')})"
_IS = rf"(?:\s*(?:{_WORDS.alternatives('is')}|[:=]))*\s*"


def _compile(expression: str) -> re.Pattern[str]:
    return compile_late(rf"{_BEFORE}{expression}{_BEHIND}", re.IGNORECASE | re.DOTALL)


_BOUND = rf"(?:{_LIMIT}|{_WORDS.alternatives('bound')})"
_BEYOND = rf"(?:{_WORDS.alternatives('beyond')})"
_NO = rf"(?:{_WORDS.alternatives('no')})"
_GOES = rf"(?:{_WORDS.alternatives('goes')})"
_WALKS = rf"(?:{_WE}(?:{_WORDS.alternatives('walks')})|(?:{_WORDS.alternatives('walks_first')}))"
_WALKS_AT = rf"(?:{_WORDS.alternatives('walks_at')})"
_AT_MOST = rf"(?:{_WORDS.alternatives('at_most')})"
_OWN_EXPRESSIONS = (
    # `my floor is 138k`, `our max 95k`
    rf"{_OUR}\s+{_BOUND}{_IS}{_AMOUNT}",
    # `138k is our limit`
    rf"{_AMOUNT}\s+(?:{_WORDS.alternatives('is')})\s+{_OUR}\s+{_BOUND}",
    # `we can't go below 138k`
    rf"{_WE}(?:{_WORDS.alternatives('goes_no')})\s+{_BEYOND}\s+{_AMOUNT}",
    # `wir gehen nicht über 33k`
    rf"{_WE}\s+{_GOES}\s+(?:\w+\s+){{0,2}}?{_NO}(?:\s+\w+)?\s+{_BEYOND}\s+{_AMOUNT}",
    # `wir zahlen höchstens 33k`
    rf"{_WE}(?:'\w+)?\s+(?:\w+\s+){{0,4}}?{_AT_MOST}\s+{_AMOUNT}",
    # `we can go to 138k at most`
    rf"{_WE}(?:'\w+)?\s+(?:\w+\s+){{1,5}}?{_AMOUNT}\s+(?:{_WORDS.alternatives('at_most_behind')})",
    # `mehr als 33k zahlen wir nicht`
    rf"{_BEYOND}\s+{_AMOUNT},?\s+{_GOES}\s+{_WE}(?:\s+\w+)?\s+{_NO}(?:\s+\w+)?",
    # `below 138k we walk`, `ab 33k sind wir raus`
    rf"(?:{_BEYOND}|{_WALKS_AT})\s+{_AMOUNT},?\s+{_WALKS}",
    rf"{_WE}(?:{_WORDS.alternatives('walks')})\s+{_WALKS_AT}\s+{_AMOUNT}",
)
_OWN = tuple(map(_compile, _OWN_EXPRESSIONS))
"""Limits that name us."""
_WITHIN = tuple(
    compile_late(rf"(?<!\w)(?:{expression})(?=[\s.,;:!?)\]]|$)", re.IGNORECASE)
    for expression in (
        *(each for each in _OWN_EXPRESSIONS if each.startswith((_OUR, _WE))),
        # `weil unser Limit 54k ist`
        rf"{_OUR}\s+{_BOUND}\s+{_AMOUNT}\s+(?:{_WORDS.alternatives('is')})",
        # `da wir nicht unter 138k gehen`
        rf"{_WE}\s+(?:\w+\s+){{0,2}}?{_NO}(?:\s+\w+)?\s+{_BEYOND}\s+{_AMOUNT}\s+{_GOES}",
    )
)
"""Those that begin with us, wherever they stand in a line: `24 months as our limit is 54k`."""
_BARE = tuple(
    map(
        _compile,
        (
            # `floor 138k`, `Schmerzgrenze 33k`
            rf"(?:the\s+)?{_LIMIT}{_IS}{_AMOUNT}",
            # `never below 90k`, `mehr als 33k geht nicht`
            rf"(?:{_WORDS.alternatives('no')})\s+(?:\w+\s+)?(?:{_WORDS.alternatives('beyond')})\s+{_AMOUNT}",
            rf"(?:{_WORDS.alternatives('beyond')})\s+{_AMOUNT}\s+(?:{_WORDS.alternatives('impossible')})",
        ),
    )
)
"""Limits that name nobody: typed to the coach they are ours."""
_REACH = tuple(
    map(
        _compile,
        (
            # `we can go up to 54k`, `wir können bis 42k gehen`
            rf"{_WE}(?:'\w+)?\s+(?:{_WORDS.alternatives('reaches')})\s+{_AMOUNT}",
        ),
    )
)
"""How far we would go, said of ourselves: an offer where it stands after `/offer`, and no ask or give."""
_WHO_PAYS = compile_late(
    rf"^{_BEFORE}{_WE}(?:'\w+)?\s+(?:\w+\s+){{0,3}}?(?={_AT_MOST}\s)", re.IGNORECASE
)
_CHARGED = compile_late(
    rf"\s+(?:{_WORDS.alternatives('for')})\s+(?P<charge>(?:{_WORDS.alternatives('charges')}))(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_CAPPED = compile_late(
    rf"{_BEFORE}{_OUR}\s+(?:{_WORDS.alternatives('cap')}){_IS}[\d.,]+\s*(?:%|percent|prozent)\s+(?:{_WORDS.alternatives('each_period')})(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_TARGET = tuple(
    map(
        _compile,
        (
            rf"{_OUR}\s+(?:{_WORDS.alternatives('target')}){_IS}{_AMOUNT}",
            rf"{_AMOUNT}\s+(?:{_WORDS.alternatives('is')})\s+{_OUR}\s+(?:{_WORDS.alternatives('target')})",
        ),
    )
)
_MONEY = re.compile(r"[$€£¥%]|\d{3}|\d\s?(?:k|m|mio|tsd)\b", re.IGNORECASE)
"""A sum or a share: `at least 3 references` are no limit of ours."""
_BEFORE_SUM = re.compile(r"^[^\W\d_]+\s+(?=[$€£¥]?\s?\d)")
_BEHIND_SUM = compile_late(
    rf"\s+(?:{_WORDS.alternatives('is')}|{_WORDS.alternatives('behind_sum')})(?:\s+[^\W\d_]+)?$",
    re.IGNORECASE,
)
"""`54k ist`, `54k zahlen können`: a verb that stands behind the sum."""
_THEIRS = compile_late(
    rf"(?:{_SIDES.alternatives('they')}|{_SIDES.alternatives('their')})(?!\w)", re.IGNORECASE
)


_ANYBODY_ELSE = compile_late(
    rf"(?<!\w)(?:{_SIDES.alternatives('they')}|{_SIDES.alternatives('their')})(?!\w)", re.IGNORECASE
)


_PART = compile_late(
    rf"[;\n()\[\]{{}}]|[,.:!?](?!\d)|\s[-–—/]+\s|\s(?:{_WORDS.alternatives('joins')})\s",
    re.IGNORECASE,
)
"""What parts a line into what is said one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLimit:
    """How far we would go, in the words of the line; `is_target` where it is what we aim for."""

    amount: str
    is_target: bool = False


def find_own_limit(text: str, *, named: bool) -> OwnLimit | None:
    """The limit or target of ours that a line states; None where it says something else. `named`: only one that names
    us, since `never below 90k` may be what is asked for."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or not any(map(str.isdigit, typed)) or typed.endswith("?"):
        return None
    if _THEIRS.match(typed):
        return None
    if named and caps_charge(typed):
        return None
    is_bare_ours = not named and _ANYBODY_ELSE.search(typed) is None
    for pattern in (*_OWN, *_BARE) if is_bare_ours else _OWN:
        found = pattern.fullmatch(typed)
        if found is not None and (pattern in _OWN[:2] or _MONEY.search(found["amount"])):
            return OwnLimit(amount=_trim_amount(found["amount"]))
    for pattern in _REACH if named else ():
        found = pattern.fullmatch(typed)
        if found is not None and _MONEY.search(found["amount"]):
            return OwnLimit(amount=_trim_amount(found["amount"]))
    for pattern in _TARGET:
        found = pattern.fullmatch(typed)
        if found is not None:
            return OwnLimit(amount=_trim_amount(found["amount"]), is_target=True)
    return None


def _trim_amount(typed: str) -> str:
    """The sum of a limit without a verb before or behind it: `54k` of `pay 54k` and `54k zahlen können`."""
    return _BEHIND_SUM.sub("", _BEFORE_SUM.sub("", typed.strip())).strip()


def caps_charge(text: str) -> bool:
    """Whether a line caps what may be charged beside the price, which is asked for and no limit of the whole: `our cap
    is 5% a year`, `we pay at most 500 for repairs`."""
    return _CAPPED.fullmatch(text) is not None or find_capped_charge(text) != ""


def find_capped_charge(text: str) -> str:
    """The charge that a line caps, such as `repairs`; "" where it caps none."""
    for pattern in _OWN:
        found = pattern.fullmatch(text)
        amount = found.start("amount") if found is not None else 0
        charged = _CHARGED.search(text, amount) if found is not None else None
        if charged is not None:
            return charged["charge"]
    return ""


def name_cap(text: str) -> str:
    """A line that caps a charge without who pays it: `at most 500 for repairs` of `we pay at most 500 for repairs`."""
    return _WHO_PAYS.sub("", text, count=1)


def find_limit_within(text: str) -> OwnLimit | None:
    """The limit or target of ours that one part of a line states: `50% deposit; our limit is 54k`. Only one that names
    us, since `max 20 kg each` is said of a thing."""
    typed = clean_text(text[:LONGEST])
    for part in _PART.split(typed):
        limit = find_own_limit(part.strip(), named=True)
        if limit is not None:
            return limit
    return _find_behind_other_words(typed)


def _find_behind_other_words(typed: str) -> OwnLimit | None:
    """A limit that follows other words without a mark, such as a reason: `… because our floor is 138k`."""
    for pattern in _WITHIN:
        for found in pattern.finditer(typed):
            is_money = _MONEY.search(found["amount"]) is not None
            if is_money and not caps_charge(typed[found.start() :]):
                return OwnLimit(amount=_trim_amount(found["amount"]))
    return None
