"""The story over replicas, once: `tests.faults.days` tells it with any seed."""

from pathlib import Path

import pytest

from tests.faults.days import troubled, undisturbed


@pytest.mark.postgres
def test_replicas_killed_at_random_tell_what_one_undisturbed_program_tells(
    sqlite_url: str, postgres_database_url: str, tmp_path: Path
) -> None:
    quiet = undisturbed(sqlite_url, tmp_path)
    told, killed = troubled(postgres_database_url, tmp_path, seed=7)
    assert killed > 1
    assert told - quiet == {}
    assert quiet - told == {}
    assert set(quiet.values()) == {1}
