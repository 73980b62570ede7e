"""What a side gave or promised, told as a sentence: whose it is and what."""

import pytest

from bot.language.reported_gives import GiveReported, find_give_reported


@pytest.mark.parametrize(
    ("line", "ours", "given", "promised"),
    [
        ("we gave them a dedicated driver, cost 3k", True, "a dedicated driver, cost 3k", False),
        ("we promised them a reference, costs 500", True, "a reference, costs 500", True),
        ("I promised a free pallet", True, "a free pallet", True),
        ("we've already thrown in the installation", True, "the installation", False),
        ("we waived the setup fee", True, "waive the setup fee", False),
        ("yesterday we gave the buyer 5% off", True, "5% off", False),
        ("we said we'd cover the freight, cost 800", True, "cover the freight, cost 800", True),
        ("we'll give them 2 training days", True, "2 training days", False),
        ("we agreed to include the samples", True, "include the samples", True),
        ("we offered them free training", True, "free training", True),
        ("they gave us a reference", False, "a reference", False),
        ("they promised an exclusive", False, "an exclusive", True),
        ("they promised to send the case study", False, "send the case study", True),
        ("they've granted us net 60", False, "net 60", False),
        ("the supplier threw in spare parts worth 2k", False, "spare parts worth 2k", False),
        ("she promised 3 references by Friday", False, "3 references by Friday", True),
        (
            "wir haben ihnen ne Referenz versprochen, kosten 500",
            True,
            "ne Referenz, kosten 500",
            True,
        ),
        ("ich hab ihnen 2 Schulungstage zugesagt", True, "2 Schulungstage", True),
        ("wir haben 3% nachgelassen", True, "3% Nachlass", False),
        ("wir haben dem Kunden 5% gegeben Kosten 2k", True, "5% Kosten 2k", False),
        ("gestern haben wir ihnen die Anfahrt erlassen", True, "die Anfahrt erlassen", False),
        ("wir geben ihnen 14 Tage Zahlungsziel", True, "14 Tage Zahlungsziel", False),
        ("sie haben uns Ersatzgeräte versprochen", False, "Ersatzgeräte", True),
        ("sie haben uns 5% gegeben", False, "5%", False),
        ("der Vermieter hat uns 2 Stellplätze zugesagt", False, "2 Stellplätze", True),
        (
            "er hat uns nen Monat gratis versprochen, wert 1k",
            False,
            "nen Monat gratis, wert 1k",
            True,
        ),
    ],
)
def test_a_report_of_a_give(line: str, ours: bool, given: str, promised: bool) -> None:
    found = find_give_reported(line)
    assert found is not None
    assert found[:3] == GiveReported(ours, given, promised)[:3]


@pytest.mark.parametrize(
    "line",
    [
        "we offered 145k",
        "we gave notice",
        "we gave in",
        "we agreed to 24 months",
        "they agreed to 24 months",
        "they offered 140k",
        "they gave us an answer",
        "they promised us support but we want more",
        "wir haben Bescheid gegeben",
        "sie haben nichts gegeben",
        "5% off for a reference",
        "24 Monate Laufzeit",
    ],
)
def test_what_reports_no_give(line: str) -> None:
    assert find_give_reported(line) is None
