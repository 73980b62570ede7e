"""Lines in another language than English: each word that opens or frames a clause is read as the English word that
does the same. Only how a line is understood changes; what is kept of it is as typed.

The words are the table `[respelling]` of the language's file in `words/`. A word that could be English too is respelled
only in a line with a word that can be nothing else.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.language.lines import AskDeclined, Command, ParsedLine, Reading, TakenBack
from bot.language.patterns import compile_late
from bot.language.vocabulary import WordTable, load_languages, word_table

_MONTHS = word_table("days").numbers("months")
_DAY_OF_MONTH = re.compile(r"\d{1,2}\.\d{1,2}(?:\.(?:\d{2}|\d{4}))?")
_DAY_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighbourRule:
    """The English word for one word where it stands after one of `after` and before one of `before`; an empty set asks
    for nothing. `joined`: no punctuation stands before it."""

    english: str
    after: frozenset[str]
    before: frozenset[str]
    joined: bool

    def applies(self, before: str, following: str, gap: str) -> bool:
        if self.joined and gap:
            return False
        if self.after and before not in self.after:
            return False
        return not self.before or following in self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Respelling:
    """How the lines of one language are read as English ones."""

    verb_last: bool
    sure: dict[str, str]
    loose: dict[str, str]
    rules: dict[str, tuple[NeighbourRule, ...]]
    before_number: frozenset[str]
    verb_ends: frozenset[str]
    range_words: frozenset[str]
    range_figure: re.Pattern[str]
    promised: re.Pattern[str]
    declined: re.Pattern[str]
    withdrawn: re.Pattern[str]
    left_over: re.Pattern[str]
    keeps_end: re.Pattern[str]
    having: re.Pattern[str]
    cause: str


@cache
def load_respelling(language: str) -> Respelling | None:
    """The respelling of a language by its two letters; None for English and for languages without one."""
    tables = load_languages().get(language, {})
    if "respelling" not in tables:
        return None
    table = WordTable("respelling", (tables["respelling"],))
    ends = sorted(table.words("verb_ends", optional=True))
    return Respelling(
        verb_last=table.flag("verb_last"),
        sure=table.meanings("sure"),
        loose=table.meanings("loose", optional=True),
        rules=_load_rules(table),
        before_number=table.words("before_number", optional=True),
        verb_ends=frozenset(ends),
        range_words=table.words("range", optional=True),
        range_figure=re.compile(table.pattern("range_figure", optional=True)),
        promised=_compile_ending(table, "promised"),
        declined=_compile_ending(table, "declined"),
        withdrawn=_compile_ending(table, "withdrawn"),
        left_over=_compile_ending(table, "left_over"),
        keeps_end=re.compile(
            rf"^{table.pattern('keeps_end', optional=True)} .*\s(?:{'|'.join(ends)})$"
            if ends
            else "(?!)",
            re.IGNORECASE,
        ),
        having=re.compile(
            rf"^{table.pattern('having', optional=True)} (?:{table.pattern('whom', optional=True)} )*",
            re.IGNORECASE,
        ),
        cause=table.pattern("cause", optional=True),
    )


def _compile_ending(table: WordTable, key: str) -> re.Pattern[str]:
    return compile_late(rf"\s+{table.pattern(key, optional=True)}$", re.IGNORECASE)


def _load_rules(table: WordTable) -> dict[str, tuple[NeighbourRule, ...]]:
    """The rules by the word they are about, in the order of the file."""
    rules: dict[str, tuple[NeighbourRule, ...]] = {}
    for entry in table.entries("context"):
        for word, english in entry.meanings("read_as").items():
            rule = NeighbourRule(
                english=english,
                after=entry.words("after", optional=True),
                before=entry.words("before", optional=True),
                joined=entry.flag("joined"),
            )
            rules[word] = (*rules.get(word, ()), rule)
    return rules


def respell_words(respelling: Respelling, low: list[str], gaps: list[str], count: int) -> list[int]:
    """Writes the English word over each foreign one, in place, and takes away the full stops of dates. Returns the
    places that changed; none where no word shows that the line is in that language."""
    if not _is_foreign(respelling, low, count):
        return []
    typed = low[: count + 2]
    changed = []
    for k in range(count):
        if typed[k] in respelling.verb_ends and (k + 1 == count or gaps[k + 1]):
            # `sie nehmen die Altgeräte mit`: a part of the verb
            continue
        english = _find_english(respelling, low, typed, gaps, k)
        if english is not None and english != typed[k]:
            low[k] = english
            changed.append(k)
    return changed + _close_date_gaps(typed, gaps, count)


def _is_foreign(respelling: Respelling, low: list[str], count: int) -> bool:
    for k in range(count):
        if low[k] in respelling.sure:
            return True
        # `am` is English too, but not before a number.
        if low[k] in respelling.before_number and _DAY_NUMBER.match(low[k + 1]):
            return True
    return False


def _find_english(
    respelling: Respelling, low: list[str], typed: list[str], gaps: list[str], k: int
) -> str | None:
    """What a word means beside its neighbours; those before it are English already."""
    word = typed[k]
    before = low[k - 1] if k else ""
    if word in respelling.range_words and _is_range(respelling, typed, before, k):
        return "to"
    for rule in respelling.rules.get(word, ()):
        if rule.applies(before, typed[k + 1], gaps[k]):
            return rule.english
    return respelling.sure.get(word) or respelling.loose.get(word)


def _is_range(respelling: Respelling, typed: list[str], before: str, k: int) -> bool:
    """`10 bis 15k`; in `4 Plätze bis 15.12.` and `10 bis 15 Nov` a day follows."""
    following = typed[k + 1]
    is_figure = respelling.range_figure.fullmatch
    if not is_figure(before) or not is_figure(following):
        return False
    return not _DAY_OF_MONTH.fullmatch(following) and typed[k + 2] not in _MONTHS


def _close_date_gaps(typed: list[str], gaps: list[str], count: int) -> list[int]:
    """Takes away the full stops of dates (`12. Nov`, `30.11.`), which separate no clauses; where it did."""
    closed = []
    for k in range(count - 1):
        if gaps[k + 1] != ".":
            continue
        # `12. Nov` is one day, `5 Plätze. Nov` are two sentences.
        is_numbered = _DAY_NUMBER.fullmatch(typed[k]) and typed[k + 1] in _MONTHS
        if is_numbered or _DAY_OF_MONTH.fullmatch(typed[k]):
            gaps[k + 1] = ""
            closed.append(k + 1)
    return closed


def finish_foreign(reading: Reading, command: Command, text: str, locale: str) -> Reading:
    """The reading with what such a language says last (`… zugesagt`, `… abgelehnt`), and with `wegen` kept in its
    reason."""
    respelling = load_respelling(locale[:2])
    if respelling is None:
        return reading
    said = reading.line if isinstance(reading, TakenBack) else reading
    if command is not Command.CONCEDE and isinstance(said, ParsedLine):
        declined = _read_declined(respelling, said.what, command)
        if declined is not None:
            return declined
    if not isinstance(reading, ParsedLine):
        return reading
    line = _keep_cause(respelling, reading, text)
    if respelling.promised.search(line.what):
        thing = respelling.having.sub("", respelling.promised.sub("", line.what))
        return line._replace(what=thing, promised=True)
    # A verb that the frame left behind: `wir haben 5 % Rabatt gegeben`.
    if respelling.left_over.search(line.what) and not respelling.keeps_end.search(line.what):
        thing = respelling.having.sub("", respelling.left_over.sub("", line.what))
        return line._replace(what=thing)
    return line


def _read_declined(respelling: Respelling, what: str, command: Command) -> AskDeclined | None:
    """`/ask Rabatt abgelehnt`, `/got sie haben den Rabatt abgelehnt`: the ask got a no. What they take back was got
    before, what we take back is an ask."""
    ending = respelling.declined
    if command is Command.ASK and respelling.withdrawn.search(what):
        ending = respelling.withdrawn
    if not ending.search(what):
        return None
    thing = ending.sub("", what)
    return AskDeclined(what=respelling.having.sub("", thing))


def _keep_cause(respelling: Respelling, line: ParsedLine, text: str) -> ParsedLine:
    """`wegen der Verzögerung` is no clause, so it cannot stand after `weil`."""
    if not line.reason:
        return line
    found = re.search(rf"\b({respelling.cause}) {re.escape(line.reason)}", text, re.IGNORECASE)
    if found is None:
        return line
    return line._replace(reason=f"{found[1].lower()} {line.reason}")
