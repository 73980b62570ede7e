import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from bot import language
from bot.language.patterns import LateExpression, compile_late


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
