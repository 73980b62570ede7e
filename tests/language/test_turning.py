import pytest

from bot.language.turning import turn_phrase


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("training of our team", "training of your team"),
        ("a week with us", "a week with you"),
        ("Schulung für unser Team", "Schulung für Ihr Team"),
        ("ein Termin bei uns mit unseren Leuten", "ein Termin bei Ihnen mit Ihren Leuten"),
        ("a bus tour", "a bus tour"),
    ],
)
def test_what_they_would_ask_of_us_is_said_to_them(ours: str, theirs: str) -> None:
    assert turn_phrase(ours) == theirs
