"""How migrations are run: on the connection they are given, else on a scratch database that shows what is missing.

`giveget migrate` is what changes a database; alembic's own command line only writes migrations.
"""

import tempfile
from pathlib import Path

from alembic import context
from alembic.migration import MigrationContext
from alembic.operations import MigrationScript, Operations
from sqlalchemy import Connection

from bot.store.engine import connect
from bot.store.schema import list_revisions
from bot.store.tables import METADATA


def number(_context: MigrationContext, _revision: object, scripts: list[MigrationScript]) -> None:
    """Migrations are numbered in their order, so that a program knows from the folder alone how many there are."""
    for script in scripts:
        script.rev_id = f"{len(list_revisions()) + 1:04}"


def run(connection: Connection) -> None:
    """Runs what alembic asked for, in the transaction that is already open."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        process_revision_directives=number,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_all(connection: Connection) -> None:
    """Alembic's own upgrade cannot run while alembic runs."""
    migration = MigrationContext.configure(connection)
    with Operations.context(migration):
        for script in reversed(list(context.script.walk_revisions())):
            script.module.upgrade()
    migration.stamp(context.script, "heads")


def run_on_scratch() -> None:
    """The tables as the migrations make them, to be compared with what the code says."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = connect(f"sqlite:///{Path(folder) / 'scratch.db'}")
        with scratch.engine.connect() as connection:
            _run_all(connection)
            run(connection)
        scratch.close()


given: Connection | None = context.config.attributes.get("connection")
if given is None:
    run_on_scratch()
else:
    run(given)
