"""How somebody feels about a move (`a lukewarm response`, `they seemed happy`): nothing that moves."""

from bot.language import phrases
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("moods")
MOODS = _WORDS.words("moods")
_LINKING = _WORDS.words("linking")
_REACTIONS = _WORDS.words("reactions")
SEEMING = _WORDS.words("seeming")
"""Verbs after which what follows is only how it looks."""
_ABOUT = _WORDS.words("about")
_DEGREES = _WORDS.words("degrees")
_FARTHEST_MOOD = 4
"""How many words after its verb a mood may stand (`they were not at all happy`)."""


def tells_mood(words: WordList, first: int, after: int) -> bool:
    """Whether the words from `first` to before `after` tell how somebody feels: a verb with a mood (`is happy`), a mood
    with a reaction (`lukewarm response to the pilot`), or nothing but moods."""
    part = words.low[first:after]
    if MOODS.isdisjoint(part):
        return False
    if _begins_with_mood(part):
        return True
    for k, word in enumerate(part):
        if word in _LINKING and _is_followed_by_mood(part, k + 1):
            return True
        # `mixed feedback`, but `a good call with their CFO` only where nothing else is named.
        if word in MOODS and _names_reaction(part, k + 1):
            return True
    return all(word in MOODS or word in _DEGREES or phrases.is_filler(word) for word in part)


def names_figure(words: WordList, first: int, after: int) -> bool:
    """Whether the words name a figure: `5% is fine` says more than a mood."""
    return any(word[:1].isdigit() for word in words.low[first:after])


def _begins_with_mood(part: list[str]) -> bool:
    """`rather sceptical about the reference`; `happy with the terms` says yes."""
    k = 0
    while k < len(part) and part[k] in _DEGREES and part[k] not in MOODS:
        k += 1
    return k + 1 < len(part) and part[k] in MOODS and part[k + 1] in _ABOUT


def _is_followed_by_mood(part: list[str], k: int) -> bool:
    for word in part[k : k + _FARTHEST_MOOD]:
        if word in MOODS:
            return True
        if word not in _DEGREES:
            return False
    return False


def _names_reaction(part: list[str], k: int) -> bool:
    while k < len(part) and (part[k] in MOODS or part[k] in _DEGREES):
        k += 1
    return k < len(part) and part[k] in _REACTIONS
