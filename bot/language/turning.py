"""A phrase turned round: what they would ask of us, as we say it to them."""

import re

from bot.domain.tradeables import ReadyPhrase
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_TURNED = {
    word.lower(): turned for word, turned in word_table("turning").meanings("pronouns").items()
}
_OURS = compile_late(rf"\b(?:{'|'.join(_TURNED)})\b", re.IGNORECASE)


_TOLD = dict(word_table("turning").meanings("told"))
_TO_THEM = compile_late(rf"\b(?:{'|'.join(_TOLD)})\b")


def tell_phrase(phrase: str) -> str:
    """The phrase as one speaks of them, not to them: *your signature* is *their signature*."""
    return _TO_THEM.sub(lambda found: _TOLD[found[0]], phrase)


def turn_phrase(phrase: str) -> str:
    """The phrase with us and them changed: *training of our team* is *training of your team*."""
    turned = _OURS.sub(lambda found: _TURNED[found[0].lower()], phrase)
    return ReadyPhrase(turned, phrase.language) if isinstance(phrase, ReadyPhrase) else turned
