"""What a line says was for what."""

import pytest

from bot.language.returns_typed import read_tie, split_off_tie


@pytest.mark.parametrize(
    ("line", "one", "other"),
    [
        ("that was for the demo", "", "demo"),
        ("it's for the free pickup", "", "free pickup"),
        ("all that was in return for the cap", "", "cap"),
        ("was for the rollout", "", "rollout"),
        ("the 35 crowns were for the turnaround", "35 crowns", "turnaround"),
        ("the case study was in exchange for our discount", "case study", "discount"),
        ("our discount came back for the reference call", "discount", "reference call"),
        ("the logo goes with the 3% off", "logo", "3% off"),
        ("match the crowns with the turnaround", "crowns", "turnaround"),
        ("tie the reference call to the pilot", "reference call", "pilot"),
        ("for the pilot we got the reference call", "reference call", "pilot"),
        ("das war für die Abholung", "", "Abholung"),
        ("das gab es für den Rabatt", "", "Rabatt"),
        ("das Jobticket war für den Start", "Jobticket", "Start"),
        ("Skonto war für die Lastschrift", "Skonto", "Lastschrift"),
        ("die Einweisung war die Gegenleistung für die Anzahlung", "Einweisung", "Anzahlung"),
        ("das Foto gehört zur Garantie", "Foto", "Garantie"),
        ("die Scans gab es für die Abholung", "Scans", "Abholung"),
        ("für die Anzahlung gab es die Einweisung", "Einweisung", "Anzahlung"),
        ("ordne die Kronen der Lieferung zu", "Kronen der Lieferung", ""),
        ("verknüpfe die Kronen mit der Lieferung", "Kronen", "Lieferung"),
    ],
)
def test_what_belongs_together(line: str, one: str, other: str) -> None:
    found = read_tie(line)
    if not other:
        assert found is None
        return
    assert found is not None
    assert (found.one, found.other) == (one, other)


@pytest.mark.parametrize(
    "line",
    [
        "5% off for a case study",
        "that was for free",
        "this is for now",
        "was it for the demo?",
        "24-month term for #1",
        "3 demos for the turnaround",
        "das war für umsonst",
        "2 Tage Einweisung für die Anzahlung",
    ],
)
def test_other_lines_tie_nothing(line: str) -> None:
    assert read_tie(line) is None


@pytest.mark.parametrize(
    ("line", "head", "other"),
    [
        ("scans yes, that was for the pickup", "scans yes", "pickup"),
        ("35 crowns - and it was for the turnaround", "35 crowns", "turnaround"),
        ("case study. that was for the discount", "case study", "discount"),
        ("Abdruck-Scans ja, das war für die Abholung", "Abdruck-Scans ja", "Abholung"),
        ("Referenzgespräch, und das war für den Rabatt", "Referenzgespräch", "Rabatt"),
    ],
)
def test_the_end_of_a_line_says_what_it_was_for(line: str, head: str, other: str) -> None:
    found = split_off_tie(line)
    assert found is not None
    assert (found.head, found.tie.other) == (head, other)


@pytest.mark.parametrize(
    "line", ["scans yes, photo for the brochure", "5 demos, the last for Graz"]
)
def test_other_ends_stay(line: str) -> None:
    assert split_off_tie(line) is None
