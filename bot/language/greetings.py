"""Lines that only greet or ask what the coach can do: `hello what can you do?`, `hallo, was kannst du?`."""

import re

from bot.language.clean import clean_text
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("small_talk")
_GREETINGS = _WORDS.pattern("greetings")
_QUESTIONS = _WORDS.pattern("what_can_you_do")
_ONLY_GREETS = compile_late(
    rf"\W*(?:(?:{_GREETINGS})(?:\W+|$))*(?:{_QUESTIONS})?\W*", re.IGNORECASE
)
_ONLY_THANKS = compile_late(
    rf"\W*(?:(?:{_WORDS.pattern('acknowledgements')})(?:\W+|$))+", re.IGNORECASE
)
_EMOJI = re.compile(r":[\w+'-]+(?::skin-tone-\d)?:")
LONGEST_GREETING = 120


def is_greeting(text: str) -> bool:
    """Whether a line says nothing but hello or thanks, or asks what the coach can do. So does one without any word."""
    words = _EMOJI.sub(" ", clean_text(text[: 2 * LONGEST_GREETING]))
    return len(words) <= LONGEST_GREETING and _ONLY_GREETS.fullmatch(words) is not None


def is_acknowledgement(text: str) -> bool:
    """Whether a line says nothing but thanks or okay: `thanks`, `ok great`, `danke dir`."""
    words = _EMOJI.sub(" ", clean_text(text[: 2 * LONGEST_GREETING]))
    return len(words) <= LONGEST_GREETING and _ONLY_THANKS.fullmatch(words) is not None
