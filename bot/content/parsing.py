"""What the parsers of content files have in common. The files are TOML, edited and translated by
people."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

Table = Mapping[str, object]
"""A table of a TOML file."""


class UnreadableContent(ValueError):
    """A content file lacks something, says something unknown or twice, or says too much."""


@contextmanager
def report_unreadable(name: str) -> Iterator[None]:
    """Turns whatever parsing the file of that name raises into `UnreadableContent`, which names the
    file."""
    try:
        yield
    except UnreadableContent:
        raise
    # A file that misses a key or has a value of another kind fails where the value is used.
    except (AttributeError, KeyError, TypeError, ValueError) as reason:
        raise UnreadableContent(f"{name}: {reason}") from reason


def parse_toml(text: str) -> dict[str, object]:
    """The tables of a TOML text. Raises `ValueError` where it is none."""
    return tomllib.loads(text)


def take_text(table: Table, key: str, *, most: int | None = None) -> str:
    """The text of that key: one line of at least one character, and at most `most`. Raises
    `ValueError` else."""
    text = table[key]
    if not isinstance(text, str) or not text or "\n" in text:
        raise ValueError(f"{key} is not one line of text: {text!r}")
    if most is not None and len(text) > most:
        raise ValueError(f"{key} has more than {most} characters: {text!r}")
    return text


def take_texts(table: Table, key: str) -> tuple[str, ...]:
    """The list of texts of that key; empty where it is missing. Raises `ValueError` where it is no
    such list."""
    texts = table.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise ValueError(f"{key} is not a list of texts")
    return tuple(texts)


def take_tables(table: Table, key: str) -> list[Table]:
    """The list of tables of that key. Raises `ValueError` where it is no such list."""
    tables = table[key]
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise ValueError(f"{key} is not a list of tables")
    return tables
