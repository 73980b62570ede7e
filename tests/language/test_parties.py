import pytest

from bot.language.parties import find_party, split_names

NAMES = ("Acme", "Beta", "Beta Labs")


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("5% off to Beta", "Beta"),
        ("5% off to beta labs", "Beta Labs"),
        ("reference call from the Acme", "Acme"),
        ("Acme: net 60", "Acme"),
        ("5 % Rabatt für Acme", "Acme"),
        ("access to Acme data", ""),
        ("extend to 24 months", ""),
        ("to Beta", ""),
        ("Beta", ""),
        ("intro for Betamax", ""),
    ],
)
def test_a_line_names_its_party_at_its_end_or_in_front(what: str, name: str) -> None:
    assert find_party(what, NAMES) == name


def test_nobody_is_named_where_nobody_has_a_name() -> None:
    assert find_party("5% off to ", ("",)) == ""


def test_a_field_takes_several_names() -> None:
    assert split_names(" Acme,Beta  Labs ; acme,, ") == ("Acme", "Beta Labs")
    assert split_names("") == ()
