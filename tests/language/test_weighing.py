"""What words weigh where the rules leave a sentence open; how weights are learned."""

import pytest

from bot.language.sentences.exchanges import read_exchange
from bot.language.sentences.grammar import load_clause_grammar
from bot.language.sentences.guesses import load_guesses
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from bot.language.sentences.rules import Verdict, judge_by_rules
from bot.language.sentences.utterances import clean_sentence, parse_utterance
from bot.language.sentences.weighing import (
    VERDICTS,
    find_grams,
    load_vocabulary,
    load_weights,
    pick_likeliest,
    tokenize,
    weigh_words,
)
from tests.evals.say import LabelledSentence
from tests.evals.teach import explain, learn, learn_guesses


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Could you see your way to net 30?", Label.ASK),
        ("At least two reference calls", Label.ASK),
        ("We'd be glad to help you with the rollout", Label.GIVE),
        ("Where is your office?", Label.OTHER),
    ],
)
def test_words_say_what_a_sentence_does_where_no_mark_shows_it(text: str, label: Label) -> None:
    assert judge_by_rules(parse_utterance(text, (), ""), ()).label is Label.OTHER
    assert read_sentence(text).label is label


def test_what_the_rules_find_tied_stays_tied() -> None:
    utterance = parse_utterance("We can do 10% off if you sign by Friday", (), "")
    assert weigh_words(judge_by_rules(utterance, ()), utterance, ()) == Verdict(
        Label.OFFER, explicit=True
    )


@pytest.mark.parametrize(
    ("text", "tied"), [("We deliver in ten days", False), ("We deliver once you pay", True)]
)
def test_nothing_is_tied_in_words_without_a_word_that_could_tie_it(text: str, tied: bool) -> None:
    toward_tied = {"@ first": (0.0, 9.0, 0.0, 0.0, 0.0)}
    assert pick_likeliest(parse_utterance(text, (), ""), toward_tied, toward_tied).explicit is tied


def test_words_that_are_not_known_are_one_star_and_contractions_are_written_out() -> None:
    found = tokenize("i won't give 3 old hats, i'll take 120")
    assert found == ["i", "will", "not", "give", "5", "old", "hats", "i", "will", "take", "50"]
    words = frozenset({"i", "give", "5"})
    assert {"give 5", "5 *", "* i", "* .", "^ i"} <= set(find_grams(found, words))


def test_every_weight_is_read_with_its_columns() -> None:
    assert len(load_weights()) > 1000
    assert {len(row) for row in load_weights().values()} == {len(VERDICTS)}
    assert {"need", "can", "you", "not"} <= load_vocabulary()


def test_weights_are_learned_from_sentences_and_say_which_words_made_it() -> None:
    taught = [
        LabelledSentence(text=text, context=(), role=role, label=label, explicit=False)
        for text, label in (("kindly send more", Label.ASK), ("nice weather today", Label.OTHER))
        for role in ("camper", "buyer") * 3
    ]
    learned = learn(taught)
    unknown = LabelledSentence(
        text="more, kindly", context=(), role="", label=Label.ASK, explicit=False
    )
    assert {"kindly", "send", "more", "weather"} <= learned.vocabulary
    assert learned.judge(unknown).label is Label.ASK
    assert "kindly" in explain(unknown, learned.weights, learned.vocabulary)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I can be there on the 3rd instead of the 15th.", Label.GIVE),
        ("With a new fire door in place the premium would come down by 4%.", Label.OFFER),
        ("Which of the two sites is more urgent?", Label.OTHER),
        ("The roof was repaired in spring.", Label.OTHER),
    ],
)
def test_where_no_clause_finds_anything_words_and_clauses_are_weighed(
    text: str, label: Label
) -> None:
    cleaned = clean_sentence(text)
    read = read_exchange(cleaned.text, cleaned.lower, load_clause_grammar("en"), "")
    assert read.exchange is None or read.exchange.label is Label.OTHER
    assert read_sentence(text).label is label


def test_every_weight_of_a_guess_is_read_with_its_columns() -> None:
    assert len(load_guesses()) > 1000
    assert {len(row) for row in load_guesses().values()} == {len(VERDICTS)}


def test_guesses_are_learned_from_what_sentences_show() -> None:
    said = [
        LabelledSentence(text=text, context=(), role="", label=label, explicit=False)
        for text, label in (
            ("we could find two more days", Label.GIVE),
            ("we could find another week", Label.GIVE),
            ("the lorry was late again", Label.OTHER),
            ("the lorry was dirty again", Label.OTHER),
        )
    ]
    learned = learn_guesses(said)
    give, other = list(VERDICTS).index("give"), list(VERDICTS).index("other")
    assert learned["could find"][give] > learned["could find"][other]
    assert learned["the lorry"][other] > learned["the lorry"][give]
