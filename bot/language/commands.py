"""Words typed after a command, in the reader's language."""

from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from bot.language.vocabulary import load_languages, word_table

CLOSE_ENOUGH = 80
"""How alike a word must be to be taken for a slip of another: `comitments`, not `comments`, is `commitments`."""
SHORTEST_SLIP = 4
"""Shorter words are like too many others."""


def english_word(word: str, language: str) -> str:
    """The English word of a command that was typed in this language; the word itself where it
    stands for none."""
    return command_words(language).get(word, word)


def find_nearest_word(word: str, words: Iterable[str]) -> str | None:
    """The one of these words that this one is most likely a slip of; None where it is like none of them."""
    if len(word) < SHORTEST_SLIP:
        return None
    found = process.extractOne(word, sorted(words), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return None if found is None else found[0]


def find_asked_command(text: str) -> str | None:
    """The word after a command that a plain question in any language asks for: `what is due today?` asks for
    `waiting`."""
    asked = " ".join(text.casefold().replace("’", "'").strip(" ?!.").split())
    return _asked_commands().get(asked)


@cache
def _asked_commands() -> Mapping[str, str]:
    table = word_table("asked_commands")
    words = {word for each in table.tables for word in each}
    return {question: word for word in words for question in table.phrases(word)}


@cache
def command_words(language: str) -> Mapping[str, str]:
    """What may be typed instead of an English word, with that word: the table `[commands]` of a
    language's file."""
    table = load_languages().get(language, {}).get("commands", {})
    return {
        word.casefold(): english for english, words in table.items() for word in str(words).split()
    }
