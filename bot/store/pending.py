"""Input that waits until its person answers a question."""

from datetime import datetime
from typing import cast

from sqlalchemy import delete

from bot.coach.records import (
    PendingCommand,
    PendingDay,
    PendingErasure,
    PendingInput,
    PendingOffer,
    PendingSheet,
    PendingT,
)
from bot.domain.ids import PersonId, TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import Repository, Row, WriteStatement
from bot.store.statements import equal_given, given, upsert
from bot.store.tables import pending_inputs

KINDS: dict[type[PendingInput], str] = {
    PendingCommand: "command",
    PendingOffer: "offer",
    PendingDay: "day",
    PendingSheet: "sheet",
    PendingErasure: "erasure",
}
CODECS: dict[type[PendingInput], RowCodec[PendingInput]] = {
    kind: RowCodec(kind, pending_inputs, packed="body") for kind in KINDS
}
SAVE_INPUT = upsert(pending_inputs)
TAKE_INPUT = WriteStatement[Row](
    delete(pending_inputs)
    .where(equal_given(pending_inputs, "team", "id", "person", "kind"))
    # The columns of every kind are the same: what differs is in the body.
    .returning(*CODECS[PendingCommand].columns)
)
DELETE_BEFORE = WriteStatement[tuple[()]](
    delete(pending_inputs).where(pending_inputs.c.at < given("before"))
)


class SqlPending(Repository):
    """Implements `PendingRepository`."""

    __slots__ = ()

    def save(self, team: TeamId, pending: PendingInput) -> None:
        kind = type(pending)
        row = CODECS[kind].dump(pending)
        self._session.write(SAVE_INPUT, team=team, kind=KINDS[kind], **row)

    def take(
        self,
        team: TeamId,
        pending: str,
        person: PersonId,
        kind: type[PendingT],
    ) -> PendingT | None:
        rows = self._session.write_returning(
            TAKE_INPUT,
            team=team,
            id=pending,
            person=person,
            kind=KINDS[kind],
        )
        return cast("PendingT | None", CODECS[kind].load_first(rows))

    def delete_before(self, before: datetime) -> int:
        return self._session.write(DELETE_BEFORE, before=format_moment(before))
