import pytest

from bot.language.speech import is_thing_to_name, load_speech

ENGLISH, GERMAN = load_speech("en"), load_speech("de")


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
    assert ENGLISH.do(typed) == we_can


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
    assert ENGLISH.need(typed) == we_need


def test_a_return_is_for_a_thing_or_if_they_do_it() -> None:
    assert ENGLISH.return_for("24-month term") == "for a 24-month term"
    assert ENGLISH.return_for("sign for 24 months") == "if you sign for 24 months"


def test_thanks_name_the_very_thing() -> None:
    assert ENGLISH.the("reference call") == "the reference call"
    assert ENGLISH.the("20 more seats") == "20 more seats"


def test_what_is_said_about_them_is_said_to_them() -> None:
    assert ENGLISH.said("They'll sign if their board agrees") == "you'll sign if your board agrees"
    assert ENGLISH.if_(ENGLISH.said("signed by 30 Nov")) == "if you sign by 30 Nov"
    assert ENGLISH.if_("unless they cancel") == "unless they cancel"
    assert ENGLISH.said("other theories") == "other theories"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bis 30. Nov unterschrieben", "Sie bis 30. Nov unterschreiben"),
        ("sie Volumen zusagen", "Sie Volumen zusagen"),
        ("Sie bestellen", "Sie bestellen"),
        ("signed by 30 Nov", "you sign by 30 Nov"),
    ],
)
def test_german_says_it_to_them_in_the_polite_form_and_english_in_english(
    typed: str, said: str
) -> None:
    assert GERMAN.said(typed) == said


def test_german_has_its_own_words_for_conditions_and_reasons() -> None:
    assert GERMAN.if_("sie zusagen") == "wenn sie zusagen"
    assert GERMAN.if_("falls sie zusagen") == "falls sie zusagen"
    assert GERMAN.because("wegen der Verzögerung") == "wegen der Verzögerung"
    assert GERMAN.because("es eilt") == "weil es eilt"
    assert GERMAN.need("24 Monate Laufzeit") == "24 Monate Laufzeit"


@pytest.mark.parametrize(
    ("what", "can_be_named"),
    [
        ("reference call", True),
        ("24 months", True),
        ("waived port fees", True),
        ("access to the test plant", True),
        ("approved the forecast", False),
        ("sign off the SLA", False),
        ("CFO takes the reference call", False),
        ("no case study, sorry", False),
        ("fängt zum 1. Februar", False),
        ("Fallstudie", True),
    ],
)
def test_what_says_that_somebody_does_something_is_no_thing_to_name(
    what: str, can_be_named: bool
) -> None:
    assert is_thing_to_name(what) is can_be_named
