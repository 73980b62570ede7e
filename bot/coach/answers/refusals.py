"""Nothing was done, and why."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo, PersonId
from bot.domain.moves import Move


class RefusalReason(StrEnum):
    """Why nothing was done."""

    NO_DEAL = "no_deal"
    """No deal lives in this channel."""
    NO_DEAL_OF_YOURS = "no_deal_of_yours"
    """In a direct message: the person takes part in no deal."""
    WHICH_DEAL = "which_deal"
    """In a direct message: something would be recorded, and nobody said in which deal."""
    MANY_DEALS = "many_deals"
    NOT_A_MEMBER = "not_a_member"
    """Only members of this workspace may use the coach."""
    NOT_IN_DEAL = "not_in_deal"
    MAY_NOT = "may_not"
    """The role does not allow it."""
    NO_MOVE = "no_move"
    WRONG_KIND = "wrong_kind"
    CHANGED = "changed"
    """Somebody changed it since the person saw it."""
    TOO_LATE = "too_late"
    """The time for undoing has passed."""
    NOTHING_TO_UNDO = "nothing_to_undo"
    ONE_AT_A_TIME = "one_at_a_time"
    """Several entries were to be undone at once."""
    BUILT_ON = "built_on"
    """Something later builds on the entry that was to be undone."""
    NOT_YOURS = "not_yours"
    SETTLED = "settled"
    """The move is already settled."""
    CLOSED = "closed"
    """The deal is closed; it takes no new moves."""
    LOCKED = "locked"
    """The deal's channel became shared; the owner decides first."""
    SHARED_CHANNEL = "shared_channel"
    ALREADY_TIED = "already_tied"
    UNCHANGED = "unchanged"
    """The move says that already."""
    NOT_A_PAIR = "not_a_pair"
    """A match ties at least one give to at least one get."""
    NOT_TIED = "not_tied"
    """These moves are not matched with each other."""
    MANY_TIES = "many_ties"
    """A move is matched with several others, and nobody said with which no more."""
    NOT_HERE = "not_here"
    """The deal lives in another channel."""
    NO_PAIR = "no_pair"
    """No give or no get is there to match."""
    BUSY = "busy"
    LONG_NOTE = "long_note"
    """A signal is a line or two."""
    BAD_FIGURE = "bad_figure"
    LAST_OWNER = "last_owner"
    OWNER_IS_THERE = "owner_is_there"
    """An owner of the deal is there, and hands it over themselves."""
    NOT_OF_DEAL = "not_of_deal"
    """Only somebody who takes part in a deal can own it."""
    ONLY_OWNER = "only_owner"
    """Only an owner says who owns a deal."""
    SAME_AGAIN = "same_again"
    """The same line was recorded moments ago."""
    LAST_CHANNEL = "last_channel"
    """A deal lives in one channel at least."""
    NO_OFFER = "no_offer"
    """No such offer is on the table."""
    NO_DIGEST = "no_digest"
    """No digest comes to this channel, so there is none to pause or to end the pause of."""
    NO_COMMITMENT = "no_commitment"
    """No commitment has that number."""
    NO_PARTY = "no_party"
    """Nobody of that name sits at this table."""
    NOT_ADMIN = "not_admin"
    """Only an admin of the workspace sets what is for all deals."""
    LEGAL_HOLD = "legal_hold"
    """A legal hold stands, so nothing is deleted."""
    OWNS_DEALS = "owns_deals"
    """Somebody else has to own their deals first."""
    NOTHING_STORED = "nothing_stored"
    """Nothing is known of such a person."""
    NAME_TAKEN = "name_taken"
    """The deal is called so already, or another open one of its channels is."""
    NOT_EMPTY = "not_empty"
    """A deal is undone only while nothing stands in it."""
    NOT_WON = "not_won"
    """Only a deal that was won, and whose rhythm runs, can end."""
    NOT_DELETABLE = "not_deletable"
    """Only on its first day, by its owner, while nobody else recorded anything."""
    FORGOTTEN = "forgotten"
    """The rest of an answer is not at hand any more."""
    NO_LEADS = "no_leads"
    """The workspace has no leads."""
    NO_LEAD_HIRING = "no_lead_hiring"
    """A hiring deal has no lead."""
    NO_CHANNEL = "no_channel"
    """A deal is opened in a channel, not in a direct message."""
    NEEDS_APPROVAL = "needs_approval"
    """An undo would bring back a give that needs somebody's yes by now."""
    PUBLIC_CHANNEL = "public_channel"
    """An admin decided that deals live in private channels only."""
    PERHAPS_PUBLIC = "perhaps_public"
    """The same, where Slack did not say what the channel is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone(Answer):
    """Nothing was changed, and why. `typed` goes back to the person to correct."""

    shows_names: ClassVar[bool] = True
    why: RefusalReason
    deal: Deal | None = None
    no: MoveNo | None = None
    move: Move | None = None
    typed: str = ""
    deals: tuple[Deal, ...] = ()
    people: tuple[PersonId, ...] = ()
    """Who could do it instead."""
