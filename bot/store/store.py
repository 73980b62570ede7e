"""The store of the coach's port, over SQL."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.store.approvals import SqlApprovals
from bot.store.audit import SqlAudit
from bot.store.canvases import SqlCanvases
from bot.store.cautions import SqlCautions
from bot.store.closings import SqlClosings
from bot.store.commitments import SqlCommitments
from bot.store.data_rules import SqlDataRules
from bot.store.deal_lists import SqlDealLists
from bot.store.deals import SqlDeals
from bot.store.debriefs import SqlDebriefs
from bot.store.digests import SqlDigests
from bot.store.engine import Database
from bot.store.erasure import SqlErasure
from bot.store.idempotency import SqlKeys
from bot.store.imports import SqlImports
from bot.store.installations import SqlInstallations
from bot.store.learning import SqlLearning
from bot.store.ledger import SqlLedger
from bot.store.log_measures import SqlLogMeasures
from bot.store.mornings import SqlMornings
from bot.store.move_pages import SqlMovePages
from bot.store.name_erasure import SqlNames
from bot.store.offers import SqlOffers
from bot.store.outbox import SqlOutbox
from bot.store.pending import SqlPending
from bot.store.people import SqlChannels, SqlPeople
from bot.store.person_rows import SqlPersonRows
from bot.store.plans import UNSEALED, Seal, SqlPlans
from bot.store.preferences import SqlPreferences
from bot.store.retention import SqlRetention
from bot.store.rhythms import SqlRhythms
from bot.store.roles import SqlRoles
from bot.store.schedules import SqlSchedules
from bot.store.session import Session
from bot.store.signals import SqlSignals
from bot.store.tradeables import SqlTradeables
from bot.store.webhooks import SqlWebhooks
from bot.store.workspaces import SqlWorkspaces


class SqlUnitOfWork:
    """One transaction (`bot.coach.ports` says what each part and each of its calls means)."""

    __slots__ = (
        "approvals",
        "audit",
        "canvases",
        "cautions",
        "channels",
        "closings",
        "commitments",
        "data_rules",
        "deal_lists",
        "deals",
        "debriefs",
        "digests",
        "erasure",
        "imports",
        "installations",
        "keys",
        "learning",
        "ledger",
        "log_measures",
        "mornings",
        "move_pages",
        "names",
        "offers",
        "outbox",
        "pending",
        "people",
        "person_rows",
        "plans",
        "preferences",
        "retention",
        "rhythms",
        "roles",
        "schedules",
        "signals",
        "tradeables",
        "webhooks",
        "workspaces",
    )

    def __init__(self, session: Session, seal: Seal = UNSEALED) -> None:
        self.approvals = SqlApprovals(session)
        self.audit = SqlAudit(session)
        self.canvases = SqlCanvases(session)
        self.cautions = SqlCautions(session)
        self.channels = SqlChannels(session)
        self.deal_lists = SqlDealLists(session)
        self.data_rules = SqlDataRules(session)
        self.erasure = SqlErasure(session)
        self.debriefs = SqlDebriefs(session)
        self.digests = SqlDigests(session)
        self.imports = SqlImports(session)
        self.installations = SqlInstallations(session, seal)
        self.keys = SqlKeys(session)
        self.mornings = SqlMornings(session)
        self.move_pages = SqlMovePages(session)
        self.names = SqlNames(session, seal)
        self.offers = SqlOffers(session)
        self.closings = SqlClosings(session)
        self.commitments = SqlCommitments(session)
        self.learning = SqlLearning(session)
        self.ledger = SqlLedger(session, self.offers, self.commitments)
        self.log_measures = SqlLogMeasures(session)
        self.outbox = SqlOutbox(session)
        self.pending = SqlPending(session)
        self.people = SqlPeople(session)
        self.person_rows = SqlPersonRows(session)
        self.plans = SqlPlans(session, seal)
        self.preferences = SqlPreferences(session)
        self.retention = SqlRetention(session)
        self.rhythms = SqlRhythms(session)
        self.roles = SqlRoles(session)
        self.deals = SqlDeals(session, self.roles)
        self.schedules = SqlSchedules(session)
        self.signals = SqlSignals(session)
        self.tradeables = SqlTradeables(session)
        self.webhooks = SqlWebhooks(session)
        self.workspaces = SqlWorkspaces(session)


class SqlStore:
    """Everything, in one database. `posted` is called once a transaction has put something into
    the outbox."""

    def __init__(
        self, database: Database, seal: Seal = UNSEALED, posted: Callable[[], object] = lambda: None
    ) -> None:
        self._database = database
        self._seal = seal
        self._posted = posted

    @property
    def seals_plans(self) -> bool:
        """Whether private plans are sealed with a key."""
        return self._seal is not UNSEALED

    def wipe_deleted(self) -> None:
        """Takes what was deleted out of the journal too, where this database keeps one beside its file."""
        self._database.truncate_journal()

    @contextmanager
    def work(self) -> Iterator[SqlUnitOfWork]:
        """A transaction that may write."""
        with self._database.transaction(writing=True) as session:
            work = SqlUnitOfWork(session, self._seal)
            yield work
        # After the commit, so that the courier finds the post when it looks.
        if work.outbox.inserted:
            self._posted()

    @contextmanager
    def reading(self) -> Iterator[SqlUnitOfWork]:
        """A transaction that only reads."""
        with self._database.transaction(writing=False) as session:
            yield SqlUnitOfWork(session, self._seal)
