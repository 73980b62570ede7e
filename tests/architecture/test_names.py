import ast
from collections import defaultdict

from tests.architecture.sources import modules


def test_a_class_name_stands_for_one_thing() -> None:
    """The local Slack has its own channels, messages and forms, which are Slack's, and so is left out."""
    defined = defaultdict[str, list[str]](list)
    for path, tree in modules(having=r"^\s*class "):
        if not path.startswith("bot/playground/"):
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    defined[node.name].append(f"{path}:{node.lineno}")
    assert {name: places for name, places in defined.items() if len(places) > 1} == {}
