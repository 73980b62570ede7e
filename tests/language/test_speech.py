import pytest

from bot.domain.tradeables import ReadyPhrase
from bot.language.speaking.phrase import PhraseKind
from bot.language.speech import load_speech, read_phrase
from bot.language.thing_days import names_day_due

ENGLISH, GERMAN = load_speech("en"), load_speech("de")


@pytest.mark.parametrize(
    ("typed", "we_can"),
    [
        ("8% discount", "offer an 8% discount"),
        ("8% off", "do 8% off"),
        ("waive setup fee", "waive the setup fee"),
        ("fees waived", "waive the fees"),
        ("net 60", "do net 60"),
        ("sign-on bonus", "offer a sign-on bonus"),
        ("pay rise of 5k", "offer a pay rise of 5k"),
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
    assert ENGLISH.return_for("24-month term") == "in return for a 24-month term"
    assert ENGLISH.return_for("sign for 24 months") == "if you sign for 24 months"
    assert GERMAN.return_for("Referenzgespräch") == "Dafür bräuchten wir ein Referenzgespräch"
    assert GERMAN.return_for("im Voraus zahlen") == "Dafür müssten Sie im Voraus zahlen"


def test_thanks_name_the_very_thing() -> None:
    assert ENGLISH.thanks("reference call") == " for agreeing to the reference call"
    assert ENGLISH.thanks("reference call", has_come=True) == " for the reference call"
    assert ENGLISH.thanks("order for 20 seats") == " for the order for 20 seats"
    assert ENGLISH.thanks("20 more seats") == " for agreeing to 20 more seats"
    assert ENGLISH.thanks("free storage") == " for agreeing to free storage"
    assert ENGLISH.thanks("net 45") == " for agreeing to net 45"
    assert ENGLISH.thanks("they pay upfront") == " for paying upfront"
    promised = GERMAN.thanks("Referenzgespräch")
    assert promised == ", dass Sie uns das Referenzgespräch zugesagt haben"
    assert GERMAN.thanks("Referenzgespräch", has_come=True) == " für das Referenzgespräch"
    assert GERMAN.thanks("zahlen im Voraus") == ", dass Sie im Voraus zahlen"


def test_what_is_said_about_them_is_said_to_them() -> None:
    assert ENGLISH.said("They'll sign if their board agrees") == "you'll sign if your board agrees"
    assert ENGLISH.if_(ENGLISH.as_condition("signed by 30 Nov")) == "if you sign by 30 Nov"
    assert ENGLISH.if_("unless they cancel") == "unless they cancel"
    assert ENGLISH.said("other theories") == "other theories"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bis 30. Nov unterschrieben", "Sie bis zum 30. November unterschreiben"),
        ("sie Volumen zusagen", "Sie Volumen zusagen"),
        ("Sie bestellen", "Sie bestellen"),
        ("signed by 30 Nov", "you sign by 30 Nov"),
    ],
)
def test_german_says_it_to_them_in_the_polite_form_and_english_in_english(
    typed: str, said: str
) -> None:
    assert GERMAN.as_condition(typed) == said


def test_german_has_its_own_words_for_conditions_and_reasons() -> None:
    assert GERMAN.if_("sie zusagen") == "wenn sie zusagen"
    assert GERMAN.if_("falls sie zusagen") == "falls sie zusagen"
    assert GERMAN.because("wegen der Verzögerung") == "wegen der Verzögerung"
    assert GERMAN.because("es eilt") == "weil es eilt"


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("reference call", PhraseKind.NOUN),
        ("24 months", PhraseKind.NOUN),
        ("waived port fees", PhraseKind.NOUN),
        ("access to the test plant", PhraseKind.NOUN),
        ("approved the forecast", PhraseKind.CLAUSE),
        ("sign off the SLA", PhraseKind.CLAUSE),
        ("CFO takes the reference call", PhraseKind.UNCLEAR),
        ("no case study, sorry", PhraseKind.UNCLEAR),
        ("on buffer stock", PhraseKind.UNCLEAR),
        ("for more", PhraseKind.UNCLEAR),
    ],
)
def test_a_phrase_is_a_thing_or_a_deed_or_unclear(what: str, kind: PhraseKind) -> None:
    assert read_phrase(what, "en-US").kind is kind


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("Fallstudie", PhraseKind.NOUN),
        ("Staffelmiete gestrichen", PhraseKind.CLAUSE),
        ("fängt zum 1. Februar", PhraseKind.UNCLEAR),
        ("24-month term", PhraseKind.UNCLEAR),
    ],
)
def test_a_german_phrase_is_a_thing_or_a_deed_or_unclear(what: str, kind: PhraseKind) -> None:
    assert read_phrase(what, "de-DE").kind is kind


def test_words_that_were_written_for_sentences_are_taken_as_they_are() -> None:
    words = ReadyPhrase("a checkpoint halfway, at which either of us can stop", "en")
    assert ENGLISH.bare(words) == words
    assert not GERMAN.clear(words)


@pytest.mark.parametrize(
    ("condition", "can_be_said"),
    [
        ("signed by 30 Nov", True),
        ("they order 500 units", True),
        ("the board approves", True),
        ("the Leeds plant stays closed", True),
        ("margin holds internally", False),
        ("i hear nothing by thu it's taken as agreed", False),
    ],
)
def test_a_condition_is_said_only_where_it_says_what_must_come_true(
    condition: str, can_be_said: bool
) -> None:
    assert ENGLISH.can_say_condition(condition) is can_be_said


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("extended warranty we don't need", "extended warranty"),
        ("2 free seats 3k", "2 free seats"),
        ("logo on their website", "logo on your website"),
        ("5% off", "5% off"),
        ("2% more (12% off in all)", "2% more (12% off in all)"),
    ],
)
def test_a_line_of_a_list_that_is_sent_holds_nothing_that_is_ours_alone(
    typed: str, listed: str
) -> None:
    assert ENGLISH.listed(typed) == listed


@pytest.mark.parametrize(
    ("came", "wanted", "level"),
    [
        ("they commit to 2 years", "36-month term", "36 months"),
        ("25 stores", "listing in 40 stores", "40 stores"),
        ("training for 4 assistants", "onsite training for 6 assistants", "6 assistants"),
        ("clean the panels for 1 year", "panel cleaning for 2 years", "2 years"),
        ("slot on line 3", "slot on line 2 in January", ""),
        ("2 site visits", "4 site visits 900", ""),
        ("2 free parking spots", "5 free parking spots", "5 free parking spots"),
        ("2 large round tables", "6 large round tables", "6 large round tables"),
        ("2 more weeks support", "6 more weeks support", ""),
        ("2 chairs by the window", "4 chairs by the window", "4 chairs"),
    ],
)
def test_how_much_more_was_wanted_is_found_in_other_words(
    came: str, wanted: str, level: str
) -> None:
    assert ENGLISH.further(came, wanted) == level


def test_in_german_how_much_more_was_wanted_is_found_in_other_words() -> None:
    wanted = "Mindestmenge 9.000 kg pro Woche"
    assert GERMAN.further("8.000 kg pro Woche", wanted) == "9.000 kg"
    assert GERMAN.further("2 Jahre Garantie", "36 Monate Garantie") == "36 Monate"
    assert GERMAN.further("2 große runde Tische", "6 große runde Tische") == "6 große runde Tische"
    assert GERMAN.further("2 Plätze mehr", "4 Plätze mehr") == "4 weitere Plätze"


@pytest.mark.parametrize(
    "typed",
    [
        "night crew ward 4", "parking spots 2", "season 2 order", "climate crates for 9",
        "5% off on 2t+", "silo rent of 80 a month", "the 14 days", "load-in day before",
        "cranage by main contractor", "5% off from Dentacor", "logo on the tickets",
    ],
)  # fmt: skip
def test_what_nobody_would_say_like_that_is_in_no_english_sentence(typed: str) -> None:
    assert not ENGLISH.clear(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Anlieferung an 4 schulen", "die 14 Tage", "die Hälfte davon", "Selbstbehalt 1.000",
        "Baufeld frei bis 1. März", "Wartungsvertrag 5 Jahre inklusive", "3 Jahre Laufzeit u Logo",
    ],
)  # fmt: skip
def test_what_nobody_would_say_like_that_is_in_no_german_sentence(typed: str) -> None:
    assert not GERMAN.clear(typed)


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("Wartung im ersten Jahr kostenlos", "die kostenlose Wartung im ersten Jahr"),
        ("Mindestmenge 200.000 Wörter", "eine Mindestmenge von 200.000 Wörtern"),
        ("11 % Honorar statt 9", "11 % Honorar statt 9 %"),
        ("2 Feste Termine", "2 feste Termine"),
        ("Logo auch", "die Nutzung Ihres Logos"),
        ("Rückgabe bis 18.30.", "eine Rückgabe bis 18.30 Uhr"),
        ("Lieferung vor 5 Uhr", "die Lieferung vor 5 Uhr"),
    ],
)
def test_hasty_german_is_said_as_it_is_written(typed: str, need: str) -> None:
    assert GERMAN.need(typed) == need


def test_a_time_alone_is_committed_to() -> None:
    assert ENGLISH.do("8 years") == "commit to 8 years"
    assert GERMAN.do("8 Jahre") == "uns auf 8 Jahre festlegen"


def test_a_condition_with_a_word_missing_is_not_said() -> None:
    assert not ENGLISH.can_say_condition("delivery split to 3 depots")
    assert ENGLISH.as_condition("signed by Fri") == "you sign by Friday"
    assert ENGLISH.as_condition("they stay for 3 yrs") == "you stay for 3 years"


def test_a_limit_is_said_as_one() -> None:
    limit = "only while the depot is open"
    assert ENGLISH.if_(ENGLISH.as_condition(limit)) == f"but {limit}"


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("weekend cover except easter", "weekend cover except at Easter"),
        ("weekend cover except august", "weekend cover except in August"),
        ("deliveries except mondays", "deliveries except on Mondays"),
        ("clean driving record", "you to show us a clean driving record"),
        ("samples signed off by 15 Jan", "you to sign off the samples by 15 Jan"),
    ],
)
def test_small_words_are_those_that_people_say(typed: str, need: str) -> None:
    assert ENGLISH.need(typed) == need


def test_an_hour_is_no_day_by_which_something_is_due() -> None:
    assert not names_day_due("Lieferung vor 5 Uhr")
    assert not names_day_due("delivery before 9:30 am")
    assert names_day_due("Lieferung bis 3. Januar")
