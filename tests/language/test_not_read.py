"""No word of a line is lost: each is in a field, in the item, a mark, an amount, a day, or said to be unread."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine
from bot.language.vocabulary import load_languages
from tests.cases import check_each
from tests.examples import number_of_examples
from tests.language.test_lines import Typed, typed_lines

TODAY = date(2026, 11, 23)

TABLES = (
    "amounts days phrases markers quantities figures returns deadlines goodwill conditions denials asides cleaning "
    "respelling counterparts currencies deadline_hours trials"
).split()
"""Word tables whose words mark, frame or count; what else a line says must be kept in words."""
KEPT_KEYS = frozenset(
    {"people", "other_heads", "coming_back", "use", "numbered", "deeds", "asides"}
)
"""Keys of those tables whose words name things."""


def _collect(value: object, key: str, into: set[str]) -> None:
    if key in KEPT_KEYS:
        return
    if isinstance(value, str):
        into.update(re.findall(r"[\w'’/]+", value.casefold()))
    elif isinstance(value, list):
        for each in value:
            _collect(each, key, into)
    elif isinstance(value, dict):
        for name, each in value.items():
            into.update(re.findall(r"[\w'’/]+", str(name).casefold()))
            _collect(each, name, into)


def marking_words() -> frozenset[str]:
    words: set[str] = set()
    for language in load_languages().values():
        for name in TABLES:
            _collect(language.get(name, {}), name, words)
    return frozenset(words)


MARKING = marking_words()


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold())


def lost_words(line: ParsedLine, typed: str) -> list[str]:
    """The words of what was typed that are nowhere: neither in a text of the line nor a mark, a figure or a day."""
    # Whom a line greets belongs to its greeting.
    typed = re.sub(r"^(?:hi|hello|hallo|moin)\s+\w+,", "", typed, flags=re.IGNORECASE)
    said = (line.what, line.for_what, line.condition, line.reason, line.to, line.not_read)
    kept = set(words_of(" ".join(filter(None, said))))
    return [
        word
        for word in words_of(clean_text(typed))
        if word not in kept and word not in MARKING and not re.search(r"\d", word)
    ]


def test_no_word_of_a_real_line_is_lost() -> None:
    def check(typed: Typed) -> None:
        found = read_line(typed.text, command=typed.command, locale=typed.locale, today=TODAY)
        if isinstance(found, ParsedLine):
            assert lost_words(found, typed.text) == []

    check_each([(line.text, line) for line in typed_lines()], check)


ITEMS = (
    "5% off",
    "net 60",
    "two dock slots",
    "onboarding week",
    "premium support",
    "a night shift",
    "12 extra pallets",
    "rent-free period",
)
AMOUNTS = (
    "cost 12k",
    "worth 4,500 EUR",
    "costs us about 2k",
    "(3k)",
    "worth a lot to them",
    "cost tbd",
)
TAILS = (
    "plus two zebra trainings",
    "but not on the zebra lane",
    "for 60 days in zebra",
    "in zebra overtime",
    "for the renewal term of 36 zebra months",
    "excluding zebra tax gross-up",
    "over five zebra years",
    "which they barely zebra",
    "for a zebra call",
    "in return for a zebra forecast",
    "unless zebra objects",
    "because zebra asked",
    "if zebra signs by 4 dec",
    "by friday with zebra",
    "as goodwill after zebra",
    "on the zebra line only",
    "and got a zebra clause",
    "so that they drop zebra",
    "to Zebra",
    "thanks zebra",
    "with zebra at 3pm",
    "for them, zebra for us",
)
LINES = st.builds(
    lambda item, parts, gap: gap.join((item, *parts)),
    st.sampled_from(ITEMS),
    st.lists(st.sampled_from(AMOUNTS + TAILS), max_size=4, unique=True),
    st.sampled_from((" ", ", ", "; ", " - ")),
)


GERMAN_TAILS = (
    "Kosten 12k",
    "Wert 4.500 EUR",
    "kostet uns etwa 2k",
    "für sie viel mehr wert",
    "plus zwei Zebraschulungen",
    "aber nicht auf Zebra",
    "für 60 Tage in Zebra",
    "für die 24 Monate",
    "außer Standort Zebra",
    "das sie kaum zebrieren",
    "für einen Zebraanruf",
    "im Gegenzug für eine Zebraplanung",
    "es sei denn Zebra widerspricht",
    "weil Zebra gefragt hat",
    "wenn Zebra bis 4. Dez unterschreibt",
    "bis Freitag mit Zebra",
    "als Kulanz nach Zebra",
    "und bekommen eine Zebraklausel",
    "damit sie Zebra streichen",
    "danke Zebra",
    "Herr Zebra war zufrieden",
    "sonst nur Zebra",
)
GERMAN_LINES = st.builds(
    lambda item, parts, gap: gap.join((item, *parts)),
    st.sampled_from(("5% Rabatt", "Zahlungsziel 60 Tage", "zwei Ladetore", "Schulung vor Ort")),
    st.lists(st.sampled_from(GERMAN_TAILS), max_size=4, unique=True),
    st.sampled_from((" ", ", ", "; ", " - ")),
)


@given(typed=GERMAN_LINES, command=st.sampled_from(Command))
@settings(max_examples=number_of_examples(300), deadline=None)
def test_no_word_of_a_generated_german_line_is_lost(typed: str, command: Command) -> None:
    found = read_line(typed, command=command, locale="de-DE", today=TODAY)
    if isinstance(found, ParsedLine):
        assert lost_words(found, typed) == []
        assert found.what


@given(typed=LINES, command=st.sampled_from(Command))
@settings(max_examples=number_of_examples(300), deadline=None)
def test_no_word_of_a_generated_line_is_lost(typed: str, command: Command) -> None:
    found = read_line(typed, command=command, locale="en-US", today=TODAY)
    if isinstance(found, ParsedLine):
        assert lost_words(found, typed) == []
        assert found.what
