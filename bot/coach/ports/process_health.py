"""How the process that answers is doing, as far as it knows, for the admins of the workspaces that it serves."""

from dataclasses import dataclass
from enum import StrEnum


class DatabaseProblem(StrEnum):
    """What keeps the database from being used."""

    DAMAGED = "damaged"
    FULL = "full"
    UNWRITABLE = "unwritable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessHealth:
    """What was found wrong; all at its default where nothing was.

    `clock_ahead` is by how many minutes a clock is ahead that is not trusted, less than none where it is behind.
    `disk_left` is how many megabytes are left where they are few.
    """

    database: DatabaseProblem | None = None
    clock_ahead: int | None = None
    disk_left: int | None = None
    has_heartbeat: bool = True
    is_connected: bool = True

    @property
    def is_well(self) -> bool:
        """Whether nothing was found wrong."""
        return self == ProcessHealth()
