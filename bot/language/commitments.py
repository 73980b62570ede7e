"""What a side has to do, as people type it: `they send the case study by 15 Jan`, `we deliver onboarding owner @ana`,
`sie schicken die Fallstudie bis 15. Januar`; and what became of it: `c2 delivered`, `#c2 to 1 Feb`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.commitments import CommitmentSide
from bot.domain.ids import CommitmentNo, PersonId
from bot.language.clean import LONGEST, clean_text
from bot.language.dates import date_context
from bot.language.days import parse_day, parse_days_ahead
from bot.language.languages import ENGLISH, language_of
from bot.language.offer_sides import list_roles
from bot.language.patterns import compile_late, expand, pattern_table
from bot.language.speaking.english_verbs import load_verbs
from bot.language.splitting import split_line
from bot.language.vocabulary import load_languages
from bot.language.word_list import WordList

_WORDS = pattern_table("commitments")
_SIDES = pattern_table("offer_sides")
_EDGES = " \t\n,;:.!-–—"
_LONGEST_WHERE = 60
"""Characters of where in a contract something may stand."""

_MENTION = r"<@(?P<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>"
_BEFORE_OWNER = rf"(?:{_WORDS.alternatives('before_owner')})\s*[:=]?"
_OWNER_MENTION = compile_late(rf"[,;]?\s*(?:\b{_BEFORE_OWNER}\s*)?{_MENTION}", re.IGNORECASE)
_MARK_OF_DAY = rf"(?:{_WORDS.alternatives('before_day')})"
_BEFORE_DAY = frozenset(_WORDS.alternatives("before_day").replace("|", " ").split()) | _WORDS.words(
    "also_before_day"
)
_PLACES = f"(?:{_WORDS.alternatives('places')})"
_BEFORE_WHERE = rf"(?:{_WORDS.alternatives('before_where')})"
_OWNER_ROLE = compile_late(
    rf"[,;]?\s*\b{_BEFORE_OWNER}\s+(?P<role>\S.*?)"
    rf"(?=\s*[,;]|\s+{_MARK_OF_DAY}\s|\s+{_BEFORE_WHERE}\s+{_PLACES}|\s*$)",
    re.IGNORECASE,
)
_WHERE = compile_late(
    rf"(?:[,;(]?\s*(?:\b(?:where|wo)(?:\s*[:=]\s*|\s+(?=im\s|in\s|steht\s))|\b{_BEFORE_WHERE}\s+(?={_PLACES}))|\(\s*(?={_PLACES}))"
    rf"(?P<where>[^,;)]{{1,{_LONGEST_WHERE}}}?)"
    rf"(?=\s*[,;)]|\s+{_MARK_OF_DAY}\s|\s+{_BEFORE_OWNER}|\s*$)\)?",
    re.IGNORECASE,
)
_WE = rf"(?:{_SIDES.alternatives('we')}|{_SIDES.alternatives('our')})"
_ROLE = rf"(?:(?:{_SIDES.alternatives('article')})\s+)?(?:{list_roles()})"
_THEY = rf"(?:{_SIDES.alternatives('they')}|{_SIDES.alternatives('their')}|{_ROLE})"
_DUTIES = tuple(
    compile_late(expand(str(table["duty"]), table), re.IGNORECASE) for table in _WORDS.tables
)
"""One for each language: each may match nothing, and the longest counts."""
_OPENS_OURS = compile_late(rf"(?:{_WE})\b\s*:?\s*", re.IGNORECASE)
_OPENS_THEIRS = compile_late(rf"(?:{_THEY})\b\s*:?\s*", re.IGNORECASE)
_AFTER_SIDE = rf"(?:{_WORDS.alternatives('after_side')})"
_ENDS_OURS = compile_late(
    rf"\s+{_AFTER_SIDE}\s+(?:{_WE}|{_WORDS.alternatives('us')})\s*$", re.IGNORECASE
)
_ENDS_THEIRS = compile_late(
    rf"\s+{_AFTER_SIDE}\s+(?:{_THEY}|{_WORDS.alternatives('them')})\s*$", re.IGNORECASE
)
_THAT = compile_late(rf"^(?:{_WORDS.alternatives('that')})\s+", re.IGNORECASE)
_NUMBER = compile_late(
    rf"#?\s?(?:(?:{_WORDS.alternatives('numbers')})\s?[.#-]?\s?)(?P<no>\d{{1,4}})", re.IGNORECASE
)
_EVERY = _WORDS.words("every")
"""Before a day that comes again and again: nothing is due by it."""
_RANGE_JOINERS = _WORDS.words("range_joiners")
_BELONGS_TO_VERB = _WORDS.words("belongs_to_verb")
_ARTICLES = frozenset("the dem den der".split())
_DAY_NUMBER = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th)?")
_DAY_NUMBERS = re.compile(r"(\d{1,2})\.?\s?[-–]\s?(\d{1,2})\.?")
_SHORTEST_MONTH = 28
_TITLED = compile_late(rf"(?:{_WORDS.alternatives('titles')})\.?\s+[^\W\d]+\s", re.IGNORECASE)
_THEY_DO = compile_late(rf"(?:{_WORDS.alternatives('they_do')})", re.IGNORECASE)
"""Who does something, where only the verb behind it tells that it is somebody: `die schicken`."""
_FILLERS = _WORDS.words("fillers")
_JOINERS = _WORDS.words("joiners")
_ALSO = _WORDS.words("also") | {""}
_MOVED_TO = compile_late(rf"^(?:{_WORDS.alternatives('moved_to')})\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRead:
    """What a line says that somebody has to do. `side` is None where it does not say who."""

    what: str
    side: CommitmentSide | None = None
    owner: PersonId | None = None
    role: str = ""
    due: date | None = None
    where: str = ""


class CommitmentDeed(StrEnum):
    """What became of a commitment, or is to be done with it."""

    SHOW = "show"
    DELIVERED = "delivered"
    WAIVED = "waived"
    MOVED = "moved"


_DEEDS = {
    **dict.fromkeys(_WORDS.words("done"), CommitmentDeed.DELIVERED),
    **dict.fromkeys(_WORDS.words("waived"), CommitmentDeed.WAIVED),
    **dict.fromkeys(_WORDS.words("moved"), CommitmentDeed.MOVED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRequest:
    """What is to be done with the commitment of that number; without a number the rest names it by its words."""

    deed: CommitmentDeed
    no: CommitmentNo | None
    rest: str = ""


def read_commitment(
    text: str, *, locale: str, today: date, names: Iterable[str] = ()
) -> CommitmentRead:
    """What was typed after `/deal commit`. `names` are those of the other parties at the table; a line that begins with
    one of them is theirs. What is not understood stays in what is to be done."""
    # `@ben sends the roster`: only people of ours are mentioned so, and what they do is ours.
    opens_with_owner = re.match(_MENTION, text.strip()) is not None
    owner, text = _cut_owner(text[:LONGEST])
    line = clean_text(text)
    role, line = _cut_part(_OWNER_ROLE, "role", line)
    where, line = _cut_part(_WHERE, "where", line)
    due, line = _cut_day(line, locale, today)
    side, what, is_sentence = _cut_side(line, names)
    if side is None and opens_with_owner:
        side, what, is_sentence = CommitmentSide.OURS, _cut_duty(what), True
    what = _THAT.sub("", what.strip(_EDGES)).strip(_EDGES)
    if is_sentence and language_of(locale) != ENGLISH:
        what = _put_verb_last(what, language_of(locale))
    return CommitmentRead(what=what, side=side, owner=owner, role=role, due=due, where=where)


def _cut_owner(text: str) -> tuple[PersonId | None, str]:
    """The person who is mentioned, and the text without the mention."""
    found = _OWNER_MENTION.search(text)
    if found is None:
        return None, text
    return PersonId(found["person"]), _without(text, found)


def _cut_part(pattern: re.Pattern[str], group: str, text: str) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None:
        return "", text
    return found[group].strip(_EDGES), _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()


def _cut_day(text: str, locale: str, today: date) -> tuple[date | None, str]:
    """The last day that the text names after a word such as *by*, or at its end, and the text without both."""
    words = split_line(text, locale)
    context = date_context(today, locale)
    found: tuple[date, int, int] | None = None
    i = 0
    while i < words.count:
        ahead = parse_days_ahead(words, i, today)
        day = ahead or parse_day(words, i, context)
        if day is None or day.day is None:
            i += 1
            continue
        first = i if ahead is not None else _skip_marks_before(words, i)
        is_recurring = first > 0 and _word(words, first - 1) in _EVERY
        # `the 1 May event`: a day within a name is no day by which something is due.
        is_due = ahead is not None or first < i or day.after >= words.count
        if is_due and not is_recurring:
            found = (day.day, first, day.after)
        i = max(day.after, i + 1)
    if found is None:
        return None, text
    due, first, after = found
    last = _find_last_of_range(words, first)
    if last is not None:
        # `on 11 and 12 April` is said whole; it is done by the last of the days.
        return (due.replace(day=last) if last else due), text
    before = words.typed(0, first) if first > 0 else ""
    rest = words.typed(after, words.count) if after < words.count else ""
    return due, f"{before} {rest}".strip()


def _skip_marks_before(words: WordList, i: int) -> int:
    """The first of the words such as *by the* that stand before word `i`."""
    day = i
    while i > 0 and _word(words, i - 1) in _BEFORE_DAY:
        is_number = i == day and _word(words, i)[:1].isdigit()
        is_marked = i < day and _word(words, i) not in _ARTICLES
        if _word(words, i - 1) in _BELONGS_TO_VERB and (is_number or is_marked):
            # `before we move in 1 dec`, `we move in on 1 dec`: this *in* belongs to the verb.
            break
        i -= 1
    return i


def _word(words: WordList, i: int) -> str:
    return words.typed(i, i + 1).casefold().strip(_EDGES)


def _find_last_of_range(words: WordList, first: int) -> int | None:
    """The day of the month that a range before the month ends with (`3-5 dec`), or 0 where the day from word `first` on
    is the last of several itself: `11. und 12. April`, `vom 3. bis 5. Dezember`. None where there is no range."""
    if first > 0:
        both = _DAY_NUMBERS.fullmatch(_word(words, first - 1))
        if both is not None and 0 < int(both[1]) < int(both[2]) <= _SHORTEST_MONTH:
            return int(both[2])
        if _word(words, first) in _RANGE_JOINERS and _is_day_number(words, first - 1):
            return 0
    if first > 1 and _word(words, first - 1) in _RANGE_JOINERS:
        return 0 if _is_day_number(words, first - 2) else None
    return None


def _is_day_number(words: WordList, i: int) -> bool:
    return _DAY_NUMBER.fullmatch(_word(words, i)) is not None


def _cut_side(text: str, names: Iterable[str]) -> tuple[CommitmentSide | None, str, bool]:
    """Who has to do it, what is left of the text, and whether who stood before a verb."""
    for side, opens, ends in (
        (CommitmentSide.OURS, _OPENS_OURS, _ENDS_OURS),
        (CommitmentSide.THEIRS, _OPENS_THEIRS, _ENDS_THEIRS),
    ):
        found = opens.match(text)
        if found is not None:
            return side, _without_third_person(_cut_duty(text[found.end() :])), True
        last = ends.search(text)
        if last is not None:
            return side, text[: last.start()], False
    found = _THEY_DO.match(text)
    if found is not None:
        return CommitmentSide.THEIRS, text[found.end() :], True
    if _TITLED.match(text):
        # Who it is stays in the words: nobody else of theirs may be meant.
        return CommitmentSide.THEIRS, text, False
    for name in names:
        if name and re.match(rf"{re.escape(name)}\b", text, re.IGNORECASE):
            what = _without_third_person(_cut_duty(text[len(name) :].lstrip(" :")))
            return CommitmentSide.THEIRS, what, True
    return None, text, False


def comes_again(text: str) -> bool:
    """Whether what is to be done comes again and again: `call us every friday`."""
    return not _EVERY.isdisjoint(clean_text(text).casefold().split())


def names_side(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a line begins with who has to do it."""
    return _cut_side(clean_text(text), names)[2] or re.match(_MENTION, text.strip()) is not None


def _without_third_person(what: str) -> str:
    """What somebody does, as a thing to do: `sends the forecast` as `send the forecast`."""
    first, _, rest = what.partition(" ")
    verb = load_verbs().by_third.get(first)
    return f"{verb.base} {rest}" if verb is not None and rest else what


def _cut_duty(text: str) -> str:
    ends = [
        found.end() for found in (duty.match(f"{text} ") for duty in _DUTIES) if found is not None
    ]
    return text[max(ends, default=0) :]


def _put_verb_last(what: str, language: str) -> str:
    """What somebody does, as a thing to do: `schicken die Fallstudie` as `die Fallstudie schicken`, since the plural of
    a German verb is its infinitive."""
    table = load_languages().get(language, {}).get("commitments", {})
    ending, prefixes = str(table.get("verb", "(?!)")), str(table.get("prefixes", "")).split()
    first, _, rest = what.partition(" ")
    if not rest or not first.islower() or not re.fullmatch(rf"\w+{ending}", first):
        return what
    before, _, last = rest.rpartition(" ")
    if before and last in prefixes:
        return f"{before} {last}{first}"
    return f"{rest} {first}"


def read_commitment_request(text: str) -> CommitmentRequest | None:
    """What a line after `/deal` wants with a commitment that it names by its number: `c2`, `c2 delivered link`,
    `delivered #c2`, `edit c2 by 1 Feb`. None where it names none."""
    text = clean_text(text[:LONGEST])
    found = _find_number(text)
    if found is None:
        return None
    no = CommitmentNo(int(found["no"]))
    before = text[: found.start()].strip(_EDGES)
    # The dot behind `1.2.` belongs to the day.
    after = text[found.end() :].lstrip(_EDGES).rstrip(_EDGES.replace(".", ""))
    words = [word.strip(_EDGES).casefold() for word in before.split()]
    deeds = [_DEEDS[word] for word in words if word in _DEEDS]
    if deeds:
        return CommitmentRequest(deed=deeds[0], no=no, rest=after)
    first, _, rest = after.partition(" ")
    deed = _DEEDS.get(first.strip(_EDGES).casefold())
    if deed is not None:
        return CommitmentRequest(deed=deed, no=no, rest=rest.lstrip(_EDGES))
    if after:
        return CommitmentRequest(deed=CommitmentDeed.MOVED, no=no, rest=after)
    return CommitmentRequest(deed=CommitmentDeed.SHOW, no=no)


def names_another(rest: str) -> bool:
    """Whether what follows the number of a commitment begins with another number: `c3`, `and c3`, `, c3`."""
    found = _find_number(rest)
    if found is None:
        return False
    words = rest[: found.start()].split()
    return all(word.strip(_EDGES + "&+").casefold() in _ALSO for word in words)


def split_more_numbers(rest: str) -> tuple[list[CommitmentNo], str]:
    """The numbers of further commitments with which a text begins (`c3, c4 and c5 by mail`), and what follows them."""
    numbers: list[CommitmentNo] = []
    while names_another(rest):
        found = _find_number(rest)
        if found is None:
            break
        numbers.append(CommitmentNo(int(found["no"])))
        rest = rest[found.end() :].lstrip(_EDGES)
    return numbers, rest


def split_bare_number(text: str) -> tuple[CommitmentNo, str] | None:
    """The number that a line is, and a note behind it: `2`, `#2 via mail`, `2 https://…`. None where something else
    follows, which may be what there are so many of: `2 forklifts`."""
    found = re.match(r"\s*#?(\d{1,4})(?![\w.,/])", text)
    if found is None:
        return None
    note = text[found.end() :].strip(_EDGES)
    first = note.partition(" ")[0].casefold().strip(_EDGES)
    if note and first not in _JOINERS and not first.startswith("http"):
        return None
    return CommitmentNo(int(found[1])), note


def _find_number(text: str) -> re.Match[str] | None:
    """A number of a commitment among the first words of a line; a `c2` deep in a sentence is a word of it."""
    found = re.search(rf"(?<![\w#]){_NUMBER.pattern}(?!\w)", text, re.IGNORECASE)
    if found is None or len(text[: found.start()].split()) > _MOST_WORDS_BEFORE:
        return None
    return found


_MOST_WORDS_BEFORE = 2


def read_moved(text: str, *, locale: str, today: date) -> CommitmentRead:
    """What a line says anew of a commitment: `to 1 Feb`, `by Friday owner @ana`, `auf 1. Februar`."""
    line = _MOVED_TO.sub("", text.strip())
    said = read_commitment(line, locale=locale, today=today)
    if said.due is not None:
        return said
    # `15 dec they need it later`: a day that comes first is the new one, whatever follows it.
    first = parse_day(split_line(clean_text(line), locale), 0, date_context(today, locale))
    return said if first is None else replace(said, due=first.day)


def read_proof(text: str) -> str:
    """How it is known to be delivered, or why it is waived, without the word before it."""
    words = clean_text(text[:LONGEST]).strip(_EDGES).split()
    while words and words[0].strip(_EDGES).casefold() in _JOINERS:
        words = words[1:]
    return " ".join(words)


def without_fillers(text: str) -> str:
    """The words that name a commitment: `the case study` as `case study`."""
    words = clean_text(text).split()
    return " ".join(word for word in words if word.casefold() not in _FILLERS).strip(_EDGES)
