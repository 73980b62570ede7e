"""Who acts, and what they may do in a deal. Where it is not sure, they may not."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers import RefusalReason
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId, TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, where. `channel` is the channel the request verifiably came from, None for Home; whoever acts in a
    deal's channel may join the deal. `today` is the day where the person is."""

    team: TeamId
    person: PersonId
    channel: ChannelId | None
    today: date
    locale: str = "en-US"
    deal: DealId | None = None
    """The deal that a line typed in a direct message is about: no deal lives there."""
    asks_first: bool = False
    """Whether that deal is only the last one used, so that nothing is recorded in it until the person says so."""

    tied_to: tuple[MoveNo, ...] = ()
    """What a line says behind the rest of it that all of it was for: the moves that it records are tied to these."""

    @property
    def is_direct(self) -> bool:
        """Whether the person acts in their direct message with the bot, whose id begins with a D."""
        return self.channel is not None and self.channel.startswith("D")


class Need(StrEnum):
    """What a request wants to do."""

    READ = "read"
    """See the ledger."""
    RECORD = "record"
    AMEND = "amend"
    VOID = "void"
    SHARE = "share"
    SET = "set"
    """Change the deal's settings."""
    GIVE_ROLES = "give_roles"
    """Give and take roles, except an owner's."""
    NAME_OWNER = "name_owner"
    """Name an owner, or make an owner something else."""
    SEE_PLAN = "see_plan"
    """See and change the private plan. Whom the plan names sees it too, and changes nothing."""
    CLOSE = "close"
    """Close the deal, or open it again."""
    UNDO = "undo"
    FOLLOW_UP = "follow_up"
    """Do what goes on after a deal was won: check-ins, readings, what was promised."""
    LOOK_BACK = "look_back"
    """Say what a deal taught, whether it is open or closed."""


_OWNERS_ALONE = frozenset({Need.NAME_OWNER, Need.SEE_PLAN})
_SCRIBES = frozenset(
    {
        *(Need.READ, Need.RECORD, Need.AMEND, Need.VOID, Need.UNDO),
        *(Need.FOLLOW_UP, Need.LOOK_BACK),
    }
)
ALLOWED = {
    Role.OWNER: frozenset(Need),
    Role.CO_OWNER: frozenset(Need) - _OWNERS_ALONE,
    Role.MEMBER: _SCRIBES | {Need.SHARE, Need.CLOSE},
    Role.SCRIBE: _SCRIBES,
    Role.VIEWER: frozenset({Need.READ}),
    Role.NOBODY: frozenset[Need](),
}
"""Who may do what in a deal. A lead and an admin of Giveget have no role in it and may do nothing of this: a lead reads
a page of sums (`bot.coach.leads`), an admin names an owner where none is left (`bot.coach.handovers`)."""


ALLOWED_WHEN_LOCKED = frozenset(
    {Need.READ, Need.SET, Need.GIVE_ROLES, Need.NAME_OWNER, Need.SEE_PLAN, Need.CLOSE}
)
"""What may be done to a deal whose channel became shared, until its owner unlocks it."""

CHANGES_MOVES = frozenset({Need.RECORD, Need.AMEND, Need.VOID})
"""What a closed deal takes no more."""


def find_role(work: UnitOfWork, actor: Actor, deal: Deal, role: Role | None) -> Role:
    """The actor's role in the deal; `role` is the stored one. A person without one who acts in a channel of the deal is
    a member from then on."""
    if role is not None:
        return role
    if actor.channel is None or actor.channel not in work.deals.list_channels(actor.team, deal.id):
        return Role.NOBODY
    return Role.MEMBER


def check_allowed(deal: Deal, role: Role, need: Need, typed: str = "") -> None:
    """Raises `Refused` where the role may not do that. A locked deal may be looked at, closed, and unlocked by its
    owner; a closed one takes no new moves.

    The refusal does not name the deal: a person who is no party to it cannot tell it from one that does not exist.
    """
    if role is Role.NOBODY:
        raise Refused(why=RefusalReason.NOT_IN_DEAL, typed=typed)
    if need not in ALLOWED[role]:
        raise Refused(why=RefusalReason.MAY_NOT, typed=typed)
    if deal.locked and need not in ALLOWED_WHEN_LOCKED:
        raise Refused(why=RefusalReason.LOCKED, deal=deal, typed=typed)
    if not _fits_end(deal, need):
        raise Refused(why=RefusalReason.CLOSED, deal=deal, typed=typed)


def _fits_end(deal: Deal, need: Need) -> bool:
    """Whether a deal that is closed still takes such a request. One that was deleted only comes back by an undo."""
    if deal.was_deleted:
        return need is Need.UNDO
    if need in CHANGES_MOVES:
        return not deal.is_closed
    return need is not Need.FOLLOW_UP or deal.keeps_rhythm
