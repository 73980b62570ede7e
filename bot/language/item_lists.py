"""Lists of things in one wording: `ref call, case study and 20 more seats` are three, `terms and conditions` are one.

A wording is cut at commas, joiners (`and`, `plus`, `sowie`) and line breaks, and each cut is judged by what stands on
its two sides. Where nobody can tell, it stays in one piece and says so, so that the person may cut it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from bot.language import phrases
from bot.language.patterns import compile_late
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("item_lists")
_JOINING = _WORDS.pattern("joiners")
_STRONG = compile_late(_WORDS.pattern("strong_joiners"), re.IGNORECASE)
_PAIRS = frozenset(_WORDS.phrases("pairs"))
_BETWEEN = _WORDS.words("between")
_OR = _WORDS.words("or")
_TITLES = _WORDS.words("titles")
_FIRMS = _WORDS.words("firms")
_PREPOSITIONS = _WORDS.words("prepositions")
_GOES_ON = _WORDS.words("goes_on")
_BELONGING = _WORDS.words("belonging")
_QUANTIFIERS = _WORDS.words("quantifiers")
_EACH = word_table("line_lists").words("each")
_SHARING = _WORDS.words("sharing")
_LIMITS_NAMED = _WORDS.words("limits_named")
_RATE_WORDS = _WORDS.words("rate_words")
_ALL = _WORDS.words("all")
_HALVES = _WORDS.words("halves")
_DETERMINERS = _WORDS.words("determiners")
_DAYS = word_table("days")
_DAY_NAMES = (
    _DAYS.numbers("weekdays").keys()
    | _DAYS.numbers("months").keys()
    | _WORDS.words("short_days", optional=True)
)
_PLACES = _WORDS.words("places") | _DAY_NAMES
_PEOPLE = word_table("counterparts").words("other_heads") | _WORDS.words("people")
# Names of two words and more are written `ref_call` there.
_NAMES = word_table("things").meanings("same").keys()
_HEADS = (
    word_table("counterparts").words("coming_back")
    | _WORDS.words("heads")
    | {name for name in _NAMES if "_" not in name}
)
_GENERIC = _WORDS.words("generic_heads")

_CUT = compile_late(
    rf"(?:\s*[;\n•]\s*|,\s+)(?:{_JOINING}\s+)?|\s+{_JOINING}\s+",
    re.IGNORECASE,
)
_FIGURE = r"[~€$£]?\s?\d[\d.,']*\s?(?:k|%|€|\$|£)?"
_FIGURE_ALONE = compile_late(
    rf"{_FIGURE}\s+(?:{_WORDS.pattern('instead')})\s+{_FIGURE}(?:\s[^\W\d_]+)?"
    rf"|(?:{_WORDS.pattern('in_all')})\s+{_FIGURE}(?:\s[a-z]{{3}})?"
    rf"|\d{{1,2}}(?:\.|st|nd|rd|th)?\s(?:{'|'.join(_DAYS.numbers('months'))})",
    re.IGNORECASE,
)
_PER_UNIT = compile_late(rf"\b(?:{_WORDS.pattern('per')})\s\w|\d\S*/\w", re.IGNORECASE)
_MONEY = compile_late(rf"[€$£%]|\b(?:{_WORDS.pattern('money')})\b", re.IGNORECASE)
_COUNT = compile_late(
    rf"(?:(?:{_WORDS.pattern('about')})\s+)?\d[\d.,]*k?\s+[^\W\d_]+", re.IGNORECASE
)
_BULLET = re.compile(r"(?:^|\n)\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_LONGEST_WORD_TO_KNOW = 9
"""A German compound of so many letters names its thing by itself: `Referenzgespräch`."""
_MANNERS = _WORDS.phrases("manner_endings")
"""Ends of words that say how a thing is."""
_MOST_WORDS_OF_UNKNOWN = 4
_LETTERS_OF_A_THING = 8
"""A single word as long as that names a thing, mostly a compound: `Bruchschutz`."""
MOST_ITEMS = 12
"""More parts are prose, not a list."""


class Cut(Enum):
    """What stands between two parts of a wording."""

    LIST = "list"
    """Two things."""
    JOINED = "joined"
    """One thing."""
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """The things that a wording names: `items`, and those it may be read as where that is unsure."""

    items: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a wording, and what stood between it and the one before."""

    text: str
    joint: str = ""

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def low(self) -> list[str]:
        return [word.strip(".,()'\"").casefold() for word in self.words]


@lru_cache(maxsize=2048)
def split_items(what: str) -> ItemList:
    """The things that a wording names. One where it is one thing, or where nobody can tell."""
    parts = list(cut_into_parts(what))
    if len(parts) < 2 or len(parts) > MOST_ITEMS or _names_a_choice(what):
        return ItemList(items=(what,))
    cuts = _judge_cuts(parts)
    items = _join_parts(parts, cuts, unsure_is=Cut.JOINED)
    if Cut.UNSURE not in cuts:
        return ItemList(items=items)
    return ItemList(items=items, perhaps=_join_parts(parts, cuts, unsure_is=Cut.LIST))


def split_clause(clause: str) -> list[str]:
    """The parts of a condition that are met one by one, in its own words: `they sign by Friday` and `pay upfront`."""
    parts = list(cut_into_parts(clause))
    if len(parts) < 2 or _names_a_choice(clause):
        return [clause]
    return _merge_parts(parts, _judge_cuts(parts), unsure_is=Cut.JOINED)


def cut_into_parts(what: str) -> Iterator[Part]:
    """The pieces between commas, joiners and line breaks, none of which is within brackets or quotes."""
    text = _BULLET.sub("\n", what).strip()
    start, joint = 0, ""
    for found in _CUT.finditer(text):
        if _is_enclosed(text, found.start()):
            continue
        yield Part(text=text[start : found.start()].strip(), joint=joint)
        start, joint = found.end(), found[0]
    yield Part(text=text[start:].strip(), joint=joint)


def _is_enclosed(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")") or before.count('"') % 2 == 1


def _names_a_choice(what: str) -> bool:
    """`24 months or prepay`: they may take either, so it is one thing."""
    return not _OR.isdisjoint(what.casefold().split())


def _judge_cuts(parts: list[Part]) -> list[Cut]:
    """What each place between two parts is, from the first on."""
    cuts: list[Cut] = []
    # In `3 facings, eye level, from week 2` commas alone link what goes with the first.
    is_series = len(parts) > 2 and parts[-1].joint.strip() != ","
    is_series = is_series and any("," in part.joint for part in parts)
    for at in range(1, len(parts)):
        left, right = parts[at - 1], parts[at]
        whole_left = _text_since_cut(parts, cuts, at)
        # In `free erection and dismantling, 2 extra lifts` the joiner before the comma joins one thing.
        is_last = at == len(parts) - 1
        separates = is_series and (is_last or "," in right.joint)
        cuts.append(_judge_cut(whole_left, left, right, is_series=separates))
    return [_settle_in_series(parts, cuts, at) for at in range(len(cuts))]


def _settle_in_series(parts: list[Part], cuts: list[Cut], at: int) -> Cut:
    """An unsure comma among those of a list parts two things as well: `glossary free, tm ownership, 48h turnaround`.
    One short word may only say more of what is before it: `a new machine, blue, 3 filters`."""
    right = parts[at + 1]
    is_thing = len(right.low) > 1 or len(right.text) >= _LETTERS_OF_A_THING or _is_known(right)
    is_listed = Cut.LIST in cuts and Cut.JOINED not in cuts and right.joint.strip() == ","
    return Cut.LIST if cuts[at] is Cut.UNSURE and is_listed and is_thing else cuts[at]


def _text_since_cut(parts: list[Part], cuts: list[Cut], at: int) -> Part:
    """The part before a place with all that it is joined to."""
    first = at - 1
    while first > 0 and cuts[first - 1] is not Cut.LIST:
        first -= 1
    text = parts[first].text
    for part in parts[first + 1 : at]:
        text += part.joint + part.text
    return Part(text=text)


def _judge_cut(whole_left: Part, left: Part, right: Part, *, is_series: bool) -> Cut:
    if not left.text or not right.text:
        return Cut.JOINED
    if names_all(right.text):
        return Cut.LIST
    if _must_stay_joined(whole_left, left, right):
        return Cut.JOINED
    if ";" in right.joint or "\n" in right.joint or "•" in right.joint:
        return Cut.LIST
    if _says_how_much(left, right) or _is_figure_or_day_alone(right) or _counts_units(left, right):
        return Cut.JOINED
    if _begins_with_quantity(right):
        return Cut.LIST
    if _goes_with_left(whole_left, right):
        return Cut.JOINED
    if _STRONG.search(right.joint):
        return Cut.LIST
    return _judge_by_names(whole_left, right, is_series=is_series)


def _says_how_much(left: Part, right: Part) -> bool:
    """`cap on service charges, 5% a year`: the figure of a limit that was named without one."""
    if right.joint.strip() != "," or not _LIMITS_NAMED.intersection(left.low):
        return False
    if any(map(str.isdigit, left.text)):
        return False
    return right.low[0][:1].isdigit() and _RATE_WORDS.issuperset(right.low[1:])


def _counts_units(left: Part, right: Part) -> bool:
    """`10 eur per pallet off, 220 pallets`: of how many that holds."""
    if right.joint.strip() != "," or _PER_UNIT.search(left.text) is None:
        return False
    if _MONEY.search(left.text) is None:
        return False
    return _COUNT.fullmatch(right.text) is not None


def _is_figure_or_day_alone(right: Part) -> bool:
    """`lower price per seat, 18 not 21`, `webinar is on, 14 jan`, `newsletter and webinar, together 5k`: no thing."""
    if right.joint.strip() != ",":
        return False
    return _FIGURE_ALONE.fullmatch(right.text) is not None


def _must_stay_joined(whole_left: Part, left: Part, right: Part) -> bool:
    """Whether the words on the two sides cannot be parted whatever they name."""
    last, first = left.low[-1], right.low[0].rstrip(":")
    if not any(map(str.isalnum, last)) or not any(map(str.isalnum, first)):
        return True
    if f"{last} {first}" in _PAIRS or _names_days_only(right):
        return True
    # `An- und Abfahrt`, `pre- and post-sales support`
    if left.words[-1].endswith("-") or right.words[0].startswith("-"):
        return True
    if not _BETWEEN.isdisjoint(whole_left.low) and "," not in right.joint:
        return True
    # `two demo days, one each in May and June`
    goes_on = first in _GOES_ON and not _names_theirs(right)
    if goes_on or not _EACH.isdisjoint(right.low[:2]) or first in _TITLES or last in _TITLES:
        return True
    # `R & D`, `A and B shares`; in `500 t and a plan` the letter is a unit.
    if len(last) == 1 and left.words[-1].isupper():
        return True
    return _is_number_joined(left, right) or _is_name(left, right)


def _names_days_only(right: Part) -> bool:
    """`delivery on Mondays and Thursdays`, `Lieferung Mo und Do`."""
    return all(word in _DAY_NAMES or word.rstrip("s.") in _DAY_NAMES for word in right.low)


def _names_theirs(right: Part) -> bool:
    """`… and their logo on our site`: a thing of its own, where `the planners and their team` go together."""
    return right.low[0] in _DETERMINERS and len(right.low) > 1 and _is_known(right)


def _is_number_joined(left: Part, right: Part) -> bool:
    """`12 and 24 months`, `5% and 10% tiers`, `5 and a half days`; in `net 60 and 2 free seats` the first number has
    its noun."""
    unit = left.low[-1].lstrip("0123456789.")
    if unit and unit != left.low[-1] and len(right.low) > 1:
        return len(left.low) == 1 and right.low[0].lstrip("0123456789.") == unit
    if not _is_number(left.low[-1]):
        return False
    if not _HALVES.isdisjoint(right.low[:2]):
        return True
    is_alone = len(left.low) == 1 or left.low[-2] in _PREPOSITIONS - _BELONGING
    return is_alone and right.low[0][0].isdigit()


def _is_number(word: str) -> bool:
    return word.replace(",", "").replace(".", "").isdigit()


def _is_name(left: Part, right: Part) -> bool:
    """`Smith & Sons`, `Johnson and Johnson`: two names in capitals, or what firms end with."""
    if right.low[0] in _FIRMS:
        return True
    if "&" not in right.joint:
        return False
    last, first = left.words[-1], right.words[0]
    is_known = not _HEADS.isdisjoint(left.low) or not _HEADS.isdisjoint(right.low)
    return not is_known and all(word.istitle() and len(word) < 12 for word in (last, first))


def _begins_with_quantity(right: Part) -> bool:
    """`20 more seats`, `a case study`, `another 5%`: what is counted is a thing of its own."""
    first, rest = right.low[0], right.low[1:]
    if first in _QUANTIFIERS:
        return bool(rest) and rest[0] not in _HALVES
    if not first[0].isdigit() and first[0] not in "€$£":
        return False
    # `2 visits in May and 3 in June`: nothing is counted anew.
    if not rest:
        return not _is_number(first)
    return rest[0] not in _PREPOSITIONS


def _goes_with_left(whole_left: Part, right: Part) -> bool:
    """Whether the words after a joiner go on with the end of what is before it: `training for sales and marketing`,
    `delivery to site 2 and site 3`, `supply and install of the partitions`."""
    tail = _tail_after_preposition(whole_left)
    has_own_place = not right.low[0][0].isdigit() and not _PREPOSITIONS.isdisjoint(right.low[1:])
    if right.low[-1] in _PLACES and not has_own_place:
        # `in May and June`, not `start in May, weekend shifts` or `… and references by Friday`
        return bool(tail) or whole_left.low[-1] in _PLACES
    if len(whole_left.low) == 1 and len(right.low) > 1 and right.low[1] in _BELONGING:
        return not is_known_thing(whole_left.text) or not is_known_thing(right.low[0])
    if not tail:
        return False
    if right.low[-1] in _PEOPLE and _PREPOSITIONS.isdisjoint(right.low):
        return True
    if right.low[0] in tail and right.low[0] not in _DETERMINERS:
        return True
    if _is_known(right):
        return False
    is_parallel = right.low[0] in _DETERMINERS and tail[0] in _DETERMINERS
    return len(right.low) == 1 or is_parallel


def _tail_after_preposition(part: Part) -> list[str]:
    """The words after the last preposition of a part; none where it has no preposition."""
    for at in range(len(part.low) - 1, 0, -1):
        if part.low[at] in _PREPOSITIONS:
            return part.low[at + 1 :]
    return []


def is_known_thing(text: str) -> bool:
    """Whether a wording has a word for something that people give or want."""
    return _is_known(Part(text=text))


def _is_known(part: Part) -> bool:
    if "_".join(part.low) in _NAMES:
        return True
    words = set(part.low)
    for word in part.low:
        words.update(word.split("-"))
    if not _HEADS.isdisjoint(words):
        return True
    if any(word[0].isdigit() or word.endswith("%") for word in part.low if word):
        return True
    # German compounds are one long word with a capital.
    return any(
        len(word) >= _LONGEST_WORD_TO_KNOW and word[0].isupper() and word[1:].islower()
        for word in part.words
    )


def _judge_by_names(whole_left: Part, right: Part, *, is_series: bool) -> Cut:
    """By how much each side says: a thing that people trade in, or words enough to be one."""
    is_left, is_right = _is_known(whole_left), _is_known(right)
    if is_series:
        return Cut.LIST
    is_comma_alone = right.joint.strip() == ","
    if is_comma_alone:
        # `reference call, recorded` says how; `reference call, case study` are two.
        if is_left and is_right:
            return Cut.LIST
        return Cut.UNSURE if _may_be_thing(whole_left) and _may_be_thing(right) else Cut.JOINED
    # `waive setup and onboarding fees`
    if whole_left.low[0] in _SHARING and len(right.low) == 2 and right.low[-1] in _GENERIC:
        return Cut.UNSURE
    if is_left and is_right:
        return _judge_known(whole_left, right)
    if len(whole_left.low) > 1 and len(right.low) > 1:
        return Cut.LIST
    # `5% and the demo unit`
    if is_left and right.low[0] in _DETERMINERS and len(right.low) > 1:
        return Cut.LIST
    # `sales and marketing support`, `sign and send`: the first word needs what follows.
    if len(whole_left.low) == 1 and not is_left:
        return Cut.JOINED if len(right.low) > 1 else Cut.UNSURE
    return Cut.UNSURE


def _may_be_thing(part: Part) -> bool:
    """Whether a part may name a thing that nobody knows: not how or where something is (`on site`, `recorded`)."""
    first = part.low[0]
    is_manner = (
        first in _PREPOSITIONS or first.endswith(_MANNERS) or part.low[-1].endswith(_MANNERS)
    )
    return not is_manner and len(part.low) <= _MOST_WORDS_OF_UNKNOWN


def _judge_known(whole_left: Part, right: Part) -> Cut:
    """`installation and training day` may be one day or two things; `training and ref call` are two."""
    if len(whole_left.low) > 1 or len(right.low) == 1:
        return Cut.LIST
    if "_".join(right.low) in _NAMES:
        return Cut.LIST
    shares_head = right.low[-1] in _GENERIC and right.low[0] in _HEADS
    return Cut.UNSURE if shares_head else Cut.LIST


def judge_parts(left: str, joint: str, right: str, *, is_series: bool) -> Cut:
    """What stands between two wordings that `joint` links, in a series of more (`a, b and c`) or by themselves."""
    before, after = Part(text=left), Part(text=right, joint=joint)
    return _judge_cut(before, before, after, is_series=is_series)


def _join_parts(parts: list[Part], cuts: list[Cut], *, unsure_is: Cut) -> tuple[str, ...]:
    """The items between the cuts, without the words that only link them."""
    items = _merge_parts(parts, cuts, unsure_is=unsure_is)
    # `longer terms and earlier briefing, both`
    named = [item for item in items if not names_all(item)]
    return tuple(_trim(item) for item in named or items)


def _merge_parts(parts: list[Part], cuts: list[Cut], *, unsure_is: Cut) -> list[str]:
    items = [parts[0].text]
    for part, cut in zip(parts[1:], cuts, strict=True):
        meant = unsure_is if cut is Cut.UNSURE else cut
        if meant is Cut.LIST:
            items.append(part.text)
        else:
            items[-1] += part.joint + part.text
    return items


def names_all(item: str) -> bool:
    """Whether a part of a list only means the others: `both`, `all three`."""
    return _ALL.issuperset(Part(text=item).low)


def _trim(item: str) -> str:
    """The item without filler at its ends."""
    words = split_words(item)
    first, after = phrases.trim_filler(words, 0, words.count, framed=True)
    return words.typed(first, after) if first < after else item
