"""What a tick does to many deals, where one that fails must not hold up the others."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.coach.ports.errors import DatabaseBusy, VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Changes that are tried one after another. `failed` are the errors of those that failed, for whoever logs them."""

    services: Services
    failed: list[Exception] = field(default_factory=list)

    def try_change(self, change: Callable[[UnitOfWork], int]) -> int:
        """What a change counts, made in a transaction of its own; 0 where it fails, and where somebody else is writing:
        then the next tick tries it again."""
        try:
            with self.services.store.work() as work:
                return change(work)
        except (VersionConflict, DatabaseBusy):
            return 0
        except Exception as error:  # noqa: BLE001 - one that fails must not hold up the others
            self.failed.append(error)
            return 0
