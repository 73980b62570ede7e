import subprocess
import sys
import zipfile

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.packaging

SHIPPED = (
    "bot/language/words/en.toml",
    "bot/language/words/de.toml",
    "bot/language/sentences/weights.txt",
    "bot/playground/static/main.js",
    "bot/playground/stories/renewal.story",
)


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(folder), "."]
    subprocess.run(build, cwd=ROOT, check=True, timeout=300)
    (wheel,) = folder.glob("giveget-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("path", SHIPPED)
def test_the_wheel_holds_what_the_program_reads(contents: set[str], path: str) -> None:
    assert path in contents


def test_the_wheel_holds_every_module_and_no_test(contents: set[str]) -> None:
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "bot").rglob("*.py")}
    assert modules - contents == set()
    assert [name for name in contents if name.startswith(("tests/", "migrations/"))] == []
