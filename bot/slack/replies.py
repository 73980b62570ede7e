"""Answers that only Slack's side needs: help, refusals, failures, a form to open."""

from dataclasses import dataclass

from bot.domain.deals import Deal
from bot.slack.blocks import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What a command does, with three examples. `command` is its name without the slash."""

    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Puzzled:
    """A word after `/deal` or `/coach` that means nothing here. `typed` is the whole text, `example` one that works."""

    command: str
    typed: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """Turned away: `sentence` says why. Nothing was changed."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Something unexpected happened; `reference` is in the log. `typed` goes back to the person."""

    reference: str
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningUnread:
    """A deal could not be opened from what was typed: `missing` says what is needed."""

    missing: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutDeal:
    """Which deal an answer is about, beneath it where several are open in the channel."""

    deal: Deal


@dataclass(frozen=True, slots=True)
class SentAgain:
    """A message may be there twice: nobody could look whether it had arrived."""


@dataclass(frozen=True, slots=True)
class FormOpened:
    """A form to put in front of the person; `instead` of the one it was asked for in, where there is one, else on top
    of that."""

    view: Block
    instead: bool = False


@dataclass(frozen=True, slots=True)
class SourceRemoved:
    """What the button stood in goes away; nothing else is said."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer for the person alone, beside a message that others see too."""

    answer: object


@dataclass(frozen=True, slots=True)
class Public:
    """An answer that the whole channel may read, by the person's own word."""

    answer: object
