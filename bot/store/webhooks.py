"""Deliveries of the webhook: which entries are still to be handed over. What they say is read from
the ledger when they are sent, so that nothing of a deal lies here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, select, update

from bot.coach.records import EntryCursor, WebhookDelivery, WebhookState
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import delete_oldest, equal_given, given, insert_new, upsert
from bot.store.tables import counters, webhook_deliveries

CURSOR = "webhook"
"""The row of the counters that holds the place in the feed up to which entries became deliveries."""
ENTRIES = "entries"

DELIVERY = RowCodec(WebhookDelivery, webhook_deliveries)
INSERT_DELIVERY = insert_new(webhook_deliveries)
_earlier = webhook_deliveries.alias("earlier")
_waits = [WebhookState.PENDING.value, WebhookState.SENDING.value]
_held_back = exists().where(
    and_(
        _earlier.c.team == webhook_deliveries.c.team,
        _earlier.c.deal == webhook_deliveries.c.deal,
        _earlier.c.seq < webhook_deliveries.c.seq,
        _earlier.c.state.in_(_waits),
    )
)
FIND_NEXT = ReadStatement[Row](
    select(*DELIVERY.columns)
    .where(webhook_deliveries.c.wake <= given("now"), ~_held_back)
    .order_by(
        webhook_deliveries.c.wake,
        webhook_deliveries.c.at,
        webhook_deliveries.c.team,
        webhook_deliveries.c.deal,
        webhook_deliveries.c.seq,
    )
    .limit(1)
)
CLAIM = WriteStatement[Row](
    update(webhook_deliveries)
    .where(
        equal_given(webhook_deliveries, "team", "deal", "seq", "claims", prefix="old_"),
        webhook_deliveries.c.state.in_(_waits),
    )
    .values(
        state=WebhookState.SENDING.value,
        wake=given("new_wake"),
        claims=webhook_deliveries.c.claims + 1,
    )
    .returning(*DELIVERY.columns)
)
SETTLE = WriteStatement[tuple[()]](
    update(webhook_deliveries)
    .where(
        equal_given(webhook_deliveries, "team", "deal", "seq", "claims", prefix="old_"),
        webhook_deliveries.c.state == WebhookState.SENDING.value,
    )
    .values(
        state=given("new_state"),
        wake=given("new_wake"),
        attempts=given("new_attempts"),
        why=given("new_why"),
    )
)
LIST_BY_STATE = ReadStatement[Row](
    select(*DELIVERY.columns)
    .where(webhook_deliveries.c.state == given("state"))
    .order_by(webhook_deliveries.c.at, *webhook_deliveries.primary_key.columns)
    .limit(given("most", webhook_deliveries.c.seq.type))
)
RETRY = WriteStatement[tuple[()]](
    update(webhook_deliveries)
    .where(
        equal_given(webhook_deliveries, "id", prefix="old_"),
        webhook_deliveries.c.state == WebhookState.DEAD.value,
    )
    .values(state=WebhookState.PENDING.value, wake=given("new_wake"), attempts=0)
)
COUNT_BY_STATE = ReadStatement[tuple[str, int]](
    select(webhook_deliveries.c.state, func.count()).group_by(webhook_deliveries.c.state)
)
COUNT_DEAD = ReadStatement[tuple[int]](
    select(func.count()).where(
        equal_given(webhook_deliveries, "team"),
        webhook_deliveries.c.state == WebhookState.DEAD.value,
    )
)
FIND_COUNTER = ReadStatement[tuple[int]](
    select(counters.c.value).where(counters.c.name == given("name")), holds=counters
)
SAVE_COUNTER = upsert(counters)
DELETE_SENT = delete_oldest(
    webhook_deliveries,
    webhook_deliveries.c.at,
    webhook_deliveries.c.state == WebhookState.SENT.value,
)


class SqlWebhooks(Repository):
    """Implements `WebhookRepository`."""

    __slots__ = ()

    def insert(self, delivery: WebhookDelivery) -> None:
        wake = format_moment(delivery.at)
        self._session.write(INSERT_DELIVERY, wake=wake, **DELIVERY.dump(delivery))

    def claim_next(self, now: datetime, lease: datetime) -> WebhookDelivery | None:
        found = DELIVERY.load_first(self._session.read_all(FIND_NEXT, now=format_moment(now)))
        if found is None:
            return None
        rows = self._session.write_returning(
            CLAIM,
            old_team=found.team,
            old_deal=found.deal,
            old_seq=found.seq,
            old_claims=found.claims,
            new_wake=format_moment(lease),
        )
        return DELIVERY.load_first(rows)

    def settle(self, delivery: WebhookDelivery, *, wake: datetime | None) -> bool:
        settled = self._session.write(
            SETTLE,
            old_team=delivery.team,
            old_deal=delivery.deal,
            old_seq=delivery.seq,
            old_claims=delivery.claims,
            new_state=delivery.state.value,
            new_wake=None if wake is None else format_moment(wake),
            new_attempts=delivery.attempts,
            new_why=delivery.why,
        )
        return bool(settled)

    def list_by_state(self, state: WebhookState, most: int) -> Sequence[WebhookDelivery]:
        rows = self._session.read_all(LIST_BY_STATE, state=state.value, most=most)
        return DELIVERY.load_all(rows)

    def retry(self, id_: str, now: datetime) -> bool:
        return bool(self._session.write(RETRY, old_id=id_, new_wake=format_moment(now)))

    def count_by_state(self) -> Mapping[str, int]:
        return dict(self._session.read_all(COUNT_BY_STATE))

    def count_dead(self, team: TeamId) -> int:
        ((dead,),) = self._session.read_all(COUNT_DEAD, team=team)
        return dead

    def find_cursor(self) -> EntryCursor | None:
        row = self._session.read_first(FIND_COUNTER, name=CURSOR)
        return None if row is None else EntryCursor(str(row[0]))

    def find_end(self) -> EntryCursor:
        row = self._session.read_first(FIND_COUNTER, name=ENTRIES)
        return EntryCursor("0" if row is None else str(row[0]))

    def save_cursor(self, cursor: EntryCursor) -> None:
        self._session.write(SAVE_COUNTER, name=CURSOR, value=int(cursor))

    def delete_sent_before(self, before: datetime, most: int) -> int:
        return self._session.write(DELETE_SENT, before=format_moment(before), most=most)
