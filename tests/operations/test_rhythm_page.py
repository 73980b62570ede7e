"""The rhythm on one page as a document: escaped, in the reader's language, without a script."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.coach.answers.rhythms import RhythmPage
from bot.content.load import TEMPLATES
from bot.documents.page import escape_markdown, write_document
from bot.documents.rhythm_page import build_rhythm_document
from bot.domain.rhythms import Rhythm
from bot.playground.samples.links import RENEWAL
from bot.playground.samples.rhythm_facts import ANA, BEN, RHYTHM, TODAY

PAGE = RhythmPage(
    deal=RENEWAL, today=TODAY, rhythm=RHYTHM, names=((ANA, "Ana Ünal"), (BEN, "Ben Okafor"))
)


class Seen(HTMLParser):
    """The words of a page, and its tags."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.split()) for word in self.words if word.strip())


def page(form: str, locale: str = "en-GB", shown: RhythmPage = PAGE) -> bytes:
    document = build_rhythm_document(shown, locale=locale, templates=TEMPLATES)
    return write_document(document, form=form, locale=locale, templates=TEMPLATES)


def test_the_page_says_all_of_the_rhythm() -> None:
    text = Seen(page("html")).text
    assert "every month on the first Monday, from 7 December 2026" in text
    assert "Ours: Ana Ünal" in text
    assert "Ben Okafor, after 3 working days" in text
    assert (
        "uptime: at least 99.5 %; a credit is due: both owners look at the cause (credit: 5 % of the month)"
        in text
    )
    assert "Last day for notice: 31 August 2027" in text
    assert "When an outage lasts a day: both owners meet, within 2 days" in text
    assert "End: 20 lost days" in text


def test_it_is_german_for_german_readers() -> None:
    text = Seen(page("html", "de-DE")).text
    assert "jeden Monat am ersten Montag, ab 7. Dezember 2026" in text
    assert "mindestens 99,5 %; eine Gutschrift wird fällig" in text


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("locale", ["en-US", "de-AT", "xx-YY"])
def test_a_rhythm_not_begun_is_a_page_too(form: str, locale: str) -> None:
    assert RENEWAL.name in page(form, locale, replace(PAGE, rhythm=Rhythm(), names=())).decode()


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}", "a & b < c"]
)
def test_what_was_typed_stands_there_to_the_letter(typed: str) -> None:
    shown = replace(PAGE, rhythm=replace(RHYTHM, their_owner=typed, decisions=typed))
    seen = Seen(page("html", shown=shown))
    assert typed in seen.text
    assert not seen.tags & {"script", "img"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("*bold* _it_", r"\*bold\* \_it\_"),
        ("# title\n- point", r"\# title - point"),
        ("1. first", r"1\. first"),
        ("- point", r"\- point"),
        ("[a](http://b)", r"\[a\](http://b)"),
        ("<b>", r"\<b\>"),
    ],
)
def test_markdown_is_escape_markdown(typed: str, kept: str) -> None:
    assert escape_markdown(typed) == kept


def test_markdown_has_a_heading_for_each_part() -> None:
    lines = page("md").decode().splitlines()
    assert [line for line in lines if line.startswith("## ")][:3] == [
        "## We meet",
        "## Owners and decisions",
        "## What we both measure",
    ]
    assert (
        "- Pilot: one site, ten people; goes on when: uptime of 99 % for a month, by 29 January 2027"
        in lines
    )
