import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest

from bot import language
from bot.language.patterns import (
    LateExpression,
    PatternTable,
    compile_late,
    in_small_letters,
    split_alternatives,
)
from tests.bench.reader import CORPUS, typed


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


def test_an_expression_that_ignores_case_finds_what_it_finds_at_once() -> None:
    """What is looked for in small letters first is found where the expression itself finds it."""
    names = [each.name for each in pkgutil.walk_packages(language.__path__, "bot.language.")]
    late = [e for name in names for e in expressions_in([*vars(import_module(name)).values()])]
    caseless = {each._expression for each in late if each._flags & re.IGNORECASE}
    texts = [*list_texts()[::3], *(text.upper() for text in list_texts()[1::9])]
    assert len(caseless) > 60
    found = 0
    for expression in caseless:
        exact, quick = (
            re.compile(expression, re.IGNORECASE),
            compile_late(expression, re.IGNORECASE),
        )
        for text in texts:
            one, other = exact.search(text), quick.search(text)
            assert (one and one.span()) == (other and other.span()), (expression, text)
            found += one is not None
    assert found > 200


def list_texts() -> list[str]:
    """The lines of the corpora, and some that are odd."""
    lines = [text for text, _, _ in typed(CORPUS)]
    return [*lines, "İstanbul office, 5% off", "STRASSE ẞ", "K", "we won't go below 90k", ""]


def test_places_are_kept_where_small_letters_are_more() -> None:
    expression = compile_late("office", re.IGNORECASE)
    found = expression.search("İİİ OFFICE")
    assert found is not None
    assert found.span() == (4, 10)
    assert expression.sub("desk", "İİİ OFFICE") == "İİİ desk"
    assert expression.sub("desk", "an OFFICE, an office") == "an desk, an desk"
    assert expression.match("the office", 4) is not None
    assert expression.match("the office") is None


def test_escapes_and_names_of_groups_keep_their_letters() -> None:
    assert in_small_letters(r"(?P<what>\S+)\W[A-Z]\\Nein|OFF") == r"(?P<what>\S+)\W[a-z]\\nein|off"


def test_a_part_that_minds_capitals_is_kept_as_it_is() -> None:
    expression = compile_late("to (?-i:(?!anna)[A-Za-z]+)", re.IGNORECASE)
    assert expression.match("TO Anna") is not None
    assert expression.match("to anna") is None
