import re
import subprocess
import tomllib

import pytest

from bot.store.tables import METADATA
from tests.architecture.sources import ROOT, tracked

MACHINES = re.compile(
    r"(?<![\w.$}])/(?:work|root|home|opt|tmp|Users)/|\bpypi\.|pythonhosted|file://"
)
"""Paths of somebody's machine, and where packages are fetched from."""

ALLOWED = {
    "tests/architecture/test_papers.py": "it names what it looks for",
    "tests/language/corpus/": "people paste paths of their own",
}


def text(name: str) -> str:
    return (ROOT / name).read_text()


def targets() -> list[str]:
    return re.findall(r"^\.PHONY: (\w+)$", text("Makefile"), re.MULTILINE)


def required() -> set[str]:
    """The libraries that pyproject.toml asks for, in serving and in the playground."""
    project = tomllib.loads(text("pyproject.toml"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["play"]]
    asked += project["optional-dependencies"]["postgres"]
    return {re.split(r"[\[<>=;, ]", line)[0] for line in asked}


def test_no_file_tells_of_a_machine_or_a_registry() -> None:
    telling = []
    for path in tracked():
        name = str(path.relative_to(ROOT))
        if name.startswith(tuple(ALLOWED)) or path.suffix in (".png", ".jpg", ".woff2", ".ico"):
            continue
        lines = path.read_text().splitlines()
        telling += [
            f"{name}:{number} {line.strip()}"
            for number, line in enumerate(lines, 1)
            if MACHINES.search(line)
        ]
    assert telling == []


def test_what_comes_next_stands_on_top_of_the_changelog() -> None:
    headings = re.findall(r"^## (.*)$", text("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased"


def test_make_lists_every_target_and_what_it_is_for() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    lines = [line.split(maxsplit=2) for line in listed.stdout.splitlines()]
    assert [line[1] for line in lines] == targets()
    assert all(len(line) == 3 for line in lines)


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_papers_only_name_targets_that_exist(paper: str) -> None:
    assert set(re.findall(r"`make (\w+)|^make (\w+)", text(paper), re.MULTILINE)) <= {
        pair for target in targets() for pair in ((target, ""), ("", target))
    }


def test_the_readme_begins_with_its_two_commands_and_ci_runs_the_second() -> None:
    assert re.findall(r"^make \w+", text("README.md"), re.MULTILINE)[:2] == [
        "make play",
        "make test",
    ]
    assert re.search(r"^exec make .*\btest\b", text(".ci/run"), re.MULTILINE)


@pytest.mark.parametrize("paper", ["PRIVACY.md", "PRIVACY.de.md"])
def test_what_is_stored_is_told_table_by_table(paper: str) -> None:
    rows = [line for line in text(paper).splitlines() if line.startswith("| `")]
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert told == {table.name for table in METADATA.sorted_tables if "team" in table.c}


def test_every_library_has_its_reason_in_the_architecture() -> None:
    reasons = {name.lower() for name in re.findall(r"`([\w-]+)`", text("ARCHITECTURE.md"))}
    assert required() - reasons == set()


@pytest.mark.parametrize("lock", ["serve", "play", "test"])
def test_a_lock_pins_every_package_to_one_version(lock: str) -> None:
    lines = [line for line in text(f"requirements/{lock}.txt").splitlines() if line.strip()]
    pins = [line for line in lines if not line.startswith(" ")]
    assert [line for line in pins if not re.match(r"[\w.-]+==[\w.]+( |$)", line)] == []


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_between_papers_lead_somewhere(paper: str) -> None:
    local = [link for link in re.findall(r"\]\(([^)#]+)\)", text(paper)) if "://" not in link]
    assert [link for link in local if not (ROOT / link).exists()] == []
