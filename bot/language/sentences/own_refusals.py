"""Sentences by which the speaker plainly refuses something: `we can't take over line 7`, `wir geben keinen Rabatt`.

The clauses of a sentence see most of them. What is looked for here is a whole sentence in words that are also those of
a give, where it would be read as what is refused.
"""

import re

from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("sentences.own_refusals")
_TOLD = _WORDS.expression("told", re.IGNORECASE)
_SORRY = _WORDS.expression("sorry", re.IGNORECASE)
_REFUSES = _WORDS.expression("refuses", re.IGNORECASE)
_GIVES_ALL_THE_SAME = _WORDS.expression("gives_all_the_same", re.IGNORECASE)
_TAKEN_BACK = compile_late(
    rf"[,;:()–—-]|\b(?:{_WORDS.alternatives('taken_back')})\b", re.IGNORECASE
)
_GOES_ON = _WORDS.expression("goes_on", re.IGNORECASE)
_LONGEST = 160
"""Characters of a sentence in which a refusal is looked for: a longer one says more than that."""


def cut_whom_to_tell(text: str) -> str:
    """The text without the words that say to whom it goes: `tell them we can't …`, `sag ihnen, dass wir …`."""
    return text[found.end() :] if (found := _TOLD.match(text)) is not None else text


def refuses_plainly(text: str) -> bool:
    """Whether the whole text is that the speaker does not give something, with nothing tied to it. `We won't charge
    the freight` gives."""
    text = _tidy(text)
    if len(text) > _LONGEST or _REFUSES.fullmatch(text) is None:
        return False
    return _GIVES_ALL_THE_SAME.search(text) is None


def _tidy(text: str) -> str:
    """The text without what leads up to the no."""
    text = cut_whom_to_tell(text.replace("’", "'")).strip(" .!")
    return text[found.end() :] if (found := _SORRY.match(text)) is not None else text


def find_behind_refusal(text: str) -> str | None:
    """What stands behind something that the speaker refuses first: `they get 5% off` of `we don't take over the crane,
    they get 5% off`; "" where nothing does, None where nothing is refused."""
    text = _tidy(text)
    if _REFUSES.match(text) is None:
        return None
    if refuses_plainly(text):
        return ""
    found = _GOES_ON.search(text)
    if found is None or not refuses_plainly(text[: found.start()]):
        return None
    return text[found.end() :]


def opens_with_refusal(text: str) -> bool:
    """Whether what stands first is no give, whatever follows: `we won't deliver if they don't pay`."""
    return find_behind_refusal(text) is not None


def tells_one_thing(text: str) -> bool:
    """Whether a text has one clause, and no word by which it would take back what it says."""
    return len(text) <= _LONGEST and _TAKEN_BACK.search(text) is None
