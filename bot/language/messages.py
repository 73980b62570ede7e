"""A mail or another running text that was pasted: told apart from a typed line, and what of it may count at the table.

Whoever wrote it is the other side: what *we* need there is their ask, what *we can offer* theirs to give.
"""

import re
from datetime import date

from bot.language.clean import tidy_spaces
from bot.language.days import date_context, parse_day
from bot.language.lines import MessagePart, MessagePartKind
from bot.language.patterns import PatternTable, compile_late, pattern_table
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from bot.language.splitting import split_line

_WORDS = pattern_table("messages")
_GREETING = _WORDS.expression("greeting", re.IGNORECASE)
_COSTED = _WORDS.expression("costed", re.IGNORECASE)
_HEADER = _WORDS.expression("header", re.IGNORECASE)
_SIGNATURE = _WORDS.expression("signature", re.IGNORECASE)
_COURTESY = _WORDS.expression("courtesy", re.IGNORECASE)
_ADDRESSED = _WORDS.expression("addressed", re.IGNORECASE)
_IDLE = _WORDS.expression("idle", re.IGNORECASE)
_THING_END = _WORDS.expression("thing_end", re.IGNORECASE)
_LAST_VERBS = _WORDS.expression("last_verbs", re.IGNORECASE)
_BEFORE_DAY = _WORDS.words("before_day")
# Not after `4.` of a date or `Mr.`, whose full stops end no sentence.
_SENTENCE_END = re.compile(
    r"(?<![\s.]\d)(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bnr)(?<!\bno)[.!?]+(?=\s|$)|\n+"
    r"|(?<=\d\d)[.!?]+(?=\s+[A-ZÄÖÜ]|$)|[!?]+(?=\s|$)",
    re.IGNORECASE,
)
_GREETING_WORDS = tuple(sorted(_WORDS.words("greeting_words")))
_LONGEST_GREETING = 16
_SHORTEST = 8
"""Words of the shortest text that may be a message."""
_MANY_WORDS = 25
_MANY_SENTENCES = 3
_ENOUGH = 3
"""Marks of a message that make a text one."""
_MOST_PARTS = 8

_PATTERNS = {
    MessagePartKind.OUR_PROMISE: "promises",
    MessagePartKind.THEIR_OFFER: "offers",
    MessagePartKind.THEIR_ASK: "asks",
}


def _compile_each(table: PatternTable, key: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of that name, tried one after another."""
    return tuple(compile_late(each, re.IGNORECASE) for each in table.expressions(key))


_PART_PATTERNS = {kind: _compile_each(_WORDS, key) for kind, key in _PATTERNS.items()}


def is_message(text: str) -> bool:
    """Whether a decoded text is a message rather than a typed line: it greets, thanks, speaks to somebody, is signed,
    or goes on for several sentences."""
    if text.count(" ") < _SHORTEST or not _may_be_message(text):
        return False
    is_signed = _SIGNATURE.search(text) is not None
    marks = 2 * bool(_GREETING.match(text)) + 2 * is_signed + 3 * bool(_HEADER.match(text))
    marks += min(2, len(_COURTESY.findall(text))) + bool(_ADDRESSED.search(text))
    is_costed = _COSTED.search(text) is not None and not _ADDRESSED.search(text)
    if is_costed and not _HEADER.match(text):
        return False
    sentences = split_sentences(text)
    if marks == 0 and len(sentences) < _MANY_SENTENCES:
        return False
    long_ones = sum(sentence.count(" ") >= 3 for sentence in sentences)
    marks += (long_ones >= 2) + (long_ones >= _MANY_SENTENCES) + (text.count(" ") >= _MANY_WORDS)
    return marks >= _ENOUGH and long_ones >= 1


def _may_be_message(text: str) -> bool:
    """A cheap look first: most typed lines greet nobody and have one sentence."""
    ends = text.count(". ") + text.count("\n") + text.count("? ") + text.count("! ")
    return ends > 1 or text[:_LONGEST_GREETING].lower().lstrip(" >*").startswith(_GREETING_WORDS)


def split_sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one too."""
    parts = (part.strip(" \t,;–-") for part in _SENTENCE_END.split(text))
    return [part for part in parts if part]


def find_message_parts(text: str, *, locale: str, today: date) -> tuple[MessagePart, ...]:
    """What a message may mean for the table, in the order of its sentences; the first few of them."""
    found: list[MessagePart] = []
    # What is said twice means the same the second time.
    for sentence in dict.fromkeys(split_sentences(text)):
        if len(found) >= _MOST_PARTS:
            break
        if _SIGNATURE.match(sentence):
            break
        if _HEADER.match(sentence):
            continue
        for part in _find_parts(tidy_spaces(_GREETING.sub("", sentence)), locale, today):
            if part.what and part not in found:
                found.append(part)
    return tuple(found[:_MOST_PARTS])


def _find_parts(sentence: str, locale: str, today: date) -> list[MessagePart]:
    """What one sentence may mean: by its words where they say it plainly, else as a sentence of theirs is read."""
    parts: list[MessagePart] = []
    for kind, patterns in _PART_PATTERNS.items():
        for pattern in patterns:
            match = pattern.search(sentence)
            thing = _tidy_thing(match["thing"]) if match else ""
            if thing and not any(thing in part.what for part in parts):
                parts.append(MessagePart(kind=kind, what=thing))
    if not parts:
        parts = _read_as_sentence(sentence)
    if not parts and _names_day(sentence, locale, today):
        parts = [MessagePart(kind=MessagePartKind.DAY, what=sentence)]
    return parts


def _read_as_sentence(sentence: str) -> list[MessagePart]:
    # Before it is read as a sentence, which takes many times as long.
    if _IDLE.match(sentence):
        return []
    reading = read_sentence(sentence)
    if reading.label in (Label.OTHER, Label.ACCEPT):
        return []
    give, get = _tidy_thing(reading.give), _tidy_thing(reading.get)
    parts = []
    if give:
        parts.append(MessagePart(kind=MessagePartKind.THEIR_OFFER, what=give))
    if get:
        parts.append(MessagePart(kind=MessagePartKind.THEIR_ASK, what=get))
    return parts


def _tidy_thing(thing: str) -> str:
    """A thing without what follows it in its sentence; "" where it is only talk (`get back to you`)."""
    ended = _THING_END.split(thing, maxsplit=1)[0].strip(" ,;:.–-")
    ended = _LAST_VERBS.sub("", ended).strip(" ,;:.–-")
    return "" if _IDLE.match(ended) or len(ended) < 2 else ended


def _names_day(sentence: str, locale: str, today: date) -> bool:
    """Whether a sentence names a day by which, or on which, something is to happen."""
    words = split_line(sentence, locale)
    context = date_context(today, locale)
    for at in range(1, words.count):
        if words.low[at - 1] in _BEFORE_DAY and parse_day(words, at, context) is not None:
            return True
    return False
