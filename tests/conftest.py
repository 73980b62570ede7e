"""What every folder of tests may ask for."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests import browsers
from tests.store.postgres import NoPostgres, empty_database, running_postgres

# What importing and collecting make stays: looking through it for garbage again and again finds none.
gc.disable()

# A busy machine is slow to make up examples; that is no fault of what they try.
SLOWLY = (HealthCheck.too_slow,)
# The same examples each time: what was right yesterday does not fail by chance today. New ones are for `make test-all`.
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=SLOWLY)
settings.register_profile("new", deadline=None, print_blob=True, suppress_health_check=SLOWLY)
settings.load_profile("same")

MEMORY = Path("/dev/shm")
ENOUGH_MEMORY = 2 << 30
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY:
    # Where the temporary folders of tests are: every commit of SQLite waits for the disk otherwise.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def missing(what: str) -> NoReturn:
    """Fails in CI, where everything must be there; elsewhere skips the test and says why."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real server, one for each test worker."""
    try:
        with running_postgres() as url:
            yield url
    except NoPostgres as reason:
        missing(str(reason))


@pytest.fixture
def empty_postgres_url(postgres_url: str) -> Iterator[str]:
    """The URL of a database of the test's own."""
    with empty_database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser to drive; `make test` installs Debian's where it can."""
    return browsers.chromium() or missing(browsers.MISSING)


USUAL_UMASK = os.umask(0o022)
os.umask(USUAL_UMASK)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """The command line makes its files private, also where a test calls it in this process: PostgreSQL's account could
    not read what later tests copy for it."""
    os.umask(USUAL_UMASK)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was collected stays until the end; the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
