"""Lines that put an earlier entry right, and how the entry reads then."""

import pytest

from bot.language.entry_corrections import correct_wording, read_entry_correction


@pytest.mark.parametrize(
    ("line", "new", "old", "name", "sure"),
    [
        ("no sorry, I meant cap at 5%", "cap at 5%", "", "cap", True),
        ("sorry ich meinte Kaution 2,5", "Kaution 2,5", "", "Kaution", True),
        ("we meant 3 months", "3 months", "", "", True),
        ("make that 3 days, 900", "3 days, 900", "", "", True),
        ("sorry I meant sunday", "sunday", "", "", True),
        ("oops, 12 pallets", "12 pallets", "", "pallets", True),
        ("typo: 24 months", "24 months", "", "", True),
        ("it should be 4 crowns", "4 crowns", "", "crowns", True),
        ("sorry, cost 800", "cost 800", "", "", True),
        ("quatsch, nicht 8 sondern 10 Paletten", "10 Paletten", "8", "Paletten", True),
        ("nein sorry, ich meinte 28 Kronen", "28 Kronen", "", "Kronen", True),
        ("Korrektur: Probezeit 4 Monate", "Probezeit 4 Monate", "", "Probezeit", True),
        ("das sollten 3 Monate sein", "3 Monate", "", "", True),
        ("actually 60", "60", "", "", False),
        ("ne, Anzahlung nur 30%", "Anzahlung 30%", "", "Anzahlung", False),
        ("no, 10 days not 14", "10 days", "14", "", False),
        ("nein, April nicht März", "April", "März", "", False),
        ("no, the depot not the plant", "", "", "", None),
        ("the rollout was 2 laptops, not 1", "2 laptops", "1", "rollout", False),
        ("the cap should be 6%", "6%", "", "cap", False),
        ("die Einweisung waren 2 Tage, nicht 1", "2 Tage", "1", "Einweisung", False),
    ],
)
def test_what_is_right_and_what_it_stands_for(
    line: str, new: str, old: str, name: str, sure: bool | None
) -> None:
    found = read_entry_correction(line)
    if sure is None:
        assert found is None
        return
    assert found is not None
    assert (found.new, found.old, found.name, found.sure) == (new, old, name, sure)


@pytest.mark.parametrize(
    "line",
    [
        "5% off cost 12k",
        "no 3 day minimum",
        "no, they declined",
        "no, he wants 5%",
        "sorry, no case study",
        "sorry for the delay, 5% off next order",
        "wait period 5 days",
        "18 trucks, not 20",
        "6% statt 8",
        "no setup fee",
        "nein, 40 Kronen gehen nicht",
        "Moment der Abnahme 5 Tage später",
        "actually they gave us 3 demos",
        "should we make it 5?",
    ],
)
def test_other_lines_put_nothing_right(line: str) -> None:
    assert read_entry_correction(line) is None


@pytest.mark.parametrize(
    ("what", "line", "right"),
    [
        ("fuel cap at 4%", "sorry I meant cap at 5%", "fuel cap at 5%"),
        ("25 kronen", "sorry ich meinte 28 Kronen", "28 kronen"),
        ("penalty 50", "actually 60", "penalty 60"),
        ("car park but not on saturday", "sorry I meant sunday", "car park but not on sunday"),
        ("2 days onsite", "make that 3 days, 900", "3 days onsite"),
        ("payment within 14 days", "no, 10 days not 14", "payment within 10 days"),
        ("Maut, bis März", "nein, April nicht März", "Maut, bis April"),
        ("Reaktionszeit 2h", "nein, 4 h nicht 2", "Reaktionszeit 4h"),
        ("Kaution 2", "sorry ich meinte Kaution 2,5", "Kaution 2,5"),
        ("Einweisung 1 Tag", "die Einweisung waren 2 Tage, nicht 1", "Einweisung 2 Tage"),
        ("24-month term", "typo: 36 months", "36-month term"),
        ("Anzahlung 40%", "ne, Anzahlung nur 30%", "Anzahlung 30%"),
    ],
)
def test_what_is_right_takes_the_place_of_what_was_wrong(what: str, line: str, right: str) -> None:
    found = read_entry_correction(line)
    assert found is not None
    assert correct_wording(what, found) == right


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("penalty 50", "actually 30%"),
        ("app", "actually 60"),
        ("5 seats", "sorry I meant 3 days"),
        ("10 days or 14 days", "sorry I meant 12 days"),
        ("payment within 30 days", "no, 10 days not 14"),
        ("delivery on Monday or Tuesday", "sorry I meant Friday"),
    ],
)
def test_what_cannot_be_meant_stays(what: str, line: str) -> None:
    found = read_entry_correction(line)
    assert found is not None
    assert correct_wording(what, found) is None
