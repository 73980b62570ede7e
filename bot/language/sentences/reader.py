"""Reads a draft sentence: what it gives, what it wants, whether the two are tied, or whether it agrees.

The words are scanned for marks from left to right; rules say what the marks show, and where these leave it open the
words are weighed.
"""

from collections.abc import Sequence

from bot.language.sentences.marks import Turn
from bot.language.sentences.readings import SentenceReading
from bot.language.sentences.rewording import find_parts
from bot.language.sentences.rules import judge_by_rules
from bot.language.sentences.utterances import parse_utterance
from bot.language.sentences.weighing import weigh_words


def read_sentence(text: str, *, context: Sequence[Turn] = (), role: str = "") -> SentenceReading:
    """What a sentence does. `context` are the turns before it, `role` who speaks: for a `buyer` or a `seller` of one
    thing a bare price is a move."""
    utterance = parse_utterance(text, context, role)
    label, explicit = weigh_words(judge_by_rules(utterance, context), utterance, context)
    parts = find_parts(utterance, label, explicit=explicit)
    return SentenceReading(
        label=label,
        explicit=explicit,
        give=parts.give,
        get=parts.get,
        clause=parts.clause,
        suggestion=parts.suggestion,
    )
