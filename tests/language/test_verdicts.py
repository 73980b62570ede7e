"""Lines that answer asks one by one, cut into things and what is said of each."""

import pytest

from bot.language.verdicts import Said, read_verdicts


@pytest.mark.parametrize(
    ("typed", "said", "thing"),
    [
        ("yes to the contract", Said.YES, "contract"),
        ("they agreed to the car park", Said.YES, "car park"),
        ("parking they do", Said.YES, "parking"),
        ("tasting would work", Said.YES, "tasting"),
        ("ja zum Skonto", Said.YES, "Skonto"),
        ("Haftpflicht haben sie", Said.YES, "Haftpflicht"),
        ("Protokoll bekommen wir", Said.YES, "Protokoll"),
        ("3 Tonnen gingen", Said.YES, "3 Tonnen"),
        ("scaffolding no way", Said.NO, "scaffolding"),
        ("36 months too long", Said.NO, "36 months"),
        ("they won't do the menu", Said.NO, "menu"),
        ("parking out of the question", Said.NO, "parking"),
        ("Foto will er nicht", Said.NO, "Foto"),
        ("4 Tonnen sind ihnen zu viel", Said.NO, "4 Tonnen"),
        ("Heizung kommt nicht in Frage", Said.NO, "Heizung"),
        ("nein zum Abstellraum", Said.NO, "Abstellraum"),
        ("payment they check with accounting", Said.OPEN, "payment"),
        ("press release their boss has to decide", Said.OPEN, "press release"),
        ("logo not sure", Said.OPEN, "logo"),
        ("Wochenende klärt sie mit der Leitung", Said.OPEN, "Wochenende"),
        ("Nachbarn überlegt er sich", Said.OPEN, "Nachbarn"),
        ("Silo schau ma mal", Said.OPEN, "Silo"),
    ],
)
def test_what_is_said_of_a_thing(typed: str, said: Said, thing: str) -> None:
    (verdict,) = read_verdicts(typed)
    assert (verdict.said, verdict.thing) == (said, thing)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("40 no, 35 ok", "35"),
        ("35 ok, 40 no", "35"),
        ("4 Tonnen zu viel, 3 gingen", "3 Tonnen"),
        ("24 months too long, 12 they'd do", "12 months"),
        ("ja zu 25 kronen, 30 nicht", "25 kronen"),
        ("3 Monate geht nicht, 1 Monat ginge", "1 Monat"),
    ],
)
def test_a_no_to_one_figure_and_a_yes_to_another_are_one_answer(typed: str, what: str) -> None:
    (verdict,) = read_verdicts(typed)
    assert (verdict.said, verdict.thing, verdict.is_less) == (Said.YES, what, True)


@pytest.mark.parametrize(
    ("typed", "limit"),
    [
        ("yes to the meeting rooms, but only one", "one"),
        ("they agreed to the car park but not on saturday", "but not on saturday"),
        ("Roggenmehl ja aber nur die Hälfte", "die Hälfte"),
        ("Halle ja, aber nicht am Sonntag", "aber nicht am Sonntag"),
        ("commitment partly: 1 year, files yes", "1 year"),
    ],
)
def test_what_holds_a_yes_back_is_its_limit(typed: str, limit: str) -> None:
    verdict = read_verdicts(typed)[0]
    assert (verdict.said, verdict.limit, verdict.is_less) == (Said.YES, limit, True)


def test_what_it_costs_belongs_to_the_answer_before() -> None:
    ticket, creche = read_verdicts("Jobticket ja, Kosten 600, Kitaplatz nein")
    assert (ticket.thing, ticket.clause) == ("Jobticket", "Kosten 600")
    assert (creche.thing, creche.said) == ("Kitaplatz", Said.NO)


@pytest.mark.parametrize(
    "typed",
    [
        "they say it is too expensive",
        "2 free seats, net 60",
        "no to the logo and the case study",
        "extended warranty we don't need",
        "Staffelmiete gestrichen",
    ],
)
def test_other_lines_are_left_to_other_readings(typed: str) -> None:
    assert read_verdicts(typed) == ()
