"""Who may do what in a deal, cell by cell."""

from datetime import UTC, datetime

import pytest

from bot.coach.actors import ALLOWED, Need, check_allowed
from bot.coach.answers import RefusalReason
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, DealOutcome, Role, Side, Yardstick
from bot.domain.ids import DealId, PersonId, TeamId

TABLE = """
            owner  co-owner  member  scribe  viewer  nobody
read        yes    yes       yes     yes     yes     no
record      yes    yes       yes     yes     no      no
amend       yes    yes       yes     yes     no      no
void        yes    yes       yes     yes     no      no
undo        yes    yes       yes     yes     no      no
follow_up   yes    yes       yes     yes     no      no
look_back   yes    yes       yes     yes     no      no
share       yes    yes       yes     no      no      no
close       yes    yes       yes     no      no      no
set         yes    yes       no      no      no      no
give_roles  yes    yes       no      no      no      no
name_owner  yes    no        no      no      no      no
see_plan    yes    no        no      no      no      no
"""
HEAD, *LINES = TABLE.strip("\n").splitlines()
CELLS = [
    (Role(role), Need(line.split()[0]), cell == "yes")
    for line in LINES
    for role, cell in zip(HEAD.split(), line.split()[1:], strict=True)
]
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DEAL = Deal(
    team=TeamId("T1"),
    id=DealId("D1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=NOW,
    opened_by=PersonId("U1"),
)


def test_the_table_has_every_role_and_every_need() -> None:
    assert {role for role, _, _ in CELLS} == set(Role) == set(ALLOWED)
    assert {need for _, need, _ in CELLS} == set(Need)


@pytest.mark.parametrize(("role", "need", "may"), CELLS)
def test_a_cell_of_the_table(role: Role, need: Need, may: bool) -> None:
    assert (need in ALLOWED[role]) is may
    if may:
        check_allowed(DEAL, role, need)
        return
    with pytest.raises(Refused) as refused:
        check_allowed(DEAL, role, need)
    why = RefusalReason.NOT_IN_DEAL if role is Role.NOBODY else RefusalReason.MAY_NOT
    assert refused.value.why is why


@pytest.mark.parametrize("need", [Need.RECORD, Need.AMEND, Need.VOID])
def test_a_closed_deal_takes_no_move_from_anybody(need: Need) -> None:
    closed = DEAL.with_lifecycle(DEAL.lifecycle)
    closed = DEAL.with_lifecycle(
        type(closed.lifecycle)(name="Acme renewal", outcome=DealOutcome.LOST, closed_at=NOW)
    )
    with pytest.raises(Refused) as refused:
        check_allowed(closed, Role.OWNER, need)
    assert refused.value.why is RefusalReason.CLOSED
