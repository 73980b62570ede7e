import pytest

from bot.language.parties import (
    find_names_in_title,
    find_new_name,
    find_party,
    split_names,
    without_party,
)

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


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("battery pilot with Tavrin and Molsey", ("Tavrin", "Molsey")),
        ("Datenpool mit Tavrin und Molsey", ("Tavrin", "Molsey")),
        ("rollout for Denholt & Ravely", ("Denholt", "Ravely")),
        ("venture between Corvid, Denholt and Ravely", ("Corvid", "Denholt", "Ravely")),
        ("Acme renewal", ()),
        ("pilot with Tavrin", ()),
    ],
)
def test_a_deal_s_name_may_list_its_parties(title: str, names: tuple[str, ...]) -> None:
    assert find_names_in_title(title) == names


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("3 site days to Corvid", "corvid"),
        ("start from March", ""),
        ("report to CFO", ""),
        ("5% off", ""),
    ],
)
def test_a_name_behind_to_or_from_may_be_somebody_new(what: str, name: str) -> None:
    assert find_new_name(what, "en-US") == name
    assert find_new_name(what, "de-DE") == ""


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("the lower fee from Acme", "the lower fee"),
        ("workshop to the Beta Labs", "workshop"),
        ("ein Gratismuster an Acme", "ein Gratismuster"),
        ("access to Acme data", "access to Acme data"),
        ("intro for Betamax", "intro for Betamax"),
    ],
)
def test_what_is_said_to_a_party_does_not_name_it(what: str, said: str) -> None:
    assert without_party(what, NAMES) == said
