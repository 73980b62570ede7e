"""Sample answers about whom a deal belongs to."""

from dataclasses import replace
from datetime import date, time, timedelta

from bot.coach.answers.base import Answer
from bot.coach.answers.handovers import (
    AskedFor,
    ConsentAsked,
    ConsentDeclined,
    FormerPlanGone,
    FormerPlanShown,
    HandOverAsked,
    OwnerChanged,
    OwnerLeft,
    OwnerMissing,
    OwnerNamed,
    TakenOver,
)
from bot.domain.deals import Role
from bot.domain.ids import ChannelId, PersonId
from bot.playground.samples.acme import ANA, BEN, DEAL, TODAY

CHRIS = PersonId("U0CHRIS")
NOTICE = date(2027, 3, 31)
TOMORROW = TODAY + timedelta(days=1)
MISSING = OwnerMissing(
    deal=DEAL,
    opened_on=TODAY,
    opened_by=ANA,
    channel=ChannelId("C0ACME"),
    people=((BEN, Role.CO_OWNER), (CHRIS, Role.MEMBER)),
)
CHANGED = OwnerChanged(deal=DEAL, owner=BEN, before=(ANA,), by=CHRIS)
TAKEN = TakenOver(deal=DEAL, owns=True, needs_owner=False, asked=(), first=TOMORROW, hour=time(9))

SAMPLES: list[tuple[str, Answer]] = [
    ("consent asked, the owner left", ConsentAsked(deal=DEAL, why=AskedFor.OWNER_LEFT)),
    ("consent asked, named owner", ConsentAsked(deal=DEAL, why=AskedFor.NAMED_OWNER)),
    (
        "consent asked, a day that binds",
        ConsentAsked(deal=DEAL, why=AskedFor.BINDING_DAY, on=NOTICE),
    ),
    ("owner left, told to a co-owner", OwnerLeft(deal=DEAL, owner=ANA, may_own=True)),
    ("owner left, told to a member", OwnerLeft(deal=DEAL, owner=ANA, may_own=False)),
    ("owner missing", MISSING),
    ("owner missing, nobody is left", replace(MISSING, people=(), channel=None)),
    ("owner missing, somebody would", replace(MISSING, wants=CHRIS)),
    (
        "a day that binds, too few hear of it",
        replace(MISSING, binds_on=NOTICE, is_orphaned=False),
    ),
    ("hand-over asked", HandOverAsked(deal=DEAL, person=BEN, has_plan=False)),
    ("hand-over asked, with a plan", HandOverAsked(deal=DEAL, person=BEN, has_plan=True)),
    ("owner changed", CHANGED),
    ("owner changed, told to the new one", replace(CHANGED, is_mine=True)),
    ("owner changed, the plan stays unseen", replace(CHANGED, plan_kept_until=NOTICE)),
    ("owner named", OwnerNamed(owner=BEN)),
    ("taken over by a co-owner", TAKEN),
    (
        "taken over by a member",
        replace(TAKEN, owns=False, needs_owner=True, asked=(CHRIS,)),
    ),
    ("taken over, no admin", replace(TAKEN, owns=False, needs_owner=True, first=None)),
    ("not me", ConsentDeclined(for_good=False)),
    ("no more", ConsentDeclined(for_good=True)),
    ("former plan", FormerPlanShown(deal=DEAL, until=NOTICE, owners=(BEN,))),
    ("former plan, another one is there", FormerPlanShown(deal=DEAL, until=NOTICE, owners=())),
    ("former plan passed on", FormerPlanGone(deal=DEAL, passed_to=(BEN,))),
    ("former plan deleted", FormerPlanGone(deal=DEAL, passed_to=())),
]
