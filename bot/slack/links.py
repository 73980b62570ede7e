"""Several deals in a channel, several channels for a deal."""

from bot.coach import links
from bot.coach.answers import NotDone
from bot.coach.answers.links import WhichToLink
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.slack.bench import Bench
from bot.slack.here import Click, Slash, Submission, Word, echo
from bot.slack.ids import Ref
from bot.slack.where import Where


def which_deal(bench: Bench, where: Where, command: str, text: str) -> object:
    """Asks which of the channel's deals a line is for."""
    return links.which_deal(where.actor, command, text, desk=bench.desk)


def switch(bench: Bench, where: Where, text: str) -> object:
    """`/deal switch`: which deal the lines typed here are for."""
    return links.which_deal(where.actor, "", "", desk=bench.desk)


def switch_click(bench: Bench, where: Where, ref: Ref) -> object:
    """The same, from the line that says which deal an answer is about."""
    return links.which_deal(where.actor, "", "", desk=bench.desk)


def link(bench: Bench, where: Where, text: str) -> object:
    """`/deal link Acme renewal`: brings a deal into this channel too."""
    found = links.find_to_link(where.actor, echo(text), desk=bench.desk)
    if isinstance(found, WhichToLink | NotDone):
        return found
    return _linked(bench, where, found.id)


def link_click(bench: Bench, where: Where, ref: Ref) -> object:
    """Brings the deal that was pressed into this channel."""
    return _linked(bench, where, ref.deal)


def _linked(bench: Bench, where: Where, deal: DealId) -> object:
    channel = where.actor.channel
    shared = channel is not None and bench.directory.shared(where.actor.team, channel)
    return links.link(where.actor, deal, shared=shared, desk=bench.desk)


def unlink(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal unlink`: takes the deal out of this channel."""
    return links.unlink(where.actor, here.id, desk=bench.desk)


def crowded(bench: Bench, where: Where) -> bool:
    """Whether several deals are open where the person is, so that an answer says which one it is about."""
    channel = where.actor.channel
    return channel is not None and (where.actor.team, channel) in bench.desk.crowded


CHANNEL_WORDS: dict[str, Slash] = {"link": link, "switch": switch}
"""What may follow `/deal` in any channel, whether a deal is open there or not."""

COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"unlink": unlink}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {"deal.link": link_click, "deal.switch": switch_click}
SUBMISSIONS: dict[str, Submission] = {}
