"""Which cautions people were shown, and which rules they do not want to hear."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.coach.records import Mute, ShownCaution
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import given, insert_new, upsert
from bot.store.tables import mutes, shown_cautions

SHOWN_CAUTION = RowCodec(ShownCaution, shown_cautions)
SHOWN = ReadStatement[Row](
    select(*SHOWN_CAUTION.columns)
    .where(
        shown_cautions.c.team == given("team"),
        shown_cautions.c.deal == given("deal"),
        shown_cautions.c.person == given("person"),
        shown_cautions.c.rule == given("rule"),
    )
    .order_by(shown_cautions.c.key)
)
SAVE_SHOWN = upsert(shown_cautions)

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
        rows = self._session.all(SHOWN, team=team, deal=deal, person=person, rule=rule)
        return [SHOWN_CAUTION.load(row) for row in rows]

    def save_shown(self, team: TeamId, deal: DealId, shown: ShownCaution) -> None:
        # A caution's key begins with its rule: "drip:discount".
        rule = shown.key.partition(":")[0]
        self._session.change(
            SAVE_SHOWN, team=team, deal=deal, rule=rule, **SHOWN_CAUTION.dump(shown)
        )

    def list_muted_rules(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        rows = self._session.all(MUTED_RULES, team=team, deal=deal, person=person)
        return frozenset(rule for (rule,) in rows)

    def set_muted(self, team: TeamId, deal: DealId, mute: Mute, *, on: bool) -> None:
        change = MUTE if on else UNMUTE
        self._session.change(change, team=team, deal=deal, person=mute.person, rule=mute.rule)
