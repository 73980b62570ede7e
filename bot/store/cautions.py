"""Which cautions people were shown, and which rules they do not want to hear."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import delete, select

from bot.coach.records import Mute, ShownCaution
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.sql import ReadStatement, Repository, WriteStatement, given, insert_new, upsert
from bot.store.tables import mutes, said
from bot.store.worths import moment, stamp

SHOWN = ReadStatement[tuple[str, str, str]](
    select(said.c.key, said.c.weight, said.c.at)
    .where(
        said.c.team == given("team"),
        said.c.deal == given("deal"),
        said.c.person == given("person"),
        said.c.rule == given("rule"),
    )
    .order_by(said.c.key)
)
SAVE_SHOWN = upsert(said)
_of_person = (
    (mutes.c.team == given("team"))
    & (mutes.c.deal == given("deal"))
    & (mutes.c.person == given("person"))
)
MUTED_RULES = ReadStatement[tuple[str]](select(mutes.c.rule).where(_of_person))
MUTE = insert_new(mutes)
UNMUTE = WriteStatement[tuple[()]](delete(mutes).where(_of_person, mutes.c.rule == given("rule")))


class SqlCautions(Repository):
    """Implements `CautionRepository`."""

    __slots__ = ()

    def list_shown(
        self, team: TeamId, deal: DealId, person: PersonId, rule: str
    ) -> Sequence[ShownCaution]:
        found = self._session.all(SHOWN, team=team, deal=deal, person=person, rule=rule)
        return [
            ShownCaution(person=person, key=key, weight=Decimal(weight), at=moment(at))
            for key, weight, at in found
        ]

    def save_shown(self, team: TeamId, deal: DealId, shown: ShownCaution) -> None:
        self._session.change(
            SAVE_SHOWN,
            team=team,
            deal=deal,
            person=shown.person,
            # A caution's key is its rule, then what it is about: "drip:discount".
            rule=shown.key.partition(":")[0],
            key=shown.key,
            weight=str(shown.weight),
            at=stamp(shown.at),
        )

    def list_muted_rules(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        found = self._session.all(MUTED_RULES, team=team, deal=deal, person=person)
        return frozenset(rule for (rule,) in found)

    def set_muted(self, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
        change = MUTE if on else UNMUTE
        self._session.change(change, team=team, deal=deal, person=mute.person, rule=mute.rule)
