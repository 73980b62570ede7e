"""Which cautions people were shown, and which rules they do not want to hear."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.coach.records import Mute, ShownCaution
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, insert_new, upsert
from bot.store.tables import mutes, shown_cautions

SHOWN_CAUTION = RowCodec(ShownCaution, shown_cautions)
LIST_SHOWN = ReadStatement[Row](
    select(*SHOWN_CAUTION.columns)
    .where(equal_given(shown_cautions, "team", "deal", "person", "rule"))
    .order_by(shown_cautions.c.key)
)
SAVE_SHOWN = upsert(shown_cautions)

LIST_MUTED = ReadStatement[tuple[str]](
    select(mutes.c.rule).where(equal_given(mutes, "team", "deal", "person"))
)
MUTE = insert_new(mutes)
UNMUTE = WriteStatement[tuple[()]](
    delete(mutes).where(equal_given(mutes, "team", "deal", "person", "rule"))
)


class SqlCautions(Repository):
    """Implements `CautionRepository`."""

    __slots__ = ()

    def list_shown(
        self,
        team: TeamId,
        deal: DealId,
        person: PersonId,
        rule: str,
    ) -> Sequence[ShownCaution]:
        rows = self._session.read_all(
            LIST_SHOWN,
            team=team,
            deal=deal,
            person=person,
            rule=rule,
        )
        return SHOWN_CAUTION.load_all(rows)

    def save_shown(self, team: TeamId, deal: DealId, shown: ShownCaution) -> None:
        row = SHOWN_CAUTION.dump(shown)
        # A caution's key begins with its rule: "drip:discount".
        rule = shown.key.partition(":")[0]
        self._session.write(
            SAVE_SHOWN,
            team=team,
            deal=deal,
            rule=rule,
            **row,
        )

    def list_muted_rules(self, team: TeamId, deal: DealId, person: PersonId) -> frozenset[str]:
        rows = self._session.read_all(LIST_MUTED, team=team, deal=deal, person=person)
        return frozenset(rule for (rule,) in rows)

    def set_muted(
        self,
        team: TeamId,
        deal: DealId,
        mute: Mute,
        *,
        on: bool,
    ) -> None:
        statement = MUTE if on else UNMUTE
        self._session.write(
            statement,
            team=team,
            deal=deal,
            person=mute.person,
            rule=mute.rule,
        )
