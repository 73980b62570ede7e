"""Lines that say several moves at once: `net 60 and 2 free seats, 3k and 1.5k, for a case study`.

What a list's things are is said in `item_lists`; here each gets the figure that is its own, and the clauses that hold
for all of them. A single figure at the end makes the list one package, which is one move.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Protocol

from bot.domain.worth import Figure, Worth
from bot.language.amounts import parse_amount
from bot.language.clauses.line import ends_clause
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.hints import HintReason, unreadable_line
from bot.language.item_lists import (
    MOST_ITEMS,
    Cut,
    cut_into_parts,
    judge_parts,
    names_all,
    split_items,
)
from bot.language.line_repairs import keep_ordinal_dots, repair_line
from bot.language.lines import Command, ParsedLine, Reading, UnreadableLine
from bot.language.patterns import compile_late
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("line_lists")
_JOINERS = _WORDS.words("joiners")
_EACH = _WORDS.words("each")
_LEADS = _WORDS.words("leads")
_ADDING = re.compile(r"\bplus\b", re.IGNORECASE)
"""After a figure it adds to that: `cost 3k plus shipping`."""
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_EACH_BEFORE = compile_late(
    rf"(\b(?:{'|'.join(sorted(_LEADS))}))?[,\s]\s*({'|'.join(sorted(_EACH))})\s+([^\s\w]?\d[\d.,']*\w*)(?=\s|$)",
    re.IGNORECASE,
)
_PUNCTUATION = ",;:.()[]"
_FIGURE_STARTS = frozenset("0123456789€$£~")


class _Reader(Protocol):
    """Reads a text as a line of the same command, language and day."""

    def __call__(self, text: str) -> Reading: ...


def split_into_lines(
    text: str, reading: Reading, *, command: Command, locale: str, today: date
) -> tuple[ParsedLine, ...] | UnreadableLine:
    """The moves that a line says, read as `reading`; none where it says just one, or is no line of a move. Unreadable
    where several figures stand for another number of things."""
    repaired = repair_line(clean_text(text), command, locale)
    meant = repaired.text if repaired.text != clean_text(text) else text
    lines = _split_text(meant, reading, command=command, locale=locale, today=today)
    if isinstance(lines, UnreadableLine) or not lines:
        return lines
    first, *others = (keep_ordinal_dots(line, meant) for line in lines)
    not_read = "; ".join(filter(None, (first.not_read, *repaired.dropped)))
    return (first._replace(not_read=not_read), *others)


def _split_text(
    text: str, reading: Reading, *, command: Command, locale: str, today: date
) -> tuple[ParsedLine, ...] | UnreadableLine:
    read = partial(read_line, command=command, locale=locale, today=today)
    cleaned = clean_text(text)
    tidied = _set_figures_apart(_join_lines(cleaned), locale)
    if tidied != cleaned and isinstance(reading, ParsedLine):
        reading = read(tidied)
    words = split_line(tidied, locale)
    figures = _find_figures(words, locale)
    if figures is not None:
        lines = tuple(_read_with_figures(words, figures, read))
        return lines or unreadable_line(HintReason.TWO_MOVES, command, cleaned)
    if lines := _read_parts(tidied, reading, read):
        return lines
    if not isinstance(reading, ParsedLine):
        return ()
    lines = split_line_items(reading, tidied)
    return _limit_last(lines) if command is Command.ASK else lines


def _join_lines(text: str) -> str:
    """The text on one line: each line, with or without its bullet, is a thing of the list."""
    if "\n" not in text:
        return text
    lines = [_BULLET.sub("", line).strip() for line in text.split("\n")]
    return "; ".join(line.rstrip(";,") for line in lines if line)


def _set_figures_apart(text: str, locale: str) -> str:
    """The text with a comma before the figures that belong to a list: `each 2k` at its end, and those that stand at the
    end of each of its things (`API access 2k; 5 seats 1k`)."""
    parts = list(cut_into_parts(text))
    if not 1 < len(parts) <= MOST_ITEMS:
        return text
    apart = [_set_last_figure_apart(part.text, locale) for part in parts]
    each = _EACH_BEFORE.sub(_put_each_behind, parts[-1].text)
    if None in apart:
        apart = [*(part.text for part in parts[:-1]), each]
    return "".join(part.joint + str(piece) for part, piece in zip(parts, apart, strict=True))


def _put_each_behind(found: re.Match[str]) -> str:
    """`, 2k each` of `each 2k`; what says that the figure is a cost stays before it: `kosten je 60`."""
    lead = f"{found[1]} " if found[1] else ", "
    return f"{lead}{found[3]} {found[2]}"


def _set_last_figure_apart(text: str, locale: str) -> str | None:
    """`5 seats 1k` as `5 seats, 1k`; None where no amount of money stands at the end without a word before it."""
    words = split_line(text, locale)
    for at in range(1, words.count):
        if words.gaps[at].strip() or words.low[at - 1] in _LEADS:
            continue
        amount = parse_amount(words, at, locale, sized=False)
        if amount is None or not amount.money or not ends_clause(words, amount.after):
            continue
        piece = _piece_of(words, at)
        return f"{' '.join(words.pieces[:piece])}, {' '.join(words.pieces[piece:])}"
    return None


_COUNTED = re.compile(r"(\d{1,4})\s+[^\W\d_]")
"""How many of a thing an item names first: `10 chairs`."""


def split_line_items(line: ParsedLine, text: str = "") -> tuple[ParsedLine, ...]:
    """The moves of a line whose item is a list; none where it is one thing, or a package under one figure."""
    items = split_items(line.what).items
    if len(items) < 2:
        return ()
    if _own_figure(line) and not _says_each(text):
        return ()
    not_read = "" if line.not_read.casefold() in _EACH else line.not_read
    counts = [_COUNTED.match(item) for item in items]
    return tuple(
        line._replace(
            what=item,
            not_read=not_read,
            # `10 chairs and 5 tables cost 60 each`: each of them does.
            cost=_multiply(line.cost, count) if all(counts) else line.cost,
            worth=_multiply(line.worth, count) if all(counts) else line.worth,
        )
        for item, count in zip(items, counts, strict=True)
    )


def _multiply(one: Worth | None, count: re.Match[str] | None) -> Worth | None:
    """What so many cost of which one costs that; a size or a range stays as it is."""
    if count is None or not isinstance(one, Figure) or one.low is not None:
        return one
    return replace(one, amount=one.amount * int(count[1]))


def _limit_last(lines: tuple[ParsedLine, ...]) -> tuple[ParsedLine, ...]:
    """Our asks, where a condition in one word is the last one's own: `training and a penalty of 100 a day if late`."""
    if not lines or len((lines[-1].condition or "").split()) != 1:
        return lines
    return (*(line._replace(condition=None) for line in lines[:-1]), lines[-1])


def _says_each(text: str) -> bool:
    """Whether a figure holds for each thing: `3k each`."""
    low = text.casefold().rstrip(_PUNCTUATION).split()
    for before, word in pairwise(low):
        is_after = word in _EACH and before[:1] in _FIGURE_STARTS
        is_before = before in _EACH and word[:1] in _FIGURE_STARTS
        if is_after or is_before:
            return True
    return False


def _own_figure(line: ParsedLine) -> bool:
    return line.cost is not None or line.worth is not None


# Figures in the order of the things


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """Amounts that follow one another in a line, as the first word of each and the word after the last."""

    starts: tuple[int, ...]
    after: int


def _find_figures(words: WordList, locale: str) -> _Figures | None:
    """The first place where several amounts follow one another: `3k and 1.5k`."""
    at = 0
    while at < words.count:
        if not _may_begin_figures(words, at):
            at += 1
            continue
        figures, is_money = _read_figures(words, at, locale)
        is_list = 1 < len(figures.starts) <= MOST_ITEMS and is_money
        if is_list and ends_clause(words, figures.after):
            return figures
        at = max(figures.after, at + 1)
    return None


def _may_begin_figures(words: WordList, at: int) -> bool:
    is_apart = bool(words.gaps[at].strip()) or (at > 0 and words.low[at - 1] in _LEADS)
    return is_apart and words.low[at][:1] in _FIGURE_STARTS


def _read_figures(words: WordList, at: int, locale: str) -> tuple[_Figures, bool]:
    """The amounts that follow one another from a word on, and whether one of them is surely money."""
    starts: list[int] = []
    is_money = False
    after, following = at, at
    while following >= 0:
        amount = parse_amount(words, following, locale, sized=False)
        if amount is None or amount.worth is None:
            # `net 60 and 2 free seats, 3k and 20 more`: what begins like an amount counts something else.
            return _Figures(starts=(), after=after), False
        starts.append(following)
        is_money = is_money or amount.money
        after = amount.after
        following = _next_figure(words, after)
    return _Figures(starts=tuple(starts), after=after), is_money


def _next_figure(words: WordList, at: int) -> int:
    """Where the next amount of a list begins, after a comma or a joiner; -1 where none does."""
    at_joiner = words.low[at] in _JOINERS
    i = at + 1 if at_joiner else at
    if i >= words.count or not (at_joiner or "," in words.gaps[at]):
        return -1
    return i if words.low[i][:1] in _FIGURE_STARTS else -1


def _read_with_figures(words: WordList, figures: _Figures, read: _Reader) -> Iterator[ParsedLine]:
    """One line for each of as many things and amounts, in their order; none where there are not as many of both."""
    lines = [read(_keep_figure(words, figures, nth)) for nth in range(len(figures.starts))]
    parsed = [line for line in lines if isinstance(line, ParsedLine)]
    if len(parsed) < len(lines):
        return
    found = split_items(parsed[0].what)
    for items in (found.items, found.perhaps):
        if len(items) == len(parsed):
            for line, item in zip(parsed, items, strict=True):
                yield line._replace(what=item)
            return


def _keep_figure(words: WordList, figures: _Figures, nth: int) -> str:
    """The line with only one of its amounts that follow one another."""
    starts = [*figures.starts, figures.after]
    pieces = [_piece_of(words, start) for start in starts]
    before, after = words.pieces[: pieces[0]], words.pieces[pieces[-1] :]
    first, last = words.pieces[pieces[0]], words.pieces[pieces[-1] - 1]
    own = words.pieces[pieces[nth] : pieces[nth + 1]]
    if own[-1].casefold() in _JOINERS:
        own = own[:-1]
    lead = first[: len(first) - len(first.lstrip(_PUNCTUATION))]
    trail = last[len(last.rstrip(_PUNCTUATION)) :]
    amount = " ".join(own).strip(_PUNCTUATION)
    return " ".join([*before, f"{lead}{amount}{trail}", *after])


def _piece_of(words: WordList, i: int) -> int:
    """Which piece of the text a word is in; past the end, that after the last."""
    if i >= words.count:
        return len(words.pieces)
    return words.place[i] if words.place else i


# Things with figures and days of their own


def _read_parts(text: str, whole: Reading, read: _Reader) -> tuple[ParsedLine, ...]:
    """One line for each thing where one that is not the last has a figure or a day of its own: `2 free seats cost 3k
    and net 60`. None where there is no such list."""
    parts = list(cut_into_parts(text))
    if not 1 < len(parts) <= MOST_ITEMS:
        return ()
    lines: list[ParsedLine] = []
    current = parts[0].text
    is_series = len(parts) > 2 and parts[-1].joint.strip() != ","
    # `5k discount and 10k credit`: read as one it was refused for its two figures.
    is_refused = isinstance(whole, UnreadableLine) and whole.hint == HintReason.TWO_MOVES.value
    for part in parts[1:]:
        left, right = read(current), read(part.text)
        if (
            isinstance(left, ParsedLine)
            and isinstance(right, ParsedLine)
            and _may_part(left, right)
            and not _is_in_clause(whole, right)
            and not (_ADDING.search(part.joint) and not _own_figure(right))
            and (
                (is_refused and _own_figure(left) and _own_figure(right))
                or judge_parts(left.what, part.joint, right.what, is_series=is_series)
                is not Cut.JOINED
            )
        ):
            lines.append(left)
            current = part.text
        else:
            current += part.joint + part.text
    last = read(current)
    if not lines or not isinstance(last, ParsedLine):
        return ()
    if not is_refused and not any(_has_its_own(line) for line in lines):
        return ()
    shared = tuple(_share_clauses([*lines, last]))
    return tuple(line for line in shared if not names_all(line.what))


def _is_in_clause(whole: Reading, part: ParsedLine) -> bool:
    """Whether the words of a part are in a clause of the whole line, so that they are no thing: `as goodwill, review
    15 jan`."""
    if not isinstance(whole, ParsedLine):
        return False
    words = part.what.casefold()
    return words not in whole.what.casefold() and words not in whole.not_read.casefold()


def _may_part(left: ParsedLine, right: ParsedLine) -> bool:
    """Whether the clauses let two parts be two moves: what follows an open clause belongs to that, unless it has a
    figure of its own."""
    if left.condition or left.reason or left.for_what or left.refs:
        return _own_figure(right)
    return True


def _has_its_own(line: ParsedLine) -> bool:
    return _own_figure(line) or line.due is not None or line.on is not None


def _share_clauses(lines: Sequence[ParsedLine]) -> Iterator[ParsedLine]:
    """The lines with the clauses at the end of the last one, which hold for each that has none of its own."""
    last = lines[-1]
    for line in lines[:-1]:
        if line.for_what or line.condition or line.refs:
            yield line
            continue
        yield line._replace(
            for_what=last.for_what,
            for_worth=last.for_worth,
            condition=last.condition,
            due=line.due or (last.due if last.condition or last.for_what else None),
            reason=line.reason or last.reason,
            goodwill=line.goodwill or last.goodwill,
            on=line.on or last.on,
            review=line.review or last.review,
            refs=last.refs,
            to=line.to or last.to,
        )
    yield last
