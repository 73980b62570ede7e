"""Words typed after a command, in the reader's language."""

from collections.abc import Mapping
from functools import cache

from bot.language.vocabulary import load_languages


def english_word(word: str, language: str) -> str:
    """The English word of a command that was typed in this language; the word itself where it
    stands for none."""
    return command_words(language).get(word, word)


@cache
def command_words(language: str) -> Mapping[str, str]:
    """What may be typed instead of an English word, with that word: the table `[commands]` of a
    language's file."""
    table = load_languages().get(language, {}).get("commands", {})
    return {
        word.casefold(): english for english, words in table.items() for word in str(words).split()
    }
