import pytest

from bot.language.turning import tell_phrase, turn_phrase


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


@pytest.mark.parametrize(
    ("to_them", "told"),
    [
        ("your signature this month", "their signature this month"),
        ("one more area of work in your role", "one more area of work in their role"),
        ("Ihre Unterschrift bis Freitag", "ihre Unterschrift bis Freitag"),
        ("training of our team", "training of our team"),
    ],
)
def test_what_is_asked_of_them_is_told_to_us(to_them: str, told: str) -> None:
    assert tell_phrase(to_them) == told
