"""Names of people: read as they are typed to be erased, found however they are written."""

import pytest

from bot.language.names import UnclearName, build_replacer, is_erased_name, read_names


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Jane Doe", ("Jane Doe",)),
        ("  jane   doe ", ("jane doe",)),
        ('"Jane Doe", Doe', ("Jane Doe", "Doe")),
        ("Jane Doe; jane@acme.com; Jane Doe", ("Jane Doe", "jane@acme.com")),
        ("Łukasz Żak", ("Łukasz Żak",)),
    ],
)
def test_names_stand_between_commas(typed: str, names: tuple[str, ...]) -> None:
    assert read_names(typed) == names


@pytest.mark.parametrize("typed", ["", ",", "price", "EUR", "Jo", "12 34", "x" * 81 + " y"])
def test_what_may_be_an_ordinary_word_is_no_name(typed: str) -> None:
    with pytest.raises(UnclearName):
        read_names(typed)


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("call with Jane Doe", "call with [contact]"),
        ("JANE DOE's wish", "[contact] wish"),
        ("Doe, Jane asked", "[contact] asked"),
        ("Jane\nDoe and Jane  Doe", "[contact] and [contact]"),
        ("(Jane Doe)", "([contact])"),
        ("Jane Doering, Jane, Doe", "Jane Doering, Jane, Doe"),
    ],
)
def test_a_name_of_two_words_is_found_however_it_is_written(text: str, replaced: str) -> None:
    assert build_replacer(("Jane Doe",), "en-US").replace(text) == replaced


def test_one_word_is_found_as_it_is_written_only() -> None:
    replacer = build_replacer(("Price",), "en-US")
    assert replacer.replace("Price wants a lower price") == "[contact] wants a lower price"


def test_umlauts_are_found_spelled_out_too() -> None:
    replacer = build_replacer(("Jörg Müßig",), "de-DE")
    assert replacer.replace("Joerg Muessig, jörg müßig, Jörg Müßigs") == (
        "[Kontakt], [Kontakt], [Kontakt]"
    )
    assert is_erased_name("[Kontakt]")
    assert all(hint in "joerg muessig" and hint in "jörg müßig" for hint in replacer.hints)
