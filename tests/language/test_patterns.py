import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest

from bot import language
from bot.language.patterns import LateExpression, PatternTable, compile_late, split_alternatives


def expressions_in(value: object) -> Iterator[LateExpression]:
    """The value itself, or those in it."""
    if isinstance(value, LateExpression):
        yield value
    elif isinstance(value, Mapping):
        yield from expressions_in([*value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from expressions_in(each)


def test_each_expression_that_is_compiled_late_is_one() -> None:
    names = [each.name for each in pkgutil.walk_packages(language.__path__, "bot.language.")]
    modules = [import_module(name) for name in names]
    late = [each for module in modules for each in expressions_in([*vars(module).values()])]
    assert len(late) > 60
    for each in late:
        assert each.pattern == each._expression


def test_an_expression_is_compiled_once_it_is_used() -> None:
    expression = compile_late("dis(count)")
    assert "search" not in vars(expression)
    assert expression.search("5% discount") is not None
    assert expression.sub("rebate", "5% discount") == "5% rebate"
    assert expression.pattern == "dis(count)"
    assert "search" in vars(expression)


@pytest.mark.parametrize(
    ("expression", "alternatives"),
    [
        ("ok|fine", ["ok", "fine"]),
        ("a(?:b|c)|d", ["a(?:b|c)", "d"]),
        ("[|]|x", ["[|]", "x"]),
        ("[]|]|x", ["[]|]", "x"]),
        ("[^]|]|x", ["[^]|]", "x"]),
        (r"\||\(|x", [r"\|", r"\(", "x"]),
        (r"[\]|]|x", [r"[\]|]", "x"]),
        ("((a|b)|c)|(d|e)", ["((a|b)|c)", "(d|e)"]),
    ],
)
def test_alternatives_are_parted_where_they_stand_alone(
    expression: str, alternatives: list[str]
) -> None:
    assert split_alternatives(expression) == alternatives


def test_a_word_of_two_languages_is_looked_for_once() -> None:
    table = PatternTable("leads", ({"first": "ok|fine"}, {"first": "ok|gut"}))
    assert table.alternatives("first") == "ok|fine|gut"
