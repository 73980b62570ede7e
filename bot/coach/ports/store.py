"""The store: transactions over all that is kept."""

from contextlib import AbstractContextManager
from typing import Protocol

from bot.coach.deal_lists import DealListRepository
from bot.coach.ports.deals import (
    CanvasRepository,
    CautionRepository,
    DealRepository,
    RoleRepository,
    SignalRepository,
)
from bot.coach.ports.learning import DebriefRepository, LearningRepository, TradeableRepository
from bot.coach.ports.ledger import (
    ApprovalRepository,
    ClosingRepository,
    CommitmentRepository,
    ImportRepository,
    LedgerRepository,
    LogMeasuresRepository,
    MovePageRepository,
    OfferRepository,
)
from bot.coach.ports.mornings import (
    DigestRepository,
    MorningRepository,
    RhythmRepository,
    ScheduleRepository,
)
from bot.coach.ports.outbox import OutboxRepository, WebhookRepository
from bot.coach.ports.people import (
    ChannelRepository,
    ErasureRepository,
    NameRepository,
    PersonRepository,
    PersonRowRepository,
    PreferenceRepository,
)
from bot.coach.ports.plans import PlanRepository
from bot.coach.ports.requests import KeyRepository, PendingRepository
from bot.coach.ports.workspaces import (
    AuditRepository,
    DataRulesRepository,
    InstallationRepository,
    RetentionRepository,
    WorkspaceRepository,
)


class UnitOfWork(Protocol):
    """One transaction over the rows of every workspace, in parts by concept; each call names its
    team. Nothing is kept unless the `with` block of `Store.work` ends without an error."""

    @property
    def deals(self) -> DealRepository: ...

    @property
    def deal_lists(self) -> DealListRepository: ...

    @property
    def roles(self) -> RoleRepository: ...

    @property
    def ledger(self) -> LedgerRepository: ...

    @property
    def move_pages(self) -> MovePageRepository: ...

    @property
    def log_measures(self) -> LogMeasuresRepository: ...

    @property
    def offers(self) -> OfferRepository: ...

    @property
    def commitments(self) -> CommitmentRepository: ...

    @property
    def closings(self) -> ClosingRepository: ...

    @property
    def plans(self) -> PlanRepository: ...

    @property
    def cautions(self) -> CautionRepository: ...

    @property
    def signals(self) -> SignalRepository: ...

    @property
    def debriefs(self) -> DebriefRepository: ...

    @property
    def learning(self) -> LearningRepository: ...

    @property
    def canvases(self) -> CanvasRepository: ...

    @property
    def tradeables(self) -> TradeableRepository: ...

    @property
    def imports(self) -> ImportRepository: ...

    @property
    def people(self) -> PersonRepository: ...

    @property
    def channels(self) -> ChannelRepository: ...

    @property
    def schedules(self) -> ScheduleRepository: ...

    @property
    def preferences(self) -> PreferenceRepository: ...

    @property
    def digests(self) -> DigestRepository: ...
    @property
    def mornings(self) -> MorningRepository: ...

    @property
    def rhythms(self) -> RhythmRepository: ...

    @property
    def outbox(self) -> OutboxRepository: ...

    @property
    def keys(self) -> KeyRepository: ...

    @property
    def pending(self) -> PendingRepository: ...

    @property
    def webhooks(self) -> WebhookRepository: ...

    @property
    def workspaces(self) -> WorkspaceRepository: ...

    @property
    def approvals(self) -> ApprovalRepository: ...

    @property
    def audit(self) -> AuditRepository: ...

    @property
    def data_rules(self) -> DataRulesRepository: ...

    @property
    def names(self) -> NameRepository: ...

    @property
    def person_rows(self) -> PersonRowRepository: ...

    @property
    def retention(self) -> RetentionRepository: ...

    @property
    def installations(self) -> InstallationRepository: ...

    @property
    def erasure(self) -> ErasureRepository: ...


class Store(Protocol):
    """Where everything is kept."""

    @property
    def seals_plans(self) -> bool:
        """Whether private plans are sealed with a key."""

    def wipe_deleted(self) -> None:
        """Leaves nothing of deleted rows in files beside the database."""

    def work(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that may write; only one at a time on SQLite."""

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only reads."""
