"""Commitments of both sides as they stand. `LedgerRepository.append_entry` writes those of its entry."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import literal_column, select

from bot.domain.commitments import Commitment, CommitmentState
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, Value
from bot.store.statements import equal_given, id_batches, id_places, upsert
from bot.store.tables import commitments

COMMITMENT = RowCodec(Commitment, commitments, packed="body")
LIST_COMMITMENTS = ReadStatement[Row](
    select(*COMMITMENT.columns)
    .where(equal_given(commitments, "team", "deal"))
    .order_by(commitments.c.no)
)
_is_open = commitments.c.state == literal_column(f"'{CommitmentState.OPEN}'")
LIST_OPEN_COMMITMENTS = ReadStatement[tuple[str, *tuple[Value, ...]]](
    select(commitments.c.deal, *COMMITMENT.columns)
    .where(equal_given(commitments, "team"), commitments.c.deal.in_(id_places()), _is_open)
    .order_by(commitments.c.deal, commitments.c.no)
)
SAVE_COMMITMENT = upsert(commitments)


class SqlCommitments(Repository):
    """Implements `CommitmentRepository`."""

    __slots__ = ()

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Commitment]:
        rows = self._session.read_all(LIST_COMMITMENTS, team=team, deal=deal)
        return COMMITMENT.load_all(rows)

    def list_open_in_deals(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Commitment]]:
        found: dict[DealId, list[Commitment]] = defaultdict(list)
        for batch in id_batches(deals):
            for deal, *row in self._session.read_all(LIST_OPEN_COMMITMENTS, team=team, **batch):
                found[DealId(deal)].append(COMMITMENT.load(tuple(row)))
        return found

    def save_all(self, team: TeamId, deal: DealId, changed: Iterable[Commitment]) -> None:
        """Adds or replaces the commitments of an entry."""
        for commitment in changed:
            self._session.write(
                SAVE_COMMITMENT, team=team, deal=deal, **COMMITMENT.dump(commitment)
            )
