"""What stands before an amount and says how sure it is: `about`, `less than`, `only`."""

from bot.language.phrase_index import PhraseIndex
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("amounts")
ESTIMATE_WORDS = _WORDS.words("estimates")
"""Words before an amount that make it an estimate."""

_BOUNDS = PhraseIndex(_WORDS.phrases("bounds"))
_SKIPPED = ESTIMATE_WORDS | _WORDS.words("skipped")
_LEADS = _BOUNDS.first_words | _SKIPPED
_MOST_LEADS = 6
"""How many words or phrases such as `only about` are skipped before an amount."""


def skip_lead(words: WordList, i: int) -> tuple[int, bool]:
    """The word after `about`, `less than`, `only`, and whether they make what follows an estimate."""
    about = False
    if words.low[i] not in _LEADS:
        return i, False
    for _ in range(_MOST_LEADS):
        after = _BOUNDS.find_end(words, i)
        if after > i:
            about = True
        elif words.low[i] in _SKIPPED:
            about = about or words.low[i] in ESTIMATE_WORDS
            after = i + 1
        else:
            break
        i = after
    return i, about
