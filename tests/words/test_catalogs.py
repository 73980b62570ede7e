import pytest
from babel.messages.catalog import Catalog

from bot.language.languages import ENGLISH, LANGUAGES
from tests.words.catalogs import find_problems, read_catalog_file, translated_languages
from tests.words.extraction import extract_catalog


def test_every_language_but_english_has_a_catalog() -> None:
    assert translated_languages() == sorted(set(LANGUAGES) - {ENGLISH})


@pytest.mark.parametrize("language", translated_languages())
def test_a_catalog_says_every_text_and_no_other(language: str) -> None:
    """`make words` brings a catalog up to date and lists the same."""
    assert sorted(find_problems(read_catalog_file(language), extract_catalog())) == []


def test_what_is_wrong_with_a_catalog_is_told_text_by_text() -> None:
    extracted, catalog = Catalog(), Catalog(locale="de")
    for text in ("%(num)s give", "Undo", "Edit", "Drop"):
        extracted.add(text)
    catalog.add("%(num)s give", "%(count)s Zugeständnis")
    catalog.add("Undo", "Rückgängig", flags=["fuzzy"])
    catalog.add("Edit", "")
    catalog.add("Save", "Speichern")
    assert sorted(find_problems(catalog, extracted)) == [
        "fuzzy, look at it again: ('', 'Undo')",
        "missing: ('', 'Drop')",
        "no longer used: ('', 'Save')",
        "not translated: ('', 'Edit')",
        "other placeholders than in English: ('', '%(num)s give')",
    ]
