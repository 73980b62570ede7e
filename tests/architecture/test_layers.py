import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, imported, modules

INNER = ("bot/domain", "bot/language", "bot/coach")
INNER_KNOWS = {"rapidfuzz"}
"""Which words are spelled alike."""

READER, READER_KNOWS = "bot/language/", {"babel"}
"""The currencies of all countries."""

UNTYPED = ("bot/slack/", "bot/playground/", "bot/store/codec.py")
"""What Slack sends has no types, and the codec learns those of the values only when it runs."""

TRESPASSES = {
    "bot/domain/trespass.py": "import bot.language\nimport random\n",
    "bot/language/trespass.py": "import jinja2\n",
    "bot/coach/trespass.py": "import babel\n",
    "bot/slack/trespass.py": "import bot.store\nimport sqlalchemy\n",
    "bot/store/trespass.py": "import apscheduler\nimport slack_sdk\nimport jinja2\nimport uvicorn\n",
}
"""One step over each wall."""

DEFERRING = (
    "bot/__main__.py",
    "bot/command_helpers.py",
    "bot/main.py",
    "bot/operations/database.py",
    "bot/worker_group.py",
)
"""Files whose functions import what only some processes need."""

NOT_SERVING = {
    *("bot.playground", "bot.operations.converse", "bot.documents.ledger_xlsx", "bot.doctor"),
    *(
        "alembic",
        "cryptography",
        "icalendar",
        "python_calamine",
        "starlette",
        "typst",
        "xlsxwriter",
    ),
}
"""What a process that serves an up-to-date database has no use for."""


def contracts(folder: Path) -> dict[str, str]:
    """Each contract of that tree and whether it was kept."""
    lint = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )
    lines = [line.rsplit(" ", 1) for line in told.stdout.splitlines()]
    return {line[0]: line[1] for line in lines if line[-1] in ("KEPT", "BROKEN")}


def test_every_wall_between_folders_stands() -> None:
    found = contracts(ROOT)
    assert len(found) >= 8
    assert set(found.values()) == {"KEPT"}


def test_a_step_over_any_wall_is_noticed(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    for name, source in TRESPASSES.items():
        (tmp_path / name).write_text(source)
    found = contracts(tmp_path)
    assert len(found) >= 8
    assert set(found.values()) == {"BROKEN"}


def test_the_inner_folders_use_the_standard_library_and_little_more() -> None:
    known = {"bot", *sys.stdlib_module_names, *INNER_KNOWS}
    strangers = [
        f"{path}:{line} {name}"
        for path, tree in modules(*INNER)
        for line, name in imported(tree)
        if name.split(".")[0] not in known | (READER_KNOWS if path.startswith(READER) else set())
    ]
    assert strangers == []


def test_a_function_imports_only_what_few_processes_need() -> None:
    """The linter asks for a reason at each such import; where only the command line has them it asks for none."""
    hidden = [
        f"{path}:{inner.lineno}"
        for path, tree in modules(having=r"^ +(import|from) ")
        if path not in DEFERRING
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_no_module_is_loaded_by_name() -> None:
    loading = [
        path
        for path, tree in modules(having="importlib")
        if any(name == "importlib" for _, name in imported(tree))
    ]
    assert loading == []


def test_a_serving_process_carries_only_what_it_needs() -> None:
    look = (
        "import sys, bot.__main__, bot.server, bot.operations.serve; "
        f"print(*sorted({NOT_SERVING} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_any_stays_where_slack_speaks() -> None:
    untyped = [
        f"{path}:{node.lineno}"
        for path, tree in modules(having="Any")
        if not path.startswith(UNTYPED)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
    ]
    assert untyped == []


def test_importing_creates_nothing(tmp_path: Path) -> None:
    look = [sys.executable, "-B", "-m", "tests.architecture.imports"]
    home = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        look, cwd=tmp_path, env=home, capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
