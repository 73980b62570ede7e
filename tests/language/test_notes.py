import pytest

from bot.language.notes import read_note


@pytest.mark.parametrize(
    ("typed", "about", "what"),
    [
        ("buyer: went quiet", "buyer", "went quiet"),
        ("their CFO – asked about cash twice", "their CFO", "asked about cash twice"),
        ("Head of IT: liked  the pilot", "Head of IT", "liked the pilot"),
        ("went quiet at 10:30", "", "went quiet at 10:30"),
        ("they said: no more time", "they said", "no more time"),
        ("shorter answers", "", "shorter answers"),
        ("", "", ""),
    ],
)
def test_a_note_says_whom_it_is_about_before_a_colon(typed: str, about: str, what: str) -> None:
    assert read_note(typed) == (about, what)
