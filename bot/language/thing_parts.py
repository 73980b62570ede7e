"""The pieces of a text joined: one thing, or a list of several."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.things import Direction, Qualifier, Thing


def join_parts(found: list[Thing]) -> Thing:
    """One thing, or the list of several; what names none of its own (`partly: half now`) belongs to the whole."""
    things = [thing for thing in found if thing.words or thing.extents or thing.labels]
    named = [thing for thing in things if thing.words]
    share = next((thing.share for thing in found if thing.share is not None), None)
    rest = any(thing.rest for thing in found)
    if len(named) > 1 and len(named) == len(things):
        return Thing(parts=tuple(_without_share(thing) for thing in named), share=share, rest=rest)
    if not things:
        bounds = tuple(bound for thing in found for bound in thing.bounds)
        refers = any(thing.refers for thing in found)
        return Thing(bounds=bounds, share=share, rest=rest, refers=refers)
    return _merge(things, found, share, rest=rest)


def _without_share(thing: Thing) -> Thing:
    return replace(thing, share=None, rest=False, refers=False)


def _merge(things: list[Thing], found: list[Thing], share: Decimal | None, *, rest: bool) -> Thing:
    """One thing out of pieces that only together name one: `24 months, price hold`."""
    return Thing(
        words=frozenset().union(*(thing.words for thing in things)),
        generic=frozenset().union(*(thing.generic for thing in things)),
        decisive=frozenset().union(*(thing.decisive for thing in things)),
        extents=tuple(quantity for thing in things for quantity in thing.extents),
        qualifiers=_join_qualifiers(things),
        labels=frozenset().union(*(thing.labels for thing in things)),
        bounds=tuple(bound for thing in found for bound in thing.bounds),
        direction=max((thing.direction for thing in things), key=list(Direction).index),
        share=share,
        free=any(thing.free for thing in things),
        is_one=len(things) == 1 and things[0].is_one,
        rest=rest,
    )


def _join_qualifiers(things: list[Thing]) -> tuple[Qualifier, ...]:
    words_by_kind: dict[str, frozenset[str]] = {}
    for thing in things:
        for each in thing.qualifiers:
            words_by_kind[each.kind] = words_by_kind.get(each.kind, frozenset()) | each.words
    return tuple(Qualifier(kind=kind, words=words) for kind, words in words_by_kind.items())
