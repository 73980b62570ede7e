import pytest

from bot.language.vocabulary import load_languages, word_table

FOREIGN = [name for name in load_languages() if name != "en"]


def test_english_words_come_first() -> None:
    assert list(load_languages())[:2] == ["en", "de"]


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_has_only_tables_and_keys_that_english_has(name: str) -> None:
    """A key that is written wrong would be words that nobody looks up."""
    languages = load_languages()
    english = {(table, key) for table, keys in languages["en"].items() for key in keys}
    foreign = {(table, key) for table, keys in languages[name].items() for key in keys}
    assert foreign - english == set()


def test_words_of_all_languages_are_known_together() -> None:
    assert {"january": 1, "januar": 1}.items() <= word_table("days").numbers("months").items()


def test_a_key_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"\[days\] holidays"):
        word_table("days").words("holidays")


def test_a_list_of_words_is_not_taken_for_phrases() -> None:
    with pytest.raises(TypeError, match=r"\[amounts\] zero"):
        word_table("amounts").phrases("zero")
