from datetime import date

import pytest

from bot.language.grammar import read_line
from bot.language.lines import (
    AskDeclined,
    AskedAgain,
    Command,
    LimitStated,
    ParsedLine,
    Partly,
    QuestionAsked,
    Reading,
    TakenBack,
    TheirAsk,
    UnreadableLine,
)
from bot.language.openings import read_their_ask
from bot.language.rows import as_row

TODAY = date(2026, 11, 23)


def reading(typed: str) -> Reading:
    command, _, text = typed.partition(" ")
    return read_line(text, command=Command(command), locale="en-US", today=TODAY)


def line(typed: str) -> ParsedLine:
    found = reading(typed)
    assert isinstance(found, ParsedLine)
    return found


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/got client agreed 24 months", "24 months"),
        ("/got vendor agreed to net 60", "net 60"),
        ("/got they agreed 24 months", "24 months"),
        ("/got previously agreed rebate", "previously agreed rebate"),
    ],
)
def test_who_agreed_is_no_part_of_what_they_gave(typed: str, what: str) -> None:
    assert line(typed).what == what


def test_what_they_want_is_their_ask_and_gives_nothing() -> None:
    found = reading("/concede they want 15% off by Friday for a 2yr deal")
    assert isinstance(found, TheirAsk)
    assert (found.line.what, found.line.for_what, found.line.due) == (
        "15% off",
        "a 2yr deal",
        date(2026, 11, 27),
    )
    assert as_row(found)["refuse"] is True


@pytest.mark.parametrize("typed", ["they want 15% off by Friday", "15% off by Friday"])
def test_their_ask_needs_no_words_around_it(typed: str) -> None:
    found = read_their_ask(typed, locale="en-US", today=TODAY)
    assert isinstance(found, ParsedLine)
    assert (found.what, found.due) == ("15% off", date(2026, 11, 27))


def test_their_ask_of_nothing_is_unreadable() -> None:
    assert isinstance(read_their_ask("nothing", locale="en-US", today=TODAY), UnreadableLine)


@pytest.mark.parametrize(
    "typed",
    ["/concede up to 10% if we must", "/concede up to 10%", "/concede 12% off if we have to"],
)
def test_how_far_we_would_go_is_a_limit(typed: str) -> None:
    assert isinstance(reading(typed), LimitStated)


def test_up_to_with_something_back_is_a_give() -> None:
    assert line("/concede up to 10% off for volume over 1000").for_what == "volume over 1000"


def test_if_possible_is_no_condition() -> None:
    found = line("/concede 10% off if possible")
    assert (found.what, found.condition) == ("10% off", None)


def test_a_good_start_is_nothing_to_get_back() -> None:
    assert line("/concede 5% for a good start").for_what is None


@pytest.mark.parametrize(
    "typed",
    [
        "/ask what have we given?",
        "/ask how many gives are open?",
        "/ask what did they give us",
        "/concede can we do 10%?",
    ],
)
def test_a_question_is_recognised(typed: str) -> None:
    assert isinstance(reading(typed), QuestionAsked)


def test_can_they_is_an_ask_not_a_question() -> None:
    assert line("/ask can they do net 60?").what == "net 60"
    assert line("/ask if they can waive the deposit").what == "waive the deposit"


def test_an_ask_can_be_asked_again() -> None:
    assert reading("/ask again about the reference") == AskedAgain(what="the reference")


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask decline 24-month term", "24-month term"),
        ("/got a no on the case study", "the case study"),
        ("/got they said no to the webinar", "the webinar"),
        ("/got they turned down the case study", "the case study"),
    ],
)
def test_a_no_names_what_was_declined(typed: str, what: str) -> None:
    assert reading(typed) == AskDeclined(what=what)


def test_less_than_asked_for_is_partly() -> None:
    found = reading("/got 18 months not 24")
    assert isinstance(found, Partly)
    assert (found.got, found.instead_of, found.line.what) == ("18 months", "24", "18 months not 24")


def test_a_verbal_yes_is_promised_not_delivered() -> None:
    found = line("/got verbal yes on 24 months")
    assert (found.what, found.promised) == ("24 months", True)
    assert not line("/got 24 months").promised


def test_a_price_rise_may_be_a_step_back() -> None:
    assert isinstance(reading("/got 3% price rise"), TakenBack)
    assert isinstance(reading("/got no price rise in 2027"), ParsedLine)


def test_a_move_the_other_way_round_is_not_recorded() -> None:
    assert isinstance(reading("/concede they gave us 5%"), UnreadableLine)
    assert isinstance(reading("/got we gave them 5%"), UnreadableLine)


def test_goodwill_may_have_a_day_to_review_it() -> None:
    assert line("/concede onboarding week as goodwill review 15 Jan").review == date(2027, 1, 15)
    assert line("/concede onboarding week, goodwill until 15 Jan").review == date(2027, 1, 15)


def test_a_late_entry_has_its_own_day() -> None:
    assert line("/concede 5% off cost 12k on 12 Nov").on == date(2026, 11, 12)
    assert line("/concede 5% off on 3 May").on == date(2026, 5, 3)
    assert line("/got logo use yesterday").on == date(2026, 11, 22)
    assert line("/ask workshop on 15 jan").on is None


def test_a_number_sign_refers_to_a_move() -> None:
    found = line("/got reference call worth 5k costs them 1k for #3")
    assert (found.what, found.ref, found.for_what) == ("reference call", 3, None)


def test_a_party_is_named_apart() -> None:
    assert line("/concede 5% off, to Acme").to == "Acme"
    assert line("/concede 5% off to Acme").what == "5% off to Acme"


def test_a_hint_comes_with_an_example() -> None:
    found = reading("/got nothing so far")
    assert isinstance(found, UnreadableLine)
    assert found.hint
    assert found.example.startswith("/got ")
    assert found.typed == "nothing so far"


@pytest.mark.parametrize(
    ("text", "locale", "what"),
    [
        ("no site visit, sorry", "en-US", "site visit"),
        ("unfortunately no early deposit", "en-US", "early deposit"),
        ("kein Musterbau, leider", "de-DE", "Musterbau"),
        ("leider keine Anzahlung", "de-DE", "Anzahlung"),
    ],
)
def test_a_no_that_is_regretted_declines_what_it_names(text: str, locale: str, what: str) -> None:
    found = read_line(text, command=Command.GOT, locale=locale, today=TODAY)
    assert found == AskDeclined(what=what)


def test_a_no_that_nobody_regrets_may_be_a_get() -> None:
    found = read_line("no price rise", command=Command.GOT, locale="en-US", today=TODAY)
    assert isinstance(found, ParsedLine)
