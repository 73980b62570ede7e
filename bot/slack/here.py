"""What the routes of every concept share: the deal that is meant here, and what was typed, to go back."""

from collections.abc import Callable
from dataclasses import replace

from bot.coach import deals
from bot.coach.answers import DealOpened, NotDone
from bot.domain.deals import Deal
from bot.language.clean import LONGEST, decode
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.ids import Ref
from bot.slack.markup import cut
from bot.slack.replies import Helped
from bot.slack.where import Where

Slash = Callable[[Bench, Where, str], object]
"""A slash command: where it was typed, and its text."""

Word = Callable[[Bench, Where, Deal, str], object]
"""What a word after `/deal` or `/coach` does in a deal, with the rest of the line."""

Click = Callable[[Bench, Where, Ref], object]
"""A button, and what it is about."""

Submission = Callable[[Bench, Where, Element], object]
"""A form that was sent."""

LONGEST_ECHO = 500
"""How much of what was typed goes back to the person where nothing was done."""

HELP = frozenset({"help", "?", "hilfe", "aide"})


def echo(text: str) -> str:
    """What was typed, as it goes back to the person."""
    return cut(decode(text[:LONGEST]).strip(), LONGEST_ECHO)


def words_of(text: str) -> tuple[str, str]:
    """The first word of a command's text in lower case, and the rest."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold(), rest[0].strip() if rest else ""


def word_in(bench: Bench, where: Where, text: str) -> tuple[str, str]:
    """The first word of a command's text as English knows it, whichever of the person's languages it is in, and the
    rest."""
    word, rest = words_of(text)
    return bench.renderer.catalogue(where.actor.locale).command(word), rest


def in_deal(
    bench: Bench, where: Where, text: str, command: str, act: Callable[[Deal], object]
) -> object:
    """Help where it is asked for; else what the command does in this channel's deal."""
    if text.casefold() in HELP:
        return Helped(command=command)
    found = deal_here(bench, where, text)
    return found if isinstance(found, NotDone) else act(found)


def deal_here(bench: Bench, where: Where, text: str = "") -> Deal | NotDone:
    """The deal of the channel; where there is none or more than one, why nothing was done."""
    return deals.deal_here(where.actor, echo(text), desk=bench.desk)


def told_of(bench: Bench, where: Where, answer: DealOpened | NotDone) -> object:
    """The opened deal; in a channel that is shared, or may be, it says so."""
    if isinstance(answer, NotDone) or answer.again or where.actor.channel is None:
        return answer
    return replace(answer, shared=bench.directory.shared(where.actor.team, where.actor.channel))
