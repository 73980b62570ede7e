"""The project's own files, as its tests about itself read them."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    """Every file under version control, also those that are about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted({ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()})


def modules(*folders: str, having: str = "") -> Iterator[tuple[str, ast.Module]]:
    """Each module's path and its syntax tree. Only files whose text has the pattern `having` are parsed, since parsing
    all of them takes a second of processor time."""
    for folder in folders or ("bot",):
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text()
            if re.search(having, text, re.MULTILINE):
                yield str(path.relative_to(ROOT)), ast.parse(text)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and full name of each module that is imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
