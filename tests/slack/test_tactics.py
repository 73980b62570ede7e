"""Every card and every phase of a playbook as a message, in both languages, for a deal that knows
all or nothing."""

from dataclasses import replace

import pytest

from bot.coach.answers.base import Answer
from bot.coach.answers.tactics import CardShown, CardsListed, PlaybookShown, PlayStep
from bot.content.load import load_decks, load_playbooks
from bot.domain.deals import Side
from bot.domain.fillings import Blank, BlankValues, fill_sentence, list_blanks
from bot.domain.phases import Phase
from bot.playground import limits as slacks
from bot.playground.samples.acme import TODAY
from bot.playground.samples.tactics import DEAL, EMPTY, FULL
from bot.slack.render import Message
from tests.slack.messages import read, renderer

DECKS = load_decks()
PLAYBOOKS = load_playbooks()
LOCALES = {"en": "en-US", "de": "de-DE"}
LONG = BlankValues(
    **{blank.value: "*word* " * 280 for blank in Blank if blank is not Blank.DAY}, day=FULL.day
)
GERMAN = replace(
    FULL, give="5 % Rabatt", ask="24 Monate Laufzeit", theirs="15 % Rabatt", get="Fallstudie"
)
KNOWN = {"nothing": EMPTY, "all": FULL, "long": LONG}


def known_in(language: str, known: str) -> BlankValues:
    """What fills the blanks; words in the language of the card, since a sentence holds no others."""
    return GERMAN if (language, known) == ("de", "all") else KNOWN[known]


def rendered(answer: Answer, language: str) -> Message:
    message = renderer().render(answer, locale=LOCALES[language], today=TODAY)
    assert slacks.check_message({"text": message.text, "blocks": list(message.blocks)}) == ()
    return message


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("language", LOCALES)
def test_every_card_fits_into_a_message(language: str, known: str) -> None:
    deck = DECKS[language]
    for card in deck.cards:
        values_known = known_in(language, known)
        said = fill_sentence(card.say, values_known)
        shown = CardShown(
            deal=DEAL,
            card=card,
            said=said,
            findings=deck.list_findings(card),
            combined=deck.select_cards(card.combines),
        )
        text = read(rendered(shown, language).blocks)
        assert card.name in text
        assert "{" not in text
        if known == "all":
            values = [
                getattr(values_known, b.value) for b in list_blanks(card.say) if b is not Blank.DAY
            ]
            assert [value for value in values if value not in text] == [], card.id
        if known == "nothing":
            assert ("[" in text) >= bool(list_blanks(card.say) - {Blank.DAY}), card.id


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("side", Side)
def test_every_phase_of_a_playbook_fits_into_a_message(
    side: Side, language: str, known: str
) -> None:
    deck = DECKS[language]
    for phase in Phase:
        stage = PLAYBOOKS[language][side][phase]
        steps = [
            PlayStep(
                do=s.do,
                said=fill_sentence(s.say, known_in(language, known)),
                cards=deck.select_cards(s.cards),
            )
            for s in stage.steps
        ]
        shown = PlaybookShown(
            deal=replace(DEAL, side=side), phase=phase, goal=stage.goal, steps=tuple(steps)
        )
        assert stage.goal in read(rendered(shown, language).blocks)


@pytest.mark.parametrize("language", LOCALES)
def test_a_page_of_the_longest_cards_fits_into_a_message(language: str) -> None:
    cards = sorted(DECKS[language].cards, key=lambda card: -len(card.line))[:12]
    rendered(
        CardsListed(deal=DEAL, cards=tuple(cards), page=2, pages=4, phase=Phase.MIDDLE), language
    )


@pytest.mark.parametrize("language", LOCALES)
def test_a_sentence_to_say_gives_no_reason_that_nobody_gave(language: str) -> None:
    sentences = [card.say for card in DECKS[language].cards]
    sentences += [
        s.say
        for book in PLAYBOOKS[language].values()
        for stage in book.values()
        for s in stage.steps
    ]
    said = " ".join(part.what for say in sentences for part in say if part.blank is None)
    for reason in (" so that we ", " weil ", "our board", "our boss", "unser Vorstand"):
        assert reason not in said
