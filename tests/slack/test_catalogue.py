"""Texts that are looked up where they are shown, in forms and in errors, and words typed instead of
English ones."""

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.language.commands import command_words, english_word
from bot.language.languages import ENGLISH, LANGUAGES
from bot.slack.blocks import Block, checkboxes, input_block, option_object, plain_text
from bot.slack.form_language import LONGEST, as_typed, translate_view
from bot.slack.routes import ROUTES
from bot.translations import Catalogue, Messages, compile_catalog, load_catalogue
from tests.slack.messages import TEMPLATES
from tests.words.code_texts import form_texts

TRANSLATED = sorted(set(LANGUAGES) - {ENGLISH})


def catalogue_of(translations: dict[str, str]) -> Catalogue:
    catalog, text = Catalog(locale="de", fuzzy=False), BytesIO()
    for english, german in translations.items():
        catalog.add(english, german)
    write_po(text, catalog)
    return Catalogue(Messages(BytesIO(compile_catalog(text.getvalue()))))


def test_a_text_is_found_to_the_letter_or_around_what_stands_in_it() -> None:
    catalogue = catalogue_of(
        {
            "Save": "Speichern",
            "In {unit}, {unit} only": "In {unit}, nur {unit}",
            "In {unit}": "Im {unit}",
        }
    )
    assert catalogue.reads("Save") == "Speichern"
    assert catalogue.reads("save") == "save"
    assert catalogue.reads("In EUR, EUR only") == "In EUR, nur EUR"
    assert catalogue.reads("In EUR, USD only") == "Im EUR, USD only"
    assert Catalogue().reads("Save") == "Save"


def test_a_form_is_translated_and_what_was_typed_in_it_is_not() -> None:
    catalogue = catalogue_of({"Owner": "Inhaber", "Role": "Rolle", "A role": "Eine Rolle"})
    ours, typed = option_object("Owner", "1"), as_typed(option_object("Owner", "2"))
    view: Block = {
        "type": "modal",
        "title": plain_text("A role", 24),
        "private_metadata": "Owner",
        "blocks": [
            input_block("role", "Role", checkboxes("role", [ours, typed], ["1"])),
            {
                "type": "actions",
                "elements": [{"type": "button", "text": plain_text("Owner"), "action_id": "x"}],
            },
        ],
    }
    said = translate_view(view, catalogue)
    element = said["blocks"][0]["element"]
    assert said["title"]["text"] == "Eine Rolle"
    assert said["private_metadata"] == "Owner"
    assert said["blocks"][0]["label"]["text"] == "Rolle"
    assert [each["text"]["text"] for each in element["options"]] == ["Inhaber", "Owner"]
    assert element["initial_options"] == element["options"][:1]
    assert said["blocks"][1]["elements"][0]["text"]["text"] == "Owner"
    assert view["title"]["text"] == "A role"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fits_where_english_stands(language: str) -> None:
    assert len(form_texts()) > 80
    catalogue = load_catalogue(TEMPLATES, language)
    too_long = [
        each.text
        for each in form_texts()
        if len(catalogue.reads(each.text)) > LONGEST.get(each.place, 2000)
    ]
    assert too_long == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_command_word_can_be_typed_in_each_language(language: str) -> None:
    english = {
        *ROUTES.deal_words,
        *ROUTES.coach_words,
        *ROUTES.offer_words,
        *(name[1:] for name in ROUTES.commands),
    }
    typed = command_words(language)
    assert sorted(english - {"", "giveget", "deal"} - set(typed.values())) == []
    assert [word for word in typed if word in english and typed[word] != word] == []


def test_a_command_word_means_one_thing() -> None:
    assert english_word("verlauf", "de") == "log"
    assert english_word("verlauf", "en") == "verlauf"
    assert english_word("log", "de") == "log"
