"""Cards and playbooks as files: read, checked, found, translated; editing a file changes what is said."""

import re
import shutil
from pathlib import Path

import pytest

from bot.content.cards import build_deck, parse_card, parse_findings
from bot.content.load import load_decks, load_playbooks
from bot.content.parsing import UnreadableContent
from bot.content.playbooks import parse_playbook
from bot.domain.cards import Deck
from bot.domain.deals import Side
from bot.domain.fillings import (
    Blank,
    BlankValues,
    SentencePart,
    UnknownBlank,
    fill_sentence,
    parse_sentence,
)
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter
from bot.domain.styles import Style

TEMPLATES = Path(__file__).parents[2] / "templates"
DECKS = load_decks()
PLAYBOOKS = load_playbooks()
ENGLISH = DECKS["en"]
CARD = (TEMPLATES / "cards" / "split-the-difference.toml").read_text(encoding="utf-8")
JUDGING = re.compile(
    r"\b(owe[ds]?|violat\w*|exploit\w*|obligat\w*|schuld\w*|verstoß\w*|ausnutz\w*)\b", re.IGNORECASE
)
"""Words that people do not read here."""


def texts(cards: Deck) -> list[str]:
    return [
        text
        for card in cards.cards
        for text in (
            card.name,
            card.line,
            card.when,
            card.stop,
            card.safeguard,
            card.counter,
            *(p.what for p in card.say),
        )
    ]


def test_there_are_many_cards_each_in_both_languages_under_a_name_of_its_own() -> None:
    assert len(ENGLISH.cards) >= 36
    for path in (TEMPLATES / "cards").glob("*.toml"):
        assert (TEMPLATES / "de" / "cards" / path.name).exists(), path.name
    english = {card.id: card.line for card in ENGLISH.cards}
    assert not [card.id for card in DECKS["de"].cards if card.line == english[card.id]]


def test_no_translation_outlives_its_card() -> None:
    names = {path.name for path in (TEMPLATES / "cards").glob("*.toml")}
    assert {path.name for path in (TEMPLATES / "de" / "cards").glob("*.toml")} == names


@pytest.mark.parametrize("language", DECKS)
def test_no_card_scolds_and_every_one_says_something_everywhere(language: str) -> None:
    assert not [text for text in texts(DECKS[language]) if JUDGING.search(text)]


def test_cards_stand_on_findings_that_are_known_or_say_that_there_is_none() -> None:
    assert set(ENGLISH.findings) == set(DECKS["de"].findings) == {f"E{n}" for n in range(1, 25)}
    for card in ENGLISH.cards:
        assert (
            card.evidence
            or "no study" in card.source
            or "no effect" in card.source
            or "not a measured" in card.source
        )


def test_what_is_only_to_be_recognised_is_never_coached() -> None:
    recognise = {card.id for card in ENGLISH.cards if card.recognise}
    assert {
        "door-in-the-face",
        "good-cop-bad-cop",
        "salami",
        "exploding-offer",
        "throw-away",
    } <= recognise
    for id_ in recognise:
        card = ENGLISH.find_card(id_)
        assert card is not None
        assert card.line.startswith("Recognise it:")
        assert card.when.startswith("Used on us:")


def test_shrinking_steps_are_no_card_and_no_card_rests_on_them() -> None:
    assert not [card.id for card in ENGLISH.cards if "E7" in card.evidence]


def test_in_hiring_no_card_anchors_and_one_names_the_range_first() -> None:
    hiring = {card.id for card in ENGLISH.list_cards(Side.HIRING)}
    assert "range-first" in hiring
    assert hiring.isdisjoint({"anchor", "re-anchor", "bracketing", "payment-for-price"})
    book = PLAYBOOKS["en"][Side.HIRING]
    assert hiring.issuperset(
        id_ for stage in book.values() for step in stage.steps for id_ in step.cards
    )


@pytest.mark.parametrize("side", Side)
def test_a_playbook_uses_cards_of_its_side_and_says_the_same_in_both_languages(side: Side) -> None:
    english, german = PLAYBOOKS["en"][side], PLAYBOOKS["de"][side]
    for phase in Phase:
        steps, translated = english[phase].steps, german[phase].steps
        assert [step.cards for step in steps] == [step.cards for step in translated]
        assert [bool(step.say) for step in steps] == [bool(step.say) for step in translated]
        assert not [s.do for s, t in zip(steps, translated, strict=True) if s.do == t.do]
        for step in steps:
            assert all(card.suits_side(side) for card in ENGLISH.select_cards(step.cards))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no toml [",
        CARD.replace("when =", "whenn ="),
        CARD.replace('phases = ["middle", "close"]', 'phases = ["never"]'),
        CARD.replace('phases = ["middle", "close"]', "phases = 3"),
        CARD.replace("{day}", "{salary}"),
        CARD.replace('stop = "', 'stop = "{give} '),
        CARD.replace('line = "', f'line = "{"long " * 50}'),
        CARD.replace('stop = "They', 'stop = "They\\n'),
    ],
)
def test_an_incomplete_card_is_refused(text: str) -> None:
    with pytest.raises(UnreadableContent):
        parse_card("split-the-difference", text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('combines = ["bracketing"', 'combines = ["nowhere"'),
        ('combines = ["bracketing"', 'combines = ["split-the-difference"'),
        ('evidence = ["E6", "E4"]', 'evidence = ["E99"]'),
        ('evidence = ["E6", "E4"]', "evidence = []"),
        ('name = "Split the difference"', 'name = "Recap"'),
    ],
)
def test_links_evidence_and_names_are_checked(old: str, new: str) -> None:
    assert old in CARD
    others = [card for card in ENGLISH.cards if card.id != "split-the-difference"]
    with pytest.raises(UnreadableContent):
        build_deck(
            [*others, parse_card("split-the-difference", CARD.replace(old, new))], ENGLISH.findings
        )


def test_a_playbook_without_a_phase_or_with_an_unknown_card_is_refused() -> None:
    text = (TEMPLATES / "playbooks" / "selling.toml").read_text(encoding="utf-8")
    for broken in (
        text.replace("[after]", "[later]"),
        text.replace('"meso"', '"mezzo"'),
        "",
        text.replace("goal", "gaol"),
    ):
        with pytest.raises(UnreadableContent):
            parse_playbook(broken, ENGLISH)


def test_a_card_is_edited_without_touching_the_program(tmp_path: Path) -> None:
    copied = tmp_path / "templates"
    for folder in ("cards", "playbooks", "de/cards", "de/playbooks"):
        shutil.copytree(TEMPLATES / folder, copied / folder)
    for file in ("evidence.toml", "de/evidence.toml"):
        shutil.copy(TEMPLATES / file, copied / file)
    edited = copied / "cards" / "recap.toml"
    edited.write_text(
        edited.read_text("utf-8").replace('name = "Recap"', 'name = "Where we are"'),
        encoding="utf-8",
    )
    (copied / "cards" / "tea.toml").write_text(
        CARD.replace("Split the difference", "Tea first"), encoding="utf-8"
    )
    decks = load_decks(copied)
    assert [card.name for card in decks["en"].select_cards(["recap", "tea"])] == [
        "Where we are",
        "Tea first",
    ]
    assert [card.name for card in decks["de"].select_cards(["recap", "tea"])] == [
        "Zwischenstand",
        "Tea first",
    ]
    assert load_playbooks(copied)["en"].keys() == set(Side)


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        ("split-the-difference", "split-the-difference"),
        ("Split the Difference", "split-the-difference"),
        ("splitdiff", "split-the-difference"),
        ("splt the diference", "split-the-difference"),
        ("halfway", "split-the-difference"),
        ("MESO", "meso"),
        ("batna", "walk-away-hint"),
        ("they are silent", "silence"),
        ("they went silent", "reopen-scope"),
        ("salary", "range-first"),
    ],
)
def test_a_card_is_found_by_name_or_situation(typed: str, card: str) -> None:
    assert ENGLISH.search_cards(typed, Side.SELLING)[0].id == card


@pytest.mark.parametrize("typed", ["in der Mitte treffen", "Mitte"])
def test_german_names_find_german_cards(typed: str) -> None:
    assert DECKS["de"].search_cards(typed, Side.SELLING)[0].id == "split-the-difference"


@pytest.mark.parametrize("typed", ["", "xyzzy", "the and of", "😀"])
def test_nothing_is_found_where_nothing_is_near(typed: str) -> None:
    assert ENGLISH.search_cards(typed, Side.SELLING) == ()


@pytest.mark.parametrize("card", [card.id for card in ENGLISH.cards])
def test_every_card_is_found_by_its_own_names(card: str) -> None:
    for cards in DECKS.values():
        known = cards.find_card(card)
        assert known is not None
        for name in (known.id, known.name):
            assert cards.search_cards(name, Side.SELLING) == (known,)


def test_blanks_are_filled_from_the_deal_and_stay_blanks_where_it_knows_nothing() -> None:
    parts = parse_sentence("We can {do theirs} for {need ask}.")
    filled = fill_sentence(parts, BlankValues(theirs="15% off"))
    assert [part.what for part in filled] == ["We can ", "15% off", " for ", "", "."]
    assert [part.blank for part in filled if part.blank] == [Blank.THEIRS, Blank.ASK]
    assert parse_sentence("plain") == (SentencePart(what="plain"),)
    with pytest.raises(UnknownBlank):
        parse_sentence("We can {do nothing}")


NOBODY = BlankValues()


def advised(
    happening: Happening, matter: Matter, known: BlankValues = NOBODY, side: Side = Side.SELLING
) -> list[str]:
    found = ENGLISH.recommend_cards(happening, matter, side=side, phase=Phase.MIDDLE, known=known)
    return [card.id for card in found]


@pytest.mark.parametrize("happening", Happening)
def test_for_whatever_happens_there_are_three_cards_and_what_matters_changes_them(
    happening: Happening,
) -> None:
    answers = [tuple(advised(happening, matter)) for matter in Matter]
    assert all(len(set(cards)) == 3 for cards in answers)
    assert len(set(answers)) >= 3
    assert all(happening in ENGLISH.select_cards(cards)[0].happening for cards in answers)


def test_what_the_deal_holds_changes_the_advice() -> None:
    nothing, given = BlankValues(), BlankValues(give="5% off", ask="24-month term")
    assert advised(Happening.NO_ANSWER, Matter.MOVEMENT, given)[0] == "label-the-concession"
    assert advised(Happening.NO_ANSWER, Matter.MOVEMENT, nothing) != advised(
        Happening.NO_ANSWER, Matter.MOVEMENT, given
    )


def test_advice_stays_on_our_side_of_the_table() -> None:
    cards = advised(Happening.ONLY_PRICE, Matter.PRICE, side=Side.HIRING)
    assert "anchor" not in cards
    assert "bracketing" not in cards


def test_findings_have_a_source_each() -> None:
    found = parse_findings((TEMPLATES / "evidence.toml").read_text(encoding="utf-8"))
    assert all(f.finding and f.source for f in found.values())


def test_a_style_starts_without_doubts() -> None:
    assert Style().doubts == frozenset()
