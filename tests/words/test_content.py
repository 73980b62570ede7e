from pathlib import Path

import pytest

from bot.content.load import TEMPLATES
from tests.words.catalogs import translated_languages

CONTENT = ("cards", "library", "objections", "playbooks")


def content_files(folder: Path) -> set[str]:
    found = [path for name in CONTENT for path in (folder / name).glob("*.toml")]
    return {str(path.relative_to(folder)) for path in [*found, folder / "evidence.toml"]}


@pytest.mark.parametrize("language", translated_languages())
def test_every_content_file_is_there_in_each_language(language: str) -> None:
    """Where one is missing, people read English."""
    assert content_files(TEMPLATES / language) == content_files(TEMPLATES)
