"""Where the ledger of a deal is kept, and all that its entries change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.coach.records import (
    LAST_MOVES,
    CountedFigure,
    DealSnapshot,
    EntryCursor,
    FeedEntry,
    KeptLog,
)
from bot.domain.approvals import ApprovalRules, GiveApproval
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer
from bot.domain.totals import Totals
from bot.domain.worth import Worth


class LedgerRepository(Protocol):
    """The append-only entries of a deal, and the moves, ties and totals that are their fold."""

    def load_snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        """What one new move by that person needs to know, in a bounded number of rows."""

    def load_totals(self, team: TeamId, deal: DealId) -> Totals:
        """The stored totals. Raises `VersionConflict` where the deal is gone."""

    def load(self, team: TeamId, deal: DealId) -> Ledger:
        """All moves as they stand, and their ties. Raises `VersionConflict` where the deal is
        gone."""

    def load_group(self, team: TeamId, deal: Deal, numbers: Iterable[MoveNo]) -> Ledger:
        """Those moves and all that ties connect to them, with these ties."""

    def load_recent(
        self, team: TeamId, deal: Deal, numbers: Iterable[MoveNo] = (), *, last: int = LAST_MOVES
    ) -> Ledger:
        """So many of the last moves, all that wait for something, those with these numbers, and what ties connect to
        them: of a deal with fewer moves the whole ledger."""

    def list_inexact_figures(
        self, team: TeamId, deal: Deal, kind: Kind
    ) -> Sequence[tuple[Worth, date]]:
        """What gives cost that count, or what gets are worth, where that may make their sum an estimate: each with the
        day of its move."""

    def list_moves(
        self,
        team: TeamId,
        deal: DealId,
        kind: Kind,
        states: Collection[State],
        *,
        since: date | None = None,
    ) -> Sequence[Move]:
        """The moves of that kind in one of at most four states, by number; those whose age runs from `since` on."""

    def list_open_moves(self, team: TeamId, deal: DealId, kind: Kind) -> Sequence[Move]:
        """The open moves of that kind, by the day that their age runs from."""

    def list_latest_turns(
        self, team: TeamId, deal: DealId
    ) -> tuple[Sequence[Move], Sequence[Move]]:
        """The last `LATEST_TURNS` gets that count, and as many asks of ours that were answered last; the latest day
        first."""

    def find_move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        """One move as it stands."""

    def list_entries(
        self, team: TeamId, deal: DealId, *, last: int | None = None
    ) -> Sequence[Entry]:
        """The entries of a deal in order, or only its last few."""

    def find_entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        """One entry."""

    def entries_since(
        self, cursor: EntryCursor | None, limit: int, *, team: TeamId | None = None
    ) -> Sequence[FeedEntry]:
        """The entries of all teams, or of one, that were committed after the one with that cursor,
        in the order of their commits and at most so many; None: from the first. Whoever goes on
        from the last cursor it got misses no entry and sees none twice, whatever is committed
        meanwhile. Entries of purged workspaces are gone. Raises `UnknownCursor`."""

    def append_entry(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
        among: frozenset[MoveNo] | None = None,
    ) -> None:
        """Adds an entry: its moves and offers as they stand now, its ties, and the totals after it.
        `entry.seq` must be the next one, else `VersionConflict`. `open_moves` names the moves of
        the whole ledger, or `among` some, that are open after it (unanswered firm gives, unanswered
        asks, gets without a tie); None: of the entry's moves those that `totals.is_open` says."""

    def save_totals(
        self, team: TeamId, deal: DealId, totals: Totals, open_moves: frozenset[MoveNo]
    ) -> None:
        """Replaces the stored totals and which moves are open, after time, a rate or a size changed
        them."""

    def list_waiting_moves(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Move]]:
        """The open moves of those deals, and what waits: drafts, conditions, goodwill."""

    def list_lapsing_deals(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        """Deals of all teams with a condition whose `due` day has passed, an open offer past its
        last day, or a draft whose last day has passed."""

    def list_ended_drafts(self, team: TeamId, deal: DealId, today: date) -> Sequence[MoveNo]:
        """The drafts of a deal whose last day, as `set_last_day` set it, is over everywhere on earth."""

    def set_last_day(self, team: TeamId, deal: DealId, no: MoveNo, day: date) -> None:
        """Lets a draft lapse after that day. Until somebody does, or after it was changed, it does not lapse."""


class MovePageRepository(Protocol):
    """A few of a deal's moves in some order of days, however long its ledger is."""

    def list_page(
        self, team: TeamId, deal: DealId, person: PersonId, *, skip: int, most: int
    ) -> Sequence[Move]:
        """The moves that a person may see, the latest day first: at most so many after the first `skip`."""

    def list_mutual(self, team: TeamId, deal: DealId, most: int) -> Sequence[Move]:
        """The last moves that both sides know of, goodwill among them where something came back for it; the latest day
        first."""

    def count_not_mutual(self, team: TeamId, deal: DealId) -> int:
        """How many moves are none of those."""

    def list_exchanged(self, team: TeamId, deal: DealId, kind: Kind, most: int) -> Sequence[Move]:
        """The last gives, or gets, that were handed over or promised, goodwill among them; the latest day first."""

    def count_exchanged(self, team: TeamId, deal: DealId, kind: Kind) -> int:
        """How many such there are."""

    def list_latest_changes(
        self, team: TeamId, deal: DealId, since: date, most: int
    ) -> Sequence[Move]:
        """What was given, got or answered after that day, at most so many, the latest first."""

    def find_last_get_without_cost(self, team: TeamId, deal: DealId) -> Move | None:
        """The last get that counts of which nobody knows what it costs them."""

    def list_numbers_of_offers(self, team: TeamId, deal: DealId) -> Sequence[MoveNo]:
        """The moves that follow from offers."""


class LogMeasuresRepository(Protocol):
    """What the page of a long ledger says of all its moves, as of some entry."""

    def find(self, team: TeamId, deal: DealId) -> KeptLog | None:
        """What was kept last; None of a deal of which nothing was."""

    def save(self, team: TeamId, deal: DealId, kept: KeptLog) -> None:
        """Replaces it."""

    def list_turns(
        self, team: TeamId, deal: DealId, first: date | None, last: date | None
    ) -> Sequence[Move]:
        """The gives and gets that count, and our asks that were answered, from one day to another."""

    def list_nearest_gets(
        self, team: TeamId, deal: DealId, day: date, *, earlier: bool
    ) -> Sequence[tuple[date, MoveNo]]:
        """The nearest `GETS_LOOKED_AT` gets that count on days before, or after: each with its day."""

    def list_latest_days(self, team: TeamId, deal: DealId, most: int) -> Sequence[date]:
        """The latest days on which a give or a get counts, the last first."""

    def list_figures(
        self, team: TeamId, deal: DealId, first: date
    ) -> Mapping[Kind, Sequence[CountedFigure]]:
        """What each give costs and each get is worth that counts from that day or a later one."""


class OfferRepository(Protocol):
    """Offers as they stand. `LedgerRepository.append_entry` writes those of its entry."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Offer]:
        """All offers of a deal, by number."""

    def list_ending(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Offer]]:
        """The open offers of those deals that stand until a day."""


class CommitmentRepository(Protocol):
    """Commitments of both sides as they stand. `LedgerRepository.append_entry` writes those of its entry."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[Commitment]:
        """All commitments of a deal by number, those that were voided too."""

    def list_open_in_deals(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Commitment]]:
        """What is still to be done in those deals, by number; deals without any are left out."""


class ClosingRepository(Protocol):
    """How far the close of each deal has come."""

    def find(self, team: TeamId, deal: DealId) -> Closing | None:
        """The close of a deal; None where nobody began it."""

    def save(self, team: TeamId, deal: DealId, closing: Closing) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else `VersionConflict`."""


class ApprovalRepository(Protocol):
    """Gives that wait for somebody's yes, and the rules that say which do."""

    def find_rules(self, team: TeamId) -> ApprovalRules | None:
        """What an admin of the workspace set; None where none did."""

    def save_rules(self, rules: ApprovalRules) -> None:
        """Replaces them. Their version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def find(self, team: TeamId, approval: str) -> GiveApproval | None:
        """The approval of that id, waiting or decided."""

    def save(self, team: TeamId, approval: GiveApproval) -> None:
        """Adds or replaces one. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def list_waiting_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        """Those of a deal that nobody decided yet, oldest first."""

    def list_in_deal(self, team: TeamId, deal: DealId) -> Sequence[GiveApproval]:
        """Those of a deal, waiting or decided, oldest first."""

    def list_waiting(self, team: TeamId) -> Sequence[GiveApproval]:
        """Those of all deals of a workspace, oldest first."""

    def list_all_waiting(self) -> Sequence[tuple[TeamId, GiveApproval]]:
        """Those of all workspaces, for the tick."""

    def delete_decided_before(self, at: datetime, most: int) -> int:
        """Deletes the oldest of those that were asked for before then and that wait no more, at most so many; returns
        how many. What they recorded stays in the ledger."""


class ImportRepository(Protocol):
    """Which rows of imported spreadsheets became which moves."""

    def find_moves(self, team: TeamId, deal: DealId) -> Mapping[str, MoveNo]:
        """The moves that were imported into a deal, by the external id of their row."""

    def save_moves(self, team: TeamId, deal: DealId, moves: Mapping[str, MoveNo]) -> None:
        """Remembers which move a row became; a row that became another one before is that one
        now."""

    def find_columns(self, team: TeamId, shape: str) -> Mapping[str, str]:
        """What somebody said that the columns of sheets with these headings are, by their keys;
        none where nobody did."""

    def save_columns(self, team: TeamId, shape: str, columns: Mapping[str, str]) -> None:
        """Remembers what the columns of sheets with these headings are, instead of what was said
        before."""
