"""What somebody wants with an entry that they name by its number: `#4`, `edit #4 cost 8k`, `void #4 never agreed`,
`match #5 #9`, `#4 ändern Kosten 8k`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.fields import (
    AMENDABLE_FIELDS,
    CONDITION,
    COST,
    DUE,
    FIELDS_BY_NAME,
    ON,
    REASON,
    REVIEW,
    WHAT,
    WORTH,
    FieldKind,
    FieldValue,
    read_fields,
)
from bot.language.clean import clean_text
from bot.language.figures import read_amount
from bot.language.grammar import read_changes
from bot.language.lines import Command, ParsedLine
from bot.language.vocabulary import word_table


class EntryDeed(StrEnum):
    """What is to be done with an entry."""

    SHOW = "show"
    EDIT = "edit"
    VOID = "void"
    MATCH = "match"
    UNMATCH = "unmatch"
    UNDO = "undo"


SEVERAL = frozenset({EntryDeed.MATCH, EntryDeed.UNMATCH})
"""What is done with several entries at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRequest:
    """What is to be done with the entries of these numbers; `rest` is what else was typed. Without numbers the line
    names none."""

    deed: EntryDeed
    numbers: tuple[int, ...] = ()
    rest: str = ""


_WORDS = word_table("entries")
_DEEDS = {word: EntryDeed(deed) for word, deed in _WORDS.meanings("deeds").items()}
_PLAIN = _WORDS.words("plain")
"""Words of deeds that are no part of a thing: a line may be one of them and a bare number, or it alone."""
_COURTESIES = _WORDS.words("courtesies")
_JOINERS = _WORDS.words("joiners") | word_table("references").words("joiners")
_CONNECTORS = _WORDS.words("connectors")
_LABELS = _WORDS.meanings("labels")
"""What people call the fields of an entry, with their names in the domain."""
_EMPTYING = _WORDS.words("emptying")
_EMPTY = _WORDS.words("empty")
_MAY_BE_EMPTY = frozenset(
    {COST.name, WORTH.name, CONDITION.name, DUE.name, REASON.name, REVIEW.name}
)
_UNTIL = _WORDS.words("until")
_OPENERS = {
    ON.name: "on",
    REASON.name: "because",
    CONDITION.name: "if",
    # Without a separator before it `review 14 Dec` may be a thing.
    REVIEW.name: ", review",
}
"""How the reader of lines knows what people write after the name of a field."""
_BEFORE_VALUES = _WORDS.words("before_values")
_FILLERS = word_table("references").words("before_numbers") | word_table("references").words(
    "number_nouns"
)

_MARKED = re.compile(r"#(\d{1,6})")
_BARE = re.compile(r"(\d{1,6})")
_EDGES = ",;:.!?()/&+-–"
_GLUED_SIGN = re.compile(r"\s*#\s*(?=\d)")
_GLUED_DOT = re.compile(r"(?<=[^\W\d_])\.(?=\d)")


def read_entry_request(text: str, *, in_move_line: bool = False) -> EntryRequest | None:
    """What a line wants with entries; None where it speaks of none.

    After `/deal` a number needs no sign, and a deed may stand far from it (`edit the cost of #4 to 8k`). In a line that
    would record a move (`in_move_line`) the number has its sign and stands at the deed, since `remove 2 seats` is a
    move; a deed that no thing is called by (`edit`, `void`) needs nothing beside it.
    """
    words = _split(text)
    if not words:
        return None
    deed = _DEEDS.get(_plain(words[0]))
    if deed is None:
        return _read_number_first(words, in_move_line=in_move_line)
    is_plain = _plain(words[0]) in _PLAIN
    marked = in_move_line and not is_plain
    numbers, after = _read_numbers(words, 1, marked=marked, several=deed in SEVERAL)
    rest = words[after:]
    is_bare = bool(numbers) and not any(_MARKED.match(word) for word in words)
    if in_move_line and is_bare and rest:
        # `/ask show 3 demos`: what follows is what the number counts.
        return None
    if numbers:
        return _request(deed, numbers, rest)
    if in_move_line:
        return EntryRequest(deed=deed) if is_plain and len(words) == 1 else None
    return _read_number_inside(deed, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsRead:
    """What a line says anew of an entry, by the names of its fields; None takes out what a field said. `why` is the
    reason for the change, `tied` what the entry is to be for, which is no field, `not_read` the words that say
    nothing."""

    fields: Mapping[str, FieldValue]
    why: str = ""
    tied: str = ""
    not_read: str = ""


def read_fields_anew(
    text: str, *, command: Command, ours: bool, locale: str, today: date
) -> FieldsRead:
    """What is to be changed of a move that `command` would record (`cost 8k by Friday`, `6% off`). An amount alone is
    the figure that people know first of such a move: what a give costs us, what a get or an ask of ours is worth."""
    is_worth = command is not Command.CONCEDE and (ours or command is Command.GOT)
    figure = WORTH.name if is_worth else COST.name
    amount = read_amount(text, locale)
    if amount is not None:
        return FieldsRead(fields={figure: amount})
    emptied = _find_emptied_field(text)
    if emptied:
        is_text = FIELDS_BY_NAME[emptied].kind is FieldKind.TEXT
        return FieldsRead(fields={emptied: "" if is_text else None})
    label, value = _split_label(text)
    if label == WHAT.name and value:
        return FieldsRead(fields={WHAT.name: value})
    first, _, rest = text.strip().partition(" ")
    if _plain(first) in _UNTIL and rest:
        # Elsewhere `pilot until 14 Dec` says how long the thing itself lasts; alone it is the day of the entry.
        text = f"by {rest}"
    # `reason: they plan early` is read like `because they plan early`.
    text = f"{_OPENERS[label]} {value}" if label in _OPENERS and value else text
    line = read_changes(text, command=command, locale=locale, today=today)
    return _gather_changes(line, text, figure=figure, locale=locale)


def read_due_day(text: str, *, locale: str, today: date) -> FieldValue:
    """The day that an entry is due by, from the words for it alone: `April`; None where they name none."""
    fields = read_fields_anew(
        f"by {text}", command=Command.ASK, ours=True, locale=locale, today=today
    ).fields
    return fields.get(DUE.name)


def _gather_changes(line: ParsedLine, text: str, *, figure: str, locale: str) -> FieldsRead:
    """What a line changes, of which an amount alone is that `figure`."""
    said = read_fields(line, AMENDABLE_FIELDS)
    fields = {name: held for name, held in said.items() if held}
    not_read = [line.not_read] if line.not_read else []
    what = str(fields.pop(WHAT.name, ""))
    amount = read_amount(what, locale) if what and figure not in fields else None
    if amount is not None:
        # `30k by 11 Dec`: the figure, not another name.
        fields[figure] = amount
    elif what and _is_new_name(what, text):
        fields[WHAT.name] = what
    elif what:
        not_read.append(what)
    if line.goodwill or line.for_worth is not None:
        not_read.append(text)
    why = ""
    if REASON.name in fields and len(fields) > 1:
        # Beside what is changed it says why it is changed.
        why = str(fields.pop(REASON.name))
    tied = line.for_what or ", ".join(f"#{number}" for number in line.refs)
    return FieldsRead(fields=fields, why=why, tied=tied, not_read="; ".join(not_read))


def _is_new_name(what: str, text: str) -> bool:
    """Whether the words are what the entry is called from now on: they begin the line. Those that stand after a figure
    are an aside (`cost 8k, checked by Olga`), and `cost unknown` names a field."""
    words = [word for word in map(_plain, what.split()) if word not in _FILLERS]
    empties = len(words) == 2 and words[0] in _EMPTYING and words[1] in _LABELS
    if empties or not words or words[0] in _LABELS:
        return False
    return text.strip(" ,;:.-").casefold().startswith(what.casefold())


def _find_emptied_field(text: str) -> str:
    """The field that is to say nothing any more: `remove the cost`, `cost unknown`; "" where there is none."""
    words = [word for word in map(_plain, text.split()) if word not in _FILLERS]
    if len(words) != 2:
        return ""
    first, second = words
    label = second if first in _EMPTYING else first if second in _EMPTY else ""
    field = _LABELS.get(label, "")
    return field if field in _MAY_BE_EMPTY else ""


def _split_label(text: str) -> tuple[str, str]:
    """The name of a field that begins the text, and the rest: `reason: they plan early`."""
    first, _, rest = text.strip().partition(" ")
    return _LABELS.get(_plain(first), ""), rest.strip(" :=")


def find_number(text: str) -> int | None:
    """The only number with its sign in a text (`eidt #4 cost 8k`); None where there is none, or there are several."""
    marked = [_MARKED.fullmatch(_plain(word)) for word in _split(text)]
    numbers = [int(found[1]) for found in marked if found is not None]
    return numbers[0] if len(numbers) == 1 else None


def _split(text: str) -> list[str]:
    """The words of a line; a number stands apart from what it is glued to: `edit#4`, `#5,#9`, `Nr.4`."""
    apart = _GLUED_SIGN.sub(" #", clean_text(text))
    return _GLUED_DOT.sub(". ", apart).split()


def _read_number_first(words: list[str], *, in_move_line: bool) -> EntryRequest | None:
    """`#4`, `#4 void never agreed`, `#5 and #9 match`; after `/deal` also `4`."""
    numbers, after = _read_numbers(words, 0, marked=True)
    if not numbers and not in_move_line:
        numbers, after = _read_numbers(words, 0, marked=False)
        # `4`, `no. 4`, `4 void`; `4 weeks free` is something else.
        if after < len(words) and _plain(words[after]) not in _DEEDS:
            return None
    if not numbers:
        return None
    rest = words[after:]
    if not rest:
        return EntryRequest(deed=EntryDeed.SHOW, numbers=numbers)
    deed = _DEEDS.get(_plain(rest[0]))
    if deed is not None:
        return _request(deed, numbers, rest[1:])
    if in_move_line:
        return None
    return EntryRequest(deed=EntryDeed.SHOW, numbers=numbers, rest=_join(rest))


def _read_number_inside(deed: EntryDeed, line: list[str]) -> EntryRequest | None:
    """`edit the cost of #4 to 8k`: the number stands among the words after the deed."""
    words = line[1:]
    places = [i for i, word in enumerate(words) if _MARKED.fullmatch(word.strip(_EDGES))]
    if not places:
        # `/deal match` opens its form, and `/deal undo the last one` needs no number.
        if deed is EntryDeed.UNDO or (deed is EntryDeed.MATCH and not words):
            return None
        return EntryRequest(deed=deed, rest=_join(words))
    numbers, after = _read_numbers(words, places[0], marked=True)
    before = words[: places[0]]
    while before and _plain(before[-1]) in _FILLERS | _JOINERS | _CONNECTORS:
        before.pop()
    while before and _plain(before[0]) in _FILLERS:
        before.pop(0)
    value = words[after:]
    if deed is EntryDeed.VOID:
        emptying = " ".join([line[0], *before])
        if _find_emptied_field(emptying):
            # `remove the cost of #4` takes out a field, not the entry.
            return EntryRequest(deed=EntryDeed.EDIT, numbers=numbers, rest=emptying)
        # `void the 5% off #4`: what it is called is no reason.
        before = []
    while before and value and _plain(value[0]) in _BEFORE_VALUES:
        value = value[1:]
    return _request(deed, numbers, [*before, *value])


def _request(deed: EntryDeed, numbers: tuple[int, ...], rest: list[str]) -> EntryRequest:
    while rest and _plain(rest[-1]) in _COURTESIES:
        rest = rest[:-1]
    if deed is EntryDeed.EDIT and len(rest) > 1 and _plain(rest[0]) in _BEFORE_VALUES:
        rest = rest[1:]
    return EntryRequest(deed=deed, numbers=numbers, rest=_join(rest))


def _join(words: list[str]) -> str:
    return " ".join(words).strip(" ,;:")


def _read_numbers(
    words: list[str], at: int, *, marked: bool, several: bool = False
) -> tuple[tuple[int, ...], int]:
    """The numbers in a row from word `at` on, each once, and the word after them. A bare number after another one
    counts things (`edit #4 2 seats`), unless `several` numbers are expected: `match 5 9`."""
    numbers: list[int] = []
    after = at
    i = at
    while i < len(words):
        word = _plain(words[i])
        found = _MARKED.fullmatch(word)
        may_be_bare = not numbers or several or _plain(words[i - 1]) in _JOINERS
        if found is None and may_be_bare and not marked:
            found = _BARE.fullmatch(word)
        if found is not None:
            numbers.append(int(found[1]))
            after = i + 1
        elif word not in _FILLERS | _JOINERS:
            break
        i += 1
    return tuple(dict.fromkeys(numbers)), after


def _plain(word: str) -> str:
    return word.strip(_EDGES).casefold()
