"""How a deal ended, as people type it, and the name that one gets."""

import pytest

from bot.domain.deals import DealOutcome
from bot.language.endings import read_ending, read_new_name, read_reason, without_opener

WON, LOST = DealOutcome.WON, DealOutcome.LOST
DROPPED, ARCHIVED = DealOutcome.DROPPED, DealOutcome.ARCHIVED


@pytest.mark.parametrize(
    ("typed", "outcome", "why"),
    [
        ("won", WON, ""),
        ("WON!", WON, ""),
        ("as won", WON, ""),
        ("we won it", WON, "it"),
        ("the deal is lost", LOST, ""),
        ("lost: they stay with their carrier", LOST, "they stay with their carrier"),
        ("lost, because of the rent", LOST, "of the rent"),
        ("lost – budget freeze", LOST, "budget freeze"),
        ("cancelled by their board", DROPPED, "by their board"),
        ("archived", ARCHIVED, ""),
        ("gewonnen", WON, ""),
        ("als verloren, weil zu teuer", LOST, "zu teuer"),
        ("verloren wegen Preis", LOST, "wegen Preis"),
        ("geplatzt", DROPPED, ""),
        ("archiviert: altes Muster", ARCHIVED, "altes Muster"),
        ("", None, ""),
        ("won't sign", None, "won't sign"),
        ("not won", None, "not won"),
        ("won lost", None, "won lost"),
        ("the deal", None, ""),
        ("they went with another agency", None, "they went with another agency"),
        ("because they hired inside", None, "they hired inside"),
    ],
)
def test_the_outcome_is_told_from_the_reason(
    typed: str, outcome: DealOutcome | None, why: str
) -> None:
    read = read_ending(typed)
    assert (read.outcome, read.why) == (outcome, why)


@pytest.mark.parametrize(
    ("typed", "locale", "name"),
    [
        ("Acme renewal 2027", "en-US", "Acme renewal 2027"),
        ("to Acme  renewal 2027", "en-US", "Acme renewal 2027"),
        ('"Acme 2027"', "en-US", "Acme 2027"),
        ("it to: Acme", "en-US", "Acme"),
        ("In Motion pilot", "en-US", "In Motion pilot"),
        ("in Acme Verlängerung", "de-DE", "Acme Verlängerung"),
        ("auf Acme 27", "de-DE", "Acme 27"),
        ("Toyota", "en-US", "Toyota"),
        ("", "en-US", ""),
    ],
)
def test_a_new_name_stands_without_what_leads_to_it(typed: str, locale: str, name: str) -> None:
    assert read_new_name(typed, locale) == name


def test_a_long_reason_is_kept_whole() -> None:
    assert read_reason(["x" * 900]) == "x" * 900


def test_the_second_half_of_a_german_verb_is_no_reason() -> None:
    assert without_opener("öffnen sie sind zurück") == "sie sind zurück"
    assert without_opener("they are back") == "they are back"
