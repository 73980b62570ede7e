"""What is answered to a line typed in the bot's direct message, where no deal lives, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class DealAsked(DealAnswer):
    """A line that would record something waits, since nobody said in which deal. `deal` is the one used last, `others`
    the person's other open deals. `line` is the line that waits and `typed` what it says. `preview` is what it would be
    answered in `deal`; None where that cannot be told before."""

    others: tuple[Deal, ...]
    line: str
    typed: str
    preview: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDeals(Answer):
    """The person's open deals, to choose one for a line that was answered for another, or for the next ones. `line` is
    that line's id, "" where none waits."""

    deals: tuple[Deal, ...]
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDealChosen(DealAnswer):
    """What the person types in the direct message is for this deal, until they pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNamedFirst(DealAnswer):
    """The name of the deal that an answer is about, at its beginning. `line` is the line that was answered, to be
    answered for another deal; "" where it recorded something."""

    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeted(Answer):
    """Somebody said hello, or asked what the coach can do; `has_deal` where they take part in an open deal.
    `is_thanks`: they only thanked, or said okay."""

    has_deal: bool
    is_thanks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceived(Answer):
    """A file came; what is in it is not read, and how it gets into a deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsForm(Answer):
    """What was typed opens a form, which takes a press of a button. `line` is what was typed."""

    line: str
