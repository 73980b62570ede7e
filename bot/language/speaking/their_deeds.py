"""Things that are better said as what the other side does: of a start on 4 January one says that they start then."""

import re
from dataclasses import dataclass
from functools import cache

from bot.language.speaking.lexicon import compile_pattern, load_texts, load_words, speech_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirDeed:
    """What they do, behind *you to* (`start on 4 Jan`), and what they are thanked for, behind *for* (`agreeing to start
    on 4 Jan`)."""

    deed: str
    thanks: str


def find_their_deed(thing: str, language: str) -> TheirDeed | None:
    """What the other side does where this thing, as it is first named (`a start on 4 Jan`), comes from them; None
    where it is best named as a thing."""
    for pattern, said in _load_patterns(language):
        found = pattern.fullmatch(thing)
        if found is not None:
            deed = " ".join(found.expand(said).split())
            return TheirDeed(deed=deed, thanks=_agree(deed, language))
    return None


def thank_for_deed(deed: str, naming: str, language: str) -> str:
    """What they are thanked for who do that: `waiving the fee`, but `agreeing to start on 4 Jan`, since nobody has
    started yet."""
    words = deed.lower().split()
    # an English verb stands first, a German one last
    is_later = bool(words) and not _load_later(language).isdisjoint((words[0], words[-1]))
    return _agree(deed, language) if is_later else naming


def _agree(deed: str, language: str) -> str:
    """`agreeing to …`, in a language that says so."""
    forms = load_texts(language, "theirs_thanks")
    for words, form in forms.items():
        if deed.startswith(words):
            return form.replace("{}", deed.removeprefix(words))
        if deed.endswith(words):
            # *am 4. Januar anfangen*: a German verb stands last
            return form.replace("{}", deed)
    return forms["any"].replace("{}", deed)


@cache
def _load_patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = speech_table(language, "theirs")
    patterns = map(compile_pattern, table.phrases("patterns"))
    return tuple(zip(patterns, table.phrases("deeds"), strict=True))


@cache
def _load_later(language: str) -> frozenset[str]:
    """What people do later than they say that they will."""
    return load_words(language, "theirs", "later")
