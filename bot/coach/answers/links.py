"""Which deal is meant in a channel with several, and which channels a deal lives in, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichDeal(Answer):
    """Several deals are open in the channel: which one is meant? `line` is the waiting line, "" where none waits, and
    `typed` what it says. `now` is the deal that lines are for until another is chosen."""

    deals: tuple[Deal, ...]
    line: str = ""
    typed: str = ""
    now: Deal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealChosen(DealAnswer):
    """What the person types in the channel is for this deal from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichToLink(Answer):
    """The deals that the person may bring into this channel, by name."""

    deals: tuple[Deal, ...]
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPreviewed(DealAnswer):
    """What it would mean to bring the deal into this channel, before it is done: `people` are members in the channel
    who do not take part in the deal yet, and may from then on; where it is `public`, everybody of the workspace may."""

    shows_names: ClassVar[bool] = True
    channel: ChannelId
    people: tuple[PersonId, ...]
    shared: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLinked(DealAnswer):
    """The deal lives in this channel too; `channels` are all of its channels. `shared` where another company is in this
    one, or may be."""

    channels: tuple[ChannelId, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelUnlinked(DealAnswer):
    """The deal no longer lives in this channel."""

    channels: tuple[ChannelId, ...]
