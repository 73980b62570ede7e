"""No line that would be repaired is passed over because it has none of the words that are looked for first."""

import pytest

from bot.language.clean import clean_text
from bot.language.line_repairs import repair_line
from bot.language.lines import Command
from bot.language.splitting import split_line
from bot.language.word_list import REPAIRS
from tests.bench.reader import CORPUS, typed

REPAIRED = [
    ("steel racks cost 6 x 350", "en-US"),
    ("steel racks cost 6x350", "en-US"),
    ("steel racks cost 6×€350", "en-US"),
    ("steel racks cost 6 times 350", "en-US"),
    ("steel racks cost 6 racks at 350 each", "en-US"),
    ("6 racks cost 350 apiece", "en-US"),
    ("nope, 5% off", "en-US"),
    ("No - only 5% off", "en-US"),
    ("4 year term not 3", "en-US"),
    ("4 year term (NOT 3)", "en-US"),
    ("Schulung kostet 5 Stunden à 80", "de-DE"),
    ("5 Stunden kosten 5 Stunden zu 80", "de-DE"),
    ("5 Regale kosten 350 jeweils", "de-DE"),
    ("5 Regale kosten 350/Stück", "de-DE"),
    ("nee, 5% Rabatt", "de-DE"),
    ("no,5% off cost 2k", "en-US"),
    ("no:5% off", "en-US"),
    ("nein,5% Rabatt", "de-DE"),
    ("3 vans cost 60each", "en-US"),
    ("3 Stühle kosten 60€je", "de-DE"),
    ("Laufzeit 4 Jahre nicht 3", "de-DE"),
]


@pytest.mark.parametrize(("text", "locale"), REPAIRED)
def test_a_line_that_is_repaired_is_looked_at(text: str, locale: str) -> None:
    assert repair_line(text, Command.CONCEDE, locale).text != text
    assert split_line(text, locale).flags & REPAIRS


def test_no_line_of_the_corpora_is_passed_over() -> None:
    repaired = 0
    for typed_text, command, locale in typed(CORPUS):
        text = clean_text(typed_text)
        if repair_line(text, command, locale).text != text:
            repaired += 1
            assert split_line(text, locale).flags & REPAIRS or "(" in text, text
    assert repaired > 0
