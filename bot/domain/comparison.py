"""Whether what came is what was asked for, less or more of it, something else, or whether nobody can tell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bot.domain.bounds import Bound, BoundKind, count_days_between
from bot.domain.spellings import SharedWords, find_shared_words, is_respelling, leave_out_known
from bot.domain.things import (
    CLOCK,
    DISCOUNT,
    PIECES,
    RATE,
    TERM,
    TIME_UNITS,
    WAIVER,
    Direction,
    Extent,
    Likeness,
    Thing,
)

_DAYS_OF_A_MONTH = Decimal("30.4")
_ABOUT_THE_SAME = Decimal("0.15")
"""The share by which days and months may differ and nobody tell which is more: four weeks and a month."""
_FAR = 5 * 31
"""Of two days further apart than that, and without a year, nobody can tell which comes first: June and December."""
FAR_APART = 100
"""A count so many times the other one is of other things."""
_LEAST_SUM = 50
"""A bare number from here on is money beside a thing that may be free; a smaller one counts pieces."""


def share_a_name(one: Thing, other: Thing) -> bool:
    """Whether they have a word in common that does not name many things: `cap at 295` and `rate cap of 280`."""
    ours, theirs = _list_names(one), _list_names(other)
    return any(word == each or is_respelling(word, each) for word in ours for each in theirs)


def _list_names(thing: Thing) -> set[str]:
    things = thing.parts or (thing,)
    named = {word for each in things for word in each.words - each.generic - {WAIVER}}
    named |= {word for each in things for word in _qualifying_words(each)}
    # `rate cap` has one name, and `cap` is meant by a part of it.
    return named | {part for word in named for part in word.split("_")[1:]}


def is_nested(one: Thing, other: Thing) -> bool:
    """Whether one of two says all that the other says: neither has something of its own."""
    mine, theirs = _list_details(one), _list_details(other)
    return mine <= theirs or theirs <= mine


def says_as_much(got: Thing, wanted: Thing) -> bool:
    """Whether one of two says something about all that the other says something about: `extended by a year` tells no
    term, as `extended to 3 years` does."""
    return got.detail >= wanted.detail and _list_details(wanted) <= _list_details(got)


def _list_details(thing: Thing) -> set[str]:
    # A bare number counts pieces: `MOQ 200`.
    details = {extent.unit or PIECES for extent in thing.extents} | {
        each.kind for each in thing.bounds
    }
    details |= {qualifier.kind for qualifier in thing.qualifiers}
    return details | set(thing.labels)


def is_exactly(got: Thing, wanted: Thing) -> bool:
    """Whether two things are the same, and neither says anything that the other leaves out."""
    if compare(got, wanted) is not Likeness.SAME or got.detail != wanted.detail:
        return False
    if _list_details(got) != _list_details(wanted):
        return False
    return got.words == wanted.words or (_is_term(got) and _is_term(wanted))


def _is_term(thing: Thing) -> bool:
    """`24 months` without a name is the term."""
    return thing.words <= {TERM} and thing.amount_in("months") is not None


def compare(got: Thing, wanted: Thing) -> Likeness:
    """What came beside what was wanted. The same both ways round; where the one is less, the other is more."""
    if got.is_empty or wanted.is_empty:
        return Likeness.OTHER
    if got.parts or wanted.parts:
        return _compare_lists(got, wanted)
    if got.refers or wanted.refers:
        return _compare_shares(got, wanted) or Likeness.SAME
    naming = _compare_names(got, wanted)
    if naming is Likeness.OTHER:
        return Likeness.OTHER
    verdicts = [naming, *_compare_measures(got, wanted)]
    if Likeness.OTHER in verdicts:
        return Likeness.OTHER
    return _join_verdicts(verdicts)


def _join_verdicts(verdicts: Iterable[Likeness]) -> Likeness:
    """One verdict out of those on the name and on each measure: less on one and more on another is unclear."""
    differing = {verdict for verdict in verdicts if verdict is not Likeness.SAME}
    if not differing:
        return Likeness.SAME
    return differing.pop() if len(differing) == 1 else Likeness.UNCLEAR


# Lists


def _compare_lists(got: Thing, wanted: Thing) -> Likeness:
    """Lists are the same where each thing of the one is in the other; less where some are missing."""
    if got.refers or wanted.refers:
        return _compare_shares(got, wanted) or Likeness.SAME
    mine, theirs = list(got.parts or (got,)), list(wanted.parts or (wanted,))
    verdicts: list[Likeness] = []
    for pair in _rank_pairs(mine, theirs):
        if pair.mine in mine and pair.theirs in theirs:
            mine.remove(pair.mine)
            theirs.remove(pair.theirs)
            verdicts.append(pair.verdict)
    if not verdicts:
        return Likeness.OTHER
    if theirs:
        verdicts.append(Likeness.LESS)
    if mine:
        verdicts.append(Likeness.MORE)
    return _join_verdicts(verdicts)


class _LikePair(NamedTuple):
    """A thing of each of two lists, and how the one is beside the other."""

    verdict: Likeness
    mine: Thing
    theirs: Thing


_RANK = {Likeness.SAME: 0, Likeness.MORE: 1, Likeness.LESS: 1, Likeness.UNCLEAR: 2}


def _rank_pairs(mine: Sequence[Thing], theirs: Sequence[Thing]) -> list[_LikePair]:
    """The pairs that have anything to do with each other, the likest first."""
    pairs = [_LikePair(compare(a, b), a, b) for a in mine for b in theirs]
    alike = [pair for pair in pairs if pair.verdict is not Likeness.OTHER]
    # The words settle the order among equals, so that it is the same whichever list comes first.
    return sorted(alike, key=lambda pair: (_RANK[pair.verdict], _in_order(pair)))


def _in_order(pair: _LikePair) -> list[list[str]]:
    return sorted([sorted(pair.mine.words), sorted(pair.theirs.words)])


# Names


def _are_counts_far_apart(got: Thing, wanted: Thing) -> bool:
    """Whether two counts without a unit cannot be of the same things: `2 rear tyres` beside `3k off`."""
    mine, theirs = got.amount_in(PIECES), wanted.amount_in(PIECES)
    if not mine or not theirs or len(got.extents) > 1 or len(wanted.extents) > 1:
        return False
    return max(mine, theirs) >= FAR_APART * min(mine, theirs)


def _compare_names(got: Thing, wanted: Thing) -> Likeness:
    """Same, unclear or other, by the words alone."""
    if got.is_bare or wanted.is_bare:
        is_alike = _share_a_unit(got, wanted) and not _are_counts_far_apart(got, wanted)
        return Likeness.SAME if is_alike else Likeness.OTHER
    shared = find_shared_words(got.words, wanted.words)
    if not shared.pairs:
        return Likeness.OTHER
    # `CIO call` beside `reference call with the CIO`: what narrows the one down is a word of the other.
    got_extra = leave_out_known(shared.left_of_a, _qualifying_words(wanted))
    wanted_extra = leave_out_known(shared.left_of_b, _qualifying_words(got))
    if not got_extra and not wanted_extra:
        return Likeness.SAME
    charged = _compare_charges(got_extra, wanted_extra)
    if charged is not None:
        return charged
    generic = got.generic | wanted.generic
    is_specific = any(generic.isdisjoint(pair) for pair in shared.pairs)
    if got_extra and wanted_extra:
        # Words of their own on both sides: `spare parts kit` beside `spare parts list`.
        most_extra = max(len(got_extra), len(wanted_extra))
        is_alike = is_specific and _share_most(shared, most_extra)
        return Likeness.UNCLEAR if is_alike else Likeness.OTHER
    decisive = got.decisive | wanted.decisive
    makes_another = not decisive.isdisjoint(got_extra | wanted_extra)
    is_same = is_specific and not makes_another
    return Likeness.SAME if is_same else Likeness.UNCLEAR


def _compare_charges(got_extra: frozenset[str], wanted_extra: frozenset[str]) -> Likeness | None:
    """A charge that is lower beside one that is gone, which is more; None where they are about no such thing."""
    both = {DISCOUNT, WAIVER}
    if got_extra | wanted_extra != both or got_extra == both:
        return None
    return Likeness.LESS if DISCOUNT in got_extra else Likeness.MORE


def _share_most(shared: SharedWords, most_extra: int) -> bool:
    """Whether they have several words in common, and as many as either has of its own."""
    in_common = len(shared.pairs)
    return in_common > 1 and in_common >= most_extra


def _qualifying_words(thing: Thing) -> frozenset[str]:
    return frozenset(word for qualifier in thing.qualifiers for word in qualifier.words)


def _share_a_unit(got: Thing, wanted: Thing) -> bool:
    units = {each.unit for each in wanted.extents}
    return any(each.unit in units for each in got.extents)


# Measures


def _compare_measures(got: Thing, wanted: Thing) -> list[Likeness]:
    """Verdicts on what both of them say beside their names; what only one says is left out."""
    verdicts = _compare_qualifiers(got, wanted)
    if got.labels and wanted.labels and got.labels.isdisjoint(wanted.labels):
        verdicts.append(Likeness.UNCLEAR)
    verdicts += _compare_extents(got, wanted)
    verdicts += _compare_bounds(got, wanted)
    verdicts += _compare_cost(got, wanted)
    share = _compare_shares(got, wanted)
    if share is not None:
        verdicts.append(share)
    return verdicts


def _compare_qualifiers(got: Thing, wanted: Thing) -> list[Likeness]:
    others = {qualifier.kind: qualifier.words for qualifier in wanted.qualifiers}
    verdicts = []
    for qualifier in got.qualifiers:
        other = others.get(qualifier.kind)
        if other is None:
            continue
        # `call with the CIO` beside `CIO call with Anna`
        mine_only = leave_out_known(qualifier.words, other | wanted.words)
        theirs_only = leave_out_known(other, qualifier.words | got.words)
        if mine_only and theirs_only:
            # The same thing at another rhythm is more or less of it, and the words do not say which.
            is_rate = qualifier.kind == RATE
            verdicts.append(Likeness.UNCLEAR if is_rate else Likeness.OTHER)
    mine, theirs = _narrowing_kinds(got), _narrowing_kinds(wanted)
    is_apart = bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
    if is_apart and not _share_words(got, wanted):
        # `exclusivity for Austria` beside `exclusivity in Bavaria`
        verdicts.append(Likeness.UNCLEAR)
    return verdicts


def _narrowing_kinds(thing: Thing) -> set[str]:
    return {qualifier.kind for qualifier in thing.qualifiers if qualifier.kind != RATE}


def _share_words(got: Thing, wanted: Thing) -> bool:
    """Whether what narrows the one down is said by the other in any way."""
    mine, theirs = _qualifying_words(got), _qualifying_words(wanted)
    return not leave_out_known(mine, theirs | wanted.words) or not leave_out_known(
        theirs, mine | got.words
    )


def _compare_cost(got: Thing, wanted: Thing) -> list[Likeness]:
    """`setup for 5k` beside `free setup`."""
    if wanted.free and not got.free and _names_sum(got):
        return [Likeness.LESS]
    if got.free and not wanted.free and _names_sum(wanted):
        return [Likeness.MORE]
    return []


def _names_sum(thing: Thing) -> bool:
    for extent in thing.extents:
        is_currency = extent.unit.isupper()
        is_bare_sum = not extent.unit and extent.amount >= _LEAST_SUM
        if (is_currency or is_bare_sum) and not extent.is_threshold:
            return True
    return False


def _compare_thresholds(got: Thing, wanted: Thing) -> list[Likeness]:
    """From where on something holds: the lower, the more; without one it holds from the beginning."""
    mine = [each for each in got.extents if each.is_threshold]
    theirs = [each for each in wanted.extents if each.is_threshold]
    if not mine and not theirs:
        return []
    if any(each.unit in TIME_UNITS for each in (*mine, *theirs)):
        # To stay longer before one may leave is more to the one and less to the other.
        is_same = sorted(mine, key=_by_unit) == sorted(theirs, key=_by_unit)
        return [] if is_same else [Likeness.UNCLEAR]
    if mine and theirs:
        pairs = _pair_extents(mine, theirs)
        verdicts = [_compare_amounts(a.amount, b.amount, Direction.SMALLER) for a, b in pairs]
        return verdicts or [Likeness.UNCLEAR]
    if _share_a_unit(got, wanted):
        # `an order from 500 pcs` beside `500 pcs`
        return [Likeness.UNCLEAR]
    return [Likeness.MORE if theirs else Likeness.LESS]


def _without_thresholds(thing: Thing) -> Thing:
    if not any(each.is_threshold for each in thing.extents):
        return thing
    return replace(thing, extents=tuple(each for each in thing.extents if not each.is_threshold))


def _compare_extents(got: Thing, wanted: Thing) -> list[Likeness]:
    verdicts = _compare_thresholds(got, wanted)
    return verdicts + _compare_plain_extents(_without_thresholds(got), _without_thresholds(wanted))


def _compare_plain_extents(got: Thing, wanted: Thing) -> list[Likeness]:
    verdicts = _compare_paired_extents(got, wanted)
    if verdicts:
        return verdicts
    counts = _compare_counts(got, wanted)
    if counts is not None:
        return [counts]
    if got.extents and wanted.extents:
        # `4 weeks of training` beside `10 training places`
        return [Likeness.UNCLEAR]
    verdicts = _compare_with_all(got, wanted)
    if any(each.unit == CLOCK for each in (*got.extents, *wanted.extents)):
        # `the lift until 10 o'clock` beside the lift
        verdicts.append(Likeness.UNCLEAR)
    return verdicts


def _compare_paired_extents(got: Thing, wanted: Thing) -> list[Likeness]:
    """Verdicts on the quantities that both of them name in one unit."""
    direction = _common_direction(got, wanted)
    verdicts = []
    mine_in_one, theirs_in_one = _in_one_unit_of_time(got.extents, wanted.extents)
    for mine, theirs in _pair_extents(mine_in_one, theirs_in_one):
        is_clock = CLOCK in (mine.unit, theirs.unit)
        way = Direction.EITHER if is_clock else direction
        verdicts.append(_compare_amounts(mine.amount, theirs.amount, way))
    return verdicts


def _compare_counts(got: Thing, wanted: Thing) -> Likeness | None:
    """`a reference call` beside `2 reference calls`; None where neither is one, or one of them names no number."""
    if not got.is_one and not wanted.is_one:
        return None
    mine, theirs = got.amount_in(PIECES), wanted.amount_in(PIECES)
    if mine is None or theirs is None:
        return None
    return _compare_amounts(mine, theirs, _common_direction(got, wanted))


def _compare_with_all(got: Thing, wanted: Thing) -> list[Likeness]:
    """`2 of the 3 floors` beside a thing without a number, which is for all of them."""
    if any(each.of_more for each in got.extents):
        return [Likeness.LESS]
    if any(each.of_more for each in wanted.extents):
        return [Likeness.MORE]
    return []


def _in_one_unit_of_time(
    mine: Sequence[Extent], theirs: Sequence[Extent]
) -> tuple[Sequence[Extent], Sequence[Extent]]:
    """The extents with months in days, where one side counts in months, the other in days, and they are not about
    the same: four weeks are neither less than a month nor the same."""
    found = _find_months_and_days(mine, theirs) or _find_months_and_days(theirs, mine)
    if found is None:
        return mine, theirs
    months, days = found
    if not months or abs(1 - days / months) < _ABOUT_THE_SAME:
        return mine, theirs
    return _with_months_in_days(mine), _with_months_in_days(theirs)


def _find_months_and_days(
    first: Sequence[Extent], second: Sequence[Extent]
) -> tuple[Decimal, Decimal] | None:
    """How many days the months of the first and the days of the second are; None where they count in one unit."""
    months = [each.amount for each in first if each.unit == "months"]
    days = [each.amount for each in second if each.unit == "days"]
    if len(first) != 1 or len(second) != 1 or not months or not days:
        return None
    return months[0] * _DAYS_OF_A_MONTH, days[0]


def _with_months_in_days(extents: Sequence[Extent]) -> list[Extent]:
    return [
        Extent(amount=each.amount * _DAYS_OF_A_MONTH, unit="days")
        if each.unit == "months"
        else each
        for each in extents
    ]


def _common_direction(got: Thing, wanted: Thing) -> Direction:
    """The direction of both; where only one of them says that fewer are more, that one counts."""
    return max(got.direction, wanted.direction, key=list(Direction).index)


def _pair_extents(mine: Sequence[Extent], theirs: Sequence[Extent]) -> list[tuple[Extent, Extent]]:
    """Quantities of one unit; a bare number goes with what is left."""
    pairs = []
    mine_left, theirs_left = sorted(mine, key=_by_unit), sorted(theirs, key=_by_unit)
    for is_pair in (_have_one_unit, _may_have_one_unit):
        for quantity in tuple(mine_left):
            other = next((each for each in theirs_left if is_pair(quantity, each)), None)
            if other is not None:
                mine_left.remove(quantity)
                theirs_left.remove(other)
                pairs.append((quantity, other))
    return pairs


def _by_unit(quantity: Extent) -> tuple[str, Decimal]:
    return quantity.unit, quantity.amount


def _have_one_unit(a: Extent, b: Extent) -> bool:
    return a.unit == b.unit


def _may_have_one_unit(a: Extent, b: Extent) -> bool:
    """A bare number may count anything, but it is no percentage."""
    return "%" not in (a.unit, b.unit) and (not a.unit or not b.unit)


def _compare_amounts(mine: Decimal, theirs: Decimal, direction: Direction) -> Likeness:
    if mine == theirs:
        return Likeness.SAME
    if direction not in (Direction.LARGER, Direction.SMALLER, Direction.BUYER_EITHER):
        return Likeness.UNCLEAR
    is_more = (mine > theirs) is (direction is not Direction.SMALLER)
    return Likeness.MORE if is_more else Likeness.LESS


def _compare_bounds(got: Thing, wanted: Thing) -> list[Likeness]:
    return [_compare_days(mine, theirs) for mine, theirs in _pair_bounds(got.bounds, wanted.bounds)]


def _pair_bounds(mine: Sequence[Bound], theirs: Sequence[Bound]) -> list[tuple[Bound, Bound]]:
    """Days that limit in the same way; where there are none, the first of each."""
    by_kind = {bound.kind: bound for bound in theirs}
    pairs = [(bound, by_kind[bound.kind]) for bound in mine if bound.kind in by_kind]
    if not pairs and mine and theirs:
        return [(mine[0], theirs[0])]
    return pairs


def _compare_days(mine: Bound, theirs: Bound) -> Likeness:
    days = count_days_between(theirs, mine)
    if not days:
        return Likeness.SAME
    kinds = {mine.kind, theirs.kind} - {BoundKind.ON}
    has_years = mine.year is not None and theirs.year is not None
    if len(kinds) != 1 or (not has_years and abs(days) > _FAR):
        return Likeness.UNCLEAR
    is_later = days > 0
    return Likeness.MORE if is_later is (kinds == {BoundKind.UNTIL}) else Likeness.LESS


def _compare_shares(got: Thing, wanted: Thing) -> Likeness | None:
    """By the shares that they say to be of a thing; None where neither says any."""
    if got.share is None and wanted.share is None:
        return None
    whole = Decimal(1)
    mine = whole if got.share is None else got.share
    theirs = whole if wanted.share is None else wanted.share
    return _compare_amounts(mine, theirs, Direction.LARGER)
