"""What the other side wants, whoever says so of it (`procurement insists on 10% off`), and what we said no to."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.language.clean import LONGEST, clean_text
from bot.language.doing import is_done
from bot.language.dropped_entries import without_reason
from bot.language.offer_sides import list_roles
from bot.language.own_wishes import find_own_wish
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("wishes")
_SIDES = pattern_table("offer_sides")
_UNLIMITED = _WORDS.words("unlimited")
_ARTICLE = rf"(?:(?:{_SIDES.alternatives('article')})\s+)?"
_WANTS = (
    rf"(?:['’](?:re|s|d|ve|ll))?\s+(?:{_WORDS.alternatives('before_verb')})"
    rf"(?:{_WORDS.alternatives('wants')})(?!\w)(?:\s+to\s+(?:have|get|see)(?!\w))?\s*"
)
_WISH = compile_late(
    rf"(?:(?:{_SIDES.alternatives('they')}|{_WORDS.alternatives('pronouns')}|{_ARTICLE}(?:{list_roles()})){_WANTS}"
    rf"|(?:{_WORDS.alternatives('their_wish')}))(?:{_WORDS.alternatives('after_wants')})?(?P<wish>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# Whoever it is, they want it from us: `GC wants us to eat the crane cost`.
_FROM_US = compile_late(
    rf"(?!{_WORDS.alternatives('of_ours')}){_ARTICLE}(?:[\w&.'’-]+\s+){{1,2}}?(?:{_WORDS.alternatives('from_us')})\s+(?P<wish>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE = compile_late(rf"(?:{_WORDS.alternatives('inside')})", re.IGNORECASE)
"""`our boss wants us to give 5%`: somebody on our own side."""
_ONLY_AN_ANSWER = compile_late(_WORDS.alternatives("only_an_answer"), re.IGNORECASE)
_REFUSED = compile_late(rf"(?:{_WORDS.alternatives('refused')})\b", re.IGNORECASE)
"""`sie wollen nicht anzahlen`: what they do not want to do."""
_AFTER_NAME = compile_late(
    rf"{_WANTS}(?:{_WORDS.alternatives('after_wants')})?(?P<wish>\S.*)", re.IGNORECASE | re.DOTALL
)
_DROPS = (
    rf"\s+(?:{_WORDS.alternatives('before_verb')})(?:{_WORDS.alternatives('drops')})\s+"
    rf"(?:{_WORDS.alternatives('before_thing')})?(?P<wish>\S.*)"
)
_DROPPED = compile_late(
    rf"(?:{_SIDES.alternatives('they')}|{_ARTICLE}(?:{list_roles()})){_DROPS}",
    re.IGNORECASE | re.DOTALL,
)
_DROPPED_AFTER_NAME = compile_late(_DROPS, re.IGNORECASE | re.DOTALL)
_SURELY_WANTS = compile_late(rf"\b(?:{_WORDS.alternatives('surely_wants')})", re.IGNORECASE)
_DROPPED_OURS = tuple(
    compile_late(each, re.IGNORECASE) for each in _WORDS.expressions("dropped_ours")
)
_THING_FIRST = compile_late(
    rf"(?P<wish>\S.*?)\s+(?:{_WORDS.alternatives('wants_after_thing')})\s*[.!]*", re.IGNORECASE
)
"""Where the thing comes first: `Wartung wollen sie trotzdem`."""
_BUT = compile_late(rf"\s*[,;]?\s+(?:{_WORDS.alternatives('but')})\s+", re.IGNORECASE)
_AND = compile_late(rf"\s*[,;]?\s+(?:{_WORDS.alternatives('and')})\s+", re.IGNORECASE)
_WE_WANT = compile_late(rf"(?:{_WORDS.alternatives('we_want')})\b", re.IGNORECASE)
_REST_BEHIND = compile_late(
    rf"\s*[,;]?\s+(?:{_WORDS.alternatives('rest_behind')})\b.*$", re.IGNORECASE
)
_TAIL = compile_late(rf"\s+(?:{_WORDS.alternatives('tail')})\s*[.!]*$", re.IGNORECASE)
_REFUSES = compile_late(
    rf"(?:{_WORDS.alternatives('refuses')})(?:{_WORDS.alternatives('before_thing')})?(?P<thing>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_REFUSES_LAST = compile_late(
    rf"(?P<thing>\S.*?),?\s+(?:{_WORDS.alternatives('refuses_last')})\s*[.!]*$",
    re.IGNORECASE | re.DOTALL,
)
"""Where the thing comes first: `the penalty clause we declined`."""
_REFUSED_TAIL = compile_late(
    rf"\s+(?:{_WORDS.alternatives('refused_tail')})\s*[.!]*$", re.IGNORECASE
)


def is_unlimited(what: str) -> bool:
    """Whether a wording asks for something without a limit: `unlimited liability`."""
    return not _UNLIMITED.isdisjoint(what.casefold().split())


def find_wish(text: str, names: Iterable[str] = ()) -> str | None:
    """What the other side wants, where the line says so of anybody there: by a pronoun, by what they are, or by one of
    these names. None where it says something else, or that they want nothing but an answer."""
    line = clean_text(text[:LONGEST])
    if line.endswith("?") or _INSIDE.match(line):
        return None
    found = _WISH.match(line) or _FROM_US.match(line) or _THING_FIRST.fullmatch(line)
    if found is None:
        for name in names:
            if name and line.casefold().startswith(name.casefold()):
                found = _AFTER_NAME.match(line, len(name))
    if found is None or _ONLY_AN_ANSWER.match(found["wish"]) or _REFUSED.match(found["wish"]):
        return None
    return _TAIL.sub("", found["wish"])


def find_sure_wish(text: str) -> str | None:
    """What the other side wants where a line says so that may also name what we ask of them: `they want net 60`, but
    not `they need to sign`."""
    wish = find_wish(text)
    if wish is None:
        return None
    line = clean_text(text[:LONGEST])
    said = line.replace(wish, "", 1)
    return wish if _SURELY_WANTS.search(said) is not None else None


class WishBehind(NamedTuple):
    """What is done already, and behind a *but* what the other side wants, as typed."""

    done: str
    wish: str


def split_wish_before(text: str) -> tuple[str, str] | None:
    """What they want, and what the line says beside it of another matter: that they refuse something (`they want
    parking but won't pay the hotel`), what we say to it (`…, wir nur wenn sie buchen`), what we want ourselves (`i want
    an extra set and they want parking`). None for any other line."""
    line = clean_text(text[:LONGEST])
    for joint in _AND.finditer(line):
        ours, wish = line[: joint.start()].strip(), line[joint.end() :].strip()
        if _WE_WANT.match(ours) is not None and find_sure_wish(wish) is not None:
            return wish, ours
    found = _REST_BEHIND.search(line)
    if found is None or find_sure_wish(line[: found.start()]) is None:
        return None
    return line[: found.start()], line[found.start() :].lstrip(" ,;")


def split_wish_behind(text: str) -> WishBehind | None:
    """`deposit paid but he wants 2 more chairs`; None for another line, and where the first part is only promised: then
    the wish is its condition (`30 days but they want 5% off`)."""
    line = clean_text(text[:LONGEST])
    for joint in _AND.finditer(line):
        ours, wish = line[: joint.start()].strip(), line[joint.end() :].strip()
        if find_own_wish(ours) is not None and find_sure_wish(wish) is not None:
            # `we want an extra set and they want parking`
            return WishBehind(done=ours, wish=wish)
    for joint in _BUT.finditer(line):
        done, wish = line[: joint.start()].strip(), line[joint.end() :].strip()
        if find_sure_wish(wish) is not None:
            return WishBehind(done=done, wish=wish) if is_done(done) else None
    return None


def find_dropped_ask(text: str) -> str | None:
    """What we asked for and need no more: `forget the logo`; None where the line says something else."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    for pattern in _DROPPED_OURS:
        found = pattern.fullmatch(line) or pattern.fullmatch(without_reason(line))
        if found is not None:
            return found["thing"].strip()
    return None


def find_dropped_wish(text: str, names: Iterable[str] = ()) -> str | None:
    """What the other side no longer wants: `they dropped free delivery`; None where the line says something else."""
    line = clean_text(text[:LONGEST])
    found = _DROPPED.match(line)
    for name in names:
        if found is None and name and line.casefold().startswith(name.casefold()):
            found = _DROPPED_AFTER_NAME.match(line, len(name))
    return found["wish"].strip(" .!") if found is not None else None


def find_refusal(text: str) -> str | None:
    """What we said no to; None where the line says something else."""
    line = clean_text(text[:LONGEST])
    found = _REFUSES.match(line) or _REFUSES_LAST.fullmatch(line)
    if found is None or line.endswith("?"):
        return None
    return _REFUSED_TAIL.sub("", found["thing"]).strip(" .!") or None
