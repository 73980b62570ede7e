"""Canvases on which channels keep where both sides of a deal stand."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from bot.coach.records import Canvas
from bot.domain.ids import ChannelId, DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, upsert
from bot.store.tables import canvases

CANVAS = RowCodec(Canvas, canvases)
LIST_CANVASES = ReadStatement[Row](
    select(*CANVAS.columns)
    .where(equal_given(canvases, "team", "deal"))
    .order_by(canvases.c.channel)
)
SAVE_CANVAS = upsert(canvases)
DELETE_CANVAS = WriteStatement[tuple[()]](
    delete(canvases).where(equal_given(canvases, "team", "deal", "channel"))
)


class SqlCanvases(Repository):
    """Implements `CanvasRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Canvas]:
        return CANVAS.load_all(self._session.read_all(LIST_CANVASES, team=team, deal=deal))

    def save(self, team: TeamId, deal: DealId, canvas: Canvas) -> None:
        self._session.write(SAVE_CANVAS, team=team, deal=deal, **CANVAS.dump(canvas))

    def delete(self, team: TeamId, deal: DealId, channel: ChannelId) -> None:
        self._session.write(DELETE_CANVAS, team=team, deal=deal, channel=channel)
