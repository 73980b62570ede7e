"""What a release consists of besides the code: pinned libraries, their licences, guides."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==\S+", re.MULTILINE)
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
GUIDES = sorted((ROOT / "docs").glob("*.md"))


def names(path: Path) -> list[str]:
    return PINNED.findall(path.read_text())


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_each_library_is_pinned_with_its_hashes(path: Path) -> None:
    """`make lock` writes them; one line without would make every installation fail."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", path.read_text().strip())
    assert [
        block.partition("\n")[0]
        for block in blocks
        if not PINNED.match(block) or "--hash=sha256:" not in block
    ] == []


def test_the_licences_of_all_that_serves_are_listed() -> None:
    listed = re.findall(r"^\| ([\w.-]+) \| .+ \| https://\S+ \|$", licences(), re.MULTILINE)
    assert listed == names(ROOT / "requirements/serve.txt")


def licences() -> str:
    return (ROOT / "THIRD_PARTY.md").read_text()


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_a_guide_leads_somewhere_and_is_found(path: Path) -> None:
    assert f"(docs/{path.name})" in (ROOT / "README.md").read_text()
    for link in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", path.read_text()):
        assert (path.parent / link).exists(), link
