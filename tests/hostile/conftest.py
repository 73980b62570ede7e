"""One bot in a process of its own for each file of attacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import migrated
from tests.hostile.harvest import (
    Harvest,
    harvest_deal,
    harvest_declared_forms,
    harvest_samples,
)
from tests.hostile.stage import LINES, Stage, set_scene, staged


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def stage(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A bot with a deal in it that is worth stealing."""
    with staged(empty_file, tmp_path_factory.mktemp("hostile")) as stage:
        set_scene(stage)
        yield stage


@pytest.fixture(scope="module")
def harvest(stage: Stage) -> Harvest:
    """All buttons and forms, as the owner of another deal of the same kind saw them."""
    harvest = Harvest()
    for line in LINES:
        stage.types("Ben", "general", line.replace("Quixworth", "Decoy").replace("QUIX", "DECOY"))
    harvest_deal(stage, harvest, "Ben", "general")
    harvest_samples(harvest)
    harvest_declared_forms(harvest)
    return harvest
