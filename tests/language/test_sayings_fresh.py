"""How well sentences are read that were marked before the reader saw them, and some that it never saw at all."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from bot.language.clean import LONGEST
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from tests.evals.say import count_parts, load_ours, macro_f1, measure, read_by_giveget

HERE = Path(__file__).parent
COMPILED = """
import bot.main
from bot.language.sentences.languages import load_sentence_language
from bot.language.sentences.weighing import load_weights
marks = load_sentence_language("en").marks
def compiled(): return len({id(some) for some in marks.continuations.values() if "expression" in vars(some)})
print(compiled(), load_weights.cache_info().currsize)
marks.scan("unless")
print(compiled())
"""


@pytest.mark.parametrize(
    ("corpus", "many", "labels", "tied", "gives"),
    [
        ("sayings_fresh.txt", 300, 0.93, 0.91, 0.92),
        ("sayings_taught.txt", 300, 0.68, 0.68, 0.60),
        ("sayings_chats.txt", 650, 0.88, 0.90, 0.90),
        ("sayings_unseen.txt", 100, 0.70, 0.80, 0.65),
        ("sayings_kept.txt", 180, 0.75, 0.85, 0.75),
        ("sayings_trades.txt", 850, 0.95, 0.95, 0.95),
        ("sayings_drafts.txt", 140, 0.95, 0.95, 0.95),
        ("sayings_hasty.txt", 300, 0.93, 0.93, 0.95),
        ("sayings_offhand.txt", 380, 0.9, 0.9, 0.88),
        ("sayings_aside.txt", 75, 0.80, 0.80, 0.80),
    ],
)
def test_fresh_sentences_are_read_well_enough(
    corpus: str, many: int, labels: float, tied: float, gives: float
) -> None:
    sentences = list(load_ours(HERE / corpus, packages=True))
    each, in_words = measure(sentences, read_by_giveget)
    assert len(sentences) >= many
    assert macro_f1(each) >= labels
    assert in_words.f1 >= tied
    assert each[Label.GIVE].precision >= gives


@pytest.mark.parametrize(
    ("corpus", "many", "share"),
    [
        ("sayings_trades.txt", 600, 0.9),
        ("sayings_drafts.txt", 140, 0.8),
        ("sayings_hasty.txt", 220, 0.8),
        ("sayings_offhand.txt", 300, 0.82),
    ],
)
def test_gives_and_gets_of_many_trades_are_found_in_the_words_of_the_speaker(
    corpus: str, many: int, share: float
) -> None:
    sentences = list(load_ours(HERE / corpus))
    found, total = count_parts(sentences)
    assert total >= many
    assert found >= share * total


def test_nothing_that_reads_sentences_is_compiled_before_there_is_one() -> None:
    told = subprocess.run(
        [sys.executable, "-c", COMPILED], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["0", "0", "1"]


@pytest.mark.timing
@pytest.mark.parametrize(
    "words",
    [
        *("for", "für", "but", "aber", "and", "the very", "no need to", "is fine for", "if we"),
        *("at it for 80k for", "sind gegen wenn sie die", "what we are", "die", ", "),
    ],
)
def test_a_long_text_is_read_in_no_time(words: str) -> None:
    read_sentence("We can do 5% if you sign, wenn Sie unterschreiben")
    begin = process_time()
    read_sentence((f"{words} " * LONGEST)[:LONGEST])
    assert process_time() - begin < 0.5
