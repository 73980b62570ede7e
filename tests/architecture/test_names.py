import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import modules

BANNED = {
    *(
        "manager",
        "managers",
        "helper",
        "helpers",
        "util",
        "utils",
        "handler",
        "handlers",
        "processor",
        "processors",
    ),
    *("data", "info", "item", "items", "object", "objects", "misc", "common"),
}

SLACKS_OWN = ("data_table", "data_visualization", "conversations_info", "users_info")
"""Blocks and methods of Slack's, under whose names `bot/slack` and `bot/playground` know them."""


def defined(path: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Where and what: the module and every function and class in it."""
    yield path, path.removesuffix(".py").rsplit("/", 1)[-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield f"{path}:{node.lineno}", node.name


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_nothing_is_named_with_a_word_that_says_nothing() -> None:
    banned = [
        f"{where} {name}"
        for path, tree in modules()
        for where, name in defined(path, tree)
        if words(name) & BANNED and not name.strip("_").startswith(SLACKS_OWN)
    ]
    assert banned == []


def test_words_are_found_in_any_spelling() -> None:
    assert words("DealManager") == {"deal", "manager"}
    assert words("_parse_info") == {"parse", "info"}
    assert words("HTTPHandler") == {"http", "handler"}
    assert words("metadata") == {"metadata"}
