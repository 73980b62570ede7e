"""Sentences with blanks, filled from what a deal knows. A blank that the deal knows nothing for
stays a blank."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Blank(StrEnum):
    """What a sentence leaves open. Square brackets in a sentence are blanks that no deal can fill."""

    THEM = "them"
    """The other side's name."""
    GIVE = "give"
    """Our give that weighs most and has nothing back yet."""
    ASK = "ask"
    """Our ask that has waited longest."""
    THEIRS = "theirs"
    """What they asked for last and have no answer to."""
    GET = "get"
    """What they gave last."""
    DAY = "day"
    """The day by which a reply is asked for."""


class PhraseForm(StrEnum):
    """How what fills a blank goes on from the words before it."""

    AS_IT_IS = ""
    DO = "do"
    """After *we can*."""
    NEED = "need"
    """After *we need*."""
    THE = "the"
    """After *thank you for*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentencePart:
    """A piece of a sentence: words, or a blank with what fills it (`what`, or `on` for a day), if
    anything does."""

    what: str = ""
    blank: Blank | None = None
    form: PhraseForm = PhraseForm.AS_IT_IS
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankValues:
    """What a deal can put into blanks today; empty where it knows nothing."""

    them: str = ""
    give: str = ""
    ask: str = ""
    theirs: str = ""
    get: str = ""
    day: date | None = None

    def has_value(self, blank: Blank) -> bool:
        """Whether the deal knows something for that blank."""
        return bool(getattr(self, blank.value))


class UnknownBlank(ValueError):
    """A sentence has braces around something that is no blank."""


_FORMS = "|".join(form.value for form in PhraseForm if form)
_BLANK = re.compile(rf"\{{(?:(?P<form>{_FORMS}) )?(?P<blank>{'|'.join(Blank)})\}}")


def parse_sentence(sentence: str) -> tuple[SentencePart, ...]:
    """The parts of a sentence such as `You have our {give}.` Raises `UnknownBlank`."""
    parts: list[SentencePart] = []
    at = 0
    for found in _BLANK.finditer(sentence):
        parts.append(SentencePart(what=sentence[at : found.start()]))
        form = PhraseForm(found["form"] or "")
        parts.append(SentencePart(blank=Blank(found["blank"]), form=form))
        at = found.end()
    parts.append(SentencePart(what=sentence[at:]))
    if any("{" in part.what or "}" in part.what for part in parts):
        raise UnknownBlank(sentence)
    return tuple(part for part in parts if part.what or part.blank)


def fill_sentence(parts: Iterable[SentencePart], known: BlankValues) -> tuple[SentencePart, ...]:
    """The sentence with every blank filled that the deal knows something for."""
    return tuple(_fill_part(part, known) for part in parts)


def _fill_part(part: SentencePart, known: BlankValues) -> SentencePart:
    if part.blank is None:
        return part
    if part.blank is Blank.DAY:
        return replace(part, on=known.day)
    return replace(part, what=getattr(known, part.blank.value))


def list_blanks(parts: Sequence[SentencePart]) -> frozenset[Blank]:
    """The blanks of a sentence."""
    return frozenset(part.blank for part in parts if part.blank is not None)
