"""How they feel, told apart from what they want, say and do."""

import pytest

from bot.language.told_moods import find_mood_told


@pytest.mark.parametrize(
    ("line", "mood", "has_cause"),
    [
        ("they seem really happy", "pleased", False),
        ("they're over the moon", "pleased", False),
        ("she loved the demo", "pleased", False),
        ("they sound excited about it", "pleased", False),
        ("they are fuming about the late trucks", "upset", True),
        ("they're getting really impatient", "impatient", False),
        ("she's disappointed", "upset", False),
        ("he's pissed off", "upset", False),
        ("they seem bored", "cool", False),
        ("they sounded annoyed on the phone", "upset", False),
        ("they're nervous about the start date", "unsure", True),
        ("mood was good", "pleased", False),
        ("he is really friendly today", "pleased", False),
        ("they're hesitant", "unsure", False),
        ("they seem confused", "unsure", False),
        ("they are stressed", "unsure", False),
        ("they're not happy", "upset", False),
        ("the buyer is furious", "upset", False),
        ("Olga is upset", "upset", False),
        ("theyre so annoyed", "upset", False),
        ("the vibe is tense", "unsure", False),
        ("they lost interest", "cool", False),
        ("sie freuen sich riesig", "pleased", False),
        ("sie sind genervt", "upset", False),
        ("sie sind beleidigt", "upset", False),
        ("er ist stinksauer", "upset", False),
        ("sie ist enttäuscht", "upset", False),
        ("sie sind begeistert", "pleased", False),
        ("sie sind super zufrieden", "pleased", False),
        ("die Stimmung ist gut", "pleased", False),
        ("die Stimmung ist im Keller", "upset", False),
        ("sie wirken unsicher", "unsure", False),
        ("er klang gestresst", "unsure", False),
        ("sie werden ungeduldig", "impatient", False),
        ("sie sind ganz glücklich damit", "pleased", False),
        ("sie haben sich gefreut", "pleased", False),
        ("sie ärgern sich über die Verspätung", "upset", True),
        ("sie wirken desinteressiert", "cool", False),
        ("der Kunde ist verärgert", "upset", False),
        ("sie sind nicht zufrieden", "upset", False),
        ("die Vermieterin ist gut gelaunt heute", "pleased", False),
        ("sie haben Zweifel", "unsure", False),
    ],
)
def test_a_mood_is_told_with_what_it_is_about(line: str, mood: str, has_cause: bool) -> None:
    found = find_mood_told(line)
    assert found is not None
    assert (found.mood, found.has_cause) == (mood, has_cause)


@pytest.mark.parametrize(
    "line",
    [
        "they want 15% off",
        "they are silent",
        "we are happy",
        "they went quiet",
        "sie melden sich nicht",
        "they agreed to the pilot",
        "they are late",
        "they said no",
        "sie sind einverstanden",
        "they're at 400 and annoyed",
        "sie sind enttäuscht und drohen mit der Konkurrenz",
        "they are happy with the terms",
    ],
)
def test_what_says_more_than_a_mood_or_something_else(line: str) -> None:
    assert find_mood_told(line) is None
