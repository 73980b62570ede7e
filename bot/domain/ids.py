"""Names of things. A deal is keyed by an id of its own, because Slack's channel ids can change."""

from hashlib import sha256
from typing import NewType

TeamId = NewType("TeamId", str)
"""A Slack workspace; the first part of every key, so that no answer crosses from one to another."""

PersonId = NewType("PersonId", str)
ChannelId = NewType("ChannelId", str)
DealId = NewType("DealId", str)

MoveNo = NewType("MoveNo", int)
"""The number of a move within its deal, from 1, as people type it: `#3`."""

NO_MOVE = MoveNo(0)
"""No move has this number: what is not about a move has it."""

US = "us"
"""The party id of our own side; every other party has an id given when the deal names it."""

THEM = "them"
"""The party id of the other side where a deal has only one."""

ANYBODY = ""
"""The party id of a move that is to or from one of several other parties and does not say which."""

PartyId = NewType("PartyId", str)

OfferNo = NewType("OfferNo", int)
"""The number of an offer within its deal, from 1, as people type it: `offer 2`."""

CommitmentNo = NewType("CommitmentNo", int)
"""The number of a commitment within its deal, from 1, as people type it: `c2`."""


def make_opaque_key(*said: str) -> str:
    """A short key for something that has no number of its own, from what it is called: the same for as long as that
    stays, whatever comes or goes beside it, and nothing of it can be read."""
    return sha256("\x1f".join(said).encode()).hexdigest()[:12]
