import pytest

from bot.slack.phrases import do, if_, need, return_for, said, the


@pytest.mark.parametrize(
    ("typed", "we_can"),
    [
        ("8% discount", "do 8% discount"),
        ("waive setup fee", "waive setup fee"),
        ("net 60", "do net 60"),
        ("sign-on bonus", "do sign-on bonus"),
        ("pay rise of 5k", "do pay rise of 5k"),
        ("extend their pilot", "extend your pilot"),
    ],
)
def test_a_give_follows_we_can(typed: str, we_can: str) -> None:
    assert do(typed) == we_can


@pytest.mark.parametrize(
    ("typed", "we_need"),
    [
        ("24-month term", "a 24-month term"),
        ("18-month term", "an 18-month term"),
        ("reference call with their CTO", "a reference call with your CTO"),
        ("introduction to the board", "an introduction to the board"),
        ("their logo", "your logo"),
        ("20 more seats", "20 more seats"),
        ("exclusivity", "exclusivity"),
        ("two reference calls", "two reference calls"),
        ("sign for 24 months", "you to sign for 24 months"),
        ("a case study", "a case study"),
    ],
)
def test_an_ask_follows_we_need(typed: str, we_need: str) -> None:
    assert need(typed) == we_need


def test_a_return_is_for_a_thing_or_if_they_do_it() -> None:
    assert return_for("24-month term") == "for a 24-month term"
    assert return_for("sign for 24 months") == "if you sign for 24 months"


def test_thanks_name_the_very_thing() -> None:
    assert the("reference call") == "the reference call"
    assert the("20 more seats") == "20 more seats"


def test_what_is_said_about_them_is_said_to_them() -> None:
    assert said("They'll sign if their board agrees") == "you'll sign if your board agrees"
    assert if_(said("signed by 30 Nov")) == "if you sign by 30 Nov"
    assert if_("unless they cancel") == "unless they cancel"
    assert said("other theories") == "other theories"
