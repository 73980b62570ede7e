"""What a draft sentence does: sentences of our own in `sayings.txt`, each read on its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from tests.cases import check_each

CORPUS = Path(__file__).parent / "sayings.txt"
ROW = re.compile(r"(\w+)(?: \[(\w*); ?(.*?)\])?: (.*)")
DOES = {
    "give": (Label.GIVE, False),
    "tied": (Label.OFFER, True),
    "package": (Label.OFFER, False),
    "ask": (Label.ASK, False),
    "accept": (Label.ACCEPT, False),
    "other": (Label.OTHER, False),
}


def rows(corpus: Path = CORPUS) -> Iterator[tuple[str, str, tuple[Turn, ...], str]]:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = ROW.fullmatch(line.strip()) if line.strip() and not line.startswith("#") else None
        if row is not None:
            before = [turn.partition(": ") for turn in (row[3] or "").split(" / ") if turn]
            yield row[1], row[2] or "", tuple(Turn(who, words) for who, _, words in before), row[4]


def test_a_sentence_is_read_as_what_it_does() -> None:
    def check(row: tuple[str, str, tuple[Turn, ...], str]) -> None:
        does, role, said, text = row
        saying = read_sentence(text, context=said, role=role)
        assert (saying.label, saying.explicit) == DOES[does]

    check_each([(row[3], row) for row in rows()], check)


def test_the_corpus_is_large_and_all_of_it_is_read() -> None:
    lines = [
        line
        for line in CORPUS.read_text(encoding="utf-8").splitlines()
        if line.strip() and line[0] != "#"
    ]
    assert len(list(rows())) == len(lines) > 200


@pytest.mark.parametrize(
    ("text", "give", "get"),
    [
        ("We can do 10% off.", "10% off", ""),
        (
            "We'll waive the setup fee in exchange for a reference call.",
            "waive the setup fee",
            "a reference call",
        ),
        ("If you commit to 24 months, we can do 10% off.", "10% off", "commit to 24 months"),
        (
            "We can go down to 95k, but we would need the order this month.",
            "95k",
            "the order this month",
        ),
        (
            "You get exclusivity and we get a minimum volume in return.",
            "exclusivity",
            "a minimum volume",
        ),
        ("i'd like the lamp , you can have the rest", "the rest", "the lamp"),
        ("We need a 24-month term.", "", "a 24-month term"),
        ("Would you sign this week?", "", "sign this week"),
        (
            "We will cover the travel costs for the workshop.",
            "cover the travel costs for the workshop",
            "",
        ),
        ("Wir können Ihnen 10 % Rabatt geben.", "10 % Rabatt", ""),
        (
            "Wir geben 5 % gegen eine Laufzeit von 24 Monaten.",
            "5 %",
            "eine Laufzeit von 24 Monaten",
        ),
        (
            "Wenn Sie bis Freitag unterschreiben, geben wir Ihnen 10 %.",
            "10 %",
            "bis Freitag unterschreiben",
        ),
        (
            "We'll take your paper as the base, in return for our cap language.",
            "take your paper as the base",
            "our cap language",
        ),
        (
            "If you guarantee detention after two hours I'll take 2,150.",
            "take 2,150",
            "guarantee detention after two hours",
        ),
        ("Subject to board approval, we can agree to net 60.", "agree to net 60", "board approval"),
        ("Net 60, once the deposit is in.", "Net 60", "the deposit is in"),
        (
            "Should they sign for ten years, four months are free.",
            "four months",
            "sign for ten years",
        ),
        (
            "I could drop the fee but then the storage comes out.",
            "drop the fee",
            "the storage comes out",
        ),
        ("We can swap the flat fee for a share of 12%.", "swap the flat fee", "a share of 12%"),
        (
            "Bei Abnahme von 200 Stück legen wir die Fracht drauf.",
            "die Fracht",
            "Abnahme von 200 Stück",
        ),
        ("Wir wären bereit, die Kaution zu halbieren.", "die Kaution halbieren", ""),
        ("Hello there", "", ""),
    ],
)
def test_what_is_given_and_got_is_found_in_the_words_of_the_sentence(
    text: str, give: str, get: str
) -> None:
    saying = read_sentence(text)
    assert (saying.give, saying.get) == (give, get)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("We can do 10% off.", "We can do 10% off if we get … in return."),
        ("I can offer net 60", "I can offer net 60 if I get … in return."),
        (
            "If you commit to 24 months, we can do 10% off.",
            "We can do 10% off if you commit to 24 months.",
        ),
        (
            "You take the rollout in Spain, we take the other.",
            "We take the other if you take the rollout in Spain.",
        ),
        (
            "Wir übernehmen die Schulung.",
            "Wir übernehmen die Schulung, wenn wir dafür … bekommen.",
        ),
        ("We can do 10% off if you sign by Friday.", ""),
        ("We need a 24-month term.", ""),
        ("Agreed.", ""),
        ("How long is your contract?", ""),
        (
            "If you guarantee two hours I'll take 2,150.",
            "I'll take 2,150 if you guarantee two hours.",
        ),
        (
            "Cover half the fit-out and we take the floor.",
            "We take the floor if you cover half the fit-out.",
        ),
        (
            "Take two more sites and I'll give you the old price.",
            "I'll give you the old price if you take two more sites.",
        ),
        (
            "We can do 3% off. We would also need a reference.",
            "We can do 3% off if we get a reference.",
        ),
        ("We've taken 3% off the quote.", ""),
        ("We no longer insist on the exclusivity clause.", ""),
        ("Wir haben die Gebühr gestrichen.", ""),
        (
            "Ich könnte im Januar anfangen.",
            "Ich könnte im Januar anfangen, wenn ich dafür … bekomme.",
        ),
    ],
)
def test_a_sentence_is_put_better_with_our_offer_first(text: str, better: str) -> None:
    assert read_sentence(text).suggestion == better


def test_a_price_is_a_give_only_where_it_moves_toward_the_other_side() -> None:
    said = (Turn("seller", "I want 480 for it"), Turn("buyer", "I can do 400"))
    assert read_sentence("How about 450?", context=said, role="seller").label is Label.GIVE
    assert read_sentence("How about 480?", context=said, role="seller").label is Label.ASK
    assert read_sentence("ok, 400", context=said, role="seller").label is Label.ACCEPT
    assert read_sentence("How about 420?", context=said, role="buyer").label is Label.GIVE
    assert read_sentence("How about 390?", context=said, role="buyer").label is Label.ASK


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "…",
        "if",
        "if if if",
        "for",
        "$",
        "1e999",
        "for me",
        "\x00",
        "İ can give you 5%",
        "you " * 600,
    ],
)
def test_odd_text_is_read_without_trouble(text: str) -> None:
    for role in ("", "buyer", "seller"):
        assert read_sentence(
            text, context=(Turn("seller", text), Turn("buyer", text)), role=role
        ).label in set(Label)


def test_none_of_a_thing_is_less_than_was_wanted_of_another() -> None:
    before = (Turn("player", "I want 2 hats"), Turn("other", "no"))
    assert read_sentence("I want 0 books", context=before, role="player").label is Label.ASK
