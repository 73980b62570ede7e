"""The languages in which sentences are read: what tells that a text is written in one, its marks, and its spelling."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from bot.language.languages import ENGLISH
from bot.language.patterns import compile_late, expand, table_of_language
from bot.language.sentences.marks import Mark, MarkPattern, MarkTable
from bot.language.vocabulary import WordTable, load_languages

_NEVER = re.compile(r"(?!)")
_APART = re.compile(r"""\s'|"t""")
"""An apostrophe that stands apart, or a quotation mark for one."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceLanguage:
    """A language that sentences are written in.

    `own_words` are words that no other language has; `recognized` finds what else shows it. `missing_apostrophe` finds
    where an apostrophe stands apart or was left out, which `without_apostrophe` are words for; its group is the word
    before it. `short_form` finds words cut
    short in chat, which stand for `written_out`. `is_weighed`: there are weights for what its words say.
    """

    code: str
    marks: MarkTable
    own_words: frozenset[str]
    recognized: re.Pattern[str]
    without_apostrophe: frozenset[str]
    missing_apostrophe: re.Pattern[str]
    short_form: re.Pattern[str]
    written_out: Mapping[str, str]
    is_weighed: bool


@cache
def load_sentence_language(code: str) -> SentenceLanguage:
    """The language with that code, from its word file."""
    section = table_of_language(code, "sentences.language")
    written_out: Mapping[str, str] = {}
    if "short_forms" in section:
        written_out = WordTable("sentences.language", (section,)).meanings("short_forms")
    short_forms = rf"(?<![\w'&])(?:{'|'.join(written_out)})(?![\w'&])"
    return SentenceLanguage(
        code=code,
        marks=MarkTable(_read_mark_patterns(code)),
        own_words=frozenset(str(section.get("own_words", "")).split()),
        recognized=_compile_if_known(section, "recognized"),
        without_apostrophe=frozenset(str(section.get("without_apostrophe", "")).split()),
        missing_apostrophe=_compile_if_known(section, "missing_apostrophe", re.IGNORECASE),
        short_form=re.compile(short_forms, re.IGNORECASE) if written_out else _NEVER,
        written_out=written_out,
        is_weighed=section.get("weighed") is True,
    )


def detect_language(lower: str) -> SentenceLanguage:
    """The language that a text in lower case is written in; English where none is recognised."""
    return detect_by_words(lower, find_words(lower))


def find_words(lower: str) -> set[str]:
    """The words of a text in lower case, each once."""
    return set(_WORD.findall(lower))


def detect_by_words(lower: str, words: set[str]) -> SentenceLanguage:
    """The language that a text in lower case is written in, of which these are the words."""
    for code in load_languages():
        language = load_sentence_language(code)
        if not language.own_words.isdisjoint(words) or language.recognized.search(lower):
            return language
    return load_sentence_language(ENGLISH)


def language_of_text(text: str) -> str:
    """The code of the language that a text is written in."""
    return detect_language(text.lower()).code


def restore_spelling(text: str, language: SentenceLanguage, words: set[str]) -> str:
    """A text with its apostrophes, and with words cut short in chat written out; `words` are its words in lower
    case."""
    stands_apart = _APART.search(text) is not None
    if stands_apart or not language.without_apostrophe.isdisjoint(words):
        text = language.missing_apostrophe.sub(_with_apostrophe, text)
    if words.isdisjoint(language.written_out):
        return text
    return language.short_form.sub(lambda found: language.written_out[found[0].lower()], text)


def _with_apostrophe(found: re.Match[str]) -> str:
    return f"{found[found.lastindex]}'" if found.lastindex else "'"


def _compile_if_known(
    section: Mapping[str, object], key: str, flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str]:
    """The expression of that name, one that never matches where the language has none."""
    if key not in section:
        return _NEVER
    return compile_late(expand(str(section[key]), section), flags)


def _read_mark_patterns(code: str) -> Iterator[MarkPattern]:
    """The patterns of all groups of a language's marks, in the order of its file: the first that fits counts."""
    fragments = table_of_language(code, "sentences.fragments")
    groups = cast(
        "Mapping[str, Sequence[tuple[str, str, str]]]", table_of_language(code, "sentences.marks")
    )
    for rows in groups.values():
        for mark, first_words, rest in rows:
            words = tuple(expand(first_words, fragments).replace("|", " ").split())
            # `{opening}`: no word stands right before the first one, so that it opens a clause.
            opening = "".join(rf"(?<!\w {word})" for word in words)
            pattern = expand(rest, {**fragments, "opening": opening})
            yield MarkPattern(Mark(mark), words, pattern)
