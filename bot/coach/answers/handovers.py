"""Answers about whom a deal belongs to, and the messages that ask somebody to take it over."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import ClassVar

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Role
from bot.domain.ids import ChannelId, PersonId


class AskedFor(StrEnum):
    """Why somebody who never said yes to messages gets one."""

    OWNER_LEFT = "owner_left"
    """No owner of the deal is in the workspace any more, and they are next in line."""
    BINDING_DAY = "binding_day"
    """A day that binds us comes, and too few people hear of it."""
    NAMED_OWNER = "named_owner"
    """They own the deal from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(DealAnswer):
    """The one message to somebody who never said whether they want any. `on` is the day that binds us."""

    why: AskedFor
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerLeft(DealAnswer):
    """Told to somebody of the deal who is next in line: its owner is not in the workspace any more. `may_own` says that
    they own it by taking it over; else an admin names them."""

    shows_names: ClassVar[bool] = True
    owner: PersonId
    may_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerMissing(DealAnswer):
    """Told to an admin: a deal has no owner left. It says nothing of the deal but when and by whom it was opened,
    where, and who takes part in it. `wants` is somebody of it who would like to own it, `binds_on` a day that binds us
    and of which too few people of the deal hear."""

    shows_names: ClassVar[bool] = True
    opened_on: date
    opened_by: PersonId
    channel: ChannelId | None
    people: tuple[tuple[PersonId, Role], ...]
    wants: PersonId | None = None
    binds_on: date | None = None
    is_orphaned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverAsked(DealAnswer):
    """Whether the plan goes with the deal to its next owner; `has_plan` is false where there is none."""

    shows_names: ClassVar[bool] = True
    person: PersonId
    has_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged(DealAnswer):
    """Somebody else owns the deal. `plan_kept_until` is the day on which the plan of the old owner is deleted, for who
    may know of it; `is_mine` that the reader is the new owner."""

    shows_names: ClassVar[bool] = True
    owner: PersonId
    before: tuple[PersonId, ...]
    by: PersonId
    is_mine: bool = False
    plan_kept_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerNamed(Answer):
    """Told to an admin who is no party to the deal: it has an owner again."""

    shows_names: ClassVar[bool] = True
    owner: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(DealAnswer):
    """The person hears of the deal from now on. `owns`: they own it; `asked` are the admins who were asked to name them
    its owner, `needs_owner` says that it still has none. `first` is the next day that may bring them a message."""

    shows_names: ClassVar[bool] = True
    owns: bool
    needs_owner: bool
    asked: tuple[PersonId, ...]
    first: date | None
    hour: time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDeclined(Answer):
    """The person does not take it over; `for_good`: they want no message at all."""

    for_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPlanShown(DealAnswer):
    """Shown to the former owner of a deal alone: their plan is kept, unseen, until a day. `owners` are those it can be
    passed to; none where the deal has a plan of its own by now."""

    shows_names: ClassVar[bool] = True
    until: date
    owners: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPlanGone(DealAnswer):
    """The former owner passed the plan on, or deleted it."""

    shows_names: ClassVar[bool] = True
    passed_to: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrphanedDeal:
    """A deal without an owner in Home. Of one that the reader takes part in the deal itself is told; an admin sees no
    more than `OwnerMissing`."""

    missing: OwnerMissing
    name: str = ""
    """"": the reader is an admin and no party to it."""
    may_take_over: bool = False
