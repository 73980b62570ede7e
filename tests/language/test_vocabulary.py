import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

import bot.language
from bot.language.respelling import load_respelling
from bot.language.vocabulary import load_languages, word_table

ROOT = Path(bot.language.__file__).parents[2]
FOREIGN = [name for name in load_languages() if name != "en"]


OF_ONE_LANGUAGE = frozenset(
    {"respelling", "commands", "sentences.fragments", "sentences.marks", "sentences.clauses"}
)
"""Tables that each language writes as it likes: how its lines are read as English ones, its words for commands, the
marks of its sentences, and by which words its clauses are judged."""
ONLY_FOREIGN = {
    ("reports", "is"),
    ("reports", "no"),
    ("commitments", "prefixes"),
    ("commitments", "verb"),
    ("counter_conditions", "they_want_verb_last"),
    ("counter_conditions", "verb_first"),
    ("counter_conditions", "verb_last"),
    ("counter_conditions", "verb_second"),
    ("offer_parts", "unread_days"),
    ("offer_sides", "they_with_verb"),
    ("offer_wordings", "object_links"),
    ("offer_wordings", "said_first"),
    ("industries", "compounds"),
    ("item_lists", "short_days"),
    ("plain_gives", "verb_last"),
    ("reported_gives", "verbs_behind"),
    ("sentences.language", "own_words"),
    ("sentences.language", "recognized"),
    ("sentences.own_refusals", "done"),
    ("sentences.own_refusals", "giving_last"),
    ("sentences.own_refusals", "helping"),
    ("sentences.own_refusals", "no"),
    ("sentences.own_refusals", "none"),
    ("sentences.own_refusals", "not_given"),
    ("sentences.own_refusals", "where"),
    ("things", "in_compounds"),
    ("verdicts", "asking"),
    ("verdicts", "does"),
    ("verdicts", "gives"),
    ("wishes", "pronouns"),
}
"""What tells a text of another language from an English one, and what English has no words for: verbs at the end or in
second place, words put together."""


def keys_of(language: str) -> set[tuple[str, str]]:
    """The keys in a language's file, by the table they stand in, without tables of one language alone."""
    tables = dict(load_languages()[language])
    sentences = tables.pop("sentences", {})
    tables |= {
        f"sentences.{name}": cast("dict[str, object]", sentences[name]) for name in sentences
    }
    return {
        (table, key)
        for table, keys in tables.items()
        if table not in OF_ONE_LANGUAGE
        for key in keys
    }


def test_english_words_come_first() -> None:
    assert list(load_languages())[:2] == ["en", "de"]


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_has_only_tables_and_keys_that_english_has(name: str) -> None:
    """A key that is written wrong would be words that nobody looks up."""
    assert keys_of(name) - keys_of("en") <= ONLY_FOREIGN


def test_every_list_of_words_is_used() -> None:
    """By the name of its key in the code that reads it, or by a pattern that has it as a part."""
    folders = [ROOT / "bot/language", ROOT / "bot/content", ROOT / "bot/coach"]
    code = [
        *(path for folder in folders for path in folder.rglob("*.py")),
        ROOT / "bot/domain/wordings.py",
    ]
    sources = [path.read_text(encoding="utf-8") for path in code]
    strings = set(re.findall(r"['\"](\w+)['\"]", "\n".join(sources)))
    patterns = (ROOT / "bot/language/words/en.toml").read_text(encoding="utf-8")
    strings |= set(re.findall(r"\{([a-z_]+)\}", patterns))
    assert {f"[{table}] {key}" for table, key in keys_of("en") if key not in strings} == set()


@pytest.mark.parametrize("name", list(load_languages()))
def test_every_word_of_clauses_is_used(name: str) -> None:
    """By the name of its key; the irregular forms of a verb stand beside it."""
    code = (path.read_text() for path in (ROOT / "bot/language/sentences").glob("*.py"))
    strings = set(re.findall(r"['\"](\w+)['\"]", "\n".join(code)))
    keys = cast("dict[str, str]", load_languages()[name]["sentences"]["clauses"])
    parts = set(re.findall(r"\{([a-z_]+)\}", str(keys)))
    assert {key for key in keys if key.removesuffix("_forms") not in strings | parts} == set()


def test_words_of_all_languages_are_known_together() -> None:
    assert {"january": 1, "januar": 1}.items() <= word_table("days").numbers("months").items()


def test_a_key_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"\[days\] holidays"):
        word_table("days").words("holidays")


def test_a_list_of_words_is_not_taken_for_phrases() -> None:
    with pytest.raises(TypeError, match=r"\[amounts\] zero"):
        word_table("amounts").phrases("zero")


ITALIAN = """
[days.months]
12 = "dicembre"

[respelling.sure]
by = "entro"
if = "se"
because = "perché"

[respelling.loose]
for = "per"

[sentences.language]
recognized = '\\b(?:possiamo|firmate)\\b'

[sentences.marks]
all = [
  ['if', 'se', ''],
  ['hand', 'possiamo', ' (?:fare|dare)'],
]

[sentences.rewording]
light_verbs = "fare dare"
"""
READ = """
from datetime import date
from bot.language.grammar import read_line
from bot.language.lines import Command
line = read_line({text!r}, command=Command.CONCEDE, locale="it-IT", today=date(2026, 11, 23))
print(line.what, line.due, line.condition, line.for_what, sep="|")
"""


SAY = """
from bot.language.sentences.reader import read_sentence
said = read_sentence({text!r})
print(said.label, said.give, said.get, sep="|")
"""


@pytest.mark.parametrize(
    ("program", "text", "printed"),
    [
        (
            READ,
            "formazione gratuita per un caso studio se firmano entro 4 dicembre",
            "formazione gratuita|2026-12-04|firmano entro 4 dicembre|un caso studio",
        ),
        (
            SAY,
            "Possiamo dare il 10% se firmate venerdì",
            "conditional_offer|il 10%|firmate venerdì",
        ),
    ],
)
def test_another_language_is_one_more_file(
    tmp_path: Path, program: str, text: str, printed: str
) -> None:
    for folder in ("language", "domain"):
        shutil.copytree(ROOT / "bot" / folder, tmp_path / "bot" / folder)
    for name in ("__init__.py", "shipped.py"):
        shutil.copy(ROOT / "bot" / name, tmp_path / "bot")
    (tmp_path / "bot/language/words/it.toml").write_text(ITALIAN, encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", program.format(text=text)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == printed


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_words_are_read_as_english_words(name: str) -> None:
    respelling = load_respelling(name)
    assert respelling is not None
    english = {*respelling.sure.values(), *respelling.loose.values()}
    english |= {rule.english for rules in respelling.rules.values() for rule in rules}
    assert [word for word in english if not word.isalpha()] == []
