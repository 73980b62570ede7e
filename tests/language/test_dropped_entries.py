"""What somebody wants gone that was typed before, by its name."""

import pytest

from bot.language.dropped_entries import begins_with_dropping, read_dropped_entry


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("forget the notice", "notice"),
        ("forget about the free pickup", "free pickup"),
        ("ok forget the case study, they won't do it anyway", "case study"),
        ("pls ignore the 3% rebate", "3% rebate"),
        ("never mind the logo", "logo"),
        ("actually disregard the second berth", "second berth"),
        ("the demo van: forget it", "demo van"),
        ("forget the crane and the banksman, we don't need them", "crane and the banksman"),
        ("vergiss die Wallbox", "Wallbox"),
        ("vergiss das mit der Referenz", "Referenz"),
        ("ach vergessen wir die Mindestmenge", "Mindestmenge"),
        ("ignorier bitte den Rabatt auf Kronen", "Rabatt auf Kronen"),
        ("vergiss die Einweisung, brauchen wir nicht", "Einweisung"),
        ("den Stellplatz bitte vergessen", "Stellplatz"),
        ("vergiss es", "es"),
    ],
)
def test_what_is_to_be_forgotten_is_sure(line: str, what: str) -> None:
    found = read_dropped_entry(line)
    assert found is not None
    assert (found.what, found.sure) == (what, True)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("let's drop the fixed price", "fixed price"),
        ("drop the logo for now", "logo"),
        ("scrap the sample trays, too expensive", "sample trays"),
        ("can we skip the site visit", "site visit"),
        ("take the penalty out", "penalty"),
        ("take out the night shift", "night shift"),
        ("remove the second reference call pls", "second reference call"),
        ("the fuel cap can go", "fuel cap"),
        ("streich die Anzahlung", "Anzahlung"),
        ("lass die Kaution weg", "Kaution"),
        ("lassen wir das Protokoll fallen", "Protokoll"),
        ("die Garantie können wir streichen", "Garantie"),
        ("nehmen wir die Maut wieder raus", "Maut"),
        ("Jobticket streichen", "Jobticket"),
        ("wir lassen die Staffelung weg", "Staffelung"),
        ("das Skonto kann weg", "Skonto"),
    ],
)
def test_what_is_dropped_may_be_a_move(line: str, what: str) -> None:
    found = read_dropped_entry(line)
    assert found is not None
    assert (found.what, found.sure) == (what, False)


@pytest.mark.parametrize(
    "line",
    [
        "5% off",
        "drop in price of 3% for 24 months; they sign",
        "don't forget the site visit",
        "they dropped the setup fee",
        "setup fee dropped",
        "should we drop the logo?",
        "no site visit",
        "sie streichen die Aufbaugebühr",
        "vergiss nicht, dass sie warten?",
        "Lastschrift",
    ],
)
def test_other_lines_want_nothing_gone(line: str) -> None:
    assert read_dropped_entry(line) is None


def test_an_ask_may_itself_be_about_dropping() -> None:
    assert begins_with_dropping("drop the penalty clause")
    assert not begins_with_dropping("penalty of 100 a day")
